"""A council's files and rules, read for a command, or every reason why they cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rota import rulebook
from rota.cli.talk import CouldNotRunError, tell
from rota.domain import Problem
from rota.reading import Fault, Reading, read, summary
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
    """A first look at a council's files. ``inputs`` is None when ``faults``, lines to be shown, say why."""

    inputs: Inputs | None
    faults: str


def read_inputs(path: Path, own_rules: bool) -> Inputs:
    """The inputs at ``path``; warnings are told. CouldNotRunError, with every fault, when they cannot be used."""
    look = look_at(path, own_rules)
    if look.inputs is None:
        raise CouldNotRunError(look.faults)
    for warning in look.inputs.warnings:
        tell(f"Warning: {warning}")
    return look.inputs


def look_at(path: Path, own_rules: bool) -> Look:
    """Everything at ``path``, or every fault in it. CouldNotRunError when there is nothing that could be read."""
    reading = _read(path)
    faults: list[Fault | str] = list(reading.faults)
    rules: tuple[Rule, ...] = ()
    try:
        rules = rulebook.load(reading.settings, folder_of(path), trusted=own_rules)
    except SettingsError as error:
        faults += error.faults
    if reading.problem is None or faults:
        return Look(None, summary(faults))
    return Look(Inputs(path, reading.problem, rules, reading.settings, reading.warnings), "")


def folder_of(path: Path) -> Path:
    """The folder that the inputs are in: ``path`` itself, or the folder of the workbook."""
    return path if path.is_dir() else path.parent


def _read(path: Path) -> Reading:
    try:
        reading = read(path)
        if not path.exists():
            raise CouldNotRunError(reading.faults[0].sentence)
    except OSError as error:
        raise CouldNotRunError(f"{path} cannot be read: {error.strerror or error}. Check who may read it.") from error
    return reading
