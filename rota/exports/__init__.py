"""Exports: pure functions from a Document to files. One format per module; EXPORTS lists them.

Each format is imported when it is first rendered, so that listing them needs no library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
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


def _by(module: str) -> Callable[[Document], Files]:
    """The ``render`` of a module of this package, which is imported when it is first called."""

    def render(document: Document) -> Files:
        files: Files = import_module(f"rota.exports.{module}").render(document)
        return files

    return render


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export(
            "json",
            ("rota.json",),
            "rota.json, the record: reads back to the same rota.",
            _by("rota_json"),
            shows_reserves=True,
        ),
        Export(
            "csv", ("rota.csv",), "rota.csv, a row for each member on each visit.", _by("rota_csv"), shows_reserves=True
        ),
        Export(
            "xlsx",
            ("rota.xlsx",),
            "rota.xlsx, a workbook to send: the rota, lists by visit, by member and by team, and a sheet a member.",
            _by("rota_xlsx"),
            shows_reserves=True,
        ),
        Export(
            "figures",
            ("figures.xlsx",),
            "figures.xlsx, a workbook for officers: what members and groups carry, and the audit.",
            _by("figures_xlsx"),
        ),
        Export(
            "html",
            ("rota.html",),
            "rota.html, the page for everybody: by date, by member and by team, to read or print.",
            _by("rota_html"),
            shows_reserves=True,
        ),
        Export(
            "officer",
            ("officer.html",),
            "officer.html, for officers: points, what could not be met, the rules and what is proven.",
            _by("officer_html"),
        ),
        Export(
            "ics",
            (CALENDARS,),
            "calendars/*.ics, a calendar for each member, host and team, and one of all visits.",
            _by("ics_files"),
        ),
        Export(
            "pdf",
            ("rota.pdf",),
            "rota.pdf, the page to print as a PDF; with 'rota[pdf]' installed, and when asked for.",
            _by("rota_pdf"),
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
