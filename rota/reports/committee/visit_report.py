"""The report of one visit as a paper: as its form had it, with who agreed it, and the host's corrections beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rota.exports.committee_paper import CommitteePaper, PaperBlock, PaperHeading, PaperList, PaperTable, PaperText
from rota.figures.records import VisitRecord
from rota.forms.proforma.forms import FORMS, ProformaVersion
from rota.reports.committee.appendix import action_table, issue_table
from rota.reports.committee.reader import OFFICERS_ONLY, PaperFacts, day_or_dash
from rota.text.english import counted, day_in_words
from rota.tracking.filed import Filed
from rota.tracking.follow import Followed
from rota.tracking.references import number_of_issue
from rota.tracking.reports import Correction, HostCheck, Met, VisitReport
from rota.tracking.stages import Mark

FEWER = 5
"""Below this a count of people met is not printed for everybody: docs/sources/reports.md, A56."""


@dataclass(frozen=True)
class ReportOfVisit:
    """What a report is made from; ``forms`` are the council's own, of every version, and ``facts`` say who reads it."""

    facts: PaperFacts
    one: Followed
    known: Filed
    forms: tuple[ProformaVersion, ...] = ()

    @property
    def record(self) -> VisitRecord:
        """The visit as it stands."""
        return self.facts.visit(self.one.visit.reference)

    @property
    def versions(self) -> tuple[VisitReport, ...]:
        """The versions in order, each as it was last handed in; none while nothing was."""
        last = {report.version: report for report in self.known.reports.get(self.record.reference, ())}
        return tuple(last[number] for number in sorted(last))


def visit_report(of: ReportOfVisit) -> CommitteePaper:
    """The latest version of the report, which has been handed in. For everybody without a member's or a host's name."""
    title = f"Report of a visit: {of.one.visit.name}, {day_or_dash(of.record.held)}"
    parts = (_how_it_stands, _headings, _corrections, _issues, _earlier, _met)
    return CommitteePaper(
        of.facts.problem.council,
        f"{title} (officer's version)" if of.facts.officer else title,
        of.facts.figures.day,
        tuple(_front(of)),
        tuple(block for part in parts for block in part(of)),
        (),
        OFFICERS_ONLY if of.facts.officer else "",
    )


def _front(of: ReportOfVisit) -> Iterator[tuple[str, str]]:
    latest, record, facts = of.versions[-1], of.record, of.facts
    yield "Visit", record.reference
    yield "What came of it", f"{record.result}, {day_or_dash(record.held)}"
    went = facts.names(record.went) if facts.officer else counted(len(record.went), "member")
    yield "Who went", went or "not known"
    if facts.officer and of.one.visit.host:
        yield "Received by", facts.problem.name_of(of.one.visit.host)
    yield "Version", f"{latest.version}, handed in {day_in_words(latest.on)}{_by(of, latest)}"
    if latest.form:
        yield "Form", latest.form
    if facts.officer and latest.urgent_told:
        at = f" at {latest.urgent_time:%H:%M}" if latest.urgent_time else ""
        yield "Urgent concern told to", f"{latest.urgent_told}{at}"
    yield "Sent to the Head of Service", day_in_words(record.sent) if record.sent else "not yet"


def _by(of: ReportOfVisit, report: VisitReport) -> str:
    return f" by {of.facts.names((report.author,))}" if of.facts.officer else ""


def _how_it_stands(of: ReportOfVisit) -> Iterator[PaperBlock]:
    yield PaperHeading(2, "Agreed and checked")
    rows = tuple(tuple(_version(of, report)) for report in of.versions)
    headings = ("Version", "Handed in", "Agreed by", "Objected", "The host")
    yield PaperTable("Each version of the report, and what was said of it.", headings, rows)
    marks = (of.one.course.unclosed or of.one.standing).marks
    if marks:
        yield PaperList(tuple(f"Marked: {_marked(of, mark)}." for mark in marks))


def _marked(of: ReportOfVisit, mark: Mark) -> str:
    """The mark; for everybody without who it is about, and without anybody's reasons."""
    if of.facts.officer:
        return mark.words(of.facts.problem.name_of)
    words = {"not yet agreed by": "not yet agreed by all who went", "objected to by": "objected to"}
    return words.get(mark.kind, mark.kind)


def _version(of: ReportOfVisit, report: VisitReport) -> Iterator[str]:
    said = [one for one in of.known.agreements.get(of.record.reference, ()) if one.version == report.version]
    last = {one.member: one for one in said}
    agreed = [member for member, one in last.items() if one.agrees]
    if report.agreed_by_author:
        agreed = [report.author, *(member for member in agreed if member != report.author)]
    yield f"{report.version}"
    yield day_in_words(report.on)
    yield _people(of, agreed)
    if of.facts.officer:
        against = [f"{of.facts.names((name,))}: {one.words}" for name, one in last.items() if not one.agrees]
        yield "; ".join(against) or "-"
    else:
        yield _people(of, [member for member, one in last.items() if not one.agrees])
    check = _check(of, report)
    yield "-" if check is None else f"{_found(check)}, {day_in_words(check.on)}"


def _people(of: ReportOfVisit, members: Sequence[str]) -> str:
    """Their names for the officer, and how many they are for everybody."""
    if not members:
        return "-"
    return of.facts.names(members) if of.facts.officer else counted(len(members), "member")


def _check(of: ReportOfVisit, report: VisitReport) -> HostCheck | None:
    checks = [one for one in of.known.checks.get(of.record.reference, ()) if one.version == report.version]
    return checks[-1] if checks else None


def _found(check: HostCheck) -> str:
    return "accurate" if check.accurate else counted(len(check.corrections), "correction")


def _headings(of: ReportOfVisit) -> Iterator[PaperBlock]:
    """Every heading of the form with which it was made, in the form's order, and what else stands in the report."""
    latest = of.versions[-1]
    notes = {note.heading.casefold(): note for note in latest.notes}
    asked = _asked(of)
    known = {name.casefold() for name in asked}
    yield PaperHeading(2, "What members saw and heard")
    for name in (*asked, *(note.heading for note in latest.notes if note.heading.casefold() not in known)):
        note = notes.get(name.casefold())
        yield PaperHeading(3, name)
        if note and note.text:
            yield from (PaperText(line) for line in note.text.splitlines() if line.strip())
        else:
            yield PaperText("Nothing is written here." if note is None or note.looked_at else "Not looked at.")


def _asked(of: ReportOfVisit) -> tuple[str, ...]:
    """The headings of the form, in the version with which the report was made; none where it is not known any more."""
    title = of.versions[-1].form.casefold()
    form = next((form for form in (*of.forms, *FORMS) if form.title.casefold() == title), None)
    return tuple(heading.name for heading in form.headings) if form else ()


def _corrections(of: ReportOfVisit) -> Iterator[PaperBlock]:
    """What the host holds to be inaccurate, and whether the members took it: the report itself stays as it was."""
    rows = [row for report in of.versions for row in _corrections_of(of, report)]
    made = sum(len(check.corrections) for report in of.versions if (check := _check(of, report)))
    if made:
        yield PaperHeading(2, "Corrections by the host")
    if rows:
        headings = ("Version", "About", "What the host says", "The members")
        yield PaperTable("What the report says and what the host says both stand.", headings, tuple(rows))
    if len(rows) < made:
        yield PaperText(f"{counted(made - len(rows), 'correction')} not published here.")


def _corrections_of(of: ReportOfVisit, report: VisitReport) -> Iterator[tuple[str, ...]]:
    check = _check(of, report)
    replies = {
        one.correction: one for one in of.known.replies.get(of.record.reference, ()) if one.version == report.version
    }
    for number, correction in enumerate(check.corrections if check else (), start=1):
        reply = replies.get(number)
        said = "took it" if reply and reply.taken else "left it" if reply else "did not say"
        words = f": {reply.words}" if reply and reply.words else ""
        if _may_read(of, correction):
            yield f"{report.version}", correction.about, correction.text, f"{said}{words}"


def _may_read(of: ReportOfVisit, correction: Correction) -> bool:
    """Whether the reader may: everybody only what is of a heading, or of an issue that everybody may read."""
    headings = {name.casefold() for name in _asked(of)} | {note.heading.casefold() for note in of.versions[-1].notes}
    numbers = [one.reference for one in of.facts.issues_of(of.record.reference) if of.facts.may_read(one)]
    issues = {word for name in numbers for word in (name, *_short(name))}
    return of.facts.officer or correction.about.strip().casefold() in headings | issues


def _short(reference: str) -> Iterator[str]:
    """An issue's number, as people write it who have the report before them."""
    number = number_of_issue(reference)
    yield from (f"{number}", f"issue {number}")


def _issues(of: ReportOfVisit) -> Iterator[PaperBlock]:
    yield PaperHeading(2, "Issues raised")
    issues = [one for one in of.facts.issues_of(of.record.reference) if one.counts]
    shown = [one for one in issues if of.facts.may_read(one)]
    if shown:
        yield issue_table(of.facts, shown, "Each issue, the answer to it and where it stands.")
    if len(shown) < len(issues):
        yield PaperText(f"{counted(len(issues) - len(shown), 'issue')} not published here.")
    if not issues:
        yield PaperText("No issue was raised.")
    mine = {one.reference for one in shown}
    actions = [one for one in of.facts.records.actions if one.issue in mine]
    if actions:
        yield action_table(of.facts, actions)


def _earlier(of: ReportOfVisit) -> Iterator[PaperBlock]:
    """What the members found of issues that earlier visits raised."""
    found = [one for said in of.known.progress.values() for one in said if one.visit == of.record.reference]
    rows = tuple((one.issue, one.found, one.note or "-") for one in found if of.facts.may_read_issue(one.issue))
    if rows:
        yield PaperHeading(2, "What was found of earlier issues")
        yield PaperTable("Issues of earlier visits to this team.", ("Issue", "Found", "What they saw"), rows)


def _met(of: ReportOfVisit) -> Iterator[PaperBlock]:
    met = of.versions[-1].met
    if met:
        yield PaperHeading(2, "People met")
        yield PaperList(tuple(_counted(one, of.facts.officer) for one in met))


def _counted(one: Met, officer: bool) -> str:
    few = not officer and one.number < FEWER
    return f"{one.role}: {f'fewer than {FEWER}' if few else f'{one.number:,}'}"
