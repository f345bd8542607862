"""The sections of rota.html, each a view of the Document as tables and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rota.domain import Closure
from rota.exports.html import Markup, bar, bullets, row, table, tag, together
from rota.exports.summary_text import asks, numbers, rule_in_words
from rota.exports.view import Document, kind_of
from rota.exports.view_rows import GroupRow, MemberRow, VisitRow
from rota.exports.year_strip import span_in_words
from rota.text.english import counted, day_in_words, moment_in_words, month_in_words

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROTA_HEADINGS = ("Date", "Time", "Visit", "Where", "Received by", "Members", "Reserves")


def rota_by_date(document: Document) -> Markup:
    """The rota as a table, earliest first, under a heading for each month, then the visits without a date."""
    months = [_month(first, rows) for first, rows in document.visits_by_month()]
    missing = [document.problem.title(visit.id) for visit in document.not_placed()]
    parts = [table("Every visit, earliest first", _ROTA_HEADINGS, months, class_="visits")]
    if not months:
        parts = [tag("p", "No visit has been given a date.")]
    if missing:
        parts += [tag("h3", "Not given a date"), bullets(missing)]
    return together(parts)


def _month(first: date, rows: Sequence[VisitRow]) -> Markup:
    heading = tag("th", month_in_words(first), scope="rowgroup", colspan=str(len(_ROTA_HEADINGS)))
    return tag("tbody", tag("tr", heading), *(_visit(visit) for visit in rows))


def _visit(visit: VisitRow) -> Markup:
    date_words = f"{_WEEKDAYS[visit.day.weekday()][:3]} {visit.day.day} {day_in_words(visit.day).split()[1]}"
    people = []
    for visitor in visit.visitors:
        group = (Markup(" "), tag("span", f"({visitor.group})", class_="group")) if visitor.group else ()
        people.append(tag("div", visitor.name, *group))
    time = f"{visit.start:%H:%M} to {visit.end:%H:%M}"
    reserves = together(tag("div", name) for name in visit.reserves)
    return row(date_words, time, visit.title, visit.site, visit.host, together(people) or "nobody", reserves)


def loads(document: Document) -> Markup:
    """What each political group and each member carries, as numbers and as bars drawn to one scale."""
    explained = (
        "A load is the visits of this year and those before it, as if the member had served for the whole time "
        "counted: one who served half of it carries twice as much with each visit. Members who serve in the year, and "
        "can go on a visit of it, are in order of name."
    )
    return together(
        (
            tag("h3", "By political group"),
            _group_table(document.groups()),
            tag("h3", "By member"),
            tag("p", explained),
            _member_table(document.members()),
        )
    )


def _group_table(groups: Sequence[GroupRow]) -> Markup:
    most = float(max((max(row.share_of_seats, row.share_of_places) for row in groups), default=0)) or 1.0
    rows = (
        row(
            group.group,
            str(group.seats),
            f"{float(group.share_of_seats):.0%}",
            str(group.places),
            f"{float(group.share_of_places):.0%}",
            together(
                (bar(float(group.share_of_seats) / most, "seats"), bar(float(group.share_of_places) / most, "places"))
            ),
            numeric=range(1, 5),
        )
        for group in groups
    )
    caption = "Each group's share of the seats (grey bar) and of the places on visits (dark bar)"
    headings = ("Group", "Seats", "Share of seats", "Places", "Share of places", "To scale")
    return table(caption, headings, [tag("tbody", *rows)], numeric=range(1, 5))


def _member_table(members: Sequence[MemberRow]) -> Markup:
    most = float(max((row.load for row in members), default=0)) or 1.0
    rows = (
        row(
            member.name,
            member.group,
            str(member.visits),
            str(member.earlier),
            f"{float(member.load):.1f}",
            bar(float(member.load) / most),
            numeric=range(2, 5),
        )
        for member in members
    )
    headings = ("Member", "Group", "This year", "Earlier", "Load", "To scale")
    return table("What each member carries", headings, [tag("tbody", *rows)], numeric=range(2, 5))


def closed(document: Document) -> Markup:
    """The dates taken out of the year with their reasons, then the school holidays."""
    parts = [_dates("Dates on which no visit is made", document.closures(), "No date was closed.")]
    holidays = document.school_holidays()
    if holidays:
        parts += [tag("h3", "School holidays"), _dates("Avoided where the rules ask for it", holidays, "")]
    return together(parts)


def _dates(caption: str, closures: Sequence[Closure], when_none: str) -> Markup:
    if not closures:
        return tag("p", when_none)
    rows = (row(span_in_words(closure.span), closure.reason) for closure in closures)
    return table(caption, ("Dates", "Why"), [tag("tbody", *rows)])


def unmet(document: Document) -> Markup:
    """Each preference that costs points, with every finding; fairness is shown by the loads instead."""
    found = document.unmet()
    if not found:
        return tag("p", "Every preference was met. How evenly the visits are shared is shown above.")
    parts = [tag("p", "The rules call these preferences: each costs points, and the best rota has the fewest.")]
    for name, points, rows in found:
        parts.append(tag("h3", f"{rule_in_words(name)}: {counted(points, 'point')}"))
        parts.append(bullets(f"{row.sentence} ({counted(row.points, 'point')})" for row in rows))
    return together(parts)


def rules_in_force(document: Document) -> Markup:
    """Every rule with what it asks, its kind and its numbers."""
    rows = (
        row(rule_in_words(rule.name), asks(rule), kind_of(rule), together(tag("div", line) for line in numbers(rule)))
        for rule in document.rules
    )
    caption = "A must is never broken; a preference costs points when it is not met"
    return table(caption, ("Rule", "What it asks", "Kind", "Numbers"), [tag("tbody", *rows)], class_="rules")


def log(document: Document) -> Markup:
    """What was done to the rota by hand, oldest first."""
    return bullets(f"{day_in_words(entry.day)}: {entry.sentence}" for entry in document.record.log)


def provenance(document: Document) -> Markup:
    """Where the rota came from, so that anyone can ask for it to be made again."""
    return tag("dl", *_provenance(document))


def _provenance(document: Document) -> Iterator[Markup]:
    origin = document.record.provenance
    facts = {
        "Revision": str(origin.revision),
        "Dated": moment_in_words(origin.stamp),
        "Program version": origin.version,
        "Seed": str(origin.seed),
        "Hash of the inputs": origin.snapshot,
    }
    for name, value in facts.items():
        yield tag("dt", name)
        yield tag("dd", value)
