"""What a solver found, and when: its curve, kept as lines of JSON and scored by our audit."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.instances import Instance
from rota.auditing import audit
from rota.domain import Rota
from rota.solving.model.assignment import Assignment
from rota.solving.model.compile import compile_statements
from rota.solving.model.statements import gather

TICK = 0.02
"""Seconds within which two bests are kept as one, at the later time: writing them must not slow a search."""


@dataclass(frozen=True, slots=True)
class Found:
    """A rota found ``seconds`` after the start: the points claimed, and by number each visit's slot and members."""

    seconds: float
    value: int
    slots: list[int]
    groups: list[list[int]]


@dataclass(frozen=True, slots=True)
class Curve:
    """Everything a solver found, best last. ``absent`` says why it did not run; ``bound`` is what it proved."""

    solver: str
    found: tuple[Found, ...] = ()
    ended: float = 0.0
    bound: int | None = None
    absent: str = ""
    a_second: float | None = None

    def at(self, seconds: float) -> Found | None:
        """The best by then."""
        return next((one for one in reversed(self.found) if one.seconds <= seconds), None)

    def reached(self, value: float) -> float | None:
        """The seconds after which there was a rota of no more than these points; None when there never was."""
        return next((one.seconds for one in self.found if one.value <= value), None)


class Sheet:
    """Keeps what is found, at most one of each tick, and writes it as lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._best: int | None = None
        self._waiting: tuple[float, int, Callable[[], Assignment]] | None = None

    def note(self, seconds: float, value: int, draft: Callable[[], Assignment]) -> None:
        """A rota, made only if it is kept; worse ones and equal ones are not."""
        if self._best is not None and value >= self._best:
            return
        self._best = value
        if self._waiting and int(seconds / TICK) > int(self._waiting[0] / TICK):
            self._write()
        self._waiting = (seconds, value, draft)

    def _write(self) -> None:
        assert self._waiting
        seconds, value, made = self._waiting
        draft = made()
        groups = [np.flatnonzero(draft.groups[:, visit]).tolist() for visit in range(len(draft.slots))]
        line = {"seconds": round(seconds, 3), "value": value, "slots": draft.slots.tolist(), "groups": groups}
        self._add(line)
        self._waiting = None

    def end(self, seconds: float, bound: int | None) -> None:
        """The last line: when the solver ended, and what it has proven."""
        if self._waiting:
            self._write()
        self._add({"ended": round(seconds, 3), "bound": bound})

    def _add(self, line: dict[str, object]) -> None:
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line) + "\n")


def read_curve(solver: str, path: Path, seconds: float) -> Curve:
    """The curve that was written; a solver that was ended from outside has no last line."""
    found: list[Found] = []
    ended, bound, a_second = seconds, None, None
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        line = json.loads(text)
        if "ended" in line:
            ended, bound = line["ended"], line.get("bound")
            a_second = line["calculations"] / max(ended, 0.001) if "calculations" in line else None
        else:
            found.append(Found(**line))
    return Curve(solver, tuple(found), ended, bound, a_second=a_second)


def rota_of(instance: Instance, found: Found) -> Rota:
    """The rota, with its slots and people as the problem names them."""
    compiled = compile_statements(instance.problem, gather(instance.problem, instance.rules))
    groups = np.zeros((compiled.member_count, len(found.slots)), dtype=bool)
    for visit, members in enumerate(found.groups):
        groups[members, visit] = True
    return Assignment(np.array(found.slots, dtype=np.int64), groups).rota(compiled)


class MisreadError(Exception):
    """A solver claims other points than the audit finds, or a rota that breaks a must: its rules are not ours."""


def audited(instance: Instance, solver: str, found: Iterable[Found]) -> dict[float, int]:
    """The audit's points by the seconds at which each rota was found. MisreadError when one is not as claimed."""
    points = {}
    for one in found:
        if one.seconds not in points:
            report = audit(instance.problem, instance.rules, rota_of(instance, one))
            if not report.kept or report.points != one.value:
                broken = "; ".join(finding.sentence for finding in report.breaches[:3])
                raise MisreadError(
                    f"{solver} on {instance.name}, seed {instance.seed}: claims {one.value} points, the audit finds "
                    f"{report.points} {broken}"
                )
            points[one.seconds] = report.points
    return points


def clock() -> Callable[[], float]:
    """Seconds from now on."""
    began = time.perf_counter()
    return lambda: time.perf_counter() - began
