"""Calendars made to do harm: each is refused with a reason, or read, and the next calendar is read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rota.reading import read
from rota.reading.calendars import apart
from rota.reading.calendars.worker import LOST, Worker
from tests.builders import span
from tests.reading.calendars.bombs import BOMBS
from tests.reading.calendars.ics import SECRET, YEAR, calendar, event
from tests.reading.folders import MEMBERS, a_folder

GOOD = calendar(event("DTSTART:20260701T100000Z", "DURATION:PT1H"))

NEVER = "RRULE:FREQ=DAILY;COUNT=5000;BYMONTH=2;BYMONTHDAY=30"
# What is counted must be gone through from its start: 5,000 events times the days of a century.
SLOW = calendar(
    *["\n".join(["BEGIN:VEVENT", "DTSTART:19260101T000000Z", "DURATION:PT1M", NEVER, "END:VEVENT"])] * 5_000
)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_reason_and_costs_nobody_else(name: str, worker: Worker) -> None:
    make, said = BOMBS[name]
    answer = worker.read(make(), span(*YEAR), 0)
    assert not answer.lost
    assert said in "; ".join([answer.unread, *answer.skipped])
    assert len(worker.read(GOOD, span(*YEAR), 0).times) == 1


def test_nothing_but_times_and_reasons_comes_out_of_the_process() -> None:
    """Whatever is said of an event, even of one that is refused, stays behind."""
    bad = event(f"DTSTART;TZID={SECRET[:8]}:20260701T100000", f"RRULE:{SECRET}", f"RDATE:{SECRET}", uid=SECRET)
    data = calendar(bad, event("DTSTART:20260701T100000Z", "DURATION:PT1H", f"RRULE:{SECRET}"))
    asked = {"first": YEAR[0], "last": YEAR[1], "usual_minutes": 0}
    said = json.dumps(apart.answer(data, asked))
    assert [word for word in SECRET.split() if word in said] == []
    assert json.loads(said)["times"] == []


def test_a_process_that_takes_too_long_is_given_up() -> None:
    """With no time at all to answer in, any calendar takes too long."""
    with Worker(wall_seconds=0.0) as worker:
        answer = worker.read(SLOW, span(*YEAR), 0)
    assert (answer.unread, answer.lost) == (LOST, True)


@pytest.mark.slow
def test_the_system_ends_work_that_goes_on_for_more_than_ten_seconds() -> None:
    with Worker(wall_seconds=60.0) as worker:
        assert worker.read(SLOW, span(*YEAR), 0).lost
        assert len(worker.read(GOOD, span(*YEAR), 0).times) == 1


@pytest.mark.slow
def test_a_folder_with_a_bomb_that_goes_off_is_read_but_for_the_bomb(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, members=MEMBERS)
    (folder / "calendars").mkdir()
    for name, data in (("ann-apple", SLOW), ("bob-brown", GOOD)):
        (folder / "calendars" / f"{name}.ics").write_bytes(data)
    assert [fault.sentence for fault in read(folder).faults] == [f"calendars/ann-apple.ics: was not read: {LOST}"]


def test_the_process_cannot_take_more_memory_than_its_limit() -> None:
    """It answers, and a block of 512 MB, its whole allowance, is refused to it by the system."""
    code = (
        "import io, sys\n"
        "from rota.reading.calendars.apart import serve\n"
        "serve(io.BytesIO(), io.BytesIO())\n"
        "try: bytearray(512 * 2**20)\n"
        "except MemoryError: print('refused')\n"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == ["refused"]


def test_no_process_is_left_behind() -> None:
    with Worker() as worker:
        worker.read(GOOD, span(*YEAR), 0)
        process = worker._process
        assert process is not None
    assert process.poll() is not None
