"""``rota replan`` on the starter with its rota drawn, for tests of the command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.worlds import quietly_ended, run
from tests.explaining.commands import record_in, rota_of

SEPTEMBER = ("--from", "2027-09-01")


def replan(council: Path, *words: str | Path, rota: Path | None = None) -> tuple[int, str, str]:
    """Into the folder ``new`` beside the council, unless told."""
    out = () if "--out" in words else ("--out", council.parent / "new")
    result = run("replan", council, rota or rota_of(council), *words, *out)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr


def slots_of(folder: Path) -> dict[str, str]:
    return {one["visit"]: one["slot"]["start"] for one in record_in(folder)["rota"]["placements"]}


def changes_in(out: str) -> list[str]:
    """What each person must know."""
    lines = out.splitlines()
    start = lines.index("What changes, by person:") + 1
    return [line.strip() for line in lines[start : lines.index("", start)]]
