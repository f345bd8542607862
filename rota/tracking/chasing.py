"""When whoever must act is told: at the beginning, on the council's days for chasing, and again while overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rota.tracking.clocks import Clock
from rota.tracking.stages import Next, Standing


def told_on(standing: Standing, clock: Clock, today: date) -> tuple[date, ...]:
    """The days up to this one on which somebody is told of what comes next, in order; none before it begins.

    A visit that is planned and not over is chased by nobody.
    """
    if standing.next is None or standing.stage == "planned" or standing.since > today:
        return ()
    chased = (clock.working.after(_start(standing), count) for count in _counts(standing, clock))
    fixed = sorted({standing.since, *_about(standing.next, clock), *chased})
    return tuple(day for day in (*fixed, *_again(fixed[-1], clock, today)) if standing.since <= day <= today)


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


def _again(last: date, clock: Clock, today: date) -> Iterator[date]:
    """Every so many working days after the last of the days that are fixed."""
    every = max(1, clock.days.chased_again)
    while (last := clock.working.after(last, every)) <= today:
        yield last
