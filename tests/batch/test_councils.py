"""Which folders are councils, which are passed over, and where their rotas must not go."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.batch.councils import FoundCouncils, find, lies_among


def a_folder(top: Path, *names: str) -> Path:
    """A folder of folders with an empty rota.toml, which is all that marks a council."""
    for name in names:
        (top / name).mkdir(parents=True)
        (top / name / "rota.toml").touch()
    return top


def names(found: FoundCouncils) -> list[str]:
    return [council.name for council in found.councils]


def test_councils_come_in_order_of_name_whatever_its_case(tmp_path: Path) -> None:
    found = find(a_folder(tmp_path, "wirral", "Sefton", "ashford", "Ynys Môn", "-x"), tmp_path / "out")
    assert names(found) == ["-x", "ashford", "Sefton", "wirral", "Ynys Môn"]
    assert [council.out for council in found.councils][:2] == [tmp_path / "out" / "-x", tmp_path / "out" / "ashford"]


def test_a_folder_without_settings_is_said_and_files_and_hidden_folders_are_not(tmp_path: Path) -> None:
    a_folder(tmp_path, "sefton", ".hidden")
    (tmp_path / "notes").mkdir()
    (tmp_path / "rota.toml").touch()
    found = find(tmp_path, tmp_path / "out")
    assert names(found) == ["sefton"]
    assert [one.sentence for one in found.passed_over] == ["notes was passed over: it has no rota.toml."]


def test_what_was_written_before_is_not_passed_over_in_words(tmp_path: Path) -> None:
    (tmp_path / "out" / "sefton").mkdir(parents=True)
    assert find(a_folder(tmp_path, "sefton"), tmp_path / "out").passed_over == ()


def test_a_link_is_followed_inside_the_folder_and_never_out_of_it(tmp_path: Path) -> None:
    a_folder(tmp_path / "elsewhere", "wirral")
    top = a_folder(tmp_path / "councils", "sefton")
    (top / "again").symlink_to(top / "sefton")
    (top / "wirral").symlink_to(tmp_path / "elsewhere" / "wirral")
    (top / "round").symlink_to(top / "round")
    found = find(top, top / "out")
    assert names(found) == ["again", "sefton"]
    assert [one.why for one in found.passed_over] == [f"it is a link to a place outside {top}"]


@pytest.mark.parametrize(("out", "among"), [(".", True), ("a", True), ("a/out", True), ("out", False), ("../o", False)])
def test_rotas_never_come_among_the_tables(tmp_path: Path, out: str, among: bool) -> None:
    top = a_folder(tmp_path / "councils", "a", "b")
    assert lies_among(top / out, find(top, top / out), top) is among


def test_a_council_called_like_the_folder_of_rotas_is_found_there(tmp_path: Path) -> None:
    top = a_folder(tmp_path, "out", "a")
    assert lies_among(top / "out", find(top, top / "out"), top)
