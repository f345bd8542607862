"""Asks LibreOffice, without a screen, how many sides a Word document has."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

LONGEST = 120
"""Seconds; it takes about four."""


def sides(content: bytes, folder: Path) -> int:
    """How many sides the document has when it is printed. The folder is LibreOffice's own, for its settings too."""
    folder.mkdir(exist_ok=True)
    (folder / "paper.docx").write_bytes(content)
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    words = (
        "soffice",
        "--headless",
        settings,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "paper.docx"),
    )
    subprocess.run(words, check=True, capture_output=True, timeout=LONGEST)
    return len(re.findall(rb"/Type\s*/Page\b", (folder / "paper.pdf").read_bytes()))
