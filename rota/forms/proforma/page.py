"""The proforma as a page to print, with room to write. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.exports.html import Markup, bullets, row, table, tag
from rota.exports.html_head import page_head
from rota.forms.proforma.asked import Proforma
from rota.forms.proforma.books import EMPTY_ISSUES
from rota.forms.proforma.questions import EARLIER, HOW, ISSUES, QUESTIONS, WHO
from rota.text.english import day_in_words

_STYLE = """
.room{height:6.5rem;border:1px solid #7c868a;margin:.3rem 0 1rem}
td{height:1.9rem}
@media print{section{break-inside:avoid}}
"""
TICK = "\u2610"


def page(asked: Proforma) -> bytes:
    """The page in UTF-8: the same questions as the workbook."""
    title = f"Report of a visit: {asked.title}"
    header = tag("header", tag("p", asked.council, class_="council"), tag("h1", title))
    whole = tag(
        "html",
        page_head(f"{asked.council}: {title}", _STYLE),
        tag("body", header, tag("main", *_sections(asked))),
        lang="en-GB",
    )
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _sections(asked: Proforma) -> Iterator[Markup]:
    day = f"planned for {day_in_words(asked.day)}" if asked.day else "not planned"
    host = f", received by {asked.host}" if asked.host else ""
    yield _section("This visit", tag("p", f"{asked.reference}, {day}{host}. {asked.form.title}."), bullets(HOW))
    if asked.agenda:
        yield _section("What you will hear about", bullets(asked.agenda))
    yield _section("What came of it", _lines(("Question", "Answer"), [(one.name, "") for one in QUESTIONS]))
    people = [(name, _ticks("yes", "no", "not known yet")) for _, name in asked.members]
    yield _section(WHO.name, _lines(("Member", "Came"), [*people, ("", ""), ("", "")]))
    for heading in asked.form.headings:
        unseen = tag("p", f"{TICK} not looked at")
        yield _section(heading.name, tag("p", heading.asks), unseen, tag("div", class_="room"))
    if asked.open:
        found = _ticks("done", "partly", "not", "could not tell")
        rows = [(one.reference, one.text, found) for one in asked.open]
        yield _section(EARLIER.name, _lines(("Reference", "Issue", "Found"), rows))
    columns = ("Number", "Issue", "Theme", "For response, to note or praise")
    known = [(str(one.number), one.text, one.theme, one.asks) for one in asked.issues]
    after = max((one.number for one in asked.issues), default=0)
    empty = [(str(after + more), "", "", "") for more in range(1, EMPTY_ISSUES + 1)]
    yield _section(ISSUES.name, _lines(columns, [*known, *empty]))
    yield _section("Before you send it", tag("p", f"{TICK} No child, family or member of staff can be recognised."))


def _section(heading: str, *content: Markup) -> Markup:
    return tag("section", tag("h2", heading), *content)


def _lines(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Markup:
    body = tag("tbody", *(row(*cells) for cells in rows))
    return table(headings[0], headings, [body])


def _ticks(*words: str) -> str:
    return "  ".join(f"{TICK} {word}" for word in words)
