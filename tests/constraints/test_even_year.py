"""The rule "even year"."""

from __future__ import annotations

from constraints.even_year import EvenYear
from rota.domain import Closure, Problem
from rota.rules import Crowd
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, points, sentences, span

MONTHS = EvenYear(points_per_gap=0)
GAPS = EvenYear(points_per_extra_visit=0, longest_gap_days=30)


def a_summer(visits: int = 3, **fields: object) -> Problem:
    """June to August 2026, 92 days that begin on a Monday."""
    teams = [a_team(f"team{number}") for number in range(visits)]
    return a_problem([a_member()], teams, year=span("2026-06-01", "2026-08-31"), **fields)  # type: ignore[arg-type]


def on(*days: str) -> dict[str, tuple[str, ...]]:
    return {f"team{number}-1": (f"2026-{day} 10:00", "ann") for number, day in enumerate(days)}


def test_a_visit_in_each_month_costs_nothing() -> None:
    assert sentences(MONTHS, a_summer(), a_rota(on("06-01", "07-01", "08-03"))) == []


def test_a_visit_above_a_months_share_costs_points() -> None:
    # three visits in three months: a share of 1
    assert sentences(MONTHS, a_summer(), a_rota(on("06-01", "06-02", "06-03"))) == [
        "June 2026 has 3 visits, 2 more than its even share of 1."
    ]
    assert points(MONTHS, a_summer(), a_rota(on("06-01", "06-02", "06-03"))) == 10


def test_the_share_is_rounded_up() -> None:
    # four visits in three months: a share of 2
    assert points(MONTHS, a_summer(4), a_rota(on("06-01", "06-02", "07-01", "07-02"))) == 0
    assert points(MONTHS, a_summer(4), a_rota(on("06-01", "06-02", "06-03", "07-02"))) == 5


def test_a_month_that_is_wholly_closed_has_no_share() -> None:
    # August closed: three visits in two months are a share of 2
    problem = a_summer(closures=(Closure(span("2026-08-01", "2026-08-31"), "August recess"),))
    assert points(MONTHS, problem, a_rota(on("06-01", "06-02", "07-01"))) == 0
    assert points(MONTHS, problem, a_rota(on("06-01", "06-02", "06-03"))) == 5


def test_a_month_with_one_open_date_has_a_share() -> None:
    problem = a_summer(closures=(Closure(span("2026-08-01", "2026-08-30"), "August recess"),))
    assert points(MONTHS, problem, a_rota(on("06-01", "06-02", "07-01"))) == 5


def test_each_monday_that_begins_a_long_time_without_a_visit_costs_points() -> None:
    # Mondays from which 30 days fit by 31 August: 1 June to 27 July, nine of them (3 August would end on 1 September).
    # Visits on 1 June and 6 July: 30 days from 8 June end on 7 July and hold the second; nothing follows
    # 6 July, so 13, 20 and 27 July are the gaps.
    problem, rota = a_summer(2), a_rota(on("06-01", "07-06"))
    assert len(list(GAPS.statements(problem))) == 9
    assert points(GAPS, problem, rota) == 30
    assert sentences(GAPS, problem, rota)[0] == (
        "No visit falls between 13 July 2026 and 11 August 2026: 30 days without one."
    )


def test_a_time_that_is_wholly_closed_is_not_a_gap() -> None:
    # closed from 20 July: of the gaps from 13, 20 and 27 July only the first has an open date, 13 to 19 July
    closed = (Closure(span("2026-07-20", "2026-08-31"), "recess"),)
    assert points(GAPS, a_summer(2, closures=closed), a_rota(on("06-01", "07-06"))) == 10


def test_a_year_with_one_visit_or_no_points_asks_for_nothing() -> None:
    nothing = EvenYear(points_per_extra_visit=0, points_per_gap=0)
    for rule, problem in ((EvenYear(longest_gap_days=30), a_summer(1)), (nothing, a_summer())):
        assert list(rule.statements(problem)) == []
        assert sentences(rule, problem, a_rota({})) == []


def test_a_year_within_one_month_has_no_share_to_pass() -> None:
    problem = a_problem([a_member()], [a_team(), a_team("north")])
    assert list(MONTHS.statements(problem)) == []


def test_a_gap_of_no_days_or_longer_than_the_year_asks_for_nothing() -> None:
    for days in (0, 93, 1_000_000):
        rule = EvenYear(0, longest_gap_days=days)
        assert list(rule.statements(a_summer())) == []
        assert sentences(rule, a_summer(), a_rota({})) == []


def test_the_price_is_flat_when_a_window_holds_several_visits() -> None:
    """A table of two entries would go on falling below nothing."""
    tables = {crowd.cost for crowd in GAPS.statements(a_summer()) if isinstance(crowd, Crowd)}
    assert tables == {(10, 0, 0)}


def test_statements_and_check_agree_on_every_rota() -> None:
    """Fridays 26 June to 10 July, 3 July closed; 22 June and 29 June begin the Mondays' windows of 8 days."""
    fields = {"weekdays": (4,), "closures": (Closure(span("2026-07-03", "2026-07-03"), "council day"),)}
    teams = [a_team(), a_team("north"), a_team("south")]
    year = span("2026-06-22", "2026-07-12")
    problem = a_problem([a_member()], teams, year=year, **fields)  # type: ignore[arg-type]
    # Two open months: a share of 2, so all three visits in one month cost 5. No visit on 26 June leaves the
    # window of 22 to 29 June empty (10), and then all three are in July. From 29 June only a closed Friday is
    # in reach, and 6 to 13 July is not wholly in the year.
    assert outcomes(problem, EvenYear(longest_gap_days=8)) == {(False, 0), (False, 5), (False, 15)}


def test_a_window_begins_on_a_monday_of_the_year_and_may_end_on_its_last_day() -> None:
    """A Wednesday to a Friday with visits on Mondays and Fridays; from 8 and 15 June five days fit."""
    teams = [a_team(), a_team("north")]
    problem = a_problem([a_member()], teams, year=span("2026-06-03", "2026-06-19"), weekdays=(0, 4))
    rule = EvenYear(points_per_extra_visit=0, longest_gap_days=5)
    boxes = [crowd.slots for crowd in rule.statements(problem) if isinstance(crowd, Crowd)]
    assert boxes == [("2026-06-08 10:00", "2026-06-12 10:00"), ("2026-06-15 10:00", "2026-06-19 10:00")]
    # a visit in each window, in one of them, or both on Friday 5 June, before any window
    assert outcomes(problem, rule) == {(False, 0), (False, 10), (False, 20)}


def test_a_window_of_one_day_may_be_the_last_day_of_the_year() -> None:
    """Mondays 1 and 8 June: a visit on each leaves no gap, and two on the same day leave the other."""
    problem = a_problem([a_member()], [a_team(), a_team("north")], year=span("2026-06-01", "2026-06-08"), weekdays=(0,))
    rule = EvenYear(points_per_extra_visit=0, longest_gap_days=1)
    assert outcomes(problem, rule) == {(False, 0), (False, 10)}


def test_its_own_numbers_are_four_months_without_a_visit() -> None:
    assert EvenYear() == EvenYear(points_per_extra_visit=5, longest_gap_days=120, points_per_gap=10)
