"""Bytes to text: in UTF-8 where that can be; else in the letters that were named, or in guessed ones, with a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import filterfalse
from typing import NamedTuple

from rota.tables.faults import Faults

UTF8_WITH_MARK, GUESS = "utf-8-sig", "windows-1252"
ENCODINGS = {
    GUESS: "cp1252",
    "windows-1250": "cp1250",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso8859-15",
    "mac-roman": "mac-roman",
    "cp850": "cp850",
    "cp437": "cp437",
    "utf-8": "utf-8",
}
"""What may be named, and what Python calls it: Excel's on Windows, its "CSV (Macintosh)" and its "CSV (MS-DOS)"."""

_WORD = re.compile(r"[^\s,;\"]+")


class Remedies(NamedTuple):
    """What to do about letters that were guessed wrongly: save the file anew, or name them. Both are sentences."""

    save: str = "Save the file again as 'CSV UTF-8'."
    name: str = ""


def decoded(data: bytes, told: str = "") -> tuple[str, str] | None:
    """The text, and the letters it is in, by Python's name; None when it is not in those that were ``told``.

    Without any a file that is not UTF-8 is taken for Windows-1252; its five bytes without a letter become U+FFFD.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode(UTF8_WITH_MARK, errors="replace"), UTF8_WITH_MARK
    codec = ENCODINGS.get(told, ENCODINGS[GUESS])
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(codec, errors="strict" if told else "replace"), codec
    except UnicodeDecodeError:
        return None


def text_of(name: str, data: bytes, faults: Faults, told: str = "", way_out: Remedies | None = None) -> str | None:
    """The text of a file, or None and a fault. A word when its letters are guessed, or were guessed wrongly before."""
    save, other = way_out or Remedies()
    if b"\0" in data:
        faults.add(name, f"this is not plain text: it has NUL bytes in it. {save}")
        return None
    found = decoded(data, told)
    if found is None:
        faults.add(name, f"the letters in this file are not those of {told}. {save}{other}")
        return None
    text, codec = found
    if "\ufffd" in text and not told and codec == ENCODINGS[GUESS]:
        faults.add(name, f"the letters in this file are in no encoding known here. {save}{other}")
        return None
    _say_what_was_assumed(name, text, f"{save}{other}" if codec == ENCODINGS[GUESS] and not told else "", faults)
    return text


def _say_what_was_assumed(name: str, text: str, remedy: str, faults: Faults) -> None:
    """A word on the first letters that were guessed, for which there is a ``remedy``, or that a program spoilt."""
    anew = "save the file anew where it came from, as 'CSV UTF-8'."
    for number, word in _beyond_ascii(text):
        meant = _misread(word)
        if meant:
            what = f"looks like '{meant}' that another program has read in the wrong letters. Correct it, or {anew}"
        elif remedy:
            what = f"is a guess: the file is not UTF-8, and is read as Windows-1252. If that is wrong: {remedy}"
        else:
            continue
        faults.warn(name, what, row=number, value=word)
        return


def _beyond_ascii(text: str) -> Iterator[tuple[int, str]]:
    """The words with letters that encodings disagree on, with their lines."""
    for number, line in enumerate(text.splitlines(), start=1):
        for word in () if line.isascii() else filterfalse(str.isascii, _WORD.findall(line)):
            yield number, word


def _misread(word: str) -> str:
    """What the word was before UTF-8 was read as Windows-1252; nothing when it was not."""
    try:
        return word.encode("cp1252").decode()
    except UnicodeError:
        return ""
