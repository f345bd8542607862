"""Swaps: members who pass their places on in a ring; every visit keeps its date and everybody goes as often."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rota.compare import Difference
from rota.domain import Rota, Slot
from rota.explaining.context import Over, PastVisits, RotaContext
from rota.solving.alternatives.alternatives import Swap


@dataclass(frozen=True, slots=True)
class SwapStep:
    """One member's part in a swap: the visit given up and the one taken on, with their slots."""

    member: str
    name: str
    gives_up: str
    gives_up_title: str
    gives_up_slot: Slot
    takes_on: str
    takes_on_title: str
    takes_on_slot: Slot


@dataclass(frozen=True, slots=True)
class SwapOffer:
    """A legal swap, by its number in the list, and what it changes by its audit."""

    number: int
    steps: tuple[SwapStep, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Offers:
    """The best legal swaps of one place, best first, of so many in all: two members first where points are equal.

    There are none of a place on a visit that is ``over``, nor with any of what is ``past``.
    """

    visit: str
    title: str
    member: str
    name: str
    in_all: int
    offers: tuple[SwapOffer, ...]
    over: Over | None = None
    past: PastVisits | None = None


def offers(ground: RotaContext, member: str, visit: str, most: int) -> Offers:
    """The best ``most`` swaps of the member's place on the visit. KeyError when it is not theirs."""
    if member not in ground.placement(visit).members:
        raise KeyError(member)
    every = ground.around.swaps(member, visit)
    shown = tuple(_offer(ground, number, swap) for number, swap in enumerate(every[:most], start=1))
    title, name = ground.problem.title(visit), ground.problem.member(member).name
    return Offers(visit, title, member, name, len(every), shown, ground.over(visit), ground.past)


def swapped(rota: Rota, swap: Swap) -> Rota:
    """The rota with the swap made."""
    placements = {placement.visit: placement for placement in rota.placements}
    groups = {visit: set(placement.members) for visit, placement in placements.items()}
    for handover in swap.handovers:
        groups[handover.gives_up].remove(handover.member)
    for handover in swap.handovers:
        groups[handover.takes_on].add(handover.member)
    return Rota(tuple(replace(place, members=tuple(groups[visit])) for visit, place in placements.items()))


def taken(ground: RotaContext, member: str, visit: str, number: int) -> Rota | None:
    """The rota with the swap of this number made, or None when there is none."""
    every = ground.around.swaps(member, visit)
    return swapped(ground.rota, every[number - 1]) if 1 <= number <= len(every) else None


def _offer(ground: RotaContext, number: int, swap: Swap) -> SwapOffer:
    problem = ground.problem
    steps = []
    for one in swap.handovers:
        gives_up, takes_on = ground.placement(one.gives_up), ground.placement(one.takes_on)
        name = problem.member(one.member).name
        given = (one.gives_up, problem.title(one.gives_up), gives_up.slot)
        steps.append(SwapStep(one.member, name, *given, one.takes_on, problem.title(one.takes_on), takes_on.slot))
    return SwapOffer(number, tuple(steps), ground.compared(swapped(ground.rota, swap)))
