"""When whoever must act is told: at the beginning, on the council's days for chasing, and again while overdue."""

from __future__ import annotations

from datetime import date

from rota.tracking.clocks import Clock
from rota.tracking.stages import Next, Standing


def last_told(standing: Standing, clock: Clock, today: date) -> date | None:
    """The last day up to this one on which somebody was to be told of what comes next; None before it begins.

    A visit that is planned and not over is chased by nobody.
    """
    if standing.next is None or standing.stage == "planned" or standing.since > today:
        return None
    start = standing.next.due.start or standing.since
    chased = (clock.working.after(start, count) for count in _counts(standing.next, clock))
    fixed = sorted({standing.since, *_about(standing.next, clock), *chased})
    last = max(day for day in fixed if day <= today)
    return _again(last, clock, today) if last == fixed[-1] else last


def _about(asked: Next, clock: Clock) -> tuple[date, ...]:
    """The due date, and the working day after it, on which somebody else has to act; of a report neither."""
    if asked.ask == "write the report":
        return ()
    return asked.due.day, clock.working.after(asked.due.day, 1)


def _counts(asked: Next, clock: Clock) -> tuple[int, ...]:
    """Working days from the day from which the due date is counted, on which the council chases this."""
    if asked.ask == "write the report":
        return clock.days.report_reminders
    if asked.ask == "name who answers":
        return (clock.days.owner_chased,)
    return clock.days.chased if asked.ask == "answer" else ()


def _again(last: date, clock: Clock, today: date) -> date:
    """The last of the days that come every so many working days after the last that is fixed, itself among them."""
    working, every = clock.working, max(1, clock.days.chased_again)
    times, rest = divmod(working.between(last, today), every)
    return working.before(working.last_before(today), rest) if times else last
