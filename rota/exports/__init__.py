"""Exports: pure functions from a Document to files. One format per module; EXPORTS lists them.

Each format is imported when it is first rendered, so that listing them needs no library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rota.errors import RotaError

if TYPE_CHECKING:
    from rota.exports.view import Document

Files = dict[str, bytes]

CALENDARS = "calendars"
"""The folder of the calendars."""


class NotInstalledError(RotaError):
    """A format needs a library that is not installed; the message says how it is."""


@dataclass(frozen=True, slots=True)
class Export:
    """A format. ``render`` gives the bytes of each file by its name relative to the output folder.

    ``files`` are the names of the files that it writes, or of the folder that holds them. One that is not ``default``
    is written when it is asked for by name; ``requires`` names the extra of Rota with the library that it needs;
    ``shows_reserves`` says whether its files tell who stands by.
    """

    name: str
    files: tuple[str, ...]
    description: str
    render: Callable[[Document], Files]
    default: bool = True
    requires: str = ""
    shows_reserves: bool = False


def _json(document: Document) -> Files:
    from rota.exports import rota_json

    return rota_json.render(document)


def _csv(document: Document) -> Files:
    from rota.exports import rota_csv

    return rota_csv.render(document)


def _xlsx(document: Document) -> Files:
    from rota.exports import rota_xlsx

    return rota_xlsx.render(document)


def _figures(document: Document) -> Files:
    from rota.exports import figures_xlsx

    return figures_xlsx.render(document)


def _html(document: Document) -> Files:
    from rota.exports import rota_html

    return rota_html.render(document)


def _officer(document: Document) -> Files:
    from rota.exports import officer_html

    return officer_html.render(document)


def _ics(document: Document) -> Files:
    from rota.exports import ics_files as calendars

    return calendars.render(document)


def _pdf(document: Document) -> Files:
    from rota.exports import rota_pdf

    return rota_pdf.render(document)


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export(
            "json", ("rota.json",), "rota.json, the record: reads back to the same rota.", _json, shows_reserves=True
        ),
        Export("csv", ("rota.csv",), "rota.csv, a row for each member on each visit.", _csv, shows_reserves=True),
        Export(
            "xlsx",
            ("rota.xlsx",),
            "rota.xlsx, a workbook to send: the rota, lists by visit, by member and by team, and a sheet a member.",
            _xlsx,
            shows_reserves=True,
        ),
        Export(
            "figures",
            ("figures.xlsx",),
            "figures.xlsx, a workbook for officers: what members and groups carry, and the audit.",
            _figures,
        ),
        Export(
            "html",
            ("rota.html",),
            "rota.html, the page for everybody: by date, by member and by team, to read or print.",
            _html,
            shows_reserves=True,
        ),
        Export(
            "officer",
            ("officer.html",),
            "officer.html, for officers: points, what could not be met, the rules and what is proven.",
            _officer,
        ),
        Export(
            "ics",
            (CALENDARS,),
            "calendars/*.ics, a calendar for each member, host and team, and one of all visits.",
            _ics,
        ),
        Export(
            "pdf",
            ("rota.pdf",),
            "rota.pdf, the page to print as a PDF; with 'rota[pdf]' installed, and when asked for.",
            _pdf,
            default=False,
            requires="pdf",
        ),
    )
}
"""Every format by name, in the order in which they are offered."""

USUAL = tuple(export.name for export in EXPORTS.values() if export.default)
"""Formats that are written unless others are asked for."""

SHOWING_RESERVES = tuple(name for name in USUAL if EXPORTS[name].shows_reserves)
"""Those of them that are otherwise once members stand by."""

FILES = tuple(name for export in EXPORTS.values() for name in export.files)
"""Everything that a folder may hold of a rota."""
