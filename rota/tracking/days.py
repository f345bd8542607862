"""The days that a council gives each step: what [tracking] in rota.toml may set, and what holds when it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from rota.text.english import did_you_mean, joined

MOST_DAYS = 366
"""No step has more working days."""


@dataclass(frozen=True, slots=True)
class Days:
    """Working days from the event that begins a step to the last day on which it is in time.

    ``outcome``: members say what came of a visit, from its day. ``report``: it is handed in, from the day it was held;
    members are reminded at ``report_reminders``, and after the last it is the officer's to pursue. ``agreement``: the
    others who went agree, from handing in. ``revision``: after an objection. ``check``: the host, from agreement.
    ``corrections``: members take or leave them. ``owner``: is named, and ``response``: is given, from sending; it is
    ``chased`` with the owner, the Head of Service, the Director, and with a copy to the Chief Executive. ``dispute``:
    members may say that an answer is none; ``second_response``: is given, from then. ``action``: is set, once promised.
    ``paused``: is looked at again. ``confirmation``: by a member who went; then an officer may. ``by_officer``: what
    falls to the officer. ``chased_again``: everything overdue, over and over. A paper for a committee is counted back
    from its day: ``paper_cleared``, then ``paper_final``, and published so many clear days before, ``paper_published``.

    Sources: custody visitors, Regulation 44 visits, Healthwatch and scrutiny's trackers, as far as they give days:
    report, agreement, check, response and chasing; of a paper's, Brighton & Hove for the final version, and the Local
    Government Act 1972, s.100B (five clear days in England, three in Wales). The others are our own judgement.
    """

    outcome: int = 2
    report: int = 10
    report_reminders: tuple[int, ...] = (5, 10, 15)
    agreement: int = 5
    revision: int = 5
    check: int = 5
    corrections: int = 5
    owner: int = 2
    owner_chased: int = 3
    response: int = 20
    chased: tuple[int, ...] = (15, 20, 25, 30)
    dispute: int = 5
    second_response: int = 10
    action: int = 5
    paused: int = 60
    confirmation: int = 20
    by_officer: int = 5
    chased_again: int = 5
    paper_cleared: int = 15
    paper_final: int = 7
    paper_published: int = 5

    @property
    def report_given_up(self) -> int:
        """Working days after which the members are no longer waited for, and the officer pursues the report."""
        return max(self.report, *self.report_reminders)


DEFAULT = Days()


def days_from(table: Mapping[str, Any]) -> tuple[Days, tuple[tuple[str, str], ...]]:
    """The days of the table, and for each mistake its key and a sentence; what is mistaken is as if it were not set.

    Where only the days for a response are set, it is chased as long before and after them as without.
    """
    kinds = {field.name: field.default for field in fields(Days)}
    found: dict[str, Any] = {}
    faults = []
    for key, value in table.items():
        mistakes = [(key, mistake) for mistake in _mistakes(kinds, key, value)]
        faults += mistakes
        if not mistakes:
            found[key] = tuple(value) if isinstance(value, list) else value
    if "response" in found and "chased" not in table:
        found["chased"] = _rising(day + found["response"] - DEFAULT.response for day in DEFAULT.chased)
    return Days(**found), tuple(faults)


def _rising(days: Iterable[int]) -> tuple[int, ...]:
    """The days, each at least 1 and later than the one before."""
    found: list[int] = []
    for day in days:
        found.append(max(1, day, *(before + 1 for before in found)))
    return tuple(found)


def _mistakes(kinds: Mapping[str, object], key: str, value: object) -> Iterator[str]:
    if key not in kinds:
        there = f"There are {joined(sorted(kinds))}."
        yield " ".join(filter(None, ("there is no such number of days.", did_you_mean(key, kinds), there)))
    elif isinstance(kinds[key], int):
        if not _is_days(value):
            yield f"is not a number of working days. Write one from 0 to {MOST_DAYS}."
    else:
        yield from _list_mistakes(key, value)


def _list_mistakes(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, (list, tuple)) or not all(map(_is_days, value)):
        yield "is not a list of working days. Write it like 15; 20; 25; 30."
    elif list(value) != sorted(set(value)):
        yield "does not rise from one to the next. Write the days in order, each once."
    elif key == "chased" and len(value) != CHASES:
        yield (
            f"has {len(value)} days. Give {CHASES}: when the owner, the Head of Service and the Director "
            "are chased, and when the Chief Executive has a copy."
        )
    elif not value:
        yield "has no day in it. Give at least one."


CHASES = 4


def _is_days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS
