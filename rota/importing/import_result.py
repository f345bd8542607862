"""What every import makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """The files that change, by name, sentences that say what the import did, and what should be looked at."""

    files: Mapping[str, bytes]
    sentences: tuple[str, ...]
    warnings: tuple[str, ...] = ()
