"""The rule "mentoring"."""

from __future__ import annotations

from constraints.mentoring import Mentoring
from rota.domain import PastVisit, Problem
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, past, points, sentences

MEMBERS = tuple(a_member(name) for name in ("ann", "bob", "cat", "dee", "eve"))
DEE_ONCE = past("dee", "mash", "2025-09-01")
EVE_TWICE = past("eve", "mash", "2024-09-01"), past("eve", "north", "2025-09-01")


def a_world(*history: PastVisit, least: int = 2) -> Problem:
    return a_problem(MEMBERS, [a_team(group_least=least, group_most=5)], history=history)


def cost(rule: Mentoring, problem: Problem, *members: str) -> int:
    return points(rule, problem, a_rota({"mash-1": ("2026-06-01 10:00", *members)}))


def test_one_experienced_member_can_take_two_newcomers() -> None:
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob", "dee")})
    assert sentences(Mentoring(), a_world(DEE_ONCE), rota) == []


def test_a_council_without_newcomers_is_asked_for_nothing() -> None:
    problem = a_problem(MEMBERS[3:], [a_team(group_least=2)], history=(DEE_ONCE, *EVE_TWICE))
    assert list(Mentoring(visits_to_be_experienced=2).statements(problem)) == []


def test_each_newcomer_beyond_two_costs_points() -> None:
    assert cost(Mentoring(), a_world(DEE_ONCE), "ann", "bob", "cat", "dee") == 8


def test_newcomers_alone_cost_points_each_and_the_sentence_names_them() -> None:
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert points(Mentoring(), a_world(DEE_ONCE), rota) == 16
    assert sentences(Mentoring(), a_world(DEE_ONCE), rota) == [
        "Mash has 2 members with no visit before this rota (Ann and Bob) and nobody experienced: 2 too many."
    ]
    three = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob", "cat", "dee")})
    assert sentences(Mentoring(), a_world(DEE_ONCE), three) == [
        "Mash has 3 members with no visit before this rota (Ann, Bob and Cat) and 1 experienced, two to each at most: "
        "1 too many."
    ]


def test_a_member_with_too_few_visits_neither_guides_nor_needs_a_guide() -> None:
    rule, problem = Mentoring(visits_to_be_experienced=2), a_world(DEE_ONCE, *EVE_TWICE)
    assert cost(rule, problem, "ann", "dee") == 8
    assert cost(rule, problem, "dee") == 0
    assert cost(rule, problem, "ann", "dee", "eve") == 0


def test_a_visit_since_the_year_began_is_no_experience_but_no_first_visit_either() -> None:
    problem = a_world(DEE_ONCE, past("ann", "mash", "2026-06-01"))
    assert cost(Mentoring(), problem, "ann") == 0
    assert cost(Mentoring(), problem, "ann", "bob") == 8


def test_a_council_with_nobody_experienced_is_asked_for_nothing() -> None:
    problem = a_world(past("dee", "mash", "2026-06-01"))
    assert list(Mentoring().statements(problem)) == []
    assert cost(Mentoring(), problem, "ann", "bob") == 0


def test_a_visit_that_one_member_may_make_is_left_out() -> None:
    problem = a_world(DEE_ONCE, least=1)
    assert list(Mentoring().statements(problem)) == []
    assert cost(Mentoring(), problem, "ann") == 0


def test_no_points_or_no_visits_to_be_experienced_ask_for_nothing() -> None:
    for rule in (Mentoring(points_per_place=0), Mentoring(visits_to_be_experienced=0)):
        assert list(rule.statements(a_world(DEE_ONCE))) == []
        assert cost(rule, a_world(DEE_ONCE), "ann", "bob") == 0


def test_statements_and_check_agree_on_every_rota() -> None:
    teams = [a_team(group_least=2), a_team("alone")]
    history = (past("cat", "mash", "2025-09-01"),)
    # Ann and Bob are new and Cat is experienced: none, one or two short on MASH, never on the other
    two = a_problem(MEMBERS[:3], teams, weekdays=(0, 1), history=history)
    assert outcomes(two, Mentoring()) == {(False, 0), (False, 8), (False, 16)}
    # with three newcomers and a guide, one short; without the guide, one to three
    three = a_problem(MEMBERS[:4], [a_team(group_least=2)], weekdays=(0, 1), history=(DEE_ONCE,))
    assert outcomes(three, Mentoring()) == {(False, 8 * n) for n in range(4)}
    # Cat's single visit neither helps nor needs help; Dee and Ann go
    some = (past("cat", "mash", "2026-01-01"), past("dee", "mash", "2026-01-01"), past("dee", "mash", "2025-01-01"))
    mixed = a_problem((MEMBERS[0], *MEMBERS[2:4]), teams, weekdays=(0,), history=some)
    assert outcomes(mixed, Mentoring(visits_to_be_experienced=2)) == {(False, 0), (False, 8)}


def test_nothing_is_asked_where_nobody_experienced_can_go() -> None:
    """Dee, who alone has visited, can go on no visit of the year; with Eve, who can, it is asked as ever."""
    alone = a_world(DEE_ONCE).knowing({"dee": ("term_of_office",)})
    assert list(Mentoring().statements(alone)) == []
    assert cost(Mentoring(), alone, "ann", "bob") == 0
    both = a_world(DEE_ONCE, *EVE_TWICE).knowing({"dee": ("term_of_office",)})
    assert cost(Mentoring(), both, "ann", "bob") == 16
    assert len(list(Mentoring().statements(both))) == 1


def test_statements_and_check_agree_on_every_rota_whoever_can_go() -> None:
    """Two newcomers and a guide: none of the newcomers costs anything, or one, or both; nothing where no guide can."""
    problem = a_problem(MEMBERS[2:], [a_team(group_least=2, group_most=3)], weekdays=(0,), history=(DEE_ONCE,))
    assert outcomes(problem, Mentoring()) == {(False, 0), (False, 8), (False, 16)}
    assert outcomes(problem.knowing({"dee": ("pool",)}), Mentoring()) == {(False, 0)}
    assert outcomes(problem.knowing({"cat": ("pool",)}), Mentoring()) == {(False, 0), (False, 8), (False, 16)}


def test_that_nobody_experienced_can_go_is_remarked_where_newcomers_go_alone() -> None:
    """Ann and Bob are new; with a visit behind her Ann could guide, so nothing is remarked."""
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann", "bob")})
    assert list(Mentoring().remarks(a_world(), rota)) == [
        "1 visit has only members who go for the first time: nobody who can go has made a visit before."
    ]
    assert list(Mentoring().remarks(a_world(past("ann", "mash", "2025-06-02")), rota)) == []
    assert list(Mentoring(points_per_place=0).remarks(a_world(), rota)) == []
