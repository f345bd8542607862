"""Why this date and these people: what they cost, and the next best that there is instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rota.compare import Difference, RuleChange, rule_changes
from rota.domain import Placement, Rota
from rota.explaining.context import Over, RotaContext, without_visit
from rota.rules import Finding

NEXT_BEST = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another placement of a visit, and what it changes in the whole rota by its audit.

    ``names`` are of those who go, ``received_by`` of whoever receives. ``others_move`` when other visits have to change
    too. ``proven``: no other alternative of its kind is better.
    """

    placement: Placement
    names: tuple[str, ...]
    received_by: tuple[str, ...]
    difference: Difference
    others_move: bool
    proven: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What a visit costs as it is, by rule, with the findings that name it; and the best alternatives, best first.

    With a ``member`` it is what their place costs, and every alternative is without them. ``all_told``: there
    are no more alternatives that leave the other visits as they are. A visit that is ``over`` has none.
    """

    visit: str
    title: str
    placement: Placement
    names: tuple[str, ...]
    received_by: tuple[str, ...]
    member: str
    name: str
    costs: tuple[RuleChange, ...]
    findings: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...]
    all_told: bool
    over: Over | None = None

    @property
    def points(self) -> int:
        """The points that the visit, or the member's place on it, costs altogether."""
        return sum(cost.points for cost in self.costs)


def why(ground: RotaContext, visit: str, member: str = "") -> Why:
    """Why the visit is as it is or, with a member who goes on it, why they go. KeyError for a visit not placed."""
    placement = ground.placement(visit)
    others = [one for one in placement.members if one != member]
    without = ground.with_group(visit, others) if member else without_visit(ground.rota, visit)
    costs = tuple(rule_changes(ground.audited(without), ground.report))
    alternatives, all_told = _alternatives(ground, placement, member)
    return Why(
        visit,
        ground.problem.title(visit),
        placement,
        ground.names(placement.members),
        ground.names(placement.receivers),
        member,
        ground.problem.member(member).name if member else "",
        costs,
        tuple(_findings(ground, placement, member)),
        alternatives,
        all_told,
        ground.over(visit),
    )


def _alternatives(ground: RotaContext, placement: Placement, member: str) -> tuple[tuple[Alternative, ...], bool]:
    """The best few, and whether all that leave the other visits as they are were told."""
    visit = placement.visit
    in_place = ground.around.alternatives(visit, NEXT_BEST, without=member)
    found = [alternative_of(ground, visit, rota) for rota in in_place]
    if len(in_place) < NEXT_BEST and ground.over(visit) is None:
        found += list(_with_others(ground, placement, member))[: NEXT_BEST - len(in_place)]
    return tuple(found), len(in_place) < NEXT_BEST


def for_member(answer: Why, ground: RotaContext) -> Why:
    """The answer as it may be told to others than the officer: what is personal is left out."""
    personal = {rule.name for rule in ground.rules if rule.personal}
    return replace(
        answer,
        findings=tuple(one for one in answer.findings if one.rule not in personal),
        alternatives=tuple(map(without_breaches, answer.alternatives)),
    )


def without_breaches(alternative: Alternative) -> Alternative:
    """The alternative without the sentences of what it breaks besides: one of a draft may be personal."""
    return replace(alternative, difference=replace(alternative.difference, breaches=()))


def _findings(ground: RotaContext, placement: Placement, member: str) -> Iterator[Finding]:
    """What the audit says of the visit, and of the loads of those who go."""
    people = {member} if member else set(placement.members)
    for finding in ground.report.findings:
        of_visit = finding.visit == placement.visit and (not member or member in finding.members)
        of_loads = finding.visit is None and finding.members and set(finding.members) <= people
        if of_visit or of_loads:
            yield finding


def alternative_of(
    ground: RotaContext, visit: str, rota: Rota, others_move: bool = False, proven: bool = True
) -> Alternative:
    """What the rota, which places the visit otherwise, changes."""
    (placement,) = rota.of([visit])
    names, received_by = ground.names(placement.members), ground.names(placement.receivers)
    return Alternative(placement, names, received_by, ground.compared(rota), others_move, proven)


def _with_others(ground: RotaContext, placement: Placement, member: str) -> Iterator[Alternative]:
    """What needs others to change too: without the member or, of a visit, on another date or without one of its group.

    Fewest people first, then fewest points. One that changes this visit alone is no news here.
    """
    left_out = [member] if member else ["", *placement.members]
    found = []
    for one in left_out:
        moved = ground.around.with_others_moving(placement.visit, one)
        if moved is not None and _changes_others(ground.rota, moved.rota, placement.visit):
            found.append(alternative_of(ground, placement.visit, moved.rota, others_move=True, proven=moved.proven))
    different = {alternative.placement: alternative for alternative in reversed(found)}
    yield from sorted(different.values(), key=lambda one: (len(one.difference.people), one.difference.points))


def _changes_others(rota: Rota, other: Rota, visit: str) -> bool:
    return without_visit(rota, visit) != without_visit(other, visit)
