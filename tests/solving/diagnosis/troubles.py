"""One small council for each must in which that must stands in the way of every rota."""

from __future__ import annotations

from datetime import time

from rota.domain import Cancellation, Closure, CommitteePlace, Host, Interest, Pin, Problem, Team
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from tests.support.builders import a_member, a_problem, a_team, away, day, meeting, span

WEEK = span("2026-06-01", "2026-06-05")
MONDAY = span("2026-06-01", "2026-06-01")
HAL = Host("hal", "Hal")
IVY = Host("ivy", "Ivy")


def a_rule_book(**chosen: dict[str, object]) -> list[Rule]:
    """The rules as a new council has them, with these numbers."""
    return load(Settings(rules=chosen))


def pair(**fields: object) -> Team:
    """A team that is visited once by two members."""
    return a_team("mash", group_least=2, **fields)


def one_member_only() -> Problem:
    return a_problem([a_member("ann")], [pair()])


def one_is_away() -> Problem:
    return a_problem([a_member("ann"), a_member("bob")], [pair()], absences=(away("bob", "2026-06-01", "2026-06-05"),))


def one_is_in_committee() -> Problem:
    return a_problem(
        [a_member("ann"), a_member("bob")],
        [pair()],
        year=MONDAY,
        meetings=(meeting("planning", "2026-06-01 10:30", "2026-06-01 12:00"),),
        committees=(CommitteePlace("bob", "planning"),),
    )


def the_host_is_away() -> Problem:
    return a_problem(
        [a_member("ann")],
        [a_team("mash", host="hal")],
        hosts=(HAL, IVY),
        absences=(away("hal", "2026-06-01", "2026-06-05"),),
    )


def host_and_deputy_are_away_in_the_morning_that_is_fixed() -> Problem:
    """Either could receive the MASH in the afternoon, and receives another team besides; Jo is there all day."""
    return a_problem(
        [a_member("ann"), a_member("bob"), a_member("cat")],
        [
            a_team("mash", host="hal", deputies=("ivy",)),
            a_team("north", host="ivy", deputies=("hal",)),
            a_team("south", host="jo"),
        ],
        sessions=("10:00", "14:00"),
        hosts=(HAL, IVY, Host("jo", "Jo")),
        absences=tuple(away(who, "2026-06-01 09:00", "2026-06-01 12:00") for who in ("hal", "ivy")),
        pins=(Pin("mash-1", day=day("2026-06-01"), start=time(10)),),
    )


def the_council_is_closed() -> Problem:
    return a_problem([a_member("ann")], [a_team("mash")], closures=(Closure(WEEK, "summer recess"),))


def fixed_outside_its_part() -> Problem:
    pin = Pin("mash-2", day=day("2026-06-01"))
    return a_problem([a_member("ann"), a_member("bob")], [a_team("mash", visits_a_year=2)], pins=(pin,))


def fixed_to_the_day_that_was_cancelled() -> Problem:
    return a_problem(
        [a_member("ann")],
        [a_team("mash")],
        pins=(Pin("mash-1", day=day("2026-06-02")),),
        cancelled=(Cancellation("mash-1", day("2026-06-02"), "service"),),
    )


def one_member_in_two_places() -> Problem:
    return a_problem([a_member("ann")], [a_team("mash"), a_team("north")], year=MONDAY)


def one_has_an_interest() -> Problem:
    return a_problem([a_member("ann"), a_member("bob")], [pair()], interests=(Interest("bob", "mash"),))


def one_is_not_trained() -> Problem:
    return a_problem([a_member("ann"), a_member("bob", trained=span("2026-09-01"))], [pair()])


def one_has_left() -> Problem:
    return a_problem([a_member("ann"), a_member("bob", terms=(span(None, "2026-05-06"),))], [pair()])


def a_pool_of_one() -> Problem:
    members = [a_member("ann"), a_member("bob")]
    return a_problem(members, [pair(pool="panel")], committees=(CommitteePlace("ann", "panel"),))


def nobody_leads() -> Problem:
    return a_problem([a_member("ann"), a_member("bob")], [pair(requires=("lead member",))])


def one_cannot_take_the_stairs() -> Problem:
    return a_problem([a_member("ann"), a_member("bob", needs_step_free=True)], [pair(step_free=False)])


def two_visits_far_apart() -> Problem:
    members = [a_member("ann"), a_member("bob")]
    return a_problem(members, [a_team("mash", visits_a_year=2, spacing_days=10)])


def limits_too_low() -> Problem:
    return a_problem([a_member("ann", yearly_limit=1)], [a_team("mash", visits_a_year=2)])


def one_host_for_two_on_one_day() -> Problem:
    teams = [a_team("mash", host="hal"), a_team("north", host="hal")]
    members = [a_member("ann"), a_member("bob")]
    return a_problem(members, teams, year=MONDAY, sessions=("10:00", "14:00"), hosts=(HAL, IVY))


def a_full_week() -> Problem:
    return a_problem([a_member("ann"), a_member("bob")], [a_team("mash"), a_team("north")])


def fixed_to_two_days() -> Problem:
    pins = (Pin("mash-1", day=day("2026-06-01")), Pin("mash-1", day=day("2026-06-02")))
    return a_problem([a_member("ann")], [a_team("mash")], pins=pins)


def fixed_to_an_hour_without_a_session() -> Problem:
    return a_problem([a_member("ann")], [a_team("mash")], pins=(Pin("mash-1", start=time(18)),))


def one_party_only() -> Problem:
    return a_problem([a_member("ann", "Labour"), a_member("bob", "Labour")], [pair()])
