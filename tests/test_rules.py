"""The contract: what a statement may say, what a cost table means, and how a rule is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Problem, Rota
from rota.rules import Apart, Bar, Crowd, Finding, Price, Rule, Statement, Tally, cost_at, must_be_convex, rule_name
from tests.support.builders import a_member, a_problem, a_rota, a_team
from tests.support.reference import measure


@dataclass(frozen=True)
class QuietMondays(Rule):
    """Nothing is held on Mondays."""

    points_per_visit: int = 7

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield Bar(None, None, tuple(slot.id for slot in problem.slots if slot.day.weekday() == 0), "quiet Mondays")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            if placement.slot.day.weekday() == 0:
                yield self.breach("It is on a Monday.", placement.visit, placement.members)


def test_a_rules_name_is_its_class_in_lower_case_with_underscores() -> None:
    assert QuietMondays().name == "quiet_mondays"
    assert rule_name(QuietMondays) == "quiet_mondays"


def test_a_rule_is_a_must_that_leaves_no_choice_unless_it_says_so() -> None:
    assert QuietMondays.strength == "must"
    assert not QuietMondays.may_choose
    assert not QuietMondays.measures_fairness


def test_what_prints_of_a_rule_is_its_numbers() -> None:
    assert repr(QuietMondays(points_per_visit=9)) == "QuietMondays(points_per_visit=9)"


def test_a_rules_numbers_never_change() -> None:
    with pytest.raises(FrozenInstanceError):
        QuietMondays().points_per_visit = 9  # type: ignore[misc]


def test_a_rule_that_asks_nothing_is_no_rule() -> None:
    class Silent(Rule):
        """Says nothing."""

    with pytest.raises(TypeError, match="abstract"):
        Silent()  # type: ignore[abstract]


def test_a_breach_has_no_points_and_says_whom_it_concerns() -> None:
    finding = QuietMondays().breach("It is on a Monday.", "mash-1", ("ann",))
    expected = Finding("quiet_mondays", "It is on a Monday.", points=0, breach=True, visit="mash-1", members=("ann",))
    assert expected == finding


def test_a_cost_has_points_and_breaks_nothing() -> None:
    finding = QuietMondays().costs(7, "It is on a Monday.", "mash-1")
    assert Finding("quiet_mondays", "It is on a Monday.", points=7, visit="mash-1") == finding
    assert not finding.breach


def test_a_price_is_at_least_one_point() -> None:
    assert Price(1, None, None, None, "a price").points == 1
    for points in (0, -1):
        with pytest.raises(ValueError, match=r"at least one point, not .*: a price"):
            Price(points, None, None, None, "a price")


@pytest.mark.parametrize("cost", [(), (5,), (0, 3), (3, 0), (0, 1, 4, 9), (6, 2, 0, 0, 1), (5, 5, 5)])
def test_a_table_whose_steps_never_fall_is_convex(cost: tuple[int, ...]) -> None:
    must_be_convex(cost, "a cost")
    assert Tally(None, None, "", "a cost", cost=cost).cost == cost
    assert Crowd(None, None, "a cost", cost=cost).cost == cost


@pytest.mark.parametrize("cost", [(0, 3, 5), (0, 1, 0), (0, 0, 1, 1)])
def test_a_table_whose_steps_fall_is_refused(cost: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="not convex: a cost"):
        Tally(None, None, "", "a cost", cost=cost)
    with pytest.raises(ValueError, match="not convex: a cost"):
        Crowd(None, None, "a cost", cost=cost)


@pytest.mark.parametrize(
    ("cost", "cost_from", "count", "expected"),
    [
        ((), 0, 3, 0),  # no table costs nothing
        ((0, 1, 4), 0, 2, 4),  # inside the table
        ((0, 1, 4), 0, 3, 7),  # past its end by the last step, 3
        ((0, 1, 4), 0, 5, 13),  # 4 + 3 x 3
        ((9, 4, 1), 2, 2, 9),  # the table begins at a count of 2
        ((9, 4, 1), 2, 0, 19),  # before its start it rises by the first step, 5 for each, twice
        ((9, 4, 1), 2, 5, 1),  # its last step, -3, falls: flat past its end
        ((0, 1, 4), 2, 0, 0),  # its first step, 1, would fall on the way down: flat before its start
        ((6,), 1, 0, 6),  # one entry stays flat before
        ((6,), 1, 9, 6),  # and after
    ],
)
def test_past_its_ends_a_cost_goes_on_rising_or_stays_flat(
    cost: tuple[int, ...], cost_from: int, count: int, expected: int
) -> None:
    assert expected == cost_at(cost, cost_from, count)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=6), st.integers(-3, 3))
def test_costs_are_convex_past_both_ends_of_the_table(steps: list[int], cost_from: int) -> None:
    cost = [0]
    for step in sorted(steps):
        cost.append(cost[-1] + step)
    read = [cost_at(tuple(cost), cost_from, count) for count in range(cost_from - 4, cost_from + len(cost) + 4)]
    must_be_convex(tuple(read), "read past both ends")
    assert cost == read[4:-4]


def test_the_reference_reads_each_kind_of_statement() -> None:
    # Two visits of one team on Monday at 10:00 and on Tuesday at 10:00, Ann on both and Bob on the first.
    problem = a_problem([a_member("ann"), a_member("bob")], [a_team(visits_a_year=2)])
    monday, tuesday = "2026-06-01 10:00", "2026-06-02 10:00"
    rota = a_rota({"mash-1": (monday, "ann", "bob"), "mash-2": (tuesday, "ann")})

    def measured(statement: Statement) -> tuple[int, int]:
        return measure(problem, [statement], rota)

    assert measured(Bar(("ann",), None, None, "Ann never goes")) == (2, 0)
    assert measured(Bar(None, None, (monday,), "nothing on Monday")) == (1, 0)
    assert measured(Price(5, ("ann", "bob"), ("mash-1",), None, "a price a place")) == (0, 10)
    assert measured(Price(5, None, None, None, "a price a visit")) == (0, 10)
    assert measured(Tally(None, None, "visit", "two each", least=2)) == (1, 0)
    # Ann is on two visits and costs 4, Bob on one and costs 1.
    assert measured(Tally(None, None, "member", "squares", cost=(0, 1, 4))) == (0, 5)
    assert measured(Tally(None, None, "", "weights", most=3, weights=(("ann", 2),))) == (1, 0)
    assert measured(Apart(None, 2, "two days apart")) == (1, 0)
    assert measured(Apart(None, 2, "two days apart, for each member", shared=True, points=3)) == (0, 3)
    assert measured(Apart(None, 1, "one day apart")) == (0, 0)
    assert measured(Crowd(None, (monday, tuesday), "at most one", most=1, cost=(0, 0, 6))) == (1, 6)
