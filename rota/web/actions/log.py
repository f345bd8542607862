"""Writing the log: every action says what it did, in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rota.web.models import LogEvent


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person's address, or the name of a command; for whom, and in which request."""

    who: str
    acted_for: str = ""
    request: str = ""


def record(actor: Actor, verb: str, kind: str, subject: str = "", before: Any = None, after: Any = None) -> LogEvent:
    """Adds an event. Called inside the transaction of what it tells of: both are there, or neither is."""
    return LogEvent.objects.create(
        who=actor.who,
        acted_for=actor.acted_for,
        verb=verb,
        kind=kind,
        subject=subject[:254],
        before=before,
        after=after,
        request=actor.request,
    )
