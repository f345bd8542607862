"""Django's settings in tests: a service behind TLS, its tables in memory or where SERVICE_TEST_DATABASE says."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from rota.web.config import Config, Database, MailServer
from rota.web.django_settings import settings_of

SERVER = urlsplit(os.environ.get("SERVICE_TEST_DATABASE", ""))
"""A PostgreSQL server such as postgresql://user@host:port/; empty for SQLite in memory."""

TABLES = Database("sqlite3", ":memory:")
if SERVER.scheme:
    TABLES = Database("postgresql", "rota", SERVER.username or "", "", SERVER.hostname or "", str(SERVER.port or ""))

CONFIG = Config(
    council="Testshire",
    address=urlsplit("https://rota.example.test"),
    secret="only-for-tests-" + "abcdefghij" * 5,
    database=TABLES,
    mail=MailServer("console"),
    mail_from="rota@example.test",
    listen="127.0.0.1:8000",
    workers=2,
    colour="#1d70b8",
)


def _settings() -> dict[str, Any]:
    made = settings_of(CONFIG)
    made["SECURE_SSL_REDIRECT"] = False  # the test client speaks plainly
    return made


COUNCIL: str
COUNCIL_COLOUR: str
ADDRESS: str
EXPORTS: str

globals().update(_settings())
