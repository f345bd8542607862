"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

path_argument = click.argument("path", type=click.Path(path_type=Path))
rota_argument = click.argument("rota", type=click.Path(path_type=Path))
own_rules_option = click.option(
    "--own-rules", is_flag=True, help="Trust the rule packages in the council's own folder, and run their code."
)
force_option = click.option("--force", is_flag=True, help="Replace a rota that is there already.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
paper_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)


day_option = click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day on which it is asked: today unless given.",
)
year_option = click.option(
    "--year", default="", metavar="YEAR", help="An earlier year that is kept, such as 25/26: that of PATH unless given."
)
audience_option = click.option(
    "--for",
    "audience",
    type=click.Choice(["officer", "member"]),
    default="officer",
    show_default=True,
    help="For a member, what is personal is only 'not available', and nobody's leave is told.",
)


from_option = click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The first day that may change, all before it being over: today unless given.",
)


def _with(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    """The command with these options, shown in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def take_options(command: Command) -> Command:
    """--from, --take, --out and --dated, of commands that list what could be done and do one of them."""
    options = (
        from_option,
        click.option("--take", type=click.IntRange(1, 1_000_000), metavar="N", help="Do the one of this number."),
        click.option(
            "--out",
            "folder",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Where to write what was done: ROTA's folder unless given, and then with --force.",
        ),
        click.option(
            "--dated",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="YYYY-MM-DD",
            help="The day that the log bears: today unless given.",
        ),
    )
    return _with(command, options)


def solving_options(command: Command) -> Command:
    """--seconds, --seed, --work and --dated, of commands that draw rotas from nothing."""
    options = (
        click.option(
            "--seconds",
            type=click.IntRange(1, 86_400),
            metavar="N",
            help="Stop by the clock; two runs may then differ.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**31 - 1),
            default=1,
            show_default=True,
            metavar="N",
            help="Which way to search.",
        ),
        click.option(
            "--work",
            type=click.IntRange(1, 1_000_000),
            metavar="N",
            help="Stop after so much work, about a second each.",
        ),
        click.option(
            "--dated",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="YYYY-MM-DD",
            help="The date that the rota bears: the first day of its year unless given, never today's, "
            "so that two runs agree.",
        ),
    )
    return _with(command, options)
