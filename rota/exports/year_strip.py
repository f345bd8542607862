"""A team's year as a strip: months, what is closed, school holidays, and its visits, drawn to scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain import Closure, Span
from rota.exports.html import Markup, bullets, tag, together
from rota.exports.view import Document
from rota.exports.view_rows import VisitRow
from rota.text.english import counted, day_in_words, moment_in_words

WIDTH, HEIGHT, TOP = 1000, 66, 34
"""The drawing's own units. The months' names and the visits' days stand above the strip, which begins at TOP."""

_CLOSE_TOGETHER = 20
"""Units within which two days' numbers would touch."""
_MONTH_NAME = 40
"""Units that the name of a month takes."""
_EDGE = 12
"""Units from either end within which a mark or its number would be cut off."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Places days along the strip."""

    year: Span

    def at(self, day: date) -> float:
        """Where the day begins, from 0 to WIDTH."""
        first, _ = self.year.ends()
        return WIDTH * (day - first).days / self.year.length()


def year_strips(document: Document) -> Markup:
    """A strip for each team, in order of name, with its visits written out below it."""
    teams = sorted(document.problem.teams, key=lambda team: (team.name.casefold(), team.id))
    rows = document.visits()
    strips = (
        _figure(document, team.name, f"strip-{number}", [row for row in rows if row.team_id == team.id])
        for number, team in enumerate(teams, start=1)
    )
    return together((_legend(), *strips))


def _figure(document: Document, name: str, id: str, rows: Sequence[VisitRow]) -> Markup:
    said = [f"{moment_in_words(row.start)}, {counted(len(row.visitors), 'member')}" for row in rows] or [
        "No visit this year."
    ]
    caption = tag("figcaption", tag("h3", name, id=id), bullets(said))
    frame = tag("div", _drawing(document, name, rows), class_="frame", role="region", tabindex="0", aria_labelledby=id)
    return tag("figure", caption, frame, class_="strip")


def _drawing(document: Document, name: str, rows: Sequence[VisitRow]) -> Markup:
    scale = Scale(document.problem.year)
    days = [day_in_words(row.day) for row in rows]
    label = f"{name}, the year to scale. Visits: {', '.join(days) or 'none'}."
    parts = (
        tag("title", label),
        tag("rect", x="0", y=str(TOP), width=str(WIDTH), height=str(HEIGHT - TOP), class_="open"),
        *_spans(scale, document.school_holidays(), "holiday"),
        *_spans(scale, document.closures(), "closed"),
        *_months(scale),
        *_marks(scale, rows),
    )
    return tag("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=label)


def _spans(scale: Scale, closures: Sequence[Closure], class_: str) -> Iterator[Markup]:
    for closure in closures:
        first, last = closure.span.ends()
        start, end = scale.at(first), scale.at(last + timedelta(1))
        title = tag("title", f"{closure.reason}: {span_in_words(closure.span)}")
        box = {"x": f"{start:.1f}", "y": str(TOP), "width": f"{end - start:.1f}", "height": str(HEIGHT - TOP)}
        yield tag("rect", title, class_=class_, **box)


def _months(scale: Scale) -> Iterator[Markup]:
    first, last = scale.year.ends()
    month = first
    while month <= last:
        x = scale.at(month)
        yield tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1="2", y2=str(HEIGHT), class_="month")
        name = day_in_words(month).split()[1][:3]
        month = (month.replace(day=1) + timedelta(32)).replace(day=1)
        if scale.at(month) - x >= _MONTH_NAME:  # the rest of a month that is nearly over has no room for its name
            yield tag("text", name, x=f"{x + 4:.1f}", y="12", class_="month")


def _marks(scale: Scale, rows: Sequence[VisitRow]) -> Iterator[Markup]:
    middle, before = (TOP + HEIGHT) / 2, -100.0
    for row in rows:
        middle_of_day = scale.at(row.day) + scale.at(scale.year.ends()[0] + timedelta(1)) / 2
        x = min(max(middle_of_day, _EDGE), WIDTH - _EDGE)
        yield tag("circle", tag("title", _told(row)), cx=f"{x:.1f}", cy=f"{middle:g}", r="8", class_="visit")
        beside = max(x, before + _CLOSE_TOGETHER)
        if beside - x < _CLOSE_TOGETHER:  # further off it would seem to be another visit's; the list has every day
            yield tag("text", str(row.day.day), x=f"{beside:.1f}", y="29", class_="day")
            before = beside


def _told(row: VisitRow) -> str:
    names = ", ".join(visitor.name for visitor in row.visitors) or "nobody"
    host = f", received by {row.host}" if row.host else ""
    return f"{row.title}: {moment_in_words(row.start)}. {names}{host}"


def span_in_words(span: Span) -> str:
    """The span as "1 August 2026 to 31 August 2026", or as one day."""
    first, last = span.ends()
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"


def _legend() -> Markup:
    keys = (("visit", "a visit, with its day"), ("closed", "closed"), ("holiday", "school holidays"))
    shapes = {"visit": tag("circle", cx="8", cy="8", r="7", class_="visit")}
    items = []
    for class_, words in keys:
        shape = shapes.get(class_) or tag("rect", width="16", height="16", class_=class_)
        items.append(tag("li", tag("svg", shape, viewBox="0 0 16 16", class_="key", aria_hidden="true"), words))
    return tag("ul", *items, class_="legend")
