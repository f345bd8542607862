"""A value where it stands in the tables, and the words that say where: of one, or of several that are alike."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rota.tables.cells import slug
from rota.text.english import joined, numbered

SHOWN_CHARACTERS = 60
"""A value in a sentence is shortened to this many characters."""

SHOWN_ROWS = 5
"""Rows named in one sentence; of more, how many there are."""


@dataclass(frozen=True, slots=True)
class Use:
    """A value and where it stands; a file's own name has neither row nor column.

    ``of`` is whose it is, as the tables name them: a member, say, or a team.
    """

    value: str
    where: str
    row: int | None = None
    column: str = ""
    of: str = ""


def place_in_words(where: str, rows: Sequence[int], column: str | None = None, most: int = SHOWN_ROWS) -> str:
    """Where something stands: "members.csv, rows 3 and 9, column 'group'"; of many rows the first and their number."""
    place = f"{where}, {numbered('row', rows, most)}" if rows else where
    if column:
        settings = where.endswith(("rota.toml", "sheet 'settings'"))
        place += f", {'setting' if settings else 'column'} '{column}'"
    return place


def place(found: Iterable[Use], most: int = SHOWN_ROWS) -> str:
    """Where the values stand, in each file and column: "members.csv, rows 3 and 9, column 'group' and changes.csv"."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        rows[one.where, one.column] += [] if one.row is None else [one.row]
    return joined([place_in_words(where, sorted(set(rows[where, column])), column, most) for where, column in rows])


def by_value(found: Iterable[Use], key: Callable[[str], str] = slug) -> dict[str, list[Use]]:
    """The places of each value under the spelling that is used most; values of one ``key`` are one."""
    alike: dict[str, list[Use]] = defaultdict(list)
    for one in found:
        alike[key(one.value) or one.value].append(one)
    return {commonest([one.value for one in group]): group for group in alike.values()}


def first_row(found: Iterable[Use]) -> tuple[str, int, str]:
    """Sorts by where values first stand, for choices that must not hang on the order of anything else."""
    return min((one.where, one.row or 0, one.column) for one in found)


def commonest(values: Sequence[str]) -> str:
    """The value that is there most often; of equals the first in the order of letters."""
    return min(set(values), key=lambda value: (-values.count(value), value))


def quoted(value: str) -> str:
    """The value between quotation marks, on one short line."""
    return f"'{showable(value)}'"


def showable(text: str) -> str:
    """``text`` on one line: control characters as dots, and shortened."""
    short = text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
    return "".join(
        "·" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in short
    )
