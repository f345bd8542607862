"""ModernGov's meetings merged into meetings: those of the rota's year that are to take place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from rota.domain import FULL_COUNCIL, LONDON, Span
from rota.importing.folder import Folder, OpenTable
from rota.importing.moderngov import Sitting
from rota.importing.telling import several
from rota.reading.availability import MEETING_HOURS, read_meetings
from rota.reading.cells import plain
from rota.reading.committees import committee_key
from rota.reading.faults import Faults
from rota.reading.full_council import full_council
from rota.reading.rows import Row
from rota.reading.sheets import MEETINGS
from rota.reading.tables import Table
from rota.words import counted, day_in_words


@dataclass(frozen=True, slots=True)
class _Row:
    """A meeting as the table has it."""

    number: int
    id: str
    committee: str
    start: datetime


def merge_meetings(
    folder: Folder, listed: Sequence[Sitting], year: Span, council: str, faults: Faults
) -> tuple[str, ...]:
    """Merges the meetings that fall in the year, and says in sentences what was done."""
    table = folder.open(MEETINGS, faults)
    if table is None:
        return ()
    rows = tuple(_rows(table.rows))
    if len(faults):
        return ()
    sentences = tuple(_Merge(table, rows, year, council).run(listed))
    again = table.again(faults)
    tuple(read_meetings(again))
    return sentences if not len(faults) else ()


class _Merge:
    """One import: the table's rows by number and by committee and start."""

    def __init__(self, table: OpenTable, rows: Sequence[_Row], year: Span, council: str) -> None:
        self._table, self._year, self._council = table, year, council
        self._by_id = {row.id: row for row in reversed(rows) if row.id}
        self._by_start = {(self._key(row.committee), row.start): row for row in reversed(rows)}
        self._spellings = {self._key(row.committee): row.committee for row in reversed(rows)}

    def run(self, listed: Sequence[Sitting]) -> Iterator[str]:
        """Does everything, and says it."""
        within = [one for one in listed if one.day in self._year]
        done = [*self._remove(listed)]
        due = [one for one in within if not one.cancelled and one.start is not None]
        done += [*self._move(due), *self._add(due)]
        yield from done
        if not done:
            yield f"Nothing to change: the table has the file's {_meetings(len(due))} of the rota's year already."
        yield from self._left_out(listed, within)

    def _remove(self, listed: Sequence[Sitting]) -> Iterator[str]:
        """Takes out what was in the year and is not any more."""
        gone = []
        for one in listed:
            outside = one.day not in self._year
            row = self._by_id.get(one.id) if outside else self._found(one) if one.cancelled else None
            if row and row.start.date() in self._year:
                self._forget(row)
                self._table.text.remove(row.number)
                gone.append(f"{row.committee} on {day_in_words(row.start.date())}")
        if gone:
            yield f"Removed {_meetings(len(gone))}, cancelled or no longer in the year: {several(gone)}."

    def _move(self, due: Sequence[Sitting]) -> Iterator[str]:
        for one in due:
            row = self._by_id.get(one.id)
            if row and (self._key(row.committee), row.start) != self._place(one):
                before = f"{row.committee} on {_when(row.start)}"
                self._forget(row)
                self._write(one, row)
                yield f"Moved {before} to {_when(_start(one))}."

    def _add(self, due: Sequence[Sitting]) -> Iterator[str]:
        added = 0
        for one in due:
            if self._found(one) is None:
                cells = {"committee": self._committee(one), "date": one.day.isoformat(), "id": one.id}
                self._table.text.add(cells | {"start": f"{_start(one):%H:%M}"})
                self._by_start[self._place(one)] = _Row(0, one.id, self._committee(one), _start(one))
                added += 1
        if added:
            yield (
                f"Added {_meetings(added)}. ModernGov gives no end: {MEETING_HOURS} hours are assumed; "
                "write another end in the table where it is known."
            )

    def _found(self, one: Sitting) -> _Row | None:
        """The row of this number, or else the one of this committee that starts at this time."""
        known = self._by_id.get(one.id)
        if known is None and one.start is not None:
            known = self._by_start.get(self._place(one))
        return known

    def _forget(self, row: _Row) -> None:
        self._by_id.pop(row.id, None)
        self._by_start.pop((self._key(row.committee), row.start), None)

    def _write(self, one: Sitting, row: _Row) -> None:
        """The row at its new time. An end that was typed is taken out when the start is another."""
        put = self._table.text.put
        start = _start(one)
        if self._key(row.committee) != self._key(one.committee):
            put(row.number, "committee", self._committee(one))
        put(row.number, "date", one.day.isoformat())
        put(row.number, "start", f"{start:%H:%M}")
        if start != row.start:
            put(row.number, "end", "")
        moved = _Row(row.number, one.id, self._committee(one), start)
        self._by_id[one.id] = self._by_start[self._place(one)] = moved

    def _place(self, one: Sitting) -> tuple[str, datetime]:
        return self._key(one.committee), _start(one)

    def _committee(self, one: Sitting) -> str:
        if full_council(one.committee, self._council):
            return FULL_COUNCIL.capitalize()
        return self._spellings.get(self._key(one.committee), one.committee)

    def _key(self, committee: str) -> str:
        """What the names of one committee have in common, as everywhere in Rota."""
        return FULL_COUNCIL if full_council(committee, self._council) else committee_key(committee)

    def _left_out(self, listed: Sequence[Sitting], within: Sequence[Sitting]) -> Iterator[str]:
        """What is in the file but not in the table, each with its reason."""
        if outside := len(listed) - len(within):
            first, last = (day_in_words(day) for day in self._year.ends())
            yield f"Left out {_meetings(outside)} outside the rota's year, {first} to {last}."
        if cancelled := sum(one.cancelled for one in within):
            yield f"Left out {counted(cancelled, 'cancelled meeting')}."
        untimed = [
            f"{one.committee} on {day_in_words(one.day)}" for one in within if one.start is None and not one.cancelled
        ]
        if untimed:
            yield f"Left out {_meetings(len(untimed))} without a time: {several(untimed)}."


def _rows(table: Table) -> Iterator[_Row]:
    for row in table.rows:
        for _, meeting in read_meetings(Table(table.where, (row,))):
            yield _Row(row.number or 0, _id(row), meeting.committee, meeting.start)


def _id(row: Row) -> str:
    return plain(row.cells.get("id")).strip().casefold()


def _start(one: Sitting) -> datetime:
    return datetime.combine(one.day, one.start or time.min, tzinfo=LONDON)


def _when(moment: datetime) -> str:
    return f"{day_in_words(moment.date())} at {moment:%H:%M}"


def _meetings(number: int) -> str:
    return counted(number, "meeting")
