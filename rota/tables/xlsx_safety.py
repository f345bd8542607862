"""Looks into a workbook's zip file before anything opens it: what could do harm is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from rota.tables.faults import Faults

MOST_BYTES = 64 * 2**20
"""All parts of a workbook together, unpacked."""
MOST_FILE_BYTES = 20 * 2**20
"""The workbook itself, packed."""
TOO_LARGE = f"the workbook has more than {MOST_FILE_BYTES >> 20} MB. Take out pictures and other sheets."
MOST_RATIO = 1_000
"""Unpacked size over packed size, of a part larger than 1 MB; rows of blanks pack a few hundred to one."""
MOST_PARTS = 2_000

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE = "Open it in Excel and save it as 'Excel workbook (.xlsx)'."
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
_FAR = re.compile(rb"<(?:\w+:)?c\s[^>]*r\s*=\s*[\"']((?:[A-Z]{3}|B[M-Z]|[C-Z][A-Z])\d{1,7})[\"'][^>]*[^/>]>")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook that is safe to open, by name."""

    parts: dict[str, bytes]

    def merges(self, part: str) -> list[tuple[str, str]]:
        """The merged ranges of a sheet: its first and last cell."""
        return [(first.decode(), last.decode()) for first, last in _MERGE.findall(self.parts.get(part, b""))]

    def far_cell(self, part: str) -> str | None:
        """A cell with something in it beyond column 64 (BL), if there is one."""
        match = _FAR.search(self.parts.get(part, b""))
        return match[1].decode() if match else None


def open_package(data: bytes, where: str, faults: Faults) -> Package | None:
    """The parts of the workbook, or None and a fault when it is not safe, or not a workbook."""
    try:
        remedy = _not_a_zip(data) or _unsafe(data)
        parts = {} if remedy else _parts(data)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        remedy, parts = f"this workbook is damaged or cut short. {_SAVE}", {}
    remedy = remedy or _dangerous(parts)
    if remedy:
        faults.add(where, remedy)
        return None
    return Package(parts)


def _not_a_zip(data: bytes) -> str | None:
    if zipfile.is_zipfile(io.BytesIO(data)):
        return None
    if not data.startswith(_OLD_OFFICE):
        return f"this is not an Excel workbook, whatever its name says. {_SAVE}"
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "this workbook is protected by a password. Take the password off, or save a copy without one."
    return f"this is a workbook of the old kind (.xls). {_SAVE}"


def _unsafe(data: bytes) -> str | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        most = f"this workbook unpacks to more than {MOST_BYTES >> 20} MB."
        return f"{most} Take out what is not part of the rota, and delete rows that have formatting and nothing else."
    if any(part.flag_bits & 1 for part in parts):
        return "this workbook is protected by a password. Take the password off, or save a copy without one."
    if any(part.file_size > 2**20 and part.file_size > MOST_RATIO * max(1, part.compress_size) for part in parts):
        return "this workbook unpacks to far more than it holds. Copy its tables to a new workbook."
    return None


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist() if not part.is_dir()}


def _dangerous(parts: dict[str, bytes]) -> str | None:
    if "xl/workbook.xml" not in parts and not any(name.endswith("workbook.xml") for name in parts):
        return f"this is a zip file, but not an Excel workbook. {_SAVE}"
    if _STRICT in next(data for name, data in parts.items() if name.endswith("workbook.xml")):
        return f"this workbook is of the kind 'Strict Open XML', which is not read here. {_SAVE}"
    for name, data in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and _declares_entities(data):
            return f"this workbook has a definition in it that Excel never writes. {_SAVE}"
    return None


def _declares_entities(data: bytes) -> bool:
    """Whether the XML could hold an entity bomb: it has a document type, or hides in an unusual encoding."""
    declared = _DECLARED.match(data[:400].lstrip())
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1"):
        return True
    return b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:200]
