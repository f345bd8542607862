"""A council's folder as a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.cli.worlds import files_in


def zipped(council: Path, top: str = "") -> bytes:
    """The council's files in a zip, within the folder ``top``, beside what a computer adds of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files_in(council).items():
            archive.writestr(f"{top}{name}", content)
        archive.writestr("__MACOSX/._members.csv", b"x")
    return made.getvalue()
