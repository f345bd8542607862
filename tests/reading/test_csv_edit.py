"""Changing a CSV table: what is not changed keeps its bytes, and what is changed can be read again."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from rota.tables.columns import Column, TableSchema
from rota.tables.csv_edit import CsvTable

SHEET = TableSchema("people", "", tuple(Column(name, "") for name in ("name", "group", "left")))
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=6)


def written(rows: list[list[str]], ending: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows([["name", "group", "left"], *rows])
    return out.getvalue()


@given(ROWS, st.sampled_from(["\n", "\r\n"]))
def test_a_table_that_is_not_changed_keeps_every_byte(rows: list[list[str]], ending: str) -> None:
    text = written(rows, ending)
    assert CsvTable(text.encode(), SHEET).text() == text


@given(ROWS, st.sampled_from(["\n", "\r\n"]), CELLS)
def test_a_cell_that_is_written_is_read_again_and_the_others_as_before(
    rows: list[list[str]], ending: str, value: str
) -> None:
    table = CsvTable((written([*rows, ["Ann", "Red", ""]], ending)).encode(), SHEET)
    before = table.rows()
    table.put(before[-1][0], "left", value)
    table.add({"name": value, "group": "Blue"})
    after = CsvTable(table.text().encode(), SHEET).rows()
    assert [cells for _, cells in after] == [
        *(cells for _, cells in before[:-1]),
        ["Ann", "Red", value],
        [value, "Blue", ""],
    ]


def test_a_last_line_without_an_end_is_ended_before_a_row_is_added() -> None:
    table = CsvTable(b"name,group\nAnn,Red", SHEET)
    table.add({"name": "Bob", "group": "Blue", "left": ""})
    assert table.text() == "name,group\nAnn,Red\nBob,Blue\n"


def test_a_row_that_is_taken_out_leaves_the_numbers_of_the_others() -> None:
    table = CsvTable(b"name,group\nAnn,Red\nBob,Blue\nCat,Red\n", SHEET)
    table.remove(2)
    table.put(4, "left", "2026-09-01")
    assert table.text() == "name,group,left\nBob,Blue\nCat,Red,2026-09-01\n"
    assert [number for number, _ in table.rows()] == [1, 3, 4]


def test_bytes_keep_their_letters_while_these_can_spell_what_is_written() -> None:
    """UTF-8 with its mark or without, and the Windows-1252 of an old Excel, which has no letter for ŵ."""
    for before in (b"name\n", b"\xef\xbb\xbfname\n", "name\nZoë\n".encode("cp1252")):
        table = CsvTable(before, SHEET)
        assert table.data() == before
        table.add({"name": "Éloïse"})
        assert table.data()[: len(before)] == before
    table.add({"name": "Siŵan"})
    assert table.data() == "\ufeffname\nZoë\nÉloïse\nSiŵan\n".encode()


def test_a_table_without_a_file_is_begun_for_excel() -> None:
    assert CsvTable(None, SHEET).data() == b"\xef\xbb\xbfname,group,left\r\n"


def test_rows_are_put_after_a_row_that_was_taken_out() -> None:
    table = CsvTable(b"name,group\nAnn,Red\nBob,Blue\n", SHEET)
    table.remove(2)
    table.insert(table.record({"name": "Cat"}), table.record({"name": "Dee"}), after=2)
    assert table.text() == "name,group\nCat,\nDee,\nBob,Blue\n"
    assert len(table) == 3
