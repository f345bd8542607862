"""What a look at a council's files found, as data and in sentences."""

from __future__ import annotations

from rota.app.load import Inputs
from rota.checking.who_can_go import apart, apart_in_words
from rota.text.english import counted


def not_counted(inputs: Inputs) -> tuple[str, ...]:
    """Members whom no figure counts, every reason by name: the officer asks."""
    return tuple(apart_in_words(apart(inputs.to_draw(), (), ())))


def data(inputs: Inputs | None, faults: tuple[str, ...], warnings: tuple[str, ...]) -> dict[str, object]:
    """What a look at a council's files found, as JSON data: the numbers of nouns are there when there is no fault."""
    said: dict[str, object] = {
        "result": "faults" if inputs is None else "ready",
        "fault_count": len(faults),
        "faults": list(faults),
        "warning_count": len(warnings),
        "warnings": list(warnings),
    }
    return said | ({f"{noun}s": number for noun, number in _numbers(inputs).items()} if inputs else {})


def _numbers(inputs: Inputs) -> dict[str, int]:
    """How many there are of each noun."""
    problem = inputs.problem
    return {
        "member": len(problem.members),
        "team": len(problem.teams),
        "visit": len(problem.visits),
        "host": len(problem.hosts),
        "slot": len(problem.slots),
        "rule": len(inputs.rules),
    }


def ready(inputs: Inputs, warnings: int) -> str:
    """That there is no fault, and how many there are of each noun, in a sentence."""
    counts = [counted(number, noun) for noun, number in _numbers(inputs).items()]
    ready = f"No fault, but {counted(warnings, 'warning')}" if warnings else "Ready to solve"
    return f"{ready}: {', '.join(counts)}."
