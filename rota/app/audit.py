"""What the audit of a rota found, as data and in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from rota.checking.who_can_go import apart_in_words
from rota.exports.summary_text import rule_in_words
from rota.exports.view import Document
from rota.exports.view_rows import FindingRow
from rota.text.english import counted


def lines(document: Document) -> Iterator[str]:
    """Each must that is broken, each rule that costs points, the total, and whom no figure counts."""
    breaches = document.breaches()
    if breaches:
        yield f"This rota breaks {counted(len(breaches), 'must')}:"
        yield from (f"  {rule_in_words(row.rule)}: {row.sentence}" for row in breaches)
    else:
        yield "Every must is kept."
    if facts := document.facts():
        yield "As they were held, visits that are over break:"
        yield from (f"  {rule_in_words(row.rule)}: {row.sentence}" for row in facts)
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


def data(document: Document, changed: tuple[str, ...]) -> dict[str, object]:
    """The same as JSON data, with what has ``changed`` since the rota was drawn."""
    return {
        "kept": document.kept,
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
