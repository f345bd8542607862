"""The bytes of a file that is to be imported: whatever it is called, never more than a limit."""

from __future__ import annotations

from pathlib import Path

from rota.tables.faults import Faults
from rota.tables.letters import Remedies
from rota.text.system_refusals import cause

NAME_IT = Remedies(name=" Or name its letters with --encoding.")
"""What an officer may do about a file to be imported whose letters were guessed wrongly."""


def read_bytes(path: Path, most: int, faults: Faults) -> bytes | None:
    """What the file holds, or None and a fault when it is no file, too large, or cannot be opened."""
    name = path.name or str(path)
    try:
        if not path.exists():
            faults.add(name, "there is no such file. Check the path.")
            return None
        if not path.is_file():
            faults.add(name, "this is not a file. Name the file that was saved.")
            return None
        with path.open("rb") as file:
            data = file.read(most + 1)  # not by its stated size: a file may be growing, or say what is not so
    except OSError as error:
        faults.add(name, f"this file cannot be opened: {'. '.join(cause(error))}")
        return None
    if len(data) > most:
        faults.add(name, f"the file has more than {most >> 20} MB. Save only what this council needs.")
        return None
    return data
