"""What takes long to read says so: on a terminal while it lasts, and of a sheet of formatting for good."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from rota.cli import progress_line
from rota.reading import sheet_rows
from tests.cli.worlds import run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_reading_is_told_of_after_a_second_and_the_line_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_line, "AFTER", 0.01)
    monkeypatch.setattr(progress_line, "EVERY", 0.01)
    terminal = Terminal()
    with progress_line.reading(Path("visits\x1b[2J.xlsx"), terminal):
        while "reading" not in terminal.getvalue():
            time.sleep(0.001)
    assert "\r\x1b[Kreading visits[2J.xlsx, 0 s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_what_is_soon_read_and_what_is_no_terminal_have_no_line(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO
) -> None:
    with progress_line.reading(Path("visits"), stream):
        pass
    monkeypatch.setattr(progress_line, "AFTER", 0.0)
    if not stream.isatty():
        with progress_line.reading(Path("visits"), stream):
            time.sleep(0.01)
    assert stream.getvalue() == ""


def test_rows_of_formatting_alone_get_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a sheet formatted to its last row, of which Excel keeps a million: here 40 of them are very many."""
    monkeypatch.setattr(sheet_rows, "_VERY_MANY", 39)
    monkeypatch.setattr(sheet_rows, "_LONG", 100)
    book = tmp_path / "visits.xlsx"
    assert run("new", book).exit_code == 0
    assert "formatting" not in run("check", book).output
    formatted(book, 40)
    said = "visits.xlsx, sheet 'absences': 40 rows have formatting and nothing else, so that reading takes seconds."
    assert f"Warning: {said} Delete them." in run("check", book).stdout


def formatted(book: Path, count: int) -> None:
    """Puts so many rows of formatting below the absences."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = re.findall(rb'name="([a-z_ ]+)" sheetId="(\d+)"', parts["xl/workbook.xml"])
    number = next(int(place) for name, place in sheets if name == b"absences")
    part = f"xl/worksheets/sheet{number}.xml"
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(100, 100 + count))
    parts[part] = parts[part].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
