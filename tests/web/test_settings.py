"""Django's settings: what Django itself finds wrong with them, and what every answer of the service says."""

from __future__ import annotations

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from rota.web.config import Database
from rota.web.django_settings import database, settings_of
from tests.web.settings import CONFIG

pytestmark = pytest.mark.django_db


def test_djangos_own_check_for_deployment_finds_nothing(settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]  # as in earnest: the test client speaks plainly
    said = StringIO()
    call_command("check", "--deploy", "--fail-level", "DEBUG", stdout=said, stderr=said)
    assert said.getvalue() == "System check identified no issues (0 silenced).\n"


def test_the_tables_of_the_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_sqlite_waits_for_the_one_writer_and_no_request_is_one_transaction() -> None:
    made = database(Database("sqlite3", "/a/b"))
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]
    assert (made["ATOMIC_REQUESTS"], made["CONN_MAX_AGE"]) == (False, 60)


def test_every_page_says_what_may_be_loaded_and_has_nothing_inline() -> None:
    answer = Client().get("/sign-in/")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    text = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text)


def test_every_page_says_who_may_frame_it_and_what_it_tells_others_of_itself() -> None:
    headers = Client().get("/sign-in/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin", "with no-referrer a browser sends a form with Origin: null"


def test_cookies_are_for_the_service_alone() -> None:
    cookie = Client().get("/sign-in/").cookies["csrftoken"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY) == (True, True)


def test_another_host_is_refused() -> None:
    assert Client().get("/sign-in/", headers={"host": "elsewhere.example.test"}).status_code == 400


def test_on_this_machine_alone_there_is_no_https_to_insist_on() -> None:
    made = settings_of(type(CONFIG)(**{**_fields(), "address": urlsplit("http://127.0.0.1:8000")}))
    assert not made["SECURE_SSL_REDIRECT"]
    assert made["SECURE_HSTS_SECONDS"] == 0
    assert made["SECURE_PROXY_SSL_HEADER"] is None, "or anybody could say that their request came by https"


def _fields() -> dict[str, object]:
    return {name: getattr(CONFIG, name) for name in CONFIG.__dataclass_fields__}
