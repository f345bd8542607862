"""Reads what programs write to a terminal that a test holds the other end of."""

from __future__ import annotations

import os


def read_until(terminal: int, wanted: bytes) -> bytes:
    """What comes until this is among it."""
    seen = b""
    while wanted not in seen:
        seen += os.read(terminal, 4096)
    return seen


def read_all(terminal: int) -> bytes:
    """What comes until whoever holds the other end has gone."""
    seen = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            return seen
        if not part:
            return seen
        seen += part
