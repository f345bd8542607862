"""The environment of the service: what is missing or wrong is said, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.web.config import KEYS, Config, ConfigFaults, read_config


@pytest.fixture
def right(tmp_path: Path) -> dict[str, str]:
    """An environment without a fault."""
    (tmp_path / "secret").write_text("x1y2z" * 20 + "\n")
    (tmp_path / "password").write_text("pass word\n")
    return {
        "ROTA_COUNCIL": "Testshire",
        "ROTA_ADDRESS": "https://rota.example.test",
        "ROTA_SECRET_FILE": str(tmp_path / "secret"),
        "ROTA_DATABASE": "sqlite:///var/lib/rota/rota.sqlite3",
        "ROTA_MAIL": "smtp://rota@mail.example.test",
        "ROTA_MAIL_PASSWORD_FILE": str(tmp_path / "password"),
        "ROTA_MAIL_FROM": "rota@example.test",
        "HOME": "not ours",
    }


def faults(environment: dict[str, str]) -> list[str]:
    try:
        read_config(environment)
    except ConfigFaults as error:
        return list(error.faults)
    return []


def test_what_is_right_is_read(right: dict[str, str]) -> None:
    config = read_config(right)
    assert (config.council, config.is_https, config.secret) == ("Testshire", True, "x1y2z" * 20)
    assert (config.database.engine, config.database.name) == ("sqlite3", "/var/lib/rota/rota.sqlite3")
    mail = config.mail
    assert (mail.kind, mail.place, mail.port, mail.user, mail.password, mail.tls) == (
        *("smtp", "mail.example.test", 587, "rota", "pass word", "starttls"),
    )
    assert (config.listen, config.workers, config.colour) == ("127.0.0.1:8000", 2, "#1d70b8")


def test_nothing_at_all_is_a_sentence_for_each_key_that_has_nothing_usual() -> None:
    needed = [key.name for key in KEYS if key.usual is None]
    assert [fault.split()[0] for fault in faults({})] == needed
    assert faults({})[0] == "ROTA_COUNCIL is missing. The council's name, as every page shows it."


WRONG = {
    "ROTA_ADDRESS": (
        ("rota.example.test", "no address of a service"),
        ("https://rota.example.test/rota", "no address of a service"),
        ("http://rota.example.test", "unencrypted"),
    ),
    "ROTA_SECRET_FILE": (("/nowhere/secret", "cannot be read: it is not there, or not any more. Check the path."),),
    "ROTA_DATABASE": (
        ("mysql://host/name", "not the address of a database"),
        ("sqlite://relative.sqlite3", "not the address of a database"),
        ("postgresql://user:secret@host/name", "has a password in it"),
    ),
    "ROTA_MAIL": (("mail.example.test", "no way to send mail"), ("smtp://a:b@host", "has a password in it")),
    "ROTA_MAIL_FROM": (("Rota", "no e-mail address"),),
    "ROTA_LISTEN": (("8000", "no address and port"), ("127.0.0.1:99999", "no address and port")),
    "ROTA_WORKERS": (("many", "no number"), ("0", "no number")),
    "ROTA_COLOUR": (("blue", "no colour"), ("#ffff00", "has a contrast of 1.1; 4.5 is needed")),
    "ROTA_EXPORTS": (("/nowhere", "no folder"),),
}
"""Yellow has a luminance of 0.2126 + 0.7152 = 0.9278, so white on it 1.05 / 0.9778 = 1.07."""


@pytest.mark.parametrize(("key", "value", "words"), [(key, *one) for key, many in WRONG.items() for one in many])
def test_what_is_wrong_is_a_sentence_that_begins_with_its_key(
    right: dict[str, str], key: str, value: str, words: str
) -> None:
    (fault,) = faults({**right, key: value})
    assert fault.startswith(f"{key} ")
    assert words in fault
    assert fault.endswith(".")


def test_everything_that_is_wrong_is_said_at_once(right: dict[str, str]) -> None:
    wrong = {key: many[0][0] for key, many in WRONG.items()}
    assert [fault.split()[0] for fault in faults({**right, **wrong})] == [key.name for key in KEYS if key.name in wrong]


def test_a_short_secret_is_told_how_a_long_one_is_made(right: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("swordfish")
    (fault,) = faults(right)
    assert "holds 9 characters; 50 are needed" in fault
    assert "swordfish" not in fault


def test_a_key_that_is_misspelt_is_told_the_nearest(right: dict[str, str]) -> None:
    assert faults({**right, "ROTA_COLOR": "#000000"}) == [
        "ROTA_COLOR is not a setting. Did you mean 'ROTA_COLOUR'?",
    ]


def test_postgresql_takes_its_password_from_a_file(right: dict[str, str]) -> None:
    more = {
        "ROTA_DATABASE": "postgresql://rota@db.example.test:5433/visits",
        "ROTA_DATABASE_PASSWORD_FILE": right["ROTA_MAIL_PASSWORD_FILE"],
    }
    config: Config = read_config({**right, **more})
    base = config.database
    assert (base.engine, base.name, base.user, base.password, base.host, base.port) == (
        *("postgresql", "visits", "rota", "pass word", "db.example.test", "5433"),
    )


def test_plain_http_is_for_this_machine_alone(right: dict[str, str]) -> None:
    assert not read_config({**right, "ROTA_ADDRESS": "http://127.0.0.1:8000"}).is_https
