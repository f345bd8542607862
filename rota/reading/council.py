"""The year and how visits are made, from the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import cast

from rota.domain import Closure, Division, Session, Span
from rota.domain.bank_holidays import DIVISIONS, NONE, Titles, known_years
from rota.domain.closures import august_closures, bank_holiday_closures, christmas_closures, pre_election_period
from rota.reading.settings_keys import RawSettings
from rota.rules.settings import Settings
from rota.tables.cells import Cell, Unreadable, as_group_size, as_text, as_weekdays
from rota.tables.dates import polls_of
from rota.tables.letters import ENCODINGS
from rota.tables.row import Row

LONGEST_YEAR = 800
"""Days: a rota of more than two years is a slip in a date."""

MOST_SESSIONS = 24
"""Sessions of a day: one in each hour."""


@dataclass(frozen=True, slots=True)
class CouncilSettings:
    """What the settings say of the Problem. The group size is for teams that give none."""

    name: str
    year: Span
    division: Division = "england-and-wales"
    sessions: tuple[Session, ...] = (Session(time(10), "morning"), Session(time(14), "afternoon"))
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    visit_minutes: int = 60
    travel_minutes: int = 30
    leave_days: int = 28
    group_size: tuple[int, int] = (2, 3)
    closures: tuple[Closure, ...] = ()
    school_holidays: tuple[Closure, ...] = ()


def read_council(raw: RawSettings) -> CouncilSettings | None:
    """The council and its year, or None when there is no telling which days the year has."""
    row = raw.single
    row.needed("council.name", "the council's name")
    row.choice("council.encoding", ENCODINGS, "")  # what it says was used already, when the tables were read
    year = _year(row)
    division = cast(Division, row.choice("council.division", DIVISIONS, "england-and-wales"))
    sessions = tuple(_sessions(raw.sessions))
    closures = tuple(periods(raw.closures))
    holidays = tuple(periods(raw.school_holidays))
    usual = CouncilSettings("", year or Span())
    council = CouncilSettings(
        name=row.text("council.name"),
        year=year or Span(),
        division=division,
        sessions=sessions or usual.sessions,
        weekdays=row.read("visits.weekdays", as_weekdays, usual.weekdays),
        visit_minutes=row.number_in("visits.minutes", 5, 600, usual.visit_minutes),
        travel_minutes=row.number_in("visits.travel_minutes", 0, 600, usual.travel_minutes),
        leave_days=row.number_in("visits.leave_days", 1, 366, usual.leave_days),
        group_size=row.read("visits.group_size", as_group_size, usual.group_size),
        closures=closures + tuple(_computed(row, year, division, raw.bank_holidays.get(division, NONE))),
        school_holidays=holidays,
    )
    return council if year else None


def read_settings(raw: RawSettings) -> Settings:
    """The rule packages and the numbers of the rules; the rule book checks their names."""
    packages = raw.single.read("rules.packages", _packages, ("constraints",))
    return Settings(packages, raw.rules, raw.rules_where)


def _packages(cell: Cell) -> tuple[str, ...]:
    names = tuple(name.strip() for name in as_text(cell).split(";") if name.strip())
    if not all(re.fullmatch(r"[a-z_]\w*(\.\w+)*", name, re.ASCII | re.IGNORECASE) for name in names):
        raise Unreadable("is not the name of a rule book. Write it like constraints; our_rules.")
    return names


def _year(row: Row) -> Span | None:
    filled = [row.needed(f"year.{name}", "a date like 2026-06-01") for name in ("start", "end")]
    year = row.span("year.start", "year.end")
    if not all(filled) or year.start is None or year.end is None:
        return None
    if year.length() > LONGEST_YEAR:
        row.fault("year.end", f"is {year.length():,} days after the start. A rota is for one year; check both dates.")
        return None
    return year


def _sessions(rows: tuple[Row, ...]) -> Iterator[Session]:
    taken: dict[time, str] = {}
    if len(rows) > MOST_SESSIONS:
        rows[0].fault(None, f"there are more than {MOST_SESSIONS} sessions in a day. Keep those that are used.")
        return
    for row in rows:
        name = row.text("name")
        start = row.time("start") if row.needed("start", "a time like 10:00") else None
        if start is not None and start in taken:
            row.fault("start", f"is when '{taken[start]}' starts too. Keep one of the two.")
        elif start is not None:
            taken[start] = name
            yield Session(start, name)


def periods(rows: tuple[Row, ...]) -> Iterator[Closure]:
    """Each row's days and what they are called; a row without an end is one day."""
    for row in rows:
        filled = row.needed("name", "what it is called") and row.needed("start", "a date like 2026-08-01")
        span = row.span("start", "end")
        if filled and span.start:
            yield Closure(Span(span.start, span.end or span.start), row.text("name"))


def _computed(row: Row, year: Span | None, division: Division, own: Titles) -> Iterator[Closure]:
    """The closures that follow from the calendar: each is on unless it is switched off. None without a year."""
    on = {name: row.yes(f"closures.{name}", True) for name in ("bank_holidays", "august", "christmas", "pre_election")}
    known = known_years(division, own)
    if year is None:
        return
    if on["bank_holidays"]:
        if any(day not in known for day in year.ends()):
            row.fault("year.end", beyond(known, "closures.bank_holidays"))
        yield from bank_holiday_closures(division, year, own)
    if on["august"]:
        yield from august_closures(year)
    if on["christmas"]:
        yield from christmas_closures(year)
    if on["pre_election"]:
        yield from _pre_election(row, year, division, own)


def _pre_election(row: Row, year: Span, division: Division, own: Titles) -> Iterator[Closure]:
    known = known_years(division, own)
    for poll in row.read("election.polls", as_dates, ()):
        if poll not in known:
            row.fault("election.polls", beyond(known, "closures.pre_election"))
            continue
        closure = pre_election_period(poll, division, own)
        if closure.span.within(year):
            yield closure


def beyond(known: Span, switch: str) -> str:
    """What is said of a day in a year whose bank holidays are not known; ``switch`` is the setting that counts them."""
    first, last = known.ends()
    return (
        f"is outside the years whose bank holidays are known, {first.year} to {last.year}. "
        "Save gov.uk's newer bank-holidays.json and take it in with 'rota import bank-holidays', "
        f"or set {switch} to false and list the days under closures."
    )


def as_dates(cell: Cell) -> tuple[date, ...]:
    """The polls of the whole council: one date, or several with semicolons between them."""
    return tuple(poll for whose, poll in polls_of(cell) if not whose)
