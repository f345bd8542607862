"""``rota tracker``: a quarter's tracker for the scrutiny committee, as a Word document and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rota.cli.committee import paper_options, write_paper

if TYPE_CHECKING:
    from rota.figures.periods import Period
    from rota.reports.working import TrackedYear


@click.command("tracker")
@paper_options
@click.option("--quarter", type=click.IntRange(1, 4), help="The quarter: the last that is over, unless given.")
def command(path: Path, rota: Path, quarter: int | None, **options: Any) -> None:
    """Writes a quarter's tracker for the committee.

    The quarter's visits, every issue and action that is open, what is late first, and what changed. The files
    are those of 'rota annual-report'.

    \b
    Example:
      rota tracker visits.xlsx out/rota.json --out tracker.docx --quarter 2
    """
    from rota.app.track import period_of
    from rota.figures.periods import last_quarter_over
    from rota.reports.committee.papers import tracker

    def chosen(work: TrackedYear, year: str) -> Period:
        whole = period_of(work, year)
        return whole.quarters()[quarter - 1] if quarter else last_quarter_over(whole, work.day)

    write_paper(tracker, chosen, path, rota, **options)
