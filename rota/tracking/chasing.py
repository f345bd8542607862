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
    chased = (clock.working.after(_start(standing), count) for count in _counts(standing, clock))
    fixed = sorted({standing.since, *_about(standing.next, clock), *chased})
    if fixed[-1] <= today:
        return _again(fixed[-1], clock, today)
    return max(day for day in fixed if day <= today)


def _about(asked: Next, clock: Clock) -> tuple[date, ...]:
    """The due date, and the working day after it, on which somebody else has to act; of a report neither."""
    if asked.ask == "write the report":
        return ()
    return asked.due.day, clock.working.after(asked.due.day, 1)


def _start(standing: Standing) -> date:
    """The day from which the sum of the due date is counted."""
    return standing.next.due.start or standing.since if standing.next else standing.since


def _counts(standing: Standing, clock: Clock) -> tuple[int, ...]:
    """Working days from the start on which the council chases this."""
    ask = standing.next.ask if standing.next else None
    if ask == "write the report":
        return clock.days.report_reminders
    if ask == "name who answers":
        return (clock.days.owner_chased,)
    return clock.days.chased if ask == "answer" else ()


def _again(last: date, clock: Clock, today: date) -> date:
    """The last of the days that come every so many working days after the last that is fixed, itself among them."""
    working, every = clock.working, max(1, clock.days.chased_again)
    times, rest = divmod(working.between(last, today), every)
    return working.before(working.last_before(today), rest) if times else last
