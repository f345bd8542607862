"""Exports: pure functions from a Document to files. One format per module; EXPORTS lists them.

Each format is imported when it is first rendered, so that listing them needs no library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rota.exports.view import Document

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """A format. ``render`` gives the bytes of each file by its name relative to the output folder."""

    name: str
    description: str
    render: Callable[[Document], Files]


def _json(document: Document) -> Files:
    from rota.exports import rota_json

    return rota_json.render(document)


def _csv(document: Document) -> Files:
    from rota.exports import rota_csv

    return rota_csv.render(document)


def _xlsx(document: Document) -> Files:
    from rota.exports import rota_xlsx

    return rota_xlsx.render(document)


def _html(document: Document) -> Files:
    from rota.exports import rota_html

    return rota_html.render(document)


def _ics(document: Document) -> Files:
    from rota.exports import ics_files as calendars

    return calendars.render(document)


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("json", "rota.json, the record: reads back to the same rota.", _json),
        Export("csv", "rota.csv, a row for each member on each visit.", _csv),
        Export("xlsx", "rota.xlsx, a workbook by visit, by member and by team, with loads and the audit.", _xlsx),
        Export("html", "rota.html, one page to read or print.", _html),
        Export("ics", "calendars/*.ics, a calendar for each member, host and team, and one of all visits.", _ics),
    )
}
"""Every format by name, in the order in which they are offered."""
