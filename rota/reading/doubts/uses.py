"""A value where it stands in the tables, and sentences that say where several stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rota.reading.cells import slug
from rota.reading.faults import SHOWN_ROWS, place_in_words, showable
from rota.reading.rows import Row
from rota.reading.tables import Table
from rota.words import joined

FEW = 5
"""Alike doubts that are told one by one; of more, all in one sentence."""

MOST_NAMED = 8
"""Values of one kind named in one sentence."""


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


def uses(table: Table | None, column: str, of: str = "name") -> Iterator[Use]:
    """Each filled cell of the column. The table must have been read without a fault."""
    for row in table.rows if table else ():
        if value := row.text(column):
            yield use(row, column, value, row.text(of))


def several_uses(table: Table | None, column: str, of: str = "name") -> Iterator[Use]:
    """Each item between semicolons in the column."""
    for row in table.rows if table else ():
        for value in row.several(column):
            yield use(row, column, value, row.text(of))


def use(row: Row, column: str, value: str, of: str = "") -> Use:
    """The value at this place."""
    return Use(value, row.where, row.number, column, of)


def place(found: Iterable[Use], most: int = SHOWN_ROWS) -> str:
    """Where the values stand: "members.csv, rows 3 and 9, column 'group'"; of many rows the first."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        rows[one.where, one.column] += [] if one.row is None else [one.row]
    return joined(
        [place_in_words(where, sorted(set(rows[where, column])), column or None, most) for where, column in rows]
    )


def by_value(found: Iterable[Use], key: Callable[[str], str] = slug) -> dict[str, list[Use]]:
    """The places of each value under the spelling that is used most; values of one ``key`` are one."""
    alike: dict[str, list[Use]] = defaultdict(list)
    for one in found:
        alike[key(one.value) or one.value].append(one)
    return {commonest([one.value for one in group]): group for group in alike.values()}


def first_row(found: Sequence[Use]) -> tuple[str, int, str]:
    """Sorts by where values first stand, for choices that must not hang on the order of anything else."""
    return min((one.where, one.row or 0, one.column) for one in found)


def commonest(values: Sequence[str]) -> str:
    """The value that is there most often; of equals the first in the order of letters."""
    return min(set(values), key=lambda value: (-values.count(value), value))


def quoted(value: str) -> str:
    """The value between quotation marks, on one short line."""
    return f"'{showable(value)}'"


def some(parts: Sequence[str]) -> str:
    """The parts in a list; of many the first and their number."""
    more = len(parts) - MOST_NAMED
    return joined([*parts[:MOST_NAMED], f"{more:,} more"]) if more > 0 else joined(parts)
