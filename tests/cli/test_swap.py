"""``rota swap``: the legal swaps of a member's place, and making one."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.worlds import files_in, quietly_ended, run
from tests.explaining.commands import (
    FIVE,
    FORMATS,
    ONE,
    SIX,
    ask,
    group_of,
    record_in,
    tamper,
    told,
)

CORPORATE = "Corporate parenting, visit 1 of 2"
SWAP = f"Swap: {ONE} goes to {CORPORATE} instead of MASH and {FIVE} goes to MASH instead of {CORPORATE}."


swap, said = partial(ask, "swap"), partial(told, "swap")


def test_legal_swaps_are_listed_fewest_points_first(council: Path) -> None:
    """Member Six may not visit the MASH. With the other three there is a swap of two each; rings of three go by the
    first visit (two who give up a place, one who comes: 2) or by the second (two and two: 4).
    """
    lines = said(council, ONE, "mash-1").splitlines()
    assert lines[0] == f"9 legal swaps would free {ONE} from MASH, best first:"
    assert [line.partition(".")[0] for line in lines[1:]] == [str(number) for number in range(1, 10)]
    assert not any(f"{SIX} goes to MASH" in line for line in lines)
    data = json.loads(said(council, ONE, "mash-1", "--format", "json"))["answer"]
    points = [offer["difference"]["points"] for offer in data["offers"]]
    assert points == sorted(points)
    assert points[0] == 40  # keep_published 50, less 10 for the ward that is no longer shared


def test_of_many_the_best_are_shown(council: Path) -> None:
    lines = said(council, ONE, "mash-1", "--most", "2").splitlines()
    assert lines[0] == f"9 legal swaps would free {ONE} from MASH; the best 2:"
    assert len(lines) == 3


def test_text_json_and_html_say_the_same(council: Path) -> None:
    text, data, page = (said(council, ONE, "mash-1", "--format", form) for form in FORMATS)
    assert json.loads(data)["text"] == text.splitlines()
    assert json.loads(data)["answer"]["in_all"] == 9
    assert f"<h1>Swaps for {ONE}</h1>" in page
    assert all(line in page for line in text.splitlines())


def test_a_swap_is_made_logged_and_written(council: Path) -> None:
    """Two places change hands and nothing else; the bounds of the year hold, and the audit agrees with the record."""
    before = record_in(council / "out")
    out = said(council, ONE, "mash-1", "--take", "1", "--out", str(council.parent / "swapped"), "--dated", "2027-07-01")
    assert out.splitlines()[0] == SWAP
    after = record_in(council.parent / "swapped")
    assert after["log"] == [{"day": "2027-07-01", "sentence": SWAP}]
    assert "example-member-five" in group_of(council.parent / "swapped", "mash-1")
    assert "example-member-one" in group_of(council.parent / "swapped", "corporate-parenting-1")
    assert [one["slot"] for one in after["rota"]["placements"]] == [one["slot"] for one in before["rota"]["placements"]]
    assert after["certificate"] == {**before["certificate"], "value": before["certificate"]["value"] + 40}
    audited = run("audit", council, council.parent / "swapped" / "rota.json")
    assert (audited.exit_code, audited.stderr) == (0, "")
    assert audited.stdout.startswith("Every must is kept.\n")


@pytest.mark.parametrize("number", [2, 9])
def test_the_swap_that_is_made_is_the_one_of_that_number(council: Path, number: int) -> None:
    """Also one beyond those that are listed."""
    data = json.loads(said(council, ONE, "mash-1", "--format", "json"))["answer"]["offers"][number - 1]
    words = ("--take", str(number), "--most", "1", "--out", str(council.parent / "swapped"), "--dated", "2027-07-01")
    said(council, ONE, "mash-1", *words)
    for step in data["steps"]:
        assert step["member"] in group_of(council.parent / "swapped", step["takes_on"])
        assert step["member"] not in group_of(council.parent / "swapped", step["gives_up"])


def test_a_swap_of_a_rota_without_a_record_is_proven_of_nothing(council: Path) -> None:
    rota = council / "out" / "rota.csv"
    words = (ONE, "mash-1", "--take", "1", "--out", str(council.parent / "swapped"), "--dated", "2027-07-01")
    assert swap(council, *words, rota=rota)[0] == 0
    record = record_in(council.parent / "swapped")
    assert (record["certificate"], record["log"][0]["sentence"]) == (None, SWAP)


def alone(record: Any) -> None:
    """Leaves the MASH alone in the rota, so that there is nobody to swap with."""
    placements = record["rota"]["placements"]
    record["rota"]["placements"] = [one for one in placements if one["visit"] == "mash-1"]


def test_that_there_is_no_swap_is_an_answer_that_is_no(council: Path) -> None:
    rota = tamper(council, "alone.json", alone)
    code, out, _ = swap(council, ONE, "mash-1", rota=rota)
    assert code == 1
    assert out.endswith(f"No swap of two or three members would free {ONE} from MASH and break no must.\n")
    code, out, err = swap(council, ONE, "mash-1", "--take", "1", rota=rota)
    assert (code, out) == (2, "")
    assert err.endswith("There is no swap 1: there are no swaps.\n")


REFUSED = {
    "a number too high": ((ONE, "mash-1", "--take", "10"), "There is no swap 10: there are 9 swaps."),
    "a number below one": ((ONE, "mash-1", "--take", "0"), "Usage: rota swap"),
    "a number beyond reason": ((ONE, "mash-1", "--take", "9" * 30), "Usage: rota swap"),
    "one who does not go": ((FIVE, "mash-1"), f"{FIVE} does not go on this visit."),
    "an unknown member": (
        ("Example Member Onne", "mash-1"),
        f"There is no member called 'Example Member Onne'. Did you mean '{ONE}'?",
    ),
    "an unknown visit": ((ONE, "mash-9"), "There is no visit called 'mash-9'. Did you mean 'mash-1'?"),
    "the two the wrong way round": (("mash-1", ONE), f"There is no visit called '{ONE}'."),
    "no folder of its own": (
        (ONE, "mash-1", "--take", "1"),
        "rota.json, rota.csv, rota.xlsx, figures.xlsx, rota.html, officer.html and "
        "calendars are already in visits/out. Nothing was written.",
    ),
    "a date that is none": ((ONE, "mash-1", "--take", "1", "--dated", "2027-02-30"), "Usage: rota swap"),
}


@pytest.mark.parametrize(("words", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    council: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], remedy: str
) -> None:
    monkeypatch.chdir(council.parent)
    before = files_in(council.parent)
    result = run("swap", "visits", Path("visits/out/rota.json"), *words)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(remedy)
    assert files_in(council.parent) == before


def test_of_one_swap_the_refusal_speaks_of_one(council: Path) -> None:
    """With both MASH places and one other, each ring of One's is with the one place that there is."""

    def small(record: Any) -> None:
        mash, other = record["rota"]["placements"][-1], record["rota"]["placements"][0]
        record["rota"]["placements"] = [mash, {**other, "members": ["example-member-five"]}]

    rota = tamper(council, "small.json", small)
    code, _, err = swap(council, ONE, "mash-1", "--take", "2", rota=rota)
    assert (code, err.splitlines()[-1]) == (2, "There is no swap 2: there is 1 swap.")


def test_a_rota_is_replaced_with_force(council: Path) -> None:
    said(council, ONE, "mash-1", "--take", "1", "--dated", "2027-07-01", "--force")
    assert record_in(council / "out")["log"] == [{"day": "2027-07-01", "sentence": SWAP}]
    assert "example-member-five" in group_of(council / "out", "mash-1")


def test_a_swap_is_undone_by_the_same_swap_the_other_way(council: Path) -> None:
    """The rota is the first again, and the log tells of both."""
    first, second = council.parent / "first", council.parent / "second"
    said(council, ONE, "mash-1", "--take", "1", "--out", str(first), "--dated", "2027-07-01")
    offers = json.loads(swap(council, FIVE, "mash-1", "--format", "json", rota=first / "rota.json")[1])["answer"][
        "offers"
    ]
    (back,) = [
        offer["number"]
        for offer in offers
        if [(step["name"], step["takes_on"]) for step in offer["steps"]]
        == [(FIVE, "corporate-parenting-1"), (ONE, "mash-1")]
    ]
    words = (FIVE, "mash-1", "--take", str(back), "--out", str(second), "--dated", "2027-07-02")
    assert swap(council, *words, rota=first / "rota.json")[0] == 0
    assert record_in(second)["rota"] == record_in(council / "out")["rota"]
    assert record_in(second)["certificate"] == record_in(council / "out")["certificate"]
    assert len(record_in(second)["log"]) == 2


def log_in(folder: Path) -> list[str]:
    return [entry["sentence"] for entry in json.loads((folder / "rota.json").read_bytes())["record"]["log"]]


def test_a_rota_drawn_over_a_swap_keeps_its_log(council: Path) -> None:
    """Before, the swap was forgotten: nobody could tell why the rota that people knew had been another."""
    assert swap(council, ONE, "mash-1", "--take", "1", "--force")[0] == 0
    result = run("solve", council, "--force", "--afresh")
    assert (result.exit_code, log_in(council / "out")) == (
        0,
        [SWAP, "Drawn anew: what stands above was done to the rota before."],
    )
    said = "By hand 1 thing had been done to the rota that was there: the log keeps that, the new rota does not."
    assert said in result.stderr


def test_a_rota_written_anew_from_its_own_table_keeps_its_log_as_it_is(council: Path) -> None:
    assert swap(council, ONE, "mash-1", "--take", "1", "--force")[0] == 0
    assert run("export", council, council / "out/rota.csv", "--out", council / "out", "--force").exit_code == 0
    assert log_in(council / "out") == [SWAP]


def test_the_log_of_another_year_is_not_this_years(council: Path) -> None:
    assert swap(council, ONE, "mash-1", "--take", "1", "--force")[0] == 0
    record = json.loads((council / "out/rota.json").read_bytes())
    for place in record["record"]["rota"]["placements"]:
        slot = place["slot"]
        place["slot"] = {end: f"201{moment[3:]}" for end, moment in slot.items()}  # ten years before
    (council / "out/rota.json").write_text(json.dumps(record))
    assert run("solve", council, "--force").exit_code == 0
    assert log_in(council / "out") == []
