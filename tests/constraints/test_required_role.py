"""Required role: a team that asks for a role sees somebody who holds it."""

from __future__ import annotations

import pytest

from constraints.required_role import RequiredRole
from rota.domain import Dated
from rota.rules import Tally
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, past, points, sentences, span

RULE = RequiredRole()
PREFERRED = RequiredRole(must=False)
MEMBERS = (a_member("ann", roles=(Dated("Scrutiny"),)), a_member("bob"))
TEAMS = (a_team(requires=("scrutiny",)),)


def test_one_holder_is_enough() -> None:
    """A group with one holder keeps the rule, whatever the case; one without breaks it."""
    problem = a_problem(MEMBERS, TEAMS)
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")}))
    assert sentences(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "bob")})) == [
        "Mash has no visitor with the role scrutiny on 1 June 2026; it needs 1."
    ]


def test_as_a_preference_each_missing_role_costs() -> None:
    """Two roles missing at 40 points are 80; one is 40; none breaks a must."""
    problem = a_problem(MEMBERS, [a_team(requires=("scrutiny", "welsh speaker"))])
    nobody = a_rota({"mash-1": ("2026-06-03 10:00", "bob")})
    assert points(PREFERRED, problem, nobody) == 80
    assert points(PREFERRED, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")})) == 40
    assert not breaks(PREFERRED, problem, nobody)
    assert points(RequiredRole(must=False, points_per_visit=7), problem, nobody) == 14


def test_role_is_read_on_the_first_day_of_the_part() -> None:
    """A role taken up on 2 June does not count in a part that begins on 1 June; one given up then does."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    coming = a_member(roles=(Dated("scrutiny", span("2026-06-02", None)),))
    going = a_member(roles=(Dated("scrutiny", span(None, "2026-06-01")),))
    assert breaks(RULE, a_problem([coming], TEAMS), rota)
    assert not breaks(RULE, a_problem([going], TEAMS), rota)


# The year begins on 1 June 2026.
@pytest.mark.parametrize(
    ("days", "enough", "broken"),
    [
        (["2026-05-31"], 1, False),
        (["2026-06-01"], 1, True),
        (["2026-05-31"], 2, True),
        (["2025-01-01", "2026-05-31"], 2, False),
        ([], 1, True),
    ],
)
def test_experienced_counts_visits_before_the_year(days: list[str], enough: int, broken: bool) -> None:
    """Visits before the year make a member experienced; visits within it do not."""
    problem = a_problem(teams=[a_team(requires=("experienced",))], history=[past("ann", "north", day) for day in days])
    rule = RequiredRole(visits_to_be_experienced=enough)
    assert breaks(rule, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")})) == broken


def test_past_visits_make_nobody_anything_else() -> None:
    """Experience does not stand in for another role, and the role may be held outright."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    history = [past("ann", "north", "2025-06-01")]
    assert breaks(RULE, a_problem([a_member()], TEAMS, history=history), rota)
    titled = a_member(roles=(Dated("Experienced"),))
    assert not breaks(RULE, a_problem([titled], [a_team(requires=("experienced",))]), rota)


def test_visits_with_the_same_holders_share_one_tally() -> None:
    """A role is one tally for each set of holders, a must or a table that stays flat past one."""
    problem = a_problem(MEMBERS, [a_team("mash", requires=("scrutiny",)), a_team("north", requires=("scrutiny",))])
    why = "required role: at least one scrutiny"
    assert list(RULE.statements(problem)) == [Tally(("ann",), None, "visit", why, least=1)]
    assert list(PREFERRED.statements(problem)) == [Tally(("ann",), None, "visit", why, cost=(40, 0, 0))]
    assert list(RequiredRole(must=False, points_per_visit=0).statements(problem)) == []


def test_role_that_nobody_holds_is_still_asked() -> None:
    """With no holder the box holds nobody, so that no group can keep the rule."""
    (statement,) = RULE.statements(a_problem([a_member("bob")], TEAMS))
    assert isinstance(statement, Tally)
    assert statement.members == ()


WORLD = a_problem(
    [*MEMBERS, a_member("cat", roles=(Dated("scrutiny", span(None, "2026-06-01")),))],
    [a_team("mash", requires=("scrutiny",), visits_a_year=2), a_team("north", requires=("experienced", "scrutiny"))],
    year=span("2026-06-01", "2026-06-02"),
    history=[past("bob", "mash", "2025-06-01"), past("cat", "mash", "2026-06-01")],
)


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota, the must's two readings are one."""
    assert outcomes(WORLD, RULE) == {(False, 0), (True, 0)}


def test_as_a_preference_statements_and_check_agree_on_every_rota() -> None:
    """Four roles are asked in all, so that a rota lacks 0 to 4 of them at 40 points each; two holders cost no less."""
    assert outcomes(WORLD, PREFERRED) == {(False, 0), (False, 40), (False, 80), (False, 120), (False, 160)}
