"""Warnings: the same in ``rota check`` and before ``rota solve``, as text and as data; none in the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.worlds import a_council, change, never_open, run
from tests.reading.folders import a_folder

EXAMPLES = Path(__file__).parents[2] / "examples"

LABUOR = (
    "members.csv, row 4, column 'group': 'Labuor' (1 member) may be 'Labour' (2 members) in another spelling. "
    "As it stands they are two groups: a visit by one of each counts as cross-party, and each has a share of its own. "
    "If they are one, spell it alike."
)
TRAINED = "No member is trained in the year: 'trained' in members is blank, or every date has run out."


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter with a slip in a group, and so with one warning more than none."""
    council = a_council(tmp_path / "visits")
    change(council / "members.csv", "Example Party", "Labour")
    change(council / "members.csv", "Example Member Three,Labour", "Example Member Three,Labuor")
    change(council / "changes.csv", "Third Party", "Labour")
    return council


def test_check_and_solve_tell_the_same_warnings(council: Path) -> None:
    checked, solved = run("check", council), run("solve", council)
    assert (checked.exit_code, solved.exit_code) == (0, 0)
    assert checked.stdout.splitlines()[0] == f"Warning: {LABUOR}"
    assert checked.stdout.splitlines()[1].startswith("No fault, but 1 warning: 6 members")
    assert solved.stderr == f"Warning: {LABUOR}\n"
    assert "Warning" not in solved.stdout


def test_both_count_and_list_them_in_json(council: Path) -> None:
    checked = json.loads(run("check", council, "--format", "json").stdout)
    solved = json.loads(run("solve", council, "--format", "json").stdout)
    assert (checked["result"], checked["warning_count"], checked["fault_count"]) == ("ready", 1, 0)
    assert (checked["warnings"], checked["faults"]) == ([LABUOR], [])
    assert (checked["members"], checked["visits"], checked["slots"]) == (6, 3, 524)
    assert (solved["warning_count"], solved["warnings"]) == (1, [LABUOR])


def test_without_a_rota_the_warnings_stand_beside_the_reasons(tmp_path: Path) -> None:
    """What is mistyped may be why there is none."""
    council = never_open(tmp_path / "visits")
    warned = json.loads(run("check", council, "--format", "json").stdout)["warnings"]
    solved = run("solve", council, "--format", "json")
    assert solved.exit_code == 1
    data = json.loads(solved.stdout)
    assert (data["result"], data["warnings"], data["warning_count"]) == ("impossible", warned, len(warned))
    assert len(warned) > 0


def test_faults_are_data_too(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    change(council / "absences.csv", "2027-07-05", "31/06/2027")
    result = run("check", council, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["result"], data["fault_count"], data["warning_count"]) == (1, "faults", 1, 0)
    assert data["faults"] == [
        "absences.csv, row 2, column 'start': '31/06/2027' is not a date. Write it like 2026-06-30."
    ]
    assert "members" not in data


def test_what_the_rules_find_comes_after_what_the_tables_show(tmp_path: Path) -> None:
    path = a_folder(tmp_path / "visits", members="name,group\nAnn,Labour\nBob,Labour\nCat,Labuor\nDan,Labour\n")
    lines = run("check", path).stdout.splitlines()
    assert lines[0].startswith("Warning: rota.toml, setting 'election.polls': no poll is known")
    assert lines[1] == f"Warning: {LABUOR}".replace("2 members", "3 members")
    assert lines[2] == f"Warning: {TRAINED}"


def test_other_commands_tell_only_what_was_left_out_or_assumed(council: Path) -> None:
    """Whoever asks why, ten times, has been told of the slip by check and by solve."""
    change(council / "meetings.csv", "Overview and Scrutiny", "O&S Committee")
    run("solve", council)
    told = run("why", council, council / "out" / "rota.json", "mash-1").stderr
    assert told == (
        "Warning: meetings.csv, row 2, column 'committee': 'O&S Committee' is taken for 'Overview and Scrutiny'. "
        "Spell it alike in every table; were they two, their names would have to differ in more.\n"
    )


@pytest.mark.parametrize(
    ("name", "warnings"), [("sefton", 2), ("small_town", 2), ("impossible", 4), ("homes", 1), ("own_rules", 0)]
)
def test_the_examples_have_no_warning_of_typing(name: str, warnings: int) -> None:
    """Each of those there are is of the rules: members without training, seats below a share, a host away."""
    found = json.loads(run("check", EXAMPLES / name, "--own-rules", "--format", "json").stdout)
    assert found["warning_count"] == warnings
    assert [words for words in found["warnings"] if ".csv" in words or ".toml" in words] == []


def test_a_member_is_not_sent_out_during_a_meeting_whose_committee_is_spelt_otherwise(tmp_path: Path) -> None:
    """Member Three sits on 'Overview and Scrutiny', and is fixed to go to MASH at the hour of 'Overview & Scrutiny'."""
    council = a_council(tmp_path / "visits")
    for name in ("published", "cancelled"):
        (council / f"{name}.csv").unlink()
    change(council / "meetings.csv", "Overview and Scrutiny", "Overview & Scrutiny")
    (council / "fixed.csv").write_text("team,visit,date,time,member\nMASH,1,2027-09-14,10:00,Example Member Three\n")
    checked, solved = run("check", council), run("solve", council)
    assert "Example Member Three is fixed to go on MASH, but cannot: meetings." in checked.stdout
    assert (solved.exit_code, solved.stdout.splitlines()[0]) == (
        1,
        "No rota keeps every must: 1 thing stands in the way.",
    )
