"""rota.csv: what Excel opens, and what it must not run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from rota.exports.rota_csv import cell, render
from rota.record import Reserves
from tests.exports.documents import a_document, a_hostile_document, the_document


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_for_each_place() -> None:
    rows = table(render(the_document())["rota.csv"])
    assert ",".join(rows[0]) == "visit,team,number,date,start,end,session,site,host,member,group,ward,reserves"
    site = "Town Hall, room 2; upstairs"
    mash = ["mash-1", "MASH", "1", "2026-06-03", "10:00", "11:00", "", site, "Hari Shah"]
    assert rows[2] == [*mash, "Cai", "Plaid Cymru", "Menai", ""]
    assert len(rows) == 1 + 5  # headings; two, two and one members


def test_excel_sees_utf_8_and_whole_lines() -> None:
    content = render(the_document())["rota.csv"]
    assert content.startswith(b"\xef\xbb\xbfvisit,")
    assert content.count(b"\n") == content.count(b"\r\n") == 6


def test_a_rota_that_breaks_a_must_says_draft_above_its_headings() -> None:
    """An empty rota places no visit, which breaks a must, and has nothing below its headings."""
    title, headings = table(render(a_document())["rota.csv"])
    assert title == ["DRAFT: this rota breaks 1 must"]
    assert headings[0] == "visit"


def test_each_place_names_the_reserves_of_its_visit() -> None:
    plain = the_document()
    standing_by = (Reserves("mash-1", ("dee", "bob")), Reserves("north-1", ("cai",)))
    document = replace(plain, record=replace(plain.record, reserves=standing_by))
    rows = table(render(document)["rota.csv"])
    names = {member.id: member.name for member in plain.problem.members}
    shown = {row[0]: row[-1] for row in rows[1:]}
    mash = "; ".join(names.get(one, one) for one in ("dee", "bob"))
    assert shown == {"mash-1": mash, "north-1": names["cai"], "north-2": ""}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'=1"),
        ("\rx", "'x"),
        (" =1", "'=1"),
        ("\u202e=1", "'=1"),
        ("a\r\nb", "a b"),
        ("Siân Ŵyn", "Siân Ŵyn"),
        ("O'Neil-Smith", "O'Neil-Smith"),
    ],
)
def test_a_cell_is_one_line_and_never_a_formula(text: str, safe: str) -> None:
    assert cell(text) == safe


def test_hostile_names_stay_in_their_cells() -> None:
    rows = table(render(a_hostile_document())["rota.csv"])
    assert {len(row) for row in rows if not row[0].startswith("DRAFT")} == {13}
    assert not [text for row in rows for text in row if text.startswith(("=", "+", "-", "@"))]
    assert "Siân Ŵyn" in {row[9] for row in rows}
