"""What preferences a rota could not meet, in words and with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rota.explaining.unmet import Unmet
from rota.reports.report import Paper, Section
from rota.reports.why_report import what_it_costs
from rota.text.english import counted, joined

_ONE_OF = re.compile(r"(.*), visit (\d+) of (\d+)")
NAMED = 3
"""Of the visits of one reason so many are named; the rest are counted."""


def paper_of_unmet(council: str, found: Sequence[Unmet]) -> Paper:
    """Each preference that is not met, dearest first, with the audit's sentences below the reasons."""
    if not found:
        return Paper(council, "What could not be met", (Section("", ("Every preference is met.",)),))
    sections = (Section(one.asks.removesuffix("."), (*said(one), *one.sentences)) for one in found)
    return Paper(council, "What could not be met", tuple(sections))


def said(one: Unmet) -> Iterator[str]:
    """How often it is not met, what that costs, and why."""
    yield f"Not met {_often(one.times)}, for {counted(one.points, 'point')}{_reasons(one)}."


def in_one_line(one: Unmet) -> str:
    """The same for a summary: "- Members ... somebody experienced: not met twice (16 points); nobody could on MASH"."""
    return (
        f"- {one.asks.removesuffix('.')}: not met {_often(one.times)} ({counted(one.points, 'point')}){_reasons(one)}."
    )


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times:,} times")


def _reasons(one: Unmet) -> str:
    reasons = []
    if one.nobody_could:
        reasons.append(f"on {_some(one.nobody_could)} {one.because}")
    for way in one.instead[:NAMED]:
        reasons.append(f"on {way.title} it could be, for {what_it_costs(way.difference)}")
    further = [way.title for way in one.instead[NAMED:]] + list(one.elsewhere)
    if further:
        reasons.append(f"on {_some(further)} it would cost more elsewhere")
    if one.not_asked:
        reasons.append(f"{counted(one.not_asked, 'further visit')} not looked at")
    if one.over:
        reasons.append(f"{_some(one.over)} {'is' if len(one.over) == 1 else 'are'} over")
    return "".join(f"; {reason}" for reason in reasons)


def _some(titles: Sequence[str]) -> str:
    if len(titles) <= NAMED + 1:
        return joined(_by_team(titles))
    return joined([*_by_team(titles[:NAMED]), counted(len(titles) - NAMED, "other")])


def _by_team(titles: Sequence[str]) -> list[str]:
    """The titles, those of one team together: "visits 1 and 2 of 4 to Oak House"."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for title in titles:
        found = _ONE_OF.fullmatch(title)
        numbers.setdefault((found[1], found[3]) if found else (title, ""), []).append(found[2] if found else "")
    return [
        f"visits {joined(those)} of {of} to {team}"
        if len(those) > 1
        else f"{team}, visit {those[0]} of {of}"
        if of
        else team
        for (team, of), those in numbers.items()
    ]
