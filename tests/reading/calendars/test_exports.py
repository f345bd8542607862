"""What real programs write: ends of series of whole days, events outside the calendar, exports of ten years."""

from __future__ import annotations

import time

import pytest

from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.components import OUTSIDE, UNBEGUN
from tests.reading.calendars.ics import YEAR, busy, calendar, event, found, shown
from tests.support.builders import span

HOUR = ("DTSTART;TZID=Europe/London:20260706T100000", "DTEND;TZID=Europe/London:20260706T110000")
MONDAY = ["2026-07-06 10:00 to 11:00"]


def days_of(until: str, *own: str, start: str = "20260715", rule: str = "FREQ=DAILY") -> list[str]:
    """The days of a series of whole days."""
    lines = busy(*own, event(f"DTSTART;VALUE=DATE:{start}", f"RRULE:{rule};UNTIL={until}"))
    return [line[5:10] for line in lines]


@pytest.mark.parametrize(
    "until",
    [
        "20260717",
        "20260716T230000Z",  # Exchange: midnight in London's summer, at which the 17th begins
        "20260717T000000Z",  # midnight in UTC
        "20260717T000000",
        "20260717T225900Z",  # the last minute, and the last second, of the 17th in London
        "20260717T225959Z",
        "20260717T235959Z",  # the last second of the 17th in UTC
        "20260717T090000Z",
    ],
)
def test_a_series_of_whole_days_ends_with_the_day_that_is_meant(until: str) -> None:
    assert days_of(until) == ["07-15", "07-16", "07-17"]


def test_in_winter_londons_midnight_is_that_of_utc() -> None:
    assert days_of("20261203T000000Z", start="20261201") == ["12-01", "12-02", "12-03"]


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("America/New_York", "20260717T040000Z"),  # New York's midnight, four hours behind in summer
        ("America/New_York", "20260718T035959Z"),
        ("Australia/Sydney", "20260716T140000Z"),  # Sydney's, ten hours ahead
        ("Europe/London", "20260716T230000Z"),
        ("GMT Standard Time", "20260716T230000Z"),
    ],
)
def test_the_end_is_a_day_where_the_calendars_owner_is(zone: str, until: str) -> None:
    assert days_of(until, f"X-WR-TIMEZONE:{zone}") == ["07-15", "07-16", "07-17"]


def test_a_series_by_the_week_or_month_ends_so_too() -> None:
    """Mondays from 6 July; and the first of each month."""
    assert days_of("20260719T230000Z", start="20260706", rule="FREQ=WEEKLY;BYDAY=MO") == ["07-06", "07-13", "07-20"]
    assert days_of("20260831T230000Z", start="20260701", rule="FREQ=MONTHLY") == ["07-01", "08-01", "09-01"]


def test_a_series_that_ends_never_or_before_it_starts() -> None:
    """9999 is how some programs write never; of one that is over before it starts the start counts."""
    assert len(days_of("99991231T235959Z", start="20270530")) == 2
    assert days_of("20260701T000000Z") == ["07-15"]


def test_a_whole_day_taken_out_or_moved_by_an_instant_is_the_owners_day() -> None:
    """13:00 UTC is Sydney's midnight in its summer (eleven hours ahead), London's day before."""
    series = ("DTSTART;VALUE=DATE:20261214", "RRULE:FREQ=DAILY;COUNT=3", "UID:s")
    own = "X-WR-TIMEZONE:Australia/Sydney"
    assert [line[5:10] for line in busy(own, event(*series, "EXDATE:20261214T130000Z"))] == ["12-14", "12-16"]
    moved = event("UID:s", "RECURRENCE-ID:20261214T130000Z", "DTSTART;VALUE=DATE:20261220")
    assert [line[5:10] for line in busy(own, event(*series), moved)] == ["12-14", "12-16", "12-20"]


TUESDAY = event("DTSTART;TZID=Europe/London:20260707T100000", "DURATION:PT1H")


@pytest.mark.parametrize("more", [TUESDAY, f"\n\n{TUESDAY}", f"END:VCALENDAR\n{TUESDAY}"])
def test_an_event_after_the_calendars_end_is_not_read_and_that_is_said(more: str) -> None:
    data = calendar(event(*HOUR)) + more.replace("\n", "\r\n").encode() + b"\r\n"
    read = busy_times(data, span(*YEAR))
    assert (shown(read), dict(read.skipped)) == (MONDAY, {OUTSIDE: [2]})


def test_two_events_outside_and_another_calendar_after_them() -> None:
    """Events of two calendars, one pasted after the other, with what was lost between them."""
    between = f"{TUESDAY}\n{TUESDAY}\n".replace("\n", "\r\n").encode()
    again = calendar(event(*[line.replace("0706", "0708") for line in HOUR]))
    read = busy_times(calendar(event(*HOUR)) + between + again, span(*YEAR))
    assert (shown(read), dict(read.skipped)) == ([*MONDAY, "2026-07-08 10:00 to 11:00"], {OUTSIDE: [2, 3]})


def test_other_things_after_the_end_count_for_nothing() -> None:
    data = calendar(event(*HOUR)) + b"\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\nbye\r\n"
    read = busy_times(data, span(*YEAR))
    assert (shown(read), dict(read.skipped), dict(read.remarks)) == (MONDAY, {}, {})


def test_an_event_whose_first_line_is_lost_is_said_to_be() -> None:
    read = found(event(*HOUR), "\n".join(TUESDAY.split("\n")[1:]))
    assert (shown(read), dict(read.skipped)) == (MONDAY, {UNBEGUN: [2]})


def an_export(events: int) -> bytes:
    """Ten years of a busy diary as Google writes it, about 590 bytes an event: each fifth is weekly for a season."""
    parts = []
    for number in range(events):
        year, month, day, hour = 2018 + number % 10, number // 10 % 12 + 1, number // 120 % 28 + 1, 8 + number % 9
        stamp, lines = f"{year}{month:02}{day:02}T{hour:02}", []
        if number % 5 == 0:
            lines = [f"RRULE:FREQ=WEEKLY;WKST=MO;COUNT=12;BYDAY={['MO', 'TU', 'WE', 'TH', 'FR'][number // 5 % 5]}"]
        people = [f"ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=p{n}:mailto:p{n}@example.test" for n in range(3)]
        parts.append(
            event(
                f"DTSTART;TZID=Europe/London:{stamp}0000",
                f"DTEND;TZID=Europe/London:{stamp}3000",
                *lines,
                "DTSTAMP:20261101T000000Z",
                "SEQUENCE:1",
                "STATUS:CONFIRMED",
                "TRANSP:OPAQUE",
                *people,
                uid=f"{number:026}@google.com",
            )
        )
    return calendar("METHOD:PUBLISH", "X-WR-CALNAME:ann@example.test", "X-WR-TIMEZONE:Europe/London", *parts)


def test_an_export_of_ten_years_is_read_for_what_it_costs_not_for_its_bytes() -> None:
    """2.7 MB and 4,600 events, a tenth in each year from 2018: in the rota's year 7/12 of 2026's 460, which is 266
    (38 whole rounds of the months, and 4 events of January to April), and of 2027's 5 x 38 + 4 = 194. Those that
    repeat do so for twelve weeks, in 2018 and 2023. Until now it was refused for its bytes."""
    data = an_export(4_600)
    assert len(data) > 2_700_000
    began = time.process_time()
    read = busy_times(data, span(*YEAR))
    assert time.process_time() - began < 2
    assert dict(read.skipped) == {}
    assert len(read.times) == 266 + 194


@pytest.mark.parametrize("photo", ["ATTACH;ENCODING=BASE64;VALUE=BINARY:", "X-ALT-DESC;FMTTYPE=text/html:"])
def test_a_calendar_with_photographs_in_it_is_read(photo: str) -> None:
    """12 MB in one event that tells no time."""
    picture = photo + "\n ".join(["A" * 74] * 160_000)
    assert busy(event(*HOUR, picture)) == MONDAY
