"""The bound where what is cheapest is not what is fairest, where members cannot meet, and its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from constraints.availability import Availability
from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.yearly_limit import YearlyLimit
from rota.domain import Problem, Rota
from rota.rules import Finding, Price, Rule, Statement
from rota.solving.bounds.flow_bound import Bound, lower_bound
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from tests.support.builders import a_member, a_problem, a_team, away, span


@dataclass(frozen=True)
class BobIsDear(Rule):
    """A thousand points for each place of bob's."""

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield Price(1000, ("bob",), None, None, "bob is dear")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        return iter(())


def bound_of(world: Problem, *rules: Rule) -> Bound:
    arrays = compile_statements(world, gather(world, rules))
    return lower_bound(arrays, presolve(arrays))


def alone(visits: int, least: int = 1, most: int = 1) -> Problem:
    """Ann and bob, and so many visits, each of a team of its own and by one member unless told."""
    teams = [a_team(f"team{number}", group_least=least, group_most=most) for number in range(visits)]
    return a_problem([a_member("ann"), a_member("bob")], teams, year=span("2026-06-01", "2026-06-26"))


def test_the_least_fairness_is_not_that_of_the_cheapest_flow() -> None:
    # Each further visit of a member costs 100 more than the one before: 100, 300, 500, 700. Four visits by ann
    # alone cost 1,600; two each cost 800, and 2,000 for bob. Cheapest is ann with all four: 1,600; fairest is 800.
    bound = bound_of(alone(4), EnoughMembers(), FairShare(), BobIsDear())
    assert (bound.points, bound.fairness) == (1600, 800)


def test_visits_alike_count_each_member_once_in_each() -> None:
    # Four visits by two each: both members are on all four, 1,600 points of fairness each.
    bound = bound_of(alone(4, least=2, most=2), EnoughMembers(), FairShare())
    assert (bound.points, bound.fairness, bound.short) == (3200, 3200, 0)


def test_what_is_short_is_named_by_the_visit() -> None:
    # Ann and bob may go once each: of three visits by one member, one cannot be made.
    bound = bound_of(alone(3), EnoughMembers(), YearlyLimit(1))
    assert bound.short == 1
    (visit,) = bound.short_of
    assert visit in ("team0-1", "team1-1", "team2-1")


def test_who_is_free_on_the_last_of_many_slots_can_go() -> None:
    """Whoever is free at one slot alone is found there, wherever it is among more than 64."""
    # Thirteen weeks of five days are 65 slots; ann, who costs nothing, is away until the last of them, bob all year.
    year = span("2026-06-01", "2026-08-28")
    absences = (away("ann", "2026-06-01", "2026-08-27"), away("bob", "2026-06-01", "2026-08-28"))
    team = a_team(group_least=1, group_most=1)
    world = a_problem([a_member("ann"), a_member("bob")], [team], year=year, absences=absences)
    bound = bound_of(world, EnoughMembers(), Availability(), BobIsDear())
    assert (bound.points, bound.short) == (0, 0)
