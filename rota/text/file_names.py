"""Names of files that every disk and mail program can hold, made of ids that may hold anything."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 60
"""Characters of the id that are kept."""

_LOOKS_HASHED = re.compile(r"-[0-9a-f]{8}$")
_NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")
"""Windows opens a device of this name, whatever comes after a full stop."""


def file_stem(id: str) -> str:
    """The id in letters a to z, digits and hyphens.

    An id that these cannot spell has a few figures of its hash added, so that no two ids share a file.
    """
    ascii_only = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST]
    if stem != id or not stem or _LOOKS_HASHED.search(stem) or _NAMES_OF_DEVICES.match(stem):
        stem = f"{stem or 'id'}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return stem
