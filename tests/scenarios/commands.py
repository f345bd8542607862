"""``rota what-if`` on the starter with its rota drawn, for tests of the command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.worlds import quietly_ended, run
from tests.explaining.commands import rota_of


def what_if(council: Path, *words: str | Path, rota: Path | None = None) -> tuple[int, str, str]:
    result = run("what-if", council, rota or rota_of(council), *words)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr


def said(council: Path, *words: str) -> list[str]:
    code, out, err = what_if(council, *words)
    assert (code, err) == (0, "")
    return out.splitlines()


def kept_as(council: Path, name: str, *words: str) -> None:
    code, _, err = what_if(council, *words, "--save", name)
    assert (code, err) == (0, f"Kept as '{name}'.\n")


def listed(council: Path, *words: str) -> tuple[int, str, str]:
    result = run("what-if", council, "--list", *words)
    assert quietly_ended(result)
    return result.exit_code, result.stdout, result.stderr
