"""The tables 'attendance', 'reports', 'notes' and 'issues' as facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rota.reading.tracking.prose import as_prose, as_prose_of_nobody
from rota.reading.tracking.said import RowFact
from rota.reading.tracking.subjects import Subjects
from rota.tables.cells import Cell, Unreadable, as_choice, as_text, as_yes_no
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.table import Table
from rota.tables.tracking_schema import HANDED_IN, REPORT_ROWS
from rota.tracking.fact import Closing, Disclosure, Fact
from rota.tracking.issues import ISSUE_KINDS, PRIORITIES, Issue
from rota.tracking.outcomes import CAME, Attendance
from rota.tracking.references import issue_reference
from rota.tracking.reports import Agreement, Correction, CorrectionReply, HostCheck, Met, Note, VisitReport

MOST_VERSIONS = 99
MOST_ISSUES = 99


@dataclass(frozen=True, slots=True)
class ReferredTo:
    """What these tables refer to. ``gone`` collects who is named of a visit of an earlier year and is not listed."""

    subjects: Subjects
    members: Names
    themes: tuple[str, ...]
    earlier: frozenset[str] = frozenset()
    gone: set[str] = field(default_factory=set)

    def member(self, row: Row, column: str, visit: str | None) -> str | None:
        """The id of the member. Of a visit of an earlier year it may be one who has left, under the name as typed."""
        word = row.text(column)
        if visit in self.earlier and word and row.good and self.members.meant(word) is None:
            self.gone.add(word)
            return word
        return self.members.find(row, column)


def read_attendance(table: Table, known: ReferredTo, held: Mapping[str, date]) -> Iterator[RowFact]:
    """Who came; recorded on the day the visit was held, unless another day is given."""
    for row in table.rows:
        visit = known.subjects.visit(row, "visit")
        member = known.member(row, "member", visit)
        came = (
            row.read("came", as_came(row), "")
            if row.needed("came", "yes, no, not known yet or cannot be known")
            else ""
        )
        on, undone = row.date("recorded"), row.date("undone")
        if visit and row.blank("recorded") and visit not in held and row.good:
            row.fault("recorded", "this is blank, and the visit is not said to have been held. Write the day.")
        day = on or held.get(visit or "")
        if visit and member and day and row.good:
            fact = Attendance(visit, member, came, on=day, by=row.text("entered_by"))  # type: ignore[arg-type]
            yield RowFact(fact, row, {"on": "recorded", "visit": "visit"}, undone)


def as_came(row: Row) -> Callable[[Cell], str]:
    """Reads one of the choices, and yes and no in every spelling."""

    def read(cell: Cell) -> str:
        try:
            return "yes" if as_yes_no(cell) else "no"
        except Unreadable:
            return as_choice(cell, CAME, row.faults)

    return read


def read_notes(table: Table, known: ReferredTo) -> dict[tuple[str, int], list[tuple[Row, Note]]]:
    """What stands under each heading, by visit and version."""
    found: defaultdict[tuple[str, int], list[tuple[Row, Note]]] = defaultdict(list)
    for row in table.rows:
        visit = known.subjects.visit(row, "visit")
        version = row.number_in("version", 1, MOST_VERSIONS, 1)
        heading = row.text("heading") if row.needed("heading", "the heading of the form") else ""
        text, looked = row.read("text", as_prose_of_nobody, ""), row.yes("looked_at", True)
        if text and not looked:
            row.fault("looked_at", "is said of a heading under which something stands. Take one of the two out.")
        if visit and heading and row.good:
            found[visit, version].append((row, Note(heading, text, looked)))
    return found


def read_reports(
    table: Table, known: ReferredTo, notes: Mapping[tuple[str, int], Sequence[tuple[Row, Note]]]
) -> Iterator[RowFact]:
    """What was done with each report. The corrections of one day are one check. Notes without a report are a fault."""
    corrections: defaultdict[tuple[str, int, date, str, date | None], list[tuple[int, Correction, Row]]]
    corrections = defaultdict(list)
    handed_in: set[tuple[str, int]] = set()
    for row in table.rows:
        visit = known.subjects.visit(row, "visit")
        version = row.number_in("version", 1, MOST_VERSIONS, 1)
        on = row.date("date") if row.needed("date", "the day, like 2026-06-30") else None
        what = row.choice("what", REPORT_ROWS, "") if row.needed("what", f"one of {'; '.join(REPORT_ROWS)}") else ""
        undone, by = row.date("undone"), row.text("entered_by")
        if visit and what == HANDED_IN:
            handed_in.add((visit, version))
        if not (visit and on and what and row.good):
            continue
        if what == "correction":
            number = _number(row)
            words = Correction(row.text("about"), row.read("words", as_prose_of_nobody, ""))
            corrections[visit, version, on, by, undone].append((number, words, row))
        elif what == HANDED_IN:
            yield from _handed_in(
                row, known, VisitReport(visit, version, "", on=on), notes.get((visit, version), ()), undone
            )
        else:
            yield from _word(row, known, what, (visit, version, on, by), undone)
    for (visit, version, on, by, undone), given in corrections.items():
        yield from _check(HostCheck(visit, version, on=on, by=by), given, undone)
    for (visit, version), lines in notes.items():
        if (visit, version) not in handed_in and table.whole:
            lines[0][0].fault(
                "visit", f"has no version {version} of its report in 'reports'. Say there who handed it in."
            )


def _number(row: Row) -> int:
    return row.number_in("number", 1, 999, 1) if row.needed("number", "the correction's number, from 1") else 1


def _handed_in(
    row: Row, known: ReferredTo, report: VisitReport, notes: Sequence[tuple[Row, Note]], undone: date | None
) -> Iterator[RowFact]:
    author = known.member(row, "who", report.visit)
    if not author or not row.good:
        return
    by = row.text("entered_by")
    fact = VisitReport(
        report.visit,
        report.version,
        author,
        row.text("form"),
        tuple(note for _, note in sorted(notes, key=lambda line: line[0].number or 0)),
        row.read("met", as_met, ()),
        row.yes("nothing_to_raise", False),
        row.yes("nobody_named", False),
        row.text("urgent_told"),
        row.time("urgent_at"),
        row.yes("interest_found", False),
        row.read("private_note", as_prose, ""),
        on=report.on,
        by=author if known.members.meant(by) == author else by,
    )
    columns = {"version": "version", "author": "who", "on": "date", "notes": "visit", "urgent_time": "urgent_at"}
    if row.good:
        yield RowFact(fact, row, columns, undone)


_ROLE_NUMBER = re.compile(r"(?P<role>\D*[^\d\s:=+-]):?\s*=?\s*(?P<number>\d{1,3})", re.ASCII)
_NUMBER_ROLE = re.compile(r"(?P<number>\d{1,3})\s+x?\s*(?P<role>[^\d\s]\D*)", re.ASCII)


def as_paragraphs(cell: Cell) -> str:
    """The numbers of paragraphs of schedule 12A: "1; 2" of "paragraphs 1 and 2". Whatever else it is stays as it is."""
    text = as_text(cell)
    if not re.fullmatch(r"(?:paragraphs?|paras?\.?)?[\s\d,;&]*(?:and[\s\d,;&]*)*", text, re.ASCII | re.IGNORECASE):
        return text
    return "; ".join(str(number) for number in sorted({int(number) for number in re.findall(r"\d+", text)})) or text


def as_met(cell: Cell) -> tuple[Met, ...]:
    """Roles with numbers, such as "social workers 4; managers: 2"."""
    found = []
    for part in (part.strip() for part in as_text(cell).split(";")):
        match = _ROLE_NUMBER.fullmatch(part) or _NUMBER_ROLE.fullmatch(part)
        if part and not match:
            raise Unreadable("is not a list of roles with numbers. Write it like social workers 4; managers 2.")
        if match:
            found.append(Met(match["role"].strip(), int(match["number"])))
    return tuple(found)


def _word(
    row: Row, known: ReferredTo, what: str, about: tuple[str, int, date, str], undone: date | None
) -> Iterator[RowFact]:
    visit, version, on, by = about
    words = row.read("words", as_prose_of_nobody, "")
    fact: Fact | None = None
    if what in ("agreed", "objected"):
        member = known.member(row, "who", visit)
        fact = Agreement(visit, version, member, what == "agreed", words, on=on, by=by) if member else None
    elif what == "accurate":
        fact = HostCheck(visit, version, on=on, by=by)
    elif what in ("correction taken", "correction left"):
        fact = CorrectionReply(visit, version, _number(row), what == "correction taken", words, on=on, by=by)
    elif what in ("publishable", "exempt"):
        fact = Disclosure(visit, what == "publishable", row.read("about", as_paragraphs, ""), on=on, by=by)
    else:
        fact = Closing(visit, words, on=on, by=by)
    columns = {"version": "version", "member": "who", "on": "date", "words": "words", "paragraph": "about"}
    columns |= {"correction": "number", "reason": "words", "subject": "visit", "visit": "visit"}
    if fact and row.good:
        yield RowFact(fact, row, columns, undone)


def _check(check: HostCheck, given: list[tuple[int, Correction, Row]], undone: date | None) -> Iterator[RowFact]:
    given = sorted(given, key=lambda line: (line[0], line[2].number or 0))
    for place, (number, _, row) in enumerate(given, start=1):
        if number != place:
            row.fault("number", f"should be {place}: corrections of one day are numbered 1, 2, 3.")
    if all(row.good for _, _, row in given):
        fact = HostCheck(check.visit, check.version, tuple(words for _, words, _ in given), on=check.on, by=check.by)
        columns = {"version": "version", "corrections": "words", "on": "date", "visit": "visit"}
        yield RowFact(fact, given[0][2], columns, undone)


def handed_in_days(said: Sequence[RowFact]) -> dict[tuple[str, int], date]:
    """The day on which each version was handed in."""
    reports = [one.fact for one in said if isinstance(one.fact, VisitReport) and one.undone is None]
    return {(report.visit, report.version): report.on for report in reports}


def read_issues(table: Table, known: ReferredTo, handed_in: Mapping[tuple[str, int], date]) -> Iterator[RowFact]:
    """The issues, and what was decided about publishing them."""
    for row in table.rows:
        visit = known.subjects.visit(row, "visit")
        number = row.number_in("number", 1, MOST_ISSUES, 1) if row.needed("number", "the issue's number") else 1
        version = row.number_in("version", 1, MOST_VERSIONS, 1)
        on = row.date("date") or handed_in.get((visit or "", version))
        if visit and on is None and row.good:
            row.fault(
                "visit", f"has no version {version} of its report in 'reports'. Say there who handed it in and when."
            )
        if not (visit and on and row.good):
            continue
        reference = issue_reference(visit, number)
        yield from _issue(row, known, Issue(reference, "", version=version, on=on, by=row.text("entered_by")))


def _issue(row: Row, known: ReferredTo, issue: Issue) -> Iterator[RowFact]:
    undone, by = row.date("undone"), issue.by
    fact = Issue(
        issue.reference,
        row.read("text", as_prose_of_nobody, ""),
        row.choice("theme", known.themes, "other"),
        row.choice("asks", ISSUE_KINDS, "for response"),  # type: ignore[arg-type]
        row.choice("priority", PRIORITIES, "normal"),  # type: ignore[arg-type]
        issue.version,
        row.text("raised_with"),
        row.yes("settled", False),
        row.date("suggested"),
        on=issue.on,
        by=by,
    )
    decided, publishable = not row.blank("publishable"), row.yes("publishable", False)
    columns = {"reference": "number", "on": "date", "visit": "visit"}
    if not row.good:
        return
    yield RowFact(fact, row, columns, undone)
    if decided or not row.blank("paragraph"):
        disclosed = Disclosure(
            issue.reference, publishable, row.read("paragraph", as_paragraphs, ""), on=issue.on, by=by
        )
        yield RowFact(disclosed, row, {"paragraph": "paragraph", "subject": "number"}, undone, along=True)
