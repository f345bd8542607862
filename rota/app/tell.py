"""How a use case says what it has to say besides its answer: to a function that it is given."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
"""Hears a sentence for the person who asked."""


def unheard(_sentence: str) -> None:
    """Hears nothing: for whoever wants the answer alone."""
