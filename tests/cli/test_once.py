"""Visits of this year that are typed into 'history' count once, whatever is asked; what contradicts is told.

The starter's year begins on 1 June 2027. Its rota has the MASH on 12 October and two visits to corporate parenting.
"""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from rota.cli import first_day as days
from rota.domain import LONDON
from tests.batch.councils import councils
from tests.cli.worlds import files_in, run
from tests.explaining.commands import FIVE, FOUR, ONE, SIX, THREE, TWO, a_drawn_council, rota_of
from tests.support.clock import standing_at

pytestmark = pytest.mark.full

CHANGED = "The inputs have changed since this rota was drawn."
MASH = "2027-10-12"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = a_drawn_council(tmp_path / "visits")
    assert placed(folder)[0] == (ONE, "MASH", MASH)
    return folder


def placed(council: Path) -> list[tuple[str, str, str]]:
    """Each place of the rota as a row of the history, in order of team and date."""
    with (council / "out" / "rota.csv").open(encoding="utf-8-sig") as file:
        rows = [(row["member"], row["team"], row["date"]) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: (row[1] != "MASH", row[2], row[0]))


def typed(council: Path, *rows: tuple[str, str, str]) -> None:
    with (council / "history.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{','.join(row)}\n" for row in rows)


def one_to_six_once(council: Path) -> None:
    with (council / "rota.toml").open("a", encoding="utf-8") as file:
        file.write("\n[rules.yearly_limit]\nvisits_a_year = 1\n")


COMMANDS: dict[str, tuple[str, ...]] = {
    "audit": ("audit", "{}", "{}/out/rota.json"),
    "audit of a table": ("audit", "{}", "{}/out/rota.csv"),
    "why": ("why", "{}", "{}/out/rota.json", "mash-1"),
    "why not": ("why", "{}", "{}/out/rota.json", "mash-1", "--not", FOUR),
    "fairness": ("fairness", "{}", "{}/out/rota.json"),
    "reserve": ("reserve", "{}", "{}/out/rota.json", "mash-1"),
    "swap": ("swap", "{}", "{}/out/rota.json", ONE, "mash-1"),
    "what-if": ("what-if", "{}", "{}/out/rota.json", "--set", "cross_party.points_per_visit=9"),
    "what-if with a date lost": ("what-if", "{}", "{}/out/rota.json", "--drop", "2028-01-31", "--from", "2027-11-01"),
    "figures": ("figures", "{}", "{}/out/rota.json", "--on", "2027-12-01"),
    "worklist": ("worklist", "{}", "{}/out/rota.json", "--on", "2027-12-01"),
    "replan": ("replan", "{}", "{}/out/rota.json", "--from", "2027-11-01", "--lost", "2028-01-31", "--out", "{}/new"),
}


def said(council: Path, words: tuple[str, ...]) -> tuple[int, list[str]]:
    result = run(*(word.replace("{}", str(council)) for word in words))
    lines = [*result.stdout.splitlines(), *result.stderr.splitlines()]
    return result.exit_code, [line.replace(str(council), "") for line in lines if line != CHANGED]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_whole_rota_typed_into_the_history_changes_no_answer(name: str, tmp_path: Path) -> None:
    plain, other = (a_drawn_council(tmp_path / folder / "visits") for folder in ("plain", "other"))
    typed(other, *placed(other))
    before, after = said(plain, COMMANDS[name]), said(other, COMMANDS[name])
    assert before[0] == 0
    assert after == before


MEMBERS = {"members": ("figures", "{}", "{}/out/rota.json", "--about", "members", "--on", "2027-12-01")}
"""Who went and how often; until an outcome says so, the history alone does."""
HELD = "team,visit,date,result\nCorporate parenting,1,2027-07-30,held\nMASH,1,2027-10-12,held\n"


@pytest.mark.parametrize("name", COMMANDS | MEMBERS)
def test_nor_does_it_beside_what_the_outcomes_say(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On 1 November two visits are held: they stand in the rota, in 'outcomes', and of one council in 'history' too."""
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 11, 1, 9, tzinfo=LONDON)))
    plain, other = (a_drawn_council(tmp_path / folder / "visits") for folder in ("plain", "other"))
    for council in (plain, other):
        (council / "outcomes.csv").write_text(HELD)
        (council / "cancelled.csv").unlink()
    typed(other, *(row for row in placed(other) if row[2] < "2027-11-01"))
    words = (COMMANDS | MEMBERS)[name]
    before, after = said(plain, words), said(other, words)
    assert before[1]
    assert after == before


def test_nor_any_file(tmp_path: Path) -> None:
    """What was proven stays proven: the history says nothing new."""
    plain, other = (a_drawn_council(tmp_path / folder / "visits") for folder in ("plain", "other"))
    typed(other, *placed(other))
    for council in (plain, other):
        assert run("export", council, rota_of(council), "--out", council / "new").exit_code == 0
    before, after = files_in(plain / "new"), files_in(other / "new")
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == set()


def test_no_limit_is_broken_and_nothing_is_a_draft(council: Path) -> None:
    """Each of the six goes once, and once is the limit: with each visit read twice, six would break it."""
    one_to_six_once(council)
    typed(council, *placed(council))
    audited = run("audit", council, rota_of(council))
    assert (audited.exit_code, audited.stdout.splitlines()[1]) == (0, "Every must is kept.")
    run("export", council, rota_of(council), "--out", council / "new")
    assert "DRAFT" not in (council / "new" / "rota.html").read_text(encoding="utf-8")


def test_a_visit_made_besides_counts(council: Path) -> None:
    """One went to corporate parenting in June too, which no rota holds: two visits, where once is the limit."""
    one_to_six_once(council)
    typed(council, (ONE, "Corporate parenting", "2027-06-14"))
    audited = run("audit", council, rota_of(council))
    assert audited.exit_code == 1
    assert f"{ONE} has 2 visits this year, 1 of them already made; the limit is 1, so 1 too many." in audited.stdout


def test_the_replan_of_a_year_under_way_keeps_what_was_made_and_counts_it_once(council: Path) -> None:
    """Three leaves in November; by then three visits are made and typed. One more may go a second time, not three."""
    typed(council, *(row for row in placed(council) if row[2] < "2027-11-01"))
    result = run("replan", council, rota_of(council), "--from", "2027-11-01", "--lost", THREE, "--out", council / "new")
    assert result.exit_code == 0
    data = json.loads((council / "new" / "rota.json").read_text(encoding="utf-8"))["summary"]
    assert not data["draft"]
    assert data["points_by_rule"]["fair_share"] == points_of_six_places()


def points_of_six_places() -> int:
    """Five who stay share six places: four go once, and of those who have no history one twice, 4 x 100. Four, who has
    a visit of the year before, costs 4 - 1 for one more: 300. Three left on 31 October and made none: nothing."""
    return 3 * 100 + 300 + 400


def test_what_is_fixed_and_typed_is_one_visit_when_the_year_is_drawn_anew(council: Path) -> None:
    """The starter fixes the MASH on 12 October. Who went that day goes, and it counts once: the rota of before."""
    typed(council, (ONE, "MASH", MASH), (TWO, "MASH", MASH))
    drawn = run("solve", council, "--out", council / "new", "--format", "json")
    assert drawn.exit_code == 0
    assert json.loads(drawn.stdout)["points"] == 847
    group = [row["member"] for row in rows_of(council / "new" / "rota.csv") if row["visit"] == "mash-1"]
    assert group == [ONE, TWO]
    assert run("audit", council, council / "new" / "rota.json").stdout.splitlines()[-1] == "Total: 847 points."


def test_what_is_drawn_by_chance_as_it_was_made_is_that_visit(council: Path) -> None:
    """All six places typed, none fixed but the MASH's: the certificate is of what the audit says."""
    typed(council, *placed(council))
    drawn = run("solve", council, "--force", "--format", "json")
    assert drawn.exit_code == 0
    points = json.loads(drawn.stdout)["points"]
    audited = run("audit", council, rota_of(council))
    assert audited.stdout.splitlines()[-1] == f"Total: {points:,} points."
    assert "nothing is proven" not in (council / "out" / "rota.html").read_text(encoding="utf-8")


def test_a_batch_counts_once_too(tmp_path: Path) -> None:
    folder = councils(tmp_path / "councils", "one")
    typed(folder / "one", (ONE, "MASH", MASH), (TWO, "MASH", MASH))
    result = run("batch", folder, "--workers", "1", "--format", "json")
    (row,) = json.loads(result.stdout)["answer"]["rows"]
    assert row["account"]["points"] == 847


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


# What contradicts.

BOTH_COUNT = "Both count, as two visits:"


def test_that_another_went_is_a_warning_with_both_places(council: Path) -> None:
    typed(council, (THREE, "MASH", MASH))
    told = (
        f"Warning: history.csv, row 3: {THREE} visited MASH on 12 October 2027; by {{}}, MASH is made by {ONE} and "
        f"{TWO} that day. {BOTH_COUNT} correct who went."
    )
    assert told.format("published.csv, row 2") in run("check", council).stdout.splitlines()
    of_json, of_csv = (run("audit", council, council / "out" / name).stderr for name in ("rota.json", "rota.csv"))
    assert told.format("rota.json") in of_json.splitlines()
    assert told.format("rota.csv, row 4") in of_csv.splitlines()


@pytest.mark.parametrize(("date", "words"), [("2027-10-13", "13 October 2027"), ("2027-10-10", "10 October 2027")])
def test_that_it_was_a_day_or_two_away_is_a_warning_with_both_places(council: Path, date: str, words: str) -> None:
    typed(council, (ONE, "MASH", date))
    near = f"{BOTH_COUNT} if it was one, write the same date in both."
    told = f"Warning: history.csv, row 3: {ONE} visited MASH on {words}; by {{}}, MASH is on 12 October 2027. {near}"
    lines = run("check", council).stdout.splitlines()
    assert told.format("published.csv, row 2") in lines
    assert told.format("fixed.csv, row 2") in lines
    for command in (("why", "mash-1"), ("fairness",), ("reserve", "mash-1")):
        stderr = run(command[0], council, rota_of(council), *command[1:]).stderr
        assert told.format("rota.json") in stderr.splitlines()


def test_a_workbook_is_told_by_its_sheet_and_row(council: Path) -> None:
    typed(council, (THREE, "MASH", MASH))
    told = run("audit", council, council / "out" / "rota.xlsx").stderr
    assert "rota.xlsx, sheet 'By visit', row 4, MASH is made by" in told


@pytest.mark.parametrize(
    "row",
    [
        (ONE, "MASH", MASH),
        (ONE, "MASH", "2026-10-13"),
    ],
)
def test_what_agrees_or_was_a_year_before_is_no_warning(council: Path, row: tuple[str, str, str]) -> None:
    typed(council, row)
    assert "row 3" not in run("check", council).stdout
    assert run("audit", council, rota_of(council)).stderr == ""


@pytest.mark.parametrize(
    "row",
    [
        # Another team, or months away.
        (ONE, "Corporate parenting", MASH),
        (ONE, "MASH", "2027-12-01"),
        (THREE, "MASH", "2027-12-01"),
    ],
)
def test_what_has_nothing_to_do_with_it_contradicts_nothing(council: Path, row: tuple[str, str, str]) -> None:
    """That a date of the history is in the rota's year is a warning all the same: it may be a mistake of typing."""
    typed(council, row)
    (told,) = [line for line in run("check", council).stdout.splitlines() if "row 3" in line]
    assert told.startswith(f"Warning: history.csv, row 3, column 'date': '{row[2]}' is in the rota's year, ")
    assert run("audit", council, rota_of(council)).stderr == ""


def test_who_alone_is_missing_from_the_history_is_no_warning(council: Path) -> None:
    """Two went with One, and is not typed: the history need not be whole."""
    typed(
        council, (ONE, "MASH", MASH), (FIVE, "Corporate parenting", placed(council)[2][2]), (SIX, "MASH", "2026-10-12")
    )
    assert run("audit", council, rota_of(council)).stderr == ""
