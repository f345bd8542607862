"""Begins the service: settings and tables checked first, then the web server and the worker until one of them ends."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import django
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from rota.errors import CouldNotRunError
from rota.web.config import PREFIX, SHORTEST_SECRET, Config, read_config

Tell = Callable[[str], object]

STYLES = Path(__file__).parent / "static" / "rota" / "rota.css"
NO_STYLES = "The pages' styles are not built here. In a checkout, with npm installed: make assets. A wheel has them."
PREPARE = "python -m rota.web prepare"
PATIENCE = 30
"""Seconds for pages and work that are under way, when the service is stopped."""


def configured(environment: Mapping[str, str]) -> Config:
    """The settings of the environment. CouldNotRunError with all that is missing or wrong, tables and styles too."""
    config = read_config(environment)
    _set_up()
    _tables_are_there()
    if not STYLES.is_file():
        raise CouldNotRunError(NO_STYLES)
    return config


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rota.web.settings"
    django.setup()


def _tables_are_there() -> None:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0]
        raise CouldNotRunError(f"ROTA_DATABASE cannot be used: {why}. Check its address and that it runs.") from error
    if waiting:
        raise CouldNotRunError(f"The tables are not those of this version. Make them with: {PREPARE}")


def run(config: Config, tell: Tell) -> int:
    """Runs web server and worker; when one ends the other is ended too. The exit code of the first, 0 when stopped."""
    parts = [subprocess.Popen(command) for command in (_web_server(config), _worker())]
    tell(f"{config.council}: serving {config.address.geturl()} on {config.listen}.")
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, stop)
    while not stopped and all(part.poll() is None for part in parts):
        time.sleep(0.2)
    codes = [part.poll() for part in parts]
    _end(parts)
    return 0 if stopped else next(code or 1 for code in codes if code is not None)


def _web_server(config: Config) -> list[str]:
    """Threads, for pages wait on the database; a worker answers 500 requests in its turn before it is renewed."""
    return [
        *(sys.executable, "-m", "gunicorn", "rota.web.wsgi:application"),
        *("--bind", config.listen, "--workers", str(config.workers), "--worker-class", "gthread", "--threads", "4"),
        *("--max-requests", "5000", "--max-requests-jitter", "500", "--graceful-timeout", str(PATIENCE)),
        *("--log-level", "warning"),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "rota.web", "work"]


def _end(parts: list[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        with suppress(ProcessLookupError):
            part.terminate()
    for part in parts:
        try:
            part.wait(PATIENCE + 5)
        except subprocess.TimeoutExpired:
            part.kill()


def prepare() -> None:
    """Makes the tables, or brings them up to this version; nothing is said."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def tried(folder: Path, council: Path | None, tell: Tell) -> int:
    """Serves on this machine alone, with everything in the folder: tables, secret and the mails."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    os.environ.update(_environment(folder.absolute()))
    config = read_config(os.environ)
    _set_up()
    from rota.web import demonstration  # its tables are there only once Django is set up

    prepare()
    if not STYLES.is_file():
        tell(f"{NO_STYLES} Until then the pages are plain, and do all the same.")
    demonstration.fill(council, tell)
    tell(f"Codes to sign in are mails, in {config.mail.place}. Stop with Ctrl-C.")
    return run(config, tell)


def _environment(folder: Path) -> dict[str, str]:
    """The settings of a service that keeps everything in the folder and is reached from this machine alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = folder / "secret"
    if not secret.exists():
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(SHORTEST_SECRET))
    return {
        "ROTA_COUNCIL": "Example Council",
        "ROTA_ADDRESS": "http://127.0.0.1:8000",
        "ROTA_SECRET_FILE": str(secret),
        "ROTA_DATABASE": f"sqlite://{folder / 'rota.sqlite3'}",
        "ROTA_MAIL": f"folder://{folder / 'mails'}",
        "ROTA_MAIL_FROM": "rota@example.test",
        "ROTA_WORKERS": "1",
    }
