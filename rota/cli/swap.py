"""``rota swap``: the legal swaps of a member's place, and making one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.console import answer_is_no, tell
from rota.cli.options import force_option, own_rules_option, paper_option, path_argument, rota_argument, take_options
from rota.errors import CouldNotRunError


@click.command("swap")
@path_argument
@rota_argument
@click.argument("member")
@click.argument("visit")
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many to list.")
@take_options
@force_option
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    member: str,
    visit: str,
    most: int,
    since: datetime | None,
    take: int | None,
    folder: Path | None,
    dated: datetime | None,
    force: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Lists swaps of two or three members that free one from a visit.

    Each takes another's place, every date stays, and no must is broken; fewest points first. What is over stays
    as it was. With --take the swap of that number is made, logged and written. Exits with 1 when there is none.

    \b
    Example:
      rota swap visits visits/out/rota.json "Example Member One" mash-1
      rota swap visits visits/out/rota.json "Example Member One" mash-1 --take 1 --out swapped
    """
    from rota.app.context import opened
    from rota.app.lookup import Meant
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import read_inputs
    from rota.cli.print_report import show
    from rota.explaining.swaps import offers
    from rota.reports.people_reports import paper_of_swaps

    inputs = read_inputs(path, own_rules)
    document, ground = opened(inputs, rota, first_day(since), today(), tell)
    visit_id, who = Meant(inputs.problem, tell).member_on(visit, member, ground.rota)
    if who not in ground.placement(visit_id).members:
        raise CouldNotRunError(f"{inputs.problem.member(who).name} does not go on this visit.")
    found = offers(ground, who, visit_id, max(most, take or 0))
    if take is None:
        show(found, paper_of_swaps(inputs.problem.council, found), form, draft=not ground.report.kept)
    else:
        from rota.app.substitute import swapped
        from rota.cli.taken import Taking

        made = swapped(ground, found, take)
        Taking(path, document, ground, folder or rota.parent, force, since, dated).write(made)
    if not found.in_all:
        raise answer_is_no()
