"""Writes an export's files: all of them or none, and never over a rota that is there already."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from rota.exports import CALENDARS
from rota.text.english import joined
from rota.text.system_refusals import refused
from rota.writing.lock import unheard
from rota.writing.refused import ChangedMeanwhile, OutputExists, OutputRefused
from rota.writing.rollback import replace_all
from rota.writing.session import Writer, only_writer, stamp_of

__all__ = ["OutputExists", "OutputRefused", "write_all"]

OUR_MARK = b"PRODID:-//Rota//"
"""Stands near the top of every calendar that this program writes, and of no other."""


def write_all(
    files: Mapping[str, bytes],
    folder: Path,
    force: bool,
    gone: Collection[str] = (),
    waits: Callable[[], None] = unheard,
    given_out: Collection[str] = (),
) -> tuple[Path, ...]:
    """Write every file, by its name relative to ``folder``, or none; the paths written, in the order given.

    With ``force`` files that are there are replaced, and calendars of ours that ``files`` no longer has are removed;
    those of ``gone`` are in any case. Raises OutputExists without ``force``, ChangedMeanwhile when one is not what it
    was when this thread became the folder's only writer, and OutputRefused when a name leaves the folder or the disk
    refuses. ``waits`` is called when another command writes there, which is waited for.
    Files ``given_out`` are for others to read, as are those that ``modes`` knows.
    """
    try:
        targets = {name: _target(name, folder) for name in files}
        with only_writer(folder, waits) as writer:
            _refuse_what_is_there(targets, folder, force)
            _refuse_what_changed(writer, files)
            removed = [*gone, *(_old_calendars(folder, set(files)) if force else ())]
            replace_all(folder, files, removed, given_out)
            writer.seen |= {name: stamp_of(folder / name) for name in files}
    except OSError as error:
        raise OutputRefused(f"{refused(error, _place(error, folder), 'written')} No rota was changed.") from error
    return tuple(targets.values())


def _place(error: OSError, folder: Path) -> Path:
    """What the disk refused, as an officer knows it: files on their way are the folder's."""
    named = Path(error.filename) if isinstance(error.filename, str) else folder
    return folder if any(part.startswith(".rota-") for part in named.parts) else named


def _target(name: str, folder: Path) -> Path:
    path = PurePosixPath(name)
    plain = name and "\\" not in name and "\0" not in name and ":" not in name and str(path) == name
    if not plain or path.is_absolute() or ".." in path.parts or name == ".":
        raise OutputRefused(f"'{name}' is not the name of a file inside {folder}. Nothing was written.")
    target = folder / path
    if not _stays_in(target, folder):
        raise OutputRefused(f"{target} is a link to a place outside {folder}. Remove the link. Nothing was written.")
    return target


def _stays_in(target: Path, folder: Path) -> bool:
    try:
        return target.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links that go round in a circle lead nowhere
        return False


def _refuse_what_is_there(targets: dict[str, Path], folder: Path, force: bool) -> None:
    blocked = [str(target) for target in targets.values() if target.is_dir()]
    if blocked:
        raise OutputExists(f"{joined(blocked)} is a folder where a file should go. Nothing was written.")
    there = [name for name, target in targets.items() if os.path.lexists(target)]
    if there and not force:
        shown = joined(there[:3]) if len(there) <= 3 else f"{', '.join(there[:3])} and {len(there) - 3} more"
        verb = "is" if len(there) == 1 else "are"
        raise OutputExists(
            f"{shown} {verb} already in {'this folder' if folder == Path() else folder}. Nothing was written. "
            "Name another folder with --out, or replace what is there with --force."
        )


def _refuse_what_changed(writer: Writer, names: Iterable[str]) -> None:
    """What a program that knows nothing of our lock, such as a spreadsheet, saved while this command worked."""
    changed = [name for name in names if "/" not in name and writer.seen.get(name) != stamp_of(writer.folder / name)]
    if changed:
        verb = "was" if len(changed) == 1 else "were"
        raise ChangedMeanwhile(
            f"{joined(changed)} in {writer.folder} {verb} changed by somebody else while this command ran. "
            "Nothing was written. Give the command again."
        )


def _old_calendars(folder: Path, names: set[str]) -> Iterator[str]:
    if not any(name.startswith(f"{CALENDARS}/") for name in names):
        return  # a run that makes no calendars has no say over them
    for path in sorted((folder / CALENDARS).glob("*.ics")):
        name = f"{CALENDARS}/{path.name}"
        if name not in names and not path.is_symlink() and path.is_file() and _is_ours(path):
            yield name


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return OUR_MARK in file.read(200)
