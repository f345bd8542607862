"""``rota audit``: a rota from any file against the inputs and the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.by_hand import BY_HAND, by_hand, with_hosts
from tests.cli.worlds import a_council, change, files_in, quietly_ended, run

NOT_SAID = "The rota does not say who receives each visit: where not, the host or deputy who fits best is taken.\n"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return a_council(tmp_path / "visits")


def test_a_rota_made_by_hand_that_keeps_every_must_is_well(council: Path) -> None:
    """Fair share alone is 800 points: five members go from 0 to 1 (100 each), one from 1 to 2 (400 - 100)."""
    result = run("audit", council, by_hand(council, with_hosts()))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Every must is kept.\n")
    assert (
        "Fair share: 800 points\n  Example Member Five has 1 visit and 0 earlier: a load of 1.0. (100)\n"
        in result.stdout
    )


def test_where_it_does_not_say_who_receives_that_is_told(council: Path) -> None:
    silent, told = run("audit", council, by_hand(council)), run("audit", council, by_hand(council, with_hosts()))
    assert (silent.exit_code, silent.stderr, silent.stdout) == (0, NOT_SAID, told.stdout)


def test_the_total_is_the_sum_of_every_finding(council: Path) -> None:
    data = json.loads(run("audit", council, by_hand(council), "--format", "json").stdout)
    assert data["kept"]
    assert data["points"] == sum(found["points"] for found in data["findings"]) > 800
    assert data["points_by_rule"]["fair_share"] == 800
    total = run("audit", council, by_hand(council)).stdout.splitlines()[-1]
    assert total == f"Total: {data['points']} points."


@pytest.mark.parametrize("name", ["rota.json", "rota.csv", "rota.xlsx"])
def test_what_solve_wrote_audits_to_what_solve_said(council: Path, name: str) -> None:
    said = json.loads(run("solve", council, "--format", "json").stdout)
    result = run("audit", council, council / "out" / name, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["changes"]) == (0, [])
    assert (data["kept"], data["points"]) == (True, said["points"])
    of_several = "The rota is read from rota.xlsx, sheet 'By visit'. What its other sheets say is not read.\n"
    assert result.stderr == (of_several if name == "rota.xlsx" else "")


def test_each_broken_must_is_listed_and_the_answer_is_no(council: Path) -> None:
    """MASH is a day late for its pin, and its group is one too small."""
    text = BY_HAND.replace("mash-1,2027-10-12,10:00,Example Member Two\n", "").replace("2027-10-12", "2027-10-13")
    result = run("audit", council, by_hand(council, text))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "This rota breaks 2 musts:"
    assert [line.split(":")[0] for line in lines[1:3]] == ["  Enough members", "  Pinned"]


def test_a_visit_left_out_is_a_broken_must(council: Path) -> None:
    text = "".join(line for line in BY_HAND.splitlines(keepends=True) if "parenting-2" not in line)
    result = run("audit", council, by_hand(council, text))
    assert result.exit_code == 1
    assert "Corporate parenting, visit 2 of 2 is not in the rota." in result.stdout


def test_an_interest_is_never_told(council: Path) -> None:
    """Member Six may not visit MASH: the audit says that Six cannot, and not that an interest was declared."""
    result = run("audit", council, by_hand(council, BY_HAND.replace("Member Two", "Member Six", 1)))
    assert result.exit_code == 1
    assert "  Personal circumstances: Example Member Six cannot make MASH." in result.stdout
    assert "interest" not in result.stdout


def test_a_rota_that_cannot_be_read_could_not_be_audited(council: Path) -> None:
    """Both faults are said, and no rule is read."""
    text = BY_HAND.replace("Member Two", "Member Tow").replace("2027-09-07", "31/06/2027")
    result = run("audit", council, by_hand(council, text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'Example Member Tow'" in result.stderr
    assert "'31/06/2027' is not a date" in result.stderr


def test_it_says_when_the_inputs_have_changed_since_the_rota_was_drawn(council: Path) -> None:
    run("solve", council)
    change(council / "absences.csv", "2027-07-16", "2027-07-15")
    result = run("audit", council, council / "out" / "rota.json")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "The inputs have changed since this rota was drawn."


def test_it_says_when_a_number_of_a_rule_has_changed(council: Path) -> None:
    run("solve", council)
    change(council / "rota.toml", "points_per_squared_load = 100", "points_per_squared_load = 50")
    lines = run("audit", council, council / "out" / "rota.json").stdout.splitlines()
    assert lines[0] == "The rules or their numbers have changed since this rota was drawn."


HOSTILE = {
    "nothing.json": b"",
    "not_json.json": b"{",
    "deep.json": b"[" * 100_000,
    "other.json": b'{"format": "rota", "version": 1}',
    "list.json": b"[1, 2]",
    "binary.csv": b"\x00\x01",
    "headless.csv": b"a,b\n1,2\n",
    "not_one.xlsx": b"hello",
    "letter.docx": b"hello",
}


@pytest.mark.parametrize(("name", "content"), HOSTILE.items())
def test_a_file_that_is_no_rota_is_said_in_a_sentence(council: Path, name: str, content: bytes) -> None:
    (council.parent / name).write_bytes(content)
    result = run("audit", council, council.parent / name)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_record_with_a_date_beyond_reason_is_refused(council: Path, year: str) -> None:
    """Adding the travel time to the last midnight there is would overflow."""
    run("solve", council)
    record = council / "out" / "rota.json"
    data = json.loads(record.read_text(encoding="utf-8"))
    data["record"]["rota"]["placements"][0]["slot"] = {"start": f"{year}-01-01 00:00", "end": f"{year}-12-31 23:59"}
    record.write_text(json.dumps(data), encoding="utf-8")
    result = run("audit", council, record)
    assert quietly_ended(result)
    assert result.exit_code == 2
    assert "is outside the years 1930 to 2100" in result.stderr


def test_auditing_writes_nothing(council: Path) -> None:
    rota = by_hand(council)
    before = files_in(council.parent)
    run("audit", council, rota)
    assert files_in(council.parent) == before
