"""The rule "cross party"."""

from __future__ import annotations

from constraints.cross_party import CrossParty
from rota.domain import Dated, Problem
from rota.rules import Tally
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences, span

ANN, BOB, CAT = a_member("ann"), a_member("bob"), a_member("cat", "Conservative")
DEE, EVE = a_member("dee", ""), a_member("eve", "")


def a_world(*members: object, **team: object) -> Problem:
    return a_problem(members, [a_team(group_least=2, **team)], weekdays=(0,))  # type: ignore[arg-type]


def test_two_political_groups_keep_it() -> None:
    assert sentences(CrossParty(), a_world(ANN, BOB, CAT), a_rota({"mash-1": ("2026-06-01 10:00", "ann", "cat")})) == []


def test_one_political_group_alone_costs_the_points_and_says_who() -> None:
    problem, rota = a_world(ANN, BOB, CAT), a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert points(CrossParty(), problem, rota) == 20
    assert sentences(CrossParty(), problem, rota) == [
        "Mash on 1 June 2026 at 10:00 has Ann and Bob, with no member from outside Labour; it needs at least 1."
    ]


def test_two_members_of_no_group_are_cross_party() -> None:
    problem, rota = a_world(ANN, DEE, EVE), a_rota({"mash-1": ("2026-06-01 10:00", "dee", "eve")})
    assert points(CrossParty(), problem, rota) == 0


def test_a_member_of_no_group_makes_a_group_cross_party() -> None:
    problem, rota = a_world(ANN, BOB, DEE), a_rota({"mash-1": ("2026-06-01 10:00", "ann", "dee")})
    assert points(CrossParty(), problem, rota) == 0


def test_a_visit_that_one_member_may_make_is_left_out() -> None:
    problem = a_problem([ANN, CAT], [a_team(group_least=1)])
    assert list(CrossParty().statements(problem)) == []
    assert sentences(CrossParty(), problem, a_rota({"mash-1": ("2026-06-01 10:00", "ann")})) == []


def test_it_is_a_must_when_the_council_says_so() -> None:
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert breaks(CrossParty(must=True), a_world(ANN, BOB, CAT), rota)
    assert points(CrossParty(must=True), a_world(ANN, BOB, CAT), rota) == 0


def test_no_points_ask_for_nothing_unless_it_is_a_must() -> None:
    problem = a_world(ANN, CAT)
    assert list(CrossParty(points_per_visit=0).statements(problem)) == []
    # one statement for each of the two political groups
    assert len(list(CrossParty(points_per_visit=0, must=True).statements(problem))) == 2


def test_the_price_is_flat_when_several_come_from_outside() -> None:
    """A table of two entries would go on falling below nothing."""
    (tally,) = CrossParty().statements(a_world(ANN, BOB))
    assert isinstance(tally, Tally)
    assert tally.cost == (20, 0, 0)


def test_a_change_of_group_counts_from_the_visits_part_of_the_year() -> None:
    """Bob leaves Labour on 3 June, when the second of two visits in the week begins its part."""
    bob = a_member("bob", groups=(Dated("Labour", span(None, "2026-06-02")), Dated("Conservative", span("2026-06-03"))))
    problem = a_world(ANN, bob, visits_a_year=2)
    first = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    second = a_rota({"mash-2": ("2026-06-01 10:00", "ann", "bob")})
    assert (points(CrossParty(), problem, first), points(CrossParty(), problem, second)) == (20, 0)


def test_statements_and_check_agree_on_every_rota() -> None:
    bob = a_member("bob", groups=(Dated("Labour", span(None, "2026-06-02")), Dated("Conservative", span("2026-06-03"))))
    problem = a_problem([ANN, bob, DEE], [a_team(group_least=2, visits_a_year=2), a_team("alone")], weekdays=(0,))
    # an empty group lacks somebody from outside each party there is that day: 1 party, then 2; at most 60 points
    assert outcomes(problem, CrossParty()) == {(False, 20 * n) for n in range(4)}
    assert outcomes(problem, CrossParty(must=True)) == {(False, 0), (True, 0)}
