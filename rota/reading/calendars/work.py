"""The work that one calendar may cost: counted in steps, so that the same file is read or refused on every machine."""

from __future__ import annotations

from rota.reading.calendars.refused import UnreadableError

MOST_STEPS = 1_000_000
"""Steps of one calendar. The costliest mix of steps that was found takes 1.4 s for them (docs/calendars-compared.md)."""

LINE = 1
COMPONENT = 2
EVENT = 12
DATE = 4
"""One of the dates that an event lists, with its zone."""
TIME = 6
"""One time of a series, with its zone."""
DAY = 1
"""A day that is held against a rule."""
PERIOD = 2
"""A day, week, month or year of a rule, before its days are looked at."""
OVERRIDE = 4
"""A time of a series that was changed or taken out: held against each event of the series that repeats."""
ATTENDEE = 1
"""Somebody invited to an event, whose answer may count."""
ZONE = 40
"""A zone's name that is looked up for the first time."""
BYTES = 400
"""Bytes that are gone through in the time of one step."""
FOLDS = 3
"""Lines that go on in the next, joined in the time of one step."""
PASSED_OVER = 4
"""Lines that tell no time, passed over in the time of one step."""

TOO_MUCH = (
    "it takes too much work to work out: too many events, or too many that repeat. Export only the year of the rota."
)


class TooMuchWorkError(UnreadableError):
    """A calendar costs more than any should."""


class Work:
    """What is left of the steps of one calendar."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Takes so many steps. TooMuchWorkError when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWorkError(TOO_MUCH)
