"""Calendars made to do harm: each is refused with a reason, or read, within two seconds, and the next is read."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from rota.reading import read
from rota.reading.calendars import folder
from rota.reading.calendars.busy import BusyTimes, busy_times
from rota.reading.calendars.refused import UnreadableError
from rota.reading.calendars.work import TOO_MUCH, ExpansionBudget, TooMuchWorkError
from tests.reading.calendars.bombs import BOMBS, COSTLY
from tests.reading.calendars.ics import SECRET, YEAR, calendar, event
from tests.reading.folders import MEMBERS, a_folder
from tests.support.builders import span

GOOD = calendar(event("DTSTART:20260701T100000Z", "DURATION:PT1H"))
MOST_SECONDS = 2.0
"""Of the processor's time, on any machine of these years."""


def said_of(data: bytes) -> str:
    """Why it is not read, or what is said of its events."""
    try:
        found = busy_times(data, span(*YEAR))
    except UnreadableError as error:
        return str(error)
    return "; ".join([*found.skipped, *found.remarks])


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_reason(name: str) -> None:
    make, said = BOMBS[name]
    data, began = make(), time.process_time()
    assert said in said_of(data)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_what_costs_too_much_work_is_refused_within_two_seconds(name: str) -> None:
    """Each takes far longer when it is let run: what is tried is that its work is counted as what it costs."""
    data, began = COSTLY[name](), time.process_time()
    assert TOO_MUCH in said_of(data)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", ["150,000 events", "ten long rules each", "15,000,000 lines"])
def test_no_calendar_takes_much_memory(name: str) -> None:
    """Less than 300 MB, besides the file itself: no process of its own holds it in."""
    data = COSTLY[name]()
    tracemalloc.start()
    try:
        said_of(data)
        assert tracemalloc.get_traced_memory()[1] < 300 * 2**20
    finally:
        tracemalloc.stop()


def test_work_is_counted_and_the_same_on_every_machine() -> None:
    work = ExpansionBudget(10)
    work.spend(10)
    with pytest.raises(TooMuchWorkError, match="too much work"):
        work.spend(1)


def test_nothing_but_times_and_reasons_comes_out() -> None:
    """Whatever is said of an event, even of one that is refused, is not in what is found."""
    bad = event(f"DTSTART;TZID={SECRET[:8]}:20260701T100000", f"RRULE:{SECRET}", f"RDATE:{SECRET}", uid=SECRET)
    data = calendar(bad, event("DTSTART:20260701T100000Z", "DURATION:PT1H", f"RRULE:{SECRET}"))
    found = busy_times(data, span(*YEAR))
    said = repr((found.times, dict(found.skipped), dict(found.remarks)))
    assert [word for word in SECRET.split() if word in said] == []
    assert found.times == ()


@pytest.mark.slow
def test_a_folder_with_a_bomb_in_it_is_read_but_for_the_bomb(tmp_path: Path) -> None:
    path = a_folder(tmp_path, members=MEMBERS)
    (path / "calendars").mkdir()
    bomb = COSTLY["5,000 rules counted for a century, that never match"]()
    for name, data in (("ann-apple", bomb), ("bob-brown", GOOD)):
        (path / "calendars" / f"{name}.ics").write_bytes(data)
    assert [fault.sentence for fault in read(path).faults] == [f"calendars/ann-apple.ics: was not read: {TOO_MUCH}"]


def test_after_so_many_calendars_that_take_too_much_work_the_rest_is_named_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def costly(data: bytes, *more: object) -> BusyTimes:
        raise TooMuchWorkError(TOO_MUCH)

    monkeypatch.setattr(folder, "MOST_COSTLY", 1)
    monkeypatch.setattr(folder, "_busy", costly)
    path = a_folder(tmp_path, members=MEMBERS)
    (path / "calendars").mkdir()
    for name in ("ann-apple", "bob-brown"):
        (path / "calendars" / f"{name}.ics").write_bytes(GOOD)
    assert [fault.sentence for fault in read(path).faults] == [
        f"calendars/ann-apple.ics: was not read: {TOO_MUCH}",
        f"calendars/bob-brown.ics: {folder.GIVEN_UP}",
    ]
