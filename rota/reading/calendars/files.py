"""The calendars of an input folder: which files there are, and the bytes of each."""

from __future__ import annotations

from pathlib import Path

from rota.reading.calendars.folding import MOST_BYTES
from rota.tables.cell_uses import showable
from rota.tables.faults import Faults

FOLDER = "calendars"
MOST_FILES = 500
"""Calendars of one folder: every member of the largest council, its hosts and its committees, twice over."""

_SUFFIX = ".ics"


def calendar_files(folder: Path, faults: Faults) -> tuple[Path, ...]:
    """The calendars of an input folder, in order of name. What else is in their folder is a fault."""
    inner = folder / FOLDER
    if not inner.is_dir():
        if inner.exists():
            faults.add(FOLDER, "this should be a folder with a calendar (.ics) for each person or committee.")
        return ()
    if not inner.resolve().is_relative_to(folder.resolve()):
        faults.add(FOLDER, "this is a link to another folder. Put the calendars themselves there.")
        return ()
    try:
        paths = sorted(path for path in inner.iterdir() if not path.name.startswith((".", "~")))
    except OSError as error:
        faults.add(FOLDER, f"this folder cannot be opened ({error.strerror}). Check who may read it.")
        return ()
    for path in paths:
        if path.suffix.casefold() != _SUFFIX:
            faults.add(where(path), "this is not a calendar. Save it as an .ics file, or take it out of the folder.")
    calendars = tuple(path for path in paths if path.suffix.casefold() == _SUFFIX)
    if len(calendars) > MOST_FILES:
        faults.add(FOLDER, f"there are more than {MOST_FILES} calendars. Keep those of people and committees here.")
    return calendars[:MOST_FILES]


def where(path: Path) -> str:
    """The calendar as an officer finds it: "calendars/ann.ics"."""
    return f"{FOLDER}/{showable(path.name)}"


def bytes_of(path: Path, faults: Faults) -> bytes | None:
    """The bytes of a calendar, or None and a fault when it cannot be opened, or is not a file of the folder."""
    place = where(path)
    try:
        if not path.resolve().is_relative_to(path.parent.resolve()):
            faults.add(place, "this is a link to a file outside the folder. Put the file itself there.")
        elif not path.is_file():
            faults.add(place, "this is not a file of its own. Put the file itself there.")
        elif path.stat().st_size > MOST_BYTES:
            remedy = f"was not read: it has more than {MOST_BYTES >> 20} MB. Export only the year of the rota."
            faults.add(place, remedy)
        else:
            return path.read_bytes()
    except OSError as error:
        remedy = f"this file cannot be opened ({error.strerror}). Close it elsewhere and check who may read it."
        faults.add(place, remedy)
    return None
