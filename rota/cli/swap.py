"""``rota swap``: the legal swaps of a member's place, and making one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.console import answer_is_no, tell
from rota.cli.options import force_option, own_rules_option, paper_option, path_argument, rota_argument, take_options


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
    """Lists swaps of two or three members that free one.

    Each takes another's place, every date stays, and no must is broken; fewest points first. What is over stays
    as it was. With --take the swap of that number is made, logged and written. Exits with 1 when there is none.

    \b
    Example:
      rota swap visits.xlsx out/rota.json "Example Member One" mash-1
      rota swap visits.xlsx out/rota.json "Example Member One" mash-1 --take 1 --out swapped
    """
    from rota.app.explain import swaps_in
    from rota.app.lookup import Meant
    from rota.cli.print_report import show
    from rota.cli.taken import Taking, opened_to_take

    into = folder or rota.parent
    document, ground = opened_to_take(path, rota, take, into, since, own_rules)
    place = Meant(ground.problem, tell).member_on(visit, member, ground.rota)
    offers = swaps_in(ground, place, max(most, take or 0))
    if take is None:
        show(offers.found, offers.paper, form)
    else:
        from rota.app.substitute import swapped

        made = swapped(ground, offers.found, take)
        Taking(path, document, ground, into, force, since, dated).write(made)
    if not offers.found.in_all:
        raise answer_is_no()
