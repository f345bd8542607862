"""The papers of the lived year, by the commands of its README, as whoever receives them has them."""

from __future__ import annotations

import csv
import os
import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.architecture.sources import ROOT
from tests.cli.worlds import quietly_ended, run

HERE = ROOT / "examples" / "sefton_year"
COMMAND = re.compile(r"^    rota (.+)$", re.MULTILINE)
REPORT, TRACKERS = "report", ("tracker-2", "tracker-3")
READING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every command of the README, run where the example lies; what they write goes elsewhere."""
    folder = tmp_path_factory.mktemp("year")
    (folder / "examples").symlink_to(ROOT / "examples")
    before = Path.cwd()
    os.chdir(folder)
    try:
        for words in COMMAND.findall((HERE / "README.md").read_text(encoding="utf-8")):
            result = run(*shlex.split(words))
            assert quietly_ended(result), words
            assert result.exit_code == 0, words + result.stderr
    finally:
        os.chdir(before)
    return folder / "out" / "sefton_year"


def test_the_report_two_trackers_and_the_reports_of_visits_come_out_of_it(papers: Path) -> None:
    kinds = (".docx", ".html", ".csv", "-officer.docx", "-officer.html")
    assert {file.name for file in papers.iterdir() if file.is_file()} == {
        f"{name}{kind}" for name in (REPORT, *TRACKERS) for kind in kinds
    }
    visits = {file.name[:9] for file in (papers / "reports").iterdir()}
    assert visits == {f"18-19-{number:03}" for number in (2, 3, 4, 5, 6)}


def documents(papers: Path) -> list[Any]:
    return [Document(str(file)) for file in sorted(papers.rglob("*.docx"))]


def test_the_headings_of_each_paper_nest(papers: Path) -> None:
    for document in documents(papers):
        styles = [paragraph.style.name for paragraph in document.paragraphs]
        levels = [int(style.split()[1]) for style in styles if style.startswith("Heading ")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_table_has_a_flagged_row_of_headings_rows_below_it_and_no_merged_cell(papers: Path) -> None:
    found = [table for document in documents(papers) for table in document.tables]
    assert len(found) > 50
    for table in found:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{READING}trPr/{READING}tblHeader") is not None
        assert table._tbl.tblPr.find(f"{READING}tblLook").get(f"{READING}firstRow") == "1"
        assert others
        assert all(row.find(f"{READING}trPr/{READING}tblHeader") is None for row in others)
        assert {len(row.tc_lst) for row in table._tbl.tr_lst} == {len(table.columns)}
        assert not list(table._tbl.iter(f"{READING}gridSpan", f"{READING}vMerge"))


def table_of(document: Any, *headings: str) -> list[list[str]]:
    """The rows of the table with these headings."""
    for table in document.tables:
        rows = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]
        if rows[0] == list(headings):
            return rows[1:]
    raise LookupError(headings)


def test_a_reader_finds_what_is_behind_each_figure(papers: Path) -> None:
    """In the appendix and in the table beside it: as many references as the figure says, each of something there."""
    document = Document(str(papers / "report.docx"))
    figures = table_of(document, "Figure", "Number", "Last year", "Which")
    assert len(figures) > 40
    there = {row[0] for row in table_of(document, "Visit", "To", "Day", "What came of it", "Report")}
    there |= {row[0] for row in table_of(document, "Issue", "What was raised", "Answer", "Where it stands")}
    there |= {row[0] for row in table_of(document, "Action", "What is to be done", "Dates promised", "Where it stands")}
    for _, number, _, which in figures:
        references = re.findall(r"\d\d/\d\d-[\d.a-z]+", which)
        assert len(references) == int(number)
        assert set(references) <= there | {"18/19-006.2"}  # the issue that is exempt: counted, and not printed
    with (papers / "report.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert all(int(row["number"]) == len(row["which"].split()) for row in rows if row["which"])
    funnel = {row["figure"]: row["which"].split() for row in rows if row["part"] == "funnel, in visits"}
    assert funnel["held"] == [f"18/19-{number:03}" for number in (2, 3, 4, 5, 6)]


def test_page_one_says_when_how_long_and_what_slipped(papers: Path) -> None:
    """Days from visit to report: 11, 21, 13, 4, 12; from sending to answer: 21, 36, 20, 28, 20."""
    document = Document(str(papers / "report.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "The median report took 12 days. The median answer took 21 days." in said
    assert "The rota keeps every must of the council's rules." in said
    coverage = table_of(document, "Team", "Required", "Planned", "Held", "Held on, and dates lost")
    assert ["North", "1", "1", "1", "10 December 2018; lost: cancelled by the service: inspection"] in coverage
    assert [
        "18/19-005.1a",
        "The case system is often out of reach from the second office.",
        "Lay a second line.",
        "a visiting member, 25 February 2019",
    ] in table_of(document, "Action", "What was raised", "What was done", "Confirmed by")
    groups = table_of(document, "Group", "Members", "Asked", "Went", "Places", "Last year")
    assert [row[0] for row in groups][1:] == ["Labour", "Conservative", "Liberal Democrats", "Independents Group"]


MARCH = {
    "What was planned and held, and what not and why?": (
        "planned 6 - ",
        "held 5 - ",
        "held could not be done because of the service: site closed 1 - 18/19-001",
    ),
    "What was reported, raised, answered?": (
        "reports received 5 - ",
        "issues raised 8 - ",
        "answered 4 - 18/19-002.1, 18/19-004.1, 18/19-005.1 and 18/19-006.1",
    ),
    "Who has not gone?": ("Park 3 Labour - yes 1 0 0 0 -", "Kew 1 Labour - yes 1 1 0 1 5 February 2019"),
    "What changed, and what is open?": (
        "18/19-005.1a Lay a second line. a visiting member, 25 February 2019",
        "up to 3 months 2 - 18/19-003.1 and 18/19-004.1",
    ),
}
"""What the chair is told on 29 March: the answer of 003 came in May, and Park 3 was to go and did not."""


def test_each_question_of_the_readme_s_chair_has_one_command() -> None:
    """A row of the tour's table is a question and what to ask ``rota figures`` about, all of it in one command."""
    rows = re.findall(r"^\| ([^|]+\?) \| (`--about [^|]+) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert [question for question, _ in rows] == list(MARCH)
    for question, options in rows:
        words = [word for option in re.findall("`([^`]+)`", options) for word in option.split()]
        told = run("figures", HERE, HERE / "published.csv", "--on", "2019-03-29", *words)
        lines = [" ".join(line.split()) for line in told.stdout.splitlines()]
        missing = [said for said in MARCH[question] if not any(line.startswith(said) for line in lines)]
        assert (question, missing) == (question, [])


def test_the_last_tracker_has_no_visit_and_every_open_action(papers: Path) -> None:
    """The third quarter owes no visit. What was found not to be done says so."""
    document = Document(str(papers / "tracker-3.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "No visit was required in quarter 3 of 2018/19." in said
    actions = table_of(document, "Action", "What is to be done", "Dates promised", "Where it stands")
    assert [[row[0], row[3]] for row in actions] == [
        ["18/19-003.1a", "on track"],
        ["18/19-004.1a", "slipped, found not to be done"],
    ]


def test_a_letter_s_subject_stands_on_one_line(tmp_path: Path) -> None:
    """However long it is: a subject that is broken before its first word some programs do not show."""
    letters = tmp_path / "letters"
    run("worklist", HERE, HERE / "published.csv", "--on", "2019-03-29", "--letters", letters)
    heads = [file.read_bytes().partition(b"\r\n\r\n")[0] for file in sorted(letters.iterdir())]
    subjects = [line for head in heads for line in head.split(b"\r\n") if line.startswith(b"Subject: ")]
    assert subjects[0] == b"Subject: New, due 29 April 2019: 18/19-003.1, Corporate parenting, visit 2 of 2"
    assert len(subjects) == len(heads) == 2
