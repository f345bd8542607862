"""The XML of one sheet with other values in some cells; every other letter of it stays as it is.

openpyxl would write the whole workbook anew, without its drawings, pictures, newer drop-downs and the sizes of notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, to_excel

from rota.tables.cells import Cell, plain
from rota.tables.sheet_rows import Place

Styled = Callable[[int, Cell], int | None]
"""The style of a cell that is to hold a value, of the style it or its neighbour above has; None when none will do."""

_ATTRIBUTE = r"(?<![:\w]){}\s*=\s*[\"']([^\"']*)[\"']"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Cell:
    attributes: str
    xml: str

    @property
    def style(self) -> int | None:
        found = _attribute("s", self.attributes)
        return int(found) if found else None


class SheetPart:
    """A worksheet's XML. ValueError when it has no place for rows."""

    def __init__(self, xml: str, styled: Styled, epoch: datetime = CALENDAR_WINDOWS_1900) -> None:
        self._styled, self._epoch = styled, epoch
        found = re.search(r"<((?:\w+:)?)sheetData\s*(?:/>|>(.*?)</\1sheetData\s*>)", xml, re.DOTALL)
        if found is None:
            raise ValueError("this part is no worksheet")
        self._p = found[1]
        self._before, self._after = xml[: found.start()], xml[found.end() :]
        self._rows = dict(self._read_rows(found[2] or ""))
        self.last_row = max((number for number in self._rows if self._cells(number)), default=0)
        """The last row with a cell in it before any change."""

    def xml_with(self, changed: Mapping[Place, Cell], heading: int) -> str:
        """The part with these values. New cells look like those above them, but for the ``heading``."""
        by_row: dict[int, dict[int, Cell]] = {}
        for (number, column), value in sorted(changed.items(), key=lambda one: one[0]):
            by_row.setdefault(number, {})[column] = value
        for number, values in by_row.items():
            cells = self._cells(number)
            for column, value in values.items():
                cells[column] = self._made(
                    number, column, value, cells.get(column) or self._above(number, column, heading)
                )
            attributes = re.sub(_ATTRIBUTE.format("spans"), "", self._rows.get(number, (f' r="{number}"', ""))[0])
            self._rows[number] = (attributes, "".join(cells[column].xml for column in sorted(cells)))
        rows = "".join(self._row(*self._rows[number]) for number in sorted(self._rows))
        before = re.sub(rf"<{self._p}dimension\b[^>]*/>", "", self._before)  # it says how far the rows reach
        return f"{before}<{self._p}sheetData>{rows}</{self._p}sheetData>{self._after}"

    def _row(self, attributes: str, cells: str) -> str:
        return f"<{self._p}row{attributes.rstrip()}>{cells}</{self._p}row>"

    def _read_rows(self, xml: str) -> Iterator[tuple[int, tuple[str, str]]]:
        number = 0
        for row in re.finditer(rf"<{self._p}row\b([^>]*?)(?:/>|>(.*?)</{self._p}row\s*>)", xml, re.DOTALL):
            number = int(_attribute("r", row[1]) or number + 1)
            yield number, (row[1] if _attribute("r", row[1]) else f'{row[1]} r="{number}"', row[2] or "")

    def _cells(self, number: int) -> dict[int, _Cell]:
        """The cells of a row by column, from 0."""
        cells, column = {}, -1
        xml = self._rows.get(number, ("", ""))[1]
        for cell in re.finditer(rf"<{self._p}c\b([^>]*?)(?:/>|>.*?</{self._p}c\s*>)", xml, re.DOTALL):
            place = _attribute("r", cell[1])
            column = column_index_from_string(place.rstrip("0123456789")) - 1 if place else column + 1
            there = cell[0] if place else cell[0].replace(f"<{self._p}c", f'<{self._p}c r="{_at(number, column)}"', 1)
            cells[column] = _Cell(cell[1], there)
        return cells

    def _made(self, number: int, column: int, value: Cell, like: _Cell | None) -> _Cell:
        style = like.style if like else self._of_column(column)
        if isinstance(value, (date, time)):
            fitting = self._styled(style or 0, value)
            # Without a list of styles a number would be shown for the date.
            value, style = (plain(value), style) if fitting is None else (value, fitting)
        attributes = f' r="{_at(number, column)}"' + (f' s="{style}"' if style else "")
        return _Cell(attributes, self._xml(attributes, value))

    def _xml(self, attributes: str, value: Cell) -> str:
        p = self._p
        if value is None:
            return f"<{p}c{attributes}/>"
        if isinstance(value, str):
            text = escape(_NOT_XML.sub("", value))
            return f'<{p}c{attributes} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
        held = to_excel(value, self._epoch) if isinstance(value, (date, time)) else value
        return f"<{p}c{attributes}><{p}v>{held}</{p}v></{p}c>"

    def _above(self, number: int, column: int, heading: int) -> _Cell | None:
        """The cell above in one of the last rows."""
        rows = (self._cells(above).get(column) for above in range(number - 1, max(heading, number - 4), -1))
        return next((cell for cell in rows if cell), None)

    def _of_column(self, column: int) -> int | None:
        for col in re.findall(rf"<{self._p}col\b[^>]*>", self._before):
            first, last, style = (_attribute(name, col) for name in ("min", "max", "style"))
            if first and last and style and int(first) <= column + 1 <= int(last):
                return int(style)
        return None


def _at(number: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{number}"


def _attribute(name: str, attributes: str) -> str | None:
    found = re.search(_ATTRIBUTE.format(name), attributes)
    return found[1] if found else None
