"""Two people of one name: both can sit, each by an id of their own, and they are told apart wherever they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import Reading, read
from tests.cli.worlds import a_council, change, run


def two_john_smiths(folder: Path, ward: str = "South Ward", ids: tuple[str, str] = ("js1", "js2")) -> Path:
    council = a_council(folder)
    change(council / "members.csv", ",Example Member One,", f"{ids[0]},John Smith,")
    five = ",Example Member Five,Example Party,East Ward"
    change(council / "members.csv", five, f"{ids[1]},John Smith,Example Party,{ward}")
    for file in council.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        text = text.replace("Example Member One", "js1").replace("Example Member Five", "js2")
        file.write_text(text, encoding="utf-8")
    return council


def names_of(reading: Reading) -> dict[str, str]:
    assert reading.problem is not None, [fault.sentence for fault in reading.faults]
    return {member.id: member.name for member in reading.problem.members if member.id.startswith("js")}


def test_two_people_of_one_name_are_named_with_their_wards(tmp_path: Path) -> None:
    reading = read(two_john_smiths(tmp_path / "visits"))
    assert names_of(reading) == {"js1": "John Smith (North Ward)", "js2": "John Smith (South Ward)"}


def test_of_one_ward_they_are_named_with_their_ids(tmp_path: Path) -> None:
    reading = read(two_john_smiths(tmp_path / "visits", ward="North Ward"))
    assert names_of(reading) == {"js1": "John Smith (js1)", "js2": "John Smith (js2)"}


def test_a_name_that_is_of_two_people_must_be_an_id(tmp_path: Path) -> None:
    council = two_john_smiths(tmp_path / "visits")
    change(council / "absences.csv", "js1", "John Smith")
    (fault,) = read(council).faults
    said = "'John Smith' is the name of 2 people, whose ids are 'js1' and 'js2'. Write the id."
    assert fault.sentence == f"absences.csv, row 2, column 'person': {said}"


@pytest.mark.parametrize("ids", [("", ""), ("js1", ""), ("", "js2")])
def test_without_an_id_each_two_of_one_name_are_probably_one(tmp_path: Path, ids: tuple[str, str]) -> None:
    faults = [fault.sentence for fault in read(two_john_smiths(tmp_path / "visits", ids=ids)).faults]
    said = "'John Smith' is already a member, in row 2. Keep one of the two. If they are two people, give each an id."
    assert f"members.csv, row 6, column 'name': {said}" in faults


def test_what_is_written_of_them_is_read_back(tmp_path: Path) -> None:
    """The rota, its table and its feeds name both: neither takes the other's place."""
    council = two_john_smiths(tmp_path / "visits")
    assert run("solve", council).exit_code == 0
    rows = (council / "out/rota.csv").read_text(encoding="utf-8-sig")
    assert ("John Smith (North Ward)" in rows, "John Smith (South Ward)" in rows) == (True, True)
    assert run("audit", council, council / "out/rota.csv").exit_code == 0
    assert run("publish", council / "out", "--into", council / "pub").exit_code == 0
    feeds = (council / "pub/feeds.private.json").read_text(encoding="utf-8")
    assert ('"member:js1"' in feeds, '"member:js2"' in feeds) == (True, True)
