"""``rota audit``: a rota read against the inputs and the rules, whoever made it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import format_option, own_rules_option, path_argument, rota_argument


@click.command("audit")
@path_argument
@rota_argument
@own_rules_option
@format_option
def command(path: Path, rota: Path, own_rules: bool, form: str) -> None:
    """Lists each rule that a rota breaks, and each point it costs.

    ROTA is a rota.json, or a CSV file or workbook with a row for each member on each visit, made by
    hand or not. Exits with 1 when a must is broken.

    \b
    Example:
      rota audit visits.xlsx out/rota.csv
    """
    from rota.app.audit import data, lines
    from rota.app.open_rota import changes, read_document
    from rota.cli.inputs import read_inputs

    document = read_document(read_inputs(path, own_rules), rota, tell=tell)
    changed = tuple(changes(document))
    if form == "json":
        answer(json.dumps(data(document, changed), indent=1, sort_keys=True))
    else:
        answer(*changed, *lines(document))
    if not document.kept:
        raise answer_is_no()
