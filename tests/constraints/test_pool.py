"""Pool: visitors come from the team's own pool."""

from __future__ import annotations

import pytest

from constraints.pool import Pool
from rota.domain import FULL_COUNCIL, CommitteePlace, Dated
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, sentences, span

RULE = Pool()
LEAD = (Dated("Lead Member"),)
ANN_GOES = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})


def test_pool_of_a_committee() -> None:
    """Only members of the committee visit a team whose pool it is."""
    problem = a_problem(teams=[a_team(pool="parenting")])
    seated = a_problem(teams=[a_team(pool="parenting")], committees=[CommitteePlace("ann", "parenting")])
    assert sentences(RULE, problem, ANN_GOES) == [
        "Ann is not among the members of parenting who may visit Mash, as things stand on 1 June 2026."
    ]
    assert not breaks(RULE, seated, ANN_GOES)


def test_committee_is_read_on_the_first_day_of_the_part() -> None:
    """One who sits from 2 June is not in the pool of a part that begins on 1 June; one who leaves then is."""
    teams = [a_team(pool="parenting")]
    late = a_problem(teams=teams, committees=[CommitteePlace("ann", "parenting", span("2026-06-02", None))])
    early = a_problem(teams=teams, committees=[CommitteePlace("ann", "parenting", span(None, "2026-06-01"))])
    assert breaks(RULE, late, ANN_GOES)
    assert not breaks(RULE, early, ANN_GOES)


@pytest.mark.parametrize("pool", ["", FULL_COUNCIL])
def test_co_opted_members_are_in_only_when_included(pool: str) -> None:
    """A co-opted member is not in the pool of every councillor unless the council includes them."""
    problem = a_problem([a_member(kind="co-opted")], [a_team(pool=pool)])
    assert breaks(RULE, problem, ANN_GOES)
    assert not breaks(Pool(include_co_opted=True), problem, ANN_GOES)


def test_co_opted_member_of_the_pool_is_in_it() -> None:
    """A co-opted member visits a team whose pool is a committee on which they sit, and no other."""
    members, teams = [a_member(kind="co-opted")], [a_team(pool="parenting")]
    seated = a_problem(members, teams, committees=[CommitteePlace("ann", "parenting")])
    assert not breaks(RULE, seated, ANN_GOES)
    assert breaks(Pool(include_co_opted=True), a_problem(members, teams), ANN_GOES)


def test_lead_member_goes_only_where_required() -> None:
    """The role is matched in any case; a team that requires it may have its holder."""
    members = [a_member(roles=LEAD)]
    assert sentences(RULE, a_problem(members), ANN_GOES) == [
        "Ann holds the role lead member on 1 June 2026, which is left out of Mash."
    ]
    assert not breaks(RULE, a_problem(members, [a_team(requires=("LEAD MEMBER",))]), ANN_GOES)
    assert not breaks(Pool(roles_left_out=()), a_problem(members), ANN_GOES)


def test_role_is_read_on_the_first_day_of_the_part() -> None:
    """A lead member appointed on 2 June is not left out of a part that begins on 1 June."""
    members = [a_member(roles=(Dated("lead member", span("2026-06-02", None)),))]
    assert not breaks(RULE, a_problem(members), ANN_GOES)


def test_bars_say_why() -> None:
    """Each reason is a box: the pool of each team, and the role left out."""
    members = [a_member("ann", roles=LEAD), a_member("bob"), a_member("cat", kind="co-opted")]
    teams = [a_team("home", pool="parenting"), a_team("mash"), a_team("north", requires=("lead member",))]
    problem = a_problem(members, teams, committees=[CommitteePlace("bob", "parenting")])
    assert list(RULE.statements(problem)) == [
        Bar(("ann",), ("home-1", "mash-1"), None, "pool: lead member left out"),
        Bar(("cat",), ("mash-1", "north-1"), None, "pool: not in the pool of councillors"),
        Bar(("ann", "cat"), ("home-1",), None, "pool: not in the pool of parenting"),
    ]


@pytest.mark.parametrize(
    "rule", [RULE, Pool(include_co_opted=True), Pool(roles_left_out=()), Pool(roles_left_out=("CHAIR", "Lead member"))]
)
def test_statements_and_check_agree_on_every_rota(rule: Pool) -> None:
    """Over every rota of a lead member, a chair and a co-opted member, the two readings are one."""
    members = [
        a_member("ann", roles=LEAD),
        a_member("bob", roles=(Dated("chair", span(None, "2026-06-01")),)),
        a_member("cat", kind="co-opted"),
    ]
    teams = [
        a_team("home", pool="parenting"),
        a_team("mash", requires=("lead member",), visits_a_year=2),
    ]
    places = [
        CommitteePlace("ann", "parenting", span("2026-06-02", None)),
        CommitteePlace("bob", "parenting"),
        CommitteePlace("cat", "parenting", span(None, "2026-06-01")),
    ]
    problem = a_problem(members, teams, year=span("2026-06-01", "2026-06-02"), committees=places)
    assert outcomes(problem, rule) == {(False, 0), (True, 0)}
