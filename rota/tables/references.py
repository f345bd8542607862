"""Who and what a table may refer to: by id or by name, whatever the case and the spaces."""

from __future__ import annotations

from collections import defaultdict

from rota.tables.cell_uses import quoted
from rota.tables.cells import slug
from rota.tables.faults import Faults
from rota.tables.person_names import person, person_key
from rota.tables.row import Row
from rota.tables.spelling import Spellings
from rota.tables.totals_rows import is_total
from rota.tables.vacancies import is_vacancy
from rota.text.english import joined

PEOPLE = ("a member", "a host", "a member or a host")
"""Nouns whose names may have titles, letters, and the surname first."""


class Names:
    """The ids and names of one kind of noun. ``noun`` says in words what they are: "a member".

    Until ``complete`` an unknown name is no fault, because the table that would list it could not be read.
    """

    def __init__(self, noun: str, table: str) -> None:
        self.noun, self.table = noun, table
        self.complete = False
        self._ids: dict[str, str] = {}
        self._rows: dict[str, int | None] = {}
        self._names: dict[str, str] = {}
        self._people: dict[str, set[str]] = defaultdict(set)
        self._vacancies: dict[str, int | None] = {}
        self._with_id: set[str] = set()
        self._namesakes: dict[str, dict[str, None]] = {}

    def add(self, row: Row, id: str, name: str) -> None:
        """Lists a noun; a fault when its id or its name is already another's. Two people of one name have ids."""
        for column, word in (("name", name), ("id", id)):
            if slug(word) in self._rows and not self._is_namesake(row, column, word):
                column = column if not row.blank(column) else "name"
                two = " If they are two people, give each an id." if column == "name" and self.noun in PEOPLE else ""
                row.fault(column, f"is already {self.noun}, in row {self._rows[slug(word)]}. Keep one of the two.{two}")
                break
        for word in (id, name):
            self._rows.setdefault(slug(word), row.number)
        if not row.blank("id"):
            self._with_id.add(slug(name))
        self.also(id, name)

    def _is_namesake(self, row: Row, column: str, word: str) -> bool:
        """Whether this is another person of the same name: each then has an id of their own."""
        own = self.noun in PEOPLE and column == "name" and not row.blank("id")
        return own and slug(word) in self._with_id and slug(word) != slug(row.text("id"))

    def also(self, id: str, name: str) -> None:
        """Lists a noun without complaint."""
        self._names.setdefault(slug(name), name)
        if self._with_id and self._ids.get(slug(name), id) != id:
            self._namesakes.setdefault(slug(name), {self._ids[slug(name)]: None})[id] = None
        for word in (id, name):
            if slug(word):
                self._ids.setdefault(slug(word), id)
        if self.noun in PEOPLE:
            self._people[person_key(name)].add(id)

    def as_in(self, other: Names) -> None:
        """Takes over which names are of several people."""
        self._namesakes = other._namesakes

    def vacant(self, row: Row, *words: str) -> None:
        """Lists the id and the name of a seat that nobody holds: who refers to it is told so."""
        for word in words:
            self._vacancies.setdefault(slug(word), row.number)

    def is_vacant(self, word: str) -> bool:
        """Whether this is a seat that the table lists and nobody holds."""
        return bool(slug(word)) and slug(word) in self._vacancies

    def id_of(self, word: str) -> str | None:
        """The id of the noun of this name or id, or None. Of a person the surname may stand first, before a comma."""
        if self.noun in PEOPLE and person(word).turned:
            return self.meant(word)
        return None if slug(word) in self._namesakes else self._ids.get(slug(word))

    def meant(self, word: str) -> str | None:
        """The id as ``find`` has it: of a person also with titles and letters, and with the surname first."""
        found = None if slug(word) in self._namesakes else self._ids.get(slug(word))
        return self._alike(word) if found is None and self.noun in PEOPLE else found

    def has(self, word: str) -> bool:
        """Whether this is an id or a name as it is listed."""
        return slug(word) in self._ids

    def name(self, id: str) -> str:
        """The name listed for this id; the id itself when there is none."""
        return next((name for key, name in self._names.items() if self._ids.get(key) == id), id)

    def names(self) -> tuple[str, ...]:
        """Every name listed."""
        return tuple(self._names.values())

    def find(self, row: Row, column: str, word: str | None = None) -> str | None:
        """The id of what the cell refers to; a fault, and None, when it is unknown or blank.

        A person is known with titles and letters too, and with the surname first: then there is a warning.
        """
        if word is None:
            if not row.needed(column, f"the name or id of {self.noun}"):
                return None
            word = row.text(column)
        if not word:
            return None
        found = self.meant(word)
        if found is None and self.complete:
            row.fault(column, self._unknown(word, row.faults))
        elif found is None:
            row.good = False
        elif not self.has(word):
            guessed, why = f"is read as {quoted(self.name(found))}", "so, and nothing has to be guessed."
            row.warn(column, guessed, f". Write it {why}", f". Write them {why}", value=word)
        return found

    def nearest(self, word: str, faults: Faults) -> str:
        """The way out for an unknown name, with the nearest that is known. A total is not to be added anywhere."""
        if is_total(word) or is_vacancy(word):
            return " Take the row out."
        return faults.nearest(word, self._names.values()) or " Add it there, or correct it."

    def _unknown(self, word: str, faults: Faults) -> str:
        if slug(word) in self._namesakes:
            ids = joined([quoted(one) for one in self._namesakes[slug(word)]])
            return f"is the name of {len(self._namesakes[slug(word)])} people, whose ids are {ids}. Write the id."
        if self.is_vacant(word):
            return f"is a vacancy in {self.table}, row {self._vacancies[slug(word)]}. Take it out here too."
        return f"is not {self.noun} in {self.table}.{self.nearest(word, faults)}"

    def _alike(self, word: str) -> str | None:
        """The one person whose name this is but for titles, letters and the place of the surname."""
        key = person_key(word)
        parts = key.split("-")
        orders = [key, *("-".join([*parts[cut:], *parts[:cut]]) for cut in range(1, len(parts)))]
        known = {one for order in orders for one in self._people.get(order, ())}
        straight = self._people.get(key, set())
        chosen = straight or known
        return next(iter(chosen)) if len(chosen) == 1 else None


class VisitNames(Names):
    """Visits by id and title. Where one's title looks like another's id, only how it is spelt tells them apart."""

    def __init__(self, noun: str, table: str) -> None:
        super().__init__(noun, table)
        self._spellings = Spellings()

    def also(self, id: str, name: str) -> None:
        """Lists a visit under its id and a title."""
        super().also(id, name)
        self._spellings.add(id, (id,), (name,))

    def id_of(self, word: str) -> str | None:
        """The id of the visit of this id or title; None when there is none, or when it may be several."""
        found = self._spellings.of(word)
        return found[0] if len(found) == 1 else None

    def meant(self, word: str) -> str | None:
        """The same: visits have no titles and letters as people have."""
        return self.id_of(word)

    def _unknown(self, word: str, faults: Faults) -> str:
        several = self._spellings.of(word)
        if len(several) > 1:
            return f"may be {joined([quoted(one) for one in several])}, which are {len(several)} visits. Write the id."
        return super()._unknown(word, faults)
