"""``rota serve``: what it says before it serves, and that its parts live and end together."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from rota.errors import CouldNotRunError
from rota.web import demonstration, serve
from rota.web.config import KEYS
from rota.web.models import Appointment, Solve, User
from rota.web.queries.register import register
from rota.web.roles import Role
from tests.architecture.sources import ROOT
from tests.cli.worlds import run
from tests.web.settings import CONFIG

ENDS = [sys.executable, "-c", "raise SystemExit(3)"]
GOES_ON = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.fixture
def an_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One without a fault, and a file of styles."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.web.settings")
    monkeypatch.setattr(serve, "STYLES", tmp_path / "rota.css")
    (tmp_path / "rota.css").touch()
    (tmp_path / "secret").write_text("abcdefg" * 9)
    return {
        "ROTA_COUNCIL": "Testshire",
        "ROTA_ADDRESS": "https://rota.example.test",
        "ROTA_SECRET_FILE": str(tmp_path / "secret"),
        "ROTA_DATABASE": "sqlite:///nowhere/rota.sqlite3",
        "ROTA_MAIL": "console:",
        "ROTA_MAIL_FROM": "rota@example.test",
    }


def test_without_any_settings_it_says_each_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in KEYS:
        monkeypatch.delenv(key.name, raising=False)
    result = run("serve")
    assert result.exit_code == 2
    assert [line.split()[0] for line in result.stderr.splitlines()] == [key.name for key in KEYS if key.usual is None]


def test_the_keys_are_said_with_what_is_usual() -> None:
    lines = run("serve", "--keys").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [key.name for key in KEYS]
    assert "ROTA_WORKERS: Processes that answer pages. Usually 2." in lines


def test_a_council_is_for_a_trial_alone(tmp_path: Path) -> None:
    result = run("serve", "--council", tmp_path)
    assert (result.exit_code, result.stderr) == (
        2,
        "--council is for --try. In earnest the register is filled by an upload.\n",
    )


@pytest.mark.django_db
def test_the_check_says_that_all_is_well(an_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in an_environment.items():
        monkeypatch.setenv(key, value)
    result = run("serve", "--check")
    assert (result.exit_code, result.stdout) == (0, "All is well: Testshire at https://rota.example.test.\n")


@pytest.mark.django_db
def test_without_styles_it_is_not_begun(an_environment: dict[str, str]) -> None:
    serve.STYLES.unlink()
    with pytest.raises(CouldNotRunError, match="make assets"):
        serve.configured(an_environment)


@pytest.mark.django_db
def test_tables_of_another_version_are_told_how_they_are_made(an_environment: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web' AND name LIKE '0002%'")
    with pytest.raises(CouldNotRunError, match=r"python -m rota\.web prepare"):
        serve.configured(an_environment)


@pytest.mark.usefixtures("_signals_as_before")
@pytest.mark.parametrize("first", ["web server", "worker"])
def test_when_one_part_ends_the_other_is_ended_and_its_code_is_ours(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_web_server", lambda config: ENDS if first == "web server" else GOES_ON)
    monkeypatch.setattr(serve, "_worker", lambda: ENDS if first == "worker" else GOES_ON)
    begun, said = time.monotonic(), list[str]()
    assert serve.run(CONFIG, said.append) == 3
    assert time.monotonic() - begun < 30
    assert said == ["Testshire: serving https://rota.example.test on 127.0.0.1:8000."]


@pytest.mark.django_db
def test_a_trial_has_somebody_of_each_role_once() -> None:
    said = list[str]()
    for _ in range(2):
        demonstration.fill(ROOT / "examples" / "small_town", said.append)
    assert User.objects.count() == Appointment.objects.count() == len(Role)
    assert said.pop(0).startswith("A rota is drawn of it now")
    assert said[:6] == said[6:]
    assert Solve.objects.get().state == "queued"
    assert "officer: officer@example.test" in said
    assert "member: member@example.test, who is Mill 1" in said
    assert {Role(one.role) for one in Appointment.objects.all()} == set(Role)
    assert len(register().rows["teams"]) == 3


@pytest.mark.django_db
def test_a_trial_of_a_council_with_faults_says_them(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRunError, match=r"members\.csv: this file is missing"):
        demonstration.fill(tmp_path, print)
    with pytest.raises(CouldNotRunError, match=r"nowhere: there is no such folder or workbook"):
        demonstration.fill(tmp_path / "nowhere", print)
    assert not User.objects.exists()


def test_a_trial_is_kept_in_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("mine")
    result = run("serve", "--try", file)
    assert (result.exit_code, result.stderr) == (
        2,
        f"{file} is a file. Name a folder, there or not yet there, with --try.\n",
    )
    assert file.read_text() == "mine"
