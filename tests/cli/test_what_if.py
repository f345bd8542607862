"""``rota what-if``: a change tried from the command line, beside the rota there is, and the inputs untouched."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import ROOT
from tests.cli.worlds import change, files_in, run
from tests.explaining.commands import FORMATS, ONE, SIX, rota_of
from tests.scenarios.commands import kept_as, said, what_if

pytestmark = pytest.mark.full

CP = "corporate-parenting"
BOTH = f"{ONE} and Example Member Two, received by Example Manager One"


def test_a_change_is_tried_and_shown_beside_the_rota_there_is(council: Path) -> None:
    """The rota has 847 points. The MASH is as it was published, which a move of its date would cost 30."""
    assert said(council, "--pin", "mash-1=2027-10-13") == [
        "MASH is on 13 October 2027.",
        "1 of 3 visits differs; 3 people are affected.",
        "Proven nearest: no rota that is as good changes less.",
        "877 points, 30 more than the 847 before.",
        "Loads run from 1.0 to 2.0, as before.",
        "",
        "Visits that differ:",
        f"  Visit  Date, 'as it is'          People{' ' * 70}Date, 'what if'           People",
        f"  MASH   12 October 2027 at 10:00  {BOTH}  13 October 2027 at 10:00  {BOTH}",
        "",
        "Points by rule:",
        "  Rule            'as it is'  'what if'  Change",
        "  Keep published           0         30     +30",
    ]


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (("--set", "same_ward.on=no"), 837),  # two of one ward went to the MASH: 10 fewer
        (("--set", "fair_share.points_per_squared_load=50"), 447),  # 800 of the 847 points are loads: half of them
        (("--set", "yearly_limit.visits_a_year=1"), 847),  # nobody goes twice this year
        (("--pin", f"mash-1=not {ONE}"), 887),  # 50 for a published place, less 10 for the ward
        (("--drop", "mash-1"), 877),  # 30 for a published date
        (("--drop", "2027-06-17"), 847),  # any other day is as good
        (("--drop", "mash"), 432),  # loads of 0, 1, 1, 1, 1: 400, and 2 x 16 for two without experience
        (("--set", "same_ward.on=no", "--pin", "mash-1=2027-10-13"), 867),  # 10 fewer and 30 more
        (("--drop", "mash", "--drop", CP), 0),
    ],
)
def test_what_a_change_costs(council: Path, words: tuple[str, ...], points: int) -> None:
    before = files_in(council)
    data = json.loads("\n".join(said(council, *words, "--format", "json")))
    assert (data["answer"]["points_before"], data["answer"]["points_after"]) == (847, points)
    assert files_in(council) == before


def test_text_json_and_page_say_the_same(council: Path) -> None:
    text, data, page = ("\n".join(said(council, "--pin", "mash=14:00", "--format", form)) for form in FORMATS)
    assert json.loads(data)["text"] == text.split("\n")
    assert "<h1>What if: &#39;what if&#39; beside &#39;as it is&#39;</h1>" in page
    assert "877 points, 30 more than the 847 before." in page


def test_the_same_change_is_the_same_answer_and_the_same_file(council: Path) -> None:
    words = ("--drop", ONE, "--from", "2027-09-01")
    assert said(council, *words) == said(council, *words)
    kept_as(council, "one", *words)
    kept_as(council, "other", *words)
    one, other = ((council / "what-if" / f"{name}.json").read_bytes() for name in ("one", "other"))
    assert one.replace(b'"one"', b'"other"') == other


def test_what_is_dropped_is_gone_from_a_day_on(council: Path) -> None:
    """One goes to the MASH in October: from November on nothing differs. The first of the year, without --from."""
    assert said(council, "--drop", ONE, "--from", "2027-11-01")[:2] == [
        f"{ONE} leaves the council after 31 October 2027.",
        "No visit differs between 'as it is' and 'what if'.",
    ]
    gone = said(council, "--drop", ONE)
    assert gone[0] == f"{ONE} leaves the council after 31 May 2027."
    assert any(re.fullmatch(rf"  {ONE} +1\.00 +0\.00", line) for line in gone)


def test_what_is_said_twice_is_told_once(council: Path) -> None:
    once = ("--drop", ONE, "--set", "same_ward.on=no")
    assert said(council, *once, *once) == said(council, *once)


def test_where_there_is_no_rota_the_answer_is_no_with_reasons_and_ways_out(council: Path) -> None:
    """Six has declared an interest. Nothing is kept."""
    before = files_in(council)
    code, out, err = what_if(council, "--pin", f"mash-1={SIX}", "--save", "six")
    assert (code, err) == (1, "")
    assert out.startswith(f"{SIX} goes to MASH.\nNo rota keeps every must: 1 thing stands in the way.\n")
    assert f"  a. Let somebody go to MASH in {SIX}'s place." in out.splitlines()
    assert files_in(council) == before
    data = json.loads(what_if(council, "--pin", f"mash-1={SIX}", "--format", "json")[1])
    assert data["text"] == out.splitlines()


def test_a_name_that_is_none_is_refused_before_any_work(council: Path) -> None:
    """The change leaves no rota, which would be another answer."""
    code, out, err = what_if(council, "--pin", f"mash-1={SIX}", "--save", "../six")
    assert (code, out) == (2, "")
    assert err.startswith("'../six' cannot be a name.")


def test_where_nobody_may_go_the_reason_is_a_sentence(council: Path) -> None:
    """Nobody is chair: that is all that stands in the way, and it is told once."""
    code, out, _ = what_if(council, "--set", "mash.requires=Chair")
    assert code == 1
    assert out.startswith("Each visit to MASH needs one of each of these roles: chair.\n")
    assert "No rota keeps every must: 1 thing stands in the way." in out
    assert "there are too few members (required role: at least one chair); none is left." in out


SAY_ONE = "Say one thing: what is changed (--set, --pin, --drop), --list, --compare or --discard."
USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing": ((), SAY_ONE),
    "two things": (("--set", "same_ward.on=no", "--list"), SAY_ONE),
    "two things of those kept": (("--compare", "x", "--discard", "x"), SAY_ONE),
    "--save of nothing": (("--list", "--save", "x"), "--save keeps what is tried: say also what is changed"),
    "--from of nothing": (
        ("--list", "--from", "2027-09-01"),
        "--from is the first day that may change: it is of no use with --list or --discard.",
    ),
    "a day that is none": (("--drop", ONE, "--from", "2027-02-30"), "Usage: rota what-if"),
    "a day of another time": (("--drop", ONE, "--from", "0001-01-01"), "0001-01-01 is not a date of our time."),
    "a day after the year": (("--drop", ONE, "--from", "2030-01-01"), "Nothing is lost from 2030-01-01 on: the year"),
    "a name that is none": (("--set", "same_ward.on=no", "--save", "../x"), "'../x' cannot be a name. Use letters,"),
    "none to compare": (("--compare", "x"), "There is no scenario 'x'. There are: none."),
    "three to compare": (("--compare", "x", "--compare", "y", "--compare", "z"), "Compare two scenarios, or one with"),
    "none to discard": (("--discard", "x"), "There is no scenario 'x' to discard."),
    "no file to discard": (("--discard", "../members"), "'../members' cannot be a name."),
}


@pytest.mark.parametrize(("words", "remedy"), USAGE.values(), ids=USAGE)
def test_what_cannot_be_done_is_said_and_nothing_is_written(council: Path, words: tuple[str, ...], remedy: str) -> None:
    before = files_in(council)
    code, out, err = what_if(council, *words)
    assert (code, out) == (2, "")
    assert err.startswith(remedy)
    assert files_in(council) == before


def test_a_rota_is_needed_to_begin_from(council: Path) -> None:
    asked = run("what-if", council, "--set", "same_ward.on=no")
    assert (asked.exit_code, asked.stderr) == (2, "Name the rota to begin from: rota what-if PATH ROTA --set ...\n")
    kept_as(council, "x", "--set", "same_ward.on=no")
    compared = run("what-if", council, "--compare", "x")
    assert compared.exit_code == 2
    assert compared.stderr == "Compare two scenarios, or one with a rota: rota what-if PATH ROTA --compare NAME.\n"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x00\xff" * 999, b"[" * 100_000, b'{"format": "rota"}'])
def test_a_rota_that_is_none_is_refused(council: Path, content: bytes) -> None:
    file = council.parent / "rota.json"
    file.write_bytes(content)
    code, out, err = what_if(council, "--set", "same_ward.on=no", rota=file)
    assert (code, out) == (2, "")
    assert "rota.json" in err
    assert "Traceback" not in err


def test_names_in_welsh_and_with_emoji(council: Path) -> None:
    for table in ("members", "absences", "published"):
        change(council / f"{table}.csv", ONE, "Siân 🌸 Llŷr")
    change(council / "teams.csv", "MASH,mash", "Tŷ Hafan 🏠,mash")
    for table in ("published", "fixed", "history", "interests", "cancelled"):
        file = council / f"{table}.csv"
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(text.replace("MASH", "Tŷ Hafan 🏠").replace("mash-1", "tŷ-hafan-1"), encoding="utf-8")
    assert run("solve", council, "--force").exit_code == 0
    lines = said(council, "--drop", "siân 🌸 llŷr", "--set", "Tŷ Hafan 🏠.spacing_days=30")
    assert lines[:2] == [
        "Siân 🌸 Llŷr leaves the council after 31 May 2027.",
        "Two visits to Tŷ Hafan 🏠 are at least 30 days apart.",
    ]
    assert any(line.startswith("  Tŷ Hafan 🏠  ") and "Siân 🌸 Llŷr" in line for line in lines)


def test_a_councils_own_rule_is_asked_too(tmp_path: Path) -> None:
    """No member goes to a team of their own ward: switched off, somebody does, which saves travel points."""
    council = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "own_rules", council, ignore=shutil.ignore_patterns("__pycache__", "out"))
    assert run("solve", council, "--own-rules").exit_code == 0
    rota, words = rota_of(council), ("--set", "outside_ward.on=no", "--save", "anywhere")
    assert run("what-if", council, rota, *words).exit_code == 2
    tried = run("what-if", council, rota, *words, "--own-rules")
    assert (tried.exit_code, tried.stdout.splitlines()[0]) == (0, "The rule 'outside ward' is switched off.")
    points: Any = re.search(r"([\d,]+) points, ([\d,]+) fewer than the 816 before", tried.stdout)
    assert int(points[1]) + int(points[2]) == 816
    compared = run("what-if", council, rota, "--compare", "anywhere", "--own-rules")
    proven = "Proven nearest: no rota that is as good changes less.\n"  # it was of the inputs of then
    assert compared.stdout.replace("anywhere", "x") == tried.stdout.replace("anywhere", "x").replace(proven, "")
