"""The rules by which an event repeats: read from an allow-list, so that each can be worked out in bounded time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.work import RULE, RULE_VALUE, ExpansionBudget

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

MOST_INTERVAL = 1_000
MOST_COUNT = 5_000
MOST_VALUES = 400
"""Values of one part of a rule: every day of a year, and some."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WHOLE = re.compile(r"[+-]?\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """How an event repeats. ``weekdays`` are (which, weekday): (0, 0) every Monday, (-1, 6) the last Sunday.

    ``until`` is as it stands: whether it is a day or a time is for the reader of times to say.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: str = ""
    months: frozenset[int] = frozenset()
    week_numbers: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    positions: frozenset[int] = frozenset()
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    week_start: int = field(default=0)


def rule_of(text: str, work: ExpansionBudget) -> RecurrenceRule:
    """The rule. RefusedError when it is not on the allow-list, or contradicts itself."""
    work.spend(RULE + RULE_VALUE * (text.count(",") + text.count(";")))
    parts: dict[str, str] = {}
    for item in text.upper().split(";"):
        name, sign, value = item.strip().partition("=")
        if name and (name in parts or not sign or name not in _READERS):
            raise RefusedError("the rule by which it repeats cannot be read")
        if name:
            parts[name] = value.strip()
    frequency = parts.get("FREQ", "")
    if frequency not in get_args(Frequency):
        raise RefusedError("it does not repeat by the day, week, month or year")
    if "COUNT" in parts and "UNTIL" in parts:
        raise RefusedError("the rule by which it repeats ends in two ways")
    read = {field: reader(parts[name]) for name, (field, reader) in _READERS.items() if field and name in parts}
    rule = RecurrenceRule(cast(Frequency, frequency), **read)  # type: ignore[arg-type]
    return _sensible(rule)


def _sensible(rule: RecurrenceRule) -> RecurrenceRule:
    if any(which for which, _ in rule.weekdays) and rule.frequency in ("DAILY", "WEEKLY"):
        raise RefusedError("the rule by which it repeats cannot be read")
    if rule.week_numbers and rule.frequency != "YEARLY":
        raise RefusedError("the rule by which it repeats cannot be read")
    return rule


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise RefusedError("a number in the rule by which it repeats is out of range")
        return int(text)

    return read


def _numbers(most: int, *, negative: bool = False) -> Callable[[str], frozenset[int]]:
    def read(text: str) -> frozenset[int]:
        values = text.split(",")
        if len(values) > MOST_VALUES:
            raise RefusedError("the rule by which it repeats is too long")
        numbers = frozenset(_number(-most if negative else 1, most)(value.strip()) for value in values)
        if 0 in numbers:
            raise RefusedError("a number in the rule by which it repeats is out of range")
        return numbers

    return read


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    matches = [_DAY.fullmatch(value.strip()) for value in text.split(",")[: MOST_VALUES + 1]]
    if len(matches) > MOST_VALUES or not all(matches):
        raise RefusedError("the rule by which it repeats cannot be read")
    found = frozenset((int(match[1] or 0), _DAYS.index(match[2])) for match in matches if match)
    if any(abs(which) > 53 for which, _ in found):
        raise RefusedError("a number in the rule by which it repeats is out of range")
    return found


def _week_start(text: str) -> int:
    if text not in _DAYS:
        raise RefusedError("the rule by which it repeats cannot be read")
    return _DAYS.index(text)


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "FREQ": ("", str),
    "INTERVAL": ("interval", _number(1, MOST_INTERVAL)),
    "COUNT": ("count", _number(1, MOST_COUNT)),
    "UNTIL": ("until", str),
    "BYMONTH": ("months", _numbers(12)),
    "BYWEEKNO": ("week_numbers", _numbers(53, negative=True)),
    "BYYEARDAY": ("year_days", _numbers(366, negative=True)),
    "BYMONTHDAY": ("month_days", _numbers(31, negative=True)),
    "BYDAY": ("weekdays", _weekdays),
    "BYSETPOS": ("positions", _numbers(366, negative=True)),
    "BYHOUR": ("hour", _number(0, 23)),
    "BYMINUTE": ("minute", _number(0, 59)),
    "BYSECOND": ("second", _number(0, 59)),
    "WKST": ("week_start", _week_start),
}
