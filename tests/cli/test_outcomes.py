"""Every command reads the outcomes: what was held is fixed, and what was not is owed again."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from rota.cli import first_day as days
from rota.domain import LONDON
from tests.cli.worlds import run
from tests.explaining.commands import FIVE, FOUR, ONE, SIX, TWO, a_drawn_council, rota_of
from tests.support.clock import standing_at

MASH = "2027-10-12"
HEADING = "team,visit,date,result,by,reason\n"


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter, drawn: corporate parenting on 30 July by Four and Five, the MASH on 12 October by One and Two.

    It is 1 November 2027, and its tables say nothing yet of what came of the visits.
    """
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 11, 1, 9, tzinfo=LONDON)))
    folder = a_drawn_council(tmp_path / "visits")
    (folder / "cancelled.csv").unlink()
    said(folder, "MASH,1,2027-10-12,held,,", "Corporate parenting,1,2027-07-30,held,,")
    came(folder)
    return folder


def said(folder: Path, *lines: str) -> None:
    (folder / "outcomes.csv").write_text(HEADING + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def came(folder: Path, *lines: str) -> None:
    (folder / "attendance.csv").write_text(
        "visit,member,came\n" + "".join(f"{one}\n" for one in lines), encoding="utf-8"
    )


def loads(council: Path) -> dict[str, int]:
    """Visits of each by the fairness of the rota, this year's and earlier."""
    found = json.loads(run("fairness", council, rota_of(council), "--format", "json").stdout)["answer"]
    return {one["name"]: one["visits"] + one["earlier"] for one in found["members"]}


def test_whoever_went_carries_the_visit_in_every_figure(council: Path) -> None:
    """Two did not come to the MASH and Four went in their place, which the history has too: once. Four has the visit of
    the year before, corporate parenting and the MASH."""
    came(council, f"mash-1,{TWO},no", f"mash-1,{FOUR},yes")
    with (council / "history.csv").open("a", encoding="utf-8") as file:
        file.write(f"{FOUR},MASH,{MASH}\n{ONE},MASH,{MASH}\n")
    counted = loads(council)
    assert (counted[ONE], counted[TWO], counted[FOUR]) == (1, 0, 3)
    told = run("fairness", council, rota_of(council)).stderr
    assert "By the outcomes, MASH was held on another day, or by others, than the rota has it" in told
    why = run("why", council, rota_of(council), "mash-1")
    assert why.exit_code == 0
    assert FOUR in why.stdout
    assert TWO not in why.stdout.splitlines()[1]


def test_held_as_planned_changes_nothing(council: Path) -> None:
    audited = run("audit", council, rota_of(council))
    assert audited.exit_code == 0
    assert "By the outcomes" not in audited.stderr


def test_that_one_came_alone_is_a_fact_and_no_fault_of_the_rota(council: Path) -> None:
    """Two are asked for; Two did not come, and nobody else did. The rota is no draft, and is published."""
    came(council, f"mash-1,{TWO},no")
    audited = run("audit", council, rota_of(council))
    lines = audited.stdout.splitlines()
    assert audited.exit_code == 0
    assert "Every must is kept." in lines
    assert "As they were held, visits that are over break:" in lines
    assert run("export", council, rota_of(council), "--out", council / "new").exit_code == 0
    assert not json.loads((council / "new" / "rota.json").read_text(encoding="utf-8"))["summary"]["draft"]


def test_what_was_not_held_is_drawn_again_and_what_was_held_stays(council: Path) -> None:
    """The MASH was cancelled on its day by the service: a re-plan finds it another, and leaves July as it was."""
    said(council, "MASH,1,2027-10-12,cancelled,service,", "Corporate parenting,1,2027-07-30,held,,")
    came(council, f"corporate-parenting-1,{FIVE},no", f"corporate-parenting-1,{ONE},yes")
    (council / "fixed.csv").unlink()
    assert run("audit", council, rota_of(council)).exit_code == 1
    result = run("replan", council, rota_of(council), "--out", council / "new")
    assert result.exit_code == 0, result.output
    with (council / "new" / "rota.csv").open(encoding="utf-8-sig") as file:
        placed = {(row["visit"], row["date"]): row["member"] for row in csv.DictReader(file)}
    when = dict(placed.keys())
    assert when["mash-1"] > "2027-11-01"
    assert when["corporate-parenting-1"] == "2027-07-30"
    july = json.loads((council / "new" / "rota.json").read_text(encoding="utf-8"))["record"]["rota"]["placements"]
    assert [one["members"] for one in july if one["visit"] == "corporate-parenting-1"] == [
        ["example-member-four", "example-member-one"]
    ]


def test_a_rota_drawn_anew_holds_to_what_was_held(council: Path) -> None:
    """Four and One went in July, as nobody would have been sent: they did, and nobody else is put beside them."""
    came(council, f"corporate-parenting-1,{FIVE},no", f"corporate-parenting-1,{ONE},yes")
    drawn = run("solve", council, "--force")
    assert drawn.exit_code == 0, drawn.output
    with (council / "out" / "rota.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["visit"] == "corporate-parenting-1"]
    assert [(row["date"], row["member"]) for row in rows] == [("2027-07-30", FOUR), ("2027-07-30", ONE)]


def test_feeds_are_published_as_visits_were_held_without_more_ado(council: Path) -> None:
    """What the outcomes say of the past is what happened: nobody has to name it to have it published."""
    assert run("publish", council / "out", "--into", council / "published", "--dated", "2027-06-01").exit_code == 0
    came(council, f"mash-1,{TWO},no", f"mash-1,{FOUR},yes")
    again = run("publish", council / "out", "--over", council / "published", "--dated", "2027-11-01")
    assert again.exit_code == 0, again.output
    feeds = [file.read_text(encoding="utf-8") for file in (council / "published").rglob("*.ics")]
    assert feeds


def test_what_is_said_of_a_day_to_come_is_not_known_yet(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 7, 1, 9, tzinfo=LONDON)))
    came(council, f"mash-1,{TWO},no", f"mash-1,{FOUR},yes")
    assert loads(council)[TWO] == 1


def stand_ins(council: Path) -> dict[str, int]:
    """Who could step in on the visit of January, and for how many points."""
    asked = run("reserve", council, rota_of(council), "corporate-parenting-2", "--format", "json")
    return {one["name"]: one["points"] for one in json.loads(asked.stdout)["answer"]["reserves"]}


def test_whoever_did_not_come_stands_in_for_less_and_whoever_did_no_more(council: Path) -> None:
    """A load costs its square by a hundred. A second visit of Two costs 4 - 1, and a first, as they did not come, 1:
    200 less. Five went in July and in their place: two, which is the year's limit."""
    before = stand_ins(council)
    came(council, f"mash-1,{TWO},no", f"mash-1,{FIVE},yes")
    after = stand_ins(council)
    assert after[TWO] == before[TWO] - 200
    assert (FIVE in before, FIVE in after) == (True, False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("swap", FOUR, "mash-1"), "it is over and stays as it was. No place on it can be swapped."),
        (("swap", TWO, "mash-1"), f"{TWO} does not go on this visit."),
        (("reserve", "mash-1"), f"MASH was made by {FOUR} and {ONE}."),
        (("reserve", "mash-1"), "it is over and stays as it was. Nobody can step in."),
        (
            ("swap", SIX, "corporate-parenting-2"),
            "2 visits before 1 November 2027 are over: no place on them is offered.",
        ),
    ],
)
def test_no_place_on_a_visit_that_was_held_is_swapped_or_stood_in_for(
    council: Path, words: tuple[str, ...], said: str
) -> None:
    came(council, f"mash-1,{TWO},no", f"mash-1,{FOUR},yes")
    assert said in run(words[0], council, rota_of(council), *words[1:]).output


def test_what_if_leaves_what_was_held_and_plans_what_was_not(council: Path) -> None:
    """July was cancelled by the service; the MASH was held by One and Four. Only July gets another day."""
    said(council, "MASH,1,2027-10-12,held,,", "Corporate parenting,1,2027-07-30,cancelled,service,")
    came(council, f"mash-1,{TWO},no", f"mash-1,{FOUR},yes")
    words = ("what-if", council, rota_of(council), "--set", "cross_party.points_per_visit=9", "--format", "json")
    found = json.loads(run(*words).stdout)["answer"]
    (moved,) = [one for one in found["visits"] if one["differs"]]
    assert moved["visit"] == "corporate-parenting-1"
    assert found["over"] == 1
