"""Dates that lie far from the rota's year, or where they have no effect, and times in the middle of the night."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from rota.domain import Span
from rota.tables.cell_uses import Use, place, quoted
from rota.tables.cells import plain
from rota.tables.row import Row
from rota.tables.table import Table
from rota.text.english import day_in_words, several

LONGEST_ABSENCE = 2 * 366
"""Days between the ends of one absence."""

MANY = 3
"""Rows of another year that are no leftovers."""

EARLIEST_SESSION = time(8)
"""Nobody meets or visits earlier: 2:00 is typed for two in the afternoon."""

IN_THE_AFTERNOON = "For the afternoon or the evening write it like 14:00 or 2 pm."

_EARLIEST_WEEK = time(5)
"""People's own weeks may begin earlier than their visits."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """How many years before and after the rota's year a date of this column may be, and what a later one means."""

    before: int
    after: int
    effect: str


_NOTHING = "so that the row changes nothing this year"
_REACH: Mapping[tuple[str, str], _Reach] = {
    ("members", "joined"): _Reach(70, 1, "so that this is no member this year"),
    ("members", "trained"): _Reach(15, 1, "so that nobody in these rows is trained this year"),
    ("members", "checked"): _Reach(15, 1, "so that nobody in these rows is checked this year"),
    ("members", "trained_until"): _Reach(30, 20, "so that training all but never runs out"),
    ("members", "checked_until"): _Reach(30, 20, "so that the check all but never runs out"),
    ("members", "left"): _Reach(70, 20, "so that membership all but never ends"),
    ("changes", "from"): _Reach(70, 5, _NOTHING),
    ("teams", "opened"): _Reach(70, 1, "so that the team is owed no visit this year"),
    ("absences", "start"): _Reach(10, 2, "so that it keeps nobody from anything"),
    ("weekly", "from"): _Reach(20, 2, _NOTHING),
    ("committees", "from"): _Reach(70, 2, _NOTHING),
    ("meetings", "date"): _Reach(10, 3, "so that it keeps nobody from a visit"),
    ("meetings", "start"): _Reach(10, 3, "so that it keeps nobody from a visit"),
    ("history", "date"): _Reach(15, 0, ""),
}
"""Years are generous: a table may be kept for a council's lifetime. What is left are digits that were changed."""


def date_doubts(table: Callable[[str], Table], year: Span, settled: Collection[str] = ()) -> Iterator[str]:
    """What is doubtful of dates and times in the tables, which ``table`` gives by name, column by column.

    The rows of the history in ``settled`` are known to be this year's.
    """
    for (name, column), reach in _REACH.items():
        dated = list(_dated(table(name), column))
        yield from _far(dated, reach, year)
        if name == "history":
            yield from _visits_of_this_year([one for one in dated if one[0].place not in settled], year)
    yield from _long_absences(table("absences"))
    yield from _of_another_year(table("meetings"), year)
    yield from _of_another_year(table("absences"), year)
    yield from _at_night(table("meetings"), "start", EARLIEST_SESSION)
    yield from _at_night(table("weekly"), "start", _EARLIEST_WEEK)
    yield from _at_night(table("absences"), "start", _EARLIEST_WEEK)


def _dated(table: Table, column: str) -> Iterator[tuple[Row, Use, date]]:
    for row in table.rows:
        moment = _moment(row, column)
        if moment is not None:
            yield row, row.use(column, plain(row.cells.get(column)).strip()), moment[0]


def _moment(row: Row, column: str) -> tuple[date, time | None] | None:
    """The date in the cell; None when it is blank or, where a time may stand alone, a time."""
    if row.blank(column) or (column == "start" and not row.blank("date")):
        return None
    return row.moment(column)


def _far(dated: Sequence[tuple[Row, Use, date]], reach: _Reach, year: Span) -> Iterator[str]:
    first, last = year.ends()
    early = [one for _, one, day in dated if day.year < first.year - reach.before]
    late = [one for _, one, day in dated if reach.effect and day.year > last.year + reach.after]
    if early:
        yield f"{place(early)}: {_shown(early)} long before the rota's year, {_years(year)}. Check the date."
    if late:
        far = f"long after the rota's year, {_years(year)}"
        yield f"{place(late)}: {_shown(late)} {far}, {reach.effect}. Check the date."


def _shown(found: Sequence[Use]) -> str:
    values = list(dict.fromkeys(one.value for one in found))
    named = several([quoted(value) for value in values], 3)
    return f"{named} {'is' if len(values) == 1 else 'are'}"


def _years(year: Span) -> str:
    first, last = year.ends()
    return f"{day_in_words(first)} to {day_in_words(last)}"


def _visits_of_this_year(dated: Sequence[tuple[Row, Use, date]], year: Span) -> Iterator[str]:
    first, last = year.ends()
    future = [one for _, one, day in dated if day > last]
    if future:
        counted = "is counted as a visit" if len(future) == 1 else "are counted as visits"
        yield (
            f"{place(future)}: {_shown(future)} after the rota's year, {_years(year)}, and {counted} already made. "
            "Check the date."
        )
    within = [one for _, one, day in dated if first <= day <= last]
    if within:
        what = "a visit" if len(within) == 1 else f"{len(within):,} visits"
        yield (
            f"{place(within)}: {_shown(within)} in the rota's year, which begins on {day_in_words(first)}, so that "
            f"{what} counted as made already may be owed by the year as well, unless the rota has it that day. "
            "'history' is of visits before the year: check the date, or put the visit into 'fixed' with its day and "
            "who goes."
        )


def _long_absences(table: Table) -> Iterator[str]:
    ends: list[Use] = []
    for row in table.rows:
        start, end = row.moment("start"), row.moment("end")
        if start and end and (end[0] - start[0]).days > LONGEST_ABSENCE:
            ends.append(row.use("end", plain(row.cells.get("end")).strip()))
    if ends:
        whose = "the absence lasts" if len(ends) == 1 else "the absences last"
        after = "more than two years after 'start'"
        yield f"{place(ends)}: {_shown(ends)} {after}, so that {whose} for years. Check both dates."


def _of_another_year(table: Table, year: Span) -> Iterator[str]:
    """A table of which nothing lies in the year, though it has more rows than are left over."""
    spans = [(row, span) for row in table.rows if (span := _span(row))]
    if len(spans) >= MANY and not any(span.within(year) for _, span in spans):
        rows = place([row.use("", "") for row, _ in spans])
        yield (
            f"{rows}: none of these lies in the rota's year, {_years(year)}, so that the table keeps nobody from a "
            "visit. Check the years."
        )


def _span(row: Row) -> Span | None:
    """The days that a meeting or an absence has."""
    start = _moment(row, "date") or _moment(row, "start")
    end = row.moment("end") if not row.blank("person") and not row.blank("end") else None
    return Span(start[0], max(start[0], end[0]) if end else start[0]) if start else None


def _at_night(table: Table, column: str, earliest: time) -> Iterator[str]:
    found = []
    for row in table.rows:
        at = _clock(row, column)
        if at is not None and time.min < at < earliest:
            found.append(row.use(column, plain(row.cells.get(column)).strip()))
    if found:
        yield f"{place(found)}: {_shown(found)} read as before {earliest:%H:%M} in the morning. {IN_THE_AFTERNOON}"


def _clock(row: Row, column: str) -> time | None:
    if row.blank(column):
        return None
    if row.blank("date") and row.blank("day"):
        moment = row.moment(column)
        return moment[1] if moment else None
    return row.time(column)
