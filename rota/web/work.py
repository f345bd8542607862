"""The worker: what is done without anybody waiting for a page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone

from rota.exports.atomic_write import write_all
from rota.web.actions.log import Actor, record
from rota.web.models import Chore, Upload
from rota.web.queries.log import as_csv
from rota.web.solves import draw_what_is_waited_for

PAUSE = 1.0
"""Seconds between two looks for work."""
AFTER_TROUBLE = 60.0
"""The same, when the last look went wrong."""
NIGHT = time(2, 0)
"""In London: chores are done from then on."""

_log = logging.getLogger(__name__)


def export_log(day: date) -> None:
    """Writes the whole log into the folder of ROTA_EXPORTS, where one is named, for its owner alone to read."""
    if settings.EXPORTS:
        write_all({f"log-{day.isoformat()}.csv": as_csv()}, Path(settings.EXPORTS), True)


def forget_sessions(day: date) -> None:
    """Deletes the sessions that are over."""
    call_command("clearsessions")


def forget_uploads(day: date) -> None:
    """Deletes what was uploaded and not applied within a day."""
    Upload.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


CHORES: Mapping[str, Callable[[date], None]] = {
    "export the log": export_log,
    "forget sessions": forget_sessions,
    "forget uploads": forget_uploads,
}
"""Done once a day each, in this order."""


def do_chores(now: datetime) -> list[str]:
    """Does the chores that are due, and says which. One that goes wrong is written to the program's log, and is due
    again at the next look."""
    if timezone.localtime(now).time() < NIGHT:
        return []
    day = timezone.localdate(now)
    done = []
    for name, chore in CHORES.items():
        if not _claimed(name, day):
            continue
        try:
            chore(day)
        except Exception:
            _log.exception("The chore '%s' went wrong.", name)
            Chore.objects.filter(name=name).update(done_on=None)
        else:
            done.append(name)
            record(Actor("worker"), "did", "chore", name)
    return done


def _claimed(name: str, day: date) -> bool:
    """Whether this worker is the one that does the chore: a row is taken by changing it, on both databases."""
    with transaction.atomic():
        Chore.objects.get_or_create(name=name)
        waiting = Chore.objects.filter(Q(done_on__isnull=True) | Q(done_on__lt=day), name=name)
        return waiting.update(done_on=day) == 1


def work(stop: threading.Event) -> None:
    """Looks for work until it is told to stop; rotas are drawn in a thread of its own."""
    drawing = threading.Thread(target=draw_what_is_waited_for, args=(stop,), name="drawing")
    drawing.start()
    pause = PAUSE
    while not stop.wait(pause):
        close_old_connections()
        try:
            do_chores(timezone.now())
            pause = PAUSE
        except Exception:
            _log.exception("The worker could not look for work; it tries again in a minute.")
            pause = AFTER_TROUBLE
    drawing.join()
