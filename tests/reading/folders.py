"""Small folders of tables: three members and a team unless told, with each file given as text."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook

from rota.domain import Problem
from rota.reading import read

TOML = """
[council]
name = "Testshire"
[year]
start = 2026-06-01
end = 2027-05-31
[sessions]
morning = "10:00"
[closures]
bank_holidays = false
august = false
christmas = false
"""
NO_POLL = TOML + "pre_election = false\n"
"""The same in a year without a poll, which is then no doubt."""
MEMBERS = "name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\nCat Cole,Red,North\n"
TEAMS = "name,kind,site,host\nMASH,mash,Front House,Meg Manager\n"


def a_folder(at: Path, **files: str | bytes) -> Path:
    """The folder with these tables; ``toml`` is rota.toml. A table given as empty text is left out."""
    at.mkdir(parents=True, exist_ok=True)
    for name, content in {"toml": TOML, "members": MEMBERS, "teams": TEAMS, **files}.items():
        if content:
            data = content.encode() if isinstance(content, str) else content
            (at / ("rota.toml" if name == "toml" else f"{name}.csv")).write_bytes(data)
    return at


def a_workbook(at: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with these sheets, and the same year, members and team as the folder unless told."""
    usual: dict[str, list[list[object]]] = {
        "settings": [["key", "value"], ["council.name", "Testshire"], ["start", "2026-06-01"], ["end", "2027-05-31"]],
        "members": [["name", "group"], ["Ann Apple", "Red"]],
        "teams": [["name"], ["MASH"]],
    }
    book = Workbook()
    book.remove(book.active)
    for name, rows in {**usual, **sheets}.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    at.write_bytes(out.getvalue())
    return at


def problem_of(path: Path) -> Problem:
    """The problem, which must have no fault."""
    reading = read(path)
    assert [fault.sentence for fault in reading.faults] == []
    assert reading.problem is not None
    return reading.problem


def told_of(path: Path) -> list[str]:
    """What is said of tables without a fault: what was left out or assumed, and what is doubtful."""
    reading = read(path)
    assert [fault.sentence for fault in reading.faults] == []
    return [*reading.warnings, *reading.doubts]


def doubts_of(path: Path) -> list[str]:
    """What is doubtful of tables without a fault."""
    reading = read(path)
    assert [fault.sentence for fault in reading.faults] == []
    return list(reading.doubts)


def faults_of(path: Path) -> list[str]:
    """The faults in sentences. There is no problem beside a fault."""
    reading = read(path)
    assert (reading.problem is None) == bool(reading.faults)
    return [fault.sentence for fault in reading.faults]
