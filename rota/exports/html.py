"""HTML in which everything is escaped unless it was made here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from rota.text.sanitise import plain


class Markup(str):
    """Text that is HTML already. Any other string is escaped before it becomes part of a page."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """The text as HTML, on one line; Markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(plain(text)))


def together(parts: Iterable[str]) -> Markup:
    """The parts one after another, each escaped."""
    return Markup("".join(escaped(part) for part in parts))


def tag(name: str, *content: str, **attributes: str) -> Markup:
    """An element. ``class_`` and ``aria_label`` are written class and aria-label; empty attributes are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(plain(value))}"'
        for key, value in attributes.items()
        if value
    )
    return Markup(f"<{name}{written}>{together(content)}</{name}>")


def table(
    caption: str,
    headings: Sequence[str],
    bodies: Iterable[Markup],
    *,
    numeric: Iterable[int] = (),
    class_: str = "",
) -> Markup:
    """A table in a frame that scrolls on narrow screens, by keyboard too.

    ``numeric`` are the columns, counted from 0, whose headings are set right as their figures are.
    """
    right = set(numeric)
    cells = (
        tag("th", heading, scope="col", class_="number" if i in right else "") for i, heading in enumerate(headings)
    )
    head = tag("thead", tag("tr", *cells))
    whole = tag("table", tag("caption", caption), head, *bodies, class_=class_)
    return tag("div", whole, class_="frame", role="region", tabindex="0", aria_label=caption)


def row(first: str, *rest: str, numeric: Iterable[int] = ()) -> Markup:
    """A table row whose first cell is its heading. ``numeric`` counts the columns from 0, the heading included."""
    right = set(numeric)
    cells = (tag("td", cell, class_="number" if i in right else "") for i, cell in enumerate(rest, start=1))
    return tag("tr", tag("th", first, scope="row"), *cells)


def bullets(items: Iterable[str]) -> Markup:
    """A list, one point to an item."""
    return tag("ul", *(tag("li", item) for item in items))


def bar(part: float, class_: str = "") -> Markup:
    """A bar whose length is the part (0 to 1) of the width there is. It only repeats a number that is written."""
    width = f"{100 * min(max(part, 0.0), 1.0):.1f}"
    inner = tag("rect", width=width, height="10", class_=class_)
    return tag("svg", inner, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")
