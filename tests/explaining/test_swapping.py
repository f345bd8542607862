"""Every swap that is listed is legal and every legal one is listed; so are those who could step in."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.host_present import HostPresent
from rota.auditing import AuditReport
from rota.domain import Placement, Problem, Rota
from rota.explaining.context import RotaContext
from rota.explaining.swaps import offers, swapped, taken
from rota.rules import Rule
from rota.solving.alternatives.alternatives import Handover, Swap
from tests.explaining.brute_force import as_ring, legal_by_brute_force, places, worse
from tests.explaining.everywhere import LOOSE, RULE_SETS, replaced
from tests.explaining.everywhere import ground as tiny_ground
from tests.explaining.everywhere import kept as kept_in
from tests.support.builders import a_rota
from tests.support.strategies import problems
from tests.support.tiers import examples
from tests.support.verdicts import RULES

pytestmark = pytest.mark.full


def agree(asked: RotaContext, member: str, visit: str) -> int:
    """The swaps of the place are those of brute force, with their points; how many there are."""
    listed = asked.around.swaps(member, visit)
    assert {as_ring(swap): swap.points for swap in listed} == legal_by_brute_force(asked, member, visit)
    assert len({as_ring(swap) for swap in listed}) == len(listed)
    assert [swap.points for swap in listed] == sorted(swap.points for swap in listed)
    for swap in listed:
        assert (swap.handovers[0].member, swap.handovers[0].gives_up) == (member, visit)
        assert asked.audited(swapped(asked.rota, swap)).points == asked.report.points + swap.points
    return len(listed)


@pytest.mark.parametrize("name", RULE_SETS)
def test_the_swaps_of_the_tiny_world_are_those_of_brute_force(name: str) -> None:
    rules = RULE_SETS[name]
    every = np.flatnonzero(kept_in(rules)).tolist()
    found = 0
    for number in random.Random(2).sample(every, min(25, len(every))):
        asked = tiny_ground(rules, number)
        found += sum(agree(asked, member, visit) for member, visit in places(asked.rota))
    assert found > 0


def stepped_in(rota: Rota, visit: str, out: str, member: str) -> Rota:
    """The rota with the member in the place of the one who is out."""
    (placement,) = rota.of([visit])
    return replaced(rota, replace(placement, members=(member, *(one for one in placement.members if one != out))))


def who_could_step_in(asked: RotaContext) -> dict[tuple[str, str, str], int]:
    """By brute force: (visit, out, member) to the points that the audit finds it to change."""
    found = {}
    for placement in asked.rota.placements:
        others = {one.id for one in asked.problem.members} - set(placement.members)
        for out, member in product(placement.members, others):
            other = stepped_in(asked.rota, placement.visit, out, member)
            if not worse(asked, other):
                found[placement.visit, out, member] = asked.audited(other).points - asked.report.points
    return found


def stand_ins_agree(asked: RotaContext) -> int:
    """Those who could step in are those of brute force, with their points."""
    listed = list(asked.around.stand_ins([placement.visit for placement in asked.rota.placements]))
    assert {(one.visit, one.out, one.member): one.points for one in listed} == who_could_step_in(asked)
    return len(listed)


@pytest.mark.parametrize("name", RULE_SETS)
def test_those_who_could_step_in_are_those_of_brute_force(name: str) -> None:
    rules = RULE_SETS[name]
    every = np.flatnonzero(kept_in(rules)).tolist()
    grounds = [tiny_ground(rules, number) for number in random.Random(3).sample(every, min(25, len(every)))]
    assert sum(stand_ins_agree(asked) for asked in grounds) > 0


OF_THE_GROUP = ("enough_members", "required_role", "cross_party", "same_ward")
"""Rules that speak of a visit's whole group: their findings name everybody on it."""


def newly_broken(asked: RotaContext, rota: Rota) -> set[tuple[object, ...]]:
    """The musts broken of a visit or of a member that were kept."""

    def broken(report: AuditReport) -> set[tuple[object, ...]]:
        return {(one.rule, one.visit, *(() if one.rule in OF_THE_GROUP else one.members)) for one in report.breaches}

    return broken(asked.audited(rota)) - broken(asked.report)


def nothing_is_broken_in_exchange(asked: RotaContext) -> None:
    """Neither a swap nor somebody who steps in breaks a must that was kept, even where another is mended by it."""
    for member, visit in places(asked.rota):
        for swap in asked.around.swaps(member, visit):
            assert newly_broken(asked, swapped(asked.rota, swap)) == set(), swap
    for one in asked.around.stand_ins([placement.visit for placement in asked.rota.placements]):
        assert newly_broken(asked, stepped_in(asked.rota, one.visit, one.out, one.member)) == set(), one


@pytest.mark.parametrize("name", RULE_SETS)
def test_of_a_draft_no_swap_and_no_stand_in_breaks_a_must_to_mend_another(name: str) -> None:
    rules = RULE_SETS[name]
    every = np.flatnonzero(~kept_in(rules)).tolist()
    for number in random.Random(4).sample(every, 40):
        nothing_is_broken_in_exchange(tiny_ground(rules, number))


def any_rota(problem: Problem, draw: random.Random) -> Rota:
    """Each visit at some slot with one or two members and somebody to receive it; empty when there is no slot."""
    members = [member.id for member in problem.members]
    return Rota(
        tuple(
            Placement(
                visit.id,
                draw.choice(problem.slots),
                tuple(draw.sample(members, min(draw.choice((1, 1, 2)), len(members)))),
                who_may_receive(problem, visit.id)[:1],
            )
            for visit in (problem.visits if problem.slots else ())
        )
    )


def who_may_receive(problem: Problem, visit: str) -> tuple[str, ...]:
    """Hosts who are pinned to the visit, then those whom its team names."""
    hosts = {host.id for host in problem.hosts}
    pinned = (pin.member for pin in problem.pins if pin.visit == visit and not pin.never)
    return (*(person for person in pinned if person in hosts), *problem.team_of(visit).receivers)


def under(problem: Problem, rules: list[Rule], rota: Rota) -> RotaContext:
    """The rota under the rules; where these do not ask that anybody receives a visit, nobody does."""
    if not any(isinstance(rule, HostPresent) for rule in rules):
        rota = Rota(tuple(replace(place, receivers=()) for place in rota.placements))
    return RotaContext(problem, tuple(rules), rota)


@pytest.mark.full
@given(st.data())
@examples(40, filtered=True)
def test_in_drawn_worlds_swaps_and_stand_ins_are_those_of_brute_force(data: st.DataObject) -> None:
    """Under the rules that the rota keeps; under all of those drawn, what is broken is not exchanged for another."""
    problem = data.draw(problems())
    rules = data.draw(st.lists(st.sampled_from(RULES), min_size=3, max_size=8, unique_by=lambda rule: rule.name))
    rota = any_rota(problem, random.Random(data.draw(st.integers(0, 9999))))
    keeps = [rule for rule in rules if not any(finding.breach for finding in rule.check(problem, rota))]
    for number in range(min(2, len(rota.placements))):  # the whole rota, and the rota without its first visit
        asked = under(problem, keeps, Rota(rota.placements[number:]))
        stand_ins_agree(asked)
        for member, visit in places(asked.rota):
            agree(asked, member, visit)
    if rota.placements and len(keeps) < len(rules):
        nothing_is_broken_in_exchange(under(problem, rules, rota))


# What an officer is told of them.


def a_ground() -> RotaContext:
    """A rota of the tiny world in which places can be swapped in more than one way."""
    every = np.flatnonzero(kept_in(LOOSE)).tolist()
    grounds = (tiny_ground(LOOSE, number) for number in every)
    return next(one for one in grounds if len(one.around.swaps("ann", "home-1")) > 1)


def test_offers_are_numbered_best_first_and_compared_by_the_audit() -> None:
    asked = a_ground()
    every = asked.around.swaps("ann", "home-1")
    found = offers(asked, "ann", "home-1", 10)
    assert [offer.number for offer in found.offers] == list(range(1, len(every) + 1))
    assert (found.in_all, found.name, found.title) == (len(every), "Ann", "Home")
    for offer, swap in zip(found.offers, every, strict=True):
        other = swapped(asked.rota, swap)
        assert offer.difference.points == swap.points == asked.audited(other).points - asked.report.points
        assert offer.difference.loads == ()  # everybody goes as often
        assert taken(asked, "ann", "home-1", offer.number) == other
        for step in offer.steps:
            assert step.gives_up_slot == asked.placement(step.gives_up).slot
            assert step.takes_on_slot == asked.placement(step.takes_on).slot


def test_of_many_swaps_the_best_are_shown_and_all_are_counted() -> None:
    asked = a_ground()
    every = asked.around.swaps("ann", "home-1")
    found = offers(asked, "ann", "home-1", 1)
    assert (found.in_all, len(found.offers)) == (len(every), 1)
    assert found.offers[0].difference.points == min(swap.points for swap in every)


def test_there_is_no_swap_of_a_number_that_is_not_listed() -> None:
    asked = a_ground()
    last = len(asked.around.swaps("ann", "home-1"))
    assert taken(asked, "ann", "home-1", 0) is None
    assert taken(asked, "ann", "home-1", last) is not None
    assert taken(asked, "ann", "home-1", last + 1) is None


def test_a_place_that_is_not_the_members_cannot_be_swapped() -> None:
    asked = a_ground()
    stranger = next(one for one in ("ann", "bob", "cat") if one not in asked.placement("mash-1").members)
    with pytest.raises(KeyError, match=stranger):
        offers(asked, stranger, "mash-1", 10)


def test_a_ring_of_three_passes_each_place_on() -> None:
    """Ann takes Bob's place, Bob takes Cat's and Cat takes Ann's; every visit keeps its date and its size."""
    rota = a_rota(
        {
            "home-1": ("2026-06-03 10:00", "ann", "dee"),
            "mash-1": ("2026-06-10 10:00", "bob"),
            "mash-2": ("2026-06-17 10:00", "cat"),
        }
    )
    ring = (
        Handover("ann", "home-1", "mash-1"),
        Handover("bob", "mash-1", "mash-2"),
        Handover("cat", "mash-2", "home-1"),
    )
    assert swapped(rota, Swap(ring, 0)) == a_rota(
        {
            "home-1": ("2026-06-03 10:00", "cat", "dee"),
            "mash-1": ("2026-06-10 10:00", "ann"),
            "mash-2": ("2026-06-17 10:00", "bob"),
        }
    )
