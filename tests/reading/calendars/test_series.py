"""What repeats: exceptions, additions, single changes and changes of all later times. Times by London's clock."""

from __future__ import annotations

import pytest

from rota.reading.calendars.doubts import EXRULE
from rota.reading.calendars.series import SAME_UID
from tests.reading.calendars.ics import busy, event, found, shown

OCTOBER = ("2026-10-12", "2026-11-08")
"""Four weeks: the clocks go back on Sunday 25 October."""

# Wednesdays at 10:00 in London: 14, 21 and 28 October and 4 November.
WEEKLY = ("DTSTART;TZID=Europe/London:20260107T100000", "DTEND;TZID=Europe/London:20260107T110000", "RRULE:FREQ=WEEKLY")
ALL_FOUR = [f"2026-{day} 10:00 to 11:00" for day in ("10-14", "10-21", "10-28", "11-04")]


def of_series(*more: str) -> list[str]:
    """The four weeks of the Wednesday series with these lines added to it."""
    return busy(event(*WEEKLY, *more, uid="w"), year=OCTOBER)


def with_changes(*changes: tuple[str, ...]) -> list[str]:
    """The four weeks of the Wednesday series with events of the same UID beside it, in either order."""
    parts = [event(*WEEKLY, uid="w"), *(event(*lines, uid="w") for lines in changes)]
    lines = busy(*parts, year=OCTOBER)
    assert busy(*reversed(parts), year=OCTOBER) == lines
    return lines


def test_a_series_keeps_its_hour_on_the_clock_when_the_clocks_change() -> None:
    assert of_series() == ALL_FOUR


def test_a_series_in_utc_moves_by_an_hour_in_london() -> None:
    """09:00 UTC is 10:00 in summer and 09:00 after 25 October."""
    lines = busy(event("DTSTART:20260107T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"), year=OCTOBER)
    assert lines == [*ALL_FOUR[:2], "2026-10-28 09:00 to 10:00", "2026-11-04 09:00 to 10:00"]


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/London:20261028T100000",
        "EXDATE:20261028T100000Z",
        "EXDATE;TZID=America/New_York:20261028T060000",
        "EXDATE:20261028T100000",
        "EXDATE;VALUE=DATE:20261028",
        "EXDATE;TZID=Europe/London:20250101T100000,20261028T100000",
    ],
)
def test_a_time_is_taken_out_however_it_is_written(line: str) -> None:
    assert of_series(line) == [*ALL_FOUR[:2], ALL_FOUR[3]]


def test_a_day_is_taken_out_of_a_series_of_days() -> None:
    """Midnight in London on 15 October is 23:00 UTC on the 14th."""
    days = ("DTSTART;VALUE=DATE:20261014", "RRULE:FREQ=DAILY;COUNT=3")
    for line in ("EXDATE;VALUE=DATE:20261015", "EXDATE:20261014T230000Z", "EXDATE;TZID=Europe/London:20261015T000000"):
        assert busy(event(*days, line), year=OCTOBER) == [
            "2026-10-14 00:00 to 2026-10-15 00:00",
            "2026-10-16 00:00 to 2026-10-17 00:00",
        ]


def test_further_times_are_added_with_the_series_length_or_their_own() -> None:
    added = of_series(
        "RDATE;TZID=Europe/London:20261015T120000",
        "RDATE:20261016T120000Z",
        "RDATE;VALUE=PERIOD:20261029T120000Z/PT30M,20261030T120000Z/20261030T140000Z",
        "RDATE;VALUE=DATE:20261105",
    )
    assert [line for line in added if line not in ALL_FOUR] == [
        "2026-10-15 12:00 to 13:00",
        "2026-10-16 13:00 to 14:00",
        "2026-10-29 12:00 to 12:30",
        "2026-10-30 12:00 to 14:00",
        "2026-11-05 10:00 to 11:00",
    ]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        # The last is on or before the end: at 10:00 on 28 October, which is 10:00 UTC.
        ("20261028T100000Z", 3),
        ("20261028T095959Z", 2),
        ("20261028", 3),
        ("20261027", 2),
        ("20261028T100000", 3),
        # At 10:00 on 21 October it is 09:00 UTC.
        ("20261021T090000Z", 2),
        ("20261021T085959Z", 1),
    ],
)
def test_a_series_ends_with_its_last_time(until: str, count: int) -> None:
    lines = [WEEKLY[0], WEEKLY[1], f"RRULE:FREQ=WEEKLY;UNTIL={until}"]
    assert busy(event(*lines), year=OCTOBER) == ALL_FOUR[:count]


def test_what_is_counted_is_counted_from_the_start() -> None:
    """7 January is the first Wednesday of 2026 and 14 October the 41st."""
    lines = [WEEKLY[0], WEEKLY[1], "RRULE:FREQ=WEEKLY;COUNT=42"]
    assert busy(event(*lines), year=OCTOBER) == ALL_FOUR[:2]


def test_a_start_that_its_own_rule_does_not_give_is_busy_too() -> None:
    lines = ["DTSTART;TZID=Europe/London:20261013T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=WE"]
    assert busy(event(*lines), year=OCTOBER) == ["2026-10-13 10:00 to 11:00", *ALL_FOUR]


@pytest.mark.parametrize(
    "replaced",
    [
        "RECURRENCE-ID;TZID=Europe/London:20261021T100000",
        "RECURRENCE-ID:20261021T090000Z",
        "RECURRENCE-ID;VALUE=DATE:20261021",
    ],
)
def test_a_time_that_was_moved_leaves_its_first_place(replaced: str) -> None:
    lines = with_changes((replaced, "DTSTART;TZID=Europe/London:20261022T140000", "DURATION:PT2H"))
    assert lines == [ALL_FOUR[0], "2026-10-22 14:00 to 16:00", *ALL_FOUR[2:]]


def test_a_time_that_was_moved_into_the_year_from_outside_is_found() -> None:
    change = ("RECURRENCE-ID:20270106T100000Z", "DTSTART;TZID=Europe/London:20261015T140000", "DURATION:PT1H")
    assert with_changes(change) == [ALL_FOUR[0], "2026-10-15 14:00 to 15:00", *ALL_FOUR[1:]]


@pytest.mark.parametrize("state", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_a_time_that_was_cancelled_or_freed_is_free(state: str) -> None:
    change = ("RECURRENCE-ID;TZID=Europe/London:20261021T100000", "DTSTART;TZID=Europe/London:20261021T100000", state)
    assert with_changes(change) == [ALL_FOUR[0], *ALL_FOUR[2:]]


def test_a_changed_time_of_a_series_that_is_not_there_is_busy() -> None:
    """Free/busy calendars of Google hold such orphans."""
    assert busy(event("RECURRENCE-ID:20261021T090000Z", "DTSTART:20261021T090000Z", "DURATION:PT1H")) == [ALL_FOUR[1]]


def test_a_change_that_cannot_be_read_leaves_the_first_place_busy() -> None:
    change = event("RECURRENCE-ID;TZID=Europe/London:20261021T100000", "DTSTART:soon", uid="w")
    read = found(event(*WEEKLY, uid="w"), change, year=OCTOBER)
    assert shown(read) == ALL_FOUR
    assert dict(read.skipped) == {"a date or time of it cannot be read": [2]}


def test_a_change_of_all_later_times_moves_each_of_them() -> None:
    """From 28 October an hour and a day later, for two hours."""
    change = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20261028T100000",
        "DTSTART;TZID=Europe/London:20261029T110000",
        "DURATION:PT2H",
    )
    assert with_changes(change) == [*ALL_FOUR[:2], "2026-10-29 11:00 to 13:00", "2026-11-05 11:00 to 13:00"]


def test_a_change_of_all_later_times_that_began_long_before_still_holds() -> None:
    """Since February an hour later: in UTC, as some programs write it, and across both changes of the clocks."""
    change = ("RECURRENCE-ID;RANGE=THISANDFUTURE:20260204T100000Z", "DTSTART:20260204T110000Z", "DURATION:PT1H")
    assert with_changes(change) == [line.replace("11:00", "12:00").replace("10:00", "11:00") for line in ALL_FOUR]


def test_the_last_of_two_changes_of_all_later_times_holds_and_single_changes_win() -> None:
    def later(day: str, hour: int) -> tuple[str, ...]:
        return (
            f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:{day}T100000",
            f"DTSTART;TZID=Europe/London:{day}T{hour}0000",
            "DURATION:PT1H",
        )

    single = (
        "RECURRENCE-ID;TZID=Europe/London:20261104T100000",
        "DTSTART;TZID=Europe/London:20261106T080000",
        "DURATION:PT1H",
    )
    assert with_changes(later("20261021", 12), later("20261028", 14), single) == [
        ALL_FOUR[0],
        "2026-10-21 12:00 to 13:00",
        "2026-10-28 14:00 to 15:00",
        "2026-11-06 08:00 to 09:00",
    ]


def test_all_later_times_may_be_cancelled_at_once() -> None:
    change = ("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20261028T100000", "STATUS:CANCELLED")
    assert with_changes(change) == ALL_FOUR[:2]


def test_of_two_events_with_one_uid_the_newer_counts_and_that_is_said() -> None:
    old = event("DTSTART:20261014T090000Z", "DURATION:PT1H", "SEQUENCE:1", "LAST-MODIFIED:20260901T000000Z", uid="x")
    new = event("DTSTART:20261015T090000Z", "DURATION:PT1H", "SEQUENCE:2", "LAST-MODIFIED:20260101T000000Z", uid="x")
    read = found(old, new, year=OCTOBER)
    assert (shown(read), dict(read.remarks)) == (["2026-10-15 10:00 to 11:00"], {SAME_UID: [1]})


def test_of_two_events_with_one_uid_and_one_version_both_count() -> None:
    """Nobody knows which of them is wrong: to be busy once too often is the safer error."""
    parts = [event(f"DTSTART:202610{day}T090000Z", "DURATION:PT1H", uid="x") for day in (14, 15)]
    assert busy(*parts, year=OCTOBER) == ["2026-10-14 10:00 to 11:00", "2026-10-15 10:00 to 11:00"]


def test_a_rule_that_takes_times_out_is_not_followed_and_that_is_said() -> None:
    read = found(event(*WEEKLY, "EXRULE:FREQ=WEEKLY", uid="w"), year=OCTOBER)
    assert (shown(read), dict(read.remarks)) == (ALL_FOUR, {EXRULE: [1]})
