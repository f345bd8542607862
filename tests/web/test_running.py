"""The whole service as it runs: nothing is lost among many writers, and it ends when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.running import RunningService

pytestmark = pytest.mark.service

WRITER = """
import sys
import django
django.setup()
from datetime import date
from rota.web.actions.log import Actor
from rota.web.actions.people import appoint
from rota.web.roles import Role
for number in range(int(sys.argv[2])):
    scope = f"{sys.argv[1]}-{number}"
    appoint(Actor("writer"), "all@example.test", "All", Role.VIEWER, date(2027, 6, 1), scope)
"""
COUNT = """
import django
django.setup()
from rota.web.models import Appointment, LogEvent, User
print(User.objects.count(), Appointment.objects.count(), LogEvent.objects.count())
"""
WRITERS, EACH = 8, 60


def asked(service: RunningService, text: str, *words: str) -> subprocess.Popen[str]:
    environment = {**service.environment, "DJANGO_SETTINGS_MODULE": "rota.web.settings"}
    command = [sys.executable, "-c", text, *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_of_480_writes_by_eight_at_a_time_none_is_lost(tmp_path: Path) -> None:
    """Each reads before it writes: with Django's usual settings SQLite lost 301 of as many."""
    service = RunningService(tmp_path)
    service.prepare()
    writers = [asked(service, WRITER, str(one), str(EACH)) for one in range(WRITERS)]
    said = [writer.communicate()[1] for writer in writers]
    assert [text for text in said if text] == []
    counted = asked(service, COUNT).communicate()[0].split()
    assert counted == ["1", str(WRITERS * EACH), str(WRITERS * EACH)]


def test_it_ends_when_it_is_told_to_and_leaves_no_process(tmp_path: Path) -> None:
    service = RunningService(tmp_path)
    service.prepare()
    service.begin()
    assert service.process
    children = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children").read_text().split()
    assert len(children) == 2, "the web server and the worker"
    assert service.end() == 0
    assert [one for one in children if os.path.exists(f"/proc/{one}")] == []


def test_the_commands_say_what_they_have_done(tmp_path: Path) -> None:
    service = RunningService(tmp_path)
    service.prepare()
    assert service.manage("appoint", "admin", "Ann@example.test", "Ann") == (
        "Ann@example.test is administrator from today on, and may sign in.\n"
    )
    assert service.manage("check") == "System check identified no issues (0 silenced).\n"
