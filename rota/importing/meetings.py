"""ModernGov's meetings merged into meetings: those of the rota's year that are to take place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rota.domain import FULL_COUNCIL, Span
from rota.importing.settling import Place, settled, start_of, twice, when
from rota.importing.sittings import Sitting
from rota.reading.availability import MEETING_HOURS, read_meetings
from rota.reading.council_tables import CouncilTables, OpenTable
from rota.tables.cells import plain
from rota.tables.committee_names import committee_key
from rota.tables.faults import Faults
from rota.tables.full_council import full_council
from rota.tables.row import Row
from rota.tables.schema import MEETINGS
from rota.tables.table import Table
from rota.text.english import counted, day_in_words, several


@dataclass(frozen=True, slots=True)
class _Row:
    """A meeting as the table has it."""

    number: int
    id: str
    committee: str
    place: Place
    """What tells this meeting from others."""

    @property
    def start(self) -> datetime:
        """When it starts."""
        return self.place[1]


def merge_meetings(
    folder: CouncilTables, listed: Sequence[Sitting], year: Span, council: str, faults: Faults
) -> tuple[str, ...]:
    """Merges the meetings that fall in the year, and says in sentences what was done."""
    table = folder.open(MEETINGS, faults)
    if table is None:
        return ()
    rows = tuple(_rows(table.rows, council))
    if len(faults):
        return ()
    sentences = tuple(_Merge(table, rows, year, council, faults).run(listed))
    again = table.again(faults)
    tuple(read_meetings(again))
    return sentences if not len(faults) else ()


class _Merge:
    """One import: the table's rows, and the meetings that the file says take place, each once."""

    def __init__(self, table: OpenTable, rows: Sequence[_Row], year: Span, council: str, faults: Faults) -> None:
        self._table, self._year, self._council, self._faults = table, year, council, faults
        self._rows = list(rows)
        self._spellings = {row.place[0]: row.committee for row in reversed(rows)}

    def run(self, listed: Sequence[Sitting]) -> Iterator[str]:
        """Does everything, and says it."""
        entries = Counter(one.id for one in listed)
        timed = [one for one in (self._with_time(one, entries) for one in listed) if one.start is not None]
        held = settled(timed, self._place)
        within = {place: one for place, one in held.items() if one.day in self._year}
        there = {row.place for row in self._rows}
        moved = self._moves(held, there)
        done = [*self._remove(listed, held, moved), *self._move(moved)]
        there |= {self._place(one) for one in moved.values()}
        done += self._add([one for place, one in within.items() if place not in there])
        yield from done
        if not done:
            yield f"Nothing to change: the table has the file's {_meetings(len(within))} of the rota's year already."
        yield from self._left_out(listed, within)
        yield from twice(timed, within, self._place, self._faults)

    def _with_time(self, one: Sitting, entries: Mapping[str, int]) -> Sitting:
        """A meeting whose only entry has no time keeps the time of its row; without a row it has none."""
        mine = [row for row in self._rows if row.id and row.id == one.id]
        if one.start is not None or one.cancelled or len(mine) != 1 or entries[one.id] > 1:
            return one
        return replace(one, start=mine[0].start.time())

    def _moves(self, held: Mapping[Place, Sitting], there: Collection[Place]) -> dict[_Row, Sitting]:
        """Rows whose meeting is in the file, but not where the row has it: each goes to the nearest that has no row."""
        found: dict[_Row, Sitting] = {}
        pairs = [
            (abs(start_of(one) - row.start), place, row, one)
            for place, one in held.items()
            for row in self._rows
            if row.id and row.id == one.id and one.day in self._year and place not in there and row.place not in held
        ]
        for _, _, row, one in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].number)):
            if row not in found and one not in found.values():
                found[row] = one
        return found

    def _remove(
        self, listed: Sequence[Sitting], held: Mapping[Place, Sitting], moved: Collection[_Row]
    ) -> Iterator[str]:
        """Takes out what was in the year and is cancelled, or is not in the year any more."""
        still = {one.id for one in held.values() if one.day in self._year}
        ids = {one.id for one in listed if one.id and (one.cancelled or one.start is not None)} - still
        cancelled = {self._place(one) for one in listed if one.cancelled and one.start is not None}
        gone = []
        for row in self._rows:
            over = row.place in cancelled or (bool(row.id) and row.id in ids)
            if over and row.place not in held and row not in moved and row.start.date() in self._year:
                self._table.edit.remove(row.number)
                gone.append(f"{row.committee} on {day_in_words(row.start.date())}")
        if gone:
            yield f"Removed {_meetings(len(gone))}, cancelled or no longer in the year: {several(gone)}."

    def _move(self, moved: Mapping[_Row, Sitting]) -> Iterator[str]:
        for row, one in moved.items():
            self._write(one, row)
            if row.start == start_of(one):
                yield f"{row.committee} on {when(row.start)} is {self._committee(one)} now."
            else:
                yield f"Moved {row.committee} on {when(row.start)} to {when(start_of(one))}."

    def _add(self, due: Sequence[Sitting]) -> Iterator[str]:
        for one in due:
            cells = {"committee": self._committee(one), "date": one.day.isoformat(), "id": one.id}
            self._table.edit.add(cells | {"start": f"{start_of(one):%H:%M}"})
        if due:
            yield (
                f"Added {_meetings(len(due))}. ModernGov gives no end: {MEETING_HOURS} hours are assumed; "
                "write another end in the table where it is known."
            )

    def _write(self, one: Sitting, row: _Row) -> None:
        """The row at its new time. An end that was typed is taken out when the start is another."""
        put = self._table.edit.put
        start = start_of(one)
        if row.place[0] != self._place(one)[0]:
            put(row.number, "committee", self._committee(one))
        put(row.number, "date", one.day.isoformat())
        put(row.number, "start", f"{start:%H:%M}")
        if start != row.start:
            put(row.number, "end", "")

    def _place(self, one: Sitting) -> Place:
        return _key(one.committee, self._council), start_of(one)

    def _committee(self, one: Sitting) -> str:
        if full_council(one.committee, self._council):
            return FULL_COUNCIL.capitalize()
        return self._spellings.get(self._place(one)[0], one.committee)

    def _left_out(self, listed: Sequence[Sitting], within: Mapping[Place, Sitting]) -> Iterator[str]:
        """What is in the file but not in the table, each with its reason."""
        inside = [one for one in listed if one.day in self._year]
        if outside := len(listed) - len(inside):
            first, last = (day_in_words(day) for day in self._year.ends())
            yield f"Left out {_meetings(outside)} outside the rota's year, {first} to {last}."
        if cancelled := sum(one.cancelled and self._place(one) not in within for one in inside):
            yield f"Left out {counted(cancelled, 'cancelled meeting')}."
        days = {(place[0], one.day) for place, one in within.items()}
        untimed = [
            f"{one.committee} on {day_in_words(one.day)}"
            for one in inside
            if one.start is None and not one.cancelled and (self._place(one)[0], one.day) not in days
        ]
        if untimed:
            yield f"Left out {_meetings(len(untimed))} without a time: {several(untimed)}."


def _rows(table: Table, council: str) -> Iterator[_Row]:
    for row, meeting in read_meetings(table):
        yield _Row(row.number or 0, _id(row), meeting.committee, (_key(meeting.committee, council), meeting.start))


def _key(committee: str, council: str) -> str:
    """What the names of one committee have in common, as everywhere in Rota."""
    return FULL_COUNCIL if full_council(committee, council) else committee_key(committee)


def _id(row: Row) -> str:
    return plain(row.cells.get("id")).strip().casefold()


def _meetings(number: int) -> str:
    return counted(number, "meeting")
