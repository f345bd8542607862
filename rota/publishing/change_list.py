"""changes.csv and changes.html: who is affected by a publication and how, to work through by e-mail and phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from rota.exports.html import Markup, row, table, tag
from rota.exports.html_head import page_head
from rota.exports.rota_csv import BYTE_ORDER_MARK, cell
from rota.exports.view import Document
from rota.publishing.changes import Change
from rota.text.english import counted, moment_in_words

COLUMNS = ("person", "role", "visit", "date", "start", "change", "what", "late", "tell")

_LATE_WORDS = (
    "Late: the visit is within a week, and calendars may take a day or longer to show the change. "
    "Tell these people by e-mail or phone."
)


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
    title = f"Changes to the visit rota, revision {document.record.provenance.revision}"
    head = page_head(f"{document.problem.council}: {title}")
    given = f"Published on {moment_in_words(document.record.provenance.stamp)}"
    header = tag(
        "header",
        tag("p", document.problem.council, class_="council"),
        tag("h1", title),
        tag("p", given, class_="year"),
    )
    page = tag("html", head, tag("body", header, tag("main", *_body(changes))), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _body(changes: Sequence[Change]) -> Iterator[Markup]:
    late = [change for change in changes if change.late]
    if late:
        words = tag("p", _LATE_WORDS)
        yield tag("section", tag("h2", "To tell by e-mail or phone"), words, _by_person("Late changes", late))
    if not changes:
        yield tag("p", "Nobody is affected.")
        return
    people = len({change.feed for change in changes})
    caption = f"{counted(len(changes), 'change')} for {'1 person' if people == 1 else f'{people:,} people'}"
    yield tag("section", tag("h2", "Everybody affected"), _by_person(caption, changes))


def _by_person(caption: str, changes: Sequence[Change]) -> Markup:
    bodies = []
    for _, mine in groupby(changes, key=lambda change: change.feed):
        rows = tuple(mine)
        heading = tag("th", f"{rows[0].person} ({rows[0].role})", scope="rowgroup", colspan="3")
        cells = (row(change.visit, change.sentence, f"Tell {change.tell}") for change in rows)
        bodies.append(tag("tbody", tag("tr", heading), *cells))
    return table(caption, ("Visit", "What changes", "How to tell them"), bodies)
