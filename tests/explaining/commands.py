"""The starter council with its rota drawn, for tests of the commands that explain it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rota.tables.tracking_schema import TRACKING_TABLES
from tests.cli.worlds import a_council, files_in, quietly_ended, run

ONE, TWO, THREE, FOUR, FIVE, SIX = (
    f"Example Member {number}" for number in ("One", "Two", "Three", "Four", "Five", "Six")
)
FORMATS = ("text", "json", "html")


@cache
def _drawn() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        council = a_council(Path(folder) / "visits")
        assert run("solve", council).exit_code == 0
        return files_in(council)


def a_drawn_council(folder: Path) -> Path:
    """The starter with its rota in ``out``: drawn once, written for each test anew.

    Nothing is said of what came of its visits: what was held could not be otherwise.
    """
    unsaid = {f"{sheet.name}.csv" for sheet in TRACKING_TABLES}
    for name, content in _drawn().items():
        file = folder / name
        if name in unsaid:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def rota_of(council: Path) -> Path:
    """The rota.json of a council that is drawn."""
    return council / "out" / "rota.json"


def ask(command: str, council: Path, *words: str | Path, rota: Path | None = None) -> tuple[int, str, str]:
    """The exit code of a command about the council's rota, or another, and what it says on either stream."""
    result = run(command, council, rota or rota_of(council), *words)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr


def told(command: str, council: Path, *words: str | Path) -> str:
    """What a command says that ends well and has nothing else to say."""
    code, out, err = ask(command, council, *words)
    assert (code, err) == (0, "")
    return out


def record_in(folder: Path) -> Any:
    """The record of the rota.json in the folder."""
    return json.loads((folder / "rota.json").read_text(encoding="utf-8"))["record"]


def tamper(council: Path, name: str, change: Any) -> Path:
    """A copy of the rota.json, of this name beside the council, that was changed by hand."""
    data = json.loads(rota_of(council).read_text(encoding="utf-8"))
    change(data["record"])
    file = council.parent / name
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def group_of(folder: Path, visit: str) -> list[str]:
    """The ids of those who go on the visit by the rota.json in the folder."""
    placements = record_in(folder)["rota"]["placements"]
    return next(one["members"] for one in placements if one["visit"] == visit)


CONTROL = "\x1b[31m\x07\u202e\x00"
"""What would colour, ring, turn about and end the line of a terminal that let it."""


def steers(text: str) -> bool:
    """Whether the text has anything that a terminal would obey."""
    return any(letter in text for letter in "\x1b\x07\u202e\x00")
