"""Text files of a council's folder: only its own, of a bearable size, in an encoding that is known."""

from __future__ import annotations

import re
from itertools import filterfalse

from rota.source import FileRefusedError, Source
from rota.tables.faults import Faults
from rota.text.system_refusals import cause

MOST_BYTES = 20 * 2**20
"""A file of more than 20 MB is refused before it is read."""

SETTINGS_FILE = "rota.toml"
_WORD = re.compile(r"[^\s,;\"]+")


def read_text(source: Source, name: str, faults: Faults) -> str | None:
    """The text of a file (UTF-8 with or without its mark, or Windows-1252), or None and a fault."""
    remedy = f"the file has more than {MOST_BYTES >> 20} MB. Keep only the rows of this rota."
    data = bytes_of(source, name, (MOST_BYTES, remedy), faults)
    return None if data is None else _decoded(name, data, faults)


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


def _decoded(name: str, data: bytes, faults: Faults) -> str | None:
    save = "Save the file again as 'CSV UTF-8'." if name != SETTINGS_FILE else "Save the file again as UTF-8."
    if b"\0" in data:
        faults.add(name, f"this is not plain text: it has NUL bytes in it. {save}")
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        _say_what_was_assumed(name, text, encoding, save, faults)
        return text
    faults.add(name, f"the letters in this file are in no encoding known here. {save}")
    return None


def _say_what_was_assumed(name: str, text: str, encoding: str, save: str, faults: Faults) -> None:
    """A word when the letters are guessed, or look as if a program before had guessed them wrongly."""
    anew = "save the file anew where it came from, as 'CSV UTF-8'."
    for number, line in enumerate(text.splitlines(), start=1):
        # Only letters beyond ASCII are those that encodings disagree on.
        for word in () if line.isascii() else filterfalse(str.isascii, _WORD.findall(line)):
            meant = _misread(word)
            if meant:
                what = f"looks like '{meant}' that another program has read in the wrong letters. Correct it, or {anew}"
            elif encoding == "cp1252":
                what = f"is a guess: the file is not UTF-8, and is read as Windows-1252. If that is wrong: {save}"
            else:
                continue
            faults.warn(name, what, row=number, value=word)
            return


def _misread(word: str) -> str:
    """What the word was before UTF-8 was read as Windows-1252; nothing when it was not."""
    try:
        return word.encode("cp1252").decode()
    except UnicodeError:
        return ""
