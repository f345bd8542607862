"""``python -m rota.web work``: the worker, which ``rota serve`` begins besides the web server."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from rota.web.work import work


class Command(BaseCommand):
    """Works until it is told to stop."""

    help = "Does what nobody waits for: the night's chores. 'rota serve' begins it besides the web server."

    def handle(self, *args: Any, **options: Any) -> None:
        """Does so, until SIGTERM or SIGINT."""
        stop = threading.Event()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: stop.set())
        work(stop)
