"""The councils of a folder: its sub-folders that hold a rota.toml."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rota.tables.text_files import SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class CouncilFolder:
    """A council by the name of its folder, where its tables are and where its rota goes."""

    name: str
    path: Path
    out: Path


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sub-folder that is no council, and why not."""

    name: str
    why: str

    @property
    def sentence(self) -> str:
        """What was passed over, as a person reads it."""
        return f"{self.name} was passed over: {self.why}."


@dataclass(frozen=True, slots=True)
class FoundCouncils:
    """The councils of a folder, and what else is in it; both in order of name."""

    councils: tuple[CouncilFolder, ...]
    passed_over: tuple[PassedOver, ...]


def find(folder: Path, out: Path) -> FoundCouncils:
    """The councils in ``folder``, whose rotas go to folders of the same names in ``out``.

    Files, hidden folders and ``out`` itself are no matter. OSError when the folder cannot be read.
    """
    inner = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
    councils, passed_over = [], []
    for path in inner:
        if path.name.startswith(".") or not path.is_dir():
            continue
        why = _why_not(path, folder)
        if not why:
            councils.append(CouncilFolder(path.name, path, out / path.name))
        elif not _same(path, out):
            passed_over.append(PassedOver(path.name, why))
    return FoundCouncils(tuple(councils), tuple(passed_over))


def lies_among(out: Path, found: FoundCouncils, folder: Path) -> bool:
    """Whether what is written to ``out`` would come among the tables of a council."""
    there = Path(os.path.realpath(out))
    homes = [Path(os.path.realpath(council.path)) for council in found.councils]
    return _same(out, folder) or any(there.is_relative_to(home) for home in homes)


def _why_not(path: Path, folder: Path) -> str:
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return f"it is a link to a place outside {folder}"
    if not os.path.lexists(path / SETTINGS_FILE):
        return f"it has no {SETTINGS_FILE}"
    return ""


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)  # bears links that go round in a circle
