"""Cells that hold what people wrote: longer than a name, and in lines."""

from __future__ import annotations

import re
import unicodedata

from rota.tables.cells import Cell, NotRepeated, Unreadable, as_text, plain

LONGEST_PROSE = 10_000
"""Letters: Excel holds three times that in a cell, and what stands under one heading takes less than a page."""

_BEGINNING = 20
"""As much of a line as says whether it is a formula; ``as_text`` looks at no more than a short text."""


_REACHES_SOMEBODY = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w"),
    "a telephone number": re.compile(r"(?<![\w/.-])(?:\+44|0)(?:[ -]?\d){9,10}(?![\w/-])", re.ASCII),
}
"""What nobody's words may have in them: it says who somebody is as their name does."""


def as_prose_of_nobody(cell: Cell) -> str:
    """The same as ``as_prose``, but NotRepeated where it says how somebody can be reached."""
    text = as_prose(cell)
    for name, pattern in _REACHES_SOMEBODY.items():
        if pattern.search(text):
            raise NotRepeated(f"it has {name} in it. Take that out: nobody may be recognised.")
    return text


def as_prose(cell: Cell) -> str:
    """The text, its lines kept, without blanks at their ends. Unreadable when too long or when it could do harm.

    A line may begin with "- " as in a list, and otherwise with no sign that makes a formula of it.
    """
    text = re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", plain(cell))).replace("\t", " ").strip()
    if len(text) > LONGEST_PROSE:
        raise Unreadable(f"is {len(text):,} characters long. Shorten it to {LONGEST_PROSE:,} or fewer.")
    printable = text.replace("\n", " ").isprintable()
    for start in range(0, 0 if printable else len(text), _BEGINNING):
        as_text(text[start : start + _BEGINNING].replace("\n", " "), may_begin_with_sign=True)
    lines = [line.rstrip() for line in text.split("\n")]
    for line in lines:
        as_text(line[:_BEGINNING], may_begin_with_sign=line.startswith("- "))
    return "\n".join(lines)
