"""What rules, their arrays and CP-SAT say of each rota of the tiny world."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.host_pace import HostPace
from constraints.host_present import HostPresent
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.own_host import OwnHost
from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from tests.support.tiny_world import every_draft, every_rota, rules_in_every_strength, tiny_world

RULES = rules_in_every_strength()


IDS = [f"{rule.name}-{getattr(rule, 'must', '')}" for rule in RULES]


MUSTS = [rule for rule in RULES if getattr(rule, "must", rule.strength == "must")]


PREFERENCES = [
    rule for rule in RULES if (rule not in MUSTS and not isinstance(rule, OwnHost)) or isinstance(rule, EnoughMembers)
]
"""With "enough members", a must that has a price besides; without "own host": the tiny world has no deputies."""


def compiled(problem: Problem, *rules: Rule) -> Compiled:
    return compile_statements(problem, gather(problem, rules))


def audited(problem: Problem, rule: Rule, rota: Rota) -> tuple[bool, int]:
    """(a must is broken, points), as the rule's own check reads the rota."""
    findings = list(rule.check(problem, rota))
    return any(finding.breach for finding in findings), sum(finding.points for finding in findings)


Verdict = tuple[NDArray[np.bool_], NDArray[np.int64]]


OF_HOSTS_TOO = (HostPace, OnePlaceAtATime)
"""Rules that ask something of whoever receives a visit; "host present" alone asks that anybody does."""


@cache
def audited_everywhere(rule: Rule, received: bool = True) -> Verdict:
    """For every rota of the tiny world whether the rule's check finds a breach, and the points it finds.

    In each rota Hal, who is the host of either team, receives every visit, or else nobody receives any.
    Fair share takes two thirds of the time of all rules together and counts only how often each member goes:
    one rota of each count is read, and ``test_fair_share_counts_only_how_often_each_goes`` says that one is enough.
    """
    if not received and not isinstance(rule, (*OF_HOSTS_TOO, HostPresent)):
        return audited_everywhere(rule)  # reads no receiver
    if isinstance(rule, FairShare):
        told: dict[tuple[int, ...], tuple[bool, int]] = {}
        for often, rota in zip(how_often(), every_rota(), strict=True):
            if often not in told:
                told[often] = audited(tiny_world(), rule, rota)
        read = [told[often] for often in how_often()]
    else:
        read = [audited(tiny_world(), rule, rota) for rota in every_rota(received)]
    return np.array([broken for broken, _ in read]), np.array([points for _, points in read])


@cache
def how_often() -> tuple[tuple[int, ...], ...]:
    """For every rota of the tiny world on how many visits each member goes."""
    return tuple(tuple(draft.groups.sum(axis=1).tolist()) for draft in every_draft(tiny_world()))


def audited_together(*rules: Rule) -> Verdict:
    """For every rota whether any of the rules is broken, and the points of all: as the engines decide.

    Unless "host present" asks for it nobody receives a visit.
    """
    received = any(isinstance(rule, HostPresent) for rule in rules)
    read = [audited_everywhere(rule, received) for rule in rules]
    return np.any([broken for broken, _ in read], axis=0), np.sum([points for _, points in read], axis=0)


def solver_says(arrays: Compiled, draft: Assignment) -> tuple[bool, int]:
    """(infeasible, points) of the whole model with this very rota fixed in it."""
    if not arrays.open[np.arange(arrays.visit_count), draft.slots].all():
        return True, 0
    members = whole_frame(arrays, presolve(arrays)).members
    visits = tuple(range(arrays.visit_count))
    frame = Frame(visits, {visit: np.flatnonzero(arrays.open[visit]) for visit in visits}, members)
    model = FrameModel(arrays, draft, frame)
    for visit in frame.visits:
        model.model.add(model.y[visit][int(draft.slots[visit])] == 1)
        for member in range(arrays.member_count):
            on = bool(draft.groups[member, visit])
            if (member, visit) in model.x:
                model.model.add(model.x[member, visit] == on)
            elif on:
                return True, 0
    result = solve_frame(model, Meter(Limits()))
    assert result.outcome in ("best", "impossible")
    return result.outcome == "impossible", result.value
