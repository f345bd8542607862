"""A council's files and rules, read for a command, or every reason why they cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rota.app import load as inputs
from rota.app.load import FirstLook, Inputs, folder_of
from rota.cli.console import tell
from rota.cli.first_day import today
from rota.cli.progress_line import reading
from rota.errors import CouldNotRunError
from rota.reading import summary
from rota.text.system_refusals import refused

__all__ = ["FirstLook", "Inputs", "folder_of", "look_at", "quietly_read", "read_inputs", "tell_warnings"]


def read_inputs(path: Path, own_rules: bool, day: date | None = None) -> Inputs:
    """The inputs at ``path``; warnings are told. CouldNotRunError, with every fault, when they cannot be used.

    Of the visits what is known today is taken to have happened, or on the ``day`` when that is later.
    """
    inputs = quietly_read(path, own_rules, day)
    tell_warnings(inputs.warnings)
    return inputs


def quietly_read(path: Path, own_rules: bool, day: date | None = None) -> Inputs:
    """The same, and nothing is told."""
    look = look_at(path, own_rules, day)
    if look.inputs is None:
        raise CouldNotRunError(summary(look.faults))
    return look.inputs


def tell_warnings(warnings: Sequence[str]) -> None:
    """Tells each warning on a line of its own."""
    tell(*(f"Warning: {warning}" for warning in warnings))


def look_at(path: Path, own_rules: bool, day: date | None = None) -> FirstLook:
    """Everything at ``path``, or every fault in it. CouldNotRunError when there is nothing that could be read."""
    try:
        with reading(path):
            look = inputs.look_at(path, own_rules, max(today(), day or date.min))
        if not path.exists():
            raise CouldNotRunError(look.faults[0])
    except OSError as error:
        raise CouldNotRunError(refused(error, path, "read")) from error
    return look
