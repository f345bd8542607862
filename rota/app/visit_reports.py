"""The reports of visits as files: for the officer, and for everybody those that may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rota.exports.committee_docx import as_docx
from rota.exports.committee_html import as_page
from rota.forms.proforma.forms import own_forms
from rota.forms.proforma.giving import file_name, named
from rota.reports.committee.papers import for_officer
from rota.reports.committee.reader import OFFICER, PaperFacts
from rota.reports.committee.visit_report import ReportOfVisit, visit_report
from rota.reports.working import TrackedYear
from rota.source import Source
from rota.tables.faults import Fault, Faults
from rota.text.english import joined
from rota.tracking.references import year_name


@dataclass(slots=True)
class VisitReports:
    """The files by name, those that are ``private`` to the officer, and how many reports are in them, or why not.

    ``public`` are the reports that everybody may read; ``remarks`` say of which that is not so.
    """

    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    private: list[str] = field(default_factory=list)
    reports: int = 0
    public: int = 0
    remarks: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def visit_reports(work: TrackedYear, own: Source, visits: Sequence[str]) -> VisitReports:
    """The latest version of the report of each of these visits, or of all of this year of which one was handed in.

    ``own`` may hold the council's forms: a report is shown with the version with which it was made.
    """
    faults = Faults()
    forms = own_forms(own, faults)
    wanted = set(named(visits, work.followed, faults))
    if len(faults):
        return VisitReports(faults=faults.found())
    facts = PaperFacts(work.problem, work.figures(), work.records, work.kept.clock, work.kept.posts, closed=work.closed)
    every = (ReportOfVisit(facts, one, work.known, forms) for one in work.followed)
    this = year_name(work.problem.year)
    chosen = [of for of in every if of.record.reference in wanted or (not visits and of.record.year == this)]
    made, officer = VisitReports(), for_officer(facts)
    for of in chosen:
        if of.versions:
            _add(made, of, officer)
    made.remarks = tuple(_remarks(chosen, named_ones=bool(visits)))
    return made


def _add(made: VisitReports, of: ReportOfVisit, officer: PaperFacts) -> None:
    name = file_name(of.record.reference, of.record.title)
    _write(made, f"{name}{OFFICER}", replace(of, facts=officer), made.private)
    made.reports += 1
    if of.record.publishable:
        _write(made, name, of, [])
        made.public += 1


def _write(made: VisitReports, name: str, of: ReportOfVisit, names: list[str]) -> None:
    paper = visit_report(of)
    made.files[f"{name}.docx"], made.files[f"{name}.html"] = as_docx(paper).content, as_page(paper)
    names += [f"{name}.docx", f"{name}.html"]


def _remarks(chosen: Iterable[ReportOfVisit], named_ones: bool) -> Iterator[str]:
    reports = list(chosen)
    hidden = [of.record for of in reports if of.versions and not of.record.publishable]
    exempt = [one.reference for one in hidden if one.publishable is False]
    undecided = [one.reference for one in hidden if one.publishable is None]
    none = [of.record.reference for of in reports if not of.versions]
    if exempt:
        yield f"For the officer alone, because exempt: {joined(exempt)}."
    if undecided:
        yield f"For the officer alone, because nobody said in 'reports' that it is publishable: {joined(undecided)}."
    if named_ones and none:
        yield f"No report of {joined(none)} has been handed in."
