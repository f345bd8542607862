"""What a cell may hold, and how text, numbers, choices and days of the week are read from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rota.tables.faults import Faults


from rota.errors import RotaError


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell whose fault is already known (a formula, say), so that it is not reported twice."""


Cell = str | int | float | bool | date | datetime | time | timedelta | Refused | None

LONGEST_TEXT = 200
"""Characters: longer than any council's longest name for a team."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_TURNS_TEXT_ROUND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


class Unreadable(RotaError, ValueError):  # noqa: N818 - a fault of the input, not of the program
    """A cell cannot be read. The message goes on from the value: "is not a date. Write it like 2026-06-30."."""


class NotRepeated(Unreadable):
    """A cell cannot be read, and what it says is private: it is told without its value."""


def as_text(cell: Cell, *, may_begin_with_sign: bool = False) -> str:
    """The cell's text: composed letters, single spaces. Unreadable when it is too long or could do harm."""
    text = plain(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\xa0", " ")
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"is {len(text):,} characters long. Shorten it to {LONGEST_TEXT} or fewer.")
    if not text.isprintable() and any(
        unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNS_TEXT_ROUND for letter in text
    ):
        raise Unreadable("has a line break or a control character in it. Type it again on one line.")
    if text.startswith(("=", "+", "-", "@")) and not may_begin_with_sign:
        raise Unreadable(f"begins with '{text[0]}', as a formula does. Write the words alone, or leave it blank.")
    return re.sub(" {2,}", " ", text) if "  " in text else text


def with_hyphens(text: str) -> str:
    """The text with the one sign that a keyboard has for a dash: Word and telephones make others of it."""
    return _DASHES.sub("-", text)


def plain(cell: Cell) -> str:
    """The cell as it would be typed: 2.0 is "2", a date is ISO."""
    if isinstance(cell, str):
        return cell
    if cell is None or isinstance(cell, Refused):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return str(cell)


def as_number(cell: Cell, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``, also written "2.0"."""
    text = plain(cell).strip()
    if not re.fullmatch(r"[+-]?\d{1,9}(\.0*)?", text, re.ASCII):
        raise Unreadable(f"is not a whole number. Write a number from {least} to {most:,}.")
    number = int(text.partition(".")[0])
    if not least <= number <= most:
        raise Unreadable(f"is out of range. Write a number from {least} to {most:,}.")
    return number


def as_yes_no(cell: Cell) -> bool:
    """Yes or no."""
    word = plain(cell).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable("is neither yes nor no. Write yes or no.")


def as_choice(cell: Cell, options: Iterable[str], faults: Faults) -> str:
    """One of the options, whatever its case, spaces and hyphens."""
    options = tuple(options)
    text = as_text(cell)
    chosen = _by_fold(options).get(fold(text))
    if chosen is None:
        words = ", ".join(f"'{option}'" for option in options)
        raise Unreadable(f"is not one of {words}.{faults.nearest(text, options)}")
    return chosen


@lru_cache(maxsize=256)
def _by_fold(options: tuple[str, ...]) -> dict[str, str]:
    return {fold(option): option for option in options}


def as_group_size(cell: Cell) -> tuple[int, int]:
    """Least and most members of a group: "3", "2-3" or "2 to 3"."""
    if isinstance(cell, date):
        raise Unreadable("is a date: Excel has taken the size for one. Write it like 2 to 3.")
    text = with_hyphens(plain(cell)).strip().casefold()
    match = re.fullmatch(r"(\d{1,3})(?:\.0)?(?:\s*(?:-|to)\s*(\d{1,3}))?", text, re.ASCII)
    if not match:
        raise Unreadable("is not a group size. Write it like 3, or 2 to 3.")
    least, most = int(match[1]), int(match[2] or match[1])
    if not 1 <= least <= most <= 20:
        raise Unreadable("is not a group size. Write the smaller number first, from 1 to 20, like 2 to 3.")
    return least, most


def as_weekdays(cell: Cell) -> tuple[int, ...]:
    """Days of the week, Monday is 0: "Mon", "Monday; Wednesday" or "Monday-Friday"."""
    found: set[int] = set()
    for part in re.split(r"[;,]", with_hyphens(as_text(cell))):
        ends = [_weekday(word) for word in re.split(r"\s*(?:-|\bto\b)\s*", part.strip())]
        if len(ends) > 2 or ends[-1] < ends[0]:
            raise Unreadable("is not a run of days. Write it like Monday-Friday.")
        found.update(range(ends[0], ends[-1] + 1))
    return tuple(sorted(found))


def _weekday(word: str) -> int:
    word = word.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if len(word) >= 3 and name.casefold().startswith(word):
            return number
    raise Unreadable("is not a day of the week. Write it like Monday, or Monday; Wednesday, or Monday-Friday.")


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """Text without case, spaces or signs: headings, names and choices are compared in this form."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if _counts(letter))


def slug(text: str) -> str:
    """An id from a name: case folded, accents kept, anything but letters and digits a hyphen."""
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return "-".join("".join(letter if _counts(letter) else " " for letter in letters).split())


def _counts(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
