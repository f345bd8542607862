"""``rota what-if`` in a year under way: what is over stays as it was, whatever is tried, kept and opened later."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from rota.cli import first_day as days
from rota.domain import LONDON
from tests.cli.worlds import files_in, run
from tests.explaining.commands import FIVE, FOUR, ONE, SIX, TWO, record_in
from tests.scenarios.commands import said, what_if
from tests.support.clock import standing_at

pytestmark = pytest.mark.full

AUGUST, NOVEMBER = ("--from", "2027-08-01"), ("--from", "2027-11-01")
MASH_IS_OVER = "MASH was on 12 October 2027 at 10:00, before 1 November 2027: it is over and stays as it was."
CP = "corporate-parenting"


TRIED = {
    "a rule off": ("--set", "same_ward.on=no"),
    "a price": ("--set", "same_ward.points_per_extra_member=60"),
    "more visits": ("--set", f"{CP}.visits_a_year=3"),
    "another group": ("--set", f"{CP}.group_least=3", "--set", f"{CP}.group_most=3"),
    "a member who leaves": ("--drop", TWO),
    "a host who leaves": ("--drop", "Example Manager One"),
    "a team that closes": ("--drop", "Corporate parenting"),
    "a date that is lost": ("--drop", "2028-01-31"),
    "another date to come": ("--pin", f"{CP}-2=2028-02-01"),
    "what was so anyway": ("--pin", "mash-1=2027-10-12", "--pin", f"mash-1={ONE}"),
    "a limit that the past breaks": ("--set", f"{FOUR}.yearly_limit=0"),
}


@pytest.mark.parametrize("words", TRIED.values(), ids=TRIED)
def test_what_is_over_stays_and_nothing_is_moved_to_it(council: Path, words: tuple[str, ...]) -> None:
    """From 1 November on July's and October's visits are over; what is kept has them as they were."""
    code, out, _ = what_if(council, *words, *NOVEMBER, "--save", "x")
    assert code == 0
    before = record_in(council / "out")["rota"]["placements"]
    kept = json.loads((council / "what-if" / "x.json").read_text(encoding="utf-8"))["rota"]["placements"]
    past = [place for place in before if place["slot"]["start"] < "2027-11-01"]
    assert len(past) == 2
    assert [place for place in kept if place["slot"]["start"] < "2027-11-01"] == past
    assert "2 visits before 1 November 2027 are over, and what is over stays as it was." in out


REFUSED = {
    "another date": (("--pin", "mash-1=2027-12-07"), MASH_IS_OVER),
    "another time": (("--pin", "mash-1=14:00"), MASH_IS_OVER),
    "another member": (("--pin", f"mash-1={FIVE}"), MASH_IS_OVER),
    "not one who went": (("--pin", f"mash-1=not {ONE}"), MASH_IS_OVER),
    "a date that is gone": (
        ("--pin", f"{CP}-2=2027-10-01"),
        "Corporate parenting, visit 2 of 2 cannot be moved to 1 October 2027, which is before 1 November 2027.",
    ),
    "a visit": (
        ("--drop", "mash-1"),
        f"{MASH_IS_OVER} If it was not made, put it into the table 'cancelled': it is owed again then.",
    ),
    "a day": (
        ("--drop", "2027-07-30"),
        "30 July 2027 is before 1 November 2027: it is over, so it cannot be lost. If a visit was not made that day, "
        "name the visit.",
    ),
    "the only visit": (
        ("--set", "mash.visits_a_year=0"),
        f"{MASH_IS_OVER} With this change the year would no longer owe it.",
    ),
}


@pytest.mark.parametrize(("words", "why"), REFUSED.values(), ids=REFUSED)
def test_what_would_change_what_is_over_is_refused_in_words(council: Path, words: tuple[str, ...], why: str) -> None:
    before = files_in(council)
    code, out, err = what_if(council, *words, *NOVEMBER, "--save", "x")
    assert (code, out, err) == (2, "", f"{why}\n")
    assert files_in(council) == before


def test_all_that_is_refused_is_told_at_once(council: Path) -> None:
    code, _, err = what_if(council, "--pin", f"mash-1={FIVE}", "--drop", "2027-07-30", *NOVEMBER)
    assert (code, len(err.splitlines())) == (2, 2)


def test_before_it_was_over_it_could_be_tried(council: Path) -> None:
    for words in (("--pin", "mash-1=2027-12-07"), ("--drop", "mash-1"), ("--pin", f"mash-1={FIVE}")):
        assert what_if(council, *words, *AUGUST)[0] == 0


def test_what_is_dropped_is_gone_from_today_on_or_from_the_years_first(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One goes to the MASH in October: on 1 November, whatever is dropped, they went."""
    assert said(council, "--drop", ONE)[0] == f"{ONE} leaves the council after 31 May 2027."
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 11, 1, 9, 0, tzinfo=LONDON)))
    assert said(council, "--drop", ONE)[:3] == [
        f"{ONE} leaves the council after 31 October 2027.",
        "No visit differs between 'as it is' and 'what if'.",
        "2 visits before 1 November 2027 are over, and what is over stays as it was.",
    ]
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2030, 1, 1, 9, 0, tzinfo=LONDON)))
    assert what_if(council, "--drop", ONE)[::2] == (
        2,
        "Nothing is lost from 2030-01-01 on: the year ends on 2028-05-31. Give an earlier --from.\n",
    )


def test_a_limit_that_the_past_breaks_is_told_as_such(council: Path) -> None:
    """Nobody may go twice, and Four, who has gone once before this year's July, is said to have a limit of none."""
    lines = said(council, "--set", f"{FOUR}.yearly_limit=0", *AUGUST)
    assert lines[:4] == [
        f"{FOUR} makes no visits a year.",
        "No visit differs between 'as it is' and 'what if'.",
        "1 visit before 1 August 2027 is over, and what is over stays as it was.",
        "It breaks a must of 'what if' already; every must that can still be kept is kept.",
    ]
    assert "Musts broken in 'what if':" in lines


def test_where_even_so_there_is_no_rota_the_answer_is_no(council: Path) -> None:
    """Six may not visit the MASH, which is to come; and Four's July visit is beyond their limit already."""
    code, out, err = what_if(council, "--set", f"{FOUR}.yearly_limit=0", "--pin", f"mash-1={SIX}", *AUGUST)
    assert (code, err) == (1, "")
    assert "No rota leaves what is over as it was and keeps every must that can still be kept." in out.splitlines()


def test_why_there_is_no_rota_from_a_day_on_names_what_is_over(council: Path) -> None:
    """January's visit is called off on its day, and its host is away from February on: only days gone by are left.

    Of its half year 178 sessions are open: 114 after January, 2 on the 31st, and 62 in December and January before it.
    """
    with (council / "absences.csv").open("a", encoding="utf-8") as table:
        table.write("Example Manager Two,2028-02-01,2028-05-31\n")
    code, out, _ = what_if(council, "--drop", f"{CP}-2", "--from", "2028-01-31")
    assert code == 1
    taken = ("host present takes out 114", "cancelled takes out 2", "what is over takes out 62", "none is left.")
    assert f"178 times are open; {'; '.join(taken)}" in out


# Kept, and opened later.


def test_a_kept_scenario_opened_when_its_changes_are_over_says_so(council: Path) -> None:
    """Tried before the year: the MASH a day later. In November the MASH has been made, on the 12th."""
    assert what_if(council, "--pin", "mash=2027-10-13", "--save", "later")[0] == 0
    now = said(council, "--compare", "later")
    assert not any("over" in line or "possible" in line for line in now)
    lines = said(council, "--compare", "later", *NOVEMBER)
    assert lines[1:4] == [
        "1 of 3 visits differs; 3 people are affected.",
        "2 visits before 1 November 2027 are over, and what is over stays as it was.",
        "MASH differs before 1 November 2027, so that 'later' is not possible any more: try it again.",
    ]
    data = json.loads(what_if(council, "--compare", "later", *NOVEMBER, "--format", "json")[1])["answer"]
    assert (data["too_late"], data["over"], data["first_day"]) == (["MASH"], 2, "2027-11-01")


def test_a_kept_scenario_opened_later_goes_by_the_clock(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert what_if(council, "--pin", "mash=2027-10-13", "--save", "later")[0] == 0
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 10, 13, 9, 0, tzinfo=LONDON)))
    assert "so that 'later' is not possible any more" in "".join(said(council, "--compare", "later"))
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 10, 12, 9, 0, tzinfo=LONDON)))
    assert "not possible" not in "".join(said(council, "--compare", "later"))


def test_of_two_kept_the_second_is_held_against_the_first(council: Path) -> None:
    assert what_if(council, "--pin", "mash=2027-10-13", "--save", "later")[0] == 0
    assert what_if(council, "--set", "same_ward.on=no", "--save", "loose")[0] == 0
    both = run("what-if", council, "--compare", "loose", "--compare", "later", *NOVEMBER)
    assert both.exit_code == 0
    assert "MASH differs before 1 November 2027, so that 'later' is not possible any more: try it again." in both.stdout


def test_from_is_of_no_use_where_nothing_is_tried(council: Path) -> None:
    refused = "--from is the first day that may change: it is of no use with --list or --discard.\n"
    for words in (("--list",), ("--discard", "x")):
        assert what_if(council, *words, *NOVEMBER)[::2] == (2, refused)
