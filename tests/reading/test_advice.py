"""What is legal but unwise, each from the smallest council that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from constraints.clearance import Clearance
from constraints.cross_party import CrossParty
from constraints.host_present import HostPresent
from constraints.meetings import Meetings
from constraints.open_dates import OpenDates
from constraints.party_share import PartyShare
from constraints.pinned import Pinned
from constraints.pool import Pool
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.checking.warnings import advice
from rota.domain import Closure, CommitteePlace, Dated, Host, Pin, Problem, Rota
from rota.rules import Bar, Finding, Rule, Statement
from tests.support.builders import a_member, a_problem, a_team, away, meeting, span


@dataclass(frozen=True)
class KeepOut(Rule):
    """Bars for tests."""

    members: tuple[str, ...] | None = None
    visits: tuple[str, ...] | None = None

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield Bar(self.members, self.visits, None, "test")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        yield from ()


ANN, BOB = a_member("ann"), a_member("bob")


def test_a_sound_council_needs_no_advice() -> None:
    rules = (CrossParty(), PartyShare(), WeekLimit(), YearlyLimit(), OpenDates(), HostPresent(), Clearance())
    members = (ANN, a_member("bob", group="Conservative"))
    assert advice(a_problem(members, (a_team(group_least=2),)), rules) == ()


def test_nobody_is_trained() -> None:
    members = (a_member(trained=None), a_member("bob", trained=span(None, "2026-05-31")))
    assert advice(a_problem(members), ()) == (
        "No member is trained in the year: 'trained' in members is blank, or every date has run out.",
    )


def test_a_visit_with_no_slot_left_says_which_rules_took_them() -> None:
    # five days with one session; Monday and Tuesday are closed, and the host is away from Wednesday to Friday
    problem = a_problem(
        teams=(a_team(name="MASH", host="meg"),),
        hosts=(Host("meg", "Meg"),),
        closures=(Closure(span("2026-06-01", "2026-06-02"), "staff days"),),
        absences=(away("meg", "2026-06-03", "2026-06-05"),),
    )
    (sentence,) = advice(problem, (OpenDates(), HostPresent()))
    assert sentence == (
        "MASH: no slot is left, with its host, of the 5 in the year; "
        "open dates takes out 2 and host present takes out 3."
    )


def test_a_visit_has_a_slot_left_while_its_host_or_a_deputy_is_there() -> None:
    """Meg is away from Monday to Wednesday and Jo on Thursday: somebody is there on every day, and Meg on two.

    With both away on Thursday and Friday, and the other days closed, nothing is left, for the north neither.
    """
    world = a_problem(
        teams=(a_team(name="MASH", host="meg", deputies=("jo",)), a_team("north", name="North", host="meg")),
        hosts=(Host("jo", "Jo"), Host("meg", "Meg"), Host("sue", "Sue")),
        absences=(away("meg", "2026-06-01", "2026-06-03"), away("jo", "2026-06-04")),
    )
    rules = (OpenDates(), HostPresent())
    assert advice(world, rules) == ()
    closed = Closure(span("2026-06-01", "2026-06-03"), "staff days")
    gone = (away("meg", "2026-06-04", "2026-06-05"), away("jo", "2026-06-04", "2026-06-05"))
    assert advice(replace(world, closures=(closed,), absences=gone), rules) == (
        "MASH: no slot is left, with its host, of the 5 in the year; "
        "open dates takes out 3 and host present takes out 2.",
        "North: no slot is left, with its host, of the 5 in the year; "
        "open dates takes out 3 and host present takes out 2.",
    )


def test_a_host_fixed_to_receive_a_visit_when_never_there_is_told() -> None:
    """Meg is away all week; Jo may receive what she is pinned to, though the north names nobody."""
    pins = (Pin("mash-1", member="meg"), Pin("north-1", member="jo"))
    world = a_problem(
        teams=(a_team(name="MASH", host="jo", deputies=("meg",)), a_team("north", name="North")),
        hosts=(Host("jo", "Jo"), Host("meg", "Meg")),
        absences=(away("meg", "2026-06-01", "2026-06-05"),),
        pins=pins,
    )
    assert advice(world, (HostPresent(), Pinned())) == ("Meg is fixed to receive MASH, but cannot: host present.",)


def test_a_visit_that_no_member_may_make() -> None:
    problem = a_problem((ANN, BOB), (a_team(), a_team("north", name="North")))
    assert advice(problem, (KeepOut(("ann", "bob"), ("north-1",)),)) == (
        "North: no member may make this visit, which needs 1; keep out takes out 2.",
    )


def test_a_visit_with_fewer_members_than_its_group() -> None:
    problem = a_problem((ANN, BOB), (a_team(), a_team("north", name="North", group_least=2)))
    assert advice(problem, (KeepOut(("ann",), ("north-1",)),)) == (
        "North: only 1 of 2 members may make this visit, which needs 2; keep out takes out 1.",
    )


def test_a_member_who_is_never_free() -> None:
    assert advice(a_problem((ANN, BOB)), (KeepOut(("ann",)),)) == (
        "Ann can make no visit at all: no slot of the year is left after keep out.",
    )


def test_of_the_rules_against_a_member_those_are_named_that_would_do_alone() -> None:
    """Ann has a meeting on Monday and is in no pool: the pool alone keeps her from every visit."""
    member = a_member("ann", roles=(Dated("lead member"),))
    world = a_problem((member, BOB), meetings=(meeting("council", "2026-06-01 10:00", "2026-06-01 12:00"),))
    assert advice(world, (Meetings(), Pool())) == (
        "Ann can make no visit at all: no slot of the year is left after pool.",
    )


def test_a_visit_fixed_on_a_closed_day_is_told_with_the_reason_of_the_closure() -> None:
    world = a_problem(
        (ANN,),
        (a_team(name="MASH"),),
        closures=(Closure(span("2026-06-03", "2026-06-03"), "staff day"),),
        pins=(Pin("mash-1", date(2026, 6, 3)),),
    )
    told = "MASH is fixed on 3 June 2026, which is closed: staff day."
    assert advice(world, (OpenDates(), Pinned()))[0] == told
    assert advice(world, (Pinned(),)) == ()  # nothing is closed while the rule is off


def test_a_member_fixed_for_a_visit_that_they_cannot_make_is_told() -> None:
    """Ann is the lead member, whom the pool leaves out; that Bob never goes is nothing to tell."""
    lead = a_member("ann", roles=(Dated("lead member"),))
    pins = (Pin("mash-1", member="ann"), Pin("mash-1", member="bob", never=True))
    assert advice(a_problem((lead, BOB), (a_team(name="MASH", group_least=1),), pins=pins), (Pool(), Pinned()))[0] == (
        "Ann is fixed to go on MASH, but cannot: pool."
    )


def test_a_member_who_has_left_is_not_mentioned() -> None:
    gone = a_member("ann", terms=(span(None, "2026-05-31"),))
    assert advice(a_problem((gone, BOB)), (KeepOut(("ann",)),)) == ()


def test_many_members_who_are_never_free_are_counted() -> None:
    members = tuple(a_member(f"m{number}") for number in range(7))
    (sentence,) = advice(a_problem((*members, ANN)), (KeepOut(tuple(m.id for m in members)),))
    assert sentence.startswith("M0, M1, M2, M3, M4 and others (7 members) can make no visit at all")


def test_nobody_at_all_is_one_sentence() -> None:
    assert advice(a_problem((ANN, BOB)), (KeepOut(("ann", "bob")),)) == (
        "No member can make any visit of the year: of 2 members keep out takes out 2.",
    )


def test_a_required_role_that_nobody_holds() -> None:
    chair_before = a_member("ann", roles=(Dated("chair", span(None, "2026-05-31")),))
    problem = a_problem((chair_before,), (a_team(name="MASH", requires=("chair",)),))
    assert advice(problem, ()) == (
        "Nobody holds the role 'chair' in the year, and each group that visits MASH needs one.",
    )


def test_a_pool_smaller_than_the_group() -> None:
    team = a_team(name="MASH", pool="Panel", group_least=2)
    problem = a_problem((ANN, BOB), (team,), committees=(CommitteePlace("ann", "Panel"),))
    assert advice(problem, ()) == ("MASH is visited by at least 2 members, but 'Panel' has only 1.",)


def test_yearly_limits_below_the_places_asked_for() -> None:
    # three visits of two places are 6; Ann may make 2 and Bob 1, together 3
    problem = a_problem((ANN, replace(BOB, yearly_limit=1)), (a_team(visits_a_year=3, group_least=2),))
    assert advice(problem, (YearlyLimit(visits_a_year=2),)) == (
        "The year's 3 visits ask for at least 6 places, but the yearly limits of the 2 members who can go allow 3.",
    )


def test_more_visits_than_the_weeks_allow() -> None:
    # the year of the builders is one week, so at most one visit where two are owed
    problem = a_problem((ANN, BOB), (a_team(visits_a_year=2),))
    assert advice(problem, (WeekLimit(visits_a_week=1),)) == (
        "2 visits are owed, but week limit allows 1: 1 stretches of the year have an open slot.",
    )


def _sefton(group_least: int) -> Problem:
    """Six visits, and the 66 seats of 2018 (domain 0.3)."""
    seats = {"Labour": 45, "Liberal Democrat": 9, "Conservative": 8, "Independents": 4}
    members = tuple(
        a_member(f"{group}-{number}", group=group) for group, count in seats.items() for number in range(count)
    )
    return a_problem(members, (a_team(visits_a_year=6, group_least=group_least, group_most=3),))


def test_pairs_from_two_groups_cap_the_largest_below_its_seats() -> None:
    # pairs: 12 places, at most 1 of each 2 for Labour: 6, 50 %; 45 of 66 seats are 68 %; groups of 3: 12 of 18, 67 %
    assert advice(_sefton(2), (CrossParty(), PartyShare())) == (
        "Cross party and party share clash: 6 visits with somebody from outside Labour leave it at most "
        "6 of 12 places (50 %), but it has 45 of 66 seats (68 %). Groups of 3 would allow 12 of 18 (67 %).",
    )


def test_groups_of_three_do_not_clash() -> None:
    # Labour's share of 18 places is 45 × 18 / 66 = 12.3, less than a whole place above the 12 it may have
    assert advice(_sefton(3), (CrossParty(), PartyShare())) == ()


def test_one_of_the_two_rules_alone_does_not_clash() -> None:
    assert advice(_sefton(2), (CrossParty(),)) == ()
    assert advice(_sefton(2), (PartyShare(),)) == ()


def test_the_clash_is_seen_when_mixed_groups_are_a_must() -> None:
    (sentence,) = advice(_sefton(2), (CrossParty(must=True), PartyShare()))
    assert sentence.startswith("Cross party and party share clash")
