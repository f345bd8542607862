"""Step free: who needs step-free access goes where there is some."""

from __future__ import annotations

from constraints.step_free import StepFree
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, sentences, span

RULE = StepFree()
MEMBERS = (a_member("ann", needs_step_free=True), a_member("bob"))
TEAMS = (a_team("mash", step_free=False), a_team("north"))


def test_stairs_keep_out_only_who_needs_no_steps() -> None:
    """Ann, who needs step-free access, is a breach at Mash and not at North; Bob is none at either."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "ann", "bob")})
    assert sentences(RULE, a_problem(MEMBERS, TEAMS), rota) == ["Ann goes to Mash, which has no step-free access."]


def test_one_bar_for_all() -> None:
    """All the members and all the visits go in one box."""
    members = [*MEMBERS, a_member("cat", needs_step_free=True)]
    teams = [*TEAMS, a_team("south", step_free=False)]
    expected = Bar(("ann", "cat"), ("mash-1", "south-1"), None, "step free: no step-free access")
    assert list(RULE.statements(a_problem(members, teams))) == [expected]


def test_nothing_to_ask() -> None:
    """With no such member, or no such team, there is no statement."""
    assert list(RULE.statements(a_problem([a_member("bob")], TEAMS))) == []
    assert list(RULE.statements(a_problem(MEMBERS, [a_team("north")]))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of two members and two teams, the two readings are one."""
    problem = a_problem(MEMBERS, TEAMS, year=span("2026-06-01", "2026-06-02"))
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
