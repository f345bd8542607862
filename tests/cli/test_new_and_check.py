"""``rota new`` writes a council that ``rota check`` finds nothing wrong with; and what it finds in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.rules.rulebook import load
from rota.rules.settings import Settings
from tests.cli.worlds import a_council, change, files_in, never_open, run

READY = f"Ready to solve: 6 members, 2 teams, 3 visits, 2 hosts, 524 slots, {len(load(Settings()))} rules.\n"
"""2 x 262: from Tuesday 1 June 2027 to Wednesday 31 May 2028 are 262 weekdays (52 weeks and Tuesday, Wednesday)."""


@pytest.mark.parametrize("name", ["visits", "visits.xlsx"])
def test_a_new_council_is_ready_to_solve(tmp_path: Path, name: str) -> None:
    made = run("new", tmp_path / name)
    assert made.exit_code == 0
    assert f"rota check {tmp_path / name}" in made.stderr
    checked = run("check", tmp_path / name)
    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, READY, "")


@pytest.mark.parametrize("name", ["visits", "visits.xlsx"])
def test_new_never_writes_over_what_is_there(tmp_path: Path, name: str) -> None:
    run("new", tmp_path / name)
    before = files_in(tmp_path)
    again = run("new", tmp_path / name)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    assert files_in(tmp_path) == before


def test_new_says_when_the_place_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("new", tmp_path / "file" / "visits")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_check_says_every_fault_and_that_the_answer_is_no(tmp_path: Path) -> None:
    """Faults of tables and of rules together: one in members, one in rota.toml."""
    council = a_council(tmp_path / "visits")
    change(council / "members.csv", "Another Party,North Ward", "Another Party,North Ward,,31/06/2027")
    change(council / "rota.toml", "[rules.fair_share]", "[rules.fair_shaer]")
    result = run("check", council)
    assert result.exit_code == 1
    assert "members.csv, row 3, column 'joined': '31/06/2027' is not a date." in result.stdout
    assert "there is no rule 'fair_shaer'. Did you mean 'fair_share'?" in result.stdout
    assert result.stderr == ""


def test_check_shows_the_first_20_faults_and_their_number(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    rows = "".join(f"Nobody {number},2027-07-05,2027-07-06\r\n" for number in range(30))
    (council / "absences.csv").write_text(f"person,start,end\r\n{rows}", encoding="utf-8")
    lines = run("check", council).stdout.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "These are the first 20 of 30 faults. 'rota check --all' shows every one."


def test_a_warning_is_not_a_fault(tmp_path: Path) -> None:
    """A year that is closed throughout is legal, and unwise."""
    result = run("check", never_open(tmp_path / "visits"))
    assert result.exit_code == 0
    assert "Warning: MASH: no slot is left" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("No fault, but ")
