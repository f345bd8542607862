"""A publication's folder: what it holds, read back, and written all or none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rota.errors import RotaError
from rota.exports import CALENDARS
from rota.exports.atomic_write import OutputRefused, write_all
from rota.publishing import headers, links
from rota.publishing.feed_names import FILE, read_names
from rota.publishing.issue import Earlier
from rota.record_json import LARGEST_FILE, read_record
from rota.text.system_refusals import refused
from rota.writing.session import settle

RECORD = "rota.json"
_PRIVATE = {FILE, links.FILE}
"""Files that their owner alone may read: whoever knows a link reads the feed."""


class NotPublishedError(RotaError):
    """The folder holds no publication that can be published over. The message says why and what to do."""


def read_earlier(folder: Path) -> Earlier:
    """The publication in this folder. NotPublishedError when there is none, or when a part of it cannot be read."""
    settle(folder)
    if not (folder / RECORD).exists():
        raise NotPublishedError(
            f"{folder / RECORD} is not there. Name the folder that 'rota publish' wrote; "
            "to publish for the first time leave out --over."
        )
    try:
        record = read_record(_content(folder / RECORD))
    except ValueError as error:
        raise NotPublishedError(f"{folder / RECORD}: {error}") from error
    if record.publication is None:
        raise NotPublishedError(
            f"{folder / RECORD} is a rota that was never published. "
            "To publish for the first time leave out --over and name a new folder with --into."
        )
    try:
        return Earlier(record, read_names(_content(folder / FILE)))
    except (ValueError, NotPublishedError) as error:
        reason = str(error) if isinstance(error, NotPublishedError) else f"{folder / FILE} cannot be used: {error}."
        raise NotPublishedError(f"{reason} Put it back from a copy: without it every link would change.") from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotPublishedError(refused(error, path, "read")) from error


def is_publication(folder: Path) -> bool:
    """Whether something has been published in this folder, or a part of it is there."""
    return any(os.path.lexists(folder / name) for name in (RECORD, FILE))


def write(files: dict[str, bytes], folder: Path) -> int:
    """Write what differs from what is there, all or none; how many files that were. OutputRefused as ``write_all``.

    A file that stays the same keeps its time, so that a web server answers "not modified". The headers
    are written once: a council sets its own folder in them.
    """
    wanted = {name: content for name, content in files.items() if _differs(folder / name, content, name)}
    if any(name.startswith(f"{CALENDARS}/") for name in wanted):  # what is not written with the others is taken away
        wanted |= {name: content for name, content in files.items() if name.startswith(f"{CALENDARS}/")}
    write_all(wanted, folder, force=True)
    return len(wanted)


def _differs(path: Path, content: bytes, name: str) -> bool:
    try:
        if name in headers.files() or not path.is_file():
            return not path.exists()
        there = path.stat()
        if name in _PRIVATE and os.name == "posix" and stat.S_IMODE(there.st_mode) & 0o077:
            return True  # somebody else can read it: it is written again
        return there.st_size != len(content) or path.read_bytes() != content
    except OSError as error:
        raise OutputRefused(f"{refused(error, path, 'read')} No rota was changed.") from error
