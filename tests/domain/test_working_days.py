"""Working days are Monday to Friday without bank holidays and closed offices, whatever else is closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Closure
from rota.domain.bank_holidays import known_years
from rota.domain.closures import august_closures, bank_holiday_closures, christmas_closures
from rota.domain.working_days import WorkingDays, working_days, working_days_after
from tests.support.builders import day, span

ENGLAND = tuple(bank_holiday_closures("england-and-wales", span("2026-01-01", "2027-12-31")))
SCOTLAND = tuple(bank_holiday_closures("scotland", span("2026-01-01", "2027-12-31")))


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        ("2026-06-03", 1, "2026-06-04"),
        ("2026-06-05", 1, "2026-06-08"),  # Friday: Monday is next
        ("2026-06-06", 1, "2026-06-08"),  # and from Saturday and Sunday
        ("2026-06-07", 1, "2026-06-08"),
        ("2026-06-03", 5, "2026-06-10"),
        ("2026-06-01", 20, "2026-06-29"),  # four whole weeks
    ],
)
def test_weekends_are_passed_over(first: str, count: int, expected: str) -> None:
    assert working_days_after(day(first), count, ENGLAND) == day(expected)


@pytest.mark.parametrize("first", ["2026-06-03", "2026-06-06", "2026-12-25", "2026-10-25"])
def test_no_working_days_after_a_day_is_the_day_itself(first: str) -> None:
    assert working_days_after(day(first), 0, ENGLAND) == day(first)


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    # Good Friday is 3 April 2026 and Easter Monday the 6th: after Thursday the 2nd comes Tuesday the 7th.
    [("2026-04-02", 1, "2026-04-07"), ("2026-04-01", 2, "2026-04-07"), ("2026-04-02", 4, "2026-04-10")],
)
def test_easter_is_passed_over(first: str, count: int, expected: str) -> None:
    assert working_days_after(day(first), count, ENGLAND) == day(expected)


def test_the_holidays_are_those_of_the_division() -> None:
    """Scotland works on Easter Monday: of 2 April (Thursday), 6 April is next."""
    assert working_days_after(day("2026-04-02"), 1, SCOTLAND) == day("2026-04-06")


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    # Christmas 2026 is a Friday, Boxing Day is kept on Monday the 28th, New Year's Day is a Friday:
    # after Thursday the 24th come 29, 30 and 31 December and 4 January.
    [("2026-12-24", 1, "2026-12-29"), ("2026-12-24", 3, "2026-12-31"), ("2026-12-24", 4, "2027-01-04")],
)
def test_christmas_and_new_year_are_passed_over(first: str, count: int, expected: str) -> None:
    assert working_days_after(day(first), count, ENGLAND) == day(expected)


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    # Summer time ends on Sunday 25 October 2026 and begins on Sunday 28 March 2027, which is Easter Day:
    # Good Friday is the 26th and Easter Monday the 29th.
    [
        ("2026-10-23", 1, "2026-10-26"),
        ("2026-10-20", 10, "2026-11-03"),
        ("2027-03-25", 1, "2027-03-30"),
        ("2027-03-28", 1, "2027-03-30"),
    ],
)
def test_a_change_of_the_clock_makes_no_day_longer_or_shorter(first: str, count: int, expected: str) -> None:
    assert working_days_after(day(first), count, ENGLAND) == day(expected)


def test_only_bank_holidays_count_among_the_closures() -> None:
    """Officers work in the recess, on the council's own closed days, and on a day whose reason merely mentions one."""
    year = span("2026-06-01", "2027-05-31")
    closed = (
        *august_closures(year),
        *christmas_closures(year),
        Closure(span("2026-06-04", "2026-06-04"), "staff day"),
        Closure(span("2026-06-05", "2026-06-05"), "day after a bank holiday: none"),
    )
    assert working_days_after(day("2026-06-03"), 2, closed) == day("2026-06-05")
    assert working_days_after(day("2026-07-31"), 1, closed) == day("2026-08-03")
    assert working_days_after(day("2026-12-24"), 1, closed) == day("2026-12-25")
    assert working_days_after(day("2026-06-03"), 1, ()) == day("2026-06-04")


def test_a_holiday_of_several_days_or_at_a_weekend_counts_once_for_each_working_day() -> None:
    """Thursday to Monday: two of its five days would have been working days before Tuesday, and Monday the third."""
    closed = (Closure(span("2026-06-04", "2026-06-08"), "bank holiday: Jubilee"),)
    assert working_days_after(day("2026-06-03"), 1, closed) == day("2026-06-09")


@given(st.dates(day("2026-01-05"), day("2027-11-30")), st.integers(0, 25))
def test_one_working_day_after_another_is_the_same_as_all_at_once(first: object, count: int) -> None:
    later = first
    for _ in range(count):
        later = working_days_after(later, 1, ENGLAND)  # type: ignore[arg-type]
    assert working_days_after(first, count, ENGLAND) == later  # type: ignore[arg-type]


def test_a_holiday_without_an_end_is_none() -> None:
    """Otherwise there would be no day to count to."""
    closed = (Closure(span("2026-06-01"), "bank holiday: for ever"),)
    assert working_days_after(day("2026-06-03"), 2, closed) == day("2026-06-05")


@pytest.mark.parametrize(
    "reason", ["offices closed: Christmas", "Offices closed", "OFFICES CLOSED: staff day", "Bank holiday: Coronation"]
)
def test_a_closure_that_says_so_stops_work_whatever_its_capitals(reason: str) -> None:
    assert working_days_after(day("2026-06-03"), 1, (Closure(span("2026-06-04", "2026-06-04"), reason),)) == day(
        "2026-06-05"
    )


@pytest.mark.parametrize("reason", ["offices closed to the public", "no bank holiday", "Christmas", "closed: offices"])
def test_a_closure_that_does_not_say_so_stops_visits_and_not_work(reason: str) -> None:
    assert working_days_after(day("2026-06-03"), 1, (Closure(span("2026-06-04", "2026-06-04"), reason),)) == day(
        "2026-06-04"
    )


def test_the_working_days_of_all_years_go_on_beyond_the_year_of_a_rota() -> None:
    """The year ends on Monday 17 May 2027; Monday 31 May is the spring bank holiday of the next.

    Ten working days after 18 May: 19, 20, 21, 24 to 28 May are eight, then 1 and 2 June.
    """
    year = span("2026-05-20", "2027-05-17")
    of_the_year = tuple(bank_holiday_closures("england-and-wales", year))
    assert working_days(of_the_year, "england-and-wales").after(day("2027-05-18"), 10) == day("2027-06-02")
    assert working_days_after(day("2027-05-18"), 10, of_the_year) == day("2027-06-01"), "the year alone knows no better"


def test_what_was_left_out_is_told_with_its_reason() -> None:
    shut = Closure(span("2026-12-24", "2026-12-31"), "offices closed: Christmas")
    days = working_days((shut,), "england-and-wales")
    # Of Thursday 24 to Thursday 31 December the 26th and 27th are a weekend; of Christmas Day, closed twice over, the
    # closure that begins first is told. Friday 1 January is a bank holiday, Monday 4 January is worked on.
    assert days.left_out(day("2026-12-23"), day("2027-01-04")) == (
        *((day(f"2026-12-{number}"), "offices closed: Christmas") for number in (24, 25, 28, 29, 30, 31)),
        (day("2027-01-01"), "bank holiday: New Year’s Day"),
    )
    assert days.after(day("2026-12-23"), 1) == day("2027-01-04")
    assert days.before(day("2027-01-04"), 1) == day("2026-12-23")
    assert days.left_out(day("2026-12-23"), day("2026-12-23")) == ()


def test_a_council_s_newer_bank_holidays_hold_in_the_years_that_they_have() -> None:
    newer = {day("2026-06-05"): "Jubilee", day("2030-01-01"): "New Year’s Day"}
    days = working_days((), "england-and-wales", newer)
    assert not days.works_on(day("2026-06-05"))
    assert days.works_on(day("2026-12-25")), "the newer file is the whole of its year"
    assert days.known == known_years("england-and-wales", newer)


@given(st.dates(day("2026-01-05"), day("2027-11-30")), st.integers(0, 40))
def test_both_ways_of_counting_agree_and_one_goes_back_where_the_other_came_from(first: date, count: int) -> None:
    days = WorkingDays(ENGLAND, span("2026-01-01", "2027-12-31"))
    last = days.after(first, count)
    assert last == working_days_after(first, count, ENGLAND)
    between = [first + timedelta(offset) for offset in range(1, (last - first).days + 1)]
    assert count == sum(days.works_on(one) for one in between)
    off = {one for one, _ in days.left_out(first, last)}
    assert off == {one for one in between if one.weekday() < 5 and not days.works_on(one)}
    if days.works_on(first):
        assert days.before(last, count) == first
    assert days.between(first, last) == count
    assert days.between(last, first) == 0
    assert days.last_before(last) == (last if count else max(one for one in _back_from(last) if days.works_on(one)))


def _back_from(last: date) -> list[date]:
    return [last - timedelta(offset) for offset in range(15)]
