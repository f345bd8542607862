"""Rows that stand in a list and are none of it: totals, vacant seats, headings come again, notes below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rota.tables.cells import Refused, fold, plain, slug
from rota.tables.row import Row
from rota.tables.vacancies import is_vacancy

if TYPE_CHECKING:
    from rota.tables.table import Table  # which reads its rows by way of this

_TOTAL = re.compile(
    r"(?:grand-|sub-?|overall-)?totals?(?:-.*)?|(?:grand-)?sum|count|average|mean|overall|all|"
    r"(?:number|no|count|sum|average)-of-.*|.*-in-(?:all|total)|"
    r"\d+-(?:members?|councillors?|seats?|teams?|visits?)(?:-.*)?|(?:members|councillors|seats|visits)-\d+"
)
_NOTE = re.compile(r"(?:notes?|sources?|nb|updated|correct-as-(?:at|of)|as-at|printed|end-of-.*|last-updated)(?:-.*)?")
_NUMBER = re.compile(r"[-+£(]*\d[\d,. ]*[%)]*")
_HEADINGS = {
    "name",
    "names",
    "member",
    "members",
    "membersname",
    "membername",
    "councillor",
    "team",
    "teams",
    "teamname",
}


def is_total(text: str) -> bool:
    """Whether the text heads a row of totals: "Total", "Grand total", "Number of members".

    >>> is_total("TOTAL:"), is_total("Members in all"), is_total("Tom Total"), is_total("Totley team")
    (True, True, False, False)
    """
    return bool(_TOTAL.fullmatch(slug(text)))


@dataclass(frozen=True, slots=True)
class _Other:
    """What a row is that is none of the list, with the column and the value that show it."""

    column: str
    value: str
    what: str
    then: str = ", so the row is not read. Take it out."
    many: str = ", so these rows are not read. Take them out."


def in_the_list(table: Table, noun: str) -> Iterator[Row]:
    """The rows that are of the list, unless they are refused already. ``noun`` is what the list is of: "member"."""
    return (row for row in table.rows if not _other(row, noun) and not _nothing_but_refused(row))


def warn_of_others(table: Table, noun: str) -> None:
    """A warning of each row that is none of the list, and is passed over."""
    for row in table.rows:
        if other := _other(row, noun):
            row.warn(other.column, other.what, other.then, other.many, value=other.value)


def _other(row: Row, noun: str) -> _Other | None:
    name = plain(row.cells.get("name")).strip()
    filled = {column: text for column, cell in row.cells.items() if (text := plain(cell).strip()) and column != "name"}
    if is_total(name) or _counted(name, filled):
        return _Other("name" if name else "", name or next(iter(filled.values())), f"is a total and no {noun}")
    if noun == "member" and is_vacancy(name) and slug(filled.get("id", name)):  # signs alone need an id, as all rows do
        then = ", and nobody is drawn for it. Take the row out until it is filled."
        many = ", and nobody is drawn for them. Take the rows out until they are filled."
        return _Other("name", name, "is a vacancy and no member", then, many)
    if fold(name) in _HEADINGS and all(fold(text) == fold(column) for column, text in filled.items()):
        return _Other("name", name, "is the heading once more")
    if is_note(name) and not filled:
        return _Other("name", name, f"is a note and no {noun}")
    return None


def is_note(name: str) -> bool:
    """Whether the words are a note below a list of names, as such notes begin."""
    return bool(_NOTE.fullmatch(slug(name)))


def _counted(name: str, filled: Mapping[str, str]) -> bool:
    """Whether there is nothing but numbers, and none that a name could be."""
    texts = [name, *filled.values()] if name else list(filled.values())
    return bool(filled) and all(map(_NUMBER.fullmatch, texts)) and (not name or "group" in filled)


def _nothing_but_refused(row: Row) -> bool:
    """Whether what stands in the row is refused already, formulas say, so that a blank name is no fault beside it."""
    cells = row.cells.values()
    return any(isinstance(cell, Refused) for cell in cells) and not any(plain(cell).strip() for cell in cells)
