"""A rota that somebody typed, for tests of the command line."""

from __future__ import annotations

from pathlib import Path

BY_HAND = """\
visit,date,start,member
mash-1,2027-10-12,10:00,Example Member One
mash-1,2027-10-12,10:00,Example Member Two
corporate-parenting-1,2027-09-07,14:00,Example Member Three
corporate-parenting-1,2027-09-07,14:00,Example Member Four
corporate-parenting-2,2028-03-07,14:00,Example Member Five
corporate-parenting-2,2028-03-07,14:00,Example Member Six
"""
"""A rota of the starter that keeps every must: MASH where it is fixed, and one visit for each member."""


RECEIVED = {"mash": "Example Manager One", "corporate-parenting": "Example Manager Two"}


def with_hosts(text: str = BY_HAND) -> str:
    """The table with a column of who receives: each team's host."""
    heading, *rows = text.splitlines()
    return "\n".join([f"{heading},host", *(f"{row},{RECEIVED[row.partition(',')[0][:-2]]}" for row in rows), ""])


def by_hand(council: Path, text: str = BY_HAND) -> Path:
    """The rota as an officer types it."""
    file = council.parent / "by_hand.csv"
    file.write_text(text, encoding="utf-8")
    return file
