"""Ctrl-C while the engine works, and the line on the terminal that shows it working."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rota.app import running as solving
from rota.cli import files, running
from rota.cli.progress_line import ProgressLine, line
from rota.exports.atomic_write import write_all
from rota.solving.limits import Limits, Meter
from rota.solving.progress import Progress
from tests.cli.terminals import read_all, read_until
from tests.cli.worlds import ROTA, a_council, a_large_council, run

pytestmark = pytest.mark.full


def test_ctrl_c_keeps_the_best_rota_so_far(tmp_path: Path) -> None:
    """Left alone this world takes more than a minute; the first rota is there within seconds."""
    council = a_large_council(tmp_path / "visits")
    terminal, other_end = os.openpty()
    command = [sys.executable, *ROTA, "solve", str(council)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=other_end) as solving:
        os.close(other_end)
        shown = read_until(terminal, b" points, at least ")
        solving.send_signal(signal.SIGINT)
        said = solving.communicate(timeout=60)[0].decode()
        shown += read_all(terminal)
        os.close(terminal)
    assert solving.returncode == 0
    assert b"Stopping with the best rota so far" in shown
    assert b"Stopped when asked: this is the best rota found so far." in shown
    assert "All 180 visits placed" in said
    assert "Not proven best: of its " in said
    audited = run("audit", council, council / "out" / "rota.json")
    assert audited.stdout.startswith("Every must is kept.")


def test_a_pipe_gets_the_answer_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, *ROTA, "solve", str(a_council(tmp_path / "visits"))]
    asked = subprocess.run(command, capture_output=True, text=True, check=True)
    assert asked.stderr == ""
    assert asked.stdout.startswith("Example Council, ")
    assert "\x1b" not in asked.stdout
    assert "\r" not in asked.stdout


def test_a_first_ctrl_c_asks_for_the_best_and_a_second_gives_up(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter(Limits())
    with running.stopping(meter, ProgressLine(io.StringIO())):
        signal.raise_signal(signal.SIGINT)
        assert meter.stopped
        assert "press Ctrl-C again to give up" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_giving_up_writes_nothing_and_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(solving, "solve", give_up)
    result = run("solve", a_council(tmp_path / "visits"))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "Stopped before the end.\n")
    assert not (tmp_path / "visits" / "out").exists()


def test_ctrl_c_while_files_are_written_waits_for_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(contents: dict[str, bytes], folder: Path, force: bool, given_out: object = ()) -> tuple[Path, ...]:
        signal.raise_signal(signal.SIGINT)
        return write_all(contents, folder, force)

    monkeypatch.setattr(files, "write_all", interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert files.write({"rota.csv": b"visit"}, tmp_path, force=False) == ("rota.csv",)
    assert (tmp_path / "rota.csv").read_bytes() == b"visit"
    assert signal.getsignal(signal.SIGINT) is before


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


NEWS = Progress("improving", 1_224, 1_200, 0.5, 3.0)


def test_the_line_says_points_bound_gap_and_time() -> None:
    """The gap is 1,224 - 1,200 = 24 points, 2 % of the bound."""
    expected = "improving, 1,224 points, at least 1,200, gap 24 (2.00 %), 3 s"
    assert line(NEWS, 3.2) == expected


def test_before_there_is_a_rota_the_line_claims_no_points() -> None:
    assert line(Progress("improving", None, 0, 0.0, 1.0), 1.0) == "improving, no rota yet, at least 0, 1 s"
    assert line(None, 0.0) == "reading the rules, 0 s"


def test_a_bound_of_nothing_has_no_percentage() -> None:
    assert "gap 7, " in line(Progress("proving", 7, 0, 1.0, 1.0), 1.0)


WORDS = "improving, 1,224 points, at least 1,200, gap 24 (2.00 %), 3 s"
"""61 columns."""


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (20, WORDS[:19]),
        (66, WORDS),  # 65 columns: a bar of 3 would say less than the words
        (80, "━" * 8 + "╸" + "━" * 8 + " " + WORDS),  # 79 - 61 - 1 are 17 columns, of which half are full
        (200, "━" * 10 + "╺" + "━" * 9 + " " + WORDS),
    ],
)
def test_the_line_never_wraps_and_its_bar_takes_what_room_there_is(
    columns: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _line_at(columns, monkeypatch) == f"\r\x1b[K{shown}"


def test_without_colour_the_bar_is_what_is_done_and_the_words_stay_where_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert _line_at(200, monkeypatch, coloured=True) == f"\r\x1b[K{'━' * 10}{' ' * 10} {WORDS}"


def _line_at(columns: int, monkeypatch: pytest.MonkeyPatch, coloured: bool = False) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = _Terminal()
    bar = ProgressLine(terminal)
    bar.draw(NEWS, 3.0)
    drawn = terminal.getvalue()
    bar.clear()
    assert terminal.getvalue() == f"{drawn}\r\x1b[K"
    assert "\x1b[?25l" not in drawn, "the cursor is never hidden: a command may be killed"
    return drawn if coloured else re.sub(r"\x1b\[[0-9;]*m", "", drawn)


def test_what_is_no_terminal_gets_no_line() -> None:
    pipe = io.StringIO()
    bar = ProgressLine(pipe)
    bar.draw(NEWS, 3.0)
    bar.clear()
    assert pipe.getvalue() == ""
