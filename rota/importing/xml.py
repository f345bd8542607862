"""XML from a file that may mean harm: no document type, no entities, no more elements than a council could need."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from rota.errors import RotaError
from rota.tables.faults import Faults

MOST_BYTES = 20 * 2**20
"""A file of more than 20 MB is refused before it is parsed: the meetings of 20 years take about 2 MB."""
MOST_ELEMENTS = 200_000
"""Elements of one file: 20,000 meetings."""
MOST_DEPTH = 50

_WEB_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SAVE = "Open its address in a browser again and save what comes as XML."


class _TooMuchError(RotaError):
    """The file has more in it than any real one."""


class _Bounded(TreeBuilder):
    """Builds the tree with plain tag names in small letters, and stops when it grows beyond sense."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > MOST_DEPTH:
            raise _TooMuchError
        return super().start(tag.rpartition("}")[2].casefold(), attrs)

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(tag.rpartition("}")[2].casefold())


def parse(where: str, data: bytes, faults: Faults) -> Element | None:
    """The root of the XML, or None and a fault that says what the file is instead."""
    remedy = _what_else(data)
    if remedy:
        faults.add(where, remedy)
        return None
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
        return root
    except ParseError as error:
        faults.add(where, _not_well_formed(error))
    except DefusedXmlException:
        faults.add(where, f"this XML has a document type or an entity in it, which ModernGov never writes. {_SAVE}")
    except _TooMuchError:
        faults.add(where, "this XML has more in it than ModernGov writes for a council. Ask for fewer dates.")
    except (LookupError, ValueError):
        faults.add(where, f"this XML is in an encoding that cannot be read. {_SAVE}")
    return None


def _what_else(data: bytes) -> str | None:
    if not data.strip():
        return f"there is nothing in this file. {_SAVE}"
    if _WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return f"this is a web page (perhaps an error, or a page to sign in), not XML. {_SAVE}"
    return None


def _not_well_formed(error: ParseError) -> str:
    line, _ = error.position
    if "no element found" in str(error) or "unclosed" in str(error):
        return f"this XML is cut short: it ends in line {line:,} before it is complete. {_SAVE}"
    if "encoding" in str(error):
        return f"this XML is in an encoding that cannot be read. {_SAVE}"
    return (
        f"this cannot be read as XML: line {line:,} has a sign that cannot stand there, or letters in another "
        f"encoding than the file says. {_SAVE}"
    )
