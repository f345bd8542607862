"""Words that stand below a table and are none of its rows: who updated it, what a sign means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rota.tables.cells import Cell, Refused, plain
from rota.tables.faults import Faults
from rota.tables.totals_rows import is_note, is_total
from rota.tables.vacancies import is_vacancy

_NOTE = re.compile(
    r"(?:\*|†|‡|notes?\b|n\.?b\b|source|key:|last (?:updated|amended|edited|changed|checked)|updated|amended|produced|"
    r"prepared by|compiled|correct (?:at|as at|as of)|as at|as of|please|for queries|contact)",
    re.IGNORECASE,
)
"""How words begin that are no row of a list, even right below it."""
_WORDS = 5
"""Of a sentence at least; a name seldom has so many."""


def without_words_below(
    where: str, filled: Sequence[tuple[int, Sequence[Cell]]], faults: Faults, *, one_is_a_row: bool
) -> Sequence[tuple[int, Sequence[Cell]]]:
    """The rows of a table under its heading, without the words below it: each of these is warned of."""
    words = words_below(filled, one_is_a_row=one_is_a_row)
    for number, cells in words:
        faults.warn(where, "are words outside the table and are not read.", row=number, value=_text(cells))
    return filled[1 : len(filled) - len(words)]


def words_below(
    filled: Sequence[tuple[int, Sequence[Cell]]], *, one_is_a_row: bool
) -> Sequence[tuple[int, Sequence[Cell]]]:
    """The rows at a table's end that are words; ``filled`` are all that hold something, the heading first.

    Such a row has one cell, and begins as a note does; or it stands below a blank row where all others have several
    cells, and could be no row of the table: where ``one_is_a_row``, because it is a sentence.
    """
    end = len(filled)
    while end > 1 and _count(filled[end - 1][1]) == 1 and _may_be_words(_text(filled[end - 1][1])):
        end -= 1
    of_several = all(_count(cells) > 1 for _, cells in (filled[1:end] or filled[:1]))
    for at in range(end, len(filled)):
        text, gap = _text(filled[at][1]), filled[at][0] - filled[at - 1][0] > 1
        told_of_names = one_is_a_row and is_note(text) and not gap  # of a list of names that is said elsewhere
        sentence = of_several and gap and not (one_is_a_row and len(text.split()) < _WORDS)
        if (_NOTE.match(text) and not told_of_names) or sentence:
            return filled[at:]
    return ()


def _may_be_words(text: str) -> bool:
    """Whether nothing else of the cell is known: in a list of names totals and vacancies are told of elsewhere."""
    return bool(text) and not is_total(text) and not is_vacancy(text)


def _count(cells: Sequence[Cell]) -> int:
    return sum(isinstance(cell, Refused) or bool(plain(cell).strip()) for cell in cells)


def _text(cells: Sequence[Cell]) -> str:
    return next((plain(cell).strip() for cell in cells if plain(cell).strip()), "")
