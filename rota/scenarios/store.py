"""Scenarios kept under a name, each a JSON file in a folder of their own beside the council's tables."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rota.domain import YEARS, Rota
from rota.domain.edits import Edit, edit_from_data, edit_to_data
from rota.domain.snapshot import from_data, to_data
from rota.errors import RotaError
from rota.record_json import LARGEST_FILE
from rota.text.system_refusals import refused

FOLDER = "what-if"
FORMAT, VERSION = "rota scenario", 1
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,58}[A-Za-z0-9_-])?")


class ScenarioError(RotaError):
    """A scenario cannot be kept or read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A scenario as it is kept: its edits in data and in words, its rota, and the hash of the inputs it began from.

    ``name`` is the file's, whatever stands in it.
    """

    name: str
    edits: tuple[Edit, ...]
    words: tuple[str, ...]
    snapshot: str
    points: int
    rota: Rota


def file_of(folder: Path, name: str) -> Path:
    """Where the scenario is kept. ScenarioError for a name that is none."""
    if not _NAME.fullmatch(name):
        raise ScenarioError(f"'{name:.80}' cannot be a name. Use letters, figures, spaces, - and _; at most 60.")
    return folder / FOLDER / f"{name}.json"


def content(kept: KeptScenario) -> bytes:
    """The file of a scenario: UTF-8, keys sorted."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "name": kept.name,
        "edits": [edit_to_data(edit) for edit in kept.edits],
        "words": list(kept.words),
        "snapshot": kept.snapshot,
        "points": kept.points,
        "rota": to_data(kept.rota),
    }
    return f"{json.dumps(data, indent=1, sort_keys=True)}\n".encode()


def read(folder: Path, name: str) -> KeptScenario:
    """The scenario of this name. ScenarioError when there is none, or its file is not as it was written."""
    path = file_of(folder, name)
    if not path.is_file():
        there = ", ".join(names(folder)) or "none"
        raise ScenarioError(f"There is no scenario '{name}'. There are: {there}.")
    try:
        with path.open("rb") as file:
            return _kept(name, json.loads(file.read(LARGEST_FILE + 1)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ScenarioError(f"{path} is not a scenario as it was written. Discard it and try it again.") from error


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a file holds besides its name and its edits."""

    words: tuple[str, ...]
    snapshot: str
    points: int
    rota: Rota


def _kept(name: str, data: Any) -> KeptScenario:
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError("another format")
    edits = tuple(edit_from_data(edit) for edit in data["edits"])
    rest = from_data(_Rest, {field.name: data[field.name] for field in fields(_Rest)})
    for place in rest.rota.placements:
        if place.slot.start.year not in YEARS or place.slot.end.year not in YEARS:
            raise ValueError("a visit is of another time")
    return KeptScenario(name, edits, rest.words, rest.snapshot, rest.points, rest.rota)


def names(folder: Path) -> tuple[str, ...]:
    """The names of the scenarios that are kept, in order."""
    files = (path for path in (folder / FOLDER).glob("*.json") if path.is_file())
    return tuple(sorted(path.stem for path in files if _NAME.fullmatch(path.stem)))


def discard(folder: Path, name: str) -> None:
    """Removes the scenario. ScenarioError when there is none, or it cannot be removed."""
    path = file_of(folder, name)
    if not path.is_file():
        raise ScenarioError(f"There is no scenario '{name}' to discard.")
    try:
        path.unlink()
    except OSError as error:
        raise ScenarioError(refused(error, path, "removed")) from error
