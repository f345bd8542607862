"""Own host: the host receives, or else the deputies in their order."""

from __future__ import annotations

import pytest

from constraints.own_host import OwnHost
from rota.domain import Host, Placement, Rota
from rota.rules import Price
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_slot, a_team, points, sentences, span

RULE = OwnHost()
HOSTS = (Host("jo", "Jo Smith"), Host("kim", "Kim Lee"), Host("sam", "Sam Hall"))
TEAMS = (a_team(host="jo", deputies=("sam", "kim")), a_team("north", host="sam"))


def received(*people: str) -> Rota:
    return Rota((Placement("mash-1", a_slot("2026-06-03 10:00"), ("ann",), people),))


@pytest.mark.parametrize(("person", "price"), [("jo", 0), ("sam", 10), ("kim", 20)])
def test_the_host_costs_nothing_and_each_deputy_more_than_the_one_before(person: str, price: int) -> None:
    assert points(RULE, a_problem(teams=TEAMS, hosts=HOSTS), received(person)) == price


def test_somebody_whom_the_team_does_not_name_costs_nothing() -> None:
    """Whether they may receive is for "host present" to say."""
    assert points(RULE, a_problem(teams=TEAMS, hosts=(*HOSTS, Host("lou", "Lou"))), received("lou")) == 0


def test_the_sentence_names_deputy_and_host() -> None:
    expected = "Mash is received by Sam Hall, a deputy, instead of Jo Smith."
    assert sentences(RULE, a_problem(teams=TEAMS, hosts=HOSTS), received("sam")) == [expected]


def test_a_price_for_each_deputy_over_the_visits_alike() -> None:
    teams = (*TEAMS, a_team("south", host="jo", deputies=("sam",)))
    assert list(RULE.statements(a_problem(teams=teams, hosts=HOSTS))) == [
        Price(10, ("sam",), ("mash-1", "south-1"), None, "own host: Sam Hall is deputy number 1"),
        Price(20, ("kim",), ("mash-1",), None, "own host: Kim Lee is deputy number 2"),
    ]
    assert list(OwnHost(points_per_deputy=0).statements(a_problem(teams=teams, hosts=HOSTS))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Two deputies at once, where one must receive, would cost both: 7 and 14."""
    problem = a_problem([a_member("ann")], TEAMS, hosts=HOSTS, year=span("2026-06-01", "2026-06-02"))
    assert outcomes(problem, OwnHost(points_per_deputy=7)) == {(False, 0), (False, 7), (False, 14), (False, 21)}
