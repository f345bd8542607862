"""``rota why``: why a visit is as it is, why a member goes on it, and why another does not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import tell
from rota.cli.options import from_option, own_rules_option, paper_option, path_argument, rota_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.explaining.context import RotaContext
    from rota.explaining.exclusion import WhyNot


@click.command("why")
@path_argument
@rota_argument
@click.argument("visit")
@click.argument("member", required=False)
@click.option("--not", "left_out", metavar="MEMBER", help="Ask why this member does not go.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["officer", "member"]),
    default="officer",
    show_default=True,
    help="For a member, what is personal is only 'not available'.",
)
@from_option
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    visit: str,
    member: str | None,
    left_out: str | None,
    audience: str,
    since: datetime | None,
    own_rules: bool,
    form: str,
) -> None:
    """Says why this date and these people, or why not.

    What the visit costs, or one member's place on it, and the next best three ways with what each would
    change. VISIT is its id, its title, or the team's name where the team has one visit. One that is over is
    explained, and no other way is offered.

    \b
    Example:
      rota why visits visits/out/rota.json mash-1
      rota why visits visits/out/rota.json mash-1 --not "Example Member Three"
    """
    from rota.app.context import opened
    from rota.app.lookup import Meant
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show
    from rota.reports import why_report as words

    if member and left_out:
        raise CouldNotRunError("Name one member: one who goes, or with --not one who does not.")
    inputs = read_inputs(path, own_rules)
    ground, meant = opened(inputs, rota, first_day(since), today(), tell)[1], Meant(inputs.problem)
    visit_id = meant.placed(visit, ground.rota)
    who = meant.member(member or left_out or "") if member or left_out else ""
    goes = who in ground.placement(visit_id).members
    if left_out and goes:
        raise CouldNotRunError(f"{inputs.problem.member(who).name} goes on this visit. Ask without --not.")
    council, draft = inputs.problem.council, not ground.report.kept
    if who and not goes:
        shown = _why_not(ground, visit_id, who, audience)
        show(shown, words.paper_of_why_not(council, shown), form, draft)
    else:
        from rota.explaining.placement import for_member as told
        from rota.explaining.placement import why

        found = why(ground, visit_id, who)
        found = told(found, ground) if audience == "member" else found
        show(found, words.paper_of_why(council, found), form, draft)


def _why_not(ground: RotaContext, visit: str, member: str, audience: str) -> WhyNot:
    from rota.explaining.exclusion import for_member, why_not

    reason = why_not(ground, visit, member)
    return for_member(reason) if audience == "member" else reason
