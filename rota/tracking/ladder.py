"""Who is asked when whoever should act lets the day pass: the owner, the Head of Service, then the Director."""

from __future__ import annotations

from datetime import date

from rota.tracking.clocks import Clock, Due
from rota.tracking.stages import Who


def owner_or_head(owner: str, head: str) -> Who:
    """The owner, if one is named, and otherwise the Head of Service."""
    return Who("owner", (owner,)) if owner else the_head(head)


def the_head(head: str) -> Who:
    """The Head of Service, by name or id where known."""
    return Who("head of service", (head,) if head else ())


def pursued_by(due: Due, today: date, owner: str, head: str, clock: Clock) -> Who:
    """Who has to act: up to the due date whoever owns it, then the Head of Service, and at last the Director."""
    if today <= due.day:
        return owner_or_head(owner, head)
    if today <= clock.after(due.day, _step(clock), "due").day:
        return the_head(head)
    return Who("director")


def answered_by(sent: date, today: date, head: str, clock: Clock) -> Who:
    """Who has to give an answer that is overdue, by the council's days for chasing it from the day it was sent."""
    director_from = clock.after(sent, clock.days.chased[2], "sent").day
    return the_head(head) if today < director_from else Who("director")


def _step(clock: Clock) -> int:
    """Working days between the Head of Service and the Director."""
    return clock.days.chased[2] - clock.days.chased[1]
