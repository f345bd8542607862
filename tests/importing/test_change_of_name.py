"""A person is who they are through a change of name: one row, one id, one link and one history."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.domain import Member
from tests.cli.worlds import files_in
from tests.importing.worlds import a_council, a_councillor, councillors, imported, text
from tests.reading.folders import problem_of

ROWS = ",Ann Apple,Red,North\n,Ben Birch,Red,South\n"


def by_id(folder: Path) -> dict[str, Member]:
    return {member.id: member for member in problem_of(folder).members}


def listed(first: str) -> str:
    return councillors(North=[a_councillor(first, id="1")], South=[a_councillor("Ben Birch", id="2")])


@pytest.mark.parametrize("married", ["Ann Bride", "Anna Apple-Bride", "Lady Zoe Bride", "A. N. Other"])
def test_a_member_without_an_id_keeps_the_old_names_id(tmp_path: Path, married: str) -> None:
    """The first import knows her by name and notes ModernGov's number; the second knows her by that."""
    folder = a_council(tmp_path / "c", ROWS)
    imported(folder, listed("Ann Apple"), "2027-06-01")
    said = imported(folder, listed(married), "2027-07-01")
    assert said[0].startswith("Ann Apple is now called ")
    members = by_id(folder)
    assert set(members) == {"ann-apple", "ben-birch"}
    assert all(term.end is None for member in members.values() for term in member.terms)
    assert members["ann-apple"].name.split()[-1] == married.split()[-1]


def test_tables_that_name_her_by_the_old_name_name_her_by_the_new(tmp_path: Path) -> None:
    folder = a_council(tmp_path / "c", ROWS, absences="person,start\nAnn Apple,2026-07-06\n")
    imported(folder, listed("Ann Apple"), "2027-06-01")
    imported(folder, listed("Ann Bride"), "2027-07-01")
    assert text(folder, "absences").splitlines()[1].startswith("Ann Bride,2026-07-06")


def test_two_changes_of_name_after_one_another(tmp_path: Path) -> None:
    folder = a_council(tmp_path / "c", ROWS)
    for name in ("Ann Apple", "Ann Bride", "Ann Apple"):
        imported(folder, listed(name), "2027-07-01")
    names = {member.id: member.name for member in problem_of(folder).members}
    assert names == {"ann-apple": "Ann Apple", "ben-birch": "Ben Birch"}


def test_somebody_new_under_the_name_that_another_gave_up_is_somebody_new(tmp_path: Path) -> None:
    """Ann Apple is Ann Bride now, and another Ann Apple is elected: number 3, not 1."""
    folder = a_council(tmp_path / "c", ROWS)
    imported(folder, listed("Ann Apple"), "2027-06-01")
    others = [a_councillor("Ann Bride", id="1"), a_councillor("Ann Apple", id="3")]
    imported(folder, councillors(North=others, South=[a_councillor("Ben Birch", id="2")]), "2027-07-01")
    members = by_id(folder)
    assert (members["ann-apple"].name, members["c3"].name) == ("Ann Bride", "Ann Apple (North)")


def test_a_file_of_numbers_that_cannot_be_read_is_as_none(tmp_path: Path) -> None:
    folder = a_council(tmp_path / "c", ROWS)
    (folder / "councillors.ids.json").write_text('{"format": 1}')
    imported(folder, listed("Ann Apple"), "2027-06-01")
    assert b'"c1": "ann-apple"' in files_in(folder)["councillors.ids.json"]
