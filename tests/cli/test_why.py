"""``rota why``: why a visit is as it is, why a member goes on it, and why another does not."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest

from tests.cli.worlds import change, files_in, quietly_ended, run
from tests.explaining import commands
from tests.explaining.commands import (
    CONTROL,
    FIVE,
    FORMATS,
    ONE,
    THREE,
    TWO,
    rota_of,
    steers,
    tamper,
)

EXPLAINING = (("why", "mash-1"), ("fairness",), ("reserve", "mash-1"), ("swap", ONE, "mash-1"))
"""Each command that explains, with what it is asked of besides the tables and the rota."""

each_command = pytest.mark.parametrize("words", EXPLAINING, ids=lambda words: words[0])


ask, said = partial(commands.ask, "why"), partial(commands.told, "why")


def test_why_a_visit_is_as_it_is(council: Path) -> None:
    """The published visit saves 2 x 50 points of keep_published, and the members of one ward cost 10."""
    lines = said(council, "mash-1").splitlines()
    assert lines[0] == f"MASH is on 12 October 2027 at 10:00, with {ONE} and {TWO}, received by Example Manager One."
    assert "keep published -100" in lines[1]
    assert "same ward +10" in lines[1]
    assert lines[3] == "What the audit says of it:"
    assert len([line for line in lines if line.startswith(("  1. ", "  2. ", "  3. "))]) == 3


def test_why_a_member_goes(council: Path) -> None:
    lines = said(council, "mash-1", ONE).splitlines()
    assert lines[1].startswith(f"{ONE}'s place adds 48 points to the rota: ")
    best = lines.index(f"The next best without {ONE}:")
    assert all(ONE not in line.partition(":")[0] for line in lines[best + 1 :] if line.startswith("  1"))


@pytest.mark.parametrize("words", [("mash-1", THREE), ("mash-1", "--not", THREE)])
def test_why_a_member_does_not_go_whether_or_not_one_says_so(council: Path, words: tuple[str, ...]) -> None:
    out = said(council, *words)
    assert out.startswith(
        f"{THREE} could go to MASH on 12 October 2027 at 10:00 for 240 points more (fair share +200, "
    )


@pytest.mark.parametrize("word", ["mash-1", "MASH", "mash", "Mash 1"])
def test_a_visit_is_found_by_its_id_its_title_or_its_teams_name(council: Path, word: str) -> None:
    assert said(council, word) == said(council, "mash-1")


def test_a_visit_of_several_is_found_by_its_title(council: Path) -> None:
    out = said(council, "Corporate parenting, visit 2 of 2")
    assert out.startswith("Corporate parenting, visit 2 of 2 is on ")
    assert out == said(council, "corporate-parenting-2")


def test_text_json_and_html_say_the_same(council: Path) -> None:
    text, data, page = (said(council, "mash-1", "--format", form) for form in FORMATS)
    answer = json.loads(data)
    assert answer["text"] == text.splitlines()
    assert answer["answer"]["visit"] == "mash-1"
    assert len(answer["answer"]["alternatives"]) == 3
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Why MASH is as it is</h1>" in page
    assert all(line.strip(" :") in page for line in text.splitlines())


WRONG = {
    "an unknown visit": (("mash-9",), "There is no visit or member called 'mash-9'. Did you mean 'mash-1'?"),
    "an unknown member": (
        ("mash-1", "Example Member Tow"),
        "There is no member called 'Example Member Tow'. Did you mean 'Example Member Two'?",
    ),
    "a member who is unlike any": (("mash-1", "--not", "xyzzy"), "There is no member called 'xyzzy'."),
    "a host, who is no member": (
        ("mash-1", "Example Manager One"),
        "There is no member called 'Example Manager One'. Did you mean 'Example Member One'?",
    ),
    "a team of several visits": (
        ("Corporate parenting",),
        "'Corporate parenting' may be Corporate parenting, visit 1 of 2 (",
    ),
    "a blank": (("",), "There is no visit or member called ''."),
    "one who goes, with --not": (("mash-1", "--not", ONE), f"{ONE} goes on this visit. Ask without --not."),
    "two members": (("mash-1", ONE, "--not", THREE), "Name one member: one who goes, or with --not one who does not."),
}


@pytest.mark.parametrize(("words", "remedy"), WRONG.values(), ids=WRONG)
def test_a_question_that_cannot_be_asked_is_said_in_a_sentence(
    council: Path, words: tuple[str, ...], remedy: str
) -> None:
    code, out, err = ask(council, *words)
    assert (code, out) == (2, "")
    assert err.startswith(remedy)


def test_a_visit_that_the_rota_leaves_out_is_said_to_be(council: Path) -> None:
    partial = tamper(council, "partial.json", lambda record: record["rota"]["placements"].pop())
    assert ask(council, "mash-1", rota=partial)[::2] == (
        2,
        "The rota is not the one that its record was proven of: the audit finds other points. Was it edited?\n"
        "MASH is not in the rota. 'rota audit' lists what is missing.\n",
    )


def test_for_a_member_what_is_personal_is_only_not_available(council: Path) -> None:
    """An interest keeps Member Three from the MASH: the officer reads it, others do not, whatever the form."""
    (council / "interests.csv").write_text(f"member,team\n{THREE},MASH\n", encoding="utf-8")
    code, out, _ = ask(council, "mash-1", "--not", THREE)
    assert (code, f"{THREE} may not visit MASH." in out) == (0, True)
    for form in FORMATS:
        code, out, _ = ask(council, "mash-1", "--not", THREE, "--for", "member", "--format", form)
        assert (code, "may not visit" in out, "interests" in out) == (0, False, False)
        assert f"{THREE} cannot go to MASH on 12 October 2027 at 10:00. Not available." in out


def test_for_a_member_the_findings_of_a_draft_are_told_without_what_is_personal(council: Path) -> None:
    (council / "absences.csv").write_text(f"person,start,end\n{ONE},2027-10-12,2027-10-12\n", "utf-8")
    code, out, _ = ask(council, "mash-1")
    assert code == 0
    assert out.startswith("DRAFT: the rota breaks a must.\n")
    assert f"  {ONE} is not available on 12 October 2027 at 10:00. (a must is broken)\n" in out
    assert "not available" not in ask(council, "mash-1", "--for", "member")[1]
    assert "DRAFT: Why MASH is as it is" in ask(council, "mash-1", "--format", "html")[1]


def test_rotas_of_every_kind_of_file_are_explained_alike(council: Path) -> None:
    """A CSV or a workbook has no record, so there is nothing to have changed."""
    expected = said(council, "mash-1")
    for name in ("rota.csv", "rota.xlsx"):
        code, out, _ = ask(council, "mash-1", rota=council / "out" / name)
        assert (code, out) == (0, expected)


def test_it_says_when_the_inputs_have_changed_since_the_rota_was_drawn(council: Path) -> None:
    change(council / "absences.csv", "2027-07-16", "2027-07-15")
    code, out, err = ask(council, "mash-1")
    assert (code, err) == (0, "The inputs have changed since this rota was drawn.\n")
    assert out.startswith("MASH is on ")


# What holds for every command that explains.


def explain(council: Path, words: tuple[str, ...], rota: Path, *more: str) -> tuple[int, str, str]:
    result = run(words[0], council, rota, *words[1:], *more)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr


HOSTILE = {
    "nothing.json": b"",
    "not_json.json": b"{",
    "deep.json": b"[" * 100_000,
    "other.json": b'{"format": "rota", "version": 1}',
    "huge.json": b"[" + b"1," * 11_000_000 + b"1]",
    "binary.csv": b"\x00\x01",
    "headless.csv": b"a,b\n1,2\n",
    "not_one.xlsx": b"hello",
    "letter.docx": b"hello",
}


OF_EACH_COMMAND = ("nothing.json", "not_one.xlsx")
"""Every command reads a rota alike: of these files all are asked, of the rest the first is."""


@pytest.mark.parametrize(
    ("words", "name"),
    [(words, name) for words in EXPLAINING for name in HOSTILE if words[0] == "why" or name in OF_EACH_COMMAND],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_a_file_that_is_no_rota_is_said_in_a_sentence(council: Path, words: tuple[str, ...], name: str) -> None:
    (council.parent / name).write_bytes(HOSTILE[name])
    code, out, err = explain(council, words, council.parent / name)
    assert (code, out) == (2, "")
    assert name in err
    assert "Traceback" not in err


@each_command
def test_a_rota_or_a_council_that_is_not_there_is_said_in_a_sentence(council: Path, words: tuple[str, ...]) -> None:
    code, out, err = explain(council, words, council / "nowhere.json")
    assert (code, out) == (2, "")
    assert err.startswith("nowhere.json: there is no such file.")
    code, out, err = explain(council.parent / "nowhere", words, rota_of(council))
    assert (code, out) == (2, "")
    assert "there is no such folder or workbook" in err


@each_command
def test_a_time_that_is_no_session_is_said_in_a_sentence(council: Path, words: tuple[str, ...]) -> None:
    slot = {"start": "2027-10-12 03:00", "end": "2027-10-12 04:00"}
    night = tamper(council, "night.json", lambda record: record["rota"]["placements"][-1].update(slot=slot))
    code, out, err = explain(council, words, night)
    assert (code, out) == (2, "")
    assert "night.json: MASH is at 2027-10-12 03:00 to 04:00, which is not a session of the year." in err


@each_command
def test_a_rota_that_places_a_visit_or_a_member_twice_is_refused(council: Path, words: tuple[str, ...]) -> None:
    """The audit lists what is wrong with it; an explanation would be of another rota than this."""
    twice = tamper(
        council, "twice.json", lambda record: record["rota"].update(placements=record["rota"]["placements"] * 2)
    )
    assert explain(council, words, twice)[0] == 2
    assert "is in the rota more than once." in explain(council, words, twice)[2]
    same = tamper(
        council, "same.json", lambda record: record["rota"]["placements"][-1]["members"].append("example-member-one")
    )
    assert "MASH has a member more than once." in explain(council, words, same)[2]


NAMES = {ONE: "Siân Ŵyn 🗳", FIVE: "<script>alert('x')</script> &amp"}


def renamed(council: Path) -> tuple[Path, dict[str, str]]:
    """The council with members of hostile or Welsh names and a council's name that would steer a terminal."""
    for file in (*council.glob("*.csv"), council / "out" / "rota.csv"):
        text = file.read_text(encoding="utf-8-sig")
        for name, other in NAMES.items():
            text = text.replace(name, other)
        file.write_text(text, encoding="utf-8")
    change(council / "rota.toml", '"Example Council"', r'"Cyngor <b>Môn</b>"')
    return council / "out" / "rota.csv", NAMES


@each_command
@pytest.mark.parametrize("form", FORMATS)
def test_names_of_every_language_are_kept_and_no_name_becomes_markup(
    council: Path, words: tuple[str, ...], form: str
) -> None:
    rota, names = renamed(council)
    asked = tuple(names.get(word, word) for word in words)
    code, out, err = explain(council, asked, rota, "--format", form)
    assert (code, err) == (0, "")
    if form == "html":
        assert "Siân Ŵyn 🗳" in out
        assert "Cyngor &lt;b&gt;Môn&lt;/b&gt;" in out
        assert "<script" not in out
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp;amp" in out
    else:
        whole = " ".join(json.loads(out)["text"]) if form == "json" else out
        assert all(name in whole for name in names.values())


@each_command
def test_what_is_typed_never_steers_the_terminal(council: Path, words: tuple[str, ...]) -> None:
    if len(words) > 1:
        code, out, err = explain(council, (*words[:-1], f"mash{CONTROL}-7"), rota_of(council))
        assert (code, out) == (2, "")
        assert re.search(r"There is no visit( or member)? called 'mash", err)
        assert not steers(err)
    code, _, err = explain(council, words, council / f"a{CONTROL[:-1]}b.json")
    assert (code, steers(err)) == (2, False)


@each_command
def test_explaining_writes_nothing(council: Path, words: tuple[str, ...]) -> None:
    before = files_in(council.parent)
    for form in FORMATS:
        assert explain(council, words, rota_of(council), "--format", form)[0] == 0
    assert files_in(council.parent) == before


@each_command
def test_a_councils_own_rules_are_run_only_when_they_are_trusted(words: tuple[str, ...], tmp_path: Path) -> None:
    own = Path(__file__).resolve().parents[2] / "examples" / "own_rules"
    rota = tmp_path / "rota.csv"
    rota.write_text("visit,date,start,member\n", encoding="utf-8")
    code, out, err = explain(own, ("fairness",), rota)
    assert (code, out) == (2, "")
    assert "--own-rules" in err
    assert explain(own, ("fairness",), rota, "--own-rules")[0] == 0
