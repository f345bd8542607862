"""``rota fairness``: the sheet that an officer shows a group whip."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.console import tell
from rota.cli.options import from_option, own_rules_option, paper_option, path_argument, rota_argument


@click.command("fairness")
@path_argument
@rota_argument
@from_option
@own_rules_option
@paper_option
def command(path: Path, rota: Path, since: datetime | None, own_rules: bool, form: str) -> None:
    """Shows how visits are shared, and how fair that is.

    Loads by political group and by member since election, with leave allowed for; what is proven, and
    what the fairest possible would be with what is over as it was.

    \b
    Example:
      rota fairness visits visits/out/rota.json
    """
    from rota.app.open_rota import opened
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show
    from rota.explaining.fairness import fairness
    from rota.reports.people_reports import paper_of_fairness
    from rota.text.english import day_in_words

    inputs = read_inputs(path, own_rules)
    ground = opened(inputs, rota, first_day(since), today(), tell)[1]
    found = fairness(ground)
    year = " to ".join(day_in_words(day) for day in inputs.problem.year.ends())
    show(found, paper_of_fairness(inputs.problem.council, found, year), form, draft=not ground.report.kept)
