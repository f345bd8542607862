"""rota.html: the page for everybody, to read or to print: the rota by date, by member and by team.

What the rota costs and is proven to be is for officers, in officer.html. No script, nothing fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rota.domain import Team
from rota.exports.edition import edition
from rota.exports.ics_events import permanent_id
from rota.exports.page import page
from rota.exports.summary_text import draft, year_in_words
from rota.exports.view import Document
from rota.exports.view_rows import MemberRow, VisitRow
from rota.exports.year_strip import year_strip
from rota.text.english import month_in_words


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit with its date as people write it, below the name of its month or on its own.

    Of the title the end, "visit 1 of 2", stays on one line.
    """

    row: VisitRow
    title: str
    day: str
    full_date: str
    time: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """Up to three months of the year that have visits: a page of paper."""

    name: str
    months: tuple[tuple[str, tuple[DatedVisit, ...]], ...]


@dataclass(frozen=True, slots=True)
class MemberVisits:
    """A member with the visits that they make."""

    member: MemberRow
    visits: tuple[DatedVisit, ...]


@dataclass(frozen=True, slots=True)
class TeamVisits:
    """A team with who receives its visits, the deputies after the host, and its visits; ``missing`` have no date."""

    team: Team
    host: str
    deputies: tuple[str, ...]
    visits: tuple[DatedVisit, ...]
    missing: tuple[str, ...]


def render(document: Document) -> dict[str, bytes]:
    """The file rota.html, in UTF-8."""
    problem = document.problem
    visits = tuple(_dated(row) for row in document.visits())
    members = _by_member(document, visits)
    return {
        "rota.html": page(
            "rota",
            council=problem.council,
            year=year_in_words(document),
            edition=edition(document),
            draft=draft(document) if document.breaches() else "",
            quarters=_quarters(document, visits),
            places={one.row.visit: permanent_id(document.problem, one.row.visit) for one in visits},
            missing=[problem.title(visit.id) for visit in document.not_placed()],
            sites=any(visit.row.site for visit in visits),
            reserves=any(visit.row.reserves for visit in visits),
            members=[one for one in members if one.visits],
            idle=[one.member.name for one in members if not one.visits],
            teams=_by_team(document, visits),
            strip=year_strip(document),
        )
    }


def _dated(row: VisitRow) -> DatedVisit:
    day = f"{_WEEKDAYS[row.day.weekday()]} {row.day.day} {month_in_words(row.day).split()[0]}"
    title = _END_OF_TITLE.sub(lambda end: end[0].replace(" ", "\u00a0"), row.title)
    return DatedVisit(row, title, day, f"{day} {row.day.year}", f"{row.start:%H:%M} to {row.end:%H:%M}")


_END_OF_TITLE = re.compile(r"(?<=, )visit \d+ of \d+$")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _quarters(document: Document, visits: Iterable[DatedVisit]) -> list[Quarter]:
    """The visits by quarters of the year, counted from its first month, and by months; those of none are left out."""
    first, _ = document.problem.year.ends()
    quarters = []
    for _, mine in groupby(visits, key=lambda visit: _months_after(first, visit.row.day) // 3):
        rows = tuple(mine)
        months = groupby(rows, key=lambda visit: month_in_words(visit.row.day))
        quarters.append(
            Quarter(_name_of_quarter(document, rows[0].row.day), tuple((name, tuple(found)) for name, found in months))
        )
    return quarters


def _months_after(first: date, day: date) -> int:
    return 12 * (day.year - first.year) + day.month - first.month


def _name_of_quarter(document: Document, day: date) -> str:
    """Such as "October to December 2026": the quarter that holds the day, as far as the year goes."""
    first, last = document.problem.year.ends()
    begin = _months_after(first, day) // 3 * 3
    ends = (_month(first, begin), min(_month(first, begin + 2), max(last, day).replace(day=1)))
    names = [month_in_words(month) for month in ends]
    if ends[0] == ends[1]:
        return names[0]
    if ends[0].year == ends[1].year:
        names[0] = names[0].split()[0]
    return " to ".join(names)


def _month(first: date, after: int) -> date:
    """The first day of the month so many months after."""
    years, month = divmod(first.month - 1 + after, 12)
    return date(first.year + years, month + 1, 1)


def _by_member(document: Document, visits: Sequence[DatedVisit]) -> list[MemberVisits]:
    mine: dict[str, list[DatedVisit]] = {}
    for visit in visits:
        for visitor in visit.row.visitors:
            mine.setdefault(visitor.id, []).append(visit)
    return [MemberVisits(member, tuple(mine.get(member.id, ()))) for member in document.members()]


def _by_team(document: Document, visits: Sequence[DatedVisit]) -> list[TeamVisits]:
    problem, missing = document.problem, document.not_placed()
    found = []
    for team in sorted(problem.teams, key=lambda team: (team.name.casefold(), team.id)):
        names = [problem.name_of(person) for person in team.receivers]
        found.append(
            TeamVisits(
                team,
                "".join(names[:1]),
                tuple(names[1:]),
                tuple(visit for visit in visits if visit.row.team_id == team.id),
                tuple(problem.title(visit.id) for visit in missing if visit.team == team.id),
            )
        )
    return found
