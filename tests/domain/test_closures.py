"""Dates taken out of the year: the pre-election period, recesses and bank holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rota.domain import Closure, Division, Span
from rota.domain.bank_holidays import DIVISIONS, bank_holidays, known_years
from rota.domain.closures import august_closures, bank_holiday_closures, christmas_closures, pre_election_period
from tests.support.builders import day, span


@pytest.mark.parametrize(
    ("poll", "starts"),
    # In 2026 there are 25 weekdays from Wednesday 6 May back to Thursday 2 April, but Good Friday (3 April),
    # Easter Monday (6 April) and early May (4 May) are holidays: three more weekdays back, 1 April, 31 and 30 March.
    [
        ("2026-05-07", "2026-03-30"),
        ("2027-05-06", "2027-03-31"),
        ("2028-05-04", "2028-03-27"),
        ("2019-05-02", "2019-03-26"),
    ],
)
def test_the_pre_election_period_starts_25_working_days_before_the_poll(poll: str, starts: str) -> None:
    assert span(starts, poll) == pre_election_period(day(poll), "england-and-wales").span


def test_the_pre_election_period_counts_the_divisions_own_holidays() -> None:
    # Scotland has no holiday on Easter Monday 6 April 2026: one weekday fewer to go back, Tuesday 31 March.
    assert day("2026-03-31") == pre_election_period(day("2026-05-07"), "scotland").span.start


def test_the_pre_election_period_names_the_poll() -> None:
    reason = pre_election_period(day("2026-05-07"), "england-and-wales").reason
    assert reason == "pre-election period: poll on 7 May 2026"


def test_bank_holidays_of_a_municipal_year_are_closed_by_name() -> None:
    closures = list(bank_holiday_closures("england-and-wales", span("2026-08-01", "2026-12-31")))
    # Boxing Day 2026 is a Saturday, so Monday 28 December stands in for it.
    assert [
        Closure(span("2026-08-31", "2026-08-31"), "bank holiday: Summer bank holiday"),
        Closure(span("2026-12-25", "2026-12-25"), "bank holiday: Christmas Day"),
        Closure(span("2026-12-28", "2026-12-28"), "bank holiday: Boxing Day"),
    ] == closures


def test_each_august_that_the_year_touches_is_closed() -> None:
    year = span("2026-08-20", "2027-08-10")
    assert [span("2026-08-20", "2026-08-31"), span("2027-08-01", "2027-08-10")] == [
        closure.span for closure in august_closures(year)
    ]


def test_a_year_without_august_closes_none() -> None:
    assert list(august_closures(span("2026-09-01", "2027-07-31"))) == []


def test_christmas_runs_from_20_december_to_4_january_on_both_sides_of_a_calendar_year() -> None:
    year = span("2026-01-01", "2026-12-31")
    assert [span("2026-01-01", "2026-01-04"), span("2026-12-20", "2026-12-31")] == [
        closure.span for closure in christmas_closures(year)
    ]


def test_christmas_is_whole_in_a_municipal_year() -> None:
    closures = list(christmas_closures(span("2026-05-20", "2027-05-18")))
    assert [Closure(span("2026-12-20", "2027-01-04"), "Christmas recess")] == closures


def test_each_division_has_its_own_bank_holidays() -> None:
    def titles(division: Division, on: str) -> list[str]:
        return list(bank_holidays(division, span(on, on)).values())

    assert titles("england-and-wales", "2026-04-06") == ["Easter Monday"]
    assert titles("scotland", "2026-04-06") == []
    assert titles("scotland", "2026-01-02") == ["2nd January"]
    assert titles("northern-ireland", "2026-03-17") == ["St Patrick’s Day"]


@pytest.mark.parametrize("division", DIVISIONS)
def test_bank_holidays_are_known_for_the_next_calendar_year(division: Division) -> None:
    """The only test that reads the clock: it fails in time for somebody to renew the data."""
    next_year = date.today().year + 1
    known = known_years(division)
    assert known.ends()[1] >= date(next_year, 12, 31), (
        f"Bank holidays of {division} are known to {known.ends()[1].year} only, and rotas for {next_year} are due. "
        "Take the current bank-holidays.json from gov.uk (search for 'bank holidays API'), add its events to "
        "rota/domain/data/bank_holidays.json, keep the years that it no longer lists, and run the tests again."
    )


@pytest.mark.parametrize("division", DIVISIONS)
def test_every_known_year_has_the_holidays_that_never_move(division: Division) -> None:
    """A year that was added only in part is found: each has Good Friday, Christmas and at least eight days."""
    first, last = known_years(division).ends()
    for year in range(first.year, last.year + 1):
        found = list(bank_holidays(division, Span(date(year, 1, 1), date(year, 12, 31))).values())
        assert len(found) >= 8, (division, year)
        assert {"Good Friday", "Christmas Day", "Boxing Day"} <= set(found), (division, year)


@pytest.mark.parametrize("division", DIVISIONS)
def test_bank_holidays_fall_on_working_days(division: Division) -> None:
    """A holiday at a weekend is kept on its substitute day, so each date in the data is a weekday."""
    assert {day for day in bank_holidays(division, known_years(division)) if day.weekday() > 4} == set()


def test_known_years_reach_back_to_the_scheme_in_sefton() -> None:
    """The example draws 2018-19, so its year and a year of history must be known."""
    first, _ = known_years("england-and-wales").ends()
    assert first <= day("2018-05-01") - timedelta(365)
