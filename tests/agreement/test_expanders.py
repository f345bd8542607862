"""Four programs that expand calendars, and how their busy times are held against Rota's. By ``make test-calendars``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.calendars_compared import AGREED, ALONE, NONE, SOME, UNREAD, Compared, compare, difference
from rota.reading.calendars.series import Busy
from tests.agreement.expander import EXPANDERS
from tests.reading.calendars.ics import YEAR, calendar, event
from tests.support.builders import span

pytestmark = pytest.mark.calendars

CASES = Path(__file__).parents[1] / "data" / "calendars"
AGAINST = {
    # The libraries have no view on who is asked, and take an UNTIL by its letters.
    "f11-declined": ALONE,
    "f5-whole-days-until-an-instant": ALONE,
    # node-ical alone takes the start's weekday; two read what stands outside the calendar.
    "f6-byweekno-without-byday": SOME,
    "f7-event-after-the-end": SOME,
}


def compared(folder: Path) -> dict[str, Compared]:
    paths = sorted(folder.glob("*.ics"))
    return {found.path.stem: found for found in compare(paths, span(*YEAR))}


def test_on_the_cases_the_programs_differ_where_it_is_known_that_they_do() -> None:
    verdicts = {name: found.verdict for name, found in compared(CASES).items()}
    assert verdicts == dict.fromkeys(verdicts, AGREED) | AGAINST


def test_plain_series_zones_and_days_are_read_alike(tmp_path: Path) -> None:
    """Else an answer that is lost would pass for one that agrees."""
    series = (
        "DTSTART;TZID=Europe/London:20260707T100000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY",
        "DTSTAMP:20260101T000000Z",
    )
    days = ("DTSTART;VALUE=DATE:20260801", "DTEND;VALUE=DATE:20260815", "DTSTAMP:20260101T000000Z")
    free = (*days, "TRANSP:TRANSPARENT")
    parts = [event(*lines, uid=f"{n}") for n, lines in enumerate((series, days, free))]
    (tmp_path / "plain.ics").write_bytes(calendar(*parts))
    (found,) = compared(tmp_path).values()
    # 47 Tuesdays from 7 July 2026 to 25 May 2027, less 4 and 11 August within the two weeks away, and those weeks.
    assert (found.verdict, len(found.ours)) == (AGREED, 45 + 1)
    assert list(found.theirs) == list(EXPANDERS)


def test_a_program_that_never_answers_is_given_up_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.agreement.expander.LONGEST", 5.0)
    bomb = event("DTSTART:20260701T100000Z", "DURATION:PT1M", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", uid="b")
    (tmp_path / "a.ics").write_bytes(calendar(bomb))
    (tmp_path / "b.ics").write_bytes(calendar(event("DTSTART:20260701T100000Z", "DURATION:PT1H", uid="g")))
    found = compared(tmp_path)
    assert found["a"].theirs["recurring-ical-events"] is None
    assert found["b"].theirs["recurring-ical-events"] == found["b"].ours


def test_a_verdict_says_who_agrees_with_whom() -> None:
    one, two = (frozenset(_hours(day)) for day in ((1,), (1, 2)))
    path = Path("a.ics")
    assert Compared(path, one, {"a": one, "b": None}).verdict == AGREED
    assert Compared(path, one, {"a": one, "b": two}).verdict == SOME
    assert Compared(path, one, {"a": two, "b": two}).verdict == ALONE
    assert Compared(path, one, {"a": two, "b": frozenset()}).verdict == NONE
    assert Compared(path, "it is damaged", {"a": two}).verdict == UNREAD
    assert list(difference(Compared(path, one, {"a": two, "b": one}))) == [
        "    a: 1 differ: a 2026-07-02 10:00 to 2026-07-02 11:00 (UTC)"
    ]


def _hours(days: tuple[int, ...]) -> list[Busy]:
    return [(datetime(2026, 7, day, 10, tzinfo=UTC), datetime(2026, 7, day, 11, tzinfo=UTC)) for day in days]
