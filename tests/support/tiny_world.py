"""One tiny council in which every rule of the rule book can be kept and broken: 3 members, 3 visits, 3 slots."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from constraints import RULES
from rota.domain import (
    ALWAYS,
    Cancellation,
    Closure,
    CommitteePlace,
    Dated,
    Host,
    Interest,
    Pin,
    Placement,
    Problem,
    Rota,
    Span,
    TravelTime,
)
from rota.rules import Rule, rule_name
from rota.solving.model.assignment import Assignment
from tests.support.builders import a_member, a_problem, a_slot, a_team, away, day, hosted, meeting, past, span, weekly

NUMBERS: dict[str, dict[str, object]] = {
    "yearly_limit": {"visits_a_year": 2},
    "week_limit": {"visits_a_week": 2},
    "host_pace": {"days_between": 1},
    "breathing_space": {"days_between": 2},
    "even_year": {"longest_gap_days": 3},
    "pool": {"include_co_opted": False},
    "party_share": {"tolerance_places": 0},
}
"""Numbers that make a rule matter in a year of three weeks; the rest keep their defaults."""

OTHER_STRENGTH = tuple(rule for rule in RULES if rule.may_choose)


def a_rule(rule: type[Rule], **numbers: object) -> Rule:
    return rule(**{**NUMBERS.get(rule_name(rule), {}), **numbers})  # type: ignore[arg-type]


def rules_in_every_strength() -> list[Rule]:
    """Every rule with its numbers, and those of which the council may choose in the other strength too."""
    usual = [a_rule(rule) for rule in RULES]
    turned = [a_rule(rule, must=not a_rule(rule).must) for rule in OTHER_STRENGTH]  # type: ignore[attr-defined]
    return usual + turned


@cache
def tiny_world() -> Problem:
    """Wednesdays 3, 10 and 17 June 2026: the second is a school holiday, the third a bank holiday.

    Ann and Bob are Labour in one ward, Cat is Conservative and leads; Bob has visited the MASH before.
    """
    return a_problem(
        [
            a_member("ann", "Labour", "Park", needs_step_free=True, yearly_limit=1, checked=span("2026-06-10", None)),
            a_member("bob", "Labour", "Park", trained=span("2020-01-01", "2026-06-12")),
            a_member(
                "cat", "Conservative", "Quay", roles=(Dated("lead member"),), terms=(span("2020-01-01", "2026-06-16"),)
            ),
        ],
        [
            a_team("home", kind="home", site="Hill House", host="hal", group_least=2, group_most=3, step_free=False),
            a_team(
                "mash",
                kind="mash",
                host="hal",
                visits_a_year=2,
                group_least=1,
                group_most=2,
                spacing_days=8,
                requires=("lead member", "experienced"),
                pool="panel",
            ),
        ],
        year=span("2026-06-01", "2026-06-21"),
        weekdays=(2,),
        hosts=(Host("hal", "Hal"), Host("ivy", "Ivy")),
        absences=(away("hal", "2026-06-10"), away("ivy", "2026-06-10"), away("bob", "2026-06-03")),
        weekly=(weekly("ann", 2, "08:00", "09:30", pattern="preferred"),),
        meetings=(meeting("panel", "2026-06-17 11:00", "2026-06-17 12:00"),),
        committees=(CommitteePlace("bob", "panel"), CommitteePlace("cat", "panel", ALWAYS)),
        interests=(Interest("ann", "mash"),),
        history=(past("bob", "mash", "2025-11-05"), past("bob", "home", "2026-01-07")),
        closures=(Closure(span("2026-06-17", "2026-06-17"), "bank holiday: Test Day"),),
        school_holidays=(Closure(Span(day("2026-06-08"), day("2026-06-12")), "half term"),),
        pins=(Pin("mash-2", member="ann", never=True), Pin("home-1", day=day("2026-06-10"))),
        travel=(TravelTime("Park", "Hill House", 50),),
        cancelled=(Cancellation("home-1", day("2026-06-17"), "service"),),
        published=(Placement("home-1", a_slot("2026-06-03 10:00"), ("bob", "cat")),),
    )


def rota_of(problem: Problem, draft: Assignment, received: bool = True) -> Rota:
    """The draft, whose rows are the members alone, as a rota in which the host of each team receives, or nobody."""
    people = [member.id for member in problem.members]
    placements = [
        Placement(visit.id, problem.slots[slot], tuple(people[one] for one in np.flatnonzero(going).tolist()))
        for visit, slot, going in zip(problem.visits, draft.slots.tolist(), draft.groups.T, strict=True)
    ]
    return hosted(problem, Rota(tuple(placements))) if received else Rota(tuple(placements))


@cache
def every_draft(problem: Problem) -> tuple[Assignment, ...]:
    """Every rota of the problem as arrays: each visit at each slot with each group, the empty one too."""
    members, visits, slots = len(problem.members), len(problem.visits), len(problem.slots)
    groups = [np.array(bits, dtype=bool) for bits in product((False, True), repeat=members)]
    drafts = []
    for chosen in product(range(slots), repeat=visits):
        for going in product(groups, repeat=visits):
            drafts.append(Assignment(np.array(chosen, dtype=np.int64), np.array(going, dtype=bool).T))
    return tuple(drafts)


@cache
def every_rota(received: bool = True) -> tuple[Rota, ...]:
    """The rotas of ``every_draft`` of the tiny world: the host of each team receives every visit, or nobody any."""
    return tuple(rota_of(tiny_world(), draft, received) for draft in every_draft(tiny_world()))
