"""The rule "first visit"."""

from __future__ import annotations

from dataclasses import replace

from constraints.first_visit import FirstVisit
from rota.domain import Member, Problem
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, past, points, sentences, span

ANN, BOB, CAT = a_member("ann"), a_member("bob"), a_member("cat")
HISTORY = (past("bob", "north", "2019-03-03"), past("bob", "mash", "2024-03-03"))
ROTA = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})


def a_world(*members: Member) -> Problem:
    return a_problem(members, [a_team()], history=HISTORY)


def test_a_first_visit_costs_nothing() -> None:
    assert sentences(FirstVisit(), a_world(ANN, BOB), a_rota({"mash-1": ("2026-06-01 10:00", "ann")})) == []


def test_a_place_for_somebody_who_has_visited_costs_points_while_others_wait() -> None:
    assert points(FirstVisit(), a_world(ANN, BOB, CAT), ROTA) == 5
    assert sentences(FirstVisit(), a_world(ANN, BOB, CAT), ROTA) == [
        "Bob goes on Mash after 2 earlier visits; 2 members had none before this rota."
    ]


def test_it_asks_nothing_once_everybody_has_visited() -> None:
    problem = a_world(BOB)
    assert list(FirstVisit().statements(problem)) == []
    assert sentences(FirstVisit(), problem, a_rota({"mash-1": ("2026-06-01 10:00", "bob")})) == []


def test_a_newcomer_who_does_not_serve_in_the_year_keeps_nobody_waiting() -> None:
    """The year is 1 to 5 June: a term that ends on 31 May is out of it, one that ends on 1 June is in it."""
    for ends, expected in (("2026-05-31", 0), ("2026-06-01", 5)):
        problem = a_world(a_member("ann", terms=(span(None, ends),)), BOB)
        assert points(FirstVisit(), problem, ROTA) == expected
        assert len(list(FirstVisit().statements(problem))) == expected // 5


def test_a_newcomer_who_can_go_on_no_visit_keeps_nobody_waiting() -> None:
    """Ann leads on children's services: the pool keeps her from every visit. Cat, who could go, does wait."""
    barred = a_world(ANN, BOB).knowing({"ann": ("pool",)})
    assert list(FirstVisit().statements(barred)) == []
    assert sentences(FirstVisit(), barred, ROTA) == []
    waiting = a_world(ANN, BOB, CAT).knowing({"ann": ("pool",)})
    assert sentences(FirstVisit(), waiting, ROTA) == [
        "Bob goes on Mash after 2 earlier visits; 1 member had none before this rota."
    ]


def test_statements_and_check_agree_on_every_rota_whoever_can_go() -> None:
    """Bob and Cat on one visit, both there or neither; of the newcomers Ann, Dee and Eve only Eve can go, or none."""
    left = a_member("dee", terms=(span(None, "2026-05-31"),))
    for able, most in ((("ann", "dee"), 2), (("ann", "dee", "eve"), 0)):
        problem = a_problem([ANN, BOB, CAT, left, a_member("eve")], [a_team()], weekdays=(0,), history=HISTORY)
        problem = replace(problem, history=(*HISTORY, past("cat", "mash", "2024-03-03")))
        found = outcomes(problem.knowing(dict.fromkeys(able, ("pool",))), FirstVisit())
        assert found == {(False, 5 * n) for n in range(most + 1)}


def test_no_points_ask_for_nothing() -> None:
    assert list(FirstVisit(points_per_place=0).statements(a_world(ANN, BOB))) == []
    assert sentences(FirstVisit(points_per_place=0), a_world(ANN, BOB), ROTA) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    history = (past("bob", "north", "2019-03-03"), past("cat", "mash", "2024-03-03"))
    problem = a_problem([ANN, BOB, CAT], [a_team(), a_team("north")], weekdays=(0, 1), history=history)
    # Bob and Cat on two visits: none to four places
    assert outcomes(problem, FirstVisit()) == {(False, 5 * n) for n in range(5)}
