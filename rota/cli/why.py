"""``rota why``: of a visit, of a member, of a member on a visit or not on it, and of what could not be met."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rota.cli.console import tell
from rota.cli.options import audience_option, from_option, own_rules_option, paper_option, path_argument, rota_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.app.answer import Result
    from rota.app.explain import Audience
    from rota.explaining.context import RotaContext


@click.command("why")
@path_argument
@rota_argument
@click.argument("about", metavar="[VISIT|MEMBER]", required=False)
@click.argument("member", required=False)
@click.option("--not", "left_out", metavar="MEMBER", help="Ask why this member does not go.")
@audience_option
@from_option
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    about: str | None,
    member: str | None,
    left_out: str | None,
    audience: Audience,
    since: datetime | None,
    own_rules: bool,
    form: str,
) -> None:
    """Says why this date and these people, or why not.

    \b
    With a visit    what it costs, or one member's place on it, and the next best three ways, with what each
                    would change. VISIT is its id, its title, or the team's name where the team has one visit.
                    One that is over is explained, and no other way is offered.
    With a member   how many places there are for how many who can go, what each carried before, who else was
                    level, and what would have to change.
    With neither    which preferences could not be met, and why.

    \b
    Example:
      rota why visits.xlsx out/rota.json
      rota why visits.xlsx out/rota.json mash-1
      rota why visits.xlsx out/rota.json mash-1 --not "Example Member Three"
      rota why visits.xlsx out/rota.json "Example Member Three"
    """
    from rota.app.context import opened
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show

    if member and left_out:
        raise CouldNotRunError("Name one member: one who goes, or with --not one who does not.")
    inputs = read_inputs(path, own_rules, first_day(since))
    ground = opened(inputs, rota, first_day(since), today(), tell)[1]
    answer = _answer(ground, about, member, left_out, audience)
    show(answer.found, answer.paper, form)


def _answer(
    ground: RotaContext, about: str | None, member: str | None, left_out: str | None, to: Audience
) -> Result[Any]:
    from rota.app.explain import unmet_in, why_in, why_member_in, why_not_in
    from rota.app.lookup import Meant

    meant = Meant(ground.problem, tell)
    if about is None:
        return unmet_in(ground)
    if member or left_out:
        if meant.is_member(about):
            name = ground.problem.member(meant.member(about)).name
            raise CouldNotRunError(f"{name} is a member. Name the visit first.")
        if member:
            visit, who = meant.member_on(about, member, ground.rota)
        else:
            visit, who = meant.placed(about, ground.rota), meant.member(left_out or "")
    else:
        kind, found = meant.any_of(about, ("visit", "member"), ground.rota)
        if kind == "member":
            return why_member_in(ground, found, to)
        visit, who = meant.in_rota(found, ground.rota), ""
    goes = who in ground.placement(visit).members
    if left_out and goes:
        raise CouldNotRunError(f"{ground.problem.member(who).name} goes on this visit. Ask without --not.")
    return why_not_in(ground, visit, who, to) if who and not goes else why_in(ground, visit, who, to)
