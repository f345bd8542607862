"""``rota figures``: what came of the year's visits in figures, last year's beside each and the visits behind it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import click

from rota.cli.options import day_option, own_rules_option, paper_option, path_argument, rota_argument, year_option


@click.command("figures")
@path_argument
@rota_argument
@click.option(
    "--about",
    multiple=True,
    type=click.Choice(["visits", "reports", "issues", "answers", "changes", "open", "participation", "members"]),
    help="Only this, and may be given again: 'members' alone lists members, with who has not gone.",
)
@year_option
@click.option("--quarter", type=click.IntRange(1, 4), help="Only this quarter of the year.")
@day_option
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    about: tuple[str, ...],
    year: str,
    quarter: int | None,
    on: datetime | None,
    own_rules: bool,
    form: str,
) -> None:
    """Counts what came of the year's visits.

    From the visits required to those whose actions are done and confirmed, with why each other was lost;
    reports, issues, answers, what changed, what is open and how old, and who went. Each figure has last
    year's beside it, as that stood a year before, and the visits behind it. JSON has all of them.

    \b
    Example:
      rota figures visits.xlsx out/rota.json --about visits
    """
    from rota.app.track import period_of
    from rota.cli.print_report import show
    from rota.cli.working import work_on
    from rota.reports.figures_report import USUAL, Topic, paper_of

    work, *_ = work_on(path, rota, on, own_rules)
    found = work.figures(period_of(work, year, quarter or 0))
    show(found, paper_of(work.problem, found, cast("tuple[Topic, ...]", about) or USUAL), form)
