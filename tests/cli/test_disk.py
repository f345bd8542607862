"""What the system refuses is said in a sentence, whatever the command was about: never a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import pytest

from rota.app import load
from rota.source import FolderSource
from tests.cli.worlds import a_council, files_in, run


def refusing(error: OSError | MemoryError) -> Any:
    def refuse(*args: object, **more: object) -> None:
        raise error

    return refuse


def test_output_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with > /dev/full. Only what goes to stdout is refused."""
    council, echo = a_council(tmp_path / "visits"), click.echo

    def full(line: str, err: bool = False) -> None:
        if not err:
            raise OSError(28, "No space left on device")
        echo(line, err=True)

    monkeypatch.setattr(click, "echo", full)
    result = run("check", council)
    said = "What the command writes cannot be written: the disk is full. Make room, or name another place.\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_where_nothing_can_be_said_the_command_still_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "echo", refusing(OSError(28, "No space left on device")))
    result = run("check", a_council(tmp_path / "visits"))
    assert (result.exit_code, result.output) == (2, "")


def test_a_reader_that_has_read_enough_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "echo", refusing(BrokenPipeError(32, "Broken pipe")))
    assert run("check", a_council(tmp_path / "visits")).exit_code == 1  # as click ends then


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "members.csv"), "you are not allowed to"),
        (FileNotFoundError(2, "No such file or directory", "visits"), "it is not there, or not any more"),
        (OSError(5, "Input/output error"), "the disk fails"),
        (MemoryError(), "There was not enough memory."),
    ],
)
def test_what_happens_while_tables_are_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | MemoryError, said: str
) -> None:
    """A folder that vanishes, a stick that is drawn out, a share that closes."""
    council = a_council(tmp_path / "visits")
    monkeypatch.setattr(FolderSource, "names", refusing(error))
    for command in (("check",), ("solve",), ("ask", "--out", str(tmp_path / "forms"))):
        result = run(command[0], council, *command[1:])
        assert (result.exit_code, said in result.stderr, "Traceback" in result.stderr) == (2, True, False)


def test_a_folder_that_vanished_under_ones_feet_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getcwd", refusing(FileNotFoundError(2, "No such file or directory")))
    result = run("check", "visits")
    said = "The folder that you are in is not there any more. Go to another with cd.\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_what_no_command_foresaw_is_said_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = a_council(tmp_path / "visits")
    monkeypatch.setattr(load, "with_who_can_go", refusing(OSError(116, "Stale file handle", str(council))))
    before = files_in(council)
    result = run("fairness", council, council / "out/rota.json")
    assert (result.exit_code, "the disk or the network does not answer" in result.stderr, files_in(council)) == (
        2,
        True,
        before,
    )
