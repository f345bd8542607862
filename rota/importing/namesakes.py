"""Names that tell new members of one name apart, in the tables that refer to people by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from rota.importing.moderngov import Councillor, place_of
from rota.importing.roll import Roll
from rota.importing.spelling_keys import place_key
from rota.tables.faults import Faults
from rota.tables.person_names import person_key
from rota.text.english import joined


class Namesakes:
    """Who in the file has a name that others have too."""

    def __init__(self, listed: Sequence[Councillor]) -> None:
        self._names = Counter(person_key(one.written) for one in listed)
        self._wards = Counter((person_key(one.written), place_key(one.ward)) for one in listed)

    def has(self, one: Councillor) -> bool:
        """Whether somebody else in the file is called so."""
        return self._names[person_key(one.written)] > 1

    def name(self, one: Councillor, wanted: str, roll: Roll) -> str:
        """The name to write for a new member: where it is not theirs alone with the ward, or else the number too."""
        if not self.has(one) and not roll.named(wanted):
            return wanted
        return next(name for name in self._tried(one, wanted) if not roll.named(name))

    def _tried(self, one: Councillor, wanted: str) -> Iterator[str]:
        if one.ward and self._wards[person_key(one.written), place_key(one.ward)] == 1:
            yield f"{wanted} ({one.ward})"
        if one.id:
            yield f"{wanted} ({', '.join(filter(None, (one.ward, one.id)))})"
        yield from (f"{wanted} ({', '.join(filter(None, (one.ward, str(number))))})" for number in count(1))


def tell(where: str, added: Sequence[tuple[Councillor, str]], faults: Faults) -> None:
    """A warning for each name that is no new member's alone, with the names by which they are told apart."""
    by_name: dict[str, list[tuple[Councillor, str]]] = {}
    for one, name in added:
        if person_key(name) != person_key(one.written):
            by_name.setdefault(one.name, []).append((one, name))
    for name, people in by_name.items():
        written = joined([f"'{given}'" for _, given in people])
        remedy = (
            f"is the name of more than one person, and {written} {'is' if len(people) == 1 else 'are'} written. "
            "Write in members what tells them apart, such as a middle name, and keep the ids."
        )
        place = place_of(where, [one for one, _ in people])
        faults.warn(place, remedy, column="fullusername", value=name)
