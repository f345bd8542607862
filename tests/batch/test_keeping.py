"""What is kept of a council: whole, known by its receipt, and never over what somebody else wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rota.batch.job import Account, JobResult
from rota.batch.resume import finished, keep, refusal
from rota.exports.atomic_write import OutputRefused
from rota.writing.session import settle
from tests.cli.worlds import files_in
from tests.support.kills import is_killed

KEY = {"inputs": "abc", "options": {"seed": 1}, "versions": {"rota": "0.1.0"}}
OTHER = {**KEY, "inputs": "abd"}
ROTA = JobResult(
    Account("best found", 1.5, 12, 10), {"rota.json": b"1", "rota.csv": b"2", "calendars/a.ics": b"PRODID:-//Rota//"}
)
OTHER_ROTA = JobResult(Account("best found", 1.5, 13, 10), {"rota.json": b"3", "rota.csv": b"4"})
FAULTS = JobResult(Account("faults", faults=2, words=("2 faults, the first: x.",)), {"faults.txt": b"x\ny\n"})


def test_what_is_kept_is_finished_and_nothing_else_is(tmp_path: Path) -> None:
    assert finished(tmp_path / "a", KEY) is None
    keep(ROTA, tmp_path / "a", KEY)
    assert finished(tmp_path / "a", KEY) == ROTA.account
    assert finished(tmp_path / "a", OTHER) is None
    assert {name: content for name, content in files_in(tmp_path / "a").items() if name != "batch.json"} == ROTA.files


def test_a_file_that_is_gone_is_not_finished(tmp_path: Path) -> None:
    keep(ROTA, tmp_path, KEY)
    (tmp_path / "calendars" / "a.ics").unlink()
    assert finished(tmp_path, KEY) is None
    assert refusal(tmp_path) == ""


def test_what_was_of_the_last_time_goes_and_what_is_others_stays(tmp_path: Path) -> None:
    keep(ROTA, tmp_path, KEY)
    (tmp_path / "letter.txt").write_text("mine")
    keep(FAULTS, tmp_path, OTHER)
    assert files_in(tmp_path).keys() == {"faults.txt", "letter.txt", "batch.json"}
    assert not (tmp_path / "calendars").exists()
    keep(ROTA, tmp_path, KEY)
    assert files_in(tmp_path).keys() == {*ROTA.files, "letter.txt", "batch.json"}


def test_a_rota_of_rota_solve_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "rota.json").write_text("drawn by hand")
    words = f"What is in {tmp_path} was not written by this command, or was changed since: rota.json."
    assert refusal(tmp_path) == f"{words} --force replaces it."


@pytest.mark.parametrize("name", ["rota.csv", "calendars/a.ics"])
def test_a_rota_changed_by_hand_is_not_written_over_and_is_still_finished(tmp_path: Path, name: str) -> None:
    keep(ROTA, tmp_path, KEY)
    assert refusal(tmp_path) == ""
    (tmp_path / name).write_text("corrected")
    assert f"or was changed since: {name}." in refusal(tmp_path)
    assert finished(tmp_path, KEY) == ROTA.account


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "a").symlink_to(tmp_path / "theirs")
    assert "is a link" in refusal(tmp_path / "a")


@pytest.mark.parametrize("before", [FAULTS, OTHER_ROTA], ids=["faults", "a rota"])
def test_killed_while_it_writes_what_was_there_is_still_whole_and_may_be_written_again(
    tmp_path: Path, before: JobResult
) -> None:
    for step in range(200):
        folder = tmp_path / str(step)
        keep(before, folder, OTHER)
        killed = is_killed(lambda folder=folder: keep(ROTA, folder, KEY), step)  # type: ignore[misc]
        settle(folder)
        assert finished(folder, OTHER) == before.account or finished(folder, KEY) == ROTA.account
        assert refusal(folder) == ""
        keep(ROTA, folder, KEY)
        assert files_in(folder).keys() == {*ROTA.files, "batch.json"}
        if not killed:
            break
    assert not killed


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"key": 1, "files": 2, "account": 3}', b'{"key": {}, "files": {}, "account": {}}'],
)
def test_a_receipt_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    keep(ROTA, tmp_path, KEY)
    (tmp_path / "batch.json").write_bytes(content)
    assert finished(tmp_path, KEY) is None
    assert "rota.json" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["../mine.txt", "calendars/../../mine.txt", "{}/mine.txt"])
def test_a_receipt_cannot_have_files_outside_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    keep(FAULTS, tmp_path / "a", KEY)
    receipt = json.loads((tmp_path / "a" / "batch.json").read_bytes())
    receipt["files"][name.format(tmp_path)] = "0"
    (tmp_path / "a" / "batch.json").write_text(json.dumps(receipt))
    keep(ROTA, tmp_path / "a", OTHER)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputRefused, match="is a file, not a folder"):
        keep(ROTA, tmp_path / "file", KEY)
