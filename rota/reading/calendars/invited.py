"""Whether the calendar's own owner has declined what they were invited to: the one question asked of who is invited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from rota.reading.calendars.components import Calendar, Component
from rota.reading.calendars.lines import Line, line_of, plain_text
from rota.reading.calendars.work import ATTENDEE, NAME, ExpansionBudget
from rota.tables.cells import slug
from rota.tables.person_names import person_key

LONGEST_NAME = 80
"""Letters of a name that is compared: nobody's is longer."""


class Declined(Enum):
    """Who has declined an invitation. Of EVERYBODY it is not known which of them the calendar's owner is."""

    NOBODY = auto()
    OWNER = auto()
    EVERYBODY = auto()


@dataclass(frozen=True, slots=True)
class Invited:
    """Whose calendar it is: addresses in small letters, and names as people are compared by them."""

    addresses: frozenset[str]
    names: frozenset[str]

    def is_at(self, line: Line, work: ExpansionBudget) -> bool:
        """Whether it is this person who is invited: by the address where both have one, by the name otherwise."""
        # Apple writes a path of its own for the address, and the address beside it.
        words = [line.value, line.parameters.get("EMAIL", ""), line.parameters.get("CN", "")]
        addresses = _addresses(words)
        if addresses and self.addresses:
            return bool(addresses & self.addresses)
        return any(self._is_called(word, work) for word in words)

    def _is_called(self, word: str, work: ExpansionBudget) -> bool:
        if not 0 < len(word) <= LONGEST_NAME:
            return False
        letters = slug(word).replace("-", "")
        if not any(max(name.split("-"), key=len) in letters for name in self.names):
            return False  # by far the most are told apart so, at a hundredth of the cost
        work.spend(NAME)
        return person_key(word) in self.names


def owner_of(calendar: Calendar, called: Iterable[str] = ()) -> Invited:
    """Whose calendar it is: as the council calls them (``called``), and as the calendar itself says.

    Google names a person's calendar by their address (X-WR-CALNAME); Outlook writes the owner in a line of its own
    (X-OWNER, [MS-OXCICAL] 2.1.3.1.1.17).
    """
    words = [*called, *(plain_text(line.value) for line in calendar.own.lines.get("X-WR-CALNAME", [])[:1])]
    for line in calendar.own.lines.get("X-OWNER", [])[:1]:
        words += [line.value, line.parameters.get("CN", "")]
    names = {person_key(word) for word in words if len(word) <= LONGEST_NAME and "@" not in word and ":" not in word}
    return Invited(_addresses(words), frozenset(names - {""}))


def _addresses(words: Iterable[str]) -> frozenset[str]:
    plain = (word.strip(" \"'<>").casefold() for word in words if "@" in word and len(word) <= 4 * LONGEST_NAME)
    return frozenset(word.removeprefix("mailto:").strip() for word in plain)


def declined(component: Component, owner: Invited, work: ExpansionBudget) -> Declined:
    """Who of those invited to an event has declined."""
    lines = [line for line in component.lines.get("ATTENDEE", ()) if not line.refused]
    if not any("DECLINED" in line.value.upper() for line in lines):
        return Declined.NOBODY
    work.spend(ATTENDEE * len(lines))
    said = [line_of("ATTENDEE", line.value) if line.value.startswith(";") else line for line in lines]
    answers = [(owner.is_at(line, work), line.parameters.get("PARTSTAT", "").upper() == "DECLINED") for line in said]
    own = [has_declined for is_owner, has_declined in answers if is_owner]
    if own:
        return Declined.OWNER if all(own) else Declined.NOBODY
    return Declined.EVERYBODY if all(has_declined for _, has_declined in answers) else Declined.NOBODY
