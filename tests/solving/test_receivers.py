"""Who receives a visit is part of the decision: read alike everywhere, chosen as well as can be, and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from constraints import RULES
from constraints.availability import Availability
from constraints.breathing_space import BreathingSpace
from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.host_pace import HostPace
from constraints.host_present import HostPresent
from constraints.keep_published import KeepPublished
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.own_host import OwnHost
from constraints.pinned import Pinned
from rota.auditing import audit
from rota.domain import Placement, Problem, Rota
from rota.rules import Rule
from rota.solving.alternatives.fill_receivers import says_who_receives, with_receivers
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.bounds.reduced_cost_fixing import worth
from rota.solving.engine import Impossible, OutOfTime, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from rota.solving.search.greedy import first_draft
from tests.support import reference
from tests.support.builders import a_slot
from tests.support.hosted_worlds import busy_hosts, every_rota, one_is_settled, two_for_one_team, wrong
from tests.support.kernel_walks import Walk, holds

pytestmark = pytest.mark.full

HOST_RULES: tuple[Rule, ...] = (
    HostPresent(),
    OwnHost(),
    HostPace(),
    HostPace(days_between=0),
    HostPace(days_between=2),
    OnePlaceAtATime(),
    Pinned(),
    KeepPublished(),
)
SETS: tuple[tuple[Rule, ...], ...] = (
    (HostPresent(),),
    (HostPresent(), HostPace()),
    (HostPresent(), HostPace(days_between=0)),
    (HostPresent(), OwnHost(), OnePlaceAtATime()),
    (HostPresent(), OwnHost(), OnePlaceAtATime(), KeepPublished(), EnoughMembers()),
    (HostPresent(), OwnHost(), HostPace(), KeepPublished(), EnoughMembers(), FairShare(), Availability()),
    (HostPresent(), Pinned(), OnePlaceAtATime()),
)
WORLDS = {"two for one team": two_for_one_team, "one is settled": one_is_settled}
each_world = pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())


def compiled(problem: Problem, *rules: Rule) -> Compiled:
    return compile_statements(problem, gather(problem, rules))


def represented(arrays: Compiled, rota: Rota) -> bool:
    """Whether the arrays can hold the rota: who has no choice receives just their visits."""
    settled = {visit.id: set(who) for visit, who in zip(arrays.visits, arrays.received, strict=True)}
    return all(set(place.receivers) - set(arrays.people) == settled[place.visit] for place in rota.placements)


@cache
def checked(world: str, rule: Rule) -> tuple[tuple[bool, int], ...]:
    """Of every rota whether the rule's check finds a breach, and the points it finds."""
    problem = WORLDS[world]()
    read = []
    for rota in every_rota(problem):
        findings = list(rule.check(problem, rota))
        read.append((any(finding.breach for finding in findings), sum(finding.points for finding in findings)))
    return tuple(read)


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("rule", HOST_RULES, ids=repr)
@pytest.mark.parametrize("world", WORLDS)
def test_statements_arrays_and_check_agree_whoever_receives(world: str, rule: Rule, step: int) -> None:
    """Over the 4,096 rotas of either world, in ``make test`` one in five, which shares no factor with the slots (4) and
    the sets of hosts (4, 16); what arrays cannot hold is a breach of "host present".

    The arrays are of the rule together with "host present", without which nobody receives anything.
    """
    problem = WORLDS[world]()
    statements, arrays = list(rule.statements(problem)), compiled(problem, HostPresent(), rule)
    seen = set()
    readings = zip(every_rota(problem), checked(world, HostPresent()), checked(world, rule), strict=True)
    for rota, (nobody_present, _), read in list(readings)[::step]:
        said = reference.measure(problem, statements, rota)
        assert (said[0] > 0, said[1]) == read
        if represented(arrays, rota):
            found = measure(arrays, draft_of(arrays, rota))
            assert (found.broken > 0, found.points) == (read[0] or nobody_present, read[1])
            assert draft_of(arrays, rota).rota(arrays) == rota
        else:
            assert nobody_present or read[0]
        seen.add(read)
    assert len(seen) > 1 or not statements


@pytest.mark.parametrize("rules", SETS, ids=lambda rules: "-".join(rule.name for rule in rules))
@pytest.mark.parametrize("world", WORLDS)
def test_the_engine_finds_the_best_of_every_rota_and_no_bound_is_above_it(world: str, rules: tuple[Rule, ...]) -> None:
    problem = WORLDS[world]()
    broken = np.any([[one for one, _ in checked(world, rule)] for rule in rules], axis=0)
    points = np.sum([[cost for _, cost in checked(world, rule)] for rule in rules], axis=0)
    best = None if broken.all() else int(points[~broken].min())
    result = solve(problem, rules, Limits(work=20.0))
    assert (result.certificate.value if isinstance(result, Solved) else None) == best
    assert isinstance(result, (Solved, Impossible))
    arrays = compiled(problem, *rules)
    presolved = presolve(arrays)
    if best is not None:
        relaxed = worth(arrays, presolved)
        assert lower_bound(arrays, presolved).points <= best
        assert relaxed is None or relaxed.bound <= best


@each_world
def test_the_audit_reads_what_the_kernel_counts_of_those_who_receive(world: Callable[[], Problem]) -> None:
    """On the way of the local search through rotas of every kind, each rule by itself and all of them together."""
    problem, seen = world(), Counter[bool]()
    for rules in (*((HostPresent(), rule) for rule in HOST_RULES[1:]), HOST_RULES[:3] + HOST_RULES[5:]):
        arrays = compiled(problem, *rules)
        presolved = presolve(arrays)
        walk = Walk(arrays, presolved, first_draft(arrays, presolved))
        for number, _ in enumerate(walk.taken(150)):
            holds(walk)
            if number % 4 == 0:
                report = audit(problem, rules, walk.draft().rota(arrays))
                breaches, rest = divmod(walk.state.cost[0] - report.points, arrays.breach_price)
                assert (rest, breaches > 0) == (0, not report.kept)
                seen[report.kept] += 1
    assert min(seen[True], seen[False]) > 10


def test_a_host_without_a_deputy_costs_no_variables() -> None:
    """Kim receives North whatever is chosen; with three to choose from at MASH there are two members and three more."""
    arrays = compiled(replace(one_is_settled(), pins=()), HostPresent(), HostPace())
    assert arrays.people == ("ann", "bob", "hal", "ivy", "jo")
    assert arrays.received == ((), ("kim",))
    problem = one_is_settled()
    alone = replace(problem, pins=(), teams=tuple(replace(team, deputies=()) for team in problem.teams))
    assert compiled(alone, HostPresent(), HostPace()).people == ("ann", "bob")


# Whole years with few hosts, held against the checker.

EVERYTHING = tuple(rule() for rule in RULES if rule is not BreathingSpace)
"""The whole rule book but for the space that members have between visits, which six weeks cannot give."""


def solved(problem: Problem) -> Rota | None:
    result = solve(problem, EVERYTHING, Limits(work=0.3))
    return result.rota if isinstance(result, (Solved, OutOfTime)) else None


@cache
def years(seeds: int) -> tuple[tuple[Problem, Rota], ...]:
    """The worlds of these seeds that have a rota, each with the engine's."""
    drawn = ((problem, solved(problem)) for problem in map(busy_hosts, range(seeds)))
    return tuple((problem, rota) for problem, rota in drawn if rota is not None)


def holds_for(seeds: int, least: int) -> None:
    deputies = 0
    for problem, rota in years(seeds):
        assert wrong(problem, rota) == set()
        deputies += sum(problem.team_of(place.visit).host not in place.receivers for place in rota.placements)
    assert len(years(seeds)) >= least
    assert deputies > len(years(seeds))


@pytest.mark.full
def test_nobody_who_is_away_or_elsewhere_receives_a_visit() -> None:
    holds_for(6, 3)


@pytest.mark.slow
def test_nobody_who_is_away_or_elsewhere_receives_a_visit_in_fifty_worlds() -> None:
    holds_for(95, 50)


def planted(problem: Problem, rota: Rota) -> Iterator[tuple[str, Rota]]:
    """The rota with one thing wrong with who receives, as often as it can be planted."""
    for place in rota.placements:
        team = problem.team_of(place.visit)
        if team.receivers:
            yield "not exactly one", _with(rota, place, ())
            if len(team.receivers) > 1:
                yield "not exactly one", _with(rota, place, team.receivers[:2])
        for host in problem.hosts:
            if host.id not in team.receivers:
                yield "not named", _with(rota, place, (host.id,))
        for other in rota.placements:
            if other.visit != place.visit and other.slot.day == place.slot.day:
                yield "too soon", _with(rota, place, other.receivers)


def _with(rota: Rota, place: Placement, receivers: tuple[str, ...]) -> Rota:
    return Rota(tuple(replace(one, receivers=receivers) if one == place else one for one in rota.placements))


def test_whatever_the_checker_finds_wrong_the_audit_finds_too() -> None:
    """Of each planted breach, and the other way round: where the checker finds nothing the audit finds none."""
    rules = (HostPresent(), HostPace(), OnePlaceAtATime())
    kinds: Counter[str] = Counter()
    for problem, rota in years(6):
        for kind, spoilt in planted(problem, rota):
            found = wrong(problem, spoilt)
            breaches = [finding for finding in audit(problem, rules, spoilt).findings if finding.breach]
            assert {finding.visit for finding in breaches} == {visit for _, visit in found}
            kinds.update({what for what, _ in found} | ({kind} if kind in {what for what, _ in found} else set()))
    assert min(kinds[kind] for kind in ("not exactly one", "not named", "busy", "too soon", "two places")) > 3


# A rota that does not say who receives.


def test_of_a_rota_that_does_not_say_so_whoever_fits_best_receives() -> None:
    """Hal is away on Monday afternoon, so that Ivy receives MASH then; on Tuesday at 10:00 Ivy is away and Hal does."""
    problem = replace(two_for_one_team(), pins=(), published=())
    rules = (HostPresent(), OwnHost(), OnePlaceAtATime())
    for slot, who in (("2026-06-01 11:00", "ivy"), ("2026-06-02 10:00", "hal")):
        rota = Rota((Placement("mash-1", a_slot(slot), ("ann",)),))
        assert not says_who_receives(problem, rota)
        told = with_receivers(problem, rules, rota)
        assert told.placements[0].receivers == (who,)
        assert says_who_receives(problem, told)


def test_what_a_rota_says_of_who_receives_stays_and_what_cannot_be_followed_has_the_host() -> None:
    problem = replace(two_for_one_team(), pins=(), published=())
    rota = Rota(
        (
            Placement("mash-1", a_slot("2026-06-02 10:00"), (), ("ivy",)),
            Placement("north-1", a_slot("2026-06-01 23:00"), ()),
            Placement("south-1", a_slot("2026-06-02 10:00"), ("zoe",)),
            Placement("gone-1", a_slot("2026-06-02 10:00"), ()),
        )
    )
    told = {place.visit: place.receivers for place in with_receivers(problem, (HostPresent(),), rota).placements}
    assert told == {"mash-1": ("ivy",), "north-1": ("ivy",), "south-1": ("hal",), "gone-1": ()}
