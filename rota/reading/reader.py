"""The one door: from a path to the Problem and the Settings, with every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from rota.domain import Host, Member, Problem, Span, Team, Weekly
from rota.reading.availability import read_absences, read_committees, read_meetings, read_weekly
from rota.reading.calendars import CalendarTimes, Owners, read_calendars
from rota.reading.cancelled import read_cancelled
from rota.reading.council import CouncilSettings, read_council, read_settings
from rota.reading.csv_folder import csv_tables
from rota.reading.doubts.sat import Sat
from rota.reading.doubts.settings import setting_doubts
from rota.reading.doubts.sittings import sitting_doubts, warn_of_guesses
from rota.reading.doubts.tables import table_doubts, typed
from rota.reading.example_rows import without_example
from rota.reading.history_contradictions import Made, of_tables, read_made, settled
from rota.reading.members import read_members
from rota.reading.pins import Owed, read_fixed
from rota.reading.placements import Register, read_places
from rota.reading.raw import Raw
from rota.reading.relations import check_pools, read_history, read_interests, read_travel
from rota.reading.settings_keys import RawSettings
from rota.reading.spellings import with_one_spelling
from rota.reading.teams import Hosts, read_teams
from rota.reading.tracking.reader import read_kept
from rota.reading.ward_polls import barred
from rota.reading.workbook import is_workbook, workbook_tables
from rota.reading.workbook_in_folder import no_such, workbook_in
from rota.rules.settings import Settings
from rota.source import FolderSource, Source, workbook_at
from rota.tables.cell_uses import Use
from rota.tables.committee_names import Committees
from rota.tables.faults import Fault, Faults
from rota.tables.references import Names
from rota.tables.table import Table
from rota.tracking.kept import TrackingFacts

Noun = TypeVar("Noun")

MOST_VISITS = 10_000
"""Visits of one year: thirty times what 25 homes and their teams ask for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. ``problem`` is None when there are faults.

    ``warnings`` say what of the tables and the calendars was left out, guessed or assumed, each in a sentence;
    ``doubts`` what is probably a mistake of typing and is taken as it stands. What else is legal but unwise needs the
    rules: ``advice`` says it of the problem, and ``role_doubts`` of the roles that are ``held`` and ``required``, each
    where it stands. ``made`` are the visits of the history, with their rows; ``kept`` is what the tables keep of what
    came of the visits, None beside faults.
    """

    problem: Problem | None
    settings: Settings
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    held: tuple[Use, ...] = ()
    required: tuple[Use, ...] = ()
    made: tuple[Made, ...] = ()
    kept: TrackingFacts | None = None


def read(path: Path) -> Reading:
    """Reads a folder of CSV files or a workbook. Never raises for what stands there: faults say it."""
    faults = Faults()
    source = source_at(path, faults)
    return Reading(None, Settings(), faults.found()) if source is None else read_source(source)


def source_at(path: Path, faults: Faults) -> Source | None:
    """The files at ``path``, or None and a fault when there is neither a folder nor a workbook.

    A folder without tables of its own may hold the council's workbook.
    """
    name = path.name or str(path)
    if path.is_dir():
        found = len(faults)
        book = workbook_in(path, faults)
        return workbook_at(book) if book else FolderSource(path) if len(faults) == found else None
    if path.is_file() and is_workbook(path.name):
        return workbook_at(path)
    if not path.exists():
        faults.add(name, no_such(path))
    else:
        faults.add(name, "this is neither a folder of CSV files nor an Excel workbook (.xlsx).")
    return None


def read_source(source: Source) -> Reading:
    """Reads a council's files from where they are. OSError when the disk does not let their names be read."""
    faults = Faults()
    raw = raw_tables(source, faults)
    settings = read_settings(raw.settings) if raw.settings else Settings()
    found = _problem(source, raw, faults)
    if len(faults) or found is None:
        return Reading(None, settings, faults.found())
    tables = typed(raw.tables)
    register = Register(found.problem)
    made = read_made(raw.tables.get("history"), register)
    contradicted = tuple(of_tables(found.problem, made, raw.tables, register))
    doubts = (*found.doubts, *table_doubts(tables, found.problem, settled(found.problem, made, contradicted)))
    warnings = (*faults.warnings(), *found.notes, *contradicted)
    of_roles = (tables.roles(), tables.required())
    return Reading(found.problem, settings, (), warnings, doubts, *of_roles, made, found.kept)


@dataclass(frozen=True, slots=True)
class _Found:
    """The problem; what is kept of its visits; what of the input was left out or assumed, and what is doubtful."""

    problem: Problem
    kept: TrackingFacts | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def raw_tables(source: Source, faults: Faults) -> Raw:
    """The tables and settings as they stand in the source, without what is left in them of the example."""
    book = source.workbook
    raw = csv_tables(source, faults) if book is None else workbook_tables(source, book, faults)
    return without_example(raw, faults)


@dataclass(slots=True)
class _People:
    """The names that rows refer to, and the nouns that bear them."""

    members: Names
    teams: Names
    either: Names
    all_members: tuple[Member, ...]
    all_teams: tuple[Team, ...]
    hosts: tuple[Host, ...]

    @property
    def complete(self) -> bool:
        """Whether both lists could be read whole."""
        return self.members.complete and self.teams.complete


def _problem(source: Source, raw: Raw, faults: Faults) -> _Found | None:
    """The problem, as far as it goes: beside faults it is only read so that all of them are found."""
    council = read_council(raw.settings) if raw.settings else None
    people = _people(raw, council)
    nouns, sat = _nouns(raw, people)
    committees = _committees(raw, people, sat, council)
    if raw.settings is None or council is None or _too_many_visits(raw, people, council, faults):
        return None
    busy = _calendars(source, raw, people, committees, council.year, faults)
    nouns["absences"] += busy.absences
    nouns["meetings"] += tuple(meeting for _, meeting in busy.meetings)
    nouns["weekly"] += _barred(raw.settings, council, people, faults)
    problem = _problem_of(council, people, nouns)
    owed = Owed(problem.visits, problem.teams)
    pins = _each(raw, "fixed", lambda table: read_fixed(table, people.either, people.teams, owed, council))
    cancelled = _each(raw, "cancelled", lambda table: read_cancelled(table, people.teams, owed, council.year))
    register = Register(problem, complete=people.complete)
    published = _each(raw, "published", lambda table: read_places(table, register, in_year=True))
    strangers = [f"{_table(raw, 'published').where}: {one}" for one in register.about_strangers(faults)]
    problem = with_one_spelling(replace(problem, pins=pins, cancelled=cancelled, published=published), committees)
    kept = read_kept(raw.tables, raw.settings, problem, (people.members, people.teams), faults)
    if len(faults):
        return _Found(problem, kept)
    sittings = sat.sittings(busy.meetings, _table(raw, "teams"))
    warn_of_guesses(sittings, committees, faults)
    doubts = (*sitting_doubts(sittings, committees, council.year), *setting_doubts(raw.settings, council))
    return _Found(problem, kept, (*busy.notes, *strangers), doubts)


def _problem_of(council: CouncilSettings, people: _People, nouns: dict[str, Any]) -> Problem:
    return Problem(
        council.name,
        council.year,
        people.all_members,
        people.all_teams,
        people.hosts,
        council.sessions,
        council.weekdays,
        council.visit_minutes,
        council.travel_minutes,
        council.leave_days,
        council.division,
        council.closures,
        council.school_holidays,
        **nouns,
    )


def _people(raw: Raw, council: CouncilSettings | None) -> _People:
    members, teams = Names("a member", "members"), Names("a team", "teams")
    either = Names("a member or a host", "members or teams")
    all_members = read_members(_table(raw, "members"), raw.tables.get("changes"), members)
    hosts = Hosts(members)
    group_size = council.group_size if council else (2, 3)
    all_teams = read_teams(_table(raw, "teams"), teams, hosts, group_size)
    for member in all_members:
        either.also(member.id, member.name)
    for host in hosts.all():
        either.also(host.id, host.name)
    people = _People(members, teams, either, all_members, all_teams, hosts.all())
    either.complete = people.complete
    return people


def _nouns(raw: Raw, people: _People) -> tuple[dict[str, Any], Sat]:
    """The nouns of every other table that does not need the year, and the rows in which committees are named."""
    members, teams, either = people.members, people.teams, people.either
    seats = _each(raw, "committees", lambda table: read_committees(table, members))
    everyone = (people.all_members, people.all_teams, people.complete)
    nouns: dict[str, Any] = {
        "absences": _each(raw, "absences", lambda table: read_absences(table, either)),
        "weekly": _each(raw, "weekly", lambda table: read_weekly(table, either)),
    }
    meetings = _each(raw, "meetings", read_meetings)
    nouns |= {
        "committees": tuple(place for _, place in seats),
        "meetings": tuple(meeting for _, meeting in meetings),
        "interests": _each(raw, "interests", lambda table: read_interests(table, members, teams)),
        "history": _each(raw, "history", lambda table: read_history(table, members, teams)),
        "travel": _each(raw, "travel", lambda table: read_travel(table, *everyone)),
    }
    return nouns, Sat(seats, meetings)


def _committees(raw: Raw, people: _People, sat: Sat, council: CouncilSettings | None) -> Committees:
    """Which names mean which committee. A pool on which nobody sits is a fault, unless seats could not be read."""
    committees = sat.committees(council.name if council else "", [team.pool for team in people.all_teams])
    if _table(raw, "committees").whole or "committees" not in raw.tables:
        check_pools(_table(raw, "teams"), committees)
    return committees


def _calendars(
    source: Source, raw: Raw, people: _People, committees: Committees, year: Span, faults: Faults
) -> CalendarTimes:
    """What the calendars say of the year."""
    complete = all(_table(raw, name).whole or name not in raw.tables for name in ("committees", "meetings"))
    owners = Owners(people.either, committees, complete=complete)
    return read_calendars(source, raw.calendars, owners, year, faults) if raw.calendars else CalendarTimes()


def _barred(settings: RawSettings, council: CouncilSettings, people: _People, faults: Faults) -> tuple[Weekly, ...]:
    """Whom a poll in one ward keeps from visits; nobody while members could not be read."""
    return tuple(barred(settings, council, people.all_members, faults)) if people.complete else ()


def _table(raw: Raw, name: str) -> Table:
    return raw.tables.get(name, Table(name, (), whole=False))


def _each(raw: Raw, name: str, reader: Callable[[Table], Iterable[Noun]]) -> tuple[Noun, ...]:
    table = raw.tables.get(name)
    return tuple(reader(table)) if table else ()


def _too_many_visits(raw: Raw, people: _People, council: CouncilSettings, faults: Faults) -> bool:
    """A fault, and True, when the year would owe more visits than any council makes."""
    years = council.year.length() // 365 + 1
    if years * sum(team.visits_a_year for team in people.all_teams) <= MOST_VISITS:
        return False
    where = _table(raw, "teams").where
    faults.add(
        where, f"the teams ask for more than {MOST_VISITS:,} visits. Check 'visits_a_year'.", column="visits_a_year"
    )
    return True
