"""Years and quarters, and the same a year before."""

from __future__ import annotations

import pytest

from rota.figures.periods import a_year_before, last_quarter_over, year_called, year_of_council, years_after
from tests.support.builders import day, span

JUNE = year_of_council(span("2026-06-01", "2027-05-31"))
CALENDAR = year_of_council(span("2027-01-01", "2027-12-31"))


def test_a_year_is_named_as_people_name_it() -> None:
    assert (JUNE.year, JUNE.name, JUNE.before().name) == ("26/27", "2026/27", "2025/26")
    assert (CALENDAR.year, CALENDAR.name, CALENDAR.before().name) == ("27", "2027", "2026")
    assert JUNE.before().span == span("2025-06-01", "2026-05-31")


def test_quarters_are_three_months_each_and_the_last_ends_the_year() -> None:
    assert [quarter.days for quarter in JUNE.quarters()] == [
        "1 June 2026 to 31 August 2026",
        "1 September 2026 to 30 November 2026",
        "1 December 2026 to 28 February 2027",
        "1 March 2027 to 31 May 2027",
    ]
    third = JUNE.quarters()[2]
    assert (third.name, third.before().name) == ("quarter 3 of 2026/27", "quarter 3 of 2025/26")
    fourth = JUNE.quarters()[3]
    assert (fourth.name, fourth.before().days) == ("quarter 4 of 2026/27", "1 March 2026 to 31 May 2026")


@pytest.mark.parametrize(
    ("name", "found"),
    [("26/27", "26/27"), ("2026/27", "26/27"), ("2025/2026", "25/26"), ("27/28", None), ("26", None), ("soon", None)],
)
def test_a_year_is_found_by_its_name_if_it_is_this_or_an_earlier_one(name: str, found: str | None) -> None:
    period = year_called(JUNE.span, name)
    assert (period.year if period else None) == found


def test_a_calendar_year_is_called_by_one_number() -> None:
    period = year_called(CALENDAR.span, "2025")
    assert period is not None
    assert period.span == span("2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("on", "quarter"), [("2026-06-01", 1), ("2026-08-31", 1), ("2026-09-01", 1), ("2026-12-01", 2), ("2028-01-01", 4)]
)
def test_the_last_quarter_that_is_over(on: str, quarter: int) -> None:
    assert last_quarter_over(JUNE, day(on)).quarter == quarter


def test_a_year_before_and_after_leap_days() -> None:
    assert a_year_before(day("2028-02-29")) == day("2027-02-28")
    assert years_after(day("2024-02-29"), 4) == day("2028-02-29")
    leap = year_of_council(span("2027-03-01", "2028-02-29"))
    assert leap.before().span == span("2026-03-01", "2027-02-28")
