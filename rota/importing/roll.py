"""The council's own tables of members as they stand on a day, and the few ways in which an import changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rota.domain import Member
from rota.domain.spans import value_on, values_on
from rota.reading.council_tables import CouncilTables, OpenTable
from rota.reading.example_rows import is_example
from rota.reading.members import id_of, name_of, read_members
from rota.tables.cells import plain, slug
from rota.tables.faults import Faults
from rota.tables.references import Names
from rota.tables.schema import CHANGES, CHANGES_SHEET, MEMBERS, TABLES, TableSchema
from rota.tables.totals_rows import in_the_list

_REFERENCES: Mapping[str, tuple[str, ...]] = {
    "changes": ("member",),
    "teams": ("host", "deputy"),
    "absences": ("person",),
    "weekly": ("person",),
    "committees": ("member",),
    "interests": ("member",),
    "history": ("member",),
    "fixed": ("member",),
    "published": ("member",),
}
"""Columns that name a member, by table: a new name is written there too."""


@dataclass(frozen=True, slots=True)
class RollChange:
    """A row of ``changes``."""

    number: int
    member: str
    what: str
    day: date
    value: str


class Roll:
    """Members by id as the tables say before the import. Every change is dated ``day``."""

    def __init__(self, folder: CouncilTables, table: OpenTable, changes: OpenTable, day: date, faults: Faults) -> None:
        self.folder, self.day, self.faults = folder, day, faults
        self._table, self._changes = table, changes
        self.taken_out = 0
        """Members of the example whose rows were taken out."""
        names = Names("a member", "members")
        members = read_members(table.rows, changes.rows, names)
        self.members: dict[str, Member] = {member.id: member for member in members}
        self._people = names
        listed = in_the_list(table.rows, "member")
        self._numbers = {id_of(row, name_of(row)): row.number or 0 for row in listed}
        self._changed = tuple(_change_rows(changes, names)) if not len(faults) else ()
        self._names = {member.id: member.name for member in members}

    @property
    def where(self) -> str:
        """The file, or the workbook and its sheet, of the members."""
        return self._table.file

    def row(self, member: Member) -> int:
        """The number of the member's own row."""
        return self._numbers[member.id]

    def name(self, member: Member) -> str:
        """The member's name, as renamed by this import."""
        return self._names[member.id]

    def named(self, name: str, but: Member | None = None) -> bool:
        """Whether somebody, ``but`` this one, is called so already, or has this for an id."""
        others = {*self._names, *self.members} - {but.id if but else ""}
        return slug(name) in {slug(word) for one in others for word in (one, self._names.get(one, one))}

    def group(self, member: Member) -> str:
        """The member's group on the day."""
        return value_on(member.groups, self.day)

    def ward(self, member: Member) -> str:
        """The member's ward on the day."""
        return value_on(member.wards, self.day)

    def roles(self, member: Member) -> tuple[str, ...]:
        """The member's roles on the day."""
        return values_on(member.roles, self.day)

    def serves(self, member: Member) -> bool:
        """Whether the member is one on the day."""
        return any(self.day in term for term in member.terms)

    def add(self, cells: Mapping[str, str]) -> None:
        """A new member at the end of the table."""
        self._table.edit.add(cells)
        self._names[cells["id"] or slug(cells["name"])] = cells["name"]

    def rename(self, member: Member, name: str) -> None:
        """Writes the new name wherever the tables have the old one. Who had no id but the old name's keeps that."""
        old, self._names[member.id] = member.name, name
        self._table.edit.put(self._numbers[member.id], "name", name)
        if slug(name) != member.id:
            self._table.edit.put(self._numbers[member.id], "id", member.id)
        for sheet in TABLES:
            self._rename_in(sheet, member.id, old, name)

    def fill(self, member: Member, column: str, value: str) -> None:
        """Writes a cell of the member's own row."""
        self._table.edit.put(self._numbers[member.id], column, value)

    def change(self, member: Member, what: str, value: str) -> None:
        """From the day on the member's group or ward is this; a change of the same day is corrected."""
        for row in self._rows(member, what):
            if row.day == self.day:
                self._changes.edit.put(row.number, "value", value)
                return
        self._add_change(member, what, self.day, value)

    def begin_role(self, member: Member, role: str) -> None:
        """From the day on the member holds the role."""
        if not self._undo(member, f"-{role}"):
            self._add_change(member, "role", self.day, f"+{role}")

    def end_role(self, member: Member, role: str) -> None:
        """From the day on the member does not hold the role."""
        if not (self._undo(member, f"+{role}") or self._undo(member, role)):
            self._add_change(member, "role", self.day, f"-{role}")

    def leave(self, member: Member, last: date) -> None:
        """The term that goes on ends on this day."""
        if len(member.terms) == 1:
            self.fill(member, "left", last.isoformat())
        else:
            self._add_change(member, "left", last, "")

    def join_again(self, member: Member, first: date) -> None:
        """A further term begins on this day."""
        self._add_change(member, "joined", first, "")

    def check(self) -> None:
        """Faults and warnings of the tables as they are now: nothing that could not be read is ever written."""
        table, changes = self._table.again(self.faults), self._changes.again(self.faults)
        read_members(table, changes, Names("a member", "members"))

    def _rename_in(self, sheet: TableSchema, id: str, old: str, name: str) -> None:
        columns = _REFERENCES.get(sheet.name, ())
        table = self.folder.open(sheet, self.faults) if columns and self.folder.has(sheet) else None
        for row in table.rows.rows if table else ():
            for column in columns:
                word = plain(row.cells.get(column))
                if table and (slug(word) == slug(old) or (slug(word) != id and self._people.meant(word) == id)):
                    table.edit.put(row.number or 0, column, name)

    def _rows(self, member: Member, what: str) -> Iterator[RollChange]:
        return (row for row in self._changed if row.member == member.id and row.what == what)

    def _undo(self, member: Member, value: str) -> bool:
        """Takes out the row that begins or ends the role on this very day, if there is one."""
        for row in self._rows(member, "role"):
            if row.day == self.day and row.value.casefold() == value:
                self._changes.edit.remove(row.number)
                return True
        return False

    def _add_change(self, member: Member, what: str, day: date, value: str) -> None:
        cells = {"member": self._names[member.id], "what": what, "from": day.isoformat(), "value": value}
        self._changes.edit.add(cells)


def open_roll(folder: CouncilTables, day: date, faults: Faults) -> Roll | None:
    """The members as the folder's tables say, or None and every fault in them."""
    table, changes = folder.open(MEMBERS, faults), folder.open(CHANGES_SHEET, faults)
    if table is None or changes is None:
        return None
    invented = [take_out_example(one) for one in (table, changes)]
    roll = Roll(folder, table, changes, day, faults)
    roll.taken_out = invented[0]
    faults.forget_warnings(table.file, changes.file)  # they are given of the tables as they will be
    return None if len(faults) else roll


def take_out_example(table: OpenTable) -> int:
    """Takes out the rows that 'rota new' invented, and says how many."""
    rows = [row for row in table.rows.rows if is_example(table.sheet.name, row)]
    for row in rows:
        table.edit.remove(row.number or 0)
    table.rows = replace(table.rows, rows=tuple(row for row in table.rows.rows if row not in rows))
    return len(rows)


def _change_rows(changes: OpenTable, names: Names) -> Iterator[RollChange]:
    for row in changes.rows.rows:
        member, day = names.meant(row.text("member")), row.date("from")
        value = plain(row.cells.get("value")).strip()
        if member and day:
            yield RollChange(row.number or 0, member, row.choice("what", CHANGES, ""), day, value)
