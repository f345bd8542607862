"""README.md says what is so: its commands run, its outputs are those shown, and what is generated is fresh."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rota.cli import COMMANDS
from tests.readme import PARTS, README, RENEW, part, renewed

TEXT = README.read_text(encoding="utf-8")


def shown() -> Iterator[tuple[str, str]]:
    """Each command of the console blocks, with the output that stands below it."""
    for block in re.findall(r"^```console\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def matches(output: str, expected: str) -> bool:
    """Whether the output is as shown, where "..." stands for anything."""
    pattern = ".*".join(re.escape(piece) for piece in expected.split("..."))
    return re.fullmatch(pattern, output, re.DOTALL) is not None


def a_rota_whose_clock_stands_still(folder: Path) -> None:
    """A command ``rota`` for which it is always the same day, before the year of the tour's council."""
    folder.mkdir()
    script = folder / "rota"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{README.parent}" exec "{sys.executable}" -m tests.support.clock "$@"\n')
    script.chmod(0o755)


@pytest.mark.full
def test_every_command_of_the_tour_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    """In order, in one folder, as a reader would."""
    a_rota_whose_clock_stands_still(tmp_path / "bin")
    (tmp_path / "tour").mkdir()
    path = os.pathsep.join((str(tmp_path / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]))
    for command, expected in shown():
        ran = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path / "tour",
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert (command, ran.returncode, ran.stdout if ran.returncode else "") == (command, 0, "")
        output = ran.stdout.replace("\r\n", "\n")
        assert matches(output, expected), f"$ {command}\n{output}"


def test_the_tour_uses_every_command() -> None:
    used = {command.split()[1] for command, _ in shown() if command.startswith("rota ")}
    assert used == set(COMMANDS)


@pytest.mark.parametrize("name", PARTS)
def test_what_is_generated_is_fresh(name: str) -> None:
    assert part(TEXT, name) == PARTS[name](), RENEW


def test_renewing_changes_nothing_more_than_the_parts_and_does_so_once() -> None:
    stale = TEXT.replace(part(TEXT, "rules"), "old")
    assert stale != TEXT
    assert renewed(stale) == TEXT == renewed(TEXT)


@pytest.mark.parametrize(("output", "same"), [("a 12 b\nc\n", True), ("a 12 b\n", False), ("b 12 b\nc\n", False)])
def test_dots_stand_for_anything_and_the_rest_for_itself(output: str, same: bool) -> None:
    assert matches(output, "a ... b\nc\n") is same


def test_every_place_that_is_named_is_there() -> None:
    """Paths of the code map and the examples."""
    named = set(re.findall(r"`((?:constraints|rota|examples|benchmarks|tests)/[\w./]*)`", TEXT))
    named |= set(re.findall(r"`(examples/\w+)`", TEXT))
    assert {"rota/cli/", "constraints/", "examples/own_rules"} <= named
    assert [name for name in sorted(named) if not (README.parent / name).exists()] == []
