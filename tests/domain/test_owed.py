"""The visits that a year owes."""

from __future__ import annotations

import pytest

from rota.domain import Problem, Span
from rota.domain.visits_due import parts
from tests.support.builders import a_problem, a_team, span

CALENDAR_YEAR = span("2026-01-01", "2026-12-31")


def owed(problem: Problem) -> dict[str, Span]:
    return {visit.id: visit.part for visit in problem.visits}


def test_twelve_whole_months_divide_at_the_ends_of_months() -> None:
    # June 2026 to May 2027 in four: three months each.
    assert [
        span("2026-06-01", "2026-08-31"),
        span("2026-09-01", "2026-11-30"),
        span("2026-12-01", "2027-02-28"),
        span("2027-03-01", "2027-05-31"),
    ] == parts(span("2026-06-01", "2027-05-31"), 4)


def test_a_monthly_visit_is_one_in_each_calendar_month() -> None:
    months = parts(CALENDAR_YEAR, 12)
    assert [part.ends()[0].month for part in months] == list(range(1, 13))
    assert span("2026-02-01", "2026-02-28") == months[1]


def test_a_year_from_the_annual_meeting_divides_by_days() -> None:
    # 21 May 2026 to 19 May 2027 is 364 days: two halves of 182. 21 May + 182 days = 19 November:
    # 11 days of May, 30, 31, 31, 30, 31 to the end of October make 164; 18 days of November make 182.
    assert [span("2026-05-21", "2026-11-18"), span("2026-11-19", "2027-05-19")] == parts(
        span("2026-05-21", "2027-05-19"), 2
    )


def test_five_visits_divide_twelve_months_by_days() -> None:
    # 365 days in five parts of 73: 1 January + 73 days = 15 March (31 + 28 + 14 = 73).
    assert span("2026-01-01", "2026-03-14") == parts(CALENDAR_YEAR, 5)[0]
    assert {73} == {part.length() for part in parts(CALENDAR_YEAR, 5)}


@pytest.mark.parametrize("count", [1, 2, 5, 7, 12, 13])
@pytest.mark.parametrize("year", [CALENDAR_YEAR, span("2026-05-21", "2027-05-19"), span("2028-02-28", "2028-03-20")])
def test_parts_cover_the_year_without_gap_or_overlap(year: Span, count: int) -> None:
    assert list(year.days()) == [day for part in parts(year, count) for day in part.days()]


def test_corporate_parenting_owes_one_visit_in_each_half() -> None:
    problem = a_problem(teams=[a_team("parenting", visits_a_year=2)], year=CALENDAR_YEAR)
    assert {
        "parenting-1": span("2026-01-01", "2026-06-30"),
        "parenting-2": span("2026-07-01", "2026-12-31"),
    } == owed(problem)


def test_a_team_open_for_half_the_year_owes_half_its_visits_while_it_is_open() -> None:
    # July to December is 184 of 365 days: 4 x 184/365 = 2.02, so 2 visits, 92 days each
    # (31 July + 31 August + 30 September = 92).
    team = a_team("home", visits_a_year=4, open=span("2026-07-01"))
    assert {
        "home-1": span("2026-07-01", "2026-09-30"),
        "home-2": span("2026-10-01", "2026-12-31"),
    } == owed(a_problem(teams=[team], year=CALENDAR_YEAR))


def test_a_team_open_for_one_day_still_owes_one_visit() -> None:
    team = a_team("home", open=span("2026-12-31", "2026-12-31"))
    assert {"home-1": span("2026-12-31", "2026-12-31")} == owed(a_problem(teams=[team], year=CALENDAR_YEAR))


@pytest.mark.parametrize(
    ("visits_a_year", "open_until", "expected"),
    # 1 January to 1 July is 182 days: 3 x 182/365 = 1.496 rounds to 1; to
    # 2 July is 183 days: 3 x 183/365 = 1.504 rounds to 2.
    [(3, "2026-07-01", 1), (3, "2026-07-02", 2)],
)
def test_a_part_share_rounds_to_the_nearest_whole_visit(visits_a_year: int, open_until: str, expected: int) -> None:
    team = a_team("home", visits_a_year=visits_a_year, open=span(None, open_until))
    assert expected == len(a_problem(teams=[team], year=CALENDAR_YEAR).visits)


@pytest.mark.parametrize("open_span", [span(None, "2025-12-31"), span("2027-01-01")])
def test_a_team_closed_all_year_owes_nothing(open_span: Span) -> None:
    assert owed(a_problem(teams=[a_team(open=open_span)], year=CALENDAR_YEAR)) == {}


def test_a_team_with_no_visits_a_year_owes_nothing() -> None:
    assert owed(a_problem(teams=[a_team(visits_a_year=0)])) == {}
