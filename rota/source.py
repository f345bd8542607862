"""Where a council's files are read from: names and bytes, whether they lie in a folder, a zip or in memory."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from rota.errors import RotaError

CALENDARS = "calendars"
"""The folder, within a council's, of the calendars of people and committees."""

MOST_BYTES = 64 * 2**20
"""Files of one council together, where they are held in memory: a hundred times those of the largest."""

LINK = "this is a link to a file outside the folder. Put the file itself there."
NO_FILE = "this is not a file of its own. Put the file itself there."

_MADE = "__pycache__"


class FileRefusedError(RotaError):
    """A file that is there and is not read: the message says why, and the remedy."""


class TooMuchError(RotaError):
    """There is more than may be held in memory. The message says so in a sentence."""


class Source(Protocol):
    """A council's files. ``place`` is where they are, as a person is told, and empty when that is nowhere.

    ``workbook`` is the name of the file that holds all tables, None where each has a file of its own.
    """

    @property
    def place(self) -> str:
        """Where the files are."""

    @property
    def workbook(self) -> str | None:
        """The file that holds all tables, if one does."""

    def names(self) -> Sequence[str]:
        """The files that a reader looks at, by their path within, as "members.csv" or "calendars/ann.ics"."""

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of a file, and of one with more than ``most`` bytes no more than tell that it has.

        FileRefusedError when it may not be read, OSError when it cannot be.
        """


@dataclass(frozen=True, slots=True)
class FolderSource:
    """The files of a folder. What is hidden, and folders within but for calendars and Python packages, is left out."""

    folder: Path
    workbook: str | None = None

    @property
    def place(self) -> str:
        """The folder's path."""
        return str(self.folder)

    def names(self) -> tuple[str, ...]:
        """In order of name; a link that leads out of the folder is among them, and refused when it is read."""
        seen = self._seen() if self.workbook is None else self._beside_workbook()
        return tuple(path.relative_to(self.folder).as_posix() for path in seen)

    def _beside_workbook(self) -> Iterator[Path]:
        for path in _shown(self.folder):
            if path.name == CALENDARS and path.is_dir():
                yield from _calendars(path) if _is_within(path, self.folder) else (path,)
            elif path.is_file():
                yield path

    def _seen(self) -> Iterator[Path]:
        for path in _shown(self.folder):
            within = _is_within(path, self.folder)
            if path.name == CALENDARS and path.is_dir() and within:
                yield from _calendars(path)
            elif (path / "__init__.py").is_file() and within:
                yield from _package(path)
            elif not path.is_dir() or not within or path.suffix.casefold() == ".csv":
                yield path

    def read(self, name: str, most: int | None = None) -> bytes:
        """As ``Source`` says. A calendar that is a link out of the folder of calendars is refused too."""
        path = self.folder / name
        if not _is_within(path, path.parent if path.parent.name == CALENDARS else self.folder):
            raise FileRefusedError(LINK)
        if name == CALENDARS and path.is_dir():
            path.iterdir()  # says by its error who may not look into it
        if not path.is_file():
            raise FileRefusedError(NO_FILE)
        with path.open("rb") as file:
            return file.read() if most is None else file.read(most + 1)


def workbook_at(path: Path) -> FolderSource:
    """A workbook, with what may lie beside it: calendars, bank holidays of the council's own and its rules."""
    return FolderSource(path.parent, path.name)


def _shown(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))


def _calendars(folder: Path) -> Sequence[Path]:
    return _shown(folder) if os.access(folder, os.R_OK | os.X_OK) else (folder,)


def _package(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and _MADE not in path.parts)


def _is_within(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))  # bears links that go in a circle


@dataclass(frozen=True, slots=True)
class MappingSource:
    """Files in memory, by name. ``refused`` says why others, which are there, are not read."""

    files: Mapping[str, bytes]
    place: str = ""
    workbook: str | None = None
    refused: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """In order of name."""
        return tuple(sorted({*self.files, *self.refused}, key=lambda name: PurePosixPath(name).parts))

    def read(self, name: str, most: int | None = None) -> bytes:
        """As ``Source`` says."""
        if name not in self.files:
            raise FileRefusedError(self.refused.get(name, NO_FILE))
        return self.files[name]

    @property
    def digest(self) -> str:
        """The same for the same files, and for no others; where they come from makes no difference."""
        total = hashlib.sha256(repr((sorted(self.refused.items()), self.workbook)).encode())
        for name in sorted(self.files):
            total.update(repr((name, len(self.files[name]))).encode())
            total.update(self.files[name])
        return total.hexdigest()


def held(source: Source, is_read: Sequence[str]) -> MappingSource:
    """The source's files in memory. Of those whose name ends in none of ``is_read`` only the names are held.

    OSError when one cannot be read, TooMuchError when there are more than MOST_BYTES.
    """
    files: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    left = MOST_BYTES
    for name in source.names():
        try:
            needed = name.casefold().endswith(tuple(is_read)) or _is_in_package(name)
            content = source.read(name, left) if needed else source.read(name, 0)[:0]
        except FileRefusedError as error:
            refused[name] = str(error)
            continue
        left -= len(content)
        if left < 0:
            most = f"{MOST_BYTES >> 20} MB"
            raise TooMuchError(f"{source.place} has more than {most} of tables and calendars. Keep those of this rota.")
        files[name] = content
    return MappingSource(files, source.place, source.workbook, refused)


def _is_in_package(name: str) -> bool:
    return "/" in name and not name.startswith(f"{CALENDARS}/")


_TOO_LARGE = f"this zip unpacks to more than {MOST_BYTES >> 20} MB. Take out what is not read."


def zip_source(data: bytes, place: str = "") -> MappingSource:
    """The files of a zip, of a council's folder or of what is in it. FileRefusedError when it is none, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and _is_shown(part.filename)]
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise FileRefusedError(_TOO_LARGE)
            files = {part.filename: archive.read(part) for part in parts}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileRefusedError("this is not a zip that can be opened. Make it again, without a password.") from error
    return MappingSource(_from_top(files), place)


def _is_shown(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part.startswith((".", "~", "__MACOSX")) or part == _MADE for part in parts)


def _from_top(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their path within the one folder that holds them all, where there is one."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: content for name, content in files.items()}
    return dict(files)
