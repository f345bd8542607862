"""The rota.toml of an invented council: its year, how visits are made, and the rules with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rota.domain import Problem
from rota.domain.closures import bank_holiday_closures
from rota.rules.settings import Settings

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def settings_text(problem: Problem, settings: Settings) -> str:
    """The text of rota.toml. The problem's closures are its bank holidays, or it has none."""
    return "\n".join(_lines(problem, settings)) + "\n"


def _lines(problem: Problem, settings: Settings) -> Iterator[str]:
    first, last = problem.year.ends()
    holidays = set(bank_holiday_closures(problem.division, problem.year))
    if problem.closures and set(problem.closures) != holidays:
        raise ValueError("closures other than bank holidays are not written")
    yield "# Invented, from a fixed seed, by benchmarks/instances.py."
    yield from _table("council", {"name": problem.council, "division": problem.division})
    yield from ("", "[year]", f"start = {first}", f"end = {last}")
    days = [WEEKDAYS[day] for day in problem.weekdays]
    visits = {"minutes": problem.visit_minutes, "travel_minutes": problem.travel_minutes, "weekdays": days}
    yield from _table("visits", visits)
    sessions = {session.name: session.start.strftime("%H:%M") for session in problem.sessions}
    yield from _table("sessions", sessions)
    closed = {"bank_holidays": bool(problem.closures), "august": False, "christmas": False, "pre_election": False}
    yield from _table("closures", closed)
    yield from _table("rules", {"packages": list(settings.packages)})
    for rule, numbers in settings.rules.items():
        if numbers:
            yield from _table(f"rules.{rule}", numbers)


def _table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    yield from ("", f"[{name}]")
    yield from (f"{key} = {_value(value)}" for key, value in values.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return str(value) if isinstance(value, int) else f'"{value}"'
