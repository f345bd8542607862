"""Why a member goes, or does not: how many places there are for how many, what each carried, and who else was level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from rota.checking.who_can_go import apart
from rota.compare import RuleChange
from rota.explaining.context import RotaContext
from rota.explaining.fairness import MemberShare, member_shares
from rota.solving.alternatives.alternatives import StandIn


@dataclass(frozen=True, slots=True)
class Carried:
    """Of the members who can go, so many had made this number of visits before; so many of these go this year."""

    earlier: int
    members: int
    going: int


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """A member's place on a visit. ``level`` could have had it on that date for the same points: the choice was a tie.

    Where nobody was level, ``next_best`` is who would cost least more, by rule; nobody when no other could go on that
    date while the other visits stay as they are: then ``trade`` are those who could give a place of theirs for it, for
    no more points. Of a visit that is ``over`` none of these is asked.
    """

    visit: str
    title: str
    start: datetime
    over: bool
    level: tuple[str, ...]
    next_best: str
    dearer_by: tuple[RuleChange, ...]
    trade: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceOpen:
    """A visit that the member could go on, on its date, in the place of any of these, for at least so many points."""

    visit: str
    title: str
    start: datetime
    instead_of: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class WhyMember:
    """Why a member has the visits that they have.

    The rota has so many ``places`` for ``able`` members who can go; ``carried`` counts these by what they had made
    before. ``could`` are the visits that the member could take a place on, cheapest first. ``cannot`` are the rules
    that keep them from every visit of the year; else the member ``counts`` among the able. ``load`` and ``time_served``
    are None for whoever may not know of leave. ``remarks`` are what the rules say of whom they let go no more.
    """

    member: str
    name: str
    places: int
    able: int
    earlier: int
    carried: tuple[Carried, ...]
    goes: tuple[PlaceTaken, ...]
    could: tuple[PlaceOpen, ...]
    cannot: str
    counts: bool
    load: Fraction | None
    time_served: Fraction | None
    remarks: tuple[str, ...] = ()

    @property
    def ties(self) -> tuple[PlaceOpen, ...]:
        """The visits on which the member could be for the same points, or fewer."""
        return tuple(one for one in self.could if one.points <= 0)


def why_member(ground: RotaContext, member: str) -> WhyMember:
    """Why the member goes on what they go on. KeyError for one whom the problem does not have."""
    problem, rota = ground.problem, ground.rota
    shares = member_shares(problem, rota)
    mine = next((one for one in shares if one.member == member), None)
    others = apart(problem, ground.rules, {one.member for one in shares})
    placed = [visit.id for visit in problem.visits if ground.around.places(visit.id)]
    step_ins = list(ground.around.stand_ins(placed))
    goes = [one.visit for one in sorted(rota.placements, key=lambda one: one.slot.start) if member in one.members]
    return WhyMember(
        member,
        problem.member(member).name,
        sum(len(placement.members) for placement in rota.placements),
        len(shares),
        mine.earlier if mine else len(problem.past_visits_of(member)),
        tuple(_carried(shares)),
        tuple(_taken(ground, member, visit, step_ins) for visit in goes),
        tuple(sorted(_open(ground, member, step_ins), key=lambda one: (one.points, one.start, one.visit))),
        next((one.why for one in others if one.member == member), ""),
        mine is not None,
        mine.load if mine else None,
        mine.share if mine else None,
        tuple(ground.remarks()),
    )


def for_member(answer: WhyMember) -> WhyMember:
    """The answer as others than the officer may have it: how much of the year was served would tell of leave."""
    return replace(answer, load=None, time_served=None, remarks=(), cannot="not available" if answer.cannot else "")


def _carried(shares: tuple[MemberShare, ...]) -> Iterator[Carried]:
    members = Counter(one.earlier for one in shares)
    going = Counter(one.earlier for one in shares if one.visits)
    for earlier, count in sorted(members.items()):
        yield Carried(earlier, count, going[earlier])


def _taken(ground: RotaContext, member: str, visit: str, step_ins: list[StandIn]) -> PlaceTaken:
    """The member's place, and who else could have had it on the visit's date."""
    placement, over = ground.placement(visit), ground.over(visit) is not None
    instead = [one for one in step_ins if one.visit == visit and one.out == member]
    level = sorted(one.member for one in instead if one.points <= 0)
    dearer = min((one for one in instead if one.points > 0), key=lambda one: (one.points, one.member), default=None)
    by_rule: tuple[RuleChange, ...] = ()
    if dearer is not None and not level:
        group = [one for one in placement.members if one != member] + [dearer.member]
        by_rule = ground.compared(ground.with_group(visit, group)).by_rule
    next_best = ground.problem.member(dearer.member).name if by_rule and dearer else ""
    title = ground.problem.title(visit)
    trade = () if level or next_best or over else _trade(ground, member, visit)
    return PlaceTaken(visit, title, placement.slot.start, over, ground.names(level), next_best, by_rule, trade)


def _trade(ground: RotaContext, member: str, visit: str) -> tuple[str, ...]:
    swaps = (swap for swap in ground.around.swaps(member, visit) if len(swap.handovers) == 2 and swap.points <= 0)
    return ground.names(sorted({step.member for swap in swaps for step in swap.handovers} - {member}))


def _open(ground: RotaContext, member: str, step_ins: list[StandIn]) -> Iterator[PlaceOpen]:
    """The visits on which the member could take somebody's place."""
    by_visit: dict[str, dict[str, int]] = {}
    for one in step_ins:
        if one.member == member:
            by_visit.setdefault(one.visit, {})[one.out] = one.points
    for visit, instead_of in by_visit.items():
        least = min(instead_of.values())
        cheapest = ground.names([out for out, points in instead_of.items() if points == least])
        start = ground.placement(visit).slot.start
        yield PlaceOpen(visit, ground.problem.title(visit), start, cheapest, least)
