"""The year of all teams as one strip: months, what is closed, school holidays, and each team's visits, to scale.

Across, everything is a part of the width in per cent, so that the drawing fits every screen; down, it is pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain import Closure, Span
from rota.exports.view import Document
from rota.exports.view_rows import VisitRow
from rota.text.english import counted, day_in_words, moment_in_words, month_in_words

TOP, LANE, NAME = 22, 50, 24
"""Pixels: above the first team, which is where the months' names stand; of each team; of that, above its lane."""

_MONTH_NAME = 4.0
"""Per cent that the name of a month takes."""
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Scale:
    """Places days along the strip."""

    year: Span

    def at(self, day: date) -> float:
        """Where the day begins, from 0 to 100."""
        first, _ = self.year.ends()
        return 100 * (day - first).days / self.year.length()


@dataclass(frozen=True, slots=True)
class MonthMark:
    """Where a month begins, with its name; the rest of one that is nearly over has no room for it."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class TimeAway:
    """A time in which no visit is made: ``kind`` is "closed" or "holiday"."""

    x: float
    width: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class VisitMark:
    """The middle of the day of a visit, with the day of the month and all that is known of the visit."""

    x: float
    day: int
    title: str


@dataclass(frozen=True, slots=True)
class TeamLane:
    """A team's lane, whose name begins at ``y``, with its visits."""

    team: str
    y: int
    visits: tuple[VisitMark, ...]


@dataclass(frozen=True, slots=True)
class YearStrip:
    """What is drawn, with words for whoever cannot see it."""

    label: str
    height: int
    months: tuple[MonthMark, ...]
    away: tuple[TimeAway, ...]
    lanes: tuple[TeamLane, ...]


def year_strip(document: Document) -> YearStrip:
    """The strip with a lane for each team, in order of name."""
    scale = Scale(document.problem.year)
    teams = sorted(document.problem.teams, key=lambda team: (team.name.casefold(), team.id))
    rows = document.visits()
    lanes = tuple(
        TeamLane(team.name, TOP + LANE * place, tuple(_marks(scale, [row for row in rows if row.team_id == team.id])))
        for place, team in enumerate(teams)
    )
    return YearStrip(
        f"The year to scale, with {counted(len(rows), 'visit')} of {counted(len(teams), 'team')}; "
        "the rota by team has every date.",
        TOP + LANE * len(lanes),
        tuple(_months(scale)),
        (*_away(scale, document.school_holidays(), "holiday"), *_away(scale, document.closures(), "closed")),
        lanes,
    )


def _away(scale: Scale, closures: Sequence[Closure], kind: str) -> Iterator[TimeAway]:
    for closure in closures:
        first, last = closure.span.ends()
        start, end = scale.at(first), scale.at(last + _DAY)
        yield TimeAway(start, end - start, kind, f"{closure.reason}: {span_in_words(closure.span)}")


def _months(scale: Scale) -> Iterator[MonthMark]:
    first, last = scale.year.ends()
    month = first
    while month <= last:
        after = (month.replace(day=1) + timedelta(32)).replace(day=1)
        room = scale.at(min(after, last + _DAY)) - scale.at(month)
        yield MonthMark(scale.at(month), month_in_words(month)[:3] if room >= _MONTH_NAME else "")
        month = after


def _marks(scale: Scale, rows: Sequence[VisitRow]) -> Iterator[VisitMark]:
    for row in rows:
        middle = (scale.at(row.day) + scale.at(row.day + _DAY)) / 2
        yield VisitMark(min(max(middle, 0.0), 100.0), row.day.day, _told(row))


def _told(row: VisitRow) -> str:
    names = ", ".join(visitor.name for visitor in row.visitors) or "nobody"
    host = f", received by {row.host}" if row.host else ""
    return f"{row.title}: {moment_in_words(row.start)}. {names}{host}"


def span_in_words(span: Span) -> str:
    """The span as "1 August 2026 to 31 August 2026", or as one day."""
    first, last = span.ends()
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
