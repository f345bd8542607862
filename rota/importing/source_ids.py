"""By which number ModernGov knows a member whose row has another id, or none: so that a change of name is one.

Kept in a file beside the tables. The ids in the tables stay as they are: feeds and rotas go by them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rota.domain import Member
from rota.importing.moderngov import Councillor

FILE = "councillors.ids.json"
FORMAT, VERSION = "rota ids of councillors", 1
LARGEST_FILE = 5_000_000


def read_ids(folder: Path) -> dict[str, str]:
    """The member's id by that of the councillor, in a folder or beside a workbook; nothing when that cannot be read."""
    try:
        with ((folder if folder.is_dir() else folder.parent) / FILE).open("rb") as file:
            data: Any = json.loads(file.read(LARGEST_FILE + 1))
        if data["format"] != FORMAT or data["version"] != VERSION:
            return {}
        return {str(theirs): str(ours) for theirs, ours in data["ids"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def with_ids_of(folder: Path, pairs: Mapping[Councillor, Member]) -> dict[str, bytes]:
    """The file with these pairs too; nothing when it says all of them already."""
    known = read_ids(folder)
    ids = known | {one.id: member.id for one, member in pairs.items() if one.id and one.id != member.id}
    if ids == known:
        return {}
    data = {"format": FORMAT, "version": VERSION, "ids": dict(sorted(ids.items()))}
    return {FILE: f"{json.dumps(data, indent=1)}\n".encode()}
