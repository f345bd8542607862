"""``rota batch``: what it says of many councils, what it writes, and that it goes on where it was stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from rota.batch.batch import Batch
from rota.batch.dispatch import StoppedError
from rota.batch.job import versions
from rota.batch.summary import SummaryRow
from rota.source import FolderSource, MappingSource, held
from tests.batch.councils import councils, with_two_faults
from tests.cli.terminals import read_all, read_until
from tests.cli.worlds import ROTA, a_large_council, change, files_in, never_open, quietly_ended, run
from tests.support.tiers import first_few

pytestmark = pytest.mark.full

FILES = {"rota.json", "rota.csv", "rota.xlsx", "rota.html"}


def written(folder: Path) -> dict[str, bytes]:
    """The files of a council's rota: all but the receipt, which tells the seconds too."""
    return {name: content for name, content in files_in(folder).items() if name != "batch.json"}


def untouched(*folders: Path) -> dict[Path, tuple[int, int]]:
    """What changes of a file when it is written again, for every file of these folders."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def table(result: Result) -> list[list[str]]:
    """The cells of the summary, without the heading and the seconds."""
    _, _, rest = result.stdout.partition("Each council:\n")
    rows = [line.split() for line in rest.split("\n\n")[0].splitlines()[1:]]
    return [[*cells[:-2], cells[-1]] for cells in rows]


def test_each_council_gets_the_rota_of_rota_solve_in_a_folder_of_its_name(tmp_path: Path) -> None:
    top = councils(tmp_path / "councils", "sefton", "wirral")
    change(top / "wirral" / "rota.toml", "Example Council", "Other Council")
    result = run("batch", top)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "2 councils: all have a rota, all of them proven best.\nNo fairer rota exists for any of them.\n"
        f"Each is in a folder of its name in {top / 'out'}.\n\nEach council:\n"
    )
    assert table(result) == [
        ["sefton", "proven", "best", "yes", "yes", "847", "0", "now"],
        ["wirral", "proven", "best", "yes", "yes", "847", "0", "now"],
    ]
    for name in ("sefton", "wirral"):
        run("solve", top / name, "--out", tmp_path / name)
        assert written(top / "out" / name) == files_in(tmp_path / name)


def test_processes_give_the_same_bytes_however_many_they_are(tmp_path: Path) -> None:
    top = councils(tmp_path / "councils", "a", "b")
    for workers in ("1", "2"):
        assert run("batch", top, "--workers", workers, "--out", tmp_path / workers).exit_code == 0
    run("solve", top / "b", "--out", tmp_path / "solved")
    for name in "ab":
        assert written(tmp_path / "1" / name) == written(tmp_path / "2" / name) == files_in(tmp_path / "solved")


def test_what_is_wrong_with_one_stops_no_other(tmp_path: Path) -> None:
    top = councils(tmp_path, "faulty", "well")
    never_open(top / "closed")
    with_two_faults(top / "faulty")
    (top / "notes").mkdir()
    result = run("batch", top)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("3 councils: 1 has a rota, proven best.\n")
    assert [cells[:2] for cells in table(result)] == [
        ["closed", "impossible"],
        ["faulty", "faults"],
        ["well", "proven"],
    ]
    assert "\n  closed: Both visits to Corporate parenting and MASH have no possible date" in result.stdout
    assert "\n  faulty: 2 faults, the first: absences.csv, row 3" in result.stdout
    assert "\nPassed over:\n  notes was passed over: it has no rota.toml.\n" in result.stdout
    assert {path.name: sorted(written(path)) for path in (top / "out").iterdir() if path.name != "well"} == {
        "closed": ["why.txt"],
        "faulty": ["faults.txt"],
    }
    assert (top / "out" / "faulty" / "faults.txt").read_text() == run("check", top / "faulty").stdout
    assert written(top / "out" / "well").keys() > FILES


def test_finished_councils_are_not_touched_and_changed_ones_are_drawn_again(tmp_path: Path) -> None:
    top = councils(tmp_path, "a", "b", "c")
    with_two_faults(top / "c")
    run("batch", top)
    before = untouched(top / "out" / "a", top / "out" / "c")
    drawn = (top / "out" / "b" / "rota.json").stat()
    change(top / "b" / "rota.toml", "Example Council", "Other Council")
    again = run("batch", top)
    assert [cells[-1] for cells in table(again)] == ["before", "now", "before"]
    assert "2 were finished before; nothing of theirs has changed since.\n" in again.stdout
    assert "c: 2 faults, the first: absences.csv" in again.stdout
    assert untouched(top / "out" / "a", top / "out" / "c") == before
    assert (top / "out" / "b" / "rota.json").stat().st_ino != drawn.st_ino
    assert b"Other Council" in (top / "out" / "b" / "rota.html").read_bytes()


@pytest.mark.parametrize("options", [["--seed", "2"], ["--work", "5"], ["--dated", "2027-05-20"], ["--own-rules"]])
def test_other_options_draw_again(tmp_path: Path, options: list[str]) -> None:
    top = councils(tmp_path, "a")
    run("batch", top)
    assert table(run("batch", top, *options))[0][-1] == "now"
    assert table(run("batch", top, *options))[0][-1] == "before"


def test_another_version_draws_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = councils(tmp_path, "a")
    run("batch", top)
    other = {**versions(), "ortools": "0.0"}
    monkeypatch.setattr("rota.batch.batch.versions", lambda: other)
    monkeypatch.setattr("rota.batch.worker.versions", lambda: other)
    assert table(run("batch", top))[0][-1] == "now"


def test_a_rota_that_is_there_already_is_kept_and_force_replaces_it(tmp_path: Path) -> None:
    top = councils(tmp_path, "a", "b")
    run("solve", top / "a", "--out", top / "out" / "a", "--seed", "3")
    before = files_in(top / "out" / "a")
    result = run("batch", top)
    assert result.exit_code == 1
    assert [cells[1] for cells in table(result)] == ["failed", "proven"]
    assert "was not written by this command, or was changed since: rota.json, rota.csv and rota.xlsx." in result.stdout
    assert files_in(top / "out" / "a") == before
    forced = run("batch", top, "--force")
    assert [cells[-1] for cells in table(forced)] == ["now", "now"]
    assert forced.exit_code == 0


def test_json_says_the_same(tmp_path: Path) -> None:
    top = councils(tmp_path, "a", "b")
    with_two_faults(top / "b")
    (top / "notes").mkdir()
    said = json.loads(run("batch", top, "--format", "json").stdout)
    text = run("batch", top).stdout.splitlines()
    assert said["text"][0] == text[0]
    answer = said["answer"]
    assert (answer["solved"], answer["proven"], answer["earlier"]) == (1, 1, 0)
    assert [one["name"] for one in answer["passed_over"]] == ["notes"]
    a, b = answer["rows"]
    assert (a["council"], a["folder"], a["earlier"]) == ("a", str(top / "out" / "a"), False)
    account = a["account"]
    assert (account["result"], account["points"], account["gap"], account["proven"]) == ("proven best", 847, 0, True)
    assert (answer["proven_fairest"], account["proven_fairest"], b["account"]["proven_fairest"]) == (1, True, False)
    assert (account["fairness"], account["fairness_bound"], b["account"]["fairness"]) == (800, 800, None)
    assert (b["account"]["result"], b["account"]["faults"], b["account"]["points"]) == ("faults", 2, None)


def test_a_page_says_the_same(tmp_path: Path) -> None:
    page = run("batch", councils(tmp_path, "a"), "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "1 council: 1 has a rota, proven best." in page


def test_names_of_any_letters_are_borne_with(tmp_path: Path) -> None:
    names = ("Ynys Môn ŵ", "🏴 Cymru", "-x", "--help", "new\nline", "\x1b[31mred", "calendars", "outside", "x" * 255)
    top = councils(tmp_path, *names)
    result = run("batch", top, "--work", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert "  new line  " in result.stdout
    assert len(table(result)) == len(names)
    assert {path.name for path in (top / "out").iterdir()} == set(names)
    assert all(written(top / "out" / name) == written(top / "out" / "-x") for name in names)
    assert "9 were finished before" in run("batch", top, "--work", "1").stdout


@pytest.mark.parametrize("what", ["nothing", "a folder without settings", "only hidden", "no folder"])
def test_without_a_council_it_could_not_run(tmp_path: Path, what: str) -> None:
    top = tmp_path / "councils"
    if what != "no folder":
        top.mkdir()
    if what == "a folder without settings":
        (top / "notes").mkdir()
    if what == "only hidden":
        councils(top, ".git")
    before = sorted(tmp_path.rglob("*"))
    result = run("batch", top)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    if what == "no folder":
        assert result.stderr == f"{top} cannot be read: it is not there, or not any more. Check the path.\n"
    else:
        assert result.stderr.startswith(f"No folder in {top} holds a council: a rota.toml is what marks one. Put each")
    assert sorted(tmp_path.rglob("*")) == before


def test_rotas_do_not_go_among_the_tables(tmp_path: Path) -> None:
    top = councils(tmp_path, "a")
    result = run("batch", top, "--out", top)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{top} is where councils' tables are. Nothing was drawn. Name another with --out.\n"


def test_workers_are_of_this_machine_alone(tmp_path: Path) -> None:
    result = run("batch", tmp_path, "--workers", "2", "--scheduler", "tcp://127.0.0.1:1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("--workers is of this machine: ")


def test_a_council_that_cannot_be_kept_stops_no_other(tmp_path: Path) -> None:
    top = councils(tmp_path, "a", "b")
    (top / "out").mkdir()
    (top / "out" / "a").write_text("a file")
    result = run("batch", top)
    assert [cells[1] for cells in table(result)] == ["failed", "proven"]
    assert f"a: {top / 'out' / 'a'} is a file, not a folder." in result.stdout
    (top / "out" / "a").unlink()
    (top / "out" / "a" / "rota.csv").mkdir(parents=True)
    forced = run("batch", top, "--force")
    assert [cells[1] for cells in table(forced)] == ["failed", "proven"]
    assert "rota.csv is a folder where a file should go." in forced.stdout


def test_a_council_that_cannot_be_read_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: FolderSource, is_read: Sequence[str]) -> MappingSource:
        if source.folder.name == "a":
            raise PermissionError(13, "Permission denied", "members.csv")
        return held(source, is_read)

    monkeypatch.setattr("rota.batch.batch.held", read)
    monkeypatch.setattr("rota.source.MOST_BYTES", 2**20)
    top = councils(tmp_path, "a", "b", "c")
    (top / "c" / "history.csv").write_bytes(b" " * 2**20)
    result = run("batch", top)
    assert [cells[1] for cells in table(result)] == ["failed", "proven", "failed"]
    assert (
        "a: members.csv cannot be read: you are not allowed to. Check who may use it, or name another place."
        in result.stdout
    )
    assert f"c: {top / 'c'} has more than 1 MB of tables and calendars." in result.stdout


def test_what_failed_is_not_kept_and_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    top = councils(tmp_path, "a")
    with monkeypatch.context() as patched:
        patched.setattr("rota.batch.worker.solve", fail)
        result = run("batch", top)
    assert (result.exit_code, [cells[1] for cells in table(result)]) == (1, ["failed"])
    assert "a: There was not enough memory." in result.stdout
    assert not (top / "out" / "a").exists()
    assert table(run("batch", top)) == [["a", "proven", "best", "yes", "yes", "847", "0", "now"]]


AN_HOUR = ("--seconds", "3600")


def two_and_a_large_one(folder: Path) -> Path:
    """Two councils that are soon drawn and, after them, one that takes as long as it may."""
    top = councils(folder, "a", "b")
    a_large_council(top / "z")
    return top


def stopped_at(shown: bytes, top: Path, how: signal.Signals) -> tuple[int, str]:
    """A run sent a signal once its bar shows this: its exit code, and all that it and its workers then wrote."""
    terminal, other_end = os.openpty()
    command = [sys.executable, *ROTA, "batch", str(top), "--workers", "2", *AN_HOUR]
    with subprocess.Popen(command, stdout=other_end, stderr=other_end, start_new_session=True) as running:
        os.close(other_end)
        said = read_until(terminal, shown)
        os.killpg(running.pid, how) if how == signal.SIGINT else running.send_signal(how)
        said += read_all(terminal)  # to its end, which comes when the last worker is gone
        os.close(terminal)
    return running.returncode, said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("force", "left"),
    [([], "the same command continues"), (["--force"], "the others are as they were before")],
    ids=["afresh", "forced"],
)
def test_a_run_that_is_stopped_says_what_of_the_rest(
    tmp_path: Path, force: list[str], left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command with --force would draw all of them again."""

    def stopped(*_: object) -> Iterator[SummaryRow]:
        raise StoppedError
        yield

    top = councils(tmp_path, "a", "b")
    monkeypatch.setattr(Batch, "rows", stopped)
    told = run("batch", top, *force)
    assert told.exit_code == 2
    assert told.output.endswith(f"Stopped before the end, with 0 of 2 finished; {left}.\n")


@pytest.mark.parametrize("how", first_few(1, [signal.SIGKILL, signal.SIGINT]), ids=["kill", "ctrl-c"])
def test_a_run_of_processes_that_is_stopped_is_continued(tmp_path: Path, how: signal.Signals) -> None:
    """The terminal is closed only when no worker is left, though the large council would take one an hour more."""
    top = two_and_a_large_one(tmp_path / "councils")
    code, said = stopped_at(b"2/3", top, how)
    if how == signal.SIGINT:
        assert code == 2
        assert said.endswith(
            "Finished: a and b.\nStopped before the end, with 2 of 3 finished; the same command continues.\n"
        )
        assert "Traceback" not in said
    assert not (top / "out" / "z").exists()
    before = untouched(top / "out" / "a", top / "out" / "b")
    (top / "z" / "teams.csv").write_text("name\n", encoding="utf-8")  # so that the rest is soon done
    again = run("batch", top, *AN_HOUR)
    assert [cells[-1] for cells in table(again)] == ["before", "before", "now"]
    assert untouched(top / "out" / "a", top / "out" / "b") == before
