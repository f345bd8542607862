"""Calendars made to do harm, or so damaged that they might: each is a function of nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.reading.calendars.ics import calendar, event

START = "DTSTART:20260701T100000Z"


def _repeating(*lines: str) -> bytes:
    return calendar(event(START, "DURATION:PT1M", *lines, uid="bomb"))


def _zone_of(rule: str, times: int) -> bytes:
    part = f"BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:{rule}\nEND:STANDARD"
    zone = "\n".join(["BEGIN:VTIMEZONE", "TZID:Bomb", *[part] * times, "END:VTIMEZONE"])
    return calendar(zone, event("DTSTART;TZID=Bomb:20260701T100000", "DURATION:PT1H"))


def _nested(kind: str, depth: int, *, ended: bool) -> bytes:
    ends = [f"END:{kind}"] * depth if ended else []
    return calendar("BEGIN:VEVENT", *[f"BEGIN:{kind}"] * depth, *ends, "END:VEVENT")


def _dates(count: int, join: str) -> list[str]:
    """So many different times, a second apart, to be taken out."""
    first = datetime(2026, 6, 1)
    return ["EXDATE:" + join.join(f"{first + timedelta(seconds=n):%Y%m%dT%H%M%SZ}" for n in range(count))]


def _changed_often() -> bytes:
    moved = (f"RECURRENCE-ID:2026{n // 100 + 1:02}01T{n // 10 % 10:02}{n % 10:02}00Z" for n in range(1_001))
    return calendar(*(event(START, line, uid="x") for line in moved))


def _busy_all_day() -> bytes:
    """Each day 23 hours of it, three times over: 69 for 365 days are 25,185."""
    hours = ((hour, minute) for hour in range(23) for minute in (1, 2, 3))
    day = "20260601T"
    return calendar(
        *(event(f"DTSTART:{day}{h:02}0000Z", f"DTEND:{day}{h:02}{m:02}00Z", "RRULE:FREQ=DAILY") for h, m in hours)
    )


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "by the second": (lambda: _repeating("RRULE:FREQ=SECONDLY"), "does not repeat by the day"),
    "by the minute": (lambda: _repeating("RRULE:FREQ=MINUTELY;COUNT=1000000000"), "does not repeat by the day"),
    "interval 0": (lambda: _repeating("RRULE:FREQ=DAILY;INTERVAL=0"), "is out of range"),
    "taken out by its own rule": (
        lambda: _repeating("RRULE:FREQ=MINUTELY", "EXRULE:FREQ=MINUTELY"),
        "does not repeat by the day",
    ),
    "never, by the second": (lambda: _repeating("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), "does not repeat"),
    "year 1": (lambda: calendar(event("DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY")), "outside the years"),
    "year 9999": (lambda: calendar(event("DTSTART:99991231T235959Z", "RRULE:FREQ=DAILY")), "outside the years"),
    "100,000 dates taken out, a line each": (
        lambda: _repeating(*_dates(100_000, "\nEXDATE:")),
        "it has more than 2 MB",
    ),
    "80,000 dates taken out, a line each": (
        lambda: _repeating("RRULE:FREQ=DAILY", *_dates(80_000, "\nEXDATE:")),
        "more than 10,000 lines of times",
    ),
    "100,000 dates taken out in one line": (
        lambda: _repeating("RRULE:FREQ=DAILY", *_dates(100_000, ",")),
        "longer than 64 KB",
    ),
    "3,000 dates taken out": (lambda: _repeating("RRULE:FREQ=DAILY", *_dates(3_000, ",")), "more than 2,000 dates"),
    "a zone of 200 daily rules": (lambda: _zone_of("FREQ=DAILY", 200), "time zone has more than 50 rules"),
    "a zone that changes by the day": (lambda: _zone_of("FREQ=DAILY", 1), "more or less often than by the year"),
    "a zone that changes by the second": (lambda: _zone_of("FREQ=SECONDLY", 1), "does not repeat by the day"),
    "a zone that changes on every day of the year": (
        lambda: _zone_of("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", 50),
        "changes more than 1,000 times",
    ),
    "20,000 parts deep": (lambda: _nested("VALARM", 20_000, ended=True), "more than 20,000 parts"),
    "9,000 parts deep": (lambda: _nested("VALARM", 9_000, ended=True), "too many deep"),
    "9,000 parts deep without an end": (lambda: _nested("X-A", 9_000, ended=False), "cut short"),
    "20,000 events deep": (lambda: _nested("VEVENT", 20_000, ended=False), "more than 5,000 events"),
    "20,000 calendars deep": (lambda: b"BEGIN:VCALENDAR\r\n" * 20_000, "more than 100 calendars"),
    "a line of 20 MB": (lambda: _repeating("SUMMARY:" + "x" * 20_000_000), "it has more than 2 MB"),
    "a rule of 1 MB": (lambda: _repeating("RRULE:FREQ=DAILY;BYDAY=" + "MO," * 350_000), "longer than 64 KB"),
    "a rule of 60 KB": (lambda: _repeating("RRULE:FREQ=DAILY;BYDAY=" + "MO," * 20_000 + "MO"), "cannot be read"),
    "60 parameters": (lambda: _repeating("RRULE" + ";X=1" * 60 + ":FREQ=DAILY"), "a line of it cannot be read"),
    "30,000 quotes": (lambda: _repeating("RRULE;X=" + '"' * 30_000 + ":FREQ=DAILY"), "a line of it cannot be read"),
    "a number of 60,000 digits": (lambda: _repeating("RRULE:FREQ=DAILY;COUNT=" + "9" * 60_000), "out of range"),
    "one series changed 1,001 times": (_changed_often, "more than 1,000 times of it were changed"),
    "more than 20,000 busy times": (_busy_all_day, "more than 20,000 busy times"),
    "a web page": (lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>", "it is a web page"),
    "no calendar": (lambda: b"name,group\r\nAnn,Red\r\n", "it is not a calendar"),
    "nothing": (lambda: b"", "it is not a calendar"),
    "a NUL": (lambda: _repeating("SUMMARY:a\0b"), "it has NUL bytes"),
    "UTF-16 without its mark": (lambda: _repeating().decode().encode("utf-16-le"), "it has NUL bytes"),
    "cut short": (lambda: _repeating()[:-30], "it is cut short"),
}
"""Each bomb by name, and part of what is said of it."""
