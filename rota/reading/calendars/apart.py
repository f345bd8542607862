"""The process apart in which calendars are worked out: one after the other, within limits that the system keeps.

It is given bytes and a year, and gives back busy stretches and reasons: nothing that a calendar says of an
event comes out of it. It opens no file of the council's and writes none.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import IO, Any

from rota.domain.spans import Span
from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.refused import UnreadableError

CPU_SECONDS = 10
"""Work on one calendar."""
MEMORY = 512 * 2**20
"""Address space of the whole process."""

TOO_MUCH_MEMORY = "it takes more memory than any calendar should. Export only the year of the rota."


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers each request, a line of JSON and the calendar's bytes after it, with a line of JSON."""
    _limit_memory()
    while header := requests.readline():
        asked = json.loads(header)
        data = requests.read(asked["bytes"])
        _limit_work()
        answers.write(json.dumps(answer(data, asked)).encode() + b"\n")
        answers.flush()


def answer(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """What is found in one calendar, in seconds since 1970 (UTC), or why it is not read."""
    span = Span(date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"]))
    try:
        found = busy_times(data, span, asked["usual_minutes"])
    except UnreadableError as error:
        return {"unread": str(error)}
    except MemoryError:
        return {"unread": TOO_MUCH_MEMORY}
    times = [[int(start.timestamp()), int(end.timestamp())] for start, end in found.times]
    return {"times": times, "skipped": found.skipped, "remarks": found.remarks}


def _limit_memory() -> None:
    """Limits are the system's: where it has none (Windows), the time on the clock is what is left."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_work() -> None:
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
