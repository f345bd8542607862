"""What the service is told by its environment: each key with its note, read and checked all at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from rota.errors import RotaError
from rota.text.english import did_you_mean
from rota.text.system_refusals import cause

Value = TypeVar("Value")

PREFIX = "ROTA_"
SHORTEST_SECRET = 50
"""Characters of the secret: what Django asks for."""

LEAST_CONTRAST = 4.5
"""Of white text on the council's colour: WCAG 2.2, 1.4.3."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


class ConfigFaults(RotaError):  # noqa: N818 - faults of the settings, not of the program
    """What is missing or wrong in the environment, each in a sentence on a line of its own."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class Database:
    """Where the tables are: a SQLite file on this machine, or a PostgreSQL server."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mail leaves: to the console, into a folder, or by SMTP with STARTTLS or from the first byte on TLS."""

    kind: str
    place: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The service's settings, as its environment says them."""

    council: str
    address: SplitResult
    secret: str
    database: Database
    mail: MailServer
    mail_from: str
    listen: str
    workers: int
    colour: str
    exports: str = ""

    @property
    def is_https(self) -> bool:
        """Whether people reach the service by https: everywhere but on the machine itself."""
        return self.address.scheme == "https"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the environment, its note for whoever sets the service up, and what it is when it is not set."""

    name: str
    note: str
    usual: str | None = None


KEYS = (
    Key("ROTA_COUNCIL", "The council's name, as every page shows it."),
    Key("ROTA_ADDRESS", "Where people reach the service, like https://rota.example.gov.uk."),
    Key(
        "ROTA_SECRET_FILE", f"A file with at least {SHORTEST_SECRET} characters of chance that only the service reads."
    ),
    Key("ROTA_DATABASE", "sqlite:///path/to/rota.sqlite3, or postgresql://user@host:5432/name."),
    Key("ROTA_DATABASE_PASSWORD_FILE", "A file with the password of the database.", ""),
    Key(
        "ROTA_MAIL",
        "smtp://user@host:587 (STARTTLS), smtps://user@host:465, smtp+plain://host, folder:///path or console:",
    ),
    Key("ROTA_MAIL_PASSWORD_FILE", "A file with the password of the mail server.", ""),
    Key("ROTA_MAIL_FROM", "The sender of the service's mail, like rota@example.gov.uk."),
    Key("ROTA_LISTEN", "The address and port on which the service listens behind the web server.", "127.0.0.1:8000"),
    Key("ROTA_WORKERS", "Processes that answer pages.", "2"),
    Key("ROTA_EXPORTS", "A folder into which the whole log is written each night; nowhere unless it is named.", ""),
    Key("ROTA_COLOUR", "The council's colour, like #1d70b8.", "#1d70b8"),
)
"""Every key there is. What is longer, or secret, stands in a file that a key names."""


def read_config(environment: Mapping[str, str]) -> Config:
    """The settings of this environment. ConfigFaults with a sentence for each key that is missing or wrong."""
    reader = _Reader(environment)
    config = Config(
        council=reader.text("ROTA_COUNCIL"),
        address=reader.read("ROTA_ADDRESS", _address, urlsplit("")),
        secret=reader.read("ROTA_SECRET_FILE", _secret, ""),
        database=reader.read("ROTA_DATABASE", _database(reader.file("ROTA_DATABASE_PASSWORD_FILE")), Database("", "")),
        mail=reader.read("ROTA_MAIL", _mail(reader.file("ROTA_MAIL_PASSWORD_FILE")), MailServer("")),
        mail_from=reader.read("ROTA_MAIL_FROM", _sender, ""),
        listen=reader.read("ROTA_LISTEN", _listen, ""),
        workers=reader.read("ROTA_WORKERS", _workers, 0),
        exports=reader.read("ROTA_EXPORTS", _folder, ""),
        colour=reader.read("ROTA_COLOUR", _colour, ""),
    )
    faults = (*reader.faults, *_unknown(environment))
    if faults:
        raise ConfigFaults(faults)
    return config


class _Wrong(Exception):  # noqa: N818 - what is wrong with a value, in a sentence without its key
    pass


class _Reader:
    """Reads key by key, and takes note of every fault."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []
        self._keys = {key.name: key for key in KEYS}

    def text(self, name: str) -> str:
        """The value, or what is usual; a fault when it is missing and nothing is."""
        key = self._keys[name]
        value = self.environment.get(name, "").strip() or key.usual
        if value is None:
            self.faults.append(f"{name} is missing. {key.note}")
            return ""
        return value

    def read(self, name: str, reader: Callable[[str], Value], default: Value) -> Value:
        """What ``reader`` makes of the value; the default beside a fault, or when the key may be and is not set."""
        value = self.text(name)
        if not value:
            return default
        try:
            return reader(value)
        except _Wrong as error:
            self.faults.append(f"{name} {error}")
            return default

    def file(self, name: str) -> str:
        """What the file holds that the key names, without the end of its line; empty when the key is not set."""
        return self.read(name, _content, "")


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        why, remedy = cause(error) if isinstance(error, OSError) else ("it is no text", "Name another file.")
        raise _Wrong(f"names '{path}', which cannot be read: {why}. {remedy}") from error


def _secret(path: str) -> str:
    secret = _content(path)
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 5:
        way = 'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
        raise _Wrong(
            f"names '{path}', which holds {len(secret)} characters; {SHORTEST_SECRET} are needed. Make them with {way}."
        )
    return secret


def _address(value: str) -> SplitResult:
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise _Wrong(f"is '{value}', which is no address of a service. Write it like https://rota.example.gov.uk.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise _Wrong(f"is '{value}': sign-in and register may not travel unencrypted. Write https, and set up TLS.")
    return parts


def _database(password: str) -> Callable[[str], Database]:
    def read(value: str) -> Database:
        parts = urlsplit(value)
        if parts.scheme == "sqlite" and parts.path.strip("/") and not parts.netloc:
            return Database("sqlite3", unquote(parts.path))
        if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
            if parts.password:
                raise _Wrong("has a password in it. Put it into a file, and name that in ROTA_DATABASE_PASSWORD_FILE.")
            name, user = unquote(parts.path.strip("/")), unquote(parts.username or "")
            return Database("postgresql", name, user, password, parts.hostname or "", str(parts.port or ""))
        raise _Wrong(
            "is not the address of a database. Write sqlite:///path/to/rota.sqlite3, with three strokes and the whole "
            "path, or postgresql://user@host/name."
        )

    return read


def _mail(password: str) -> Callable[[str], MailServer]:
    def read(value: str) -> MailServer:
        parts = urlsplit(value)
        if value in ("console", "console:"):
            return MailServer("console")
        if parts.scheme == "folder" and parts.path and not parts.netloc:
            return MailServer("folder", unquote(parts.path))
        tls = {"smtp": "starttls", "smtps": "tls", "smtp+plain": ""}.get(parts.scheme)
        if tls is None or not parts.hostname:
            raise _Wrong("is no way to send mail. Write smtp://user@host:587, smtps://user@host:465 or folder:///path.")
        if parts.password:
            raise _Wrong("has a password in it. Put it into a file, and name that in ROTA_MAIL_PASSWORD_FILE.")
        usual = {"starttls": 587, "tls": 465, "": 25}[tls]
        return MailServer("smtp", parts.hostname, parts.port or usual, unquote(parts.username or ""), password, tls)

    return read


def _sender(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
        raise _Wrong(f"is '{value}', which is no e-mail address. Write it like rota@example.gov.uk.")
    return value


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise _Wrong(f"is '{value}', which is no address and port. Write them like 127.0.0.1:8000.")
    return value


def _folder(value: str) -> str:
    if not Path(value).is_dir() or not os.access(value, os.W_OK):
        raise _Wrong(f"is '{value}', which is no folder that the service may write to. Make it, and let it in.")
    return value


def _workers(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 64:
        raise _Wrong(f"is '{value}', which is no number from 1 to 64.")
    return int(value)


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise _Wrong(f"is '{value}', which is no colour. Write it like #1d70b8.")
    contrast = 1.05 / (_luminance(value) + 0.05)
    if contrast < LEAST_CONTRAST:
        raise _Wrong(
            f"is '{value}', on which white text has a contrast of {contrast:.1f}; 4.5 is needed. Take a darker one."
        )
    return value


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1: WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    known = [key.name for key in KEYS]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            yield f"{name} is not a setting. {did_you_mean(name, known, 'Take it out.')}"
