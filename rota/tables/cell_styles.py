"""The styles of a workbook: which of them shows a date as a date, and one more where none does."""

from __future__ import annotations

import re
from datetime import date, datetime

from rota.tables.cells import Cell

_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17), "d"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h"),
    22: "dh",
}
"""Excel's own formats that show days ("d"), hours ("h") or both."""
_NEW = {"d": 14, "h": 20, "dh": 22}
"""As the computer writes a date, a time, and both."""


class Styles:
    """The text of styles.xml, which grows by the styles that are asked for."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self._formats = {int(number): _shows(code) for number, code in _FORMAT.findall(xml)} | _BUILT_IN

    def of(self, style: int, value: Cell) -> int | None:
        """The style itself when it shows such a value, or else one that differs from it in that alone."""
        found = _STYLES.search(self.xml)
        styles = [one[0] for one in _STYLE.finditer(found[2])] if found else []
        if found is None or style >= len(styles):
            return None
        wanted = "dh" if isinstance(value, datetime) else "d" if isinstance(value, date) else "h"
        if self._shown(styles[style]) == wanted:
            return style
        made = _with_format(styles[style], _NEW[wanted])
        if made in styles:
            return styles.index(made)
        head = re.sub(r'count\s*=\s*"\d+"', f'count="{len(styles) + 1}"', found[1])
        self.xml = self.xml[: found.start()] + head + found[2] + made + found[3] + self.xml[found.end() :]
        return len(styles)

    def _shown(self, style: str) -> str:
        number = re.search(r'numFmtId\s*=\s*"(\d+)"', style)
        return self._formats.get(int(number[1]), "") if number else ""


_FORMAT = re.compile(r'<(?:\w+:)?numFmt\s(?=[^>]*numFmtId="(\d+)")(?=[^>]*formatCode="([^"]*)")')
_STYLES = re.compile(r"(<(?:\w+:)?cellXfs\b[^>]*>)(.*?)(</(?:\w+:)?cellXfs\s*>)", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*/>|<((?:\w+:)?)xf\b.*?</\1xf\s*>", re.DOTALL)


def _shows(code: str) -> str:
    """Whether a format's code shows days and hours; what stands in quotation marks or brackets is no code."""
    letters = re.sub(r"&quot;.*?&quot;|\[[^\]]*\]|\\.", "", code.split(";")[0]).casefold()
    return ("d" if "y" in letters or "d" in letters else "") + ("h" if "h" in letters else "")


def _with_format(style: str, number: int) -> str:
    head = re.sub(r'\s(?:numFmtId|applyNumberFormat)\s*=\s*"[^"]*"', "", style, count=2)
    return re.sub(r"^<((?:\w+:)?)xf\b", rf'<\1xf numFmtId="{number}" applyNumberFormat="1"', head)
