"""A council's files and rules, read for a command, or every reason why they cannot be."""

from __future__ import annotations

from pathlib import Path

from rota.cli.talk import CouldNotRunError, tell
from rota.drawing import inputs
from rota.drawing.inputs import Inputs, Look, folder_of
from rota.reading import summary

__all__ = ["Inputs", "Look", "folder_of", "look_at", "read_inputs"]


def read_inputs(path: Path, own_rules: bool) -> Inputs:
    """The inputs at ``path``; warnings are told. CouldNotRunError, with every fault, when they cannot be used."""
    look = look_at(path, own_rules)
    if look.inputs is None:
        raise CouldNotRunError(summary(look.faults))
    for warning in look.inputs.warnings:
        tell(f"Warning: {warning}")
    return look.inputs


def look_at(path: Path, own_rules: bool) -> Look:
    """Everything at ``path``, or every fault in it. CouldNotRunError when there is nothing that could be read."""
    try:
        look = inputs.look_at(path, own_rules)
        if not path.exists():
            raise CouldNotRunError(look.faults[0])
    except OSError as error:
        raise CouldNotRunError(f"{path} cannot be read: {error.strerror or error}. Check who may read it.") from error
    return look
