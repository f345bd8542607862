"""Rows that stand in a list and are none of it: totals, vacant seats, headings come again, notes below the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rota.reading.cells import Refused, fold, plain, slug
from rota.reading.doubts.uses import Use, place, quoted, use
from rota.reading.rows import Row
from rota.reading.tables import Table

_TOTAL = re.compile(
    r"(?:grand-|sub-?|overall-)?totals?(?:-.*)?|(?:grand-)?sum|count|average|mean|overall|all|"
    r"(?:number|no|count|sum|average)-of-.*|.*-in-(?:all|total)|"
    r"\d+-(?:members?|councillors?|seats?|teams?|visits?)(?:-.*)?|(?:members|councillors|seats|visits)-\d+"
)
_VACANT = re.compile(
    r"(?:casual-|seat-|post-|position-)?vacan(?:t|cy|cies)(?:-.*)?|(?:seat|post|position|role)-(?:is-)?(?:vacant|empty)|"
    r"to-be-(?:elected|appointed|confirmed|advised|announced|decided|filled|recruited)|tb[acd]|"
    r"(?:currently-)?(?:unfilled|unoccupied)|not-(?:yet-)?(?:appointed|elected|known|filled)|"
    r"gwag|sedd-wag|no-(?:councillor|member|one|body|host|deputy|manager)|noone|nobody|none|n-?a|not-applicable|unknown|as-above|ditto"
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


def is_vacant(text: str) -> bool:
    """Whether the text says that there is nobody: "Vacant", "To be confirmed", "n/a"."""
    return bool(_VACANT.fullmatch(slug(text)))


@dataclass(frozen=True, slots=True)
class Passed:
    """What was passed over, where it stands and what it is: "is a total and no member".

    ``one`` says what follows of a single one, and what to do; ``many`` of several.
    """

    use: Use
    what: str
    one: str = "so the row is not read. Take it out."
    many: str = "so these rows are not read. Take them out."


def passed_in_words(passed: Iterable[Passed]) -> tuple[str, ...]:
    """A sentence for all that are alike, in the order met."""
    alike: dict[tuple[str, str, str, str], list[Passed]] = {}
    for one in passed:
        alike.setdefault((one.use.where, one.use.column, slug(one.use.value), one.what), []).append(one)
    return tuple(
        f"{place(one.use for one in those)}: {quoted(those[0].use.value)} {those[0].what}, "
        f"{those[0].one if len(those) == 1 else those[0].many}"
        for those in alike.values()
    )


def in_the_list(table: Table, noun: str, passed: list[Passed]) -> Iterator[Row]:
    """The rows that are of the list; each that is not goes to ``passed``, unless it is refused already.

    ``noun`` is what the list is of: "member".
    """
    for row in table.rows:
        other = _not_in_the_list(row, noun)
        if other is not None:
            passed.append(other)
        elif not _nothing_but_refused(row):
            yield row


def _not_in_the_list(row: Row, noun: str) -> Passed | None:
    name = plain(row.cells.get("name")).strip()
    filled = {column: text for column, cell in row.cells.items() if (text := plain(cell).strip()) and column != "name"}
    what = None
    if is_total(name) or _counted(name, filled):
        what = f"is a total and no {noun}"
    elif noun == "member" and is_vacant(name):
        what = "is nobody"
    elif fold(name) in _HEADINGS and all(fold(text) == fold(column) for column, text in filled.items()):
        what = "is the heading once more"
    elif _NOTE.fullmatch(slug(name)) and not filled:
        what = f"is a note and no {noun}"
    if what is None:
        return None
    return Passed(use(row, "name" if name else "", name or next(iter(filled.values()))), what)


def _counted(name: str, filled: Mapping[str, str]) -> bool:
    """Whether there is nothing but numbers, and none that a name could be."""
    texts = [name, *filled.values()] if name else list(filled.values())
    return bool(filled) and all(map(_NUMBER.fullmatch, texts)) and (not name or "group" in filled)


def _nothing_but_refused(row: Row) -> bool:
    """Whether what stands in the row is refused already, formulas say, so that a blank name is no fault beside it."""
    cells = row.cells.values()
    return any(isinstance(cell, Refused) for cell in cells) and not any(plain(cell).strip() for cell in cells)
