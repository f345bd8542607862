"""How the command line speaks: answers on stdout, talk on stderr, and nothing that a file could slip past it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Any

import click


class Refusal(click.ClickException):
    """The command could not run: exit code 2. The message says why and what to do, a sentence on each line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Writes the message to stderr, if that can be written to."""
        with suppress(OSError):
            tell(self.message)


def answer(*lines: str) -> None:
    """Writes lines of the answer to stdout."""
    for line in _safe(lines):
        click.echo(line)


def tell(*lines: str) -> None:
    """Writes lines for a person to stderr."""
    for line in _safe(lines):
        click.echo(line, err=True)


def answer_is_no() -> click.exceptions.Exit:
    """What to raise when the command ran and the answer is no: exit code 1."""
    return click.exceptions.Exit(1)


def _safe(texts: Iterable[str]) -> Iterable[str]:
    """Each line without control characters: a name from a file must not steer the terminal. Its indent stays."""
    from rota.text.sanitise import plain  # here, so that help is soon there

    for text in texts:
        for line in text.split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            yield line[:indent] + plain(line)


def bear_with_any_letter() -> None:
    """Lets stdout and stderr replace a letter that their encoding does not have, rather than fail on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
