"""What is doubtful of the settings: no poll, a poll on no Thursday, closures of other years, sessions in the night."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rota.domain import Span
from rota.domain.bank_holidays import NONE, known_years
from rota.domain.closures import pre_election_period
from rota.reading.council import CouncilSettings, as_dates, periods
from rota.reading.doubts.dates import EARLIEST_SESSION, IN_THE_AFTERNOON
from rota.reading.settings_keys import RawSettings
from rota.tables.cell_uses import place_in_words, quoted
from rota.tables.cells import WEEKDAYS, plain
from rota.tables.row import Row
from rota.text.english import counted, day_in_words, several

LONGEST_YEAR = 400
"""Days of a rota's year: one with more asks for the visits of two."""

THURSDAY = 3

_EVERY = {"england-and-wales": (1, 0), "scotland": (5, 2022), "northern-ireland": (4, 2023)}
"""Years between two elections of councillors, and one in which they were. In England and Wales each year sees some."""

_NOTICE = timedelta(42)
"""From the notice of election to the poll, roughly: for years whose bank holidays are not known."""


def setting_doubts(raw: RawSettings, council: CouncilSettings) -> Iterator[str]:
    """What is doubtful of the year, its polls, closures, holidays and sessions."""
    yield from _year(raw.single, council.year)
    yield from _polls(raw, council)
    yield from _closures(raw.closures, council.year)
    yield from _holidays(raw.school_holidays, council.year)
    yield from _sessions(raw.sessions)


def _year(row: Row, year: Span) -> Iterator[str]:
    if year.length() > LONGEST_YEAR:
        yield (
            f"{_setting(row, 'year.end')}: the rota's year, {_days(year)}, has {counted(year.length(), 'day')}, and "
            "each team is owed one year's visits in all of them. A rota is for one year: check both dates."
        )


def _polls(raw: RawSettings, council: CouncilSettings) -> Iterator[str]:
    """Polls on other days than Thursdays; and that none is known, where one is usual."""
    row, place = raw.single, _setting(raw.single, "election.polls")
    polls: tuple[date, ...] = row.read("election.polls", as_dates, ())
    for poll in polls:
        if poll.weekday() != THURSDAY:
            day = WEEKDAYS[poll.weekday()]
            yield f"{place}: {quoted(poll.isoformat())} is a {day}, and polls are held on Thursdays. Check the date."
    if not row.yes("closures.pre_election", True) or any(_before(poll, raw, council) for poll in polls):
        return
    usual = [poll for poll in _ordinary(council) if _before(poll, raw, council)]
    if usual:
        given = f"{quoted(plain(row.cells.get('election.polls')))} is no poll of" if polls else "no poll is known in"
        yield (
            f"{place}: {given} the rota's year, {_days(council.year)}, so that no visit is kept out of a pre-election "
            f"period. Councillors are elected on the first Thursday of May, here {day_in_words(usual[0])}. "
            f"Set it to {usual[0].isoformat()} or, if there is no poll then, set closures.pre_election to false."
        )


def _before(poll: date, raw: RawSettings, council: CouncilSettings) -> bool:
    """Whether the pre-election period of the poll falls into the year."""
    own = raw.bank_holidays.get(council.division, NONE)
    if poll not in known_years(council.division, own):
        return Span(poll - _NOTICE, poll).within(council.year) is not None
    return pre_election_period(poll, council.division, own).span.within(council.year) is not None


def _ordinary(council: CouncilSettings) -> Iterator[date]:
    """The ordinary days of election about the year (Representation of the People Act 1983, sections 37 and 43).

    Scotland elects its councillors every five years, Northern Ireland every four, in May as well.
    """
    first, last = council.year.ends()
    every, one = _EVERY[council.division]
    for year in range(first.year, last.year + 2):
        if (year - one) % every == 0:
            may = date(year, 5, 1)
            yield may + timedelta((THURSDAY - may.weekday()) % 7)


def _closures(rows: Sequence[Row], year: Span) -> Iterator[str]:
    outside = [(row, closure) for row in rows for closure in periods((row,)) if not closure.span.within(year)]
    if outside:
        told = [f"{quoted(closure.reason)} ({_days(closure.span)}; {_row(row)})" for row, closure in outside]
        verb, closes = ("lies", "closes") if len(told) == 1 else ("lie", "close")
        yield f"{several(told)} {verb} outside the rota's year, {_days(year)}, and {closes} nothing. Check the dates."


def _holidays(rows: Sequence[Row], year: Span) -> Iterator[str]:
    spans = [holiday.span for holiday in periods(tuple(rows))]
    if spans and not any(span.within(year) for span in spans):
        yield (
            f"{_row(rows[0])}: no school holiday that is listed lies in the rota's year, {_days(year)}, so that visits "
            "avoid none. Add those of the year."
        )


def _sessions(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        at = row.time("start")
        if at is not None and at < EARLIEST_SESSION:
            read = f"{quoted(plain(row.cells.get('start')))} is read as {at:%H:%M}"
            yield f"{_row(row)}: the session at {read}, in the night or early morning. {IN_THE_AFTERNOON}"


def _setting(row: Row, name: str) -> str:
    number = row.number_of(name)
    return place_in_words(row.where, () if number is None else (number,), name)


def _row(row: Row) -> str:
    return place_in_words(row.where, () if row.number is None else (row.number,))


def _days(span: Span) -> str:
    first, last = span.ends()
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
