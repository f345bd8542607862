"""Who and what a table may refer to: by id or by name, whatever the case and the spaces."""

from __future__ import annotations

from rota.reading.cells import slug
from rota.reading.faults import Faults
from rota.reading.rows import Row
from rota.reading.totals import is_total, is_vacant


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

    def add(self, row: Row, id: str, name: str) -> None:
        """Lists a noun; a fault when its id or its name is already another's."""
        for column, word in (("name", name), ("id", id)):
            if slug(word) in self._rows:
                column = column if not row.blank(column) else "name"
                row.fault(column, f"is already {self.noun}, in row {self._rows[slug(word)]}. Keep one of the two.")
                break
        for word in (id, name):
            self._rows.setdefault(slug(word), row.number)
        self.also(id, name)

    def also(self, id: str, name: str) -> None:
        """Lists a noun without complaint."""
        self._names.setdefault(slug(name), name)
        for word in (id, name):
            if slug(word):
                self._ids.setdefault(slug(word), id)

    def id_of(self, word: str) -> str | None:
        """The id of the noun of this name or id, or None."""
        return self._ids.get(slug(word))

    def names(self) -> tuple[str, ...]:
        """Every name listed."""
        return tuple(self._names.values())

    def find(self, row: Row, column: str, word: str | None = None) -> str | None:
        """The id of what the cell refers to; a fault, and None, when it is unknown or blank."""
        if word is None:
            if not row.needed(column, f"the name or id of {self.noun}"):
                return None
            word = row.text(column)
        if not word:
            return None
        found = self.id_of(word)
        if found is None and self.complete:
            row.fault(column, f"is not {self.noun} in {self.table}.{self.nearest(word, row.faults)}")
        elif found is None:
            row.good = False
        return found

    def nearest(self, word: str, faults: Faults) -> str:
        """The way out for an unknown name, with the nearest that is known. A total is not to be added anywhere."""
        if is_total(word) or is_vacant(word):
            return " Take the row out."
        return faults.nearest(word, self._names.values()) or " Add it there, or correct it."
