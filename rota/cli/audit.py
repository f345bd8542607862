"""``rota audit``: a rota read against the inputs and the rules, whoever made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import format_option, own_rules_option, path_argument, rota_argument

if TYPE_CHECKING:
    from rota.exports.view import Document
    from rota.exports.view_rows import FindingRow


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
      rota audit visits visits/out/rota.csv
    """
    from rota.app.open_rota import changes, read_document
    from rota.cli.inputs import read_inputs

    document = read_document(read_inputs(path, own_rules), rota, tell=tell)
    changed = tuple(changes(document))
    if form == "json":
        answer(json.dumps(_data(document, changed), indent=1, sort_keys=True))
    else:
        answer(*changed, *_lines(document))
    if not document.report.kept:
        raise answer_is_no()


def _lines(document: Document) -> Iterator[str]:
    from rota.checking.who_can_go import apart_in_words
    from rota.exports.summary_text import rule_in_words
    from rota.text.english import counted

    breaches = document.breaches()
    if breaches:
        yield f"This rota breaks {counted(len(breaches), 'must')}:"
        yield from (f"  {rule_in_words(row.rule)}: {row.sentence}" for row in breaches)
    else:
        yield "Every must is kept."
    for name, rows in _costly(document).items():
        yield f"{rule_in_words(name)}: {counted(sum(row.points for row in rows), 'point')}"
        yield from (f"  {row.sentence} ({row.points:,})" for row in rows)
    yield f"Total: {counted(document.report.points, 'point')}."
    yield from apart_in_words(document.apart())


def _costly(document: Document) -> dict[str, list[FindingRow]]:
    found: dict[str, list[FindingRow]] = {}
    for row in document.findings():
        if row.points:
            found.setdefault(row.rule, []).append(row)
    return found


def _data(document: Document, changed: tuple[str, ...]) -> dict[str, object]:
    return {
        "kept": document.report.kept,
        "points": document.report.points,
        "points_by_rule": {name: sum(row.points for row in rows) for name, rows in _costly(document).items()},
        "changes": list(changed),
        "not_counted": [
            {"member": one.member, "name": one.name, "serves": one.serves, "why": one.why} for one in document.apart()
        ],
        "findings": [
            {"rule": row.rule, "kind": row.kind, "breach": row.breach, "points": row.points, "sentence": row.sentence}
            for row in document.findings()
        ],
    }
