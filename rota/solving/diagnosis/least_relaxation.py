"""What a rule that counts would have to give for a sum to come out.

Only numbers of visits are looked at, no dates: the least that is found here is never too much, and is tried
before anybody is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from rota.rules import Miss, Trouble
from rota.solving.diagnosis.demand import Asked, Limit, Wanted, caps, members_in
from rota.solving.diagnosis.fewest_to_raise import Giving
from rota.solving.diagnosis.place_capacity import networks
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.cost_curves import NO_BOUND

Order = Literal["fewest", "evenly"]
"""What comes first: as few people or teams as can be, or that none gives more than must be."""


def counts(compiled: Compiled, wanted: Wanted, rule: str) -> bool:
    """Whether counting tells what this rule would have to give: it limits members, or says how many go."""
    asked = Asked.of(compiled, wanted)
    return bool(_sizes(asked, rule)) or any(_is_of(limit, rule) for limit in asked.limits)


def crosses(compiled: Compiled, wanted: Wanted) -> bool:
    """Whether it is of sets of members that cross that this is wanted: the sums see only one of them at a time."""
    return len(list(networks(Asked.of(compiled, wanted)))) > 1


def least_given(compiled: Compiled, wanted: Wanted, rule: str, order: Order) -> Trouble | None:
    """By how much members go above this rule's limits, or groups stay below its sizes, for what is wanted.

    None if that does not help.
    """
    asked = Asked.of(compiled, wanted, lifted=rule)
    misses = tuple(_smaller_groups(compiled, asked, rule, order) or _higher_limits(compiled, asked, rule, order))
    return Trouble(tuple(visit.id for visit in compiled.visits), misses=misses) if misses else None


def _is_of(limit: Limit, rule: str) -> bool:
    """Whether the rule gives this limit as a number of visits."""
    return limit.rule == rule and limit.days is None


def _sizes(asked: Asked, rule: str) -> dict[str, int]:
    """By how much this rule could ask for fewer in all, for each team: one member goes at least."""
    sizes: dict[str, int] = {}
    for alike in asked.alike:
        for least in alike.leasts:
            if least.rule == rule and least.everybody and least.places > 1:
                sizes[alike.team] = min(sizes.get(alike.team, NO_BOUND), least.places - 1)
    return sizes


def _smaller_groups(compiled: Compiled, asked: Asked, rule: str, order: Order) -> list[Miss]:
    ways = list(networks(asked))
    limits = caps(asked.limits, asked.member_count)

    def short(fewer: Mapping[str, int]) -> int:
        return sum(network.short(limits, fewer, rule) for network in ways)

    giving = Giving(dict(sorted(_sizes(asked, rule).items())), short)
    fewer = giving.fewest() if order == "fewest" else giving.evenly()
    return [Miss((visit.id,), (), (), fewer[visit.team], 0) for visit in compiled.visits if visit.team in fewer]


def _higher_limits(compiled: Compiled, asked: Asked, rule: str, order: Order) -> Iterator[Miss]:
    ways = list(networks(asked))
    others = caps([one for one in asked.limits if not _is_of(one, rule)], asked.member_count)
    own = caps([one for one in asked.limits if _is_of(one, rule)], asked.member_count)

    def short(more: Mapping[int, int]) -> int:
        raised: Numbers = own.copy()
        for member, by in more.items():
            raised[member] += by
        return sum(network.short(raised.clip(max=others), {}, rule) for network in ways)

    giving = Giving(_room(asked, own, others), short)
    more = giving.fewest() if order == "fewest" else giving.evenly()
    visits = tuple(visit.id for visit in compiled.visits)
    for member, by in sorted(more.items()):
        who = (compiled.people[member],)
        yield Miss(visits, who, who, 0, by)


def _room(asked: Asked, own: Numbers, others: Numbers) -> dict[int, int]:
    """How much higher the limit of each member could do some good."""
    could: dict[int, int] = {}
    for alike in asked.alike:
        for member in members_in(alike.able):
            could[member] = could.get(member, 0) + len(alike.visits)
    room = {member: min(visits, int(others[member])) - int(own[member]) for member, visits in sorted(could.items())}
    return {member: more for member, more in room.items() if more > 0}
