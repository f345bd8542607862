"""Leavers and those who can go on no visit, from a council's tables to each command's answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.worlds import a_council, change, run

LEFT, LEAD, UNTRAINED, JOINS = "Olive Old", "Lea Der", "Una Trained", "Newt Comer"
ROWS = (
    f",{LEFT},Example Party,East Ward,,2020-05-01,2027-05-06,,2027-05-10,,2027-05-10,,,",
    f",{LEAD},Another Party,East Ward,lead member,,,,2027-05-10,,2027-05-10,,,",
    f",{UNTRAINED},Example Party,South Ward,,,,,,,,,,",
    f",{JOINS},Another Party,South Ward,,2028-06-01,,,2027-05-10,,2027-05-10,,,",
)
"""The starter's year is 1 June 2027 to 31 May 2028."""
EVERYBODY = (LEFT, LEAD, UNTRAINED, JOINS)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter with four members more; Olive Old made three visits in the year before, as nobody else did."""
    folder = a_council(tmp_path / "visits")
    with (folder / "members.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in ROWS)
    with (folder / "history.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{LEFT},MASH,2026-{month}-10\n" for month in ("06", "09", "11"))
    return folder


def test_check_names_each_with_the_reason(council: Path) -> None:
    lines = run("check", council).stdout.splitlines()
    assert f"Can go on no visit of the year, and counted in no figure: {LEAD} (pool); {UNTRAINED} (clearance)." in lines
    assert (
        f"Do not serve in the year, and in no figure, page or calendar: {JOINS} (joins on 1 June 2028); "
        f"{LEFT} (left on 6 May 2027)."
    ) in lines


def test_where_all_are_counted_check_says_nothing_of_it(tmp_path: Path) -> None:
    assert "counted" not in run("check", a_council(tmp_path / "visits")).stdout


def test_solve_counts_those_who_serve(council: Path) -> None:
    """Six members and six places, as in the starter: one each. Olive's load would have been the highest, 3 and more."""
    lines = run("solve", council).stdout.splitlines()
    assert lines[3:6] == [
        "This year 6 members make 1 visit each.",
        "2 more members serve but can go on no visit of the year, and are not counted.",
        "Counting earlier visits and time served, members' loads run from 1.0 to 2.0.",
    ]
    data = json.loads(run("solve", council, "--out", council / "again", "--format", "json").stdout)
    assert (data["members_counted"], data["members_who_cannot_go"]) == (6, 2)
    assert (data["least_load"], data["largest_load"]) == (1.0, 2.0)


def test_nobody_of_them_is_on_the_page_and_the_leaver_has_no_calendar(council: Path) -> None:
    run("solve", council)
    out = council / "out"
    for name in ("rota.html", "rota.csv", "rota.json"):
        text = (out / name).read_text(encoding="utf-8-sig")
        assert [one for one in EVERYBODY if one in text] == []
    calendars = {path.name for path in (out / "calendars").iterdir()}
    assert {"member-lea-der.ics", "member-una-trained.ics"} <= calendars
    assert not {"member-olive-old.ics", "member-newt-comer.ics"} & calendars


def test_they_leave_the_points_of_first_visits_alone(council: Path, tmp_path: Path) -> None:
    """All six have visited before: nobody waits who could go, so no place costs anything for it. Untrained, Una waits
    for ever; once she is trained she does wait."""
    with (council / "history.csv").open("a", encoding="utf-8") as file:
        numbers = ("One", "Two", "Three", "Five", "Six")
        file.writelines(f"Example Member {number},Corporate parenting,2026-10-05\n" for number in numbers)
    data = json.loads(run("solve", council, "--format", "json").stdout)
    assert "first_visit" not in data["points_by_rule"]
    assert "First visit" not in run("audit", council, council / "out" / "rota.json").stdout
    change(
        council / "members.csv",
        f"{UNTRAINED},Example Party,South Ward,,,,,,",
        f"{UNTRAINED},Example Party,South Ward,,,,,2027-05-10,",
    )
    waits = json.loads(run("solve", council, "--out", tmp_path / "waits", "--format", "json").stdout)
    assert waits["points_by_rule"]["first_visit"] > 0


def test_audit_and_fairness_tell_the_officer(council: Path) -> None:
    run("solve", council)
    rota = council / "out" / "rota.json"
    reasons = f"{LEAD} (pool); {UNTRAINED} (personal circumstances)"
    unable = f"Can go on no visit of the year, and counted in no figure: {reasons}."
    assert unable in run("audit", council, rota).stdout.splitlines()
    sheet = run("fairness", council, rota).stdout
    assert f"  {unable}" in sheet.splitlines()
    by_member = sheet[sheet.index("By member:") : sheet.index("Not counted:")]
    assert [one for one in EVERYBODY if one in by_member] == []
    answer = json.loads(run("fairness", council, rota, "--format", "json").stdout)["answer"]
    assert [one["name"] for one in answer["not_counted"]] == [LEAD, JOINS, LEFT, UNTRAINED]


def test_what_if_somebody_leaves_loads_are_of_those_who_stay(council: Path) -> None:
    """One of six leaves before the year: the six places are of five, from 1 to 2, and not from 0."""
    run("solve", council)
    rota = council / "out" / "rota.json"
    said = run("what-if", council, rota, "--drop", "Example Member One", "--from", "2027-06-01").stdout
    assert "Loads run from 1.0 to 2.0, as before." in said.splitlines()


def test_away_all_year_is_told_and_counted_by_nobody(council: Path) -> None:
    with (council / "absences.csv").open("a", encoding="utf-8") as file:
        file.write("Example Member Six,2027-05-01,2028-06-30\n")
    assert "Example Member Six (availability)" in run("check", council).stdout
    run("solve", council)
    page = (council / "out" / "rota.html").read_text(encoding="utf-8")
    assert "Example Member Six" not in page
