"""The worker's chores: once a night each, by one worker, and again when they went wrong."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from rota.web import work
from rota.web.actions.log import Actor, record
from rota.web.models import LogEvent, Upload

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NIGHT = datetime(2027, 6, 1, 2, 0, tzinfo=LONDON)
NAMES = ["export the log", "forget sessions", "forget uploads"]


def test_they_are_done_once_from_two_in_the_morning_on() -> None:
    assert work.do_chores(datetime(2027, 6, 1, 1, 59, tzinfo=LONDON)) == []
    assert work.do_chores(NIGHT) == NAMES
    assert work.do_chores(datetime(2027, 6, 1, 23, 59, tzinfo=LONDON)) == []
    assert work.do_chores(datetime(2027, 6, 2, 2, 0, tzinfo=LONDON)) == NAMES
    assert [event.subject for event in LogEvent.objects.order_by("pk")] == [*NAMES, *NAMES]


def test_the_log_is_written_whole_for_its_owner_alone(tmp_path: Path, settings: Settings) -> None:
    settings.EXPORTS = str(tmp_path)
    record(Actor("ann@example.test"), "did", "thing", "a thing of that day")
    work.do_chores(NIGHT)
    file = tmp_path / "log-2027-06-01.csv"
    assert b"a thing of that day" in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_sessions_that_are_over_are_forgotten() -> None:
    for key, year in (("old", 2020), ("new", 2999)):
        Session.objects.create(session_key=key, session_data="", expire_date=datetime(year, 1, 1, tzinfo=LONDON))
    work.do_chores(NIGHT)
    assert [one.session_key for one in Session.objects.all()] == ["new"]


def test_uploads_that_nobody_applied_are_forgotten_after_a_day() -> None:
    for hours in (25, 23):
        made = Upload.objects.create(who="ann@example.test", name=str(hours), made_of=0, content={})
        Upload.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(hours=hours))
    work.do_chores(NIGHT)
    assert [one.name for one in Upload.objects.all()] == ["23"]


def test_one_that_goes_wrong_is_due_again_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(day: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(work, "CHORES", {"export the log": broken, "forget sessions": work.forget_sessions})
        assert work.do_chores(NIGHT) == ["forget sessions"]
    assert "'export the log' went wrong" in caplog.text
    assert work.do_chores(NIGHT) == ["export the log", "forget uploads"]
