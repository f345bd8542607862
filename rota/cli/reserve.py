"""``rota reserve``: who could step in on a visit today, and stepping in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.console import tell
from rota.cli.options import force_option, own_rules_option, paper_option, path_argument, rota_argument, take_options
from rota.errors import CouldNotRunError


@click.command("reserve")
@path_argument
@rota_argument
@click.argument("visit")
@click.option("--for", "out", metavar="MEMBER", help="Who drops out; without it anybody who goes.")
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many to list.")
@take_options
@force_option
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    visit: str,
    out: str | None,
    most: int,
    since: datetime | None,
    take: int | None,
    folder: Path | None,
    dated: datetime | None,
    force: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Lists who could step in on a visit without breaking a must.

    The rest of the rota stays as it is. Best first: those who could stand in for most of the group, then the
    fewest points. On a visit that is over nobody can. With --for and --take the one of that number takes the
    place, and the rota is written.

    \b
    Example:
      rota reserve visits.xlsx out/rota.json mash-1
      rota reserve visits.xlsx out/rota.json mash-1 --for "Example Member One" --take 1 --out stepped_in
    """
    from rota.app.explain import reserves_in
    from rota.app.lookup import Meant
    from rota.app.substitute import stepped_in
    from rota.cli.print_report import show
    from rota.cli.taken import Taking, opened_to_take

    into = folder or rota.parent
    document, ground = opened_to_take(path, rota, take, into, since, own_rules)
    meant = Meant(ground.problem, tell)
    place = meant.member_on(visit, out, ground.rota) if out else (meant.placed(visit, ground.rota), "")
    found = reserves_in(ground, place, document, most)
    if take is None:
        show(found.found, found.paper, form)
        return
    if not out:
        raise CouldNotRunError("Say with --for whose place is taken.")
    made = stepped_in(ground, found.found, place[1], take)
    Taking(path, document, ground, into, force, since, dated).write(made)
