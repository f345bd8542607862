"""Seats on committees merged into the table ``committees``: what is new is added, what has gone gets a last day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rota.importing.import_result import Import
from rota.importing.read_bytes import NAME_IT, read_bytes
from rota.importing.roll import Roll, open_roll, take_out_example
from rota.importing.seats import Seat, seats_of_grid, seats_of_xml
from rota.importing.xml import MOST_BYTES, parse
from rota.reading.availability import read_committees
from rota.reading.council_tables import CouncilTables, OpenTable
from rota.reading.open_tables import open_tables
from rota.reading.workbook import is_workbook, workbook_grids
from rota.tables.committee_names import Committees, committee_key
from rota.tables.faults import Faults
from rota.tables.full_council import full_council
from rota.tables.letters import text_of
from rota.tables.name_search import Called, search
from rota.tables.person_names import person_key
from rota.tables.references import Names
from rota.tables.schema import COMMITTEES, MEETINGS, TEAMS
from rota.tables.table import Grid
from rota.tables.vacancies import is_vacancy
from rota.text.english import counted, day_in_words, several


@dataclass(frozen=True, slots=True)
class _Known:
    """A seat as the table has it."""

    number: int
    member: str
    committee: str
    end: date | None


def import_committees(file: Path, into: Path, day: date, faults: Faults, told: str = "") -> Import | None:
    """The tables with the file's seats, as of the day, merged into them, or None and every fault. Writes nothing.

    ``told`` are the letters of a file that is not UTF-8.
    """
    folder = open_tables(into, faults)
    seats = _seats(file, faults, told)
    if folder is None or seats is None or len(faults):
        return None
    sentences = merge_seats(folder, seats, day, file.name, faults)
    return Import(folder.changed(), sentences, faults.warnings()) if not len(faults) else None


def _seats(file: Path, faults: Faults, told: str) -> tuple[Seat, ...] | None:
    data = read_bytes(file, MOST_BYTES, faults)
    if data is None:
        return None
    if is_workbook(file.name):
        grids = (workbook_grids(file, faults) or {}).values()
        return tuple(seat for grid in grids if grid.rows for seat in seats_of_grid(grid, faults))
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        root = parse(file.name, data, faults)
        return None if root is None else seats_of_xml(file.name, root)
    text = text_of(file.name, data, faults, told, NAME_IT)
    if text is None:
        return None
    try:
        rows = list(enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1))
    except csv.Error:
        faults.add(file.name, 'a row is not a row of cells. Look for a quotation mark (") that is not closed.')
        return None
    return seats_of_grid(Grid(file.name, rows), faults)


def merge_seats(folder: CouncilTables, seats: Sequence[Seat], day: date, where: str, faults: Faults) -> tuple[str, ...]:
    """Merges the seats, as the file of ``day`` lists them, and says in sentences what was done."""
    roll = open_roll(folder, day, faults)
    table = folder.open(COMMITTEES, faults)
    if roll is None or table is None:
        return ()
    take_out_example(table)
    names = Names("a member", "members")
    for member in roll.members.values():
        names.also(member.id, member.name)
    names.complete = True
    known = tuple(
        _Known(row.number or 0, place.member, place.committee, place.span.end)
        for row, place in read_committees(table.rows, names)
    )
    sentences = tuple(_Merge(table, known, names, _committees(folder, known, faults), roll).run(seats, where, faults))
    tuple(read_committees(table.again(faults), names))
    return sentences if not len(faults) else ()


def _committees(folder: CouncilTables, known: Sequence[_Known], faults: Faults) -> Committees:
    """The committees that the tables know, each by its one name."""
    others = []
    for sheet, column in ((MEETINGS, "committee"), (TEAMS, "pool")):
        table = folder.open(sheet, faults) if folder.has(sheet) else None
        others += [row.text(column) for row in (table.rows.rows if table else ()) if row.text(column)]
    return Committees("", [one.committee for one in known], others)


class _Merge:
    """One import: the table's seats, who the members are, and how committees are spelt."""

    def __init__(
        self, table: OpenTable, known: Sequence[_Known], names: Names, committees: Committees, roll: Roll
    ) -> None:
        self._table, self._known, self._names, self._committees = table, known, names, committees
        self._day, self._ids = roll.day, tuple(roll.members)
        self._doubted: set[tuple[str, str]] = set()
        """Seats that are in the file under a name which may be the member's: they go on."""

    def run(self, seats: Sequence[Seat], where: str, faults: Faults) -> Iterator[str]:
        """Does everything, and says it."""
        listed = self._meant(seats, where, faults)
        if len(faults):
            return
        held = {(one.member, self._key(one.committee)) for one in self._known if self._goes_on(one)}
        new = {place: seat for place, seat in listed.items() if place not in held}
        done = [*self._end(listed), *self._add(new, {key for _, key in held})]
        yield from done or [f"Nothing to change: the table has the file's {counted(len(listed), 'seat')} already."]

    def _key(self, committee: str) -> str:
        return committee_key(self._committees.of(committee))

    def _goes_on(self, one: _Known) -> bool:
        return one.end is None or one.end >= self._day

    def _meant(self, seats: Sequence[Seat], where: str, faults: Faults) -> dict[tuple[str, str], Seat]:
        """The seats by member and committee. Who is no member is warned of; when most are none it is a fault."""
        found: dict[tuple[str, str], Seat] = {}
        strangers: dict[str, Seat] = {}
        filled = [one for one in seats if not is_vacancy(one.member) and not full_council(one.committee, "")]
        for seat in filled:
            exact = self._names.meant(seat.member)
            near = (exact,) if exact else self._by_surname(seat.member)
            for member in near if len(near) == 1 else ():
                found.setdefault((member, self._key(seat.committee)), seat)
            if len(near) != 1:
                strangers.setdefault(seat.member, seat)
                self._doubted |= {(member, self._key(seat.committee)) for member in near}
            elif not exact:
                read = f"is read as {self._names.name(near[0])}. Write the whole name, and nothing has to be guessed."
                faults.warn(seat.where, read, value=seat.member)
        if not filled or len(strangers) > len({one.member for one in filled}) / 2:
            people = f"most people in this file are no members: {several(list(strangers))}"
            wrong = people if filled else "there are no seats in this file"
            remedy = "Name this council's list of who sits on which committee, when its own members are in members."
            faults.add(where, f"{wrong}. {remedy}")
        for name, seat in strangers.items():
            faults.warn(seat.where, self._left_out(name, faults), value=name)
        return found

    def _by_surname(self, said: str) -> tuple[str, ...]:
        """Whoever has the surname and what else is said of the name: "J Apple", "Cllr Apple"."""
        surname = person_key(said).rpartition("-")[2]
        people = (Called(one, self._names.name(one)) for one in self._ids)
        return search(said, (one for one in people if person_key(one.name).rpartition("-")[2] == surname))

    def _left_out(self, name: str, faults: Faults) -> str:
        alike = [f"{self._names.name(one)} ({one})" for one in self._by_surname(name)]
        if alike:
            return f"may be {' or '.join(alike)}, and the seat is left out. Write the id, or the whole name."
        near = faults.nearest(name, self._names.names()) or " Whoever is co-opted must be in members to be asked."
        return f"is no member, and the seat is left out.{near}"

    def _add(self, new: dict[tuple[str, str], Seat], before: set[str]) -> Iterator[str]:
        added: dict[str, list[str]] = {}
        for (member, key), seat in new.items():
            committee = self._committees.of(seat.committee)
            begins = seat.start or (self._day if key in before else None)
            days = {name: one.isoformat() if one else "" for name, one in (("from", begins), ("until", seat.end))}
            self._table.edit.add({"member": self._names.name(member), "committee": committee, **days})
            added.setdefault(committee, []).append(self._names.name(member))
        for committee, members in added.items():
            yield f"{committee}: added {several(members)}."

    def _end(self, listed: dict[tuple[str, str], Seat]) -> Iterator[str]:
        """Of the committees in the file, who is no longer on them has sat there until the day before."""
        last = self._day - timedelta(1)
        keys = {key for _, key in listed}
        for one in self._known:
            key = self._key(one.committee)
            place = one.member, key
            if key in keys and place not in listed and place not in self._doubted and self._goes_on(one):
                self._table.edit.put(one.number, "until", last.isoformat())
                yield f"{one.committee}: {self._names.name(one.member)} until {day_in_words(last)}."
