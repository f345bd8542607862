"""Folder, register, folder: nothing is lost, and what cannot be kept is said."""

from __future__ import annotations

import pytest

from rota.app.load import Inputs, look_into
from rota.source import MappingSource
from rota.tables.schema import TABLES
from rota.web import bridge, limited
from rota.web.bridge import RegisterContent, read_upload, source_of, workbook_of, zip_of
from tests.web.registers import SMALL, files_of, zipped

EXAMPLES = ("sefton", "small_town", "impossible", "sefton_year")
"""Between them a row of every table; homes, the largest, says nothing that these do not."""


def said(files: dict[str, bytes]) -> Inputs:
    found = look_into(MappingSource(files)).inputs
    assert found
    return found


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> tuple[str, RegisterContent]:
    """An example, and the register that it becomes."""
    found = read_upload(f"{request.param}.zip", zipped(files_of(request.param)))
    assert found.faults == ()
    return request.param, found.register


def test_the_examples_have_a_row_of_every_table() -> None:
    names = {name for example in EXAMPLES for name in files_of(example)}
    assert {f"{schema.name}.csv" for schema in TABLES} <= names


def test_folder_register_folder_loses_nothing(example: tuple[str, RegisterContent]) -> None:
    """What the engine makes of it is the same: nouns, settings, rules, what came of visits, and warnings."""
    name, register = example
    before, after = said(files_of(name)), look_into(source_of(register)).inputs
    assert after
    assert after.problem == before.problem
    assert after.settings == before.settings
    assert after.rules == before.rules
    assert after.kept == before.kept
    assert len(after.all_warnings()) == len(before.all_warnings())


def test_every_filled_cell_of_a_table_is_in_the_register_as_it_was(example: tuple[str, RegisterContent]) -> None:
    import csv
    import io

    name, register = example
    for schema in TABLES:
        text = files_of(name).get(f"{schema.name}.csv", b"").decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""))
        filled = [{key: cell.strip() for key, cell in row.items() if cell.strip()} for row in rows]
        assert list(register.rows[schema.name]) == [row for row in filled if row]


def test_the_zip_reads_back_to_the_same_register_and_to_the_same_bytes(
    example: tuple[str, RegisterContent],
) -> None:
    _, register = example
    again = read_upload("register.zip", zip_of(register))
    assert again.register == register
    assert zip_of(again.register) == zip_of(register)


def test_a_workbook_and_back_is_the_same_register() -> None:
    """Of settings the workbook has the order of the sheet, which says nothing."""
    register = read_upload("x.zip", zipped(files_of("small_town"))).register
    again = read_upload("register.xlsx", workbook_of(register))
    assert again.faults == ()
    assert _unordered(again.register) == _unordered(register)


def _unordered(register: RegisterContent) -> dict[str, object]:
    settings = sorted(map(str, register.rows["settings"]))
    return {**{name: list(rows) for name, rows in register.rows.items()}, "settings": settings}


def test_a_rule_with_a_list_of_one_stays_a_list_in_a_workbook() -> None:
    toml = SMALL["rota.toml"] + b'[rules.pool]\nroles_left_out = ["chair"]\n'
    register = read_upload("x.zip", zipped({**SMALL, "rota.toml": toml})).register
    assert register.rows["rules"] == [{"rule": "pool", "number": "roles_left_out", "value": "chair;"}]
    assert read_upload("x.xlsx", workbook_of(register)).register.rows["rules"] == register.rows["rules"]


def test_calendars_and_bank_holidays_are_kept_as_they_are() -> None:
    calendar = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\n"
        b"DTSTART:20270706T090000Z\r\nDTEND:20270706T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = read_upload("x.zip", zipped({**SMALL, "calendars/ann.ics": calendar}))
    assert found.register.files == {"calendars/ann.ics": calendar}
    assert read_upload("x.zip", zip_of(found.register)).register == found.register


def test_what_is_not_read_is_said_not_to_be_kept() -> None:
    found = read_upload("x.zip", zipped({**SMALL, "README.md": b"# Ours"}))
    assert found.left_out == ("README.md: this is not read, and not kept.",)


def test_every_fault_says_its_place_and_the_remedy() -> None:
    files = {**SMALL, "absences.csv": b"person,start,end\nann,31/06/2027,\nzoe,2027-07-01,\n"}
    found = read_upload("x.zip", zipped(files))
    assert found.register == RegisterContent()
    assert [(one.where, one.row, one.column) for one in found.places] == [
        ("absences.csv", 2, "start"),
        ("absences.csv", 3, "person"),
    ]
    assert found.faults[0].startswith("absences.csv, row 2, column 'start': '31/06/2027' is not a date.")


def test_rules_of_the_councils_own_are_never_run() -> None:
    found = read_upload("own.zip", zipped(files_of("own_rules")))
    assert len(found.faults) == 1
    assert found.faults[0].endswith("is code of the council's own, which a service never runs. Take it out.")


@pytest.mark.parametrize(("name", "data"), [("x.zip", b"no zip"), ("x.xlsx", b"no workbook"), ("x.zip", zipped({}))])
def test_what_is_no_register_is_a_fault(name: str, data: bytes) -> None:
    found = read_upload(name, data)
    assert found.faults
    assert found.register == RegisterContent()


def test_what_would_be_lost_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in the bridge, made here on purpose: the register is read again before anything is kept."""
    monkeypatch.setattr(bridge, "_text", lambda cell: bridge.written(cell).strip().lower())
    found = read_upload("x.zip", zipped(SMALL))
    assert found.faults == (
        "x.zip: this cannot be kept without losing what it says. Send it to whoever looks after the service.",
    )


def test_what_a_process_apart_says_is_the_same() -> None:
    assert limited.read_apart("x.zip", zipped(SMALL)) == read_upload("x.zip", zipped(SMALL))
    wrong = zipped({**SMALL, "teams.csv": b"id\nmash\n"})
    assert limited.read_apart("x.zip", wrong) == read_upload("x.zip", wrong)


def test_a_reading_that_takes_too_long_or_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more than 32 MB" in limited.read_apart("x.zip", b"x" * (limited.MOST_BYTES + 1)).faults[0]
    monkeypatch.setattr(limited, "MOST_SECONDS", 0.01)
    assert limited.read_apart("x.zip", zipped(SMALL)).faults == (f"x.zip: {limited.REFUSED}",)
