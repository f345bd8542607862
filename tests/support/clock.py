"""A clock that stands still, so that no test depends on the day on which it is run."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from rota.cli import first_day as days
from rota.domain import LONDON

TODAY = datetime(2026, 5, 1, 9, 0, tzinfo=LONDON)
"""Before the years of the councils in the tests and of the examples begin: nothing of them is over unless told."""


def standing_at(moment: datetime) -> type[datetime]:
    """``datetime`` with a clock that always shows this moment."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return moment.astimezone(tz)

    return Clock


def stand_still() -> None:
    """Makes the clock of this process stand still, for one in which no fixture does."""
    days.datetime = standing_at(TODAY)  # type: ignore[misc]


if __name__ == "__main__":
    from rota.cli import main

    stand_still()
    main(prog_name="rota")
