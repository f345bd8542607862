"""A council's folder as bytes, so that whoever draws its rota needs no disk in common with whoever asked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rota.errors import RotaError
from rota.reading.bank_holidays import CALENDAR_FILE
from rota.reading.calendars.files import FOLDER as CALENDARS
from rota.tables.text_files import SETTINGS_FILE

MOST_BYTES = 64 * 2**20
"""Tables and calendars of one council: a hundred times those of the largest."""

_MADE = "__pycache__"


class TooMuchError(RotaError):
    """The folder holds more than may be sent. The message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a reader can see of a folder, by path within it: ``files`` with their bytes.

    ``links`` lead out of the folder and were not followed; ``others`` are no files of their own.
    """

    files: tuple[tuple[str, bytes], ...]
    links: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same contents, and for no others."""
        total = hashlib.sha256(repr((self.links, self.others)).encode())
        for name, content in self.files:
            total.update(repr((name, len(content))).encode())
            total.update(content)
        return total.hexdigest()


def packed(folder: Path) -> Parcel:
    """The parcel of a folder: its tables, settings, calendars and rule packages.

    OSError when the disk does not let it be read, TooMuchError when it is larger than MOST_BYTES.
    """
    files: list[tuple[str, bytes]] = []
    links: list[str] = []
    others: list[str] = []
    left = MOST_BYTES
    for path, home, is_read in _seen(folder):
        name = path.relative_to(folder).as_posix()
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(home)):
            links.append(name)
        elif not path.is_file():
            others.append(name)
        else:
            left -= path.stat().st_size if is_read else 0
            if left < 0:
                most = f"{MOST_BYTES >> 20} MB"
                raise TooMuchError(f"{folder} has more than {most} of tables and calendars. Keep those of this rota.")
            files.append((name, path.read_bytes() if is_read else b""))
    return Parcel(tuple(files), tuple(links), tuple(others))


def unpacked(parcel: Parcel, folder: Path) -> None:
    """Makes ``folder``, new, look to a reader as the folder did that was packed."""
    folder.mkdir()
    outside = folder.absolute().anchor  # no reader follows a link there: that it leads out is the fault
    for name, content in parcel.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for name in parcel.others:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in parcel.links:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(outside)


def _seen(folder: Path) -> Iterator[tuple[Path, Path, bool]]:
    """Each thing that a reader looks at, the folder that it may not lead out of, and whether its bytes matter."""
    for path in _shown(folder):
        within = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
        if path.name == CALENDARS and path.is_dir() and within:
            yield from ((calendar, path, calendar.suffix.casefold() == ".ics") for calendar in _shown(path))
        elif (path / "__init__.py").is_file() and within:
            yield from ((file, folder, True) for file in _package(path))
        elif not path.is_dir() or not within or _is_read(path):
            yield path, folder, _is_read(path)


def _is_read(path: Path) -> bool:
    """Whether it is a table, settings or rules; of other files only the names matter to a reader."""
    return path.suffix.casefold() in (".csv", ".py") or path.name in (SETTINGS_FILE, CALENDAR_FILE)


def _package(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and _MADE not in path.parts)


def _shown(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
