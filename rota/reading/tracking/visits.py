"""The table 'outcomes': the visits that are followed up, their references, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.domain import Problem, Span
from rota.reading.pins import Owed
from rota.reading.tracking.said import RowFact
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.table import Table
from rota.tracking import references
from rota.tracking.outcomes import CAUSES, REASONS, RESULTS, Outcome
from rota.tracking.visits import TrackedVisit


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its team, and the visit of the year that it is about; no visit for one of another year."""

    row: Row
    team: str
    visit: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class ListedVisits:
    """The visits listed: ``known`` references by visit of the year, and the visits of ``earlier`` years."""

    known: dict[str, str]
    earlier: tuple[TrackedVisit, ...]
    lines: tuple[_Line, ...]
    year: Span

    def outcomes(self, given: dict[str, str]) -> Iterator[RowFact]:
        """What came of each; ``given`` are the references of the year's visits."""
        for line in self.lines:
            reference = line.reference or given.get(line.visit or "", "")
            yield from _outcome(line.row, reference, self.year if line.visit else None)


def read_visits(table: Table, teams: Names, problem: Problem) -> ListedVisits:
    """The rows of 'outcomes'."""
    owed, year = Owed(problem.visits, problem.teams), references.year_name(problem.year)
    lines = tuple(_lines(table, teams, owed, year))
    known: dict[str, str] = {}
    whose: dict[str, str] = {}
    earlier: dict[str, TrackedVisit] = {}
    for line in lines:
        if not line.reference:
            continue
        subject = line.visit or line.team
        if known.get(line.visit or "", line.reference) != line.reference:
            line.row.fault(
                "reference", f"is a second one: the visit has '{known[line.visit or '']}'. Keep one of the two."
            )
        elif whose.setdefault(line.reference, subject) != subject:
            line.row.fault("reference", "is another visit's, in a row above. A reference is given once.")
        elif line.visit:
            known[line.visit] = line.reference
        else:
            day = line.row.date("date")
            earlier[line.reference] = TrackedVisit(line.reference, line.team, problem.team(line.team).name, day=day)
    return ListedVisits(
        known, tuple(earlier[one] for one in sorted(earlier, key=references.in_order)), lines, problem.year
    )


def _lines(table: Table, teams: Names, owed: Owed, year: str) -> Iterator[_Line]:
    for row in table.rows:
        team = teams.find(row, "team")
        reference = references.spelt_out(row.text("reference"))
        if reference and not references.is_visit(reference):
            row.fault("reference", f"is not a reference. Write it like {year}-014, or leave it blank.")
            continue
        if reference and not _of_this_or_an_earlier(reference, year):
            row.fault("reference", f"is of no year up to this one, whose references begin with {year}-. Correct it.")
        number = row.number_in("visit", 1, 366, 1)
        if not team or not row.good:
            continue
        of_year = not reference or reference.rpartition("-")[0] == year
        visit = owed.find(row, "visit", team, number) if of_year else None
        if row.good:
            yield _Line(row, team, visit, reference)


def _of_this_or_an_earlier(reference: str, year: str) -> bool:
    """Whether the reference's year is written as this one is, and is not after it."""
    name = reference.rpartition("-")[0]
    return ("/" in name) == ("/" in year) and name <= year


def _outcome(row: Row, reference: str, year: Span | None) -> Iterator[RowFact]:
    result = row.choice("result", RESULTS, "")
    cause = row.choice("by", CAUSES[1:], "")
    reason = row.choice("reason", REASONS, "")
    if not result:
        for column in ("by", "reason", "undone"):
            if not row.blank(column):
                row.fault(column, "is said of a visit without a result. Say in 'result' what came of it.")
        return
    day = row.date("date") if row.needed("date", "the day of the visit, like 2026-06-30") else None
    recorded, undone = row.date("recorded"), row.date("undone")
    if day and year and day not in year:
        first, last = year.ends()
        row.warn("date", f"is not in the year of this visit, {first} to {last}. Look whether the date is right.")
    if day and row.good and reference:
        fact = Outcome(reference, day, result, cause, reason, on=recorded or day, by=row.text("entered_by"))  # type: ignore[arg-type]
        columns = {"day": "date", "visit": "reference", "cause": "by", "on": "recorded", "result": "result"}
        yield RowFact(fact, row, columns, undone)


def held_days(said: tuple[RowFact, ...]) -> dict[str, date]:
    """The day on which each visit was held, by reference, as far as that is said and not undone."""
    held: dict[str, date] = {}
    for one in said:
        if isinstance(one.fact, Outcome) and one.fact.held and one.undone is None:
            held[one.fact.visit] = max(one.fact.day, held.get(one.fact.visit, date.min))
    return held
