"""What keeps nobody busy, and what gets a word: declined, elsewhere, without length, from midnight to midnight."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import read
from rota.reading.calendars.busy import BusyTimes, busy_times
from rota.reading.calendars.doubts import (
    ALL_DECLINED,
    ASSUMED_LENGTH,
    DECLINED,
    FLOATING,
    MIDNIGHTS,
    NO_LENGTH,
    OTHER_MIDNIGHTS,
    WORKING_ELSEWHERE,
)
from tests.reading.calendars.ics import YEAR, calendar, shown
from tests.reading.folders import MEMBERS, a_folder
from tests.support.builders import span

HOUR = ("DTSTART;TZID=Europe/London:20260706T100000", "DTEND;TZID=Europe/London:20260706T110000")
LONDON, PARIS = ";TZID=Europe/London:", ";TZID=Europe/Paris:"
MONDAY = ["2026-07-06 10:00 to 11:00"]
NO = "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.test"
YES_OF_ANOTHER = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.test"
NO_OF_ANOTHER = "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.test"


def an(*lines: str) -> str:
    """An event with these lines and no others."""
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def found(*parts: str, called: tuple[str, ...] = (), usual_minutes: int = 0) -> BusyTimes:
    return busy_times(calendar(*parts), span(*YEAR), usual_minutes, called)


def told(read: BusyTimes) -> tuple[list[str], dict[str, list[int]]]:
    assert dict(read.skipped) == {}
    return shown(read), dict(read.remarks)


@pytest.mark.parametrize(
    ("own", "attendee"),
    [
        ("X-WR-CALNAME:ann@example.test", NO),
        ("X-WR-CALNAME:Ann@Example.test", "ATTENDEE;PARTSTAT=DECLINED:MAILTO:ann@example.test"),
        ("X-WR-CALNAME:Ann Apple", "ATTENDEE;CN=Ann Apple;PARTSTAT=DECLINED:mailto:ann@example.test"),
        ("X-WR-CALNAME:Cllr Ann Apple", 'ATTENDEE;CN="Apple, Ann";PARTSTAT=declined:mailto:ann@example.test'),
        ('X-OWNER;CN="Ann Apple":mailto:ann@example.test', NO),
        ("X-WR-CALNAME:ann@example.test", "ATTENDEE;EMAIL=ann@example.test;PARTSTAT=DECLINED:/aMTI/principal/"),
        ("X-WR-CALNAME:ann@example.test", "ATTENDEE\n ;PARTSTAT=DECLINED\n :mailto:ann@example.test"),
        ("X-WR-CALNAME:ann@example.test", f"{NO}\n{YES_OF_ANOTHER}"),
    ],
)
def test_what_the_calendars_own_owner_declined_is_not_busy_and_that_is_said(own: str, attendee: str) -> None:
    assert told(found(own, an(*HOUR, attendee))) == ([], {DECLINED: [1]})


@pytest.mark.parametrize("called", ["Ann Apple", "apple, ann", "Mrs Ann Apple"])
def test_the_owner_is_also_known_by_the_name_that_the_council_has_for_them(called: str) -> None:
    """Outlook calls every calendar "Calendar"."""
    attendee = "ATTENDEE;CN=Councillor Ann Apple;PARTSTAT=DECLINED:mailto:x1@example.test"
    assert told(found("X-WR-CALNAME:Calendar", an(*HOUR, attendee), called=(called,))) == ([], {DECLINED: [1]})


@pytest.mark.parametrize(
    "lines",
    [
        [NO_OF_ANOTHER, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.test"],
        [NO_OF_ANOTHER, YES_OF_ANOTHER.replace("bob", "cat")],
        ["ATTENDEE;PARTSTAT=TENTATIVE:mailto:ann@example.test"],
        ["ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ann@example.test"],
        ["ATTENDEE;CN=DECLINED:mailto:ann@example.test"],
        [NO, "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ann's phone:mailto:ann@example.test"],
        ["ATTENDEE:mailto:ann@example.test"],
    ],
)
def test_what_somebody_else_declined_or_the_owner_has_not_is_busy(lines: list[str]) -> None:
    assert told(found("X-WR-CALNAME:ann@example.test", an(*HOUR, *lines))) == (MONDAY, {})


def test_a_name_alike_with_another_address_is_somebody_else() -> None:
    """Where both have an address it is the address that counts."""
    other = "ATTENDEE;CN=Ann Apple;PARTSTAT=DECLINED:mailto:ann@other.test"
    own = 'X-OWNER;CN="Ann Apple":mailto:ann@example.test'
    assert told(found(own, an(*HOUR, other, YES_OF_ANOTHER)))[0] == MONDAY


def test_where_nobody_knows_whose_calendar_it_is_it_is_busy_with_a_word() -> None:
    assert told(found(an(*HOUR, NO))) == (MONDAY, {ALL_DECLINED: [1]})
    assert told(found(an(*HOUR, NO, NO_OF_ANOTHER))) == (MONDAY, {ALL_DECLINED: [1]})
    assert told(found(an(*HOUR, NO, YES_OF_ANOTHER))) == (MONDAY, {})


def test_one_time_of_a_series_may_be_declined_or_accepted_alone() -> None:
    """Weekly on Mondays, 6 to 20 July; the 13th is declined, or is all that is accepted."""
    series = (*HOUR, "UID:s", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = ("UID:s", "RECURRENCE-ID;TZID=Europe/London:20260713T100000")
    at = ("DTSTART;TZID=Europe/London:20260713T100000", "DURATION:PT1H")
    owner = "X-WR-CALNAME:ann@example.test"
    yes = NO.replace("DECLINED", "ACCEPTED")
    assert told(found(owner, an(*series, yes), an(*moved, *at, NO))) == (
        [*MONDAY, "2026-07-20 10:00 to 11:00"],
        {DECLINED: [2]},
    )
    assert told(found(owner, an(*series, NO), an(*moved, *at, yes))) == (
        ["2026-07-13 10:00 to 11:00"],
        {DECLINED: [1]},
    )


@pytest.mark.parametrize("day", [HOUR, ("DTSTART;VALUE=DATE:20260706",), (*HOUR, "TRANSP:OPAQUE")])
@pytest.mark.parametrize("word", ["WORKINGELSEWHERE", "WorkingElsewhere"])
def test_working_elsewhere_is_not_away_and_that_is_said(day: tuple[str, ...], word: str) -> None:
    assert told(found(an(*day, f"X-MICROSOFT-CDO-BUSYSTATUS:{word}"))) == ([], {WORKING_ELSEWHERE: [1]})


@pytest.mark.parametrize("word", ["OOF", "BUSY", "TENTATIVE"])
def test_what_outlook_calls_away_or_busy_is_busy(word: str) -> None:
    assert told(found(an(*HOUR, f"X-MICROSOFT-CDO-BUSYSTATUS:{word}"))) == (MONDAY, {})


@pytest.mark.parametrize(
    "end", [(), ("DTEND;TZID=Europe/London:20260706T100000",), ("DURATION:PT0S",), ("DTEND:20260706T090000Z",)]
)
def test_a_time_without_a_length_is_not_busy_and_that_is_said(end: tuple[str, ...]) -> None:
    assert told(found(an(HOUR[0], *end))) == ([], {NO_LENGTH: [1]})


def test_a_committees_time_without_an_end_lasts_two_hours_and_that_is_said() -> None:
    assert told(found(an(HOUR[0]), usual_minutes=120)) == (
        ["2026-07-06 10:00 to 12:00"],
        {ASSUMED_LENGTH.format(minutes=120): [1]},
    )


def test_a_day_without_an_end_is_that_day_and_needs_no_word() -> None:
    assert told(found(an("DTSTART;VALUE=DATE:20260706"))) == (["2026-07-06 00:00 to 2026-07-07 00:00"], {})


@pytest.mark.parametrize(
    ("start", "end", "stretch"),
    [
        (f"{LONDON}20260706T000000", f"{LONDON}20260711T000000", "2026-07-06 00:00 to 2026-07-11 00:00"),
        # In summer London's midnight is 23:00 UTC.
        (":20260705T230000Z", ":20260706T230000Z", "2026-07-06 00:00 to 2026-07-07 00:00"),
        # The day on which the clocks go forward has 23 hours, that on which they go back 25.
        (f"{LONDON}20270328T000000", f"{LONDON}20270329T000000", "2027-03-28 00:00 to 2027-03-29 00:00"),
        (f"{LONDON}20261025T000000", f"{LONDON}20261026T000000", "2026-10-25 00:00 to 2026-10-26 00:00"),
    ],
)
def test_leave_from_midnight_to_midnight_gets_a_word(start: str, end: str, stretch: str) -> None:
    """Who writes "6 July to 11 July" as times may well mean the 11th too."""
    assert told(found(an(f"DTSTART{start}", f"DTEND{end}"))) == ([stretch], {MIDNIGHTS: [1]})
    assert told(found(an(f"DTSTART{start}", f"DTEND{end}", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"))) == ([stretch], {})


def test_midnights_without_a_zone_get_a_word_each() -> None:
    read = told(found(an("DTSTART:20260706T000000", "DTEND:20260707T000000")))
    assert read[1] == {MIDNIGHTS: [1], FLOATING.format(zone="London"): [1]}


@pytest.mark.parametrize(
    ("start", "end", "stretch"),
    [
        (":20260706T000000Z", ":20260707T000000Z", "2026-07-06 01:00 to 2026-07-07 01:00"),
        (f"{PARIS}20260706T000000", f"{PARIS}20260708T000000", "2026-07-05 23:00 to 2026-07-07 23:00"),
    ],
)
def test_midnights_of_another_clock_get_a_word(start: str, end: str, stretch: str) -> None:
    assert told(found(an(f"DTSTART{start}", f"DTEND{end}"))) == ([stretch], {OTHER_MIDNIGHTS: [1]})


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260707"),
        ("DTSTART;TZID=Europe/London:20260706T220000", "DTEND;TZID=Europe/London:20260707T000000"),
        ("DTSTART;TZID=Europe/London:20260706T000000", "DTEND;TZID=Europe/London:20260707T090000"),
        ("DTSTART:20260706T100000Z", "DTEND:20260707T100000Z"),
    ],
)
def test_what_only_begins_or_ends_at_midnight_gets_none(lines: tuple[str, ...]) -> None:
    assert told(found(an(*lines)))[1] == {}


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;TZID=Europe/London:20150706T100000",),
        ("DTSTART;TZID=Europe/London:20400706T100000",),
        ("DTSTART;TZID=Europe/London:20150706T100000", "RRULE:FREQ=WEEKLY;UNTIL=20150801T100000Z"),
        ("DTSTART:20150706T000000", "DTEND:20150707T000000"),
        (*[line.replace("2026", "2015") for line in HOUR], "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"),
    ],
)
def test_what_lies_outside_the_year_needs_no_word(lines: tuple[str, ...]) -> None:
    """An export of ten years would say it a thousand times."""
    assert told(found(an(*lines))) == ([], {})


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;TZID=Europe/London:20150706T100000", "RRULE:FREQ=WEEKLY"),
        ("DTSTART;TZID=Europe/London:20150706T100000", "RRULE:FREQ=WEEKLY;UNTIL=20260701"),
        ("DTSTART;TZID=Europe/London:20150706T100000", "RDATE;TZID=Europe/London:20260706T100000"),
    ],
)
def test_a_series_that_began_long_ago_still_gets_its_word(lines: tuple[str, ...]) -> None:
    assert told(found(an(*lines)))[1] == {NO_LENGTH: [1]}


def test_the_words_are_warnings_with_file_and_event(tmp_path: Path) -> None:
    path = a_folder(tmp_path, members=MEMBERS)
    (path / "calendars").mkdir()
    no = "ATTENDEE;CN=Ann Apple;PARTSTAT=DECLINED:mailto:q@example.test"
    (path / "calendars" / "ann-apple.ics").write_bytes(calendar(an(*HOUR), an(*HOUR, no), an(HOUR[0])))
    assert read(path).warnings == (
        f"calendars/ann-apple.ics: event 3: {NO_LENGTH}.",
        f"calendars/ann-apple.ics: event 2: {DECLINED}.",
    )
