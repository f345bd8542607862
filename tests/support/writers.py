"""Another writer in a folder, for tests of two commands at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rota.writing.session import only_writer


@contextmanager
def another_at_work_in(folder: Path) -> Iterator[threading.Event]:
    """Another command writes to the folder, until the event is set or this ends."""
    begun, ends = threading.Event(), threading.Event()

    def at_work() -> None:
        with only_writer(folder):
            begun.set()
            ends.wait(30)

    thread = threading.Thread(target=at_work)
    thread.start()
    assert begun.wait(30)
    try:
        yield ends
    finally:
        ends.set()
        thread.join()
