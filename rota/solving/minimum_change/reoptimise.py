"""A rota that people know, made to fit what has changed since: the nearest one, with its proof. Rotas in, rotas out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rota.auditing import AuditReport, audit
from rota.domain import Placement, Problem, Rota
from rota.record import Certificate
from rota.rules import Rule
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance import NOWHERE, Disturbance, numbers_of, standing_of
from rota.solving.minimum_change.lexicographic import Nearest, nearest, what_more_buys
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, chosen_receivers, measure, received_as_in
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.fixed_receivers import received_as_known
from rota.solving.model.presolve import Presolved, presolve
from rota.solving.model.statements import gather

WORK, WORK_FOR_OFFERS = 30.0, 3.0
"""Units of work for the nearest rota, and for showing what more changes would buy.

Chosen without measurement of others. Measured: 48 changes of 48 at S, M and L are proven least within the 30; offers
take most of the 7 to 9 s of M and L (24 November 2026)."""


@dataclass(frozen=True, slots=True)
class PublishedRota:
    """What people know of the year's visits, and what of it may change.

    ``movable`` visits may change, and be on ``first_day`` or later; all others stay, whatever they break.
    ``notice_ends`` is the last day of the notice period. ``already`` are people who are affected whatever is done.
    """

    placements: tuple[Placement, ...]
    movable: frozenset[str]
    first_day: date
    notice_ends: date
    already: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisturbanceCost:
    """What a rota costs that disturbs so many people, as little within the notice period; ``proven``: no less."""

    people: int
    moved: int
    points: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Reoptimised:
    """The nearest rota and its audit. It disturbs no less than ``bound``, below which no rota can be.

    ``proven_best``: of all that disturb no more none has fewer points. ``offers`` say what disturbing more people
    would buy.
    """

    rota: Rota
    report: AuditReport
    disturbance: Disturbance
    bound: Disturbance
    proven_best: bool
    offers: tuple[DisturbanceCost, ...]
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class NotRenewed:
    """No rota that leaves the rest as it is was found. ``without_date`` can be on no date from the first day on."""

    without_date: tuple[str, ...]


def renewed(
    problem: Problem, rules: Sequence[Rule], known: PublishedRota, with_offers: bool = True
) -> Reoptimised | NotRenewed:
    """The nearest rota, or that there is none that leaves the rest as it is, or that none was found.

    DisagreementError when the audit reads it otherwise than the engine.
    """
    compiled = compile_statements(problem, received_as_known(problem, gather(problem, rules), known.placements))
    presolved = presolve(compiled)
    task = task_of(problem, compiled, presolved, known)
    without = tuple(compiled.visits[visit].id for visit in task.movable if not len(task.slots[visit]))
    found = None if without else nearest(task, Meter(Limits(work=WORK)))
    if found is None:
        return NotRenewed(without)
    offers = what_more_buys(task, found, Meter(Limits(work=WORK_FOR_OFFERS))) if with_offers else ()
    stays = {placement.visit for placement in known.placements} - known.movable
    rota = received_as_in(found.draft.rota(compiled), known.placements, stays)
    report = audit(problem, rules, rota)
    claimed = measure(compiled, found.draft)
    report.must_agree(claimed.points, kept=not claimed.broken)
    proof = _certificate(compiled, presolved, found, report)
    shown = tuple(
        DisturbanceCost(one.disturbance.people, one.disturbance.moved, one.points, one.proven_best) for one in offers
    )
    return Reoptimised(rota, report, found.disturbance, found.bound, found.proven_best, shown, proof)


def task_of(problem: Problem, compiled: Compiled, presolved: Presolved, known: PublishedRota) -> ChangeTask:
    """What people know and what of it may change, as arrays."""
    start, told = _draft(problem, compiled, presolved, known)
    standing = standing_of(compiled, start)
    numbers = numbers_of(compiled)
    gone, comes = _handed_over(compiled, known, numbers)
    days = compiled.days
    soon = (days >= known.first_day.toordinal()) & (days <= known.notice_ends.toordinal())
    standing = replace(
        standing,
        slots=told,
        hosts=_staying(standing.hosts, comes),
        gone=gone,
        comes=comes,
        notice=soon,
        already=frozenset(numbers[person] for person in known.already if person in numbers),
    )
    late_enough = days >= known.first_day.toordinal()
    movable = tuple(number for number, visit in enumerate(compiled.visits) if visit.id in known.movable)
    slots = {visit: presolved.slots[visit][late_enough[presolved.slots[visit]]] for visit in movable}
    return ChangeTask(compiled, standing, start, movable, slots)


def _draft(
    problem: Problem, compiled: Compiled, presolved: Presolved, known: PublishedRota
) -> tuple[Assignment, Numbers]:
    """What is known as arrays, some slot given to each visit that has none, and the slots that people know."""
    slots = {slot.id: number for number, slot in enumerate(problem.slots)}
    placed = {placement.visit: placement for placement in known.placements}
    at = np.zeros(compiled.visit_count, dtype=np.int64)
    told = np.full(compiled.visit_count, NOWHERE, dtype=np.int64)
    groups = np.zeros((compiled.member_count, compiled.visit_count), dtype=bool)
    for number, visit in enumerate(compiled.visits):
        placement = placed.get(visit.id)
        at[number] = presolved.slots[number][0] if len(presolved.slots[number]) else 0
        if placement is not None:
            going = [compiled.number_of[one] for one in placement.members if one in compiled.number_of]
            groups[[*going, *chosen_receivers(compiled, placement)], number] = True
            told[number] = slots.get(placement.slot.id, NOWHERE)
            at[number] = at[number] if told[number] == NOWHERE else told[number]
    return Assignment(at, groups), told


Receivers = dict[int, frozenset[int]]
"""The numbers of hosts and deputies by visit."""


def _handed_over(compiled: Compiled, known: PublishedRota, numbers: Mapping[str, int]) -> tuple[Receivers, Receivers]:
    """Who no longer receives a visit that people know of, and who now does, where there is no choice."""
    placed = {placement.visit: placement for placement in known.placements}
    gone: Receivers = {}
    comes: Receivers = {}
    for number, visit in enumerate(compiled.visits):
        if visit.id in placed and visit.id in known.movable:
            before = {one for one in placed[visit.id].receivers if one not in compiled.number_of}
            now = set(compiled.received[number])
            gone[number] = frozenset(numbers[one] for one in before - now if one in numbers)
            comes[number] = frozenset(numbers[one] for one in now - before)
    return gone, comes


def _staying(hosts: Numbers, comes: Receivers) -> Numbers:
    """Of those who receive without a choice the ones who did so before."""
    new = [int(host) in comes.get(visit, ()) for visit, host in enumerate(hosts.tolist())]
    return np.where(new, NOWHERE, hosts)


def _certificate(compiled: Compiled, presolved: Presolved, found: Nearest, report: AuditReport) -> Certificate | None:
    """The bounds of any rota of the year, as a flow gives them; none when a must is broken."""
    if not report.kept:
        return None
    bound = lower_bound(compiled, presolved)
    now = measure(compiled, found.draft)
    return Certificate(now.points, min(bound.points, now.points), now.fairness, min(bound.fairness, now.fairness))


def movable_after(problem: Problem, placements: Collection[Placement], first_day: date) -> frozenset[str]:
    """The visits that are yet to come, or that nobody has been told of."""
    over = {placement.visit for placement in placements if placement.slot.day < first_day}
    return frozenset(visit.id for visit in problem.visits if visit.id not in over)
