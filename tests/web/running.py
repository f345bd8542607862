"""The whole service as it runs in earnest: its own processes, tables, mails and settings."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.settings import SERVER

LONGEST = 60
"""Seconds for the service to begin or to end, on a machine that is busy."""


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class RunningService:
    """A service that keeps everything in a folder, or its tables on the PostgreSQL server of the tests."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Its settings, and what else its processes need."""
        tables = f"sqlite://{self.folder / 'rota.sqlite3'}"
        if SERVER.scheme:
            tables = f"{SERVER.geturl().rstrip('/')}/service{self.port}"
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ROTA_", "DJANGO_"))},
            "ROTA_COUNCIL": "Testshire",
            "ROTA_ADDRESS": self.address,
            "ROTA_LISTEN": f"127.0.0.1:{self.port}",
            "ROTA_SECRET_FILE": str(self.folder / "secret"),
            "ROTA_DATABASE": tables,
            "ROTA_MAIL": f"folder://{self.folder / 'mails'}",
            "ROTA_MAIL_FROM": "rota@example.test",
        }

    def prepare(self) -> None:
        """Makes its database and its tables."""
        (self.folder / "secret").write_text("only-for-tests-" + "abcdefghij" * 5)
        if SERVER.scheme:
            import psycopg

            with psycopg.connect(f"{SERVER.geturl().rstrip('/')}/postgres", autocommit=True) as server:
                server.execute(f"CREATE DATABASE service{self.port}")
        self.manage("prepare")

    def manage(self, *words: str) -> str:
        """What one of its commands says."""
        command = [sys.executable, "-m", "rota.web", *words]
        made = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        return made.stdout

    def a_part(self, name: str) -> subprocess.Popen[bytes]:
        """One of its processes, begun by itself."""
        return subprocess.Popen([sys.executable, "-m", "rota.web", name], env=self.environment)

    def begin(self) -> None:
        """Begins it, and waits until it answers."""
        command = [sys.executable, "-m", "rota", "serve"]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(command, env=self.environment, stdout=said, stderr=said)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/sign-in/", timeout=5):
                return
            assert self.process.poll() is None, (self.folder / "said").read_text()
            time.sleep(0.1)
        raise AssertionError("the service does not answer")

    def end(self) -> int:
        """Ends it as a supervisor does; its exit code."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(LONGEST)

    def code_for(self, address: str) -> str:
        """The code of the last mail to the address."""
        mails = sorted((self.folder / "mails").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        texts = [text for path in mails if f"To: {address}" in (text := path.read_text())]
        return re.findall(r"Your code is (\S+)\.", texts[-1])[-1]
