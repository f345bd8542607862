"""Proformas out and in: filled in as far as is known, taken in whole or not at all, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.forms.proforma import taking
from rota.reading import write_starter
from tests.cli.worlds import change, files_in, run
from tests.forms.proforma_worlds import (
    FORM,
    ONE,
    TABLES,
    TWO,
    Book,
    answer,
    cell,
    fill,
    filled,
    give,
    kept,
    said,
    take,
)


def test_the_form_is_filled_in_with_what_is_known(council: Path) -> None:
    said = give(council, "--due")
    assert "1 proforma, each a workbook and a page to print." in said.stdout
    book = load_workbook(council.parent / "forms" / FORM)
    assert book.sheetnames == ["Visit", "Who was there", "Notes", "Issues", "Earlier issues", "rota proforma"]
    assert [cell.value for cell in book["Who was there"]["A"]][1:3] == [ONE, TWO]
    assert [cell.value for cell in book["Notes"]["A"]][1:] == [
        "Staffing",
        "Workloads and performance",
        "Referrals",
        "Staff support",
        "What goes well",
    ]
    side = [cell.value for cell in book["Visit"]["D"]]
    assert side[1:4] == [
        "Example Council: MASH, 27/28-003",
        "Planned for 12 October 2027; received by Example Manager One.",
        "Form: Front line, version 1",
    ]
    page = (council.parent / "forms" / FORM.replace("xlsx", "html")).read_text(encoding="utf-8")
    for words in ("Report of a visit: MASH", ONE, "Referrals", "\u2610 not looked at", "can be recognised"):
        assert words in page


def test_a_form_that_comes_back_is_taken_in_and_reads_as_it_was_written(council: Path) -> None:
    filled(council)
    said = take(council)
    assert (said.exit_code, said.stdout.splitlines()[0]) == (0, f"{FORM}: 5 new things.")
    facts = kept(council)
    (report,) = facts.reports
    assert [(note.heading, note.text, note.looked_at) for note in report.notes] == [
        ("Staffing", "Two posts are vacant.\n- one since May", True),
        ("Workloads and performance", "", False),
    ]
    assert (report.author, report.form, report.on) == (
        "example-member-one",
        "Front line, version 1",
        date(2027, 10, 14),
    )
    assert [(one.reference, one.theme, one.text) for one in facts.issues] == [
        ("27/28-003.1", "staffing", "When will they be filled?")
    ]
    assert [one.came for one in facts.attendance] == ["yes", "yes"]
    assert facts.outcomes[0].result == "held"


def test_taking_it_in_twice_changes_nothing(council: Path) -> None:
    filled(council)
    assert take(council).exit_code == 0
    before = files_in(council)
    again = take(council)
    assert (again.exit_code, again.stdout) == (
        0,
        f"{FORM}: nothing new.\nNothing is new in {council.parent / 'forms'}.\n",
    )
    assert files_in(council) == before


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [("attendance.csv", "yes", None), ("issues.csv", "staffing", "workload")],
)
def test_what_the_officer_took_out_or_put_right_stays_so_when_the_same_form_comes_again(
    council: Path, table: str, before: str, after: str | None
) -> None:
    """Unless she asks for it: that is then as if it had never been taken in."""
    filled(council)
    assert take(council).exit_code == 0
    rows = (council / table).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    at = next(number for number, row in enumerate(rows) if before in row and number)
    rows[at] = "" if after is None else rows[at].replace(before, after)
    (council / table).write_text("".join(rows), encoding="utf-8")
    there = files_in(council)
    again = take(council)
    assert (again.exit_code, again.stdout.splitlines()[0]) == (
        0,
        f"{FORM}: nothing new. 1 thing was changed in the tables since, and stays so: --again takes all in.",
    )
    assert files_in(council) == there
    if after is None:
        assert take(council, "--again").stdout.splitlines()[0] == f"{FORM}: 1 new thing."


def test_what_comes_back_goes_into_a_workbook_of_tables_too(council: Path, tmp_path: Path) -> None:
    """The same facts as in a folder, of which a note has two lines; the second time nothing is new."""
    filled(council)
    (book,) = write_starter(tmp_path / "visits.xlsx")
    held = load_workbook(book)
    for name in TABLES:
        held[name].delete_rows(2, 9)
    held["outcomes"].append(["27/28-003", "MASH"])
    held.save(book)
    said = take(book)
    assert (said.exit_code, said.stdout) == (0, f"{FORM}: 5 new things.\nWritten to {book}.\n")
    assert take(council).exit_code == 0
    assert kept(book) == kept(council)
    assert take(book).stdout == f"{FORM}: nothing new.\nNothing is new in {council.parent / 'forms'}.\n"


def test_rows_that_were_there_keep_their_bytes(council: Path) -> None:
    before = (council / "outcomes.csv").read_text()
    filled(council)
    assert take(council).exit_code == 0
    assert "27/28-003,MASH" in before
    assert "27/28-003,MASH" in (council / "outcomes.csv").read_text(encoding="utf-8-sig").splitlines()[1]


def test_a_visit_that_was_not_held_needs_no_report(council: Path) -> None:
    def not_held(book: Book) -> None:
        for question in ("handed in by", "handed in on", "nobody can be recognised"):
            answer(book, question, None)
        answer(book, "what came of it", "cancelled")
        answer(book, "who caused it", "service")
        answer(book, "reason", "inspection")
        book["Notes"]["D2"] = book["Issues"]["B2"] = book["Issues"]["C2"] = None

    filled(council, not_held)
    assert take(council).exit_code == 0
    facts = kept(council)
    assert [(one.result, one.cause, one.reason) for one in facts.outcomes] == [("cancelled", "service", "inspection")]
    assert facts.reports == ()


def test_two_forms_for_one_visit_do_not_both_count(council: Path) -> None:
    first = filled(council)
    (council.parent / "forms" / "z-second.xlsx").write_bytes(first.read_bytes())
    book = load_workbook(council.parent / "forms" / "z-second.xlsx")
    answer(book, "handed in by", TWO)
    book.save(council.parent / "forms" / "z-second.xlsx")
    refused = take(council)
    assert refused.exit_code == 1
    assert "z-second.xlsx, sheet 'Visit'" in refused.stdout
    assert "the tables say something else of the same on that day." in refused.stdout


def test_a_form_of_before_that_comes_back_late_is_told(council: Path) -> None:
    """Version 1 was handed in on 14 October; another version 1 of the 15th cannot be one."""
    filled(council)
    assert take(council).exit_code == 0
    filled(council, said("handed in on", date(2027, 10, 15)))
    refused = take(council)
    assert refused.exit_code == 1
    assert "version 1 was handed in already, on 14 October 2027." in refused.stdout


def test_a_later_form_has_what_was_raised_and_makes_the_next_version(council: Path) -> None:
    """Issue 1 is said otherwise, and issue 2, whose words are taken out, is withdrawn."""
    filled(council, cell("Issues", "B3", "The lift sticks."))
    assert take(council).exit_code == 0
    assert give(council, "27/28-3", on="2027-10-18", out="later").exit_code == 0
    path = council.parent / "later" / FORM
    book = load_workbook(path)
    assert [row[1].value for row in book["Issues"].iter_rows(min_row=2, max_row=3)] == [
        "When will they be filled?",
        "The lift sticks.",
    ]
    fill(book)
    answer(book, "handed in on", date(2027, 10, 19))
    book["Issues"]["B2"], book["Issues"]["B3"] = "When will both be filled?", None
    book.save(path)
    assert take(council, forms="later").exit_code == 0
    facts = kept(council)
    assert [report.version for report in facts.reports] == [1, 2]
    assert [(one.reference, one.version, one.asks) for one in facts.issues] == [
        ("27/28-003.1", 1, "for response"),
        ("27/28-003.2", 1, "for response"),
        ("27/28-003.1", 2, "for response"),
        ("27/28-003.2", 2, "withdrawn"),
    ]


def test_open_issues_of_the_team_come_up_at_the_next_visit(council: Path) -> None:
    """The visit of February 2027 raised an issue that nobody answered; members find it done."""
    (council / "outcomes.csv").write_text(
        "reference,team,date,result\n27/28-003,MASH,,\n26/27-002,MASH,2027-02-10,held\n"
    )
    (council / "reports.csv").write_text(
        f"visit,date,what,who,nobody_named\n26/27-002,2027-02-10,handed in,{ONE},yes\n"
    )
    (council / "issues.csv").write_text("visit,number,text\n26/27-002,1,The lift sticks.\n")
    filled(council, cell("Earlier issues", "C2", "done"))
    book = load_workbook(council.parent / "forms" / FORM)
    assert [value.value for value in book["Earlier issues"][2]][:2] == ["26/27-002.1", "The lift sticks."]
    assert take(council).exit_code == 0
    assert [(one.issue, one.visit, one.found) for one in kept(council).progress] == [
        ("26/27-002.1", "27/28-003", "done")
    ]


# A council's own forms


def test_a_council_may_bring_its_own_headings(council: Path) -> None:
    (council / "proforma.toml").write_text(
        '[[form]]\nname = "Ours"\nversion = 1\nkinds = ["mash"]\nheadings = ["Old"]\n'
        '[[form]]\nname = "Ours"\nversion = 3\nkinds = ["mash"]\n'
        'headings = ["Welcome", { name = "Desks", asks = "Are there enough?" }]\n'
    )
    filled(council, lambda book: cell("Notes", "C3", "no")(book))
    assert [one.value for one in load_workbook(council.parent / "forms" / FORM)["Notes"]["A"]] == [
        "Heading",
        "Welcome",
        "Desks",
    ]
    assert take(council).exit_code == 0
    change(council / "proforma.toml", "version = 3", "version = 4")
    assert kept(council).reports[0].form == "Ours, version 3"
    assert [note.heading for note in kept(council).reports[0].notes] == ["Welcome", "Desks"]


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("x = 1", "this is no list of forms. Head each one with [[form]]"),
        ("[[form", "this cannot be read as TOML"),
        ('[[form]]\nversion = 1\nkinds = ["mash"]\nheadings = ["A"]', "'name': give the form a name"),
        ('[[form]]\nname = "A"\nversion = 0\nkinds = ["mash"]\nheadings = ["A"]', "'0' is not a version."),
        ('[[form]]\nname = "A"\nkinds = ["mesh"]\nheadings = ["A"]', "is not a list of kinds of team: mash, locality"),
        ('[[form]]\nname = "A"\nkinds = ["mash"]\nheadings = []', "'headings': list 1 to 30 headings"),
        ('[[form]]\nname = "A"\nkinds = ["mash"]\nheadings = ["A", "a"]', "'a' is no heading, or is there twice."),
        ('[[form]]\nname = "A"\nkinds = ["mash"]\nheading = ["A"]', "Did you mean 'headings'?"),
        (2 * '[[form]]\nname = "A"\nkinds = ["mash"]\nheadings = ["A"]\n', "there are two forms 'A, version 1'."),
    ],
)
def test_a_form_that_cannot_be_meant_is_told(toml: str, fault: str, council: Path) -> None:
    (council / "proforma.toml").write_text(toml)
    refused = give(council, "--due")
    assert refused.exit_code == 2
    assert fault in refused.stderr
    assert not (council.parent / "forms").exists()


# The commands


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say for which visits: name them, or give --due. --answers is for who answers."),
        (("mush-1",), "mush-1: there is no such visit. Did you mean 'mash-1'?"),
    ],
)
def test_a_proforma_of_no_visit_is_refused(words: tuple[str, ...], said: str, council: Path) -> None:
    refused = give(council, *words)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_where_nothing_is_awaited_no_form_is_written(council: Path) -> None:
    given = give(council, "--due", on="2027-09-01")
    assert (given.exit_code, given.stdout) == (0, "Nothing is awaited: no form was written.\n")


def test_forms_are_given_out_from_a_workbook_of_tables_too(council: Path, tmp_path: Path) -> None:
    assert run("new", tmp_path / "rota.xlsx").exit_code == 0
    given = run(
        "proforma",
        tmp_path / "rota.xlsx",
        tmp_path / "rota.csv",
        "mash-1",
        "--on",
        "2027-10-13",
        "--out",
        tmp_path / "x",
    )
    assert given.exit_code == 0
    assert (tmp_path / "x" / FORM).exists()


def test_a_table_that_would_grow_too_long_is_left_as_it_is(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(council)
    monkeypatch.setattr(taking, "TRACKING_TABLES", tuple(replace(one, most_rows=1) for one in taking.TRACKING_TABLES))
    before = files_in(council)
    refused = take(council)
    assert refused.exit_code == 2
    assert "outcomes.csv would have more than 1 rows." in refused.stderr
    assert files_in(council) == before


def test_a_folder_without_forms_is_said_to_have_none(council: Path) -> None:
    (council.parent / "forms").mkdir()
    assert take(council).stdout == f"There is no form in {council.parent / 'forms'}.\n"
