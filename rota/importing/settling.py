"""A meeting that is in the file more than once: which entries hold, and what is said of it. No date is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time

from rota.domain import LONDON
from rota.importing.sittings import Sitting
from rota.tables.faults import Faults
from rota.text.english import day_in_words, joined, several

Place = tuple[str, datetime]
"""What tells one meeting from another: the committee by what its names have in common, and when it starts."""


def start_of(one: Sitting) -> datetime:
    """When the meeting starts, midnight when the file does not say."""
    return datetime.combine(one.day, one.start or time.min, tzinfo=LONDON)


def when(moment: datetime) -> str:
    """Day and time in words."""
    return f"{day_in_words(moment.date())} at {moment:%H:%M}"


def settled(listed: Sequence[Sitting], place: Callable[[Sitting], Place]) -> dict[Place, Sitting]:
    """The meetings that take place, one for each committee and start, in the file's order of these.

    An entry that is cancelled says nothing against another that is not. Of several numbers the lowest is
    taken, so that the order of the file does not matter.
    """
    found: dict[Place, Sitting] = {}
    for one in listed:
        if not one.cancelled:
            before = found.setdefault(place(one), one)
            found[place(one)] = min(before, one, key=_number)
    return found


def twice(
    listed: Sequence[Sitting], held: Mapping[Place, Sitting], place: Callable[[Sitting], Place], faults: Faults
) -> Iterator[str]:
    """Says which of the meetings held the file has more than once, and warns of what contradicts."""
    entries: dict[Place, list[Sitting]] = defaultdict(list)
    for one in listed:
        entries[place(one)].append(one)
    again = [there for there in held if sum(not one.cancelled for one in entries[there]) > 1]
    if again:
        named = [f"{held[there].committee} on {when(there[1])}" for there in again]
        yield f"In the file more than once, and taken once: {several(named)}."
    for there, one in held.items():
        if any(other.cancelled for other in entries[there]):
            remedy = f"is {one.committee} on {when(there[1])}, which the file has as held too. It is kept."
            cancelled = next(other for other in entries[there] if other.cancelled)
            faults.warn(
                cancelled.place, f"{remedy} Correct it in ModernGov.", column="meetingstatus", value="cancelled"
            )
    _on_several_dates(held, faults)


def _on_several_dates(held: Mapping[Place, Sitting], faults: Faults) -> None:
    by_id: dict[str, list[Place]] = defaultdict(list)
    for there, one in held.items():
        if one.id:
            by_id[one.id].append(there)
    for places in by_id.values():
        if len(places) > 1:
            one = held[places[0]]
            days = joined([when(start) for _, start in sorted(places, key=lambda there: there[1])])
            remedy = f"is in the file on {days}, and each is kept. Cancel in ModernGov what does not take place."
            faults.warn(one.place, remedy, column="committeetitle", value=one.committee)


def _number(one: Sitting) -> tuple[bool, int]:
    return not one.id, int(one.id[1:] or 0)
