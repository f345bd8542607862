"""Host pace: the visits that one person receives are days apart."""

from __future__ import annotations

import pytest

from constraints.host_pace import HostPace
from rota.domain import Host
from rota.rules import Apart
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_problem, a_rota, a_team, breaks, sentences, span

RULE = HostPace()
TEAMS = (a_team("mash", host="jo"), a_team("north", host="jo"), a_team("south", host="sam", deputies=("jo",)))
HOSTS = (Host("jo", "Jo Smith"), Host("sam", "Sam Hall"))


@pytest.mark.parametrize(
    ("days_between", "second", "broken"),
    [
        (1, "2026-06-03 14:00", True),
        (1, "2026-06-04 10:00", False),
        (2, "2026-06-04 10:00", True),
        (2, "2026-06-05 10:00", False),
        (2, "2026-06-02 10:00", True),
        (0, "2026-06-03 11:29", True),
        (0, "2026-06-03 11:30", False),
    ],
)
def test_days_between_two_visits_that_one_person_receives(days_between: int, second: str, broken: bool) -> None:
    """Exactly the days are enough; with 0 the visits need only not clash."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00",), "north-1": (second,)}, mash="jo", north="jo")
    assert breaks(HostPace(days_between), a_problem(teams=TEAMS, hosts=HOSTS), rota) == broken


def test_a_deputy_has_a_pace_too_whichever_teams_the_visits_are_to() -> None:
    """Jo, host of MASH, stands in for Sam at South on the same day."""
    problem = a_problem(teams=TEAMS, hosts=HOSTS)
    slots = {"mash-1": ("2026-06-03 10:00",), "south-1": ("2026-06-03 14:00",)}
    assert breaks(RULE, problem, a_rota(slots, mash="jo", south="jo"))
    assert not breaks(RULE, problem, a_rota(slots, mash="jo", south="sam"))


def test_visits_that_nobody_receives_may_be_on_one_day() -> None:
    rota = a_rota(dict.fromkeys(("mash-1", "south-1"), ("2026-06-03 10:00",)))
    assert not breaks(RULE, a_problem(teams=TEAMS, hosts=HOSTS), rota)


def test_visits_to_one_team_count() -> None:
    """Two visits to one team on one day are received by one host."""
    problem = a_problem(teams=[a_team(host="jo", visits_a_year=2)])
    slots = {"mash-1": ("2026-06-03 10:00",), "mash-2": ("2026-06-03 14:00",)}
    assert breaks(RULE, problem, a_rota(slots, mash="jo"))


def test_sentences_say_by_how_much() -> None:
    """On one day the visits are 0 days apart, 1 short of 1; on the next, 2 short of 3; a clash says what is needed."""
    problem = a_problem(teams=TEAMS, hosts=HOSTS)
    rota = a_rota({"mash-1": ("2026-06-03 10:00",), "north-1": ("2026-06-03 11:00",)}, mash="jo", north="jo")
    assert sentences(RULE, problem, rota) == [
        "Jo Smith receives Mash on 3 June 2026 and North on 3 June 2026, 0 days apart; the least is 1, so 1 too few."
    ]
    next_day = a_rota({"mash-1": ("2026-06-03 10:00",), "north-1": ("2026-06-04 10:00",)}, mash="jo", north="jo")
    assert sentences(HostPace(3), problem, next_day) == [
        "Jo Smith receives Mash on 3 June 2026 and North on 4 June 2026, 1 day apart; the least is 3, so 2 too few."
    ]
    assert sentences(HostPace(0), problem, rota) == [
        "Jo Smith receives Mash on 3 June 2026 at 10:00 and North on 3 June 2026 at 11:00; "
        "30 minutes between them are needed."
    ]


def test_one_statement_for_all_who_receive() -> None:
    why = "host pace: visits that one person receives at least 1 day apart"
    expected = Apart(None, 1, why, shared=True, members=("jo", "sam"))
    assert list(RULE.statements(a_problem(teams=TEAMS, hosts=HOSTS))) == [expected]
    assert list(RULE.statements(a_problem(teams=[a_team("mash"), a_team("north")]))) == []


@pytest.mark.parametrize("days_between", [0, 1, 2])
def test_statements_and_check_agree_on_every_rota(days_between: int) -> None:
    """Over every rota of two visits, whoever receives them, the two readings are one."""
    problem = a_problem(
        teams=TEAMS[1:], hosts=HOSTS, year=span("2026-06-01", "2026-06-03"), sessions=["10:00", "11:30"]
    )
    assert outcomes(problem, HostPace(days_between)) == {(False, 0), (True, 0)}
