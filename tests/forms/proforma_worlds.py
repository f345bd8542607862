"""Proformas of the starter's MASH visit: given out, filled in, spoilt and taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import Result
from openpyxl import load_workbook

from rota.reading import read
from rota.tracking.facts import Facts
from tests.cli.worlds import a_council, files_in, quietly_ended, run

ONE, TWO = "Example Member One", "Example Member Two"
ROTA = "visit,date,start,member,host\nmash-1,2027-10-12,10:00,{},{}\nmash-1,2027-10-12,10:00,{},{}\n"
TABLES = ("outcomes", "attendance", "reports", "notes", "issues", "responses", "actions")
FORM = "27-28-003-mash.xlsx"
"""The MASH visit is the third by id once 'outcomes' says so."""

Book = Any
GIVEN_OUT: dict[tuple[tuple[str, bytes], ...], dict[str, bytes]] = {}
"""Forms by the files of the council that gave them out."""


def a_council_to_report(tmp_path: Path) -> Path:
    """The starter with nothing said of its visits but their references, and the rota of its MASH visit beside it."""
    folder = a_council(tmp_path / "visits")
    for name in TABLES:
        (folder / f"{name}.csv").unlink()
    (folder / "outcomes.csv").write_text("reference,team\n27/28-003,MASH\n")
    host = "Example Manager One"
    (tmp_path / "rota.csv").write_text(ROTA.format(ONE, host, TWO, host))
    return folder


def give(council: Path, *words: str, on: str = "2027-10-13", out: str = "forms") -> Result:
    result = run("proforma", council, council.parent / "rota.csv", *words, "--on", on, "--out", council.parent / out)
    assert quietly_ended(result)
    return result


def take(council: Path, *words: str, forms: str = "forms") -> Result:
    result = run("import", "proforma", council.parent / forms, "--into", council, *words)
    assert quietly_ended(result)
    return result


def kept(council: Path) -> Facts:
    reading = read(council)
    assert [fault.sentence for fault in reading.faults] == []
    assert reading.kept is not None
    return reading.kept.facts


def answer(book: Book, question: str, value: object) -> None:
    """Answers a question of the first sheet."""
    (row,) = [row for row in book["Visit"].iter_rows(min_row=2) if row[0].value == question]
    row[1].value = value


def fill(book: Book) -> None:
    """A good form: held, by both, with a note, an issue and a heading that nobody looked at."""
    answer(book, "what came of it", "held")
    answer(book, "handed in by", ONE)
    answer(book, "handed in on", date(2027, 10, 14))
    answer(book, "nobody can be recognised", "yes")
    for number in (2, 3):
        book["Who was there"].cell(number, 2).value = "yes"
    book["Notes"]["D2"] = "Two posts are vacant.\n- one since May"
    book["Notes"]["C3"] = "no"
    book["Issues"]["B2"], book["Issues"]["C2"] = "When will they be filled?", "staffing"


def filled(council: Path, spoil: Callable[[Book], object] = lambda book: None, name: str = FORM) -> Path:
    """The form given out on 13 October, filled in and spoilt."""
    path = council.parent / "forms" / name
    if not path.exists():
        _given_out(council)
    book = load_workbook(path)
    fill(book)
    spoil(book)
    book.save(path)
    return path


def _given_out(council: Path) -> None:
    """The forms that are due, made once for councils that are alike."""
    forms, alike = council.parent / "forms", tuple(files_in(council).items())
    if alike not in GIVEN_OUT:
        assert give(council, "--due").exit_code == 0
        GIVEN_OUT[alike] = files_in(forms)
    forms.mkdir(exist_ok=True)
    for name, content in GIVEN_OUT[alike].items():
        (forms / name).write_bytes(content)


def cell(sheet: str, place: str, value: object) -> Callable[[Book], None]:
    def put(book: Book) -> None:
        book[sheet][place] = value

    return put


def said(question: str, value: object) -> Callable[[Book], None]:
    return lambda book: answer(book, question, value)


def hidden(before: str, after: str) -> Callable[[Book], None]:
    def put(book: Book) -> None:
        here = book["rota proforma"]["B2"]
        assert before in here.value
        here.value = here.value.replace(before, after)

    return put


def without(sheet: str) -> Callable[[Book], None]:
    def drop(book: Book) -> None:
        del book[sheet]

    return drop


def added(book: Book) -> None:
    book.create_sheet("Remarks")["A1"] = "Ask about the child in room four."


def another_row(sheet: str, *cells: object) -> Callable[[Book], None]:
    return lambda book: book[sheet].append(list(cells))
