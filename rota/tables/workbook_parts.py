"""A workbook's file with other values in some cells: every part of it that they do not touch keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr, unescape

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from rota.tables.cell_styles import Styles
from rota.tables.cells import Cell, fold
from rota.tables.sheet_part import SheetPart
from rota.tables.sheet_rows import Place

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'
_TYPES = "[Content_Types].xml"


class WorkbookParts:
    """The parts of a workbook that was found safe to open. ValueError, or KeyError, when it is none that is known."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._order = [info for info in archive.infolist() if not info.is_dir()]
            self._parts = {info.filename: archive.read(info) for info in self._order}
        self._book = next(name for name in self._parts if name.endswith("workbook.xml"))
        self._links = posixpath.join(posixpath.dirname(self._book), "_rels", posixpath.basename(self._book) + ".rels")
        xml = self._text(self._book)
        self._epoch = CALENDAR_MAC_1904 if re.search(r'date1904="(?:1|true)"', xml) else CALENDAR_WINDOWS_1900
        styles = next((name for name in self._parts if name.endswith("/styles.xml")), None)
        self._styles_part, self._styles = styles, Styles(self._text(styles) if styles else "")

    def write(self, title: str, changed: Mapping[Place, Cell], heading: int) -> None:
        """Puts the values into the sheet of this title, which is added when it is not there."""
        name = self._sheets().get(fold(title)) or self._new_sheet(title)
        part = SheetPart(self._text(name), self._styles.of, self._epoch)
        last = part.last_row
        self._put(name, part.xml_with(changed, heading))
        self._stretch(name, last, max(row for row, _ in changed))

    def file(self) -> bytes:
        """The workbook's bytes."""
        if self._styles_part:
            self._put(self._styles_part, self._styles.xml)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._order:
                archive.writestr(info, self._parts[info.filename], info.compress_type)
        return out.getvalue()

    def _sheets(self) -> dict[str, str]:
        """The part of each sheet, by its folded title."""
        links = dict(_targets(self._text(self._links)))
        return {
            fold(unescape(title, {"&quot;": '"', "&apos;": "'"})): _part(self._book, links[link])
            for title, link in _SHEET.findall(self._text(self._book))
        }

    def _new_sheet(self, title: str) -> str:
        """The name of the part of a new sheet, which stands last."""
        book = self._text(self._book)
        number = 1 + max(map(int, re.findall(r'sheetId="(\d+)"', book)), default=0)
        link, file = f"rIdRota{number}", f"rota{number}.xml"
        name = posixpath.join(posixpath.dirname(self._book), "worksheets", file)
        sheet = f'sheet name={quoteattr(title)} sheetId="{number}" l:id="{link}" xmlns:l="{_LINKS}"/>'
        self._put(self._book, re.sub(r"</((?:\w+:)?)sheets\s*>", rf"<\1{sheet}\g<0>", book))
        target = f'Id="{link}" Type="{_LINKS}/worksheet" Target="worksheets/{file}"/>'
        links = self._text(self._links)
        self._put(self._links, re.sub(r"</((?:\w+:)?)Relationships\s*>", rf"<\1Relationship {target}\g<0>", links))
        kind = f'Override PartName="/{escape(name)}" ContentType="{_SHEET_TYPE}"/>'
        self._put(_TYPES, re.sub(r"</((?:\w+:)?)Types\s*>", rf"<\1{kind}\g<0>", self._text(_TYPES)))
        self._order.append(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)))
        self._order[-1].compress_type = zipfile.ZIP_DEFLATED
        self._put(name, _EMPTY)
        return name

    def _stretch(self, sheet: str, last: int, row: int) -> None:
        """Lets what Excel calls a table, where it reached to the last row, reach to the new last one."""
        links = posixpath.join(posixpath.dirname(sheet), "_rels", posixpath.basename(sheet) + ".rels")
        for _, target in _targets(self._text(links)) if links in self._parts else ():
            name = _part(sheet, target)
            if row > last and re.search(r"(?:^|/)tables/[^/]*$", name) and name in self._parts:
                self._put(name, re.sub(rf'(ref="[A-Z]+\d+:[A-Z]+){last}"', rf'\g<1>{row}"', self._text(name)))

    def _text(self, name: str) -> str:
        return self._parts[name].decode("utf-8-sig")

    def _put(self, name: str, text: str) -> None:
        self._parts[name] = text.encode()


_SHEET = re.compile(r'<(?:\w+:)?sheet\s(?=[^>]*\bname="([^"]*)")(?=[^>]*\w:id="([^"]*)")')


def _targets(xml: str) -> list[tuple[str, str]]:
    """The targets of relations by their ids."""
    return re.findall(r'<(?:\w+:)?Relationship\s(?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")', xml)


def _part(of: str, target: str) -> str:
    """The name of the part that a relation of another part leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(of), target)).lstrip("/")
