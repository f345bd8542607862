"""Whether the calendar's own owner has declined what they were invited to: the one question asked of who is invited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from rota.reading.calendars.components import Calendar, Component
from rota.reading.calendars.lines import Line, line_of, plain_text
from rota.reading.calendars.work import ATTENDEE, Work
from rota.reading.person import person_key

LONGEST_NAME = 200
"""Letters of a name that are compared: nobody's is longer."""


class Declined(Enum):
    """Who has declined an invitation. Of EVERYBODY it is not known which of them the calendar's owner is."""

    NOBODY = auto()
    OWNER = auto()
    EVERYBODY = auto()


@dataclass(frozen=True, slots=True)
class Invited:
    """Whoever is invited, or owns a calendar: addresses in small letters, and names as people are compared by them."""

    addresses: frozenset[str]
    names: frozenset[str]

    def is_one_of(self, other: Invited) -> bool:
        """Whether the two are the same: by an address where both have one, by name otherwise."""
        if self.addresses and other.addresses:
            return bool(self.addresses & other.addresses)
        return bool(self.names & other.names)


def owner_of(calendar: Calendar, called: Iterable[str] = ()) -> Invited:
    """Whose calendar it is: as the council calls them (``called``), and as the calendar itself says.

    Google names a person's calendar by their address (X-WR-CALNAME); Outlook writes the owner in a line of its own
    (X-OWNER, [MS-OXCICAL] 2.1.3.1.1.17).
    """
    words = [*called, *(plain_text(line.value) for line in calendar.own.lines.get("X-WR-CALNAME", ()))]
    for line in calendar.own.lines.get("X-OWNER", ()):
        words += [line.value, line.parameters.get("CN", "")]
    return _invited(words)


def declined(component: Component, owner: Invited, work: Work) -> Declined:
    """Who of those invited to an event has declined."""
    lines = component.lines.get("ATTENDEE", [])
    work.spend(ATTENDEE * len(lines))
    if not any("DECLINED" in line.value.upper() for line in lines):
        return Declined.NOBODY
    answers = list(_answers(lines))
    own = [has_declined for invited, has_declined in answers if invited.is_one_of(owner)]
    if own:
        return Declined.OWNER if all(own) else Declined.NOBODY
    return Declined.EVERYBODY if all(has_declined for _, has_declined in answers) else Declined.NOBODY


def _answers(lines: Iterable[Line]) -> Iterator[tuple[Invited, bool]]:
    for raw in lines:
        line = line_of("ATTENDEE", raw.value) if raw.value.startswith(";") else raw
        said = line.parameters
        # Apple writes a path of its own for the address, and the address beside it.
        words = [line.value, said.get("EMAIL", ""), said.get("CN", "")]
        yield _invited(words), said.get("PARTSTAT", "").upper() == "DECLINED"


def _invited(words: Iterable[str]) -> Invited:
    plain = [word.strip().strip('"').strip() for word in words if len(word) <= LONGEST_NAME]
    addresses = {word.casefold().removeprefix("mailto:").strip() for word in plain if "@" in word}
    names = {key for word in plain if "@" not in word and ":" not in word and (key := person_key(word))}
    return Invited(frozenset(addresses), frozenset(names))
