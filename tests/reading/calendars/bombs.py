"""Calendars made to do harm, or so damaged that they might: each is a function of nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from rota.reading.calendars.components import UNENDED
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


def _many(count: int, *lines: str) -> bytes:
    """So many events of their own, each with these lines."""
    return calendar(*["\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])] * count)


def _numbers(last: int) -> str:
    return ",".join(str(number) for number in range(1, last + 1))


def _zones(count: int, rule: str) -> bytes:
    """So many zones of 50 rules each, and an event in each zone."""
    part = f"BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:{rule}\nEND:STANDARD"
    parts = "\n".join([part] * 50)
    zones = [f"BEGIN:VTIMEZONE\nTZID:Z{n}\n{parts}\nEND:VTIMEZONE" for n in range(count)]
    return calendar(*zones, *(event(f"DTSTART;TZID=Z{n}:20260701T100000") for n in range(count)))


def _changes_of_all_later(series: int, changes: int) -> bytes:
    """Series that repeat ten times over, each with so many changes of all later times."""
    daily = ["RRULE:FREQ=DAILY"] * 10
    days = [datetime(2020, 1, 1, 10) + timedelta(n) for n in range(changes)]
    later = [f"RECURRENCE-ID;RANGE=THISANDFUTURE:{day:%Y%m%dT%H%M%SZ}" for day in days]
    return calendar(
        *(
            part
            for n in range(series)
            for part in (event(START, *daily, uid=f"{n}"), *(event(line, START, uid=f"{n}") for line in later))
        )
    )


_OLD = "DTSTART:19260101T000000Z"
_NEVER = "RRULE:FREQ=DAILY;COUNT=5000;BYMONTH=2;BYMONTHDAY=30"
_WEEKDAYS = ",".join(f"{which}{day}" for which in range(1, 54) for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
_DECLINED = [f"ATTENDEE;CN=Ann Apple;PARTSTAT=DECLINED:mailto:a{n}@example.test" for n in range(3_000)]
_HOUR = ("DTSTART;TZID=Europe/London:20260701T100000", "DTEND;TZID=Europe/London:20260701T110000")

COSTLY: dict[str, Callable[[], bytes]] = {
    "5,000 rules counted for a century, that never match": lambda: _many(5_000, _OLD, "DURATION:PT1M", _NEVER),
    "rules of every weekday of a year by its number": lambda: _many(
        500, _OLD, f"RRULE:FREQ=YEARLY;COUNT=5000;BYDAY={_WEEKDAYS}"
    ),
    "rules by the week's number, that never match": lambda: _many(
        500, _OLD, "RRULE:FREQ=YEARLY;COUNT=5000;BYWEEKNO=53;BYDAY=MO;BYMONTH=6"
    ),
    "rules with 365 positions of one day": lambda: _many(
        2_000, _OLD, f"RRULE:FREQ=DAILY;COUNT=5000;BYSETPOS={_numbers(365)}"
    ),
    "ten long rules each": lambda: _many(
        2_000, _OLD, *[f"RRULE:FREQ=YEARLY;UNTIL=19270101;BYYEARDAY={_numbers(366)}"] * 10
    ),
    "5,000 events of every day": lambda: _many(5_000, *_HOUR, "RRULE:FREQ=DAILY"),
    "150,000 events": lambda: _many(150_000, *_HOUR),
    "100,000 events with 49 parameters": lambda: _many(100_000, "DTSTART" + ";A=1" * 49 + ":20260701T100000"),
    "400,000 events that cannot be read": lambda: _many(400_000, "DTSTART:soon"),
    "800,000 dates taken out": lambda: _many(400, START, *_dates(2_000, ",")),
    "a million free and busy times": lambda: calendar(
        *["BEGIN:VFREEBUSY\nFREEBUSY:" + "20260701T100000Z/PT1S," * 2_000 + "\nEND:VFREEBUSY"] * 500
    ),
    "3,000,000 lines of times": lambda: calendar(*["UID:1"] * 3_000_000),
    "15,000,000 lines": lambda: b"BEGIN:VCALENDAR\n" + b"a\n" * 15_000_000,
    "10,000,000 folds": lambda: b"BEGIN:VCALENDAR\n" + b" a\n" * 10_000_000,
    "2,000,000 lines with blanks before them": lambda: b"BEGIN:VCALENDAR\n" + b" UID:\n" * 2_000_000,
    "30 MB of damaged letters": lambda: b"\xff\xfe" + b"\x00\xd8" * 15_000_000,
    "450,000 invited, who have declined": lambda: _many(150, START, *_DECLINED),
    "40 series with 990 changes of all later times": lambda: _changes_of_all_later(40, 990),
    "200 zones of 50 rules, counted": lambda: _zones(200, "FREQ=YEARLY;COUNT=5000;BYMONTH=1;BYDAY=MO,TU"),
    "100,000 names of zones": lambda: calendar(
        *(event(f"DTSTART;TZID=/a/b/Europe/Lon{n}:20260701T100000") for n in range(100_000))
    ),
    "100,000 series of whole days": lambda: _many(
        100_000, "DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=DAILY;UNTIL=20260703T000000Z"
    ),
}
"""What is refused for the work it costs: of each kind of work the costliest that was found."""

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
        "more than 10,000 lines of times",
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
    "20,000 parts deep": (lambda: _nested("VALARM", 20_000, ended=True), "too many deep"),
    "9,000 parts deep": (lambda: _nested("VALARM", 9_000, ended=True), "too many deep"),
    "9,000 parts deep without an end": (lambda: _nested("X-A", 9_000, ended=False), "cut short"),
    "20,000 events deep": (lambda: _nested("VEVENT", 20_000, ended=False), "does not end before the next one"),
    "20,000 calendars deep": (lambda: b"BEGIN:VCALENDAR\r\n" * 20_000, UNENDED),
    "a line of 40 MB": (lambda: _repeating("SUMMARY:" + "x" * 40_000_000), "it has more than 32 MB"),
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
