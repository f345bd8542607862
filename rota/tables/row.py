"""A row of a table, read cell by cell; each reading that fails is one fault with its place and value."""

from __future__ import annotations

import datetime as clock
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from rota.domain import ALWAYS, Span
from rota.tables.cell_uses import Use
from rota.tables.cells import Cell, NotRepeated, Refused, Unreadable, as_choice, as_number, as_text, as_yes_no, plain
from rota.tables.dates import as_date, as_moment, as_time, has_date
from rota.tables.faults import Faults

Value = TypeVar("Value")
Default = TypeVar("Default")


class Row:
    """The cells of one row by column name. ``good`` until a fault is found in it.

    ``number`` counts the heading as row 1; ``numbers`` says where a column stands elsewhere, as settings
    of a sheet do, one to a row.
    """

    def __init__(
        self,
        where: str,
        number: int | None,
        cells: Mapping[str, Cell],
        faults: Faults,
        numbers: Mapping[str, int] | None = None,
    ) -> None:
        self.where, self.number, self.cells, self.faults = where, number, cells, faults
        self.good = True
        self._numbers = numbers or {}

    @property
    def place(self) -> str:
        """Where the row stands: "history.csv, row 3"."""
        return self.where if self.number is None else f"{self.where}, row {self.number}"

    def fault(self, column: str | None, remedy: str) -> None:
        """A fault of this cell: its value, if it has one, goes before the remedy."""
        self.good = False
        cell = None if column is None else self.cells.get(column)
        if isinstance(cell, Refused):
            return
        number = self.number if column is None else self.number_of(column)
        value = plain(cell) if plain(cell).strip() else None
        self.faults.add(self.where, remedy, row=number, column=column, value=value)

    def warn(self, column: str, what: str, then: str = "", many: str = "", *, value: str | None = None) -> None:
        """A warning of this cell, which is read all the same: its value, or the item of it, goes before ``what``.

        ``then`` and ``many`` as in ``Remarks``.
        """
        shown = plain(self.cells.get(column)).strip() if value is None else value
        self.faults.warn(self.where, what, then, many, row=self.number_of(column), column=column, value=shown)

    def use(self, column: str, value: str, of: str = "") -> Use:
        """The value at this place."""
        return Use(value, self.where, self.number_of(column), column, of)

    def number_of(self, column: str) -> int | None:
        """The number of the row in which the column stands; None when its table has none."""
        return self._numbers.get(column, self.number)

    def blank(self, column: str) -> bool:
        """Whether the cell is empty (or already refused)."""
        cell = self.cells.get(column)
        if cell is None:  # most cells of a table are
            return True
        if isinstance(cell, Refused):
            self.good = False
        return not plain(cell).strip()

    def read(self, column: str, reader: Callable[[Cell], Value], default: Default) -> Value | Default:
        """What ``reader`` makes of the cell; the default when it is blank or at fault."""
        if self.blank(column):
            return default
        try:
            return reader(self.cells.get(column))
        except NotRepeated as error:
            self.good = False
            self.faults.add(self.where, str(error), row=self.number_of(column), column=column)
        except Unreadable as error:
            self.fault(column, str(error))
        return default

    def needed(self, column: str, what: str) -> bool:
        """Whether the cell is filled; a fault when it is not. ``what`` says what to write there."""
        if self.blank(column):
            self.fault(column, f"this is blank. Write {what}.")
            return False
        return True

    def text(self, column: str) -> str:
        """The text of the cell, empty when blank."""
        return self.read(column, as_text, "")

    def name(self, column: str) -> str:
        """The text of a cell that names one person or team. A fault when what stands between several is in it."""
        text = self.text(column)
        if ";" in text:
            self.fault(column, "has ; in it, which stands between several names. Write one name, without it.")
            return ""
        return text

    def several(self, column: str) -> tuple[str, ...]:
        """The items between semicolons, without blanks; a fault when one could not stand in a cell by itself."""
        items = tuple(item.strip() for item in self.text(column).split(";") if item.strip())
        try:
            return tuple(map(as_text, items))
        except Unreadable as error:
            self.fault(column, str(error))
            return ()

    def date(self, column: str) -> clock.date | None:
        """The date in the cell."""
        return self.read(column, as_date, None)

    def time(self, column: str) -> clock.time | None:
        """The time in the cell."""
        return self.read(column, as_time, None)

    def time_on(self, column: str, day: clock.date) -> clock.time | None:
        """The time in the cell, alone or after this day. A fault when it stands after another, or alone is no time."""
        cell = self.cells.get(column)
        if not has_date(cell):
            return self.time(column)
        moment = self.moment(column)
        if moment and moment[1] is None:
            self.fault(column, "has a date and no time. Write the time alone, like 10:00.")
        elif moment and moment[0] != day:
            self.fault(column, f"is on another day than {day.isoformat()}. Write the time alone, like 10:00.")
        return moment[1] if moment and self.good else None

    def moment(self, column: str) -> tuple[clock.date, clock.time | None] | None:
        """The date in the cell, with its time when it has one."""
        return self.read(column, as_moment, None)

    def number_in(self, column: str, least: int, most: int, default: int) -> int:
        """The whole number in the cell, between these limits."""
        return self.read(column, lambda cell: as_number(cell, least, most), default)

    def yes(self, column: str, default: bool) -> bool:
        """Whether the cell says yes."""
        return self.read(column, as_yes_no, default)

    def choice(self, column: str, options: Iterable[str], default: str) -> str:
        """Which of the options the cell names."""
        return self.read(column, lambda cell: as_choice(cell, options, self.faults), default)

    def span(self, start: str, end: str) -> Span:
        """The days between two cells, both included; a fault when the end comes first."""
        first, last = self.date(start), self.date(end)
        if first and last and last < first:
            self.fault(end, f"comes before '{start}', {first.isoformat()}. Change one of the two.")
            return ALWAYS
        return Span(first, last)
