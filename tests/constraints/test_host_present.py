"""Host present: the host or the deputy is free for the visit itself."""

from __future__ import annotations

from constraints.host_present import HostPresent
from rota.domain import Host
from rota.rules import Bar
from tests.builders import a_member, a_problem, a_rota, a_team, away, breaks, sentences, span, weekly
from tests.constraints.every_rota import outcomes

RULE = HostPresent()
HOSTS = (Host("jo", "Jo Smith"), Host("sam", "Sam Lee"))
ON_WEDNESDAY = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})


def test_deputy_stands_in() -> None:
    """The host's absence breaks nothing while the deputy is there."""
    problem = a_problem(teams=[a_team(host="jo", deputy="sam")], hosts=HOSTS, absences=[away("jo", "2026-06-03")])
    assert not breaks(RULE, problem, ON_WEDNESDAY)
    assert list(RULE.statements(problem)) == []


def test_no_deputy_named() -> None:
    """Without a deputy the host's absence breaks the rule, whoever goes."""
    problem = a_problem(teams=[a_team(host="jo")], hosts=HOSTS, absences=[away("jo", "2026-06-03")])
    expected = "Mash is on 3 June 2026 at 10:00, when the host Jo Smith is not available and no deputy is named."
    assert sentences(RULE, problem, ON_WEDNESDAY) == [expected]
    assert breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00",)}))


def test_both_away() -> None:
    """Host and deputy both away break the rule, and both are named."""
    absences = [away("jo", "2026-06-03"), away("sam", "2026-06-03 10:59", "2026-06-03 12:00")]
    problem = a_problem(teams=[a_team(host="jo", deputy="sam")], hosts=HOSTS, absences=absences)
    assert sentences(RULE, problem, ON_WEDNESDAY) == [
        "Mash is on 3 June 2026 at 10:00, when neither the host Jo Smith nor the deputy Sam Lee is available."
    ]


def test_hosts_need_no_travel_time() -> None:
    """A host who is busy until 10:00 and from 11:00 receives a visit from 10:00 to 11:00."""
    absences = [away("jo", "2026-06-03 09:00", "2026-06-03 10:00"), away("jo", "2026-06-03 11:00", "2026-06-03 12:00")]
    problem = a_problem(teams=[a_team(host="jo")], hosts=HOSTS, absences=absences)
    assert not breaks(RULE, problem, ON_WEDNESDAY)
    assert list(RULE.statements(problem)) == []


def test_hosts_have_regular_weeks() -> None:
    """A host who is available on Mondays only receives nobody on a Wednesday."""
    problem = a_problem(teams=[a_team(host="jo")], hosts=HOSTS, weekly=[weekly("jo", 0, "09:00", "17:00")])
    assert breaks(RULE, problem, ON_WEDNESDAY)
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-01 10:00", "ann")}))


def test_team_without_a_host_is_always_free() -> None:
    """With no host named nothing is asked, even when a deputy is named and away."""
    problem = a_problem(teams=[a_team(deputy="sam")], hosts=HOSTS, absences=[away("sam", "2026-06-03")])
    assert not breaks(RULE, problem, ON_WEDNESDAY)
    assert list(RULE.statements(problem)) == []


def test_visits_of_one_host_share_one_bar() -> None:
    """Teams with the same host and deputy go in one box; all slots are written as None."""
    teams = [a_team("east", host="jo"), a_team("mash", host="jo"), a_team("north")]
    problem = a_problem(teams=teams, hosts=HOSTS, absences=[away("jo", "2026-06-01", "2026-06-05")])
    expected = Bar(None, ("east-1", "mash-1"), None, "host present: Jo Smith not available")
    assert list(RULE.statements(problem)) == [expected]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of three teams with different hosts, the two readings are one."""
    problem = a_problem(
        [a_member("ann")],
        [a_team("east", host="jo"), a_team("mash", host="jo", deputy="sam"), a_team("north")],
        hosts=HOSTS,
        year=span("2026-06-01", "2026-06-03"),
        sessions=["10:00", "14:00"],
        absences=[away("jo", "2026-06-01"), away("jo", "2026-06-03 10:30", "2026-06-03 11:30")],
        weekly=[weekly("sam", 0, "12:00", "15:00"), weekly("sam", 1, "09:00", "10:30")],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
