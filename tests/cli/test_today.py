"""Commands that know the day: what was before it is a fact, neither offered nor changed, and still counts.

The starter's visits are corporate parenting on 30 July 2027 and 31 January 2028, and the MASH on 12 October 2027.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rota.cli import first_day as days
from rota.domain import LONDON
from tests.cli.worlds import files_in, quietly_ended, run
from tests.explaining.commands import (
    FIVE,
    FORMATS,
    FOUR,
    ONE,
    SIX,
    THREE,
    TWO,
    group_of,
    record_in,
    rota_of,
    tamper,
)
from tests.support.clock import standing_at

pytestmark = pytest.mark.full

OVER = "MASH was on 12 October 2027 at 10:00, before 1 November 2027: it is over and stays as it was."
AUGUST, NOVEMBER = ("--from", "2027-08-01"), ("--from", "2027-11-01")
CP_2_ID = "corporate-parenting-2"
CP_1, CP_2 = "Corporate parenting, visit 1 of 2", "Corporate parenting, visit 2 of 2"


def ask(council: Path, command: str, *words: str | Path, rota: Path | None = None) -> tuple[int, str, str]:
    result = run(command, council, rota or rota_of(council), *words)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr


def said(council: Path, command: str, *words: str | Path) -> str:
    code, out, err = ask(council, command, *words)
    assert (code, err) == (0, "")
    return out


def the_clock_shows(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(days, "datetime", standing_at(moment))


# What is asked.


def test_a_swap_is_never_with_what_is_over(council: Path) -> None:
    """Before the year there are nine, most of them with July's visit. In August one is left: with January's."""
    assert len(json.loads(said(council, "swap", ONE, "mash-1", "--format", "json"))["answer"]["offers"]) == 9
    lines = said(council, "swap", ONE, "mash-1", *AUGUST).splitlines()
    assert lines[0] == f"1 legal swap would free {ONE} from MASH:"
    assert lines[1].startswith(f"1. {ONE} goes to {CP_2} on 31 January 2028 at 10:00 and {THREE} goes to MASH")
    assert lines[-1] == "1 visit before 1 August 2027 is over: no place on it is offered."
    data = json.loads(said(council, "swap", ONE, "mash-1", *AUGUST, "--format", "json"))["answer"]
    assert {step["takes_on"] for offer in data["offers"] for step in offer["steps"]} == {"mash-1", CP_2_ID}
    assert (data["over"], data["past"]) == (None, {"visits": 1, "first_day": "2027-08-01"})


def test_when_all_others_are_over_it_is_said_why_there_is_no_swap(council: Path) -> None:
    code, out, err = ask(council, "swap", THREE, CP_2_ID, *NOVEMBER)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        f"No swap of two or three members would free {THREE} from {CP_2} and break no must.",
        "2 visits before 1 November 2027 are over: no place on them is offered.",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nobody_is_freed_from_what_is_over(council: Path, form: str) -> None:
    code, out, err = ask(council, "swap", ONE, "mash-1", *NOVEMBER, "--format", form)
    assert (code, err) == (1, "")
    assert f"{OVER} No place on it can be swapped." in out
    assert form != "json" or json.loads(out)["answer"]["offers"] == []


@pytest.mark.parametrize("form", FORMATS)
def test_reserves_of_what_is_over_are_none_in_words(council: Path, form: str) -> None:
    out = said(council, "reserve", "mash-1", *NOVEMBER, "--format", form)
    assert f"{OVER} Nobody can step in." in out
    assert f"MASH was made by {ONE} and {TWO}." in out
    assert not any(word in out for word in ("Its reserve", FIVE, THREE, FOUR))
    assert form != "json" or json.loads(out)["answer"]["reserves"] == []


def test_why_of_what_is_over_explains_and_offers_nothing(council: Path) -> None:
    """The costs and the findings are those of any other day; the ways that would change it are gone."""
    before = said(council, "why", "mash-1").splitlines()
    lines = said(council, "why", "mash-1", *NOVEMBER).splitlines()
    assert lines[0] == f"MASH was on 12 October 2027 at 10:00, with {ONE} and {TWO}, received by Example Manager One."
    assert (lines[1], lines[2]) == (before[1], OVER)
    assert lines[3:] == before[2 : before.index("The next best:") - 1]
    data = json.loads(said(council, "why", "mash-1", *NOVEMBER, "--format", "json"))["answer"]
    assert (data["alternatives"], data["over"]) == ([], {"held": "2027-10-12 10:00", "first_day": "2027-11-01"})
    page = said(council, "why", "mash-1", ONE, *NOVEMBER, "--format", "html")
    assert f"<h1>Why {ONE} went to MASH</h1>" in page


def test_why_somebody_did_not_go_is_told_as_it_would_have_been(council: Path) -> None:
    """Four would have cost 439 more, and Six has an interest. Neither can go now."""
    four = said(council, "why", "mash-1", "--not", FOUR, *NOVEMBER).splitlines()
    assert four[0].startswith(f"{FOUR} could have gone to MASH on 12 October 2027 at 10:00 for 439 points more (")
    assert four[0].endswith(f"; {FOUR} and {ONE} would have gone.")
    assert four[1:] == [OVER]
    six = said(council, "why", "mash-1", "--not", SIX, *NOVEMBER).splitlines()
    could_not = f"{SIX} could not have gone to MASH on 12 October 2027 at 10:00."
    assert six == [f"{could_not} The audit would say: {SIX} may not visit MASH.", OVER]
    member = said(council, "why", "mash-1", "--not", SIX, *NOVEMBER, "--for", "member").splitlines()
    assert member == [f"{could_not} Not available.", OVER]


def test_why_of_a_visit_to_come_offers_no_day_that_is_gone(council: Path) -> None:
    """The half of the year in which January's visit may be begins on 1 December."""
    data = json.loads(said(council, "why", CP_2_ID, "--from", "2028-01-20", "--format", "json"))["answer"]
    starts = [one["placement"]["slot"]["start"] for one in data["alternatives"]]
    assert starts
    assert min(starts) >= "2028-01-20"


def test_the_fairest_possible_leaves_what_is_over(council: Path) -> None:
    """One is taken off the MASH for Four, who has an earlier visit: loads of 0, 1, 1, 1, 1 and 3.

    While all is to come, five at 1 and one at 2 are possible: 5 x 1 + (4 - 1) at 100 each, Four's earlier visit being
    no news. In November January's visit alone is open: the three of Four stay, (9 - 1), and four others go once.
    """

    def unfair(record: Any) -> None:
        mash = next(place for place in record["rota"]["placements"] if place["visit"] == "mash-1")
        mash["members"] = ["example-member-four", "example-member-two"]

    rota = tamper(council, "unfair.json", unfair)
    now = json.loads(ask(council, "fairness", "--format", "json", rota=rota)[1])["answer"]
    later = json.loads(ask(council, "fairness", *NOVEMBER, "--format", "json", rota=rota)[1])["answer"]
    assert [one["load"] for one in now["fairest"]] == [1.0, 2.0]
    assert [one["load"] for one in later["fairest"]][-1] == 3.0
    assert (now["bound"], later["bound"]) == (800, 1200)
    assert later["points"] == 1200
    assert later["past"] == {"visits": 2, "first_day": "2027-11-01"}
    assert (
        "2 visits before 1 November 2027 are over: they count and stay, in the fairest possible too."
        in (ask(council, "fairness", *NOVEMBER, rota=rota)[1])
    )


# By which day.


DAY_KNOWERS: dict[str, tuple[tuple[str, ...], str]] = {
    "why": (("mash-1",), "it is over and stays as it was."),
    "swap": ((ONE, "mash-1"), "No place on it can be swapped."),
    "reserve": (("mash-1",), "Nobody can step in."),
    "fairness": ((), "2 visits before 13 October 2027 are over"),
    "what-if": (("--set", "same_ward.on=no"), "2 visits before 13 October 2027 are over"),
}


@pytest.mark.parametrize("command", DAY_KNOWERS)
def test_the_day_is_londons_today_unless_told(council: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """At half past eleven in the evening of 12 October in Greenwich it is the 13th in London, and the MASH is over."""
    words, over = DAY_KNOWERS[command]
    the_clock_shows(monkeypatch, datetime(2027, 10, 12, 22, 30, tzinfo=UTC))
    assert over not in ask(council, command, *words)[1]
    the_clock_shows(monkeypatch, datetime(2027, 10, 12, 23, 30, tzinfo=UTC))
    assert over in ask(council, command, *words)[1]


@pytest.mark.parametrize("command", DAY_KNOWERS)
def test_before_the_year_nothing_is_otherwise(council: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Whenever before the year it is, and on its first day."""
    words, _ = DAY_KNOWERS[command]
    expected = said(council, command, *words)
    assert " over" not in expected
    for moment in (datetime(2027, 5, 31, 23, 0, tzinfo=LONDON), datetime(2027, 6, 1, 8, 0, tzinfo=LONDON)):
        the_clock_shows(monkeypatch, moment)
        assert said(council, command, *words) == expected
    assert said(council, command, *words, "--from", "2027-06-01") == expected


@pytest.mark.parametrize("command", DAY_KNOWERS)
def test_a_day_before_today_is_taken_with_a_word(council: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    words, over = DAY_KNOWERS[command]
    the_clock_shows(monkeypatch, datetime(2027, 11, 1, 9, 0, tzinfo=LONDON))
    code, out, err = ask(council, command, *words, "--from", "2027-10-12")
    assert (code, over in out) == (0, False)
    told = "over by today's date, yet may change: so says the day that was given.\n"
    assert err == f"1 visit from 12 October 2027 to 31 October 2027 is {told}"
    assert ask(council, command, *words, "--from", "2027-10-13")[2] == ""
    the_clock_shows(monkeypatch, datetime(2027, 10, 13, 9, 0, tzinfo=LONDON))
    assert ask(council, command, *words, "--from", "2027-10-12")[2] == f"1 visit on 12 October 2027 is {told}"


@pytest.mark.parametrize("command", DAY_KNOWERS)
@pytest.mark.parametrize(
    ("day", "remedy"),
    [
        ("2027-02-30", "Usage: rota "),
        ("tomorrow", "Usage: rota "),
        ("1066-10-14", "1066-10-14 is not a date of our time. Check --from and the computer's clock."),
        ("2101-01-01", "2101-01-01 is not a date of our time."),
    ],
)
def test_a_day_that_is_none_is_refused(council: Path, command: str, day: str, remedy: str) -> None:
    words, _ = DAY_KNOWERS[command]
    code, out, err = ask(council, command, *words, "--from", day)
    assert (code, out) == (2, "")
    assert err.startswith(remedy)


# What is done.


def test_neither_a_swap_nor_a_reserve_is_taken_on_what_is_over(council: Path) -> None:
    before = files_in(council.parent)
    new = ("--out", str(council.parent / "new"))
    for words, why in (
        (("swap", ONE, "mash-1", "--take", "1"), "No place on it can be swapped."),
        (("reserve", "mash-1", "--for", ONE, "--take", "1"), "Nobody can step in."),
    ):
        code, out, err = ask(council, *words, *new, *NOVEMBER)
        assert (code, out, err) == (2, "", f"{OVER} {why} Nothing was written.\n")
    assert files_in(council.parent) == before


def test_the_number_that_is_taken_is_the_one_that_was_listed(council: Path) -> None:
    """On the same day: in August there is one, and no ninth."""
    new = council.parent / "new"
    words = ("swap", ONE, "mash-1", *AUGUST, "--out", str(new), "--dated", "2027-08-02")
    assert ask(council, *words, "--take", "2")[2] == "There is no swap 2: there is 1 swap.\n"
    assert said(council, *words, "--take", "1").startswith(f"Swap: {ONE} goes to {CP_2} instead of MASH")
    assert record_in(new)["log"][0]["day"] == "2027-08-02"


def test_a_log_of_a_later_day_says_nothing_of_what_was_over_on_it(council: Path) -> None:
    """The first of nine is with July's visit: it is not dated 1 September, unless --from says that it may be."""
    new = council.parent / "new"
    words = ("swap", ONE, "mash-1", "--take", "1", "--out", str(new), "--dated", "2027-09-01")
    code, out, err = ask(council, *words)
    assert (code, out) == (2, "")
    assert err == (
        f"{CP_1} was on 30 July 2027 at 10:00, before 1 September 2027: it is over and stays as it was. "
        "To put right what was before the day of --dated, give --from too. Nothing was written.\n"
    )
    assert not new.exists()
    assert ask(council, *words, "--from", "2027-07-30")[0] == 0
    reserve = ("reserve", CP_1, "--for", FIVE, "--take", "1", "--out", str(new / "x"), "--dated", "2027-07-31")
    assert "To put right what was before the day of --dated" in ask(council, *reserve)[2]


WRITING = {
    "swap": ("swap", ONE, "mash-1", "--take", "1"),
    "reserve": ("reserve", "mash-1", "--for", ONE, "--take", "1"),
    "replan": ("replan", "--lost", ONE),
    "replan of a team": ("replan", "--lost", "Corporate parenting"),
    "replan of a date": ("replan", "--lost", "2028-01-31"),
}


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_whatever_writes_a_rota_leaves_what_is_over(council: Path, words: tuple[str, ...]) -> None:
    """Nobody stands by for it any more, and its people still carry it in their load."""
    new = council.parent / "new"
    assert ask(council, *words, *AUGUST, "--out", str(new))[0] == 0
    before, after = record_in(council / "out"), record_in(new)
    july = [place for place in before["rota"]["placements"] if place["visit"] == "corporate-parenting-1"]
    assert [place for place in after["rota"]["placements"] if place["slot"]["start"] < "2027-08-01"] == july
    assert after["rota"] != before["rota"]
    to_come = {place["visit"] for place in after["rota"]["placements"]} - {"corporate-parenting-1"}
    assert {one["visit"] for one in after["reserves"]} == to_come


# Re-planning and drawing.


def test_a_date_that_is_over_is_lost_to_nobody(council: Path) -> None:
    before = files_in(council.parent)
    code, out, err = ask(council, "replan", *NOVEMBER, "--lost", "2027-10-12", "--out", str(council.parent / "new"))
    assert (code, out) == (2, "")
    assert err == (
        "12 October 2027 is before 1 November 2027: it is over, so it cannot be lost. "
        "If a visit was not made that day, name the visit.\n"
    )
    assert files_in(council.parent) == before


def test_a_visit_that_was_not_made_is_owed_again_with_a_word(council: Path) -> None:
    new = council.parent / "new"
    code, out, _ = ask(council, "replan", *NOVEMBER, "--lost", "mash-1", "--out", str(new))
    assert code == 0
    assert out.splitlines()[:2] == [
        "MASH is not on 12 October 2027.",
        "12 October 2027 is over, so MASH counts as not made on it, and is owed again.",
    ]
    slots = {place["visit"]: place["slot"]["start"] for place in record_in(new)["rota"]["placements"]}
    assert slots["mash-1"] >= "2027-11-01"


def test_one_who_went_and_is_not_in_the_tables_is_named_with_the_remedy(council: Path) -> None:
    def stranger(record: Any) -> None:
        mash = next(place for place in record["rota"]["placements"] if place["visit"] == "mash-1")
        mash["members"] = ["example-member-two", "zoe-gone"]

    rota = tamper(council, "stranger.json", stranger)
    _, out, _ = ask(council, "replan", *NOVEMBER, "--out", str(council.parent / "new"), rota=rota)
    assert (
        "Not in the tables any more, so left out of what is over: zoe-gone, who went to MASH on 12 October 2027. "
        "To keep who went, put them back into members with their last day."
    ) in out.splitlines()


def test_a_replan_from_a_day_before_today_says_what_is_over(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    the_clock_shows(monkeypatch, datetime(2027, 11, 1, 9, 0, tzinfo=LONDON))
    code, _, err = ask(council, "replan", *AUGUST, "--out", str(council.parent / "new"))
    assert code == 0
    assert err == (
        "1 visit from 1 August 2027 to 31 October 2027 is over by today's date, yet may change: "
        "so says the day that was given.\n"
    )


REMEDY = "'rota replan' leaves what is over as it was.\n"


def test_drawing_a_year_that_has_begun_warns_of_days_that_are_gone(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rota comes of it, and nothing of the past is otherwise: only where no rota was is a word needed."""
    the_clock_shows(monkeypatch, datetime(2027, 11, 1, 9, 0, tzinfo=LONDON))
    first = run("solve", council, "--out", council.parent / "new")
    assert (first.exit_code, first.stderr) == (
        0,
        "Warning: 2 visits are on days before today, 1 November 2027: nothing is known of what was made. " + REMEDY,
    )
    assert run("solve", council, "--force").stderr == ""
    the_clock_shows(monkeypatch, datetime(2027, 7, 30, 9, 0, tzinfo=LONDON))
    assert run("solve", council, "--out", council.parent / "other").stderr == ""


def test_drawing_over_a_rota_under_way_warns_of_what_it_makes_otherwise(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 60 points for two members of one ward another goes to the MASH than went in October."""
    the_clock_shows(monkeypatch, datetime(2027, 11, 1, 9, 0, tzinfo=LONDON))
    with (council / "rota.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[rules.same_ward]\npoints_per_extra_member = 60\n")
    drawn = run("solve", council, "--force", "--format", "json")
    assert drawn.exit_code == 0
    assert drawn.stderr.startswith("Warning: ")
    assert drawn.stderr.endswith(f"otherwise than in the rota that was in {council / 'out'}. {REMEDY}")
    assert json.loads(drawn.stdout)["visits"] == 3


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\x00\xff"])
def test_a_rota_that_cannot_be_read_is_drawn_over_all_the_same(
    council: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    the_clock_shows(monkeypatch, datetime(2027, 11, 1, 9, 0, tzinfo=LONDON))
    (council / "out" / "rota.json").write_bytes(content)
    drawn = run("solve", council, "--force")
    assert (drawn.exit_code, "nothing is known of what was made" in drawn.stderr) == (0, True)


def test_a_draft_of_a_year_that_has_begun_warns_too(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    the_clock_shows(monkeypatch, datetime(2028, 6, 1, 9, 0, tzinfo=LONDON))
    with (council / "absences.csv").open("a", encoding="utf-8") as table:
        table.write("Example Manager Two,2027-06-01,2028-05-31\n")
    drawn = run("solve", council, "--force", "--best-effort")
    assert drawn.exit_code == 1
    assert "Warning: " in drawn.stderr


def test_a_batch_names_the_councils_whose_year_has_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each is drawn: councils that were finished before are not drawn again."""
    assert run("new", tmp_path / "north").exit_code == 0
    the_clock_shows(monkeypatch, datetime(2028, 3, 1, 9, 0, tzinfo=LONDON))
    first = run("batch", tmp_path, "--workers", "1")
    assert first.exit_code == 0
    assert first.stderr == (
        "Warning: north has visits on days before today, 1 March 2028: nothing is known of what was made. " + REMEDY
    )
    assert run("batch", tmp_path, "--workers", "1").stderr == ""


def test_the_group_of_a_visit_to_come_may_change_on_its_own_day(council: Path) -> None:
    """The day itself is the first that may change, as of a re-plan: somebody is ill this morning."""
    out = said(council, "reserve", "mash-1", "--from", "2027-10-12")
    assert "Who could step in today:" in out
    assert "over" not in said(council, "why", "mash-1", "--from", "2027-10-12")
    new = council.parent / "new"
    words = ("mash-1", "--for", ONE, "--take", "1", "--from", "2027-10-12", "--dated", "2027-10-12")
    assert ask(council, "reserve", *words, "--out", str(new))[0] == 0
    assert group_of(new, "mash-1") != group_of(council / "out", "mash-1")
