"""Interests: who may not visit a team does not."""

from __future__ import annotations

from constraints.interests import Interests
from rota.domain import Interest
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, sentences, span

RULE = Interests()
MEMBERS = (a_member("ann"), a_member("bob"))
TEAMS = (a_team("mash", name="MASH", visits_a_year=2), a_team("north"))


def test_sentence_does_not_say_why() -> None:
    """The finding and the statement say that Ann may not visit MASH, and nothing of an interest."""
    problem = a_problem(MEMBERS, TEAMS, interests=[Interest("ann", "mash")])
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob"), "north-1": ("2026-06-03 10:00", "ann")})
    assert sentences(RULE, problem, rota) == ["Ann may not visit MASH."]
    assert list(RULE.statements(problem)) == [Bar(("ann",), ("mash-1", "mash-2"), None, "Ann may not visit MASH")]


def test_other_members_and_other_teams_are_open() -> None:
    """The bar holds for that member and that team only."""
    problem = a_problem(MEMBERS, TEAMS, interests=[Interest("ann", "mash")])
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "bob"), "north-1": ("2026-06-04 10:00", "ann")})
    assert sentences(RULE, problem, rota) == []


def test_unknown_people_and_teams_ask_nothing() -> None:
    """An interest of somebody, or in a team, that the problem does not hold yields nothing."""
    unknown = [Interest("gone", "mash"), Interest("ann", "closed")]
    assert list(RULE.statements(a_problem(MEMBERS, TEAMS, interests=unknown))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of two members and three visits, the two readings are one."""
    problem = a_problem(
        MEMBERS,
        TEAMS,
        year=span("2026-06-01", "2026-06-02"),
        interests=[Interest("ann", "mash"), Interest("bob", "north"), Interest("gone", "mash")],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
