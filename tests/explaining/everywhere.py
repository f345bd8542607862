"""Every rota of the tiny world by its number, with what the rules' checks say of it: brute force for explanations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rota.domain import Placement, Rota
from rota.explaining.context import RotaContext
from rota.rules import Rule
from tests.support.tiny_world import every_draft, rota_of, tiny_world
from tests.support.verdicts import RULES, audited_everywhere

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Rules = tuple[Rule, ...]

MEMBERS = ("ann", "bob", "cat")
VISITS = ("home-1", "mash-1", "mash-2")
SLOTS, GROUPS = 3, 8
"""Of each visit: 27 ways to give three visits their slots, each with 512 to give them their groups."""


def some(*names: str, musts: tuple[str, ...] = ()) -> Rules:
    """Rules of these names, those in ``musts`` as musts where the council may choose."""
    weak = {rule.name: rule for rule in RULES if not getattr(rule, "must", False)}
    strong = {rule.name: rule for rule in RULES if getattr(rule, "must", False)}
    return tuple((weak | strong)[name] for name in musts) + tuple((strong | weak)[name] for name in names)


LOOSE = some("enough_members", "availability", "cross_party", "same_ward", "fair_share", "keep_published", "travel")
"""2,025 of the 13,824 rotas keep every must: there is nearly always another way."""
TIGHT = some("enough_members", "visit_interval", "yearly_limit", "availability", "preferred_times", "fair_share")
"""Visits stand in one another's way, so that others may have to move."""
PAIRED = some("enough_members", "clearance", "one_place_at_a_time", "keep_published", musts=("cross_party",))
"""Of some places nobody can be let off, whoever else moves."""
HOSTED = some("enough_members", "host_present", "availability", "yearly_limit", "fair_share", "preferred_times")
"""Hal receives every visit, and is away on one of the three days."""
RULE_SETS = {"loose": LOOSE, "tight": TIGHT, "paired": PAIRED, "hosted": HOSTED}


@cache
def kept(rules: Rules) -> Mask:
    """Which rotas keep every must."""
    return ~np.any([audited_everywhere(rule, has_a_host(rules))[0] for rule in rules], axis=0)


@cache
def points(rules: Rules) -> Numbers:
    """The points of every rota."""
    summed: Numbers = np.sum([audited_everywhere(rule, has_a_host(rules))[1] for rule in rules], axis=0)
    return summed


def ground(rules: Rules, number: int) -> RotaContext:
    """The rota of this number under the rules."""
    return RotaContext(tiny_world(), rules, rota_of(tiny_world(), every_draft(tiny_world())[number], has_a_host(rules)))


def has_a_host(rules: Rules) -> bool:
    """Whether Hal receives every visit, as "host present" asks; without it nobody does."""
    return any(rule.name == "host_present" for rule in rules)


def parts(number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The slot and the group of each visit. A group is a number whose bits are its members, Ann's the highest."""
    slots, groups = divmod(number, GROUPS**3)
    return (slots // 9, slots // 3 % 3, slots % 3), (groups // 64, groups // 8 % 8, groups % 8)


def number_of(slots: tuple[int, ...], groups: tuple[int, ...]) -> int:
    """The number of the rota with these slots and groups."""
    at, going = slots[0] * 9 + slots[1] * 3 + slots[2], groups[0] * 64 + groups[1] * 8 + groups[2]
    return at * GROUPS**3 + going


def number_of_rota(rota: Rota) -> int:
    """The number of a rota of the tiny world."""
    places = [rota.of([visit])[0] for visit in VISITS]
    slots = tuple(tiny_world().slots.index(place.slot) for place in places)
    return number_of(slots, tuple(group_of(place) for place in places))


def group_of(placement: Placement) -> int:
    """Who goes, as a group's number."""
    return sum(bit_of(member) for member in placement.members)


def bit_of(member: str) -> int:
    """The member's bit in a group's number."""
    return 4 >> MEMBERS.index(member)


def in_place(number: int, visit: int) -> Iterator[int]:
    """Every rota that differs from this one in that visit alone."""
    slots, groups = parts(number)
    for slot, group in product(range(SLOTS), range(GROUPS)):
        other = number_of(_put(slots, visit, slot), _put(groups, visit, group))
        if other != number:
            yield other


def _put(values: tuple[int, ...], index: int, value: int) -> tuple[int, ...]:
    return (*values[:index], value, *values[index + 1 :])


@cache
def _layout() -> tuple[Numbers, Numbers]:
    """The slots and the groups of every rota, visits across."""
    read = [parts(number) for number in range(SLOTS**3 * GROUPS**3)]
    return np.array([slots for slots, _ in read]), np.array([groups for _, groups in read])


def slots_of_all(visit: int) -> Numbers:
    """The slot of the visit in every rota."""
    at: Numbers = _layout()[0][:, visit]
    return at


def goes_in_all(member: str, visit: int) -> Mask:
    """In which rotas the member goes on the visit."""
    going: Mask = (_layout()[1][:, visit] & bit_of(member)) > 0
    return going


def people_disturbed(number: int, has_a_host: bool) -> Numbers:
    """For every rota how many people's diaries differ from those of this one: members by groups, Hal by moves."""
    slots, groups = parts(number)
    people = np.zeros(SLOTS**3 * GROUPS**3, dtype=np.int64)
    for visit in range(3):
        at, going = _layout()[0][:, visit], _layout()[1][:, visit]
        moved = at != slots[visit]
        changed = np.where(moved, going | groups[visit], going ^ groups[visit])
        people |= changed | np.where(moved, 8 * has_a_host, 0)
    return np.bitwise_count(people).astype(np.int64)


def replaced(rota: Rota, placement: Placement) -> Rota:
    """The rota with this placement of the visit, put together by hand."""
    return Rota(tuple(placement if one.visit == placement.visit else one for one in rota.placements))
