"""The year or the quarter that figures are of, and the one a year before."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain import Span
from rota.figures.records import VisitRecord
from rota.text.english import day_in_words
from rota.tracking.references import year_name

QUARTERS = 4
YEARS_KEPT = 50
"""Years back in which a name is looked for: two figures name no more than a hundred."""


@dataclass(frozen=True, slots=True)
class Period:
    """A council's ``year``, such as "26/27", or a ``quarter`` of it from 1 to 4, with its days."""

    year: str
    span: Span
    quarter: int = 0

    @property
    def name(self) -> str:
        """ "2026/27", or "quarter 3 of 2026/27"."""
        first, _ = self.span.ends()
        begun = first.year if first.year % 100 == int(self.year[:2]) else first.year - 1
        year = f"{begun}{self.year[2:]}"
        return f"quarter {self.quarter} of {year}" if self.quarter else year

    @property
    def days(self) -> str:
        """ "1 June 2026 to 31 May 2027"."""
        first, last = self.span.ends()
        return f"{day_in_words(first)} to {day_in_words(last)}"

    def before(self) -> Period:
        """The same a year earlier."""
        first, last = self.span.ends()
        earlier = Span(a_year_before(first), _day_before(a_year_before(last + timedelta(1))))
        return Period(_renamed(self.year, -1), earlier, self.quarter)

    def quarters(self) -> tuple[Period, ...]:
        """The four quarters of the year, three months each from its first day; the last runs to the year's end."""
        first, last = self.span.ends()
        starts = [_months_after(first, 3 * number) for number in range(QUARTERS)]
        ends = [*(_day_before(start) for start in starts[1:]), last]
        return tuple(
            Period(self.year, Span(start, end), number)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
        )

    def has(self, visit: VisitRecord) -> bool:
        """Whether the visit is one of the period's: by its reference of the year, and by its day of the quarter.

        What has no day stands where the year owes it. What was made after the year's end belongs to its last quarter.
        """
        if visit.year != self.year:
            return False
        first, last = self.span.ends()
        day = visit.day or visit.owed_by
        return not self.quarter or self._holds(day, first, last)

    def _holds(self, day: date | None, first: date, last: date) -> bool:
        if day is None:
            return self.quarter == QUARTERS
        after_first = day >= first or self.quarter == 1
        return after_first and (day <= last or self.quarter == QUARTERS)


def year_of_council(year: Span) -> Period:
    """The council's year as a period."""
    return Period(year_name(year), year)


def year_called(year: Span, name: str) -> Period | None:
    """The year of this name, "25/26" or "2025/26", that is the council's or an earlier one; None when it is none."""
    this = year_of_council(year)
    found = re.fullmatch(r"(?:\d\d)?(\d\d)(?:/(?:\d\d)?(\d\d))?", name.strip(), re.ASCII)
    wanted = f"{found[1]}/{found[2]}" if found and found[2] else found[1] if found else ""
    for _ in range(YEARS_KEPT):
        if this.year == wanted:
            return this
        this = this.before()
    return None


def last_quarter_over(year: Period, day: date) -> Period:
    """The last quarter that was over on this day; the first when none was."""
    over = [quarter for quarter in year.quarters() if quarter.span.ends()[1] < day]
    return over[-1] if over else year.quarters()[0]


def a_year_before(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    return years_after(day, -1)


def years_after(day: date, years: int) -> date:
    """The same day so many years later, or earlier when negative; of 29 February the 28th where there is none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _day_before(day: date) -> date:
    return day - timedelta(1)


def _months_after(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, min(first.day, monthrange(first.year + year, month + 1)[1]))


def _renamed(year: str, by: int) -> str:
    return "/".join(f"{(int(part) + by) % 100:02}" for part in year.split("/"))
