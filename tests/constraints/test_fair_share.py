"""The rule "fair share": squares of loads, over this year and the years before."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.fair_share import FairShare
from rota.domain import Problem, Rota, member_loads
from rota.rules import Tally
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, past, points, sentences, span
from tests.support.reference import measure
from tests.support.strategies import problems, rotas

YEAR = span("2026-06-01", "2027-05-31")
TWO_VISITS = a_team("mash", visits_a_year=2, group_most=3)


def _ann_goes(times: int) -> Rota:
    days = ("2026-06-01 10:00", "2026-06-02 10:00")[:times]
    return a_rota({f"mash-{number}": (when, "ann") for number, when in enumerate(days, start=1)})


def _cost(problem: Problem, times: int) -> int:
    return points(FairShare(), problem, _ann_goes(times))


def test_visits_cost_the_square_of_their_number() -> None:
    # One visit is 1 x 1, two are 2 x 2, at 100 points for each unit.
    problem = a_problem([a_member("ann")], [TWO_VISITS])
    assert [_cost(problem, times) for times in (0, 1, 2)] == [0, 100, 400]


def test_sharing_two_visits_is_cheaper_than_giving_both_to_one() -> None:
    problem = a_problem([a_member("ann"), a_member("bob")], [TWO_VISITS])
    shared = a_rota({"mash-1": ("2026-06-01 10:00", "ann"), "mash-2": ("2026-06-02 10:00", "bob")})
    assert points(FairShare(), problem, shared) == 200
    assert points(FairShare(), problem, _ann_goes(2)) == 400


def test_earlier_visits_make_the_next_one_dearer() -> None:
    # After two earlier visits the third adds 9 - 4 = 5 squares; the earlier ones themselves are not charged again.
    history = [past("ann", "mash", "2026-06-01"), past("ann", "mash", "2026-06-02")]
    problem = a_problem([a_member("ann")], [TWO_VISITS], history=history)
    assert [_cost(problem, times) for times in (0, 1)] == [0, 500]


def test_half_the_time_served_makes_each_visit_twice_as_dear() -> None:
    # Elected on the Wednesday of a Monday-to-Thursday year: 2 of 4 days, so 1 / (2/4) = 2 units, 200 points.
    year = span("2026-06-01", "2026-06-04")
    problem = a_problem([a_member("ann", terms=(span("2026-06-03"),))], [TWO_VISITS], year=year)
    assert [_cost(problem, times) for times in (1, 2)] == [200, 800]


def test_marginal_costs_are_rounded_and_not_their_sums() -> None:
    # 182 of 365 days: 100 / (182/365) = 200.55 rounds to 201; the second visit is 3 x 200.55 = 601.65, 602.
    problem = a_problem([a_member("ann", terms=(span("2026-12-01"),))], [TWO_VISITS], year=YEAR)
    assert [_cost(problem, times) for times in (1, 2)] == [201, 803]


def test_a_part_year_member_with_history_and_leave() -> None:
    # The world of tests/domain/test_loads.py: Ann can serve 425 of 730 days and has one earlier visit that counts.
    # Her next visit adds (4 - 1) / (425/730) = 5.153 units: 515 points. Bob, there throughout with one, adds 300.
    problem = a_problem(
        [a_member("ann", terms=(span("2026-01-01"),)), a_member("bob")],
        [a_team(group_most=2)],
        year=YEAR,
        absences=[away("ann", "2026-09-01", "2026-11-30")],
        history=[past("bob", "mash", "2025-09-15"), past("ann", "mash", "2026-02-10")],
    )
    rota = a_rota({"mash-1": ("2026-07-01 10:00", "ann", "bob")})
    assert [finding.points for finding in FairShare().check(problem, rota)] == [515, 300]
    assert measure(problem, FairShare().statements(problem), rota) == (0, 815)


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        ("2026-05-01", "2026-06-01", Fraction(3, 4)),  # leave ends on the first day counted
        ("2026-06-04", "2026-07-31", Fraction(3, 4)),  # leave begins on the last
        ("2026-05-01", "2026-05-31", Fraction(1)),  # leave is over before
    ],
)
def test_only_leave_within_the_time_counted_lessens_the_share(start: str, end: str, share: Fraction) -> None:
    """The year is the four days from 1 to 4 June 2026."""
    year = span("2026-06-01", "2026-06-04")
    problem = a_problem([a_member("ann")], [TWO_VISITS], year=year, absences=[away("ann", start, end)])
    assert round(100 / share) == _cost(problem, 1)
    assert (0, round(100 / share)) == measure(problem, list(FairShare().statements(problem)), _ann_goes(1))


@pytest.mark.parametrize("second", ["2026-06-21", "2026-06-11"])
def test_leave_in_two_rows_weighs_as_in_one(second: str) -> None:
    """Neither row is leave by itself: 20 days, and 20 or 30 more."""
    year, teams = span("2026-06-01", "2027-05-31"), [TWO_VISITS]
    two = [away("ann", "2026-06-01", "2026-06-20"), away("ann", second, "2026-07-10")]
    one = [away("ann", "2026-06-01", "2026-07-10")]
    members = [a_member("ann"), a_member("bob")]
    split, whole = (a_problem(members, teams, year=year, absences=rows) for rows in (two, one))
    assert list(FairShare().statements(split)) == list(FairShare().statements(whole))


def test_leave_that_overlaps_is_counted_once() -> None:
    # 28 days from Monday 1 June, and 28 days from 15 June: 42 of the year's 56 days, a quarter left, so 400 points.
    year = span("2026-06-01", "2026-07-26")
    leave = [away("ann", "2026-06-01", "2026-06-28"), away("ann", "2026-06-15", "2026-07-12")]
    problem = a_problem([a_member("ann")], [TWO_VISITS], year=year, absences=leave)
    assert _cost(problem, 1) == 400
    assert measure(problem, list(FairShare().statements(problem)), _ann_goes(1)) == (0, 400)


def _costs_either_way(problem: Problem, expected: int) -> bool:
    """Whether Ann's next visit costs this by the check and by the statements."""
    return expected == _cost(problem, 1) == measure(problem, list(FairShare().statements(problem)), _ann_goes(1))[1]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-06-02 00:00", "2026-06-30 00:00", 200),  # 28 whole days: half the time is left
        ("2026-06-01 12:00", "2026-06-30 09:00", 200),  # the same days: parts of a day are served
        ("2026-06-02 00:00", "2026-06-29 00:00", 100),  # 27 whole days are not leave
        ("2026-06-01 12:00", "2026-06-29 09:00", 100),  # nor are 27 with a part on either side
    ],
)
def test_leave_is_counted_in_whole_days(start: str, end: str, expected: int) -> None:
    """The year is the 56 days from 1 June to 26 July 2026, and leave is 28 whole days or more."""
    year = span("2026-06-01", "2026-07-26")
    problem = a_problem([a_member("ann")], [TWO_VISITS], year=year, absences=[away("ann", start, end)])
    assert _costs_either_way(problem, expected)


def test_one_elected_on_the_last_day_serves_one_day() -> None:
    # One of the four days from 1 to 4 June: 4 units.
    year = span("2026-06-01", "2026-06-04")
    problem = a_problem([a_member("ann", terms=(span("2026-06-04"),))], [TWO_VISITS], year=year)
    assert _costs_either_way(problem, 400)


@pytest.mark.parametrize(
    ("on", "expected"),
    # Two of four days are 2 units for each square: a first visit adds 1, one after an earlier visit 4 - 1.
    [("2026-06-02", 200), ("2026-06-03", 600), ("2026-06-04", 600), ("2026-06-05", 200)],
)
def test_visits_count_from_the_first_day_of_the_term_to_the_last_of_the_year(on: str, expected: int) -> None:
    """The year is the four days from 1 to 4 June 2026, and Ann is elected on 3 June."""
    ann = a_member("ann", terms=(span("2026-06-03"),))
    problem = a_problem([ann], [TWO_VISITS], year=span("2026-06-01", "2026-06-04"), history=[past("ann", "mash", on)])
    assert _costs_either_way(problem, expected)


def test_a_year_that_begins_on_29_february_is_counted_from_28_february_of_the_years_before() -> None:
    # 28 February 2027 to 3 March 2028 are 370 days; Ann serves from 1 September, 185 of them: 2 units.
    year = span("2028-02-29", "2028-03-03")
    members = [a_member("ann", terms=(span("2027-09-01"),)), a_member("bob")]
    problem = a_problem(members, [TWO_VISITS], year=year, history=[past("bob", "mash", "2027-03-01")])
    assert _costs_either_way(problem, 200)


def test_one_who_never_serves_has_no_statement_and_costs_nothing() -> None:
    problem = a_problem([a_member("ann", terms=(span(None, "2026-05-31"),))], [TWO_VISITS])
    assert list(FairShare().statements(problem)) == []
    assert _cost(problem, 2) == 0


def test_one_who_has_left_is_owed_nothing_for_the_years_before() -> None:
    """Ann left on 7 May 2026 after a visit in the time counted; whoever sends her in June pays nothing for it here."""
    left = a_member("ann", terms=(span("2019-05-06", "2026-05-07"),))
    problem = a_problem([left, a_member("bob")], [TWO_VISITS], history=[past("ann", "mash", "2025-10-01")])
    assert [tally.members for tally in FairShare().statements(problem) if isinstance(tally, Tally)] == [("bob",)]
    assert _cost(problem, 2) == 0


def test_the_sentence_says_what_is_carried() -> None:
    problem = a_problem([a_member("ann")], [TWO_VISITS], history=[past("ann", "mash", "2026-06-01")])
    assert sentences(FairShare(), problem, _ann_goes(1)) == ["Ann has 1 visit and 1 earlier: a load of 2.0."]


def test_without_a_price_there_is_nothing_to_say() -> None:
    rule, problem = FairShare(points_per_squared_load=0), a_problem([a_member("ann")], [TWO_VISITS])
    assert list(rule.statements(problem)) == []
    assert sentences(rule, problem, _ann_goes(2)) == []


def test_it_is_the_rule_that_measures_fairness() -> None:
    assert FairShare.measures_fairness
    assert FairShare.strength == "preference"


@pytest.mark.full
@given(problems(), st.sampled_from((1, 7, 100)))
def test_each_members_table_rises_by_the_squares_of_their_loads(problem: Problem, price: int) -> None:
    """Every step of every table is the price times the growth of (earlier + n) squared over the share, rounded."""
    tables = {
        statement.members[0]: statement.cost
        for statement in FairShare(price).statements(problem)
        if isinstance(statement, Tally) and statement.members
    }
    loads = {load.member: load for load in member_loads(problem, Rota()) if load.share}
    assert tables.keys() == loads.keys()
    for member, cost in tables.items():
        load = loads[member]
        squares = [Fraction((load.earlier + n) ** 2) / load.share for n in range(len(problem.visits) + 1)]
        steps = [round(price * (after - before)) for before, after in pairwise(squares)]
        assert cost[0] == 0
        assert steps == [after - before for before, after in pairwise(cost)]


@pytest.mark.full
@given(problems(), st.data())
def test_statements_and_check_agree_on_drawn_worlds(problem: Problem, data: st.DataObject) -> None:
    rota = data.draw(rotas(problem))
    read = sum(finding.points for finding in FairShare().check(problem, rota))
    assert (0, read) == measure(problem, FairShare().statements(problem), rota)


@pytest.mark.parametrize("history", [(), (past("ann", "mash", "2026-05-01"), past("bob", "mash", "2026-06-02"))])
def test_statements_and_check_agree_on_every_rota(history: tuple[object, ...]) -> None:
    members = [a_member("ann"), a_member("bob", terms=(span("2026-06-03"),))]
    problem = a_problem(members, [TWO_VISITS], weekdays=(0, 2), history=history)
    found = outcomes(problem, FairShare())
    assert len(found) > 4
    assert {broken for broken, _ in found} == {False}
