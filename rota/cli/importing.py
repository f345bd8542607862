"""What every import shares: it says its faults and writes nothing, or writes all that has changed and says what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from rota.cli.console import answer, tell
from rota.errors import CouldNotRunError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _alone_there(ctx: click.Context, param: click.Parameter, into: Path) -> Path:
    """What is imported is merged with what is there: no other command may change that meanwhile."""
    from rota.cli.files import stay_in
    from rota.cli.inputs import folder_of

    if into.exists():
        stay_in(folder_of(into))
    return into


file_argument = click.argument("file", type=click.Path(path_type=Path))
into_option = click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="The council's tables: its workbook or folder.",
    callback=_alone_there,
)


def encoding_option(command: Decorated) -> Decorated:
    """Adds --encoding, which names the letters of a file that is not UTF-8."""
    from rota.tables.letters import ENCODINGS

    said = "The letters of a CSV file that is not UTF-8. Windows-1252 is tried unless given, with a word."
    return click.option("--encoding", type=click.Choice(list(ENCODINGS), case_sensitive=False), help=said)(command)


forms_argument = click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
partial_option = click.option("--partial", is_flag=True, help="Take the forms without a fault and list the rest.")


def must_be_there(folder: Path) -> None:
    """CouldNotRunError when this is no folder of forms that came back. What a killed command left in it is undone."""
    from rota.writing.session import settle

    settle(folder)
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        raise CouldNotRunError(f"{folder} {what}. Give the folder that holds the forms that came back.")


def write_and_tell(
    files: Mapping[str, bytes], into: Path, sentences: Iterable[str], warnings: Iterable[str] = ()
) -> None:
    """Writes the files that have changed, all or none, and says what was done and what should be looked at."""
    said = write_into(files, into) if files else "Nothing was written."
    answer(*sentences, *(f"Warning: {warning}" for warning in warnings))
    tell(said)


def write_into(files: Mapping[str, bytes], into: Path, beside: Mapping[str, bytes] | None = None) -> str:
    """Writes the files, all or none, where the council's tables are, and says so in a sentence.

    Those that lie ``beside`` the tables for ourselves alone are not named.
    """
    from rota.app.load import folder_of
    from rota.cli.files import write
    from rota.text.english import joined

    write({**files, **(beside or {})}, folder_of(into), force=True)
    return f"Written to {into}: {joined(tuple(files))}." if into.is_dir() else written_beside(into, files)


def written_beside(into: Path, files: Collection[str]) -> str:
    """That the workbook was written, and what lies beside it."""
    from rota.text.english import joined

    others = [name for name in files if name != into.name]
    if into.name not in files:
        return f"Written beside {into}: {joined(others)}."
    return f"Written to {into}{f', and {joined(others)} beside it' if others else ''}."


def refuse(sentences: str) -> CouldNotRunError:
    """What to raise when an import cannot be made: exit code 2."""
    return CouldNotRunError(f"{sentences}\nNothing was written.")
