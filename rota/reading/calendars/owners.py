"""Whose calendar a file is: its name is the id or the name of a member, a host or a committee."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from rota.reading.calendars.files import where
from rota.tables.cell_uses import showable
from rota.tables.committee_names import Committees
from rota.tables.faults import Faults
from rota.tables.references import Names


@dataclass(frozen=True, slots=True)
class Owner:
    """A person by id, or a committee by name. ``called``: the names by which people know the person."""

    kind: Literal["person", "committee"]
    name: str
    called: tuple[str, ...] = ()


class Owners:
    """Everyone who may have a calendar. Until ``complete`` an unknown name is no fault."""

    def __init__(self, people: Names, committees: Committees, *, complete: bool) -> None:
        self._people = people
        self._committees = committees
        self._complete = complete and people.complete

    def of(self, path: PurePath, faults: Faults) -> Owner | None:
        """The owner of a calendar by its file's name; None, and a fault, when there is none or there are two."""
        person = self._people.meant(path.stem)
        committee = self._committees.find(path.stem)
        if person and committee:
            remedy = "this is the name of a person and of a committee. Name the file by the person's id, or change one."
            faults.add(where(path), remedy)
            return None
        if person:
            if not self._people.has(path.stem):
                remedy = f"is read as {showable(self._people.name(person))}. Name the file by the person's id or name."
                faults.warn(where(path), remedy, value=path.stem)
            return Owner("person", person, (self._people.name(person), path.stem))
        if committee:
            return Owner("committee", committee)
        if self._complete:
            nearest = self._nearest(path.stem, faults)
            remedy = "the name of this file is not the id or the name of a member, a host or a committee."
            faults.add(where(path), remedy + nearest)
        return None

    def _nearest(self, stem: str, faults: Faults) -> str:
        known = [*self._people.names(), *self._committees.names()]
        return faults.nearest(stem, known) or " Rename it, or take it out of the folder."
