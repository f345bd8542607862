"""changes.csv and changes.html: who is affected by a publication and how, to work through by e-mail and phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from rota.exports.page import page
from rota.exports.rota_csv import BYTE_ORDER_MARK, cell
from rota.exports.view import Document
from rota.publishing.changes import Change
from rota.text.english import counted, moment_in_words

COLUMNS = ("person", "role", "visit", "date", "start", "change", "what", "late", "tell")


def render(document: Document, changes: Sequence[Change]) -> dict[str, bytes]:
    """Both files by name."""
    return {"changes.csv": _csv(changes), "changes.html": _html(document, changes)}


def in_words(changes: Sequence[Change]) -> Iterator[str]:
    """A line for each change, late ones first, then a line that says how to tell whom."""
    late = [change for change in changes if change.late]
    for change in [*late, *(change for change in changes if not change.late)]:
        yield f"{'LATE ' if change.late else ''}{change.person}: {change.sentence}"
    if late:
        yield f"{counted(len(late), 'late change')}: tell these people by e-mail or phone."


def _csv(changes: Sequence[Change]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in changes:
        facts = (f"{change.start:%Y-%m-%d}", f"{change.start:%H:%M}", change.what, change.sentence)
        late = "yes" if change.late else "no"
        writer.writerow([cell(text) for text in (change.person, change.role, change.visit, *facts, late, change.tell)])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _html(document: Document, changes: Sequence[Change]) -> bytes:
    people = len({change.feed for change in changes})
    return page(
        "changes",
        council=document.problem.council,
        title=f"Changes to the visit rota, revision {document.record.provenance.revision}",
        published=moment_in_words(document.record.provenance.stamp),
        late=_by_person([change for change in changes if change.late]),
        everybody=_by_person(changes),
        how_many=f"{counted(len(changes), 'change')} for {'1 person' if people == 1 else f'{people:,} people'}",
    )


def _by_person(changes: Sequence[Change]) -> list[tuple[Change, ...]]:
    return [tuple(mine) for _, mine in groupby(changes, key=lambda change: change.feed)]
