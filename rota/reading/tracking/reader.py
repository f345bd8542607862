"""From the tables to what a council keeps of its visits, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rota.domain import Problem, Rota
from rota.domain.bank_holidays import NONE
from rota.domain.working_days import working_days
from rota.reading.settings_keys import RawSettings
from rota.reading.tracking.answers import read_actions, read_responses
from rota.reading.tracking.reports import (
    ReferredTo,
    handed_in_days,
    read_attendance,
    read_issues,
    read_notes,
    read_reports,
)
from rota.reading.tracking.said import RowFact, numbered
from rota.reading.tracking.settings import read_days, read_posts, read_themes
from rota.reading.tracking.subjects import Subjects
from rota.reading.tracking.visits import ListedVisits, held_days, read_visits
from rota.tables import tracking_schema as sheets
from rota.tables.faults import Faults
from rota.tables.references import Names
from rota.tables.table import Table
from rota.text.english import joined
from rota.tracking.clocks import Clock
from rota.tracking.fact import subject_of
from rota.tracking.facts import Facts
from rota.tracking.faults_between import inconsistencies
from rota.tracking.faults_within import faults_within
from rota.tracking.kept import TrackingFacts
from rota.tracking.references import visit_of
from rota.tracking.visits import TrackedVisit

_NAMES = [sheet.name for sheet in sheets.TRACKING_TABLES]


def read_kept(
    tables: Mapping[str, Table], settings: RawSettings, problem: Problem, people: tuple[Names, Names], faults: Faults
) -> TrackingFacts:
    """What the tables keep of the visits: nothing when there are none. ``people`` are members' and teams' names."""
    members, teams = people
    own = settings.bank_holidays.get(problem.division, NONE)
    row = settings.single
    clock = Clock(working_days(problem.closures, problem.division, own), read_days(row))
    posts, themes = read_posts(row), read_themes(row)
    given = {name: tables.get(name, Table(name, ())) for name in _NAMES}
    before = len(faults)
    listed = read_visits(given["outcomes"], teams, problem)
    kept = TrackingFacts(clock, Facts(), listed.known, listed.earlier, posts, themes)
    visits = kept.visits(problem, Rota(problem.published))
    complete = teams.complete and len(faults) == before
    subjects = ReferredTo(Subjects(visits, complete=complete), members, themes)
    references = {visit.visit: visit.reference for visit in visits if visit.visit}
    said = tuple(numbered(_said(given, listed, references, subjects)))
    facts = Facts.of(one.fact for one in said)
    for one in said:
        for found in faults_within(one.fact):
            one.place(found)
    if len(faults) == before:
        rows = {one.fact: one for one in said}
        for found in inconsistencies(visits, facts, clock):
            rows[found.fact].place(found)
        _warn_of_numbers(given["outcomes"].where, listed, visits, facts, faults)
    return TrackingFacts(clock, facts, listed.known, listed.earlier, posts, themes)


def _warn_of_numbers(
    where: str, listed: ListedVisits, visits: Iterable[TrackedVisit], facts: Facts, faults: Faults
) -> None:
    """References are given anew at each reading until they are written down; a further team would move them on."""
    written = {*listed.known.values(), *(visit.reference for visit in listed.earlier)}
    given = sorted({visit_of(subject_of(fact)) for fact in facts} - written - {""})
    if given:
        many = len(given) > 1
        names = {visit.reference: f"{visit.reference} ({visit.name})" for visit in visits}
        what = (
            f"{joined([names.get(one, one) for one in given])} {'stand' if many else 'stands'} in no row. Write the "
            f"{'references' if many else 'reference'} in 'reference', so that "
            f"{'they stay' if many else 'it stays'} whatever teams are added."
        )
        faults.warn(where, what, column="reference")


def _said(
    tables: Mapping[str, Table], listed: ListedVisits, references: Mapping[str, str], known: ReferredTo
) -> Iterator[RowFact]:
    """What each row says, table by table: later ones lean on what earlier ones said."""
    outcomes = tuple(listed.outcomes(dict(references)))
    yield from outcomes
    yield from read_attendance(tables["attendance"], known, held_days(outcomes))
    reports = tuple(read_reports(tables["reports"], known, read_notes(tables["notes"], known)))
    yield from reports
    yield from read_issues(tables["issues"], known, handed_in_days(reports))
    yield from read_responses(tables["responses"], known.subjects, known.members)
    yield from read_actions(tables["actions"], known.subjects, known.members)
