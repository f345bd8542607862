"""The workbook of all that awaits an answer, out and in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.worlds import files_in
from tests.forms.proforma_worlds import (
    filled,
    give,
    kept,
    take,
)


def answered(council: Path, row: dict[str, object]) -> Path:
    """The answers' workbook of 1 November 2027 with this row filled in."""
    filled(council)
    assert take(council).exit_code == 0
    assert give(council, "--answers", on="2027-11-01", out="answers").exit_code == 0
    path = council.parent / "answers" / "answers.xlsx"
    book = load_workbook(path)
    sheet = book["Answers"]
    places = {str(one.value).casefold(): one.column for one in sheet[1]}
    for name, value in row.items():
        sheet.cell(2, places[name]).value = value
    book.save(path)
    return path


ACCEPTED: dict[str, object] = {
    "owner": "Service Manager",
    "answered on": date(2027, 11, 8),
    "answer": "accepted",
    "what you answer": "Both posts are advertised.",
    "action": "Fill both posts.",
    "by whom": "Service Manager",
    "action due": date(2028, 1, 31),
}


def test_the_head_answers_in_one_workbook_which_is_taken_in_once(council: Path) -> None:
    path = answered(council, ACCEPTED)
    known = [one.value for one in load_workbook(path)["Answers"][2]][:4]
    assert known == ["27/28-003.1", "MASH", "When will they be filled?", "staffing"]
    assert take(council, forms="answers").stdout.splitlines()[0] == "answers.xlsx: 3 new things."
    facts = kept(council)
    assert [one.owner for one in facts.owners] == ["Service Manager"]
    assert [(one.answer, one.text) for one in facts.responses] == [("accepted", "Both posts are advertised.")]
    assert [(one.reference, one.what, one.owner) for one in facts.actions] == [
        ("27/28-003.1a", "Fill both posts.", "Service Manager")
    ]
    before = files_in(council)
    assert take(council, forms="answers").stdout.splitlines()[0] == "answers.xlsx: nothing new."
    assert files_in(council) == before


def test_what_is_left_blank_is_not_answered(council: Path) -> None:
    answered(council, {})
    assert take(council, forms="answers").stdout.splitlines()[0] == "answers.xlsx: nothing new."


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"answered on": None}, "'answered on': this is blank."),
        ({"answer": "no"}, "'no' is not one of 'accepted'"),
        ({"answer": None}, "'answer': this is blank."),
        ({"what you answer": None}, "'what you answer': it says nothing. Write the answer."),
        ({"answer": "not accepted"}, "an issue that is not accepted needs a reason. Say why."),
        ({"answer": "outside our control"}, "Say who was asked."),
        ({"action due": None}, "'action due': this is blank."),
        ({"action": None}, "it does not say what will be done. Say it."),
        ({"action due": date(2027, 11, 1)}, "the action is due before it was set"),
        ({"answered on": date(2027, 10, 1)}, "the issue was only raised on 14 October 2027."),
        ({"what you answer": "Ask jo@example.com."}, "it has an e-mail address in it."),
        ({"issue": "27/28-003.9"}, "'27/28-003.9' is not the reference of an issue."),
    ],
)
def test_a_row_of_answers_that_cannot_be_meant_is_told(row: dict[str, object], fault: str, council: Path) -> None:
    answered(council, {**ACCEPTED, **row})
    before = files_in(council)
    refused = take(council, forms="answers")
    assert refused.exit_code == 1
    assert "answers.xlsx, sheet 'Answers', row 2" in refused.stdout
    assert fault in refused.stdout
    assert files_in(council) == before


def test_an_issue_answered_in_two_rows_is_told_and_nothing_is_taken_in(council: Path) -> None:
    path = answered(council, ACCEPTED)
    book = load_workbook(path)
    book["Answers"].append([cell.value for cell in book["Answers"][2]])
    book.save(path)
    before = files_in(council)
    refused = take(council, forms="answers")
    assert refused.exit_code == 1
    assert "answers.xlsx, sheet 'Answers', row 3, column 'issue': '27/28-003.1' is there twice." in refused.stdout
    assert files_in(council) == before


def test_an_answer_of_a_year_mistyped_is_told_and_counts(council: Path) -> None:
    answered(
        council, {**ACCEPTED, "answered on": date(2037, 11, 8), "action": None, "by whom": None, "action due": None}
    )
    taken = take(council, forms="answers")
    assert taken.exit_code == 0
    assert "it was answered more than two years after it was raised, on 14 October 2027." in taken.stderr


def test_an_action_that_was_taken_out_stays_out_and_its_letter_is_not_anothers(council: Path) -> None:
    """The first of two actions goes out of the table; a third is c, for b is the second's still."""
    path = answered(council, ACCEPTED)

    def taken(what: str) -> str:
        book = load_workbook(path)
        cell = next(one for one in book["Answers"][1] if one.value == "Action")
        book["Answers"].cell(2, cell.column).value = what
        book.save(path)
        return take(council, forms="answers").stdout.splitlines()[0]

    assert [taken(what) for what in ("Fill both posts.", "Ask the agency.")] == [
        "answers.xlsx: 3 new things.",
        "answers.xlsx: 1 new thing.",
    ]
    rows = (council / "actions.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (council / "actions.csv").write_text("".join(row for row in rows if "Fill both" not in row), "utf-8")
    assert "nothing new. 1 thing was changed in the tables since" in taken("Fill both posts.")
    assert taken("Train the team.") == "answers.xlsx: 1 new thing."
    assert [(one.reference[-1], one.what) for one in kept(council).actions] == [
        ("b", "Ask the agency."),
        ("c", "Train the team."),
    ]


def test_forms_of_the_council_s_own_with_a_fault_stop_the_import(council: Path) -> None:
    answered(council, ACCEPTED)
    (council / "proforma.toml").write_text("[[form]\n", "utf-8")
    before = files_in(council)
    refused = take(council, forms="answers")
    assert refused.exit_code == 2
    assert "proforma.toml" in refused.stderr
    assert files_in(council) == before
