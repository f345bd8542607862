"""Spoilt forms are refused with a sentence, and nothing of them is taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from rota.reading import write_starter
from tests.cli.worlds import files_in
from tests.forms.proforma_worlds import (
    FORM,
    ONE,
    TABLES,
    Book,
    added,
    another_row,
    cell,
    filled,
    hidden,
    kept,
    said,
    take,
    without,
)

pytestmark = pytest.mark.full


SPOILT: dict[str, tuple[Callable[[Book], object], str]] = {
    "no outcome": (said("what came of it", None), "'what came of it': this is blank."),
    "text in a choice": (said("what came of it", "it went well"), "'it went well' is not one of 'held'"),
    "no tick": (said("nobody can be recognised", None), "the tick is missing that no child, family or member of staff"),
    "the tick says no": (said("nobody can be recognised", "no"), "the tick is missing"),
    "a tick of another kind": (said("nobody can be recognised", "perhaps"), "'perhaps' is neither yes nor no."),
    "no author": (said("handed in by", None), "'handed in by': this is blank."),
    "a stranger": (said("handed in by", "Example Member Ten"), "'Example Member Ten' is not a member in members."),
    "no day": (said("handed in on", None), "'handed in on': this is blank."),
    "no date": (said("date", None), "'date': this is blank."),
    "not a date": (said("handed in on", "soon"), "'soon' is not a date."),
    "handed in before": (said("handed in on", date(2027, 10, 1)), "it was handed in before the visit was held"),
    "a date with a month of thirteen": (said("date", "12/13/2027"), "'12/13/2027' is not a date."),
    "a reason of another": (said("reason", "inspection"), "a visit that was held has no reason for not being held."),
    "a story for a reason": (said("reason", "the child was ill"), "'the child was ill' is not one of"),
    "held and not held": (said("what came of it", "nobody came"), "is said, and yet there is a report."),
    "names among those met": (said("people met", "Jo and Sam"), "is not a list of roles with numbers."),
    "an urgent time without a role": (said("urgent concern told at", time(11, 30)), "but not with whom"),
    "nothing to raise, and an issue": (said("nothing to raise", "yes"), "is said, and yet there are issues."),
    "a formula": (cell("Notes", "D4", "=1+1"), "has a formula in it."),
    "a formula as text": (cell("Issues", "B3", "=cmd|' /C calc'!A0"), "formula"),
    "a huge cell": (cell("Notes", "D4", "x" * 20_000), "is 20,000 characters long. Shorten it to 10,000 or fewer."),
    "a control character": (cell("Notes", "D4", "a\u202eb"), "control character"),
    "a heading changed": (cell("Notes", "A2", "Children seen"), "'Children seen' is not a heading of this form"),
    "a heading twice": (cell("Notes", "A3", "Staffing"), "is there twice."),
    "looked at and not": (cell("Notes", "C2", "no"), "is said of a heading under which something stands."),
    "a theme there is not": (cell("Issues", "C2", "children"), "'children' is not one of 'staffing'"),
    "a priority there is not": (cell("Issues", "E2", "urgent"), "'urgent' is not one of 'normal', 'high'."),
    "an issue without words": (cell("Issues", "C3", "IT"), "is said of an issue without words."),
    "two issues of one number": (
        lambda book: (cell("Issues", "A3", 1)(book), cell("Issues", "B3", "Another.")(book)),
        "is there twice. Number the issues 1, 2, 3.",
    ),
    "an issue without a number": (another_row("Issues", None, "One more."), "'number': this is blank."),
    "settled with nobody": (cell("Issues", "G2", "yes"), "it was settled on the day, but not said with whom."),
    "a stranger who came": (another_row("Who was there", "Nobody Known", "yes"), "'Nobody Known' is not a member"),
    "came or not unsaid": (cell("Who was there", "B2", None), "'came': this is blank."),
    "a reason for absence": (cell("Who was there", "B2", "ill"), "'ill' is not one of 'yes'"),
    "an issue of before that is none": (
        another_row("Earlier issues", "26/27-001.1", "Lifts", "done"),
        "'26/27-001.1' is not the reference of any issue here.",
    ),
    "a note without a finding": (
        another_row("Earlier issues", "26/27-001.1", "Lifts", None, "Better."),
        "this is blank, and there is a note.",
    ),
    "another visit": (
        hidden('27/28-003","version":1,"visit":"mash-1"', '27/28-009","version":1,"visit":"mash-9"'),
        "this form is for the visit '27/28-009', which there is not.",
    ),
    "another council": (hidden("Example Council", "Elsewhere"), "this form is of another council, 'Elsewhere'."),
    "no kind of ours": (hidden('"proforma"', '"letter"'), "this is not a workbook that 'rota proforma' wrote"),
    "a hidden sheet that is no data": (cell("rota proforma", "B2", "{"), "this is not a workbook that 'rota proforma'"),
    "another version of the program": (cell("rota proforma", "B1", "99"), "this form is of another version of rota."),
    "the hidden sheet gone": (without("rota proforma"), "or its hidden sheet is gone."),
    "a sheet gone": (without("Notes"), "the sheet 'Notes' is gone."),
    "a sheet added": (added, "this sheet was added and is not read."),
    "a question gone": (lambda book: book["Visit"].delete_rows(2), "the question 'what came of it' is gone."),
    "a question changed": (cell("Visit", "A2", "which child"), "'which child' is not a question of this form."),
    "a column added": (cell("Issues", "I1", "Child"), "'Child': this is not a column of 'Issues'."),
    "handed in a year too late": (said("handed in on", date(2037, 10, 14)), "more than a year after the visit"),
    "a column gone": (lambda book: book["Issues"].delete_cols(3), "column 'theme': this column is missing."),
    "an e-mail address": (cell("Notes", "D4", "Ask jo@example.com."), "it has an e-mail address in it. Take that out"),
    "a telephone number": (cell("Issues", "B2", "Ring 07700 900123."), "it has a telephone number in it."),
    "fewer than nobody met": (said("people met", "managers -4"), "'managers -4' is not a list of roles with numbers."),
    "a member twice": (another_row("Who was there", ONE, "no"), f"'{ONE}' is there twice. Keep one of the two."),
    "wanted before it was raised": (cell("Issues", "H2", date(2027, 1, 1)), "it is wanted by 1 January 2027, before"),
    "a story for a role": (
        said("urgent concern told to", "I told the manager that there was nobody at the desk for an hour, and more"),
        "'urgent concern told to': it is 74 characters long, and so more than a role.",
    ),
    "merged cells": (lambda book: book["Issues"].merge_cells("B2:C2"), "are merged."),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_form_is_refused_with_a_sentence_and_nothing_is_half_taken_in(how: str, council: Path) -> None:
    spoil, fault = SPOILT[how]
    filled(council, spoil)
    before = files_in(council)
    refused = take(council)
    assert refused.exit_code == 1
    assert fault in refused.stdout
    assert FORM in refused.stdout
    assert files_in(council) == before
    assert take(council, "--partial").exit_code == 1
    assert files_in(council) == before


@pytest.mark.parametrize("how", ["no tick", "a formula", "a column gone", "another visit"])
def test_nothing_of_it_is_taken_into_a_workbook_either(how: str, council: Path, tmp_path: Path) -> None:
    spoil, fault = SPOILT[how]
    filled(council, spoil)
    (book,) = write_starter(tmp_path / "visits.xlsx")
    held = load_workbook(book)
    for name in TABLES:
        held[name].delete_rows(2, 9)
    held["outcomes"].append(["27/28-003", "MASH"])
    held.save(book)
    before = book.read_bytes()
    refused = take(book)
    assert refused.exit_code == 1
    assert fault in refused.stdout
    assert book.read_bytes() == before


def test_what_is_private_is_not_repeated(council: Path) -> None:
    """What a form says that it may not is told with its place alone: a terminal may be somebody else's to read."""
    for how, word in (("an e-mail address", "jo@"), ("a telephone number", "07700"), ("a story for a role", "desk")):
        filled(council, SPOILT[how][0])
        assert word not in take(council).output


def test_one_made_with_an_older_form_is_read_and_that_is_told(council: Path) -> None:
    """Given out before the council had a form of its own, which has other headings."""
    filled(council)
    (council / "proforma.toml").write_text('[[form]]\nname = "Ours"\nkinds = ["mash"]\nheadings = ["Buildings"]\n')
    taken = take(council)
    assert taken.exit_code == 0
    told = "it was made with 'Front line, version 1', and the form is now 'Ours, version 1'."
    assert f"Warning: {FORM}: {told} It is read with the headings that it has." in taken.stderr
    assert kept(council).reports[0].form == "Front line, version 1"


def test_there_are_at_least_forty_ways_to_spoil_one() -> None:
    assert len(SPOILT) >= 40


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("report.docx", b"PK", "this is not a workbook (.xlsx) that 'rota proforma' wrote. Take it out."),
        ("photo.jpg", b"\xff\xd8", "this is not a workbook (.xlsx) that 'rota proforma' wrote. Take it out."),
        ("broken.xlsx", b"no zip", "this is not an Excel workbook, whatever its name says."),
        ("old.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "this is not a workbook (.xlsx)"),
    ],
)
def test_what_is_no_form_is_named(name: str, content: bytes, fault: str, council: Path) -> None:
    filled(council)
    (council.parent / "forms" / name).write_bytes(content)
    refused = take(council)
    assert refused.exit_code == 1
    assert name in refused.stdout
    assert fault in refused.stdout
    partly = take(council, "--partial")
    assert f"{FORM}: 5 new things." in partly.stdout
    assert len(kept(council).reports) == 1


def test_a_workbook_of_the_council_s_own_is_no_form(council: Path) -> None:
    filled(council)
    book = Workbook()
    book.save(council.parent / "forms" / "budget.xlsx")
    assert "budget.xlsx: this is not a workbook that 'rota proforma' wrote" in take(council).stdout


def test_a_form_finds_its_visit_when_the_visit_has_another_reference_by_now(council: Path) -> None:
    """It was sent out as 27/28-009, before anybody wrote 27/28-003 into the tables."""
    filled(council, hidden("27/28-003", "27/28-009"))
    assert take(council).exit_code == 0
    assert {outcome.visit for outcome in kept(council).outcomes} == {"27/28-003"}
