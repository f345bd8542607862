"""Text files of a council's folder: only its own, of a bearable size, in an encoding that is known."""

from __future__ import annotations

import re

from rota.source import FileRefusedError, Source
from rota.tables.faults import Faults
from rota.tables.letters import ENCODINGS, Remedies, text_of
from rota.text.system_refusals import cause

MOST_BYTES = 20 * 2**20
"""A file of more than 20 MB is refused before it is read."""

SETTINGS_FILE = "rota.toml"
_HEADING = re.compile(r"^\s*\[+\s*([\w.]+)", re.MULTILINE)
_TOLD = re.compile(r"^\s*encoding\s*=\s*[\"']([^\"'\n]*)", re.MULTILINE)
_NAME_IT = Remedies(name=f' Or name its letters below [council] in {SETTINGS_FILE}, like encoding = "mac-roman".')
_SETTINGS = Remedies("Save the file again as UTF-8.")


def read_text(source: Source, name: str, faults: Faults) -> str | None:
    """The text of a file (UTF-8, or as the settings say, or Windows-1252), or None and a fault."""
    remedy = f"the file has more than {MOST_BYTES >> 20} MB. Keep only the rows of this rota."
    data = bytes_of(source, name, (MOST_BYTES, remedy), faults)
    if data is None or name == SETTINGS_FILE:
        return None if data is None else text_of(name, data, faults, way_out=_SETTINGS)
    return text_of(name, data, faults, "" if data.isascii() else told_encoding(source), _NAME_IT)


def told_encoding(source: Source) -> str:
    """The letters of files that are not UTF-8, as the settings name them; empty when they do not, or name none."""
    try:
        text = source.read(SETTINGS_FILE, MOST_BYTES).decode("utf-8", errors="replace")
    except (OSError, FileRefusedError, KeyError):
        return ""
    council = next((found.end() for found in _HEADING.finditer(text) if found[1] == "council"), len(text))
    after = _HEADING.search(text, council)
    found = _TOLD.search(text, council, after.start() if after else len(text))
    named = found[1].strip().casefold() if found else ""
    return named if named in ENCODINGS else ""


def bytes_of(
    source: Source, name: str, most: tuple[int, str], faults: Faults, where: str | None = None
) -> bytes | None:
    """The bytes of a file, or None and a fault; ``most`` are the bytes it may have, and what is said of one with more.

    The fault is of ``where``, of ``name`` unless given.
    """
    where = where or name
    try:
        data = source.read(name, most[0])
    except FileRefusedError as error:
        faults.add(where, str(error))
    except OSError as error:
        faults.add(where, f"this file cannot be opened: {'. '.join(cause(error))}")
    else:
        if len(data) <= most[0]:
            return data
        faults.add(where, most[1])
    return None
