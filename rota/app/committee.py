"""A committee's papers as files: for everybody and for the officer, in Word, as a page, and the figures as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from rota.exports.committee_docx import as_docx
from rota.exports.committee_html import as_page
from rota.exports.committee_paper import CommitteePaper
from rota.exports.docx_template import Filled, Template
from rota.exports.rota_csv import BYTE_ORDER_MARK, cell
from rota.exports.view import Document
from rota.figures.figures import Figures
from rota.figures.periods import Period
from rota.reports.committee.papers import for_officer
from rota.reports.committee.reader import OFFICER, PaperFacts
from rota.reports.figures_report import rows_of
from rota.reports.working import TrackedYear
from rota.text.english import counted


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """The files by name, those that are ``private`` to the officer, and what became of the template's fields."""

    files: dict[str, bytes] = field(repr=False)
    private: tuple[str, ...]
    filled: Filled


def paper_facts(
    work: TrackedYear, document: Document, period: Period, to: str = "", committee: date | None = None
) -> PaperFacts:
    """What a paper of the period is made from, for everybody. ``committee`` is the day of the meeting."""
    return PaperFacts(
        work.problem,
        work.figures(period),
        work.records,
        work.kept.clock,
        work.kept.posts,
        to,
        committee,
        tuple(_broken(document)),
        closed=work.closed,
    )


def _broken(document: Document) -> list[str]:
    """The musts that the rota breaks, but for what a date breaks that was lost: that is told as what came of it."""
    found = Counter(row.rule for row in document.breaches() if not row.lost)
    return [f"{rule} ({counted(many, 'time')})" for rule, many in sorted(found.items())]


def paper_files(
    facts: PaperFacts, paper: Callable[[PaperFacts], CommitteePaper], stem: str, template: Template | None = None
) -> PaperFiles:
    """The paper's files, called by the ``stem``, into the council's template where there is one."""
    public, officer = paper(facts), paper(for_officer(facts))
    written = as_docx(public, template)
    own = f"{stem}{OFFICER}"
    files = {
        f"{stem}.docx": written.content,
        f"{stem}.html": as_page(public),
        f"{stem}.csv": figures_csv(facts.figures),
        f"{own}.docx": as_docx(officer, template).content,
        f"{own}.html": as_page(officer),
    }
    return PaperFiles(files, (f"{own}.docx", f"{own}.html"), written.filled)


def figures_csv(found: Figures) -> bytes:
    """Every figure as a table, with the references behind it: UTF-8 with a byte order mark, as Excel expects it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell(text) for text in row] for row in rows_of(found))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
