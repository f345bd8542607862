"""Whom a changed rota disturbs: what re-planning keeps small.

A person is a member or a host; their diary has an entry for each visit they make or receive, with its slot.
They are disturbed when an entry changes. A visit within the notice period is touched when anybody's entry
of it changes. A change is late when the entry lies within the notice period, or comes to lie there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Mask, Numbers

NOWHERE = -1
"""The slot of a visit that nobody has been told of, and the host of one that has none."""


@dataclass(frozen=True, slots=True)
class ToldRota:
    """What people have been told: ``groups[m, v]`` and ``slots[v]``, NOWHERE for a visit that is new to them.

    ``hosts[v]`` is who receives the visit whatever is done, numbered after the people between whom there is a choice,
    and NOWHERE where there is a choice. ``notice[s]`` says which slots lie within the notice period. ``already`` are
    people who are disturbed whatever is done; ``gone[v]`` and ``comes[v]`` those who no longer receive the visit, or
    now do, without there being a choice.
    """

    groups: Mask
    slots: Numbers
    hosts: Numbers
    notice: Mask
    already: frozenset[int] = frozenset()
    gone: Mapping[int, frozenset[int]] = field(default_factory=dict)
    comes: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def handed_over(self, visit: int) -> frozenset[int]:
        """Those whose entry of the visit changes whatever is done, because another receives it."""
        return self.gone.get(visit, frozenset()) | self.comes.get(visit, frozenset())

    def receiving(self, visit: int) -> frozenset[int]:
        """Those who receive the visit from now on, where there is no choice."""
        return frozenset({int(self.hosts[visit])} - {NOWHERE}) | self.comes.get(visit, frozenset())

    def soon(self, visit: int) -> bool:
        """Whether people expect the visit within the notice period."""
        return self.slots[visit] != NOWHERE and bool(self.notice[self.slots[visit]])

    def of_visits(self, visits: list[int]) -> ToldRota:
        """The same for these visits alone."""
        gone, comes = (
            {number: who[visit] for number, visit in enumerate(visits) if visit in who}
            for who in (self.gone, self.comes)
        )
        groups, slots, hosts = self.groups[:, visits], self.slots[visits], self.hosts[visits]
        return ToldRota(groups, slots, hosts, self.notice, self.already, gone, comes)


@dataclass(frozen=True, slots=True, order=True)
class Disturbance:
    """What re-planning keeps small, the first before the second and so on."""

    touched: int
    people: int
    moved: int
    late: int
    changes: int


def standing_of(compiled: Compiled, draft: Assignment) -> ToldRota:
    """What people know when they know this draft, with no notice period."""
    numbers = numbers_of(compiled)
    hosts = [numbers[received[0]] if received else NOWHERE for received in compiled.received]
    notice = np.zeros(compiled.slot_count, dtype=bool)
    return ToldRota(draft.groups, draft.slots, np.array(hosts, dtype=np.int64), notice)


def numbers_of(compiled: Compiled) -> dict[str, int]:
    """A number for each member and host: as in the arrays, then those between whom there is no choice, by id."""
    others = [host.id for host in compiled.problem.hosts if host.id not in compiled.number_of]
    return compiled.number_of | {host: compiled.member_count + number for number, host in enumerate(others)}


LEVELS = tuple(level.name for level in fields(Disturbance))
"""The names of the counts, the weightiest first."""


def disturbance(standing: ToldRota, draft: Assignment) -> Disturbance:
    """How much this draft disturbs what stands."""
    people, touched, moved, late, changes = set(standing.already), 0, 0, 0, 0
    for visit in range(len(standing.slots)):
        changed = changed_people(standing, draft, visit)
        people |= changed
        changes += len(changed)
        moved += standing.slots[visit] not in (NOWHERE, draft.slots[visit])
        touched += bool(changed) and standing.soon(visit)
        late += len(changed) if standing.soon(visit) else len(_now_on(standing, draft, visit, changed))
    return Disturbance(touched, len(people), moved, late, changes)


def disturbed_people(standing: ToldRota, draft: Assignment) -> set[int]:
    """Everybody who is disturbed by this draft."""
    return set(standing.already).union(*(changed_people(standing, draft, v) for v in range(len(standing.slots))))


def changed_people(standing: ToldRota, draft: Assignment, visit: int) -> set[int]:
    """Those whose diary of this visit changes."""
    before, now = standing.groups[:, visit], draft.groups[:, visit]
    handed_over = standing.handed_over(visit)
    if standing.slots[visit] == draft.slots[visit]:
        return set(np.flatnonzero(before != now).tolist()) | handed_over
    return set(np.flatnonzero(before | now).tolist()) | standing.receiving(visit) | handed_over


def _now_on(standing: ToldRota, draft: Assignment, visit: int, changed: set[int]) -> set[int]:
    """Of those changed the ones who find the visit within the notice period; none when it is not."""
    if not standing.notice[draft.slots[visit]]:
        return set()
    return changed & (set(np.flatnonzero(draft.groups[:, visit]).tolist()) | standing.receiving(visit))
