"""Takes in what came back: whole forms or none of them, each once, as new rows of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rota.domain import Problem, Rota
from rota.forms.merge import TooLong
from rota.forms.proforma.answered import read_answers
from rota.forms.proforma.forms import ProformaVersion, form_for
from rota.forms.proforma.returned import Came, open_returned, read_proforma
from rota.forms.proforma.taken import form_of, said_by
from rota.forms.taken_in import NOTHING, Taken
from rota.reading.council_tables import NotWritableError
from rota.reading.open_tables import open_tables
from rota.reading.tracking.said import RowFact
from rota.reading.tracking.written import rows_of
from rota.tables.faults import Fault, Faults, summary
from rota.tables.references import Names
from rota.tables.tracking_schema import OUTCOMES, TRACKING_TABLES
from rota.text.english import counted
from rota.tracking.fact import Fact, subject_of
from rota.tracking.facts import Facts
from rota.tracking.faults_between import inconsistencies
from rota.tracking.faults_within import faults_within
from rota.tracking.kept import TrackingFacts
from rota.tracking.references import visit_of
from rota.tracking.visits import TrackedVisit

WORKBOOK = ".xlsx"


@dataclass(slots=True)
class TakenIn:
    """What the forms say that was not known: ``new`` facts, a sentence for each form, and all faults.

    ``said`` is all that the forms say, by form, whether or not it was known.
    """

    new: list[Fact] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    said: dict[str, list[Fact]] = field(default_factory=dict)


def take_in(
    files: Iterable[Path],
    problem: Problem,
    kept: TrackingFacts,
    taken: Taken = NOTHING,
    own: tuple[ProformaVersion, ...] = (),
) -> TakenIn:
    """Reads the files in the order of their names. A form with a fault gives nothing at all.

    What was ``taken`` in before, and is not so in the tables any more, stays as it is there. ``own`` are the
    council's own forms: one made with an older version is read as it is, and told.
    """
    found, known = TakenIn(), kept.facts
    visits = {visit.reference: visit for visit in kept.visits(problem, Rota(problem.published))}
    for path in sorted(files):
        faults = Faults()
        read = _Reading(problem, kept, visits, taken, known, own)
        form, said = _of_file(path, read, faults)
        new, undone = _new_of(form, said, read, faults)
        found.warnings += faults.warnings()
        if len(faults):
            found.faults += faults.found()
            continue
        found.new += new
        found.said.setdefault(form, []).extend(one.fact for one in said)
        known = known.plus(new)
        what = counted(len(new), "new thing") if new else "nothing new"
        found.sentences.append(f"{path.name}: {what}.{_undone(undone)}")
    return found


def forms_in(folder: Path) -> Iterator[Path]:
    """The files of the folder, but for pages to print, hidden files and those that a program has open."""
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~")))
    return (path for path in files if path.suffix.casefold() != ".html")


def _undone(count: int) -> str:
    """What was changed in the tables since it was taken in, counted: that stays so."""
    were, stay = ("was", "stays") if count == 1 else ("were", "stay")
    again = f" {counted(count, 'thing')} {were} changed in the tables since, and {stay} so: --again takes all in."
    return again if count else ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a form is read beside: the tables, what they know, what was taken in before, and the council's own forms."""

    problem: Problem
    kept: TrackingFacts
    visits: Mapping[str, TrackedVisit]
    taken: Taken
    known: Facts
    own: tuple[ProformaVersion, ...]


def _of_file(path: Path, read: _Reading, faults: Faults) -> tuple[str, tuple[RowFact, ...]]:
    """The form, and all that it says; nothing of one with a fault."""
    if path.suffix.casefold() != WORKBOOK:
        faults.add(path.name, "this is not a workbook (.xlsx) that 'rota proforma' wrote. Take it out.")
        return "", ()
    came = open_returned(path, read.problem.council, faults)
    if came is None:
        return "", ()
    if came.who.kind == "proforma":
        same = (one.reference for one in read.visits.values() if came.who.visit and one.visit == came.who.visit)
        came = replace(came, who=replace(came.who, reference=next(same, came.who.reference)))
        if came.who.reference not in read.visits:
            remedy = f"this form is for the visit '{came.who.reference[:40]}', which there is not. Take it out."
            faults.add(path.name, remedy)
            return "", ()
        team = read.visits[came.who.reference].team
        _of_today(came, form_for(read.problem.team(team).kind, read.own), faults)
    return form_of(came.who), _said(came, read.problem, read.kept, read.known, faults)


def _new_of(form: str, said: Sequence[RowFact], read: _Reading, faults: Faults) -> tuple[list[Fact], int]:
    """What of it is new, and how much was taken in before and is not so any more."""
    if len(faults):
        return [], 0
    there = frozenset(map(said_by, read.known.in_force()))
    before = read.taken.get(form, frozenset()) - there
    left = [one for one in said if said_by(one.fact) not in before]
    new = list(_new(left, read.known, faults))
    if not len(faults):
        _fits(new, read.visits.values(), read.known, read.kept, faults)
    return [one.fact for one in new], len(said) - len(left)


def _of_today(came: Came, form: ProformaVersion, faults: Faults) -> None:
    if came.who.form != form.title:
        what = f"it was made with '{came.who.form:.80}', and the form is now '{form.title}'."
        faults.warn(came.file, what, " It is read with the headings that it has.")


def _said(came: Came, problem: Problem, kept: TrackingFacts, known: Facts, faults: Faults) -> tuple[RowFact, ...]:
    if came.who.kind == "answers":
        return tuple(read_answers(came, known))
    members = Names("a member", "members")
    for member in problem.members:
        members.also(member.id, member.name)
    members.complete = True
    before = frozenset(
        issue.number for issue in known.issues if issue.visit == came.who.reference and issue.version < came.who.version
    )
    return read_proforma(came, members, kept.themes, before, faults)


def _new(said: Sequence[RowFact], known: Facts, faults: Faults) -> Iterator[RowFact]:
    """What is not known yet. What contradicts a fact of the same day is a fault."""
    there: dict[tuple[object, ...], list[Fact]] = {}
    for fact in known.in_force():
        there.setdefault((fact.kind, fact.key, fact.on), []).append(replace(fact, sequence=0, by=""))
    for one in said:
        same = there.get((one.fact.kind, one.fact.key, one.fact.on), [])
        if same and one.fact not in same:
            column = next(iter(one.columns.values()), None)
            remedy = "the tables say something else of the same on that day. Put the wrong one right, there or here."
            one.row.fault(column, remedy)
        elif not same:
            yield one


def _fits(
    new: Sequence[RowFact], visits: Iterable[TrackedVisit], known: Facts, kept: TrackingFacts, faults: Faults
) -> None:
    for one in new:
        for wrong in faults_within(one.fact):
            one.place(wrong)
    rows = {one.fact: one for one in new}
    if not len(faults):
        for wrong in inconsistencies(tuple(visits), known.plus(rows), kept.clock):
            if wrong.fact in rows:
                rows[wrong.fact].place(wrong)


def new_rows(path: Path, problem: Problem, kept: TrackingFacts, new: Sequence[Fact]) -> dict[str, bytes]:
    """The files with these facts as rows at the ends of tables, by name: all else as it was. None when nothing is new.

    Each visit that something is said of has its reference in 'outcomes' from then on. TooLong when a table would have
    more rows than can be read.
    """
    about = {visit_of(subject_of(fact)) for fact in new}
    visits = [visit for visit in kept.visits(problem, Rota(problem.published)) if visit.reference in about]
    written = {*kept.known.values(), *(visit.reference for visit in kept.earlier)}
    faults = Faults()
    tables = open_tables(path, faults)
    if tables is None:
        raise NotWritableError(summary(faults.found()))
    for name, rows in rows_of(visits, Facts.of(new)).items():
        rows = [row for row in rows if name != OUTCOMES.name or row.get("result") or row["reference"] not in written]
        if rows:
            sheet = next(sheet for sheet in TRACKING_TABLES if sheet.name == name)
            table = tables.open(sheet, faults)
            if table is None:
                raise NotWritableError(summary(faults.found()))
            if len(table.edit.rows()) - 1 + len(rows) > sheet.most_rows:
                most = f"{sheet.most_rows:,}"
                raise TooLong(f"{table.file} would have more than {most} rows. Move those of earlier years elsewhere.")
            table.edit.add(*rows)
    return tables.changed()
