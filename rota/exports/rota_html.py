"""rota.html: one page that explains the rota to anyone, to read or to print. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator

from rota.exports import html_sections as sections
from rota.exports.html import Markup, bullets, escaped, tag, together
from rota.exports.html_head import page_head
from rota.exports.summary_text import draft, summary, year_in_words
from rota.exports.view import Document
from rota.exports.year_strip import year_strips


def render(document: Document) -> dict[str, bytes]:
    """The file rota.html, in UTF-8."""
    return {"rota.html": f"<!DOCTYPE html>\n{_page(document)}\n".encode()}


def _page(document: Document) -> Markup:
    title = f"Visits to children's services, {year_in_words(document)}"
    head = page_head(f"{'DRAFT: ' if document.breaches() else ''}{document.problem.council}: {title}")
    skip = tag("a", "Skip to the rota", href="#rota", class_="skip")
    parts = dict(_sections(document))
    body = tag("body", skip, _header(document, parts), tag("main", *_body(document, parts)), _footer(document))
    return tag("html", head, body, lang="en-GB")


def _header(document: Document, parts: dict[str, tuple[str, Markup]]) -> Markup:
    links = (tag("a", heading, href=f"#{anchor}") for anchor, (heading, _) in parts.items())
    return tag(
        "header",
        tag("p", document.problem.council, class_="council"),
        tag("h1", "Members' visits to children's services"),
        tag("p", f"Rota for {year_in_words(document)}", class_="year"),
        tag("nav", bullets(links), aria_label="On this page"),
    )


def _body(document: Document, parts: dict[str, tuple[str, Markup]]) -> Iterator[Markup]:
    if breaches := document.breaches():
        yield tag("p", "DRAFT", class_="draft-mark")
        yield _section("draft", draft(document), bullets(row.sentence for row in breaches), "draft")
    for anchor, (heading, content) in parts.items():
        yield _section(anchor, heading, content)


def _section(anchor: str, heading: str, content: Markup, class_: str = "") -> Markup:
    return tag("section", tag("h2", heading, id=anchor), content, class_=class_, aria_labelledby=anchor)


def _sections(document: Document) -> Iterator[tuple[str, tuple[str, Markup]]]:
    yield "summary", ("Summary", tag("div", bullets(summary(document)), class_="summary"))
    yield "rota", ("The rota by date", sections.rota_by_date(document))
    yield "year", ("The year of each team", year_strips(document))
    yield "loads", ("How the visits are shared", sections.loads(document))
    yield "closed", ("What was closed, and why", sections.closed(document))
    yield "unmet", ("What could not be met", sections.unmet(document))
    yield "rules", ("The rules in force", sections.rules_in_force(document))
    if document.record.log:
        yield "log", ("What was changed since it was drawn", sections.log(document))
    yield "provenance", ("Where this rota came from", sections.provenance(document))


def _footer(document: Document) -> Markup:
    revision = document.record.provenance.revision
    return tag("footer", tag("p", together((escaped(document.problem.council), f", visit rota, revision {revision}."))))
