"""``rota replan``: what is over stays, what is near changes only if it must, and what is written can be published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.worlds import files_in
from tests.explaining.commands import (
    ONE,
    TWO,
    group_of,
    record_in,
)
from tests.replanning.commands import SEPTEMBER, changes_in, replan, slots_of

NOT_IN_THE_TABLES = (
    "What was lost with --lost is not in the tables: put it there too, or the next rota will not know of it.\n"
)


def test_a_member_who_leaves_disturbs_one_more(council: Path) -> None:
    """One goes to the MASH in October. Whoever steps in, two people are told, none within 20 working days: to
    29 September. The points: 847, and 50 for One's published place, less 10 for the ward and 100 for One's load; 300
    for the load of whoever goes twice, which should not be Four, who has an earlier visit.
    """
    before = files_in(council)
    code, out, err = replan(council, *SEPTEMBER, "--lost", ONE)
    assert (code, err) == (0, NOT_IN_THE_TABLES)
    lines = out.splitlines()
    assert lines[:3] == [
        f"{ONE} leaves the council after 31 August 2027.",
        "Nothing before 1 September 2027 changes; from then to 29 September 2027, the notice period, only what must.",
        "2 changes in the diaries of 2 people; fewer is not possible.",
    ]
    assert [line.split()[-5] for line in lines[6:11]] == ["0", "2", "0", "0", "2"]
    assert all(line.endswith("  fewer is not possible") for line in lines[6:11])
    assert lines[11] == "  Points, of all rotas that change as little    1,087  fewer is not possible"
    gone, comes = sorted(changes_in(out), key=lambda line: " no longer " not in line)
    assert gone == f"{ONE} no longer goes to MASH on 12 October 2027 at 10:00."
    assert re.fullmatch(r"Example Member (Three|Five) goes to MASH on 12 October 2027 at 10:00\.", comes)
    assert "  Disturbing up to 3 more people would save no points." in lines
    new = council.parent / "new"
    written = "rota.json, rota.csv, rota.xlsx, figures.xlsx, rota.html, officer.html and 11 calendars in calendars."
    assert lines[-1] == f"Written to {new}: {written}"
    assert files_in(council) == before
    assert slots_of(new) == slots_of(council / "out")
    assert ONE.lower().replace(" ", "-") not in group_of(new, "mash-1")
    assert TWO.lower().replace(" ", "-") in group_of(new, "mash-1")


def test_what_is_lost_twice_is_told_once(council: Path) -> None:
    _, out, _ = replan(council, *SEPTEMBER, "--lost", ONE, "--lost", "example-member-one")
    assert out.splitlines()[:2].count(f"{ONE} leaves the council after 31 August 2027.") == 1


def test_the_record_goes_on(council: Path) -> None:
    """The log says what was changed on which day; reserves are those of the new rota; its proof is its own."""
    replan(council, *SEPTEMBER, "--lost", ONE)
    before, after = record_in(council / "out"), record_in(council.parent / "new")
    assert [entry["day"] for entry in after["log"]] == ["2027-09-01", "2027-09-01"]
    assert all(entry["sentence"].startswith("Re-planned: Example Member ") for entry in after["log"])
    assert after["certificate"]["value"] == 1087
    assert after["provenance"]["seed"] == before["provenance"]["seed"]
    assert after["provenance"]["snapshot"] != before["provenance"]["snapshot"]
    going = group_of(council.parent / "new", "mash-1")
    mash = next(one for one in after["reserves"] if one["visit"] == "mash-1")
    assert not {*going, "example-member-one"} & set(mash["members"])


def test_nothing_that_has_to_change_changes_nothing(council: Path) -> None:
    code, out, err = replan(council, *SEPTEMBER)
    assert (code, err) == (0, "")
    assert "Nothing has to change: the published rota still keeps every must." in out.splitlines()
    assert record_in(council.parent / "new")["rota"] == record_in(council / "out")["rota"]
    assert record_in(council.parent / "new")["log"] == []


def test_what_has_changed_in_the_tables_is_planned_for_without_a_word(council: Path) -> None:
    """One is away in October: the same as if they had been named, without the reminder of the tables."""
    with (council / "absences.csv").open("a", encoding="utf-8") as table:
        table.write(f"{ONE},2027-10-11,2027-10-13\n")
    code, out, err = replan(council, *SEPTEMBER)
    assert (code, err) == (0, "")
    assert "2 changes in the diaries of 2 people; fewer is not possible." in out.splitlines()
    assert f"{ONE} no longer goes to MASH on 12 October 2027 at 10:00." in changes_in(out)


def test_what_is_over_stays(council: Path) -> None:
    """Four made the July visit: that they have left since changes nothing of it, and nothing else needs them."""
    code, out, _ = replan(council, *SEPTEMBER, "--lost", "Example Member Four")
    assert code == 0
    assert "Nothing has to change: the published rota still keeps every must." in out
    assert "example-member-four" in group_of(council.parent / "new", "corporate-parenting-1")


@pytest.mark.parametrize(("since", "stays"), [("2027-07-31", True), ("2027-07-30", False)])
def test_the_day_from_which_things_may_change_is_the_first_that_does(council: Path, since: str, stays: bool) -> None:
    """The July visit is on the 30th. Four leaves the day before: it is over, or one more must be found."""
    code, _, _ = replan(council, "--from", since, "--lost", "Example Member Four")
    assert code == 0
    assert ("example-member-four" in group_of(council.parent / "new", "corporate-parenting-1")) is stays


@pytest.mark.parametrize(
    ("notice", "last", "near"),
    [
        ("0", "1 October 2027", 0),
        ("6", "11 October 2027", 0),  # Monday to Friday: 4, 5, 6, 7, 8 and 11 October
        ("7", "12 October 2027", 1),
    ],
)
def test_the_notice_period_counts_working_days(council: Path, notice: str, last: str, near: int) -> None:
    """From Friday 1 October on. The MASH on Tuesday 12 October must change whatever the notice."""
    code, out, _ = replan(council, "--from", "2027-10-01", "--notice", notice, "--lost", ONE)
    assert code == 0
    assert f"from then to {last}, the notice period, only what must." in out
    touched = next(line for line in out.splitlines() if "within the notice period that change" in line)
    assert touched.split("change ")[1].split()[0] == str(near)


def test_a_lost_date_moves_the_visit_and_keeps_its_people(council: Path) -> None:
    """fixed.csv has the MASH on that day; its three people are told of the new one."""
    code, out, _ = replan(council, *SEPTEMBER, "--lost", "mash-1")
    assert code == 0
    assert out.splitlines()[:2] == [
        "MASH is not on 12 October 2027.",
        "It is no longer fixed that MASH is on 12 October 2027 at 10:00.",
    ]
    assert "3 changes in the diaries of 3 people; fewer is not possible." in out
    moves = changes_in(out)
    assert len(moves) == 3
    assert all(line.startswith("MASH moves from 12 October 2027 at 10:00 to ") for line in moves)
    assert group_of(council.parent / "new", "mash-1") == group_of(council / "out", "mash-1")
    assert slots_of(council.parent / "new")["mash-1"] != "2027-10-12 10:00"


def test_a_team_that_closes_keeps_what_was_made(council: Path) -> None:
    """Of two visits the one in July was made; the other's two members and their host are told."""
    code, out, _ = replan(council, *SEPTEMBER, "--lost", "Corporate parenting")
    assert code == 0
    assert "No longer owed: Corporate parenting, visit 2." in out.splitlines()
    assert len(changes_in(out)) == 3
    assert set(slots_of(council.parent / "new")) == {"corporate-parenting-1", "mash-1"}


def test_a_team_that_closes_after_its_last_visit_keeps_them_all(council: Path) -> None:
    code, out, _ = replan(council, "--from", "2028-02-08", "--lost", "Corporate parenting")
    assert code == 0
    assert "Nothing has to change: the published rota still keeps every must." in out
    assert slots_of(council.parent / "new") == slots_of(council / "out")


def test_where_no_rota_is_left_the_answer_is_no_and_nothing_is_written(council: Path) -> None:
    """Nobody else receives corporate parenting, which has a visit to come."""
    before = files_in(council.parent)
    code, out, err = replan(council, *SEPTEMBER, "--lost", "Example Manager Two")
    assert (code, err) == (1, "")
    assert out.splitlines()[:3] == [
        "Example Manager Two cannot be there from 1 September 2027 to 31 May 2028.",
        "No rota leaves what is over as it is and keeps every must. Nothing was written.",
        "Corporate parenting, visit 2 of 2 can be on no date from then on.",
    ]
    assert "  b. Name Example Manager One as deputy for Corporate parenting." in out.splitlines()
    assert files_in(council.parent) == before
    data = json.loads(replan(council, *SEPTEMBER, "--lost", "Example Manager Two", "--format", "json")[1])
    assert (data["answer"]["without_date"], data["text"]) == (["corporate-parenting-2"], out.splitlines())


def test_where_the_year_as_a_whole_has_a_rota_it_is_said_why_what_is_left_of_it_has_none(council: Path) -> None:
    """Six places for six members who go once each. One, who leaves in August, could have gone in July: from September
    on five are left for six places."""
    settings = council / "rota.toml"
    limit = "[rules.yearly_limit]\nvisits_a_year = 1\n"
    settings.write_text(settings.read_text(encoding="utf-8") + limit, encoding="utf-8")
    code, out, _ = replan(council, *SEPTEMBER, "--lost", ONE)
    assert code == 1
    assert "No rota leaves what is over as it is and keeps every must. Nothing was written." in out.splitlines()
    (reason,) = [line for line in out.splitlines() if "ask for 6 places" in line]
    assert "what is over" in reason
    assert "1 place is left over" in reason
    assert "  a. Lift the yearly limit to 2 for" in out
