"""Answers on a terminal, and that what is no terminal has the plain lines."""

from __future__ import annotations

import io
import re
import sys

import pytest
from rich.cells import cell_len

from rota.cli.print_report import show
from rota.reports.report import DRAFT, Paper, ReportTable, Section, as_lines

ROWS = (
    ("Siân Ŵyn", "3", "gives a new date and the reason, or says that it is done"),
    ("👩‍👩‍👧 Lee", "12", "makes the visit"),
    ("[red]Ann[/red] :smile:", "1", "\x1b[31mmakes\x1b[0m\nthe visit"),
)
TABLE = ReportTable(("Member", "Visits", "What is asked"), ROWS, numeric=(1,))
SENTENCE = "Of the year's visits those before today are over, and nobody is asked of them again."
PAPER = Paper("Testshire", "Title", (Section("", (SENTENCE,)), Section("To do", ("  Deeper.",), TABLE)))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(
    monkeypatch: pytest.MonkeyPatch, columns: int = 80, paper: Paper = PAPER, to: type[io.StringIO] = _Terminal
) -> str:
    stream = to()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    show(None, paper, "text")
    return stream.getvalue()


def without_style(text: str) -> list[str]:
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]


def test_where_there_is_room_the_words_are_those_of_a_file_with_headings_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the widths: a file counts letters, a terminal the columns that they take."""
    wide = shown(monkeypatch, 200)
    assert [line.split() for line in without_style(wide)] == [line.split() for line in as_lines(PAPER)]
    assert "\x1b[1mTo do:\x1b[0m" in wide


def test_cells_go_on_below_themselves_and_stand_where_their_heading_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """In 50 columns the last is broken; a family of three is one letter of 2 columns, and Welsh accents take none."""
    lines = without_style(shown(monkeypatch, 50))
    table = lines[lines.index("To do:") + 2 :]
    (where,) = {cell_len(line[: line.index(word)]) for line, word in zip(table, ("What", "gives"), strict=False)}
    begins = [cell_len(line) - cell_len(line.lstrip()) for line in table if line.startswith(" " * 10)]
    assert begins, "some cell goes on"
    assert set(begins) == {where}
    assert next(cell_len(line[: line.index("makes")]) for line in table if "Lee" in line) == where
    assert max(map(cell_len, lines)) <= 50


def test_no_word_is_lost_in_a_terminal_of_any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    words = sorted(" ".join(as_lines(PAPER)).split())
    for columns in (1, 12, 30, 44, 60, 100):
        plain = shown(monkeypatch, columns).replace("\n", " ") if columns >= 30 else ""
        assert not plain or sorted(" ".join(without_style(plain)).split()) == words
        letters = "".join(without_style(shown(monkeypatch, columns))).replace(" ", "")
        assert sorted(letters) == sorted("".join(words))


def test_no_name_steers_the_terminal_or_is_taken_for_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, 200)
    assert "[red]Ann[/red] :smile:" in said
    assert "\x1b[31m" not in said
    assert "[31mmakes[0m the visit" in said


def test_a_drafts_mark_is_red_unless_no_colour_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Paper("T", "Title", (Section("", ("One.",)),), draft=True)
    assert f"\x1b[1;31m{DRAFT}" in shown(monkeypatch, paper=draft)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in shown(monkeypatch, paper=draft)


def test_what_is_no_terminal_has_plain_lines_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.setenv(name, "1")
    assert shown(monkeypatch, 20, to=io.StringIO) == "".join(f"{line}\n" for line in as_lines(PAPER))
