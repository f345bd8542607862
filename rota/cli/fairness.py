"""``rota fairness``: the sheet that an officer shows a group whip."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import tell
from rota.cli.options import audience_option, from_option, own_rules_option, paper_option, path_argument, rota_argument

if TYPE_CHECKING:
    from rota.app.explain import Audience


@click.command("fairness")
@path_argument
@rota_argument
@audience_option
@from_option
@own_rules_option
@paper_option
def command(path: Path, rota: Path, audience: Audience, since: datetime | None, own_rules: bool, form: str) -> None:
    """Shows how visits are shared, and how fair that is.

    Loads by political group and by member since election, with leave allowed for; what is proven, and
    what the fairest possible would be with what is over as it was. With --for member it tells of nobody's
    leave, which the time served and the loads would: so it may be shown to a group whip.

    \b
    Example:
      rota fairness visits.xlsx out/rota.json
    """
    from rota.app.context import opened
    from rota.app.explain import fairness_in
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show

    answer = fairness_in(
        opened(read_inputs(path, own_rules, first_day(since)), rota, first_day(since), today(), tell)[1], audience
    )
    show(answer.found, answer.paper, form)
