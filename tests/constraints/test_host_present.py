"""Host present: one person receives each visit, the host or a deputy, who is free for the visit itself."""

from __future__ import annotations

from constraints.host_present import HostPresent
from rota.domain import Host, Pin, Placement, Rota
from rota.rules import Bar, Opening, Tally, Trouble
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_slot, a_team, away, breaks, sentences, span, weekly

RULE = HostPresent()
HOSTS = (Host("jo", "Jo Smith"), Host("kim", "Kim Lee"), Host("sam", "Sam Hall"))
WEDNESDAY = "2026-06-03 10:00"
JO_AWAY = [away("jo", "2026-06-03")]


def received(*people: str, slot: str = WEDNESDAY) -> Rota:
    return Rota((Placement("mash-1", a_slot(slot), ("ann",), people),))


def mash(**fields: object) -> list:
    return [a_team(host="jo", **fields)]


def test_the_host_receives() -> None:
    problem = a_problem(teams=mash(deputies=("sam",)), hosts=HOSTS)
    assert sentences(RULE, problem, received("jo")) == []


def test_a_deputy_may_receive() -> None:
    for absences in (JO_AWAY, []):
        problem = a_problem(teams=mash(deputies=("sam", "kim")), hosts=HOSTS, absences=absences)
        assert sentences(RULE, problem, received("sam")) == sentences(RULE, problem, received("kim")) == []


def test_a_host_who_is_away_does_not_receive() -> None:
    """A deputy who is free does not help when it is the host who is to receive."""
    problem = a_problem(teams=mash(deputies=("sam",)), hosts=HOSTS, absences=JO_AWAY)
    expected = "Mash is on 3 June 2026 at 10:00, when Jo Smith, who receives it, is not available."
    assert sentences(RULE, problem, received("jo")) == [expected]
    assert breaks(RULE, problem, received("jo"))


def test_exactly_one_receives() -> None:
    problem = a_problem(teams=mash(deputies=("sam",)), hosts=HOSTS)
    assert sentences(RULE, problem, received()) == [
        "Mash is received by nobody; exactly one of Jo Smith or Sam Hall receives it."
    ]
    assert sentences(RULE, problem, received("jo", "sam")) == [
        "Mash is received by Jo Smith and Sam Hall; exactly one of Jo Smith or Sam Hall receives it.",
    ]


def test_nobody_else_receives() -> None:
    problem = a_problem(teams=mash(deputies=("sam",)), hosts=HOSTS)
    assert sentences(RULE, problem, received("kim")) == ["Kim Lee receives Mash; that is for Jo Smith or Sam Hall."]
    nobody = a_problem(teams=[a_team()], hosts=HOSTS)
    assert sentences(RULE, nobody, received("kim")) == ["Kim Lee receives Mash; the team names nobody to receive it."]


def test_somebody_pinned_to_a_visit_may_receive_it_and_costs_nothing() -> None:
    """Pinning is how an officer sends somebody whom the team does not name; they must be free all the same."""
    pins = [Pin("mash-1", member="kim")]
    problem = a_problem(teams=mash(deputies=("sam",)), hosts=HOSTS, pins=pins)
    assert sentences(RULE, problem, received("kim")) == []
    busy = a_problem(teams=mash(), hosts=HOSTS, pins=pins, absences=[away("kim", "2026-06-03")])
    assert breaks(RULE, busy, received("kim"))
    never = a_problem(teams=mash(), hosts=HOSTS, pins=[Pin("mash-1", member="kim", never=True)])
    assert breaks(RULE, never, received("kim"))


def test_of_somebody_who_is_no_longer_listed_nothing_is_asked() -> None:
    """A visit that a former host received, before the table named another, is as it was."""
    problem = a_problem(teams=mash(), hosts=HOSTS)
    assert sentences(RULE, problem, received("gone")) == []


def test_hosts_need_no_travel_time() -> None:
    """A host who is busy until 10:00 and from 11:00 receives a visit from 10:00 to 11:00."""
    absences = [away("jo", "2026-06-03 09:00", "2026-06-03 10:00"), away("jo", "2026-06-03 11:00", "2026-06-03 12:00")]
    assert not breaks(RULE, a_problem(teams=mash(), hosts=HOSTS, absences=absences), received("jo"))
    longer = [away("jo", "2026-06-03 09:00", "2026-06-03 10:01")]
    assert breaks(RULE, a_problem(teams=mash(), hosts=HOSTS, absences=longer), received("jo"))


def test_hosts_have_regular_weeks() -> None:
    """A host who is available on Mondays only receives nobody on a Wednesday."""
    problem = a_problem(teams=mash(), hosts=HOSTS, weekly=[weekly("jo", 0, "09:00", "17:00")])
    assert breaks(RULE, problem, received("jo"))
    assert not breaks(RULE, problem, received("jo", slot="2026-06-01 10:00"))


def test_a_team_that_names_nobody_can_always_be_visited() -> None:
    problem = a_problem(teams=[a_team()], hosts=())
    assert not breaks(RULE, problem, received())
    assert list(RULE.statements(problem)) == []


def test_a_deputy_without_a_host_receives() -> None:
    problem = a_problem(teams=[a_team(deputies=("sam",))], hosts=HOSTS)
    assert not breaks(RULE, problem, received("sam"))
    assert breaks(RULE, problem, received("jo"))


def test_one_statement_for_what_is_alike() -> None:
    """One count for all visits that somebody receives, a box for teams alike, one for each person's absences."""
    teams = [
        a_team("east", host="jo"),
        a_team("mash", host="jo"),
        a_team("north"),
        a_team("south", deputies=("jo", "sam")),
    ]
    problem = a_problem(teams=teams, hosts=HOSTS[::2], absences=[away("jo", "2026-06-01", "2026-06-05")])
    neither = "host present: neither host nor deputy"
    assert list(RULE.statements(problem)) == [
        Tally(("jo", "sam"), ("east-1", "mash-1", "south-1"), "visit", "host present: one receives", 1, 1),
        Bar(("jo", "sam"), ("north-1",), None, neither),
        Bar(("sam",), ("east-1", "mash-1"), None, neither),
        Bar(("jo",), None, None, "host present: Jo Smith not available"),
    ]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of two teams with different hosts, whoever receives, the two readings are one."""
    problem = a_problem(
        [a_member("ann")],
        [a_team("mash", host="jo", deputies=("sam", "kim")), a_team("north", host="sam")],
        hosts=HOSTS,
        year=span("2026-06-01", "2026-06-03"),
        sessions=["10:00", "14:00"],
        absences=[away("jo", "2026-06-01"), away("jo", "2026-06-03 10:30", "2026-06-03 11:30")],
        weekly=[weekly("sam", 0, "12:00", "15:00"), weekly("sam", 1, "09:00", "10:30")],
        pins=[Pin("north-1", member="jo"), Pin("mash-1", member="kim", never=True)],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_one_who_may_not_receive_the_visit_is_never_asked_for_a_date() -> None:
    """Jo is of another team: it is Hal, the host, who is asked; Jo could be named as deputy."""
    hosts = (Host("hal", "Hal"), Host("jo", "Jo"))
    absences = (away("hal", "2026-06-01"),)
    problem = a_problem(teams=(a_team(host="hal"), a_team("north", host="jo")), hosts=hosts, absences=absences)
    opening = Opening("mash-1", problem.slots[0].id, ("jo",))
    told = [way.sentence for way in HostPresent().ways_out(problem, Trouble(("mash-1",), (opening,)))]
    assert [sentence.split(" to offer")[0] for sentence in told] == ["Ask Hal", "Name Jo as deputy for Mash."]
