"""The rule "school holidays"."""

from __future__ import annotations

from constraints.school_holidays import SchoolHolidays
from rota.domain import Closure, Problem
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences, span

HALF_TERM = Closure(span("2026-06-02", "2026-06-03"), "half term")
STRIKE = Closure(span("2026-06-03", "2026-06-03"), "schools closed")


def a_world(*holidays: Closure) -> Problem:
    return a_problem([a_member()], [a_team(), a_team("north")], school_holidays=holidays)


def test_a_visit_in_term_costs_nothing_even_on_the_day_before_or_after() -> None:
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann"), "north-1": ("2026-06-04 10:00", "ann")})
    assert sentences(SchoolHolidays(), a_world(HALF_TERM), rota) == []


def test_a_visit_in_the_holidays_costs_points_once_whoever_goes() -> None:
    for day in ("2026-06-02", "2026-06-03"):
        assert points(SchoolHolidays(), a_world(HALF_TERM), a_rota({"mash-1": (f"{day} 10:00", "ann")})) == 10
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann")})
    assert sentences(SchoolHolidays(), a_world(HALF_TERM), rota) == [
        "Mash is on 2 June 2026, in the school holidays: half term."
    ]


def test_a_day_in_two_holidays_costs_once() -> None:
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    assert points(SchoolHolidays(), a_world(HALF_TERM, STRIKE), rota) == 10
    assert [s.why for s in SchoolHolidays().statements(a_world(HALF_TERM, STRIKE))] == [
        "school holidays: half term",
        "school holidays: half term and schools closed",
    ]


def test_it_is_a_must_when_the_council_says_so() -> None:
    rule = SchoolHolidays(points_per_visit=0, must=True)
    assert breaks(rule, a_world(HALF_TERM), a_rota({"mash-1": ("2026-06-02 10:00", "ann")}))
    assert not breaks(rule, a_world(HALF_TERM), a_rota({"mash-1": ("2026-06-01 10:00", "ann")}))


def test_no_points_or_no_holidays_ask_for_nothing() -> None:
    assert list(SchoolHolidays(points_per_visit=0).statements(a_world(HALF_TERM))) == []
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann")})
    assert sentences(SchoolHolidays(points_per_visit=0), a_world(HALF_TERM), rota) == []
    assert list(SchoolHolidays().statements(a_world())) == []


def test_a_year_that_is_all_holidays_is_one_statement_for_all_slots() -> None:
    (price,) = SchoolHolidays().statements(a_world(Closure(span(), "for ever")))
    assert price.slots is None  # type: ignore[union-attr]


def test_statements_and_check_agree_on_every_rota() -> None:
    teams = [a_team(), a_team("north"), a_team("south")]
    problem = a_problem([a_member(), a_member("bob")], teams, weekdays=(0, 1, 2), school_holidays=(HALF_TERM, STRIKE))
    # none to three visits on Tuesday or Wednesday
    assert outcomes(problem, SchoolHolidays()) == {(False, 10 * n) for n in range(4)}
    assert outcomes(problem, SchoolHolidays(must=True)) == {(False, 0), (True, 0)}
