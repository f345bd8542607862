"""``rota new``: the tables a council begins with."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.console import answer, tell
from rota.cli.options import path_argument
from rota.errors import CouldNotRunError
from rota.text.system_refusals import refused


@click.command("new")
@path_argument
@click.option("--empty", is_flag=True, help="Write headings and usual settings alone, without the invented council.")
def command(path: Path, empty: bool) -> None:
    """Writes an invented council to start from.

    A folder of tables, or a workbook when PATH ends in .xlsx. Whatever is left of the invented rows among your
    own is not read, and named in one sentence.

    \b
    Example:
      rota new visits.xlsx
    """
    from rota.reading.starter_csv import write_starter

    try:
        written = write_starter(path, empty=empty)
    except FileExistsError as error:
        raise CouldNotRunError(f"{error} Nothing was written.") from error
    except OSError as error:
        raise CouldNotRunError(refused(error, path, "written")) from error
    tables = "a workbook" if len(written) == 1 else f"rota.toml and {len(written) - 1} tables"
    if empty:
        answer(f"Written to {path}: {tables}, with headings and usual settings alone.")
        tell(f"Fill in settings, members and teams, then run: rota check {path}")
    else:
        answer(f"Written to {path}: {tables}. Everything in there is invented.")
        tell(f"Put your council's own in its place, then run: rota check {path}")
