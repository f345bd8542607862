"""The worker's part in drawing: a run is held under a lease, the engine works in a child process, its words are kept.

Whoever dies, worker or engine, the run is taken up again from its snapshot; it is deterministic, so it ends in the same
rota. A lease that another worker has taken over is not written to.
"""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from rota.web.actions.log import Actor, record
from rota.web.models import Revision, Solve

LEASE = timedelta(seconds=15)
"""A run whose worker has said nothing for so long is taken up by another."""
TICK = 0.5
"""Seconds between two looks at a run: what is written of it, and whether it is to stop."""
MOST_ATTEMPTS = 3
GAVE_UP = "The engine ended three times before its end. Whoever looks after the service finds why in its log."
ACTOR = Actor("worker")

Said = queue.SimpleQueue[str | None]
"""Lines of the child; None when there will be no more."""

_log = logging.getLogger(__name__)


class Lost(Exception):  # noqa: N818 - a state, not an error
    """Another worker has the run by now."""


def claimed() -> Solve | None:
    """A run that waits, or whose worker is gone, now this worker's; None when there is none."""
    now = timezone.now()
    waiting = Q(state="queued") | Q(state="running", lease_until__lt=now)
    for solve in Solve.objects.filter(waiting).order_by("pk"):
        if solve.attempts >= MOST_ATTEMPTS:
            _end(Solve.objects.filter(waiting, pk=solve.pk), "failed", [GAVE_UP])
            continue
        mine = uuid4().hex
        taken = {"state": "running", "worker": mine, "lease_until": now + LEASE, "attempts": F("attempts") + 1}
        if Solve.objects.filter(waiting, pk=solve.pk).update(**taken):  # a row is taken by changing it
            return Solve.objects.select_related("snapshot").get(pk=solve.pk)
    return None


def run_one(stop: threading.Event) -> bool:
    """Draws a rota that is waited for; whether there was one. ``stop`` gives it back, to be taken up again."""
    solve = claimed()
    if solve is None:
        return False
    child, said = _child(solve), Said()
    speaking = threading.Thread(target=_speak, args=(solve.snapshot.content, child, said), daemon=True)
    speaking.start()
    try:
        with suppress(Lost):
            _follow(solve, child, said, stop)
    finally:
        child.kill()
        child.wait()
        speaking.join()
        assert child.stdout
        child.stdout.close()
    return True


def _child(solve: Solve) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "rota.web.draw", solve.asked_at.isoformat()]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _follow(solve: Solve, child: subprocess.Popen[str], said: Said, stop: threading.Event) -> None:
    """Keeps what the child says until it ends. Lost when another worker has the run."""
    heard = told = False
    while True:
        line = _next(said)
        if stop.is_set():
            _mine(solve).update(state="queued", lease_until=None, attempts=F("attempts") - 1)
            return
        step: dict[str, Any] = json.loads(line) if line else {}
        if "rota" in step or "none" in step:
            _keep(solve, step)
            return
        if line is None:
            _log.error("The engine of run %s ended with %s before its end.", solve.pk, child.wait())
            _mine(solve).update(state="queued", lease_until=None)
            return
        _renew(solve, step)
        heard = heard or bool(step)  # before its first word the engine would not know what it is told
        if heard and not told and _mine(solve).filter(stop_asked=True).exists():
            child.terminate()
            told = True


def _speak(content: str, child: subprocess.Popen[str], said: Said) -> None:
    """Gives the child the snapshot, and passes on its lines; None when there are no more."""
    assert child.stdin
    assert child.stdout
    try:
        with child.stdin as given:
            given.write(content)
        for line in child.stdout:
            said.put(line)
    except (OSError, ValueError):
        pass  # the child is gone, or was ended
    said.put(None)


def _next(said: Said) -> str | None:
    """The last line that was said since, "" when none was; None when there will be no more."""
    line: str | None = ""
    until = time.monotonic() + TICK
    while (left := until - time.monotonic()) > 0:
        try:
            line = said.get(timeout=left)
        except queue.Empty:
            break
        if line is None or '"rota"' in line or '"none"' in line:
            break
    return line


def _mine(solve: Solve) -> Any:
    return Solve.objects.filter(pk=solve.pk, worker=solve.worker, state="running")


def _renew(solve: Solve, step: dict[str, Any]) -> None:
    """Writes how far the run is, and holds it longer."""
    known = {name: step[name] for name in ("stage", "done", "value", "bound") if name in step}
    if not _mine(solve).update(lease_until=timezone.now() + LEASE, **known):
        raise Lost


def _keep(solve: Solve, step: dict[str, Any]) -> None:
    """Keeps the rota as a revision, or why there is none: once, whoever else has tried."""
    with transaction.atomic():
        if "none" in step:
            if not _end(_mine(solve), "no rota", step["none"]):
                raise Lost
            record(ACTOR, "found none", "rota", str(solve.pk))
            return
        if not _end(_mine(solve), "drawn", step["said"], value=step["value"], bound=step["bound"]):
            raise Lost
        made = Revision.objects.create(
            snapshot=solve.snapshot, solve=solve, rota=step["rota"], view=step["view"], made_by=solve.who
        )
        record(ACTOR, "drew", "rota", str(solve.pk), after={"revision": made.pk})


def _end(which: Any, state: str, said: list[str], **more: Any) -> bool:
    changed: int = which.update(state=state, said=said, lease_until=None, done=1.0, ended_at=timezone.now(), **more)
    return changed == 1


def draw_what_is_waited_for(stop: threading.Event) -> None:
    """Draws one after the other until it is told to stop."""
    pause = 1.0
    while not stop.wait(pause):
        close_old_connections()
        try:
            pause = 0.0 if run_one(stop) else 1.0
        except Exception:
            _log.exception("The worker could not draw; it tries again in a minute.")
            pause = 60.0
