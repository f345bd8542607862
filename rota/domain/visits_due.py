"""The visits that a year owes, derived from the teams and never typed in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from rota.domain.spans import Span
from rota.domain.teams import Team
from rota.domain.visits import Visit


def visits_owed(year: Span, teams: tuple[Team, ...], cancelled: Collection[str] = ()) -> Iterator[Visit]:
    """Each visit that ``year`` owes to each team, with its own part of the year.

    The part of a visit that was ``cancelled`` goes on to the last day on which the team is open: it is owed until made.

    A team that is open for only some of the year owes its share of ``visits_a_year``, rounded to
    the nearest whole visit and at least one, in equal parts of the days on which it is open.
    """
    for team in teams:
        open_days = team.open.within(year)
        if open_days is None or team.visits_a_year == 0:
            continue
        owed = max(1, (2 * team.visits_a_year * open_days.length() + year.length()) // (2 * year.length()))
        for number, part in enumerate(parts(open_days, owed), start=1):
            name = f"{team.id}-{number}"
            yield Visit(name, team.id, number, Span(part.start, open_days.end) if name in cancelled else part)


def parts(span: Span, count: int) -> list[Span]:
    """``span`` in ``count`` equal parts: calendar months where they fit, otherwise by days.

    Twelve whole calendar months in 1, 2, 3, 4, 6 or 12 parts divide at the ends of months, so that
    a monthly visit means one in each calendar month. Any other span divides by days.
    """
    start, end = span.ends()
    if 12 % count == 0 and _is_twelve_months(start, end):
        firsts = [_months_after(start, index * (12 // count)) for index in range(count)]
    else:
        firsts = [start + timedelta(index * span.length() // count) for index in range(count)]
    lasts = [first - timedelta(1) for first in firsts[1:]] + [end]
    return [Span(first, last) for first, last in zip(firsts, lasts, strict=True)]


def _is_twelve_months(start: date, end: date) -> bool:
    return start.day == 1 and _months_after(start, 12) == end + timedelta(1)


def _months_after(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, 1)
