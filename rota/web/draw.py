"""The engine in a process of its own: a snapshot in, a line of JSON for each step, and at last the rota or why none.

SIGTERM asks for the best rota so far. Without its worker the process ends too, by Linux's own doing.
"""

from __future__ import annotations

import ctypes
import json
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from rota.app.draw import Run, drawn
from rota.app.keep import with_reserves
from rota.app.load import Inputs, look_into
from rota.app.new_document import new_document
from rota.app.no_rota_answer import lines as why_none
from rota.app.running import Solving
from rota.app.solve_summary import lines, not_met
from rota.domain import Problem, Rota
from rota.exports import EXPORTS
from rota.exports.view import Document
from rota.solving.engine import OutOfTime, Solved
from rota.solving.limits import Limits
from rota.solving.progress import Progress
from rota.web.bridge import source_of
from rota.web.plain_register import of_data

TICK = 0.2
"""Seconds between two looks at the engine."""
_ON_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""

Say = Callable[[dict[str, Any]], object]


def draw(content: str, dated: datetime, stop: threading.Event, say: Say) -> None:
    """Draws the rota of a snapshot, and says each step; the last has either ``rota`` or ``none``."""
    inputs = look_into(source_of(of_data(json.loads(content)))).inputs
    assert inputs, "a register is kept only when it reads without a fault"
    run, found = drawn(inputs, lambda problem, start: _run(inputs, problem, start, stop, say))
    if isinstance(run.result, (Solved, OutOfTime)):
        say({"stage": "looking for reserves", "done": 1.0})
        say(_of_rota(inputs, run.result, run.stopped, dated))
        return
    assert found is not None
    say({"none": why_none(inputs.problem, run, found)})


def _run(inputs: Inputs, problem: Problem, start: Rota | None, stop: threading.Event, say: Say) -> Run:
    work = Solving(problem, inputs.rules, Limits(), start)
    last: Progress | None = None
    work.start()
    while work.is_alive():
        work.join(TICK)
        if stop.is_set():
            work.meter.stop()
        if work.news is not None and work.news != last:
            last = work.news
            say({"stage": last.stage, "done": round(last.done, 3), "value": last.value, "bound": last.bound})
    return work.answer()


def _of_rota(inputs: Inputs, result: Solved | OutOfTime, stopped: bool, dated: datetime) -> dict[str, Any]:
    document = new_document(inputs, result.rota, result.certificate, 1, dated)
    said = [*lines(document, not_met(document), more=""), *(["It was stopped before its end."] if stopped else [])]
    reserved = with_reserves(document)
    if reserved.sentence:
        said.append(reserved.sentence)
    proof = result.certificate
    rota = EXPORTS["json"].render(reserved.document)["rota.json"].decode()
    view = {**_view(reserved.document), "said": said}
    return {"rota": rota, "view": view, "said": said, "value": proof.value, "bound": proof.bound}


def _view(document: Document) -> dict[str, Any]:
    """What a page shows of the rota, so that it is shown as it was however the engine changes."""
    visits = [
        {
            "visit": row.visit,
            "title": row.title,
            "start": row.start.isoformat(),
            "end": row.end.isoformat(),
            "site": row.site,
            "host": row.host,
            "members": [one.name for one in row.visitors],
        }
        for row in document.visits()
    ]
    loads = [
        {"name": row.name, "group": row.group, "ward": row.ward, "visits": row.visits} for row in document.members()
    ]
    return {"council": document.problem.council, "visits": visits, "loads": loads}


def main(dated: str) -> None:
    """Draws the snapshot on standard input, and writes a line for each step to standard output."""
    ctypes.CDLL(None).prctl(_ON_PARENTS_DEATH, signal.SIGKILL)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    draw(sys.stdin.read(), datetime.fromisoformat(dated), stop, _written)


def _written(step: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(step) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
