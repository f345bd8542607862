"""The starter folder and the starter workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rota.checking.warnings import advice
from rota.reading import read, write_starter
from rota.rules.rulebook import load
from rota.solving.engine import Solved, solve
from rota.tables.schema import SETTINGS_TABLES, TABLES
from tests.reading.folders import problem_of


def test_both_starters_read_back_to_the_same_problem(tmp_path: Path) -> None:
    files = write_starter(tmp_path / "folder")
    assert {file.name for file in files} == {"rota.toml", *(f"{sheet.name}.csv" for sheet in TABLES)}
    assert write_starter(tmp_path / "rota.xlsx") == (tmp_path / "rota.xlsx",)
    problem = problem_of(tmp_path / "folder")
    assert problem == problem_of(tmp_path / "rota.xlsx")
    assert read(tmp_path / "folder").settings == read(tmp_path / "rota.xlsx").settings
    assert (len(problem.members), len(problem.visits)) == (6, 3)  # MASH once, corporate parenting twice
    for name in ("absences", "weekly", "committees", "meetings", "interests", "history", "travel", "pins", "published"):
        assert getattr(problem, name), name


def test_nothing_is_unwise_in_the_starter(tmp_path: Path) -> None:
    write_starter(tmp_path / "folder")
    reading = read(tmp_path / "folder")
    assert reading.problem is not None
    assert advice(reading.problem, load(reading.settings)) == ()


def test_the_starter_can_be_solved(tmp_path: Path) -> None:
    write_starter(tmp_path / "folder")
    reading = read(tmp_path / "folder")
    assert reading.problem is not None
    assert isinstance(solve(reading.problem, load(reading.settings)), Solved)


def test_a_starter_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "teams.csv").write_text("mine")
    with pytest.raises(FileExistsError, match=r"teams\.csv is there already"):
        write_starter(tmp_path / "folder")
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["teams.csv"]
    (tmp_path / "rota.xlsx").write_text("mine")
    with pytest.raises(FileExistsError):
        write_starter(tmp_path / "rota.xlsx")
    with pytest.raises(FileExistsError, match="is a file"):
        write_starter(tmp_path / "folder" / "teams.csv")
    assert (tmp_path / "rota.xlsx").read_text() == "mine"


def test_each_sheet_has_notes_a_frozen_heading_and_an_example(tmp_path: Path) -> None:
    write_starter(tmp_path / "rota.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rota.xlsx")
    assert book.sheetnames[0] == "read me"
    assert set(book.sheetnames[1:]) == {sheet.name for sheet in (*SETTINGS_TABLES, *TABLES)}
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "A2", page.title
        assert all(cell.comment for cell in page[1]), page.title
        assert any(cell.value is not None for cell in page[2]), page.title


def test_columns_with_few_choices_offer_them(tmp_path: Path) -> None:
    write_starter(tmp_path / "rota.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rota.xlsx")
    offered = {
        (page.title, str(rule.sqref).partition(":")[0]): rule.formula1
        for page in book.worksheets
        for rule in page.data_validations.dataValidation
    }
    assert offered["teams", "C2"] == '"mash,locality,corporate parenting,home"'
    assert offered["weekly", "E2"] == '"available,unavailable,preferred"'
    assert offered["members", "N2"] == '"yes,no"'
    assert offered["history", "A2"].startswith("members!$B$2")


def test_dates_in_the_workbook_are_real_dates(tmp_path: Path) -> None:
    write_starter(tmp_path / "rota.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "rota.xlsx")["absences"]["B2"]
    assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd")
