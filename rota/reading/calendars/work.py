"""The work that one calendar may cost: counted in steps, so that the same file is read or refused on every machine."""

from __future__ import annotations

from rota.reading.calendars.refused import UnreadableError

MOST_STEPS = 1_000_000
"""Steps of one calendar. The costliest found takes 1.6 s for them (docs/calendars-compared.md)."""

LINE = 2
"""A line that is read."""
PARAMETERS = 1
"""A parameter of a line, or so many bytes of them as ``PARAMETER_BYTES``."""
PARAMETER_BYTES = 50
COMPONENT = 6
"""An event, an alarm, a time zone: whatever begins and ends."""
EVENT = 40
ATTENDEE = 12
"""Somebody invited to an event that somebody has declined."""
NAME = 120
"""A name that is compared with the owner's."""
DATE = 4
"""One of the dates that an event lists, with its zone."""
PERIOD = 12
"""One of the stretches that an event lists."""
RULE = 15
"""A rule, apart from its values."""
RULE_VALUE = 2
TIME = 8
"""One time of a series, with its zone."""
DAY = 1
"""A day that is held against a rule."""
STRETCH = 2
"""A day, week, month or year of a rule, before its days are looked at."""
OVERRIDE = 4
"""A time of a series that was changed or taken out: held against each event of the series that repeats."""
ZONE = 100
"""A zone's name that is looked up for the first time."""
SHIFT = 6
"""A change of the clocks in a zone that the calendar defines."""
BYTES = 400
"""Bytes that are gone through in the time of one step."""
DAMAGED_BYTES = 16
"""The same where letters cannot be read and are passed over one by one."""
FOLDS = 4
"""Lines that go on in the next, joined in the time of one step."""
TOLD_APART = 1
"""A line with blanks before it that is told apart from the rest of a longer line."""
PASSED_OVER = 4
"""Lines that tell no time, passed over in the time of one step."""

TOO_MUCH = (
    "it takes too much work to work out: too many events, or too many that repeat. Export only the year of the rota."
)


class TooMuchWorkError(UnreadableError):
    """A calendar costs more than any should."""


class ExpansionBudget:
    """What is left of the steps of one calendar."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Takes so many steps. TooMuchWorkError when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuchWorkError(TOO_MUCH)
