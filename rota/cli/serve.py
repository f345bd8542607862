"""``rota serve``: the service, for a council's people to use in a browser."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rota.cli.console import answer, tell
from rota.errors import CouldNotRunError


@click.command("serve")
@click.option("--keys", is_flag=True, help="Only say which keys of the environment are read, and what each is for.")
@click.option("--check", "only_check", is_flag=True, help="Only check the settings, the tables and the styles.")
@click.option(
    "--try",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Try it on this machine alone, with all it keeps in DIR.",
)
@click.option(
    "--council",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="With --try: the council to begin with, a folder, a workbook or a zip.",
)
def command(keys: bool, only_check: bool, folder: Path | None, council: Path | None) -> None:
    """Serves the register and the rota in a browser.

    Runs the web server and its worker until it is stopped. What it is told stands in the environment: every
    missing or wrong key is said at once. Needs the extra 'web', and 'postgres' for PostgreSQL.

    \b
    Example:
      rota serve --keys
    """
    from rota.web.config import KEYS

    if keys:
        for key in KEYS:
            answer(f"{key.name}: {key.note}{f' Usually {key.usual}.' if key.usual else ''}")
        return
    if folder and folder.exists() and not folder.is_dir():
        raise CouldNotRunError(f"{folder} is a file. Name a folder, there or not yet there, with --try.")
    if council and not folder:
        raise CouldNotRunError("--council is for --try. In earnest the register is filled by an upload.")
    try:
        from rota.web import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "rota":
            raise
        raise CouldNotRunError("The service is not installed. Install it with: pip install 'rota[web]'") from error
    if folder:
        raise SystemExit(serve.tried(folder, council, tell))
    config = serve.configured(os.environ)
    if only_check:
        answer(f"All is well: {config.council} at {config.address.geturl()}.")
        return
    raise SystemExit(serve.run(config, tell))
