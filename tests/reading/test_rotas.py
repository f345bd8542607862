"""A finished rota is read from rota.json, from CSV, and from a sheet made by hand."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from rota.auditing import audit
from rota.domain import LONDON, Problem, Rota
from rota.domain.snapshot import to_data
from rota.exports import EXPORTS
from rota.exports.view import Document
from rota.reading import read_rota
from rota.record import Provenance, Record
from tests.support.builders import a_member, a_problem, a_rota, a_team

ROTA = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob"), "north-2": ("2026-06-04 10:00", "cat")})


def _problem() -> Problem:
    members = (a_member("ann"), a_member("bob", name="Bob Brown"), a_member("cat"))
    return a_problem(members, (a_team("mash", name="MASH"), a_team("north", name="North Team", visits_a_year=2)))


def _rota(path: Path) -> Rota:
    rota, faults, _ = read_rota(path, _problem())
    assert [fault.sentence for fault in faults] == []
    return rota


def _faults(path: Path) -> list[str]:
    return [fault.sentence for fault in read_rota(path, _problem())[1]]


def _json(at: Path, rota: Rota) -> Path:
    record = Record(rota, Provenance(1, datetime(2026, 5, 1, 9, tzinfo=LONDON), "ab", (), "0.1", 0))
    at.write_text(json.dumps({"format": "rota", "version": 1, "record": to_data(record), "sequences": {}}))
    return at


def test_a_record_reads_back_to_the_same_rota(tmp_path: Path) -> None:
    assert _rota(_json(tmp_path / "rota.json", ROTA)) == ROTA


@pytest.mark.parametrize("name", ["json", "csv", "xlsx"])
def test_what_is_exported_reads_back_to_the_same_rota(tmp_path: Path, name: str) -> None:
    record = Record(ROTA, Provenance(1, datetime(2026, 5, 1, 9, tzinfo=LONDON), "ab", (), "0.1", 0))
    document = Document(problem=_problem(), report=audit(_problem(), (), ROTA), rules=(), record=record)
    for file, content in EXPORTS[name].render(document).items():
        (tmp_path / file).write_bytes(content)
        assert _rota(tmp_path / file) == ROTA


def test_a_record_with_an_unknown_member_or_visit_names_the_nearest(tmp_path: Path) -> None:
    path = _json(tmp_path / "rota.json", a_rota({"mash-9": ("2026-06-03 10:00", "anne")}))
    assert _faults(path) == [
        "rota.json: 'mash-9' is not a visit in the year. Did you mean 'mash-1'?",
        "rota.json: 'anne' is not a member in members. Did you mean 'Ann'?",
    ]


def test_rows_for_each_place_read_to_the_same_rota(tmp_path: Path) -> None:
    path = tmp_path / "rota.csv"
    path.write_text(
        "visit,team,number,date,start,end,session,site,host,member,group,ward\n"
        "mash-1,MASH,1,2026-06-03,10:00,11:00,,,,Ann,Labour,\n"
        "mash-1,MASH,1,2026-06-03,10:00,11:00,,,,Bob Brown,Labour,\n"
        "north-2,North Team,2,2026-06-04,10:00,11:00,,,,Cat,,\n"
    )
    assert _rota(path) == ROTA


def test_a_sheet_made_by_hand_is_read_below_its_title(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Notes for the whips"])
    page = book.create_sheet("Our rota")
    rows: list[list[object]] = [
        ["Rota of visits 2026"],
        [],
        ["Team", "Number", "Date", "Start", "Member", "Remarks"],
        ["mash", None, datetime(2026, 6, 3), time(10), "ann; BOB BROWN", "bring badge"],
        ["North team", 2, "4 June 2026", "10am", "Cat", None],
    ]
    for row in rows:
        page.append(row)
    book.save(tmp_path / "by hand.xlsx")
    assert _rota(tmp_path / "by hand.xlsx") == ROTA


def test_a_visit_may_be_named_by_its_title_and_a_lone_session_need_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "rota.csv"
    path.write_text('visit,date,member\nMASH,3/6/2026,Ann;bob\n"North Team, visit 2 of 2",4/6/2026,Cat\n')
    assert _rota(path) == ROTA


def test_an_odd_time_is_kept_for_the_audit_to_find(tmp_path: Path) -> None:
    path = tmp_path / "rota.csv"
    path.write_text("visit,date,start,member\nmash-1,2026-06-06,19:30,Ann\n")
    (placement,) = _rota(path).placements
    assert placement.slot.id == "2026-06-06 19:30"


def test_a_visit_with_nobody_is_kept_for_the_audit_to_find(tmp_path: Path) -> None:
    path = tmp_path / "rota.csv"
    path.write_text("visit,date,start,member\nmash-1,2026-06-03,10:00,\n")
    (placement,) = _rota(path).placements
    assert placement.members == ()


def test_rows_of_one_visit_with_two_dates_unknown_names_and_doubles_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "rota.csv"
    path.write_text(
        "visit,date,start,member,team,number\n"
        "mash-1,2026-06-03,10:00,Ann,,\nmash-1,2026-06-04,10:00,Bob Brown,,\nmash-1,2026-06-03,10:00,ann,,\n"
        "mash-1,2026-06-03,10:00,Bob Browne,,\n,2026-06-03,10:00,Cat,MASH,2\n,2026-06-03,10:00,Cat,,\n"
    )
    assert _faults(path) == [
        "rota.csv, row 3, column 'date': '2026-06-04' at 10:00 is another time: row 2 has the same visit on "
        "2026-06-03 at 10:00. Change one of the two.",
        "rota.csv, row 4, column 'member': 'ann' is on this visit already. Take one of the two rows out.",
        "rota.csv, row 5, column 'member': 'Bob Browne' is not a member in members. Did you mean 'Bob Brown'?",
        "rota.csv, row 6, column 'number': '2' is not a visit of the year: it owes 1 visit to 'MASH'.",
        "rota.csv, row 7, column 'visit': this is blank. Write the visit's id, such as mash-1, or fill in 'team' and "
        "'number'.",
    ]


def test_a_record_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rota.json"
    path.write_text('{"format": "rota", "version": 2, "record": {}}')
    (sentence,) = _faults(path)
    assert "This rota.json is of version 2; this program reads 1." in sentence
