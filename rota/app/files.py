"""The files of a rota: refused before the work when they may not be written, rendered, and named in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rota.errors import CouldNotRunError
from rota.exports import CALENDARS, EXPORTS, FILES, NotInstalledError
from rota.exports.view import Document
from rota.text.english import joined
from rota.text.system_refusals import refused
from rota.writing.session import only_writer


def refuse_early(folder: Path, force: bool, inputs: Path) -> None:
    """CouldNotRunError when the folder is plainly not one to write a new rota to, before any time is spent."""
    try:
        refuse_among_inputs(folder, inputs)
        if folder.is_dir():
            with only_writer(folder):
                pass  # what a killed command left there is put back, and swept
        _refuse(folder, force)
    except OSError as error:
        raise CouldNotRunError(refused(error, folder, "written")) from error


def refuse_among_inputs(folder: Path, inputs: Path) -> None:
    """CouldNotRunError when the rota's files would lie among the council's tables, or write over its workbook."""
    # Unlike Path.resolve this bears links that go round in a circle. What lies beside a workbook is read with it.
    there = {os.path.realpath(inputs), os.path.realpath(inputs.parent if os.path.isfile(inputs) else inputs)}
    if any(os.path.realpath(place) in there for place in (folder, *(folder / name for name in FILES))):
        raise CouldNotRunError(
            f"{folder} is where the council's tables are. Nothing was written. "
            f"Name another folder with --out, such as {folder / 'out'}."
        )


def _refuse(folder: Path, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CouldNotRunError(f"{folder} is a file, not a folder. Name another folder. Nothing was written.")
    there = [name for name in FILES if os.path.lexists(folder / name) and not is_empty(folder / name)]
    if there and not force:
        raise CouldNotRunError(
            f"{joined(there)} {'is' if len(there) == 1 else 'are'} already in {folder}. Nothing was written. "
            "Name another folder with --out, or replace what is there with --force."
        )
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise CouldNotRunError(f"{folder} cannot be written: {nearest} does not allow it. Name another with --out.")


def is_empty(place: Path) -> bool:
    """Whether it is a folder without a file of anybody's: one that a command made and was killed before it wrote."""
    return place.is_dir() and all(inner.name.startswith(".rota-") for inner in place.iterdir())


def rendered(document: Document, formats: Iterable[str]) -> dict[str, bytes]:
    """The bytes of every file of these formats, by name. CouldNotRunError when one needs what is not installed."""
    files: dict[str, bytes] = {}
    try:
        for name in formats:
            files |= EXPORTS[name].render(document)
    except NotInstalledError as error:
        raise CouldNotRunError(f"{error} Nothing was written.") from error
    return files


def tell_files(names: Iterable[str], folder: Path) -> str:
    """The files in a sentence, calendars by their number alone."""
    names = tuple(names)
    plain = [name for name in names if not name.startswith(f"{CALENDARS}/")]
    calendars = len(names) - len(plain)
    if calendars:
        plain.append(f"{calendars} calendar{'' if calendars == 1 else 's'} in {CALENDARS}")
    return f"Written to {folder}: {joined(plain)}."
