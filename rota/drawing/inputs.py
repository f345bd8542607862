"""A council's files and rules, or every fault in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rota import rulebook
from rota.able import with_who_can_go
from rota.domain import Problem
from rota.reading import read
from rota.rules import Rule
from rota.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a rota is drawn from: the problem, the rules in force and the settings that chose them.

    ``warnings`` say what the reading left out or assumed.
    """

    path: Path
    problem: Problem
    rules: tuple[Rule, ...]
    settings: Settings
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a council's files. ``inputs`` is None when ``faults``, in sentences, say why."""

    inputs: Inputs | None
    faults: tuple[str, ...] = ()


def look_at(path: Path, own_rules: bool) -> Look:
    """Everything at ``path``, or every fault in it. OSError when the disk does not let it be read."""
    reading = read(path)
    faults = [fault.sentence for fault in reading.faults]
    rules: tuple[Rule, ...] = ()
    try:
        rules = rulebook.load(reading.settings, folder_of(path), trusted=own_rules)
    except SettingsError as error:
        faults += error.faults
    if reading.problem is None or faults:
        return Look(None, tuple(faults))
    problem = with_who_can_go(reading.problem, rules)
    return Look(Inputs(path, problem, rules, reading.settings, reading.warnings))


def folder_of(path: Path) -> Path:
    """The folder that the inputs are in: ``path`` itself, or the folder of the workbook."""
    return path if path.is_dir() else path.parent
