"""Tables and settings as the files that a council keeps: a folder, or a workbook, that reads back to the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from rota.reading.settings_keys import RawSettings
from rota.tables.cells import Cell, plain
from rota.tables.row import Row
from rota.tables.schema import SCHOOL_HOLIDAYS, TABLES, TableSchema
from rota.tables.text_files import SETTINGS_FILE

Lines = Mapping[str, Sequence[Mapping[str, Cell]]]


def as_folder(tables: Lines, settings: RawSettings, about: str) -> dict[str, bytes]:
    """The files of a folder by name: rota.toml, which begins with what it is ``about``, and a CSV file for each table
    that has rows. School holidays have one too."""
    files = {SETTINGS_FILE: _toml(settings, about).encode()}
    rows = {**tables, SCHOOL_HOLIDAYS.name: [row.cells for row in settings.school_holidays]}
    for sheet in (*TABLES, SCHOOL_HOLIDAYS):
        if rows.get(sheet.name) or sheet.required:
            files[f"{sheet.name}.csv"] = csv_of(sheet, rows.get(sheet.name, ()))
    return files


def as_workbook(tables: Lines, settings: RawSettings, about: str) -> bytes:
    """A workbook with a sheet for each table, and those that say the settings."""
    from rota.reading.starter_workbook import workbook_of  # only for workbooks: openpyxl is slow to load

    lists = (
        ("sessions", settings.sessions),
        ("closures", settings.closures),
        ("school_holidays", settings.school_holidays),
    )
    rows: dict[str, list[Mapping[str, Cell]]] = {name: list(lines) for name, lines in tables.items()}
    rows |= {name: [row.cells for row in given] for name, given in lists}
    rows["rules"] = [
        {"rule": rule, "number": number, "value": rule_value(value)}
        for rule, numbers in settings.rules.items()
        for number, value in numbers.items()
    ]
    typed = {name: [{key: _typed(cell) for key, cell in row.items()} for row in lines] for name, lines in rows.items()}
    return workbook_of(typed, {name: _typed(cell) for name, cell in settings.single.cells.items()}, about)


def _typed(cell: Cell) -> Any:
    """A date written as text as the date that it is, so that a workbook can sort by it."""
    if isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell.strip(), re.ASCII):
        return date.fromisoformat(cell.strip())
    return "yes" if cell is True else "no" if cell is False else cell


def rule_value(value: Any) -> Cell:
    """A rule's value as it stands in the sheet 'rules', where one item of a list has its ; too: it stays a list."""
    return "; ".join((*(plain(item) for item in value), "")).rstrip() if isinstance(value, list) else value


def csv_of(sheet: TableSchema, rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """The table with all its headings: UTF-8 with a byte order mark, as Excel likes it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in sheet.columns)
    for row in rows:
        writer.writerow(written(row.get(column.name)) for column in sheet.columns)
    return ("\ufeff" + out.getvalue()).encode()


def written(cell: Cell) -> str:
    """The cell as it stands in a CSV file: dates like 2027-06-30, times like 10:00."""
    return f"{cell:%H:%M}" if isinstance(cell, time) else plain(cell)


def _toml(settings: RawSettings, about: str) -> str:
    return "\n".join((*(f"# {line}" for line in about.splitlines()), *_tables_of_toml(settings))) + "\n"


def _tables_of_toml(settings: RawSettings) -> Iterator[str]:
    sections: dict[str, list[tuple[str, Any]]] = {}
    for name, value in settings.single.cells.items():
        section, _, key = name.partition(".")
        if value is not None and plain(value) != "":
            sections.setdefault(section, []).append((key, value))
    for section in ("council", "year", "visits"):
        yield from _section(section, sections.pop(section, []))
    starts = [(row.text("name"), row.cells.get("start")) for row in settings.sessions]
    yield from _section("sessions", [(name, written(start)) for name, start in starts])
    for section, pairs in sections.items():
        yield from _section(section, pairs)
    for row in settings.closures:
        yield from _period("closures.other", row)
    for rule, numbers in settings.rules.items():
        yield from _section(f"rules.{rule}", list(numbers.items()))


def _section(name: str, pairs: Sequence[tuple[str, Any]]) -> Iterator[str]:
    if pairs:
        yield ""
        yield f"[{name}]"
        yield from (f"{_key(key)} = {_value(value)}" for key, value in pairs)


def _period(name: str, row: Row) -> Iterator[str]:
    yield ""
    yield f"[[{name}]]"
    for key in ("name", "start", "end"):
        if plain(row.cells.get(key)):
            yield f"{key} = {_value(row.cells[key])}"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key, re.ASCII) else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, (int, float, date)):
        return plain(value)
    return json.dumps(written(value), ensure_ascii=False)
