"""Names of files that every disk and mail program can hold, made of ids that may hold anything."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LONGEST = 60
"""Characters of the id that are kept."""

_LOOKS_HASHED = re.compile(r"-[0-9a-f]{8}$")
_NAMES_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")
"""Windows opens a device of this name, whatever comes after a full stop."""


def file_stems(ids: Iterable[str]) -> dict[str, str]:
    """Each id in letters a to z, digits and hyphens, as people read it: accents and the like are left off.

    Where that would be the name of two, or no name at all, a few figures of the id's hash are added.
    """
    plain = {one: _plain(one) for one in ids}
    count = Counter(plain.values())
    return {one: stem if _is_free(one, stem, count[stem]) else _hashed(one, stem) for one, stem in plain.items()}


def _plain(id: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST]


def _is_free(id: str, stem: str, count: int) -> bool:
    if not stem or _LOOKS_HASHED.search(stem) or _NAMES_OF_DEVICES.match(stem) or len(id) > LONGEST:
        return False
    return count == 1 or stem == id


def _hashed(id: str, stem: str) -> str:
    return f"{stem or 'id'}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
