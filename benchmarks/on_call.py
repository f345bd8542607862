"""The public on-call rostering instances (MiniZinc Challenge 2013), for those who have them, as Rota problems.

One of the staff is on call each day, where Friday to Sunday is one day, the weekend. The instances are data
files (.dzn) of the model on-call-rostering, by Julien Fischer; they are read by path and none is kept here.

Said in Rota's nouns: each day of theirs is a team with one visit, fixed to one date, by one member. What is
asked of days is in ``benchmarks.on_call_rules``. Their objective counts the largest imbalance between two of
the staff, of week days and of weekends, which no statement says: the two are bounds in the rules instead, and
``objective`` adds them up as the model does. The least over the bounds is the model's optimum.

python -m benchmarks.on_call FILE 1 1    solves with an imbalance of at most 1 week day and 1 weekend
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path

from benchmarks.on_call_rules import WEEKEND
from rota.domain import ALWAYS, LONDON, Absence, Member, Pin, Problem, Rota, Session, Span, Team
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.engine import solve
from rota.solving.limits import Limits

PACKAGE = "benchmarks.on_call_rules"
FIRST = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class OnCall:
    """One instance: loads in percent by member of staff; days, counted from 0, when each cannot, and when each must."""

    loads: tuple[int, ...]
    days: int
    first_weekend: int
    away: tuple[frozenset[int], ...]
    fixed: tuple[frozenset[int], ...]
    points_for_adjacent_days: int
    points_for_wednesday: int

    @property
    def weekends(self) -> range:
        """The days that are weekends."""
        return range(self.first_weekend, self.days, 5)


def read_dzn(path: Path) -> OnCall:
    """Reads a data file. ValueError when a parameter of the model is missing or is not what it should be."""
    text = re.sub(r"%.*", "", path.read_text(encoding="utf-8"))
    given = dict(re.findall(r"(\w+)\s*=\s*([^;]*);", text))
    try:
        staff = int(given["num_staff"])
        loads = tuple(map(int, re.findall(r"\d+", given["work_load"])))
        away, fixed = _sets(given["unavailable"]), _sets(given["fixed"])
        days, weekend = int(given["num_days"]), int(given["weekend_offset"])
        adjacent, wednesday = int(given["adj_days_str"]), int(given["wed_before_weekend_str"])
    except KeyError as missing:
        raise ValueError(f"{path.name} does not give {missing}: it is not a file of on-call-rostering.") from missing
    if not len(loads) == len(away) == len(fixed) == staff:
        raise ValueError(f"{path.name} has {staff} staff, but lists of another length.")
    inside = [_inside(one, days) for one in away], [_inside(one, days) for one in fixed]
    return OnCall(loads, days, weekend, tuple(inside[0]), tuple(inside[1]), adjacent, wednesday)


def _sets(text: str) -> list[list[int]]:
    """Each {1, 2} or 1..2 of a list."""
    found = []
    for listed, first, last in re.findall(r"\{([^}]*)\}|(\d+)\s*\.\.\s*(\d+)", text):
        found.append(list(range(int(first), int(last) + 1)) if first else [int(n) for n in re.findall(r"\d+", listed)])
    return found


def _inside(days: Sequence[int], count: int) -> frozenset[int]:
    return frozenset(day - 1 for day in days if 1 <= day <= count)


def problem(given: OnCall) -> Problem:
    """The instance as a council whose every team is a day on call."""
    session = Session(time(9), "day")
    return Problem(
        council="On call",
        year=Span(FIRST, FIRST + timedelta(given.days - 1)),
        weekdays=tuple(range(7)),
        sessions=(session,),
        members=tuple(
            Member(f"s{number:02}", f"S{number:02}", trained=ALWAYS, checked=ALWAYS)
            for number in range(len(given.loads))
        ),
        teams=tuple(
            Team(
                f"d{day:03}",
                f"D{day:03}",
                locality=WEEKEND if day in given.weekends else "",
                group_least=1,
                group_most=1,
            )
            for day in range(given.days)
        ),
        absences=tuple(
            Absence(f"s{number:02}", _midnight(day), _midnight(day + 1))
            for number, days in enumerate(given.away)
            for day in days
        ),
        pins=tuple(Pin(f"d{day:03}-1", day=FIRST + timedelta(day)) for day in range(given.days))
        + tuple(Pin(f"d{day:03}-1", member=f"s{number:02}") for number, days in enumerate(given.fixed) for day in days),
    )


def _midnight(day: int) -> datetime:
    return datetime.combine(FIRST + timedelta(day), time(), LONDON)


def rules(given: OnCall, week_days: int, weekends: int) -> tuple[Rule, ...]:
    """The rules, with the two imbalances that are allowed."""
    return load(
        Settings(
            (PACKAGE,),
            {
                "balanced_loads": {
                    "percent_of_members": given.loads,
                    "most_week_days": week_days,
                    "most_weekends": weekends,
                },
                "days_off_between": {"points_for_adjacent_days": given.points_for_adjacent_days},
                "wednesday_off": {"points_for_wednesday": given.points_for_wednesday},
            },
        )
    )


def objective(given: OnCall, rota: Rota) -> int:
    """The model's own objective, read straight off the rota."""
    on = [int(place.members[0][1:]) for place in sorted(rota.placements, key=lambda place: place.visit)]
    adjacent = sum(on[day] == on[day + 1] for day in range(given.days - 2))
    wednesdays = sum(on[day] == on[day - 2] for day in given.weekends if day >= 2)
    soft = adjacent * given.points_for_adjacent_days + wednesdays * given.points_for_wednesday
    week_days = [on[day] for day in range(given.days) if day not in given.weekends]
    return soft + _imbalance(given, week_days) + _imbalance(given, [on[day] for day in given.weekends])


def _imbalance(given: OnCall, on: list[int]) -> int:
    pairs = combinations(range(len(given.loads)), 2)
    apart = (abs(given.loads[i] * on.count(j) - given.loads[j] * on.count(i)) for i, j in pairs)
    return max(-(-difference // 100) for difference in apart)


def main(path: str, week_days: str, weekends: str) -> None:
    """Solves one file and prints the objective."""
    given = read_dzn(Path(path))
    result = solve(problem(given), rules(given, int(week_days), int(weekends)), Limits(seconds=60))
    rota = getattr(result, "rota", None)
    print(f"{type(result).__name__}: " + (f"objective {objective(given, rota)}" if rota else f"{result}"))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("Name a .dzn file, the most imbalance of week days and that of weekends, such as: 4s-10d.dzn 1 1")
    main(*sys.argv[1:])
