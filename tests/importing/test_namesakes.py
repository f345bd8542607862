"""Two people of one name: both are imported, told apart, and known again; where there is no telling, it is asked."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from rota.domain import Dated
from tests.cli.worlds import files_in
from tests.importing.worlds import a_council, a_councillor, councillors, imported, members_of, moderngov, text
from tests.reading.folders import problem_of

ONE = a_councillor("Councillor John Apple", "Red", "1", terms="04/05/2023-unspecified")
OTHER = a_councillor("Cllr John Apple", "Blue", "4", terms="02/05/2019-unspecified")
ELSE = a_councillor("Ann Ash", "Red", "2")


def names(folder: Path) -> dict[str, str]:
    return {member.id: member.name for member in problem_of(folder).members}


def test_two_of_one_name_in_one_ward_are_both_imported_and_told_apart_by_number(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    said = imported(folder, councillors(North=[ONE, ELSE, OTHER]))
    assert names(folder) == {"c1": "John Apple (North, c1)", "c2": "Ann Ash", "c4": "John Apple (North, c4)"}
    assert {member.groups for member in problem_of(folder).members} == {(Dated("Red"),), (Dated("Blue"),)}
    assert said[-1] == (
        "Warning: saved.xml, councillorid 1 and 4, column 'fullusername': 'John Apple' is the name of more than one "
        "person, and 'John Apple (North, c1)' and 'John Apple (North, c4)' are written. Write in members what tells "
        "them apart, such as a middle name, and keep the ids."
    )


def test_a_ward_with_a_comma_in_it_is_no_forename(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    listed = {"North, South": [a_councillor("John Apple", id="1")], "East": [a_councillor("John Apple", id="2")]}
    imported(folder, councillors(**listed))
    assert set(names(folder).values()) == {"John Apple (North, South)", "John Apple (East)"}
    assert not any("comma" in line or "surname" in line for line in imported(folder, councillors(**listed)))


def test_three_of_one_name_two_of_them_in_one_ward(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    third = a_councillor("Apple, John", "Red", "9")
    imported(folder, councillors(North=[ONE, OTHER], South=[third]))
    assert names(folder) == {"c1": "John Apple (North, c1)", "c4": "John Apple (North, c4)", "c9": "John Apple (South)"}


@pytest.mark.parametrize("listed", list(permutations([ONE, OTHER, ELSE])))
def test_a_later_import_knows_them_again_in_any_order(tmp_path: Path, listed: tuple[str, ...]) -> None:
    folder = a_council(tmp_path)
    imported(folder, councillors(North=[ONE, OTHER, ELSE]))
    before = files_in(folder)
    assert imported(folder, councillors(North=list(listed)))[0].startswith("Nothing to change")
    assert files_in(folder) == before


def test_the_officers_own_names_for_them_stay(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    imported(folder, councillors(North=[ONE, OTHER, ELSE]))
    file = folder / "members.csv"
    typed = file.read_text("utf-8-sig").replace('"John Apple (North, c1)"', "John B. Apple")
    file.write_text(typed.replace('"John Apple (North, c4)"', "John C. Apple"), encoding="utf-8")
    before = files_in(folder)
    assert imported(folder, councillors(North=[ONE, OTHER, ELSE]))[0].startswith("Nothing to change")
    assert files_in(folder) == before


def test_without_numbers_they_are_told_apart_by_ward_and_count_and_known_again(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    listed = [a_councillor("John Apple", "Red"), a_councillor("John Apple", "Blue"), ELSE]
    imported(folder, councillors(North=listed))
    assert set(names(folder).values()) == {"John Apple (North, 1)", "John Apple (North, 2)", "Ann Ash"}
    before = files_in(folder)
    assert imported(folder, councillors(North=listed[::-1]))[0].startswith("Nothing to change")
    assert files_in(folder) == before


def test_one_who_is_in_the_file_twice_is_one(tmp_path: Path) -> None:
    """Once for each of two wards, say, with the posts spread over both."""
    folder = a_council(tmp_path)
    twice = {
        "North": [a_councillor("John Apple", "Red", "1", "Mayor")],
        "South": [a_councillor("Cllr John Apple", "Red", "1", "Chair of Audit")],
    }
    said = imported(folder, councillors(**twice))
    assert text(folder, "members").splitlines()[1:] == ["c1,John Apple,Red,North,mayor; chair of audit,,,,"]
    assert said[-1] == (
        "Warning: saved.xml, councillorid 1, column 'fullusername': 'Cllr John Apple' is in the file twice (North, "
        "Red; South, Red). The first is taken; correct the other in ModernGov."
    )


def test_the_party_tells_which_of_two_is_the_officers(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ",John Apple,Blue,North,,,,,\n,Ann Ash,Red,North,,,,,\n")
    said = imported(folder, councillors(North=[ONE, OTHER, ELSE]))
    assert said[0] == "Added 1 member: John Apple (North, c1)."
    assert members_of(folder)["John Apple"].groups == (Dated("Blue"),)


def test_where_nothing_tells_which_is_the_officers_it_is_asked(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ",John Apple,Gold,North,,,,,\n,Ann Ash,Red,North,,,,,\n")
    before = files_in(folder)
    result = moderngov(folder, councillors(North=[ONE, OTHER, ELSE]))
    assert result.stderr.splitlines()[0] == (
        "members.csv, row 2, column 'name': 'John Apple' is the name of 2 councillors in the file, with the ids 'c1' "
        "and 'c4'. Write the right one in its row."
    )
    assert files_in(folder) == before
    (folder / "members.csv").write_text(text(folder, "members").replace(",John", "c4,John", 1), encoding="utf-8")
    assert imported(folder, councillors(North=[ONE, OTHER, ELSE]))[0].startswith(
        "Added 1 member: John Apple (North, c1)"
    )


def test_two_whom_the_officer_told_apart_by_ward_are_known_by_ward(tmp_path: Path) -> None:
    folder = a_council(tmp_path, ",John Apple (North),Red,North,,,,,\n,John Apple (South),Red,South,,,,,\n")
    listed = {"South": [a_councillor("John Apple", "Red", "8")], "North": [a_councillor("John Apple", "Red", "7")]}
    assert imported(folder, councillors(**listed))[0].startswith("Nothing to change")


def test_one_of_two_who_goes_is_the_one_who_is_gone(tmp_path: Path) -> None:
    folder = a_council(tmp_path)
    imported(folder, councillors(North=[ONE, OTHER, ELSE]))
    said = imported(folder, councillors(North=[OTHER, ELSE]), "2026-10-02")
    assert said[0] == "John Apple (North, c1) is not on the council any more: the last day was 1 October 2026."
