"""What every import makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Import:
    """The files that change, by name, and sentences that say what the import did."""

    files: Mapping[str, bytes]
    sentences: tuple[str, ...]
