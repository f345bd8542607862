"""When an event is, and whether it keeps anyone busy: zones, days, ends, states. Times by London's clock.

In the year tried the clocks go back on Sunday 25 October 2026 and forward on Sunday 28 March 2027.
"""

from __future__ import annotations

import pytest

from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.components import UNENDED
from rota.reading.calendars.refused import UnreadableError
from tests.reading.calendars.ics import LONDON_ZONE, YEAR, busy, calendar, event, found, shown
from tests.support.builders import span


@pytest.mark.parametrize(
    ("start", "london"),
    [
        ("DTSTART;TZID=Europe/London:20261023T100000", "2026-10-23 10:00"),
        ("DTSTART;TZID=Europe/London:20261026T100000", "2026-10-26 10:00"),
        # In summer London is an hour ahead of UTC; after 25 October it is not.
        ("DTSTART:20261023T090000Z", "2026-10-23 10:00"),
        ("DTSTART:20261026T100000Z", "2026-10-26 10:00"),
        ("DTSTART:20270326T100000Z", "2027-03-26 10:00"),
        ("DTSTART:20270329T090000Z", "2027-03-29 10:00"),
        # New York is five hours behind, but four from 25 October to 1 November, and from 14 to 28 March.
        ("DTSTART;TZID=America/New_York:20261023T050000", "2026-10-23 10:00"),
        ("DTSTART;TZID=America/New_York:20261026T060000", "2026-10-26 10:00"),
        ("DTSTART;TZID=America/New_York:20270315T060000", "2027-03-15 10:00"),
        ("DTSTART;TZID=GMT Standard Time:20261023T100000", "2026-10-23 10:00"),
        ("DTSTART;TZID=GMT Standard Time:20261026T100000", "2026-10-26 10:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20261026T110000', "2026-10-26 10:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20261023T100000", "2026-10-23 10:00"),
        ('DTSTART;TZID="tzone://Microsoft/Utc":20261023T090000', "2026-10-23 10:00"),
        ("DTSTART:20261023T100000", "2026-10-23 10:00"),
        # 01:30 on 28 March does not exist; with the offset before the change it is 01:30 UTC, 02:30 BST.
        ("DTSTART;TZID=Europe/London:20270328T013000", "2027-03-28 02:30"),
    ],
)
def test_a_start_is_read_in_its_zone(start: str, london: str) -> None:
    (line,) = busy(event(start, "DURATION:PT1H"))
    assert line.startswith(london)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    """01:30 on 25 October is first 00:30 UTC, in summer time."""
    read = found(event("DTSTART;TZID=Europe/London:20261025T013000", "DURATION:PT10M"))
    assert [f"{start:%H:%M}" for start, _ in read.times] == ["00:30"]


@pytest.mark.parametrize("day", ["20261023", "20261026", "20270326", "20270329"])
def test_a_zone_that_the_calendar_defines_is_followed(day: str) -> None:
    zone = LONDON_ZONE.format(name="Customized Time Zone")
    lines = busy(event(f"DTSTART;TZID=Customized Time Zone:{day}T100000", "DURATION:PT1H"), zone)
    assert lines == [f"{day[:4]}-{day[4:6]}-{day[6:]} 10:00 to 11:00"]


def test_a_defined_zone_treats_the_skipped_and_the_double_hour_as_the_worlds_own_does() -> None:
    for wall in ("20270328T013000", "20261025T013000", "20261025T003000", "20270328T020000"):
        zone = LONDON_ZONE.format(name="Ours")
        assert busy(event(f"DTSTART;TZID=Ours:{wall}", "DURATION:PT1H"), zone) == busy(
            event(f"DTSTART;TZID=Europe/London:{wall}", "DURATION:PT1H")
        )


def test_a_name_the_world_knows_wins_over_a_definition_that_contradicts_it() -> None:
    wrong = LONDON_ZONE.format(name="Europe/London").replace("+0100", "+0900")
    assert busy(wrong, event("DTSTART;TZID=Europe/London:20260701T100000", "DURATION:PT1H")) == [
        "2026-07-01 10:00 to 11:00"
    ]


@pytest.mark.parametrize(
    "zone", ["Customized Time Zone", "../../etc/passwd", "Europe", "localtime", "tzone://Microsoft/Custom"]
)
def test_of_a_zone_nobody_knows_nothing_is_guessed(zone: str) -> None:
    read = found(event(f'DTSTART;TZID="{zone}":20260701T100000', "DURATION:PT1H"), event("DTSTART;VALUE=DATE:20260702"))
    assert dict(read.skipped) == {"its time zone is not known, and the calendar does not define it": [1]}
    assert shown(read) == ["2026-07-02 00:00 to 2026-07-03 00:00"]


def test_times_without_a_zone_are_of_the_calendars_own_zone_where_it_names_one() -> None:
    """New York's 05:00 in summer is 10:00 in London. The assumption is said."""
    read = found("X-WR-TIMEZONE:America/New_York", event("DTSTART:20260701T050000", "DURATION:PT1H"))
    assert shown(read) == ["2026-07-01 10:00 to 11:00"]
    assert dict(read.remarks) == {"no time zone is given: the times are read as those of the calendar's own zone": [1]}


@pytest.mark.parametrize(
    ("lines", "stretch"),
    [
        (["DTSTART;VALUE=DATE:20260703"], "2026-07-03 00:00 to 2026-07-04 00:00"),
        (["DTSTART:20260703"], "2026-07-03 00:00 to 2026-07-04 00:00"),
        # The end of whole days is the first day that is free again.
        (["DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260705"], "2026-07-03 00:00 to 2026-07-05 00:00"),
        (["DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260703"], "2026-07-03 00:00 to 2026-07-04 00:00"),
        (["DTSTART;VALUE=DATE:20260703", "DURATION:P2D"], "2026-07-03 00:00 to 2026-07-05 00:00"),
        (["DTSTART;VALUE=DATE:20260703", "DURATION:P1W"], "2026-07-03 00:00 to 2026-07-10 00:00"),
        # The day on which the clocks go back has 25 hours, and is one day.
        (["DTSTART;VALUE=DATE:20261025"], "2026-10-25 00:00 to 2026-10-26 00:00"),
        (["DTSTART;VALUE=DATE:20270328"], "2027-03-28 00:00 to 2027-03-29 00:00"),
    ],
)
def test_whole_days_run_from_midnight_to_midnight_in_london(lines: list[str], stretch: str) -> None:
    assert busy(event(*lines)) == [stretch]


def test_a_day_lasts_on_the_clock_and_an_hour_lasts_in_time() -> None:
    """From 12:00 on 24 October a day ends at 12:00, but 24 hours at 11:00: the clocks have gone back."""
    start = "DTSTART;TZID=Europe/London:20261024T120000"
    assert busy(event(start, "DURATION:P1D")) == ["2026-10-24 12:00 to 2026-10-25 12:00"]
    assert busy(event(start, "DURATION:PT24H")) == ["2026-10-24 12:00 to 2026-10-25 11:00"]


def test_start_and_end_may_be_of_two_zones() -> None:
    """Leaves London at 10:00 on 1 July, is in New York at 13:00 there, 18:00 in London."""
    lines = ["DTSTART;TZID=Europe/London:20260701T100000", "DTEND;TZID=America/New_York:20260701T130000"]
    assert busy(event(*lines)) == ["2026-07-01 10:00 to 18:00"]


def test_a_time_without_an_end_takes_no_time_unless_the_usual_is_given() -> None:
    """In a committee's calendar it is a meeting of the usual two hours, as in the table of meetings."""
    lonely = event("DTSTART;TZID=Europe/London:20260701T180000")
    assert busy(lonely) == []
    assert busy(lonely, usual_minutes=120) == ["2026-07-01 18:00 to 20:00"]
    ends_at_once = event("DTSTART:20260701T180000Z", "DTEND:20260701T180000Z")
    assert busy(ends_at_once, usual_minutes=120) == []


@pytest.mark.parametrize(
    "state",
    ["STATUS:CANCELLED", "STATUS:cancelled", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_is_cancelled_or_shown_as_free_keeps_nobody_busy(state: str) -> None:
    assert busy(event("DTSTART:20260701T100000Z", "DURATION:PT1H", state)) == []
    assert busy(event("DTSTART;VALUE=DATE:16040229", "RRULE:FREQ=YEARLY", state)) == []


def test_a_calendar_of_cancellations_keeps_nobody_busy() -> None:
    assert busy("METHOD:CANCEL", event("DTSTART:20260701T100000Z", "DURATION:PT1H")) == []


@pytest.mark.parametrize(
    "state",
    ["STATUS:TENTATIVE", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "CLASS:PRIVATE"],
)
def test_what_is_tentative_or_private_is_busy(state: str) -> None:
    assert len(busy(event("DTSTART:20260701T100000Z", "DURATION:PT1H", state))) == 1


def test_free_and_busy_times_are_read_in_every_form() -> None:
    """10:00 to 11:00 UTC in summer is 11:00 to 12:00 in London."""
    lines = (
        "BEGIN:VFREEBUSY",
        "DTSTART:20260601T000000Z",
        "FREEBUSY:20260701T100000Z/20260701T110000Z,20260702T100000Z/PT30M",
        "FREEBUSY;FBTYPE=FREE:20260703T100000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260704T100000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260705T100000Z/PT1H",
        "FREEBUSY;FBTYPE=X-OURS:20260706T100000Z/PT1H",
        "END:VFREEBUSY",
    )
    assert busy(*lines) == [
        "2026-07-01 11:00 to 12:00",
        "2026-07-02 11:00 to 11:30",
        "2026-07-04 11:00 to 12:00",
        "2026-07-05 11:00 to 12:00",
        "2026-07-06 11:00 to 12:00",
    ]


def test_only_what_meets_the_year_is_kept() -> None:
    """The year starts at midnight in London on 1 June 2026: 23:00 UTC the day before."""
    before = event("DTSTART:20260531T220000Z", "DTEND:20260531T230000Z")
    into = event("DTSTART:20260531T220000Z", "DTEND:20260531T233000Z")
    after = event("DTSTART;VALUE=DATE:20270601")
    assert busy(before, into, after) == ["2026-05-31 23:00 to 2026-06-01 00:30"]


def test_what_lies_within_another_is_dropped_and_what_only_touches_stays_apart() -> None:
    """Two stretches of leave side by side are not one long leave."""
    parts = [
        event(f"DTSTART;VALUE=DATE:{a}", f"DTEND;VALUE=DATE:{b}")
        for a, b in (("20260701", "20260715"), ("20260715", "20260801"))
    ]
    inner = event("DTSTART:20260703T100000Z", "DURATION:PT1H")
    assert busy(*parts, inner, parts[0]) == [
        "2026-07-01 00:00 to 2026-07-15 00:00",
        "2026-07-15 00:00 to 2026-08-01 00:00",
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTSTART:20260231T100000Z"], "a date or time of it does not exist"),
        (["DTSTART:tomorrow"], "a date or time of it cannot be read"),
        (["DTSTART:00010101T000000Z"], "a date of it is outside the years 1900 to 2100"),
        (["DTSTART:99991231T235959Z"], "a date of it is outside the years 1900 to 2100"),
        (["DTEND:20260701T100000Z"], "it has no start"),
        (["DTSTART:20260701T100000Z", "DTEND:20260701T090000Z"], "it ends before it starts"),
        (
            ["DTSTART;VALUE=DATE:20260701", "DTEND:20260701T090000Z"],
            "of its start and its end, one is a day and the other a time",
        ),
        (["DTSTART:20260701T100000Z", "DURATION:P999999999W"], "a duration of it cannot be read"),
        (["DTSTART:20260701T100000Z", "DURATION:P99999W"], "it lasts longer than anything does"),
        (["DTSTART:20260701T100000Z", "DURATION:-PT1H"], "a duration of it cannot be read"),
        (["DTSTART:20260701T100000Z", "DURATION:P"], "a duration of it cannot be read"),
        (["DTSTART;TZID=Europe/London20260701T100000"], "a line of it cannot be read"),
        (["DTSTART:20260701T100000Z", "BEGIN:VALARM", "END:VTODO"], "what begins in it does not end in order"),
    ],
)
def test_a_bad_event_is_skipped_with_its_reason_and_the_rest_is_read(lines: list[str], why: str) -> None:
    good = event("DTSTART:20260701T100000Z", "DURATION:PT1H")
    read = found(good, event(*lines), event("DTSTART:20260702T100000Z", "DURATION:PT1H"))
    assert dict(read.skipped) == {why: [2]}
    assert shown(read) == ["2026-07-01 11:00 to 12:00", "2026-07-02 11:00 to 12:00"]


def test_an_event_that_does_not_end_is_skipped_and_the_next_is_read() -> None:
    unended = "BEGIN:VEVENT\nDTSTART:20260701T100000Z\nDURATION:PT1H"
    read = found(unended, event("DTSTART:20260702T100000Z", "DURATION:PT1H"))
    assert dict(read.skipped) == {"it does not end before the next one begins": [1]}
    assert shown(read) == ["2026-07-02 11:00 to 12:00"]


def test_an_alarm_is_not_taken_for_its_event() -> None:
    alarm = ["BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT5H", "REPEAT:9", "END:VALARM"]
    assert busy(event(*alarm, "DTSTART:20260701T100000Z", "DURATION:PT1H")) == ["2026-07-01 11:00 to 12:00"]


def test_several_calendars_in_one_file_keep_their_own_zones() -> None:
    """The same name is London in the first and an hour later in the second."""
    first = LONDON_ZONE.format(name="Ours")
    second = first.replace("+0100", "+0200").replace("+0000", "+0100")
    one = event("DTSTART;TZID=Ours:20260701T100000", "DURATION:PT1H", uid="a")
    two = event("DTSTART;TZID=Ours:20260702T100000", "DURATION:PT1H", uid="b")
    data = calendar(one, first) + calendar(two, second)
    assert shown(busy_times(data, span(*YEAR))) == ["2026-07-01 10:00 to 11:00", "2026-07-02 09:00 to 10:00"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_calendar_is_read_in_every_encoding_that_is_met(encoding: str) -> None:
    text = calendar(event("SUMMARY:Café", "DTSTART:20260701T100000Z", "DURATION:PT1H")).decode()
    assert shown(busy_times(text.encode(encoding), span(*YEAR))) == ["2026-07-01 11:00 to 12:00"]


def test_line_ends_folds_and_small_letters_do_not_matter() -> None:
    data = calendar(event("DTSTART;TZID=Europe/London:20260701T100000", "DURATION:PT1H"))
    for odd in (
        data.replace(b"\r\n", b"\n"),
        data.replace(b"\r\n", b"\r"),
        data.replace(b"TZID=Europe", b"TZID=Eu\r\n rope"),
        data.replace(b"DTSTART", b"dtstart").replace(b"BEGIN:VEVENT", b"begin:vevent"),
        data.replace(b"DTSTART", b"a line that is none\r\nDTSTART"),
    ):
        assert shown(busy_times(odd, span(*YEAR))) == ["2026-07-01 10:00 to 11:00"]


def test_a_calendar_that_rota_wrote_is_refused() -> None:
    """Read back in, the visits of the last rota would bar the members from those of the next."""
    data = calendar(event("DTSTART:20260701T100000Z")).replace(b"-//Test//", b"-//Rota//")
    with pytest.raises(UnreadableError, match="it is a calendar that rota wrote"):
        busy_times(data, span(*YEAR))


def test_a_calendar_without_its_last_line_is_read_and_the_doubt_is_said() -> None:
    data = calendar(event("DTSTART:20260701T100000Z", "DURATION:PT1H")).replace(b"END:VCALENDAR\r\n", b"")
    read = busy_times(data, span(*YEAR))
    assert (shown(read), dict(read.remarks)) == (["2026-07-01 11:00 to 12:00"], {UNENDED: [0]})
