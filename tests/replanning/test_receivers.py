"""Who receives, after a year's teams have named others in its middle, or when nothing asks who does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from constraints.host_present import HostPresent
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.week_limit import WeekLimit
from rota.auditing import audit
from rota.domain import Closure, Host, Problem, Rota
from rota.replanning.replan import Replanned, replan
from rota.rules import Rule
from rota.solving.minimum_change.disturbance import Disturbance
from tests.replanning.worlds import JUNE_3, JUNE_17, PUBLISHED, RULES, agreed, council, with_teams
from tests.support.builders import a_rota, a_team, span

HAL, IVY, JO = Host("hal", "Hal"), Host("ivy", "Ivy"), Host("jo", "Jo")


def received(plan: Replanned) -> dict[str, tuple[str, ...]]:
    return {place.visit: place.receivers for place in plan.rota.placements}


def sentences(plan: Replanned) -> list[str]:
    return [change.sentence for change in plan.changes]


def planned(problem: Problem, from_day: str, rules: tuple[Rule, ...] = RULES, published: Rota = PUBLISHED) -> Replanned:
    plan = replan(problem, rules, published, date.fromisoformat(from_day), 0)
    assert isinstance(plan, Replanned)
    return plan


# Another host in the middle of the year: MASH is over, the south, which Hal receives too, is to come.


def with_jo_for_hal() -> Problem:
    """Hal has left: Jo receives in his place, and nobody names him any more."""
    return replace(with_teams(a_team("mash", host="jo"), a_team("south", host="jo")), hosts=(IVY, JO))


def test_a_host_who_has_left_received_what_is_over_and_nothing_to_come() -> None:
    plan = planned(with_jo_for_hal(), "2026-06-09")
    assert received(plan) == {"mash-1": ("hal",), "north-1": ("ivy",), "south-1": ("jo",)}
    assert plan.already_broken == ()
    assert audit(with_jo_for_hal(), RULES, plan.rota).kept
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert sentences(plan) == [
        "hal no longer receives South on 17 June 2026 at 10:00.",
        "Jo receives South on 17 June 2026 at 10:00.",
    ]


def test_such_a_host_is_told_by_name_where_the_name_is_known() -> None:
    day = date(2026, 6, 9)
    plan = replan(with_jo_for_hal(), RULES, PUBLISHED, day, 0, names={"hal": "Hal Holt"})
    assert isinstance(plan, Replanned)
    assert sentences(plan)[0] == "Hal Holt no longer receives South on 17 June 2026 at 10:00."


def test_of_a_host_who_is_still_listed_the_audit_names_what_is_over() -> None:
    """Jo has MASH now, and Hal the south still. It stays as it was all the same, and the rest is planned."""
    problem = replace(with_teams(a_team("mash", host="jo")), hosts=(HAL, IVY, JO))
    plan = planned(problem, "2026-06-09")
    assert received(plan) == {"mash-1": ("hal",), "north-1": ("ivy",), "south-1": ("hal",)}
    assert (plan.changes, plan.already_broken) == ((), ())
    found = audit(problem, RULES, plan.rota).breaches
    assert [finding.sentence for finding in found] == ["Hal receives Mash; that is for Jo."]


def test_before_it_is_over_the_new_host_receives() -> None:
    """By brute force too: Hal and Jo are told, and nobody else."""
    plan = agreed(replace(with_teams(a_team("mash", host="jo")), hosts=(HAL, IVY, JO)), "2026-06-01")
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert received(plan)["mash-1"] == ("jo",)


# A team that names nobody any more.


def test_a_team_that_names_nobody_any_more_is_received_by_nobody_and_the_old_host_is_told() -> None:
    """Hal has the south still; Ivy, who had the north alone, is not listed any more."""
    plan = agreed(with_teams(a_team("mash")), "2026-06-01")
    assert received(plan) == {"mash-1": (), "north-1": ("ivy",), "south-1": ("hal",)}
    assert plan.disturbance == Disturbance(0, 1, 0, 0, 1)
    assert sentences(plan) == ["Hal no longer receives Mash on 3 June 2026 at 10:00."]
    gone = planned(replace(with_teams(a_team("north")), hosts=(HAL,)), "2026-06-01")
    assert received(gone) == {"mash-1": ("hal",), "north-1": (), "south-1": ("hal",)}
    assert gone.disturbance == Disturbance(0, 0, 0, 0, 0)
    assert sentences(gone) == ["ivy no longer receives North on 10 June 2026 at 10:00."]


def test_a_team_that_named_nobody_and_now_does_is_received_and_its_host_told() -> None:
    """Of the MASH nobody was told that they receive it: Hal now is."""
    published = Rota(
        tuple(replace(one, receivers=one.receivers * (one.visit != "mash-1")) for one in PUBLISHED.placements)
    )
    plan = agreed(council(), "2026-06-01", published=published)
    assert plan.disturbance == Disturbance(0, 1, 0, 0, 1)
    assert sentences(plan) == ["Hal receives Mash on 3 June 2026 at 10:00."]


def test_what_is_over_was_received_by_whoever_did_so_though_no_team_names_anybody_now() -> None:
    teams = with_teams(a_team("mash"), a_team("north"), a_team("south"))
    plan = planned(replace(teams, hosts=()), "2026-06-11")
    assert received(plan) == {"mash-1": ("hal",), "north-1": ("ivy",), "south-1": ()}
    assert plan.already_broken == ()


# Rules that ask who receives can be switched off: whoever receives then goes on doing so.


def without(*rules: type[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if not isinstance(rule, rules))


SNOW = Closure(span("2026-06-17", "2026-06-17"), "snow")


@pytest.mark.parametrize("off", [(HostPresent,), (HostPresent, OnePlaceAtATime)], ids=["one", "both"])
@pytest.mark.parametrize("deputies", [(), ("ivy",)], ids=["alone", "with a deputy"])
def test_where_no_rule_asks_who_receives_the_same_do_and_are_told_of_moves(
    off: tuple[type[Rule], ...], deputies: tuple[str, ...]
) -> None:
    """On 17 June there is snow: the south moves with Ann, and Hal, who receives it, is counted and told."""
    teams = with_teams(a_team("south", host="hal", deputies=deputies), closures=(SNOW,))
    plan = planned(teams, "2026-06-09", without(*off))
    assert received(plan) == received_by(PUBLISHED)
    assert plan.disturbance == Disturbance(0, 2, 1, 0, 2)
    assert {change.name for change in plan.changes} == {"Ann", "Hal"}


def received_by(rota: Rota) -> dict[str, tuple[str, ...]]:
    return {place.visit: place.receivers for place in rota.placements}


def test_and_nobody_who_goes_on_receiving_is_in_two_places_at_once() -> None:
    """Only 3 June is left for the south, when Hal receives MASH: MASH cannot move either, so that there is no rota."""
    shut = tuple(Closure(span(day, day), "snow") for day in ("2026-06-10", "2026-06-17", "2026-06-24"))
    slots = {"mash-1": (JUNE_3, "bob"), "north-1": (JUNE_3, "cat"), "south-1": (JUNE_17, "ann")}
    published = a_rota(slots, mash="hal", north="ivy", south="hal")
    rules = without(HostPresent, WeekLimit)
    found = replanned_by(rules, council(closures=shut), published)
    assert not isinstance(found, Replanned)
    free = replanned_by(without(HostPresent, WeekLimit, OnePlaceAtATime), council(closures=shut), published)
    assert isinstance(free, Replanned)


def replanned_by(rules: tuple[Rule, ...], problem: Problem, published: Rota) -> object:
    return replan(problem, rules, published, date(2026, 6, 1), 0)
