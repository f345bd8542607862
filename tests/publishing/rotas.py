"""A published rota, and others that differ from it."""

from __future__ import annotations

from rota.domain import Rota
from tests.support.builders import a_rota


def the_rota_with(receiver: str = "hari", **placements: tuple[str, ...] | None) -> Rota:
    """The rota with these visits placed otherwise, None for not at all, and MASH received by this person."""
    facts: dict[str, tuple[str, ...] | None] = {
        "mash-1": ("2026-06-03 10:00", "ann", "cai"),
        "north-1": ("2026-09-09 10:00", "ann", "bob"),
        "north-2": ("2027-01-06 10:00", "bob"),
    }
    facts |= {name.replace("_", "-"): placed for name, placed in placements.items()}
    return a_rota({visit: placed for visit, placed in facts.items() if placed}, mash=receiver)
