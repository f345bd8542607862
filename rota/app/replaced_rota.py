"""The rota that a new one is drawn near to: the one named, or the one that it replaces."""

from __future__ import annotations

from pathlib import Path

from rota.app.load import Inputs
from rota.app.near_known_rota import KnownRota, of_the_year, replaced
from rota.app.open_rota import read_document
from rota.app.tell import Tell, unheard
from rota.errors import CouldNotRunError
from rota.record_json import bytes_in


def known_to_people(
    inputs: Inputs, folder: Path, near: Path | None, afresh: bool, tell: Tell = unheard
) -> KnownRota | None:
    """The rota, if there is one. CouldNotRunError when the one named cannot be read, or has no visit in the year."""
    if near is not None:
        return _named(inputs, near, afresh, tell)
    return None if afresh else _in(inputs, folder)


def _named(inputs: Inputs, path: Path, afresh: bool, tell: Tell) -> KnownRota:
    if afresh:
        raise CouldNotRunError("--afresh is near to no rota, and --near names one. Leave out one of the two.")
    rota = read_document(inputs, path, complete=False, tell=tell).record.rota
    known = of_the_year(inputs.problem, rota, str(path))
    if known is None:
        raise CouldNotRunError(f"{path} has no visit in the year that is drawn, so no rota can be near to it.")
    return known


def _in(inputs: Inputs, folder: Path) -> KnownRota | None:
    try:
        return replaced(inputs, bytes_in(folder), f"the one that was in {folder}")
    except OSError:
        return None
