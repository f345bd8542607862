"""Between the register and the engine: a council's files as cells of text, and these as files that the engine reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rota.app.load import FirstLook, Inputs, look_into
from rota.reading.bank_holidays import CALENDAR_FILE
from rota.reading.reader import raw_tables, source_at
from rota.reading.settings_keys import RawSettings, settings_of_sheets
from rota.reading.starter_workbook import workbook
from rota.reading.workbook import is_workbook
from rota.reading.written_tables import as_folder, as_workbook, rule_value, written
from rota.source import CALENDARS, FileRefusedError, MappingSource, Source, zip_source
from rota.tables.cells import Cell
from rota.tables.faults import Fault, Faults
from rota.tables.row import Row
from rota.tables.schema import SETTINGS_TABLES, TABLES
from rota.tables.table import Table
from rota.text.english import day_in_words

Cells = Mapping[str, str]
Rows = Mapping[str, Sequence[Cells]]
"""The rows of each table by its name, those of the settings among them; blank cells may be left out."""

NAMES = tuple(schema.name for schema in (*TABLES, *SETTINGS_TABLES))
WORKBOOK = "register.xlsx"
ABOUT = "The register as it was when it was exported."
_STAMP = (2027, 1, 1, 0, 0, 0)
"""Of every file in a zip: the same register is the same bytes."""


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """All that the engine reads of a council: the rows of its tables, and the files beside them."""

    rows: Rows = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A register that was read by the engine: ``faults``, each a sentence, or else what is ``doubtful``.

    ``places`` are those of the faults in tables. ``council`` and ``year`` are what it says that it is of;
    ``left_out`` is what of an upload is not kept.
    """

    register: RegisterContent
    faults: tuple[str, ...] = ()
    places: tuple[Fault, ...] = ()
    doubtful: tuple[str, ...] = ()
    council: str = ""
    year: tuple[str, str] = ("", "")
    left_out: tuple[str, ...] = ()


def checked(register: RegisterContent) -> Checked:
    """What the engine says of the register."""
    return _checked(register, look_into(source_of(register)))


def _checked(register: RegisterContent, look: FirstLook) -> Checked:
    if look.inputs is None:
        return Checked(register, look.faults, look.places)
    problem = look.inputs.problem
    first, last = map(day_in_words, problem.year.ends())
    return Checked(register, (), (), look.inputs.all_warnings(), problem.council, (first, last))


def read_upload(name: str, data: bytes) -> Checked:
    """The register that a workbook or a zip of a folder holds; every fault says the file, the row and the column.

    Rules of the council's own are code, which a service never runs: naming them is a fault.
    """
    try:
        source = _source_of_upload(name, data)
    except FileRefusedError as error:
        return Checked(RegisterContent(), (f"{name}: {error}",))
    return _read(name, source)


def read_place(path: Path) -> Checked:
    """The register at a path of this machine: a folder, a workbook, or a zip of a folder."""
    if path.suffix.casefold() == ".zip" and path.is_file():
        return read_upload(path.name, path.read_bytes())
    faults = Faults()
    source = source_at(path, faults)
    if source is None:
        return Checked(RegisterContent(), tuple(fault.sentence for fault in faults.found()))
    return _read(path.name, source)


def _read(name: str, source: Source) -> Checked:
    look = look_into(source)
    if look.inputs is None:
        return Checked(RegisterContent(), tuple(map(_in_a_service, look.faults)), look.places)
    register = _register_in(source)
    again = look_into(source_of(register)).inputs
    if again is None or _differ(look.inputs, again):
        said = f"{name}: this cannot be kept without losing what it says. Send it to whoever looks after the service."
        return Checked(RegisterContent(), (said,))
    left = tuple(f"{one}: this is not read, and not kept." for one in source.names() if not _is_kept(source, one))
    return replace(_checked(register, look), left_out=left)


def _source_of_upload(name: str, data: bytes) -> MappingSource:
    if is_workbook(name):
        return MappingSource({name: data}, workbook=name)
    files = zip_source(data, name)
    books = [one for one in files.names() if is_workbook(one) and "/" not in one]
    alone = len(books) == 1 and not any(one.casefold().endswith((".csv", ".toml")) for one in files.names())
    return replace(files, workbook=books[0]) if alone else files


def _in_a_service(fault: str) -> str:
    """The fault, with the remedy that there is here: nobody can say to a service that code is trusted."""
    said, _, remedy = fault.partition(" is code ")
    return f"{said} is code of the council's own, which a service never runs. Take it out." if remedy else fault


def _differ(one: Inputs, other: Inputs) -> bool:
    return (one.problem, one.settings, one.kept) != (other.problem, other.settings, other.kept)


def _is_kept(source: Source, name: str) -> bool:
    table = name.casefold().endswith(".csv") and "/" not in name
    return table or name in (source.workbook, CALENDAR_FILE, "rota.toml") or name.startswith(f"{CALENDARS}/")


def _register_in(source: Source) -> RegisterContent:
    """The rows of a source that reads without a fault."""
    raw = raw_tables(source, Faults())
    assert raw.settings is not None
    rows: dict[str, list[Cells]] = {schema.name: [] for schema in (*TABLES, *SETTINGS_TABLES)}
    for schema in TABLES:
        if schema.name in raw.tables:
            rows[schema.name] = [_texts(row.cells) for row in raw.tables[schema.name].rows]
    rows |= {name: list(lines) for name, lines in _of_settings(raw.settings)}
    kept = [name for name in source.names() if name == CALENDAR_FILE or name.startswith(f"{CALENDARS}/")]
    return RegisterContent(rows, {name: source.read(name) for name in kept})


def _of_settings(settings: RawSettings) -> Iterator[tuple[str, list[Cells]]]:
    single = {key: _text(cell) for key, cell in settings.single.cells.items()}
    yield "settings", [{"key": key, "value": text} for key, text in single.items() if text]
    yield "sessions", [_texts(row.cells) for row in settings.sessions]
    yield "closures", [_texts(row.cells) for row in settings.closures]
    yield "school_holidays", [_texts(row.cells) for row in settings.school_holidays]
    rules = settings.rules.items()
    numbers = ((rule, name, value) for rule, several in rules for name, value in several.items())
    yield "rules", [{"rule": rule, "number": name, "value": _text(rule_value(value))} for rule, name, value in numbers]


def _texts(cells: Mapping[str, Cell]) -> Cells:
    return {name: text for name, cell in cells.items() if (text := _text(cell))}


def _text(cell: Cell) -> str:
    return written(cell).strip()


def source_of(register: RegisterContent) -> MappingSource:
    """The register as the files of a folder, for the engine to read."""
    return MappingSource(folder_of(register))


def folder_of(register: RegisterContent) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {**as_folder(_of_people(register), _settings(register), ABOUT), **register.files}


def zip_of(register: RegisterContent) -> bytes:
    """The folder as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(folder_of(register).items()):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook_of(register: RegisterContent) -> bytes:
    """The tables and the settings as a workbook; files beside the tables have no place in it."""
    return as_workbook(_of_people(register), _settings(register), ABOUT)


def empty_workbook() -> bytes:
    """A workbook to begin with: headings, notes and what is usual."""
    return workbook(empty=True)


def _of_people(register: RegisterContent) -> dict[str, Sequence[Cells]]:
    return {schema.name: register.rows.get(schema.name, ()) for schema in TABLES}


def _settings(register: RegisterContent) -> RawSettings:
    faults = Faults()
    tables = {
        schema.name: Table(schema.name, tuple(_rows(schema.name, register.rows.get(schema.name, ()), faults)))
        for schema in SETTINGS_TABLES
    }
    return settings_of_sheets(tables, faults)


def _rows(name: str, rows: Iterable[Cells], faults: Faults) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=2):
        yield Row(name, number, cells, faults)


def safe_cell(text: str) -> str:
    """The text as it may stand in a CSV file that a spreadsheet opens."""
    from rota.exports.rota_csv import cell

    return cell(text)
