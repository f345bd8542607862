"""The calendars of an input folder: which files there are, and the bytes of each."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath

from rota.reading.calendars.folding import MOST_BYTES
from rota.source import CALENDARS, LINK, FileRefusedError, Source
from rota.tables import text_files
from rota.tables.cell_uses import showable
from rota.tables.faults import Faults
from rota.text.system_refusals import cause

MOST_FILES = 500
"""Calendars of one folder: every member of the largest council, its hosts and its committees, twice over."""

_SUFFIX = ".ics"


def calendar_files(source: Source, faults: Faults) -> tuple[PurePath, ...]:
    """The calendars of a source, in order of name. What else is in their folder is a fault."""
    names = source.names()
    if CALENDARS in names:
        faults.add(CALENDARS, _no_folder(source))
    paths = [PurePosixPath(name) for name in names if name.startswith(f"{CALENDARS}/")]
    for path in paths:
        if path.suffix.casefold() != _SUFFIX:
            faults.add(where(path), "this is not a calendar. Save it as an .ics file, or take it out of the folder.")
    calendars = tuple(path for path in paths if path.suffix.casefold() == _SUFFIX)
    if len(calendars) > MOST_FILES:
        faults.add(CALENDARS, f"there are more than {MOST_FILES} calendars. Keep those of people and committees here.")
    return calendars[:MOST_FILES]


def _no_folder(source: Source) -> str:
    """Why the calendars' folder is none."""
    try:
        source.read(CALENDARS, 0)
    except FileRefusedError as error:
        if str(error) == LINK:
            return "this is a link to another folder. Put the calendars themselves there."
    except OSError as error:
        return f"this folder cannot be opened: {'. '.join(cause(error))}"
    return "this should be a folder with a calendar (.ics) for each person or committee."


def where(path: PurePath) -> str:
    """The calendar as an officer finds it: "calendars/ann.ics"."""
    return f"{CALENDARS}/{showable(path.name)}"


def bytes_of(source: Source, path: PurePath, faults: Faults) -> bytes | None:
    """The bytes of a calendar, or None and a fault when it cannot be opened, or is not a file of the folder."""
    remedy = f"was not read: it has more than {MOST_BYTES >> 20} MB. Export only the year of the rota."
    return text_files.bytes_of(source, str(path), (MOST_BYTES, remedy), faults, where(path))
