"""Text files of a council's folder: only its own, of a bearable size, in an encoding that is known."""

from __future__ import annotations

import os
from pathlib import Path

from rota.tables.faults import Faults

MOST_BYTES = 20 * 2**20
"""A file of more than 20 MB is refused before it is read."""

SETTINGS_FILE = "rota.toml"


def read_text(folder: Path, name: str, faults: Faults) -> str | None:
    """The text of a file of the folder (UTF-8 with or without its mark, or Windows-1252), or None and a fault."""
    path = folder / name
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):  # bears links that go in a circle
        faults.add(name, "this is a link to a file outside the folder. Put the file itself there.")
        return None
    if not path.is_file():
        faults.add(name, "this is not a file of its own. Put the file itself there.")
        return None
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.add(name, f"the file has more than {MOST_BYTES >> 20} MB. Keep only the rows of this rota.")
            return None
        data = path.read_bytes()
    except OSError as error:
        faults.add(
            name, f"this file cannot be opened ({error.strerror}). Close it elsewhere and check who may read it."
        )
        return None
    return _decoded(name, data, faults)


def _decoded(name: str, data: bytes, faults: Faults) -> str | None:
    save = "Save the file again as 'CSV UTF-8'." if name != SETTINGS_FILE else "Save the file again as UTF-8."
    if b"\0" in data:
        faults.add(name, f"this is not plain text: it has NUL bytes in it. {save}")
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    faults.add(name, f"the letters in this file are in no encoding known here. {save}")
    return None
