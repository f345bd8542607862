"""When something is due: the day, and the sum that leads to it in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rota.domain.closures import BANK_HOLIDAY
from rota.domain.working_days import WORKING_WEEK, WorkingDays
from rota.text.english import counted, day_in_words, day_of_year_in_words, joined
from rota.tracking.days import DEFAULT, Days

OFTEN_ASKED = {(3, 1), (3, 17), (4, 23), (11, 11), (11, 30)}
"""Days, as month and day, that are kept and are no holiday everywhere: those of St David, St Patrick, St George and
St Andrew, and Armistice Day. A sum says of one that it was counted, because somebody will ask."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last ``day`` on which something is in time.

    A sum has a ``start``, a ``count`` of working days and what happened on the first day, such as "held";
    ``left_out`` are the Mondays to Fridays that it passed over, and why; ``unknown`` the years it touches whose bank
    holidays nobody knows yet. Without a count the day was named by somebody, and ``what`` says so.
    """

    day: date
    what: str
    start: date | None = None
    count: int | None = None
    left_out: tuple[tuple[date, str], ...] = ()
    unknown: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The sum: "held 3 November + 10 working days = 17 November; 11 November is no bank holiday"."""
        if self.start is None or self.count is None:
            return f"{self.what} {day_in_words(self.day)}"
        say = day_of_year_in_words if self.start.year == self.day.year else day_in_words
        total = f"{self.what} {say(self.start)} + {counted(self.count, 'working day')} = {say(self.day)}"
        return "; ".join([total, *self._remarks(self.start)])

    def _remarks(self, start: date) -> Iterator[str]:
        if self.left_out:
            yield f"left out: {joined([_in_words(days, why) for days, why in _stretches(self.left_out)])}"
        off = {day for day, _ in self.left_out}
        between = (start + timedelta(offset) for offset in range(1, (self.day - start).days + 1))
        for day in between:
            if (day.month, day.day) in OFTEN_ASKED and day.weekday() < WORKING_WEEK and day not in off:
                yield f"{day_of_year_in_words(day)} is no bank holiday"
        if self.unknown:
            yield f"bank holidays of {joined([str(year) for year in self.unknown])} are not known yet"


@dataclass(frozen=True, slots=True)
class Clock:
    """The council's days for each step, and which days are working days."""

    working: WorkingDays
    days: Days = DEFAULT
    _counted: dict[tuple[date, int, str], Due] = field(default_factory=dict, init=False, repr=False, compare=False)

    def after(self, start: date, count: int, what: str) -> Due:
        """What is due that many working days after something happened. The same is not counted twice."""
        if (start, count, what) not in self._counted:
            self._counted[start, count, what] = self._after(start, count, what)
        return self._counted[start, count, what]

    def _after(self, start: date, count: int, what: str) -> Due:
        day = self.working.after(start, count)
        unknown = tuple(
            year for year in range(start.year, day.year + 1) if date(year, 12, 31) not in self.working.known
        )
        return Due(day, what, start, count, self.working.left_out(start, day), unknown)


def named(day: date, what: str) -> Due:
    """A due date that somebody has named."""
    return Due(day, what)


def _stretches(left_out: Sequence[tuple[date, str]]) -> list[tuple[list[date], str]]:
    """Days left out for the same reason, those that only a weekend parts taken together."""
    found: list[tuple[list[date], str]] = []
    for day, why in left_out:
        if found and found[-1][1] == why and _meet(found[-1][0][-1], day):
            found[-1][0].append(day)
        else:
            found.append(([day], why))
    return found


def _meet(one: date, other: date) -> bool:
    """Whether no Monday to Friday lies between the two."""
    return all((one + timedelta(offset)).weekday() >= WORKING_WEEK for offset in range(1, (other - one).days))


def _in_words(days: Sequence[date], why: str) -> str:
    """ "25 December (Christmas Day)", or "24 to 31 December (offices closed: Christmas)"."""
    first, last = day_of_year_in_words(days[0]), day_of_year_in_words(days[-1])
    reason = why.removeprefix(BANK_HOLIDAY)
    if days[0].month == days[-1].month:
        first = first.split()[0] if len(days) > 1 else first
    return f"{first} to {last} ({reason})" if len(days) > 1 else f"{first} ({reason})"
