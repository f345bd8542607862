"""Figures, pages and calendars are of those who serve: nobody who has left or can go on no visit is in any file."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import load_workbook

from constraints.clearance import Clearance
from rota.app.audit import data, lines
from rota.domain import Rota, Span
from rota.exports import EXPORTS, USUAL
from rota.exports.ics_feeds import feeds, names
from rota.exports.summary_text import cannot_go, summary
from rota.exports.view import Document
from tests.exports.documents import a_document
from tests.support.builders import a_member, a_problem, a_rota, a_team, past, span

LEFT = {"terms": (span("2020-05-01", "2026-05-07"),)}
MEMBERS = (
    a_member("ann"),
    a_member("bob", "Conservative"),
    a_member("cat", trained=None, name="Cat Barred"),
    a_member("dee", "Green", name="Dee Left", **LEFT),
    a_member("eve", name="Eve Joins", terms=(span("2026-06-05"),)),
    a_member("fay", "Conservative", name="Fay Lately", terms=(span("2020-05-01", "2026-06-01"),)),
)
"""In the week of 1 to 5 June 2026 Dee has left, Eve serves on the last day, Fay on the first; Cat is untrained."""
HISTORY = (past("dee", "mash", "2025-07-01"), past("bob", "mash", "2025-09-01"), past("cat", "mash", "2025-10-01"))
GOING = {"mash-1": ("2026-06-03 10:00", "ann")}


def drawn(going: dict[str, Any] | None = None, **known: tuple[str, ...]) -> Document:
    """Ann goes; it is known that Cat can go on no visit, and Dee, who has left."""
    problem = a_problem(MEMBERS, [a_team()], history=HISTORY)
    told = problem.knowing({"cat": ("clearance",), "dee": ("term_of_office",), **known})
    return a_document(told, a_rota(going or GOING), (Clearance(),))


def texts(document: Document) -> dict[str, str]:
    """Every file of the document as text; of the workbook every cell."""
    found = {}
    for kind in USUAL:
        for name, content in EXPORTS[kind].render(document).items():
            found[name] = _cells(content) if name.endswith(".xlsx") else content.decode("utf-8-sig")
    return found


def _cells(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return "\n".join(
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def test_members_are_those_who_serve_on_a_day_of_the_year_and_can_go() -> None:
    assert [row.id for row in drawn().members()] == ["ann", "bob", "eve", "fay"]


def test_the_others_are_told_apart() -> None:
    assert [(one.member, one.serves, one.why) for one in drawn().apart()] == [
        ("cat", True, "personal circumstances"),
        ("dee", False, "left on 7 May 2026"),
    ]


def test_whoever_goes_all_the_same_is_counted() -> None:
    """A rota made by hand sends Cat and Dee."""
    document = drawn({"mash-1": ("2026-06-03 10:00", "cat", "dee")})
    assert [row.id for row in document.members()] == ["ann", "bob", "cat", "dee", "eve", "fay"]
    assert document.apart() == ()
    assert cannot_go(document) == ()


def test_the_summary_counts_those_and_says_how_many_it_leaves_out() -> None:
    """Ann goes once, the three others not at all. Bob's load is of two years: 1 earlier visit, a whole share."""
    said = summary(drawn())
    assert said[2:5] == (
        "This year 3 members make no visits and 1 member makes 1 visit.",
        "1 more member serves but can go on no visit of the year, and is not counted.",
        "Counting earlier visits and time served, members' loads run from 0.0 to 1.0.",
    )
    assert cannot_go(drawn(bob=("pool",))) == (
        "2 more members serve but can go on no visit of the year, and are not counted.",
    )


def test_seats_are_of_those_who_serve_on_the_first_day() -> None:
    """Labour: Ann and Cat, whose seat is one though she cannot go; Conservative: Bob and Fay. The Greens have left."""
    rows = [(row.group, row.seats, row.share_of_seats) for row in drawn().groups()]
    assert rows == [("Conservative", 2, Fraction(1, 2)), ("Labour", 2, Fraction(1, 2))]


def test_where_nobody_serves_on_the_first_day_all_who_serve_later_have_seats() -> None:
    late = Span(span("2026-06-02").start, None)
    members = [a_member("ann", terms=(late,)), a_member("bob", "Conservative", terms=(late,))]
    members.append(a_member("dee", "Green", **LEFT))
    document = a_document(a_problem(members, [a_team()]), Rota())
    assert [(row.group, row.seats) for row in document.groups()] == [("Conservative", 1), ("Labour", 1)]


@pytest.mark.parametrize("name", ["Dee Left", "Cat Barred"])
def test_nobody_who_is_told_apart_is_in_any_file_but_a_calendar_of_ones_own(name: str) -> None:
    found = texts(drawn())
    assert {"rota.html", "rota.csv", "rota.xlsx", "rota.json"} <= found.keys()
    assert [file for file, text in found.items() if name in text] == []
    assert "Eve Joins" in found["rota.html"]


def test_calendars_are_of_those_who_serve_on_a_day_of_the_year_or_have_a_visit() -> None:
    """Cat serves and may be made able to go; Dee has left."""
    files = {name for name in texts(drawn()) if name.startswith("calendars/member-")}
    assert files == {f"calendars/member-{one}.ics" for one in ("ann", "bob", "cat", "eve", "fay")}
    sent = drawn({"mash-1": ("2026-06-03 10:00", "dee")})
    assert "member:dee" in {feed.key for feed in feeds(sent)}
    assert "member:dee" in names(sent.problem)


def test_json_has_the_loads_of_those() -> None:
    """Ann 1, the others 0 or, of Bob, 1; Dee's one visit would have been a load of more than 1."""
    summary = json.loads(texts(drawn())["rota.json"])["summary"]
    assert (summary["least_load"], summary["largest_load"]) == (0, 1)


def test_the_audit_tells_the_officer_by_name_and_nothing_that_is_personal() -> None:
    said = list(lines(drawn()))
    assert said[-2:] == [
        "Can go on no visit of the year, and counted in no figure: Cat Barred (personal circumstances).",
        "Does not serve in the year, and in no figure, page or calendar: Dee Left (left on 7 May 2026).",
    ]
    assert data(drawn(), ())["not_counted"] == [
        {"member": "cat", "name": "Cat Barred", "serves": True, "why": "personal circumstances"},
        {"member": "dee", "name": "Dee Left", "serves": False, "why": "left on 7 May 2026"},
    ]
