"""Why a calendar, or a part of one, is not read: fixed sentences that hold nothing of what the file says."""

from __future__ import annotations

from rota.errors import RotaError


class RefusedError(RotaError, ValueError):
    """A part of a calendar is not read. The message says why, and quotes nothing from the file."""


class UnreadableError(RotaError, ValueError):
    """A whole calendar is not read. The message says why and what to do, and quotes nothing from the file."""
