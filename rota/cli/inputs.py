"""A council's files and rules, read for a command, or every reason why they cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rota.app import load as inputs
from rota.app.load import FirstLook, Inputs, folder_of
from rota.cli.console import tell
from rota.errors import CouldNotRunError
from rota.reading import summary

__all__ = ["FirstLook", "Inputs", "folder_of", "look_at", "quietly_read", "read_inputs", "tell_warnings"]


def read_inputs(path: Path, own_rules: bool) -> Inputs:
    """The inputs at ``path``; warnings are told. CouldNotRunError, with every fault, when they cannot be used."""
    inputs = quietly_read(path, own_rules)
    tell_warnings(inputs.warnings)
    return inputs


def quietly_read(path: Path, own_rules: bool) -> Inputs:
    """The same, and nothing is told."""
    look = look_at(path, own_rules)
    if look.inputs is None:
        raise CouldNotRunError(summary(look.faults))
    return look.inputs


def tell_warnings(warnings: Sequence[str]) -> None:
    """Tells each warning on a line of its own."""
    tell(*(f"Warning: {warning}" for warning in warnings))


def look_at(path: Path, own_rules: bool) -> FirstLook:
    """Everything at ``path``, or every fault in it. CouldNotRunError when there is nothing that could be read."""
    try:
        look = inputs.look_at(path, own_rules)
        if not path.exists():
            raise CouldNotRunError(look.faults[0])
    except OSError as error:
        raise CouldNotRunError(f"{path} cannot be read: {error.strerror or error}. Check who may read it.") from error
    return look
