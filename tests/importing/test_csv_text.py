"""Changing a CSV table: what is not changed keeps its bytes, and what is changed can be read again."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from rota.tables.csv_text import CsvText, decoded, encoded

COLUMNS = ("name", "group", "left")
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=6)


def written(rows: list[list[str]], ending: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows([["name", "group", "left"], *rows])
    return out.getvalue()


@given(ROWS, st.sampled_from(["\n", "\r\n"]))
def test_a_table_that_is_not_changed_keeps_every_byte(rows: list[list[str]], ending: str) -> None:
    text = written(rows, ending)
    assert CsvText(text, COLUMNS).text() == text


@given(ROWS, st.sampled_from(["\n", "\r\n"]), CELLS)
def test_a_cell_that_is_written_is_read_again_and_the_others_as_before(
    rows: list[list[str]], ending: str, value: str
) -> None:
    table = CsvText(written([*rows, ["Ann", "Red", ""]], ending), COLUMNS)
    before = table.rows()
    table.put(before[-1][0], "left", value)
    table.add({"name": value, "group": "Blue"})
    after = CsvText(table.text(), COLUMNS).rows()
    assert [cells for _, cells in after] == [
        *(cells for _, cells in before[:-1]),
        ["Ann", "Red", value],
        [value, "Blue", ""],
    ]


def test_a_last_line_without_an_end_is_ended_before_a_row_is_added() -> None:
    table = CsvText("name,group\nAnn,Red", COLUMNS)
    table.add({"name": "Bob", "group": "Blue", "left": ""})
    assert table.text() == "name,group\nAnn,Red\nBob,Blue\n"


def test_a_row_that_is_taken_out_leaves_the_numbers_of_the_others() -> None:
    table = CsvText("name,group\nAnn,Red\nBob,Blue\nCat,Red\n", COLUMNS)
    table.remove(2)
    table.put(4, "left", "2026-09-01")
    assert table.text() == "name,group,left\nBob,Blue\nCat,Red,2026-09-01\n"
    assert [number for number, _ in table.rows()] == [1, 3, 4]


def test_bytes_keep_their_mark_or_their_lack_of_one() -> None:
    for before in (b"name\n", b"\xef\xbb\xbfname\n"):
        assert encoded(decoded(before), before) == before
    assert encoded("Zoë", "Zoë".encode("cp1252")) == b"Zo\xeb"
    assert encoded("Ŵyn", "Zoë".encode("cp1252")) == b"\xef\xbb\xbf\xc5\xb4yn"  # Windows-1252 has no such letter
    assert encoded("name", None) == b"\xef\xbb\xbfname"
