"""``rota annual-report``: the year's report to the scrutiny committee, as a Word document and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rota.cli.committee import paper_options, write_paper


@click.command("annual-report")
@paper_options
def command(path: Path, rota: Path, **options: Any) -> None:
    """Writes the year's report to the committee.

    At most four sides and an appendix: how many of the required visits happened, what members raised, what
    changed and who confirmed it, what is open and how old, and last year's themes. FILE.docx, the same as a
    page (.html) and the figures as a table (.csv) hold what may be published; two files called '-officer'
    hold the rest.

    \b
    Example:
      rota annual-report visits.xlsx out/rota.json --out report.docx --committee 2028-09-19
    """
    from rota.app.track import period_of
    from rota.reports.committee.papers import annual_report

    write_paper(annual_report, period_of, path, rota, **options)
