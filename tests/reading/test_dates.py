"""Dates, times, numbers and days of the week as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from rota.tables.cells import Unreadable, as_group_size, as_number, as_text, as_weekdays, as_yes_no, slug
from rota.tables.dates import as_date, as_moment, as_time

THIRTIETH = date(2026, 6, 30)


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-30",
        "30/06/2026",
        "30/6/2026",
        "30-06-2026",
        "30.06.2026",
        "30 June 2026",
        "30 Jun 2026",
        " 30  JUNE  2026 ",
        "30th June 2026",
        "Tuesday, 30th of June 2026",
        "Tues 30 June, 2026",
        "June 30, 2026",
        "30/Jun/2026",
        "30\u201306\u20132026",  # Word's dash
        "2026\u201106\u201130",  # the hyphen that does not break
        "2026-06-30 00:00:00",
        "2026-06-30T00:00:00",
        # Excel counts days from 30 December 1899: 46203 - 46023 = 180 days after 1 January 2026 (serial 46023)
        "46203",
        46203,
        46203.0,
        datetime(2026, 6, 30),
        date(2026, 6, 30),
    ],
)
def test_a_date_is_read_however_it_is_written(written: object) -> None:
    assert as_date(written) == THIRTIETH


def test_the_day_comes_before_the_month() -> None:
    assert as_date("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31/06/2026", "is not a date"),
        ("2026-13-01", "is not a date"),
        ("next Tuesday", "is not a date"),
        ("29/02/2026", "is not a date"),
        ("30 Juin 2026", "is not a date"),
        ("30/06-2026", "is not a date"),
        ("Monday 30 June 2026", "is a Tuesday. Check the date, and write it like 2026-06-30"),
        ("31st June 2026", "is not a date"),
        ("last 30 June 2026", "is not a date"),
        ("٣٠/٠٦/٢٠٢٦", "is not a date"),
        ("30/06/26", "four digits"),
        ("30/06/20266", "four digits"),
        ("1899-06-30", "outside the years"),
        ("9999-06-30", "outside the years"),
        ("2026-06-30 14:00", "time of day"),
        (time(10), "is not a date"),
        (True, "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(written: object, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        as_date(written)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("10:00", 10, 0),
        ("10.30", 10, 30),
        ("10am", 10, 0),
        ("2.30 pm", 14, 30),
        ("2.30 p.m.", 14, 30),
        ("12am", 0, 0),
        ("12 pm", 12, 0),
        ("09:05:00", 9, 5),
        ("noon", 12, 0),
        ("12 Noon", 12, 0),
        ("midday", 12, 0),
        (datetime(1899, 12, 30, 14, 30), 14, 30),  # how some programs save a time alone; so they do with 1904
        (datetime(1904, 1, 1, 14, 30), 14, 30),
        (time(14, 30), 14, 30),
        (timedelta(hours=9), 9, 0),
        (0.4375, 10, 30),  # 0.4375 of 24 hours is 10.5 hours
        ("0.4375", 10, 30),
    ],
)
def test_a_time_is_read_however_it_is_written(written: object, hour: int, minute: int) -> None:
    assert as_time(written) == time(hour, minute)


@pytest.mark.parametrize("written", [datetime(2027, 9, 14), datetime(2027, 9, 14, 10), date(2027, 9, 14)])
def test_a_date_where_a_time_belongs_is_not_midnight(written: object) -> None:
    with pytest.raises(Unreadable, match=r"^has a date where only a time of day belongs\. Write it like 10:00"):
        as_time(written)


def test_a_date_may_have_noon_after_it() -> None:
    assert as_moment("5th July 2027 noon") == (date(2027, 7, 5), time(12))


@pytest.mark.parametrize("written", ["25:00", "10", "10:60", "13pm", "0am", "midnight", 10.3, 10, True])
def test_what_is_no_time_is_refused(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a time"):
        as_time(written)


@pytest.mark.parametrize(
    "written", ["2026-06-30 14:00", "2026-06-30T14:00", "30/06/2026 2pm", "30 June 2026 at 2.00 pm"]
)
def test_a_date_may_have_a_time_after_it(written: str) -> None:
    assert as_moment(written) == (THIRTIETH, time(14))


def test_a_real_excel_date_at_midnight_has_no_time() -> None:
    assert as_moment(datetime(2026, 6, 30)) == (THIRTIETH, None)
    assert as_moment(datetime(2026, 6, 30, 14)) == (THIRTIETH, time(14))


@pytest.mark.parametrize("written", ["2", "2.0", 2, 2.0, " 2 "])
def test_a_number_is_read_as_text_or_as_excel_keeps_it(written: object) -> None:
    assert as_number(written, 0, 9) == 2


@pytest.mark.parametrize("written", ["two", "2.5", 2.5, "1e9", "-1", "10", "²", "9" * 400])
def test_what_is_no_number_in_range_is_refused(written: object) -> None:
    with pytest.raises(Unreadable):
        as_number(written, 0, 9)


def test_yes_and_no_have_several_spellings() -> None:
    assert [as_yes_no(word) for word in ("Yes", "y", "TRUE", True)] == [True] * 4
    assert [as_yes_no(word) for word in ("no", "N", "false", False)] == [False] * 4
    with pytest.raises(Unreadable):
        as_yes_no("perhaps")


def test_days_of_the_week_come_as_a_list_or_a_run() -> None:
    assert as_weekdays("Mon") == (0,)
    assert as_weekdays("Monday; wed") == (0, 2)
    assert as_weekdays("Monday-Friday") == (0, 1, 2, 3, 4)
    assert as_weekdays("Tues to Thurs") == (1, 2, 3)


@pytest.mark.parametrize("written", ["Funday", "M", "Friday-Monday", "Monday-", ";"])
def test_what_is_no_day_of_the_week_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        as_weekdays(written)


def test_a_group_size_is_a_number_or_two() -> None:
    assert as_group_size("3") == as_group_size(3.0) == (3, 3)
    assert as_group_size("2-3") == as_group_size("2 to 3") == as_group_size("2–3") == (2, 3)


@pytest.mark.parametrize("written", ["3-2", "0", "21", "few", datetime(2026, 3, 2)])
def test_what_is_no_group_size_is_refused(written: object) -> None:
    with pytest.raises(Unreadable):
        as_group_size(written)


@pytest.mark.parametrize("written", ["=1+1", "+cmd", "-x", "@x", "a\nb", "a\0b", "a\u202eb", "a" * 201])
def test_text_that_could_do_harm_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        as_text(written)


def test_text_keeps_its_letters_and_loses_its_stray_spaces() -> None:
    # e followed by a combining circumflex (U+0302) is the one letter ê
    assert as_text("  Sia\u0302n \xa0 Ŵyn 🎉 ") == "Siân Ŵyn 🎉"


def test_an_id_is_the_name_folded_with_hyphens_and_accents_kept() -> None:
    assert slug("Siân  Ŵyn-O'Brien (2)") == "siân-ŵyn-o-brien-2"
    assert slug("SIA\u0302N ŴYN") == slug("siân ŵyn")
