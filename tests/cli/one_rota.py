"""Whether every file in a folder says the same rota, read by other means than they were written."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from icalendar import Calendar
from openpyxl import load_workbook

from rota.domain import Problem
from rota.exports.ics_events import permanent_id
from rota.exports.ics_files import file_names
from rota.reading import read

Row = tuple[str, str, str, str, str, str]
"""Visit, date, start, end, who receives, who goes."""


def problem_of(council: Path) -> Problem:
    """The council as it is read."""
    problem = read(council).problem
    assert problem is not None
    return problem


def must_say_one_rota(folder: Path, problem: Problem) -> None:
    """AssertionError where a file in the folder says another rota than the rest."""
    placements = json.loads((folder / "rota.json").read_text(encoding="utf-8"))["record"]["rota"]["placements"]
    rows = _of_record(placements, problem)
    assert _of_csv(folder / "rota.csv") == rows
    assert _of_workbook(folder / "rota.xlsx") == rows
    _must_be_on_the_sheet_to_send(folder / "rota.xlsx", rows)
    _must_be_on_the_page(folder / "rota.html", rows)
    _must_be_in_the_calendars(folder / "calendars", placements, problem)


def _of_record(placements: list[dict[str, Any]], problem: Problem) -> set[Row]:
    return {
        (
            one["visit"],
            *(one["slot"]["start"].split()),
            one["slot"]["end"].split()[1],
            "; ".join(problem.name_of(person) for person in one["receivers"]),
            problem.name_of(member) if member else "",
        )
        for one in placements
        for member in (one["members"] or [""])
    }


def _of_csv(file: Path) -> set[Row]:
    lines = io.StringIO(file.read_text(encoding="utf-8-sig"))
    rows = list(csv.reader(lines))
    at = next(number for number, row in enumerate(rows) if "member" in row)
    columns = [rows[at].index(name) for name in ("visit", "date", "start", "end", "host", "member")]
    return {tuple(row[column] for column in columns) for row in rows[at + 1 :]}  # type: ignore[misc]


def _of_workbook(file: Path) -> set[Row]:
    rows = _sheet(file, "By visit")
    at = next(number for number, row in enumerate(rows) if "Member" in row)
    columns = [rows[at].index(name) for name in ("Visit", "Date", "Start", "End", "Host", "Member")]
    return {tuple(_text(row[column]) for column in columns) for row in rows[at + 1 :] if any(row)}  # type: ignore[misc]


def _sheet(file: Path, name: str) -> list[tuple[Any, ...]]:
    """The rows of the sheet, whose name begins with DRAFT when the rota breaks a must."""
    (found,) = (sheet for sheet in load_workbook(file).worksheets if sheet.title in (name, f"DRAFT {name}"))
    return list(found.iter_rows(values_only=True))


def _must_be_on_the_sheet_to_send(file: Path, rows: set[Row]) -> None:
    lines = [[_text(cell) for cell in row] for row in _sheet(file, "Rota")]
    found = {(*line[:3], line[5], member) for line in lines for member in line[6].split("; ")}
    wanted = {row[1:] for row in rows}
    assert {row for row in found if row[1][:1].isdigit()} == wanted


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.strftime("%H:%M") if hasattr(cell, "strftime") else str(cell or "")


def _must_be_on_the_page(file: Path, rows: set[Row]) -> None:
    page = file.read_text(encoding="utf-8")
    tables = page[page.index('id="rota"') :].partition("</section>")[0]
    lines = [unescape(re.sub(r"<[^>]+>", "\0", line)) for line in tables.split("<tr")]
    for _, day, start, end, host, member in rows:
        date = datetime.fromisoformat(day)
        words = (f"{date:%a} {date.day} {date:%B}", f"{start} to {end}", host, member or "nobody")
        assert any(all(word in line for word in words) for line in lines), words


def _must_be_in_the_calendars(folder: Path, placements: list[dict[str, Any]], problem: Problem) -> None:
    """Each person's calendar holds the visits that they make or receive, and no other that is not cancelled."""
    expected: dict[str, dict[str, tuple[str, str]]] = {
        **{f"member:{member.id}": {} for member in problem.members},
        **{f"host:{host.id}": {} for host in problem.hosts},
        **{f"team:{team.id}": {} for team in problem.teams},
        "all": {},
    }
    for one in placements:
        people = [f"member:{member}" for member in one["members"]] + [f"host:{host}" for host in one["receivers"]]
        for feed in (*people, f"team:{problem.visit(one['visit']).team}", "all"):
            uid = permanent_id(problem, one["visit"], "" if feed == "all" else feed)
            expected[feed][uid] = (one["slot"]["start"], one["slot"]["end"])
    files = {f"calendars/{name.name}" for name in folder.iterdir()}
    names = file_names(expected)
    assert files == set(names.values())
    for feed, events in expected.items():
        held, cancelled = _events((folder.parent / names[feed]).read_bytes())
        assert held == events, feed
        assert not cancelled & {permanent_id(problem, one["visit"], feed) for one in placements}


def _events(octets: bytes) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """The events that are on, by their ids, and the ids of those that are cancelled."""
    on: dict[str, tuple[str, str]] = {}
    off: set[str] = set()
    for event in Calendar.from_ical(octets).walk("VEVENT"):
        uid = str(event["UID"])
        if event["STATUS"] == "CANCELLED":
            off.add(uid)
        else:
            on[uid] = tuple(event[name].dt.strftime("%Y-%m-%d %H:%M") for name in ("DTSTART", "DTEND"))  # type: ignore[assignment]
    return on, off


def sequences(folder: Path) -> dict[tuple[str, str], int]:
    """The number of each event, by file and id."""
    return {
        (file.name, str(event["UID"])): int(event["SEQUENCE"])
        for file in sorted(folder.glob("*.ics"))
        for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    }
