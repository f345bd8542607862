"""``rota what-if``: scenarios kept under a name, listed, compared and discarded; hostile files and full disks."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.worlds import change, files_in, run
from tests.explaining.commands import CONTROL, FIVE, FORMATS, ONE, steers
from tests.scenarios.commands import kept_as, listed, said, what_if

pytestmark = pytest.mark.full


def test_a_scenario_is_kept_listed_compared_and_discarded(council: Path) -> None:
    inputs = files_in(council)
    assert listed(council) == (0, "No scenario is kept. --save keeps one under a name.\n", "")
    kept_as(council, "lighter", "--set", "yearly_limit.visits_a_year=1")
    kept_as(council, "a day later", "--pin", "mash=2027-10-13")
    assert listed(council)[1].splitlines() == [
        "Name         Points  What if",
        "a day later     877  MASH is on 13 October 2027.",
        "lighter         847  In the rule 'yearly limit', 'visits a year' is 1.",
    ]
    beside = said(council, "--compare", "a day later")
    assert beside[:3] == [
        "MASH is on 13 October 2027.",
        "1 of 3 visits differs; 3 people are affected.",
        "877 points, 30 more than the 847 before.",
    ]
    both = run("what-if", council, "--compare", "a day later", "--compare", "lighter").stdout.splitlines()
    assert both[:4] == [
        "a day later: MASH is on 13 October 2027.",
        "lighter: In the rule 'yearly limit', 'visits a year' is 1.",
        "1 of 3 visits differs; 3 people are affected.",
        "847 points, 30 fewer than the 877 before.",
    ]
    assert run("what-if", council, "--discard", "a day later").stdout == "Discarded: a day later.\n"
    assert set(files_in(council)) == {*inputs, "what-if/lighter.json"}
    assert run("what-if", council, "--discard", "lighter").exit_code == 0
    assert files_in(council) == inputs


def test_a_name_that_exists_is_taken_over_and_that_is_told(council: Path) -> None:
    kept_as(council, "x", "--pin", "mash=2027-10-13")
    code, _, err = what_if(council, "--set", "same_ward.on=no", "--save", "x")
    assert (code, err) == (0, "Kept as 'x', in place of the one of that name.\n")
    assert listed(council)[1].splitlines()[1:] == ["x        837  The rule 'same ward' is switched off."]


def test_a_scenario_outlives_a_change_of_the_tables_and_says_so(council: Path) -> None:
    """Since it was tried, Five may not go to corporate parenting, where the kept rota has them go."""
    kept_as(council, "x", "--pin", "mash=2027-10-13")
    with (council / "interests.csv").open("a", encoding="utf-8") as table:
        table.write(f"{FIVE},Corporate parenting\n")
    code, out, err = what_if(council, "--compare", "x")
    assert code == 0
    assert "The inputs have changed since 'x' was tried: its rota is held against those of now.\n" in err
    assert f"Musts broken in 'x':\n  {FIVE} may not visit Corporate parenting" in out


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('"yearly_limit"', '"a_rule"', "There is no rule 'a_rule' in force."),
        ('"visits_a_year"', '"points"', "yearly_limit, points: the rule has no such number."),
        ('"value": 1', '"value": "many"', "yearly_limit, visits_a_year: 'many' is not a whole number of at least 0."),
    ],
)
def test_a_scenario_of_what_is_no_longer_there_is_refused(council: Path, before: str, after: str, why: str) -> None:
    kept_as(council, "x", "--set", "yearly_limit.visits_a_year=1")
    change(council / "what-if" / "x.json", before, after)
    code, out, err = what_if(council, "--compare", "x")
    assert (code, out) == (2, "")
    assert err.startswith(f"'x' changes what is no longer there ({why}")
    assert err.endswith("Discard it.\n")


def test_a_scenario_of_a_team_that_is_gone_is_refused(council: Path) -> None:
    kept_as(council, "x", "--set", "mash.spacing_days=30")
    change(council / "what-if" / "x.json", '"mash"', '"mush"')
    assert what_if(council, "--compare", "x")[::2] == (2, "'x' changes what is no longer there ('mush'). Discard it.\n")


def test_a_file_that_is_none_is_named_beside_the_list_of_the_others(council: Path) -> None:
    kept_as(council, "good", "--set", "same_ward.on=no")
    (council / "what-if" / "bad.json").write_text("{", encoding="utf-8")
    code, out, err = listed(council)
    assert (code, [line.split()[0] for line in out.splitlines()]) == (0, ["Name", "good"])
    assert err.endswith("bad.json is not a scenario as it was written. Discard it and try it again.\n")
    assert run("what-if", council, "--discard", "bad").exit_code == 0
    assert listed(council)[0] == 0


def test_a_kept_file_cannot_steer_a_terminal_or_a_page(council: Path) -> None:
    kept_as(council, "x", "--set", "same_ward.on=no")
    file = council / "what-if" / "x.json"
    change(file, '"The rule', json.dumps(f"{CONTROL}<script>")[:-1] + "The rule")
    assert not steers(listed(council)[1])
    assert not steers(what_if(council, "--compare", "x")[1])
    page = what_if(council, "--compare", "x", "--format", "html")[1]
    assert not steers(page)
    assert "<script>" not in page


def test_when_the_disk_refuses_the_one_that_was_kept_stays(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_as(council, "x", "--set", "same_ward.on=no")
    before = files_in(council)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    code, out, err = what_if(council, "--pin", "mash=14:00", "--save", "x")
    assert (code, out) == (2, "")
    assert "cannot be written: the disk is full" in err
    assert files_in(council) == before


def test_nothing_is_kept_through_a_link_out_of_the_folder(council: Path) -> None:
    elsewhere = council.parent / "elsewhere.json"
    elsewhere.write_text("mine", encoding="utf-8")
    (council / "what-if").mkdir()
    (council / "what-if" / "x.json").symlink_to(elsewhere)
    code, out, err = what_if(council, "--set", "same_ward.on=no", "--save", "x")
    assert (code, out) == (2, "")
    assert "is a link to a place outside" in err
    assert elsewhere.read_text(encoding="utf-8") == "mine"


def test_beside_a_workbook_scenarios_lie_in_its_folder(tmp_path: Path) -> None:
    book = tmp_path / "visits.xlsx"
    assert run("new", book).exit_code == 0
    assert run("solve", book, "--out", tmp_path / "out").exit_code == 0
    tried = run("what-if", book, tmp_path / "out" / "rota.json", "--set", "same_ward.on=no", "--save", "x")
    assert tried.exit_code == 0
    assert (tmp_path / "what-if" / "x.json").is_file()
    assert "837" in run("what-if", book, "--list").stdout


def test_nothing_private_is_told_or_kept(council: Path) -> None:
    """Six's interest and One's absence are why they do not go, and neither is told."""
    kept_as(council, "x", "--drop", "mash-1", "--pin", f"mash-1=not {ONE}")
    kept = (council / "what-if" / "x.json").read_text(encoding="utf-8")
    told = [what_if(council, "--compare", "x", "--format", form)[1] for form in FORMATS]
    for text in (kept, *told):
        assert not re.search(r"interest|absen|may not visit|not available|2027-07-05|5 July|16 July", text)
