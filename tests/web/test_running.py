"""The whole service as it runs: nothing is lost among many writers, and it ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.web.running import LONGEST, RunningService

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


FILLED = """
import sys
import django
django.setup()
from pathlib import Path
from rota.web.actions.draw import draw
from rota.web.actions.log import Actor
from rota.web.actions.register import apply_upload, keep_upload
from rota.web.bridge import read_place
ann = Actor("ann@example.test")
apply_upload(ann, keep_upload(ann, "sefton", read_place(Path(sys.argv[1]))))
print(draw(ann).pk)
"""
HOW_FAR = """
import django
django.setup()
from rota.web.models import Revision, Solve
one = Solve.objects.get()
print(one.state, one.attempts, Revision.objects.count(), one.value, one.bound)
"""


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


@pytest.mark.parametrize("dies", ["engine", "worker"])
def test_whoever_is_killed_the_rota_is_drawn_once_and_nothing_is_left_behind(dies: str, tmp_path: Path) -> None:
    """SIGKILL: nobody can say a word. The council is one that takes the engine some seconds."""
    service = RunningService(tmp_path)
    service.prepare()
    asked(service, FILLED, str(ROOT / "examples" / "sefton")).communicate()
    worker = service.a_part("work")
    engine = the_child_of(worker.pid)
    victim = engine if dies == "engine" else worker.pid
    os.kill(victim, signal.SIGKILL)
    until(lambda: not os.path.exists(f"/proc/{engine}") or dies == "engine")
    if dies == "worker":
        worker.wait()
        worker = service.a_part("work")
    until(lambda: asked(service, HOW_FAR).communicate()[0].startswith("drawn"), pause=2)
    state, attempts, revisions, value, bound = asked(service, HOW_FAR).communicate()[0].split()
    assert (state, attempts, revisions) == ("drawn", "2", "1")
    assert int(bound) <= int(value)
    worker.terminate()
    assert worker.wait(LONGEST) == 0


def the_child_of(parent: int) -> int:
    """The engine, once the worker has begun it."""
    found: list[str] = []
    place = Path(f"/proc/{parent}/task")

    def there() -> bool:
        found[:] = [one for task in place.iterdir() for one in (task / "children").read_text().split()]
        return bool(found)

    until(there)
    return int(found[0])


def until(true: Callable[[], bool], pause: float = 0.1) -> None:
    """Waits until it is so; AssertionError when it takes too long."""
    last = time.monotonic() + 3 * LONGEST
    while not true():
        assert time.monotonic() < last
        time.sleep(pause)


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
