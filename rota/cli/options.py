"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

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
