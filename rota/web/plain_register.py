"""A register as plain data, and as canonical JSON: the same register is the same text, and the text is the register."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from rota.web.bridge import RegisterContent


def as_data(register: RegisterContent) -> dict[str, Any]:
    """Rows as dictionaries, files in base 64."""
    files = {name: base64.b64encode(content).decode() for name, content in register.files.items()}
    return {"rows": {name: [dict(row) for row in rows] for name, rows in register.rows.items()}, "files": files}


def of_data(said: Mapping[str, Any]) -> RegisterContent:
    """The register of the data."""
    return RegisterContent(said["rows"], {name: base64.b64decode(text) for name, text in said["files"].items()})


def canonical(register: RegisterContent) -> str:
    """The text: keys in order, and no blanks between."""
    return json.dumps(as_data(register), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
