"""The zip files that Office documents are: always the same bytes, and looked into before anything opens them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip archive can hold; always the same, so that the same content gives the same bytes."""


def without_time_of_writing(content: bytes, stamp: datetime) -> bytes:
    """The file without the time of day at which it was written, which libraries put in two places."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                modified = rb"(<dcterms:modified[^>]*>)[^<]*"
                part = re.sub(modified, rb"\g<1>" + f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, part, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()
