"""Lists of names in the sentences that say what an import did."""

from __future__ import annotations

from collections.abc import Sequence

from rota.words import joined

MOST_NAMES = 8


def several(names: Sequence[str]) -> str:
    """The names, or the first of them and how many more there are."""
    if len(names) <= MOST_NAMES:
        return joined(names)
    return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES:,} more"
