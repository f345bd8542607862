"""Rotas that were tampered with, and places that no rota should be written to."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rota.exports.atomic_write import CALENDARS
from tests.cli.worlds import a_council, files_in, quietly_ended, run

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with its rota drawn. Tests write beside it, never into it."""
    folder = a_council(tmp_path_factory.mktemp("hostile") / "visits")
    assert run("solve", folder).exit_code == 0
    return folder


def drawn(council: Path) -> Any:
    """The rota.json as data."""
    return json.loads((council / "out" / "rota.json").read_text(encoding="utf-8"))


def placement(data: Any) -> Any:
    """The first placement of a rota.json."""
    return data["record"]["rota"]["placements"][0]


WRONG_FORM = "The record in this rota.json is not of the right form: "
SENSE = "out of all sense. Draw the rota again, or audit its rota.csv."

TAMPERED: dict[str, tuple[Callable[[Any], object], str]] = {
    "an unknown member": (lambda data: placement(data)["members"].append("nobody"), "'nobody' is not a member in"),
    "an unknown visit": (
        lambda data: placement(data).update(visit="../../etc"),
        "'../../etc' is not a visit in the year",
    ),
    "members as a text": (lambda data: placement(data).update(members="abc"), WRONG_FORM),
    "a slot without its form": (lambda data: placement(data).update(slot="2027"), WRONG_FORM),
    "a slot in the year 1": (
        lambda data: placement(data).update(slot={"start": "0001-01-01 10:00", "end": "0001-01-01 11:00"}),
        "is outside the years 1930 to 2100. Check the year.",
    ),
    "a half point": (lambda data: data["record"]["certificate"].update(value=1.5), WRONG_FORM),
    "a number of 400 figures": (lambda data: data["record"]["certificate"].update(value=10**400), SENSE),
    "a negative seed": (lambda data: data["record"]["provenance"].update(seed=-1), SENSE),
    "a stamp in the year 1": (
        lambda data: data["record"]["provenance"].update(stamp="0001-01-01 00:00"),
        "The stamp in this rota.json is outside the years 1930 to 2100.",
    ),
    "another version": (
        lambda data: data.update(version=2),
        "This rota.json is of version 2; this program reads 1. Draw the rota again,",
    ),
    "no record": (
        lambda data: data.pop("record"),
        "This rota.json has no 'record'. Was it cut short? Draw the rota again,",
    ),
    "an unknown key": (lambda data: data.update(extra=1), "has a key that is not known: extra. Was it edited by hand?"),
}


def could_not_read(council: Path, file: Path) -> str:
    """What audit and export both say as they end with 2, writing nothing."""
    before = files_in(file.parent)
    audited = run("audit", council, file)
    exported = run("export", council, file, "--out", file.parent / "again")
    for result in (audited, exported):
        assert quietly_ended(result)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert files_in(file.parent) == before
    assert audited.stderr == exported.stderr
    return audited.stderr


@pytest.mark.parametrize(("spoil", "said"), TAMPERED.values(), ids=TAMPERED)
def test_a_rota_that_was_tampered_with_is_refused(
    tmp_path: Path, council: Path, spoil: Callable[[Any], object], said: str
) -> None:
    data = drawn(council)
    spoil(data)
    (tmp_path / "rota.json").write_text(json.dumps(data), encoding="utf-8")
    assert said in could_not_read(council, tmp_path / "rota.json")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"points":', '"points": NaN, "x":', "NaN is not a number."),
        ('"format": "rota"', '"format": "rota", "format": "rota"', "a key is there twice."),
        (
            '"record": {',
            '"record": ' + "[" * 100_000 + "{",
            "This is not a rota.json: it is nested too deeply. Draw the rota again,",
        ),
        ('"record": {', '"record": {{', "is spoilt, or the file was cut short. Draw the rota again,"),
    ],
)
def test_json_that_no_program_writes_is_refused(
    tmp_path: Path, council: Path, before: str, after: str, said: str
) -> None:
    text = (council / "out" / "rota.json").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "rota.json").write_text(text.replace(before, after, 1), encoding="utf-8")
    assert said in could_not_read(council, tmp_path / "rota.json")


def test_a_visit_of_another_length_is_a_breach(tmp_path: Path, council: Path) -> None:
    """A visit that ends before it starts would clash with nothing, so the audit must see it."""
    data = drawn(council)
    start = placement(data)["slot"]["start"]
    placement(data)["slot"]["end"] = f"{start[:10]} 00:00"
    (tmp_path / "rota.json").write_text(json.dumps(data), encoding="utf-8")
    result = run("audit", council, tmp_path / "rota.json")
    assert result.exit_code == 1
    assert f"{placement(data)['visit']} at {start} does not end 60 minutes later." in result.stdout


def test_a_proof_that_the_audit_contradicts_is_not_passed_on(tmp_path: Path, council: Path) -> None:
    """A certificate that claims no points at all: the rota has some."""
    data = drawn(council)
    data["record"]["certificate"] = {"value": 0, "bound": 0, "fairness": 0, "fairness_bound": 0}
    (tmp_path / "rota.json").write_text(json.dumps(data), encoding="utf-8")
    said = "The rota is not the one that its record was proven of: the audit finds other points. Was it edited?"
    assert run("audit", council, tmp_path / "rota.json").stdout.startswith(said)
    assert said in run("export", council, tmp_path / "rota.json", "--out", tmp_path / "again").stderr
    again = json.loads((tmp_path / "again" / "rota.json").read_text(encoding="utf-8"))
    assert again["record"]["certificate"] is None


def test_a_rota_of_other_inputs_is_audited_and_said_to_be_one(tmp_path: Path, council: Path) -> None:
    data = drawn(council)
    data["record"]["provenance"]["snapshot"] = "0" * 64
    (tmp_path / "rota.json").write_text(json.dumps(data), encoding="utf-8")
    result = run("audit", council, tmp_path / "rota.json")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "The inputs have changed since this rota was drawn.",
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Example Member One", '"=HYPERLINK(""http://x"")"', "begins with '=', as a formula does."),
        (",", ";", "row 1: the columns are not separated by commas. Save the file again as 'CSV UTF-8"),
        ("2027-", "31/06/", "is not a date. Write it like 2026-06-30."),
        ("2027-", "9999-", "is outside the years 1930 to 2100. Check the year."),
    ],
)
def test_a_bad_rota_in_csv_is_said_by_row(tmp_path: Path, council: Path, before: str, after: str, said: str) -> None:
    text = (council / "out" / "rota.csv").read_text(encoding="utf-8-sig")
    assert before in text
    (tmp_path / "rota.csv").write_text(text.replace(before, after), encoding="utf-8")
    shown = could_not_read(council, tmp_path / "rota.csv")
    assert shown.startswith("rota.csv, row ")
    assert said in shown


def test_the_rota_published_may_be_an_earlier_rota_csv(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    run("solve", council)
    published = (council / "out" / "rota.csv").read_bytes()
    (council / "published.csv").write_bytes(published)
    assert run("check", council).exit_code == 0
    run("solve", council, "--out", tmp_path / "again")
    assert (tmp_path / "again" / "rota.csv").read_bytes() == published


def _a_file(place: Path) -> Path:
    place.write_text("mine", encoding="utf-8")
    return place


def _a_link(place: Path, to: Path) -> Path:
    place.symlink_to(to)
    return place


def _links_inside(place: Path, name: str, to: Path) -> Path:
    place.mkdir()
    _a_link(place / name, to)
    return place


PLACES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a file": (lambda at: _a_file(at / "mine.txt"), "is a file, not a folder. Name another folder."),
    "below a file": (lambda at: _a_file(at / "mine.txt") / "out", "does not allow it. Name another with --out."),
    "a link to nowhere": (lambda at: _a_link(at / "link", at / "nowhere"), "is a file, not a folder. Name another"),
    "a link to itself": (lambda at: _a_link(at / "link", at / "link"), "Nothing was written."),
    "calendars that are a link": (
        lambda at: _links_inside(at / "out", CALENDARS, at),
        "Remove the link. Nothing was written.",
    ),
    "a rota.json that is a link": (
        lambda at: _links_inside(at / "out", "rota.json", _a_file(at / "mine.txt")),
        "Remove the link. Nothing was written.",
    ),
    "among the tables": (
        lambda at: at / "visits",
        "is where the council's tables are. Nothing was written. Name another folder with --out, such as",
    ),
}


@pytest.mark.parametrize(("place", "said"), PLACES.values(), ids=PLACES)
def test_no_rota_is_written_where_none_belongs(tmp_path: Path, place: Callable[[Path], Path], said: str) -> None:
    """Not even with --force: what is there is somebody's."""
    council = a_council(tmp_path / "visits")
    folder = place(tmp_path)
    before = files_in(tmp_path)
    result = run("solve", council, "--out", folder, "--force")
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert said in result.stderr
    assert files_in(tmp_path) == before


def test_a_workbook_is_never_written_over_by_its_own_rota(tmp_path: Path) -> None:
    """Tables in a workbook called rota.xlsx, as the rota's is: --force replaces rotas and nothing else."""
    run("new", tmp_path / "rota.xlsx")
    before = files_in(tmp_path)
    result = run("solve", tmp_path / "rota.xlsx", "--out", tmp_path, "--force")
    assert (result.exit_code, files_in(tmp_path)) == (2, before)
    assert "is where the council's tables are. Nothing was written." in result.stderr


KILLED = """
import os, signal, sys
from rota.writing import rollback as writing
left = int(sys.argv.pop(1))
write = writing._write
def killed(path, content, mode):
    global left
    left -= 1
    path.write_bytes(content[: len(content) // 2])
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    path.unlink()
    write(path, content, mode)
writing._write = killed
from rota.cli import main
main()
"""


@pytest.mark.parametrize("writes", [1, 3])
def test_a_run_that_is_killed_leaves_no_half_file_and_hinders_no_other(tmp_path: Path, writes: int) -> None:
    """It is killed in the midst of a file: nothing has its name yet, and the next run writes the whole rota."""
    council = a_council(tmp_path / "visits")
    command = [sys.executable, "-c", KILLED, str(writes), "solve", str(council)]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert [name for name in files_in(council / "out") if not name.startswith(".")] == []
    assert run("solve", council).exit_code == 0
    assert {"rota.json", "rota.csv", "rota.xlsx", "rota.html"} <= files_in(council / "out").keys()
    assert run("audit", council, council / "out" / "rota.json").exit_code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "there is nothing in it."), (b" \n", "there is nothing in it."), (b"\xff{", "not text in UTF-8.")],
)
def test_what_is_no_text_at_all_is_said_without_a_librarys_words(
    tmp_path: Path, council: Path, content: bytes, said: str
) -> None:
    (tmp_path / "rota.json").write_bytes(content)
    assert f"This is not a rota.json: {'it is ' if 'UTF' in said else ''}{said}" in could_not_read(
        council, tmp_path / "rota.json"
    )
