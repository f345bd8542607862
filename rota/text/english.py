"""Dates, moments, counts and lists as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Spelt out here, because a locale could change what strftime writes."""


def day_in_words(day: date) -> str:
    """The day as "3 June 2026"."""
    return f"{day.day} {month_in_words(day)}"


def day_of_year_in_words(day: date) -> str:
    """The day without its year, as "3 June": for a sentence in which the year is said or plain."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def month_in_words(day: date) -> str:
    """The month of the day as "June 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """The moment as "3 June 2026 at 10:00", by the clock it carries."""
    return f"{day_in_words(moment)} at {moment.hour:02}:{moment.minute:02}"


def is_over(title: str, held: datetime, first_day: date) -> str:
    """That a visit held then stays as it was: nothing before the first day changes."""
    return f"{title} was on {moment_in_words(held)}, before {day_in_words(first_day)}: it is over and stays as it was."


def are_over(visits: int, first_day: date) -> str:
    """The beginning of a sentence on visits that stay as they were: "2 visits before 1 July 2026 are over"."""
    return f"{counted(visits, 'visit')} before {day_in_words(first_day)} {'is' if visits == 1 else 'are'} over"


def joined(parts: Sequence[str]) -> str:
    """The parts as "a, b and c"; nothing for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def several(parts: Sequence[str], most: int = 8) -> str:
    """The parts as "a, b and c"; of more than ``most`` the first, and how many more there are."""
    more = len(parts) - most
    return joined([*parts[:most], f"{more:,} more"] if more > 0 else parts)


def numbered(noun: str, numbers: Sequence[int], most: int) -> str:
    """Which of several: "row 3", "rows 3 and 9"; of more than ``most`` the first, and how many more there are."""
    return f"{noun}{'' if len(numbers) == 1 else 's'} {several([str(number) for number in numbers], most)}"


def counted(count: int, noun: str) -> str:
    """The count with its noun: "no visits", "1 visit", "2 visits"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else f"no {noun}s"


def gap_in_words(gap: int, bound: int) -> str:
    """The gap in points and as a part of the bound: "12 (0.4 %)"; of no bound there is no part."""
    return f"{gap:,} ({gap / bound:.2%})".replace("%", " %") if bound else f"{gap:,}"


def did_you_mean(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """ "Did you mean 'X'?" for the name that is most like the word; ``otherwise`` when none is."""
    near = get_close_matches(word, list(names), 1)
    return f"Did you mean '{near[0]}'?" if near else otherwise
