"""The one base of every exception that Rota raises on purpose: its message is for the officer."""

from __future__ import annotations


class RotaError(Exception):
    """What could not be done; the message says what, where, the value and the remedy."""


class CouldNotRunError(RotaError):
    """What was asked for cannot be done as it was asked: the message says why and the remedy, a sentence a line."""
