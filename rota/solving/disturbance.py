"""Whom a changed rota disturbs: what re-planning keeps small.

A person is a member or a host; their diary has an entry for each visit they make or receive, with its slot.
They are disturbed when an entry changes. A visit within the notice period is touched when anybody's entry
of it changes. A change is late when the entry lies within the notice period, or comes to lie there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from rota.domain import Problem, Visit
from rota.solving.compiled import Mask, Numbers
from rota.solving.draft import Draft

NOWHERE = -1
"""The slot of a visit that nobody has been told of, and the host of one that has none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What people have been told: ``groups[m, v]`` and ``slots[v]``, NOWHERE for a visit that is new to them.

    ``hosts[v]`` is the person who receives the visit, numbered after the members. ``notice[s]`` says which
    slots lie within the notice period. ``already`` are people who are disturbed whatever is done.
    """

    groups: Mask
    slots: Numbers
    hosts: Numbers
    notice: Mask
    already: frozenset[int] = frozenset()

    def soon(self, visit: int) -> bool:
        """Whether people expect the visit within the notice period."""
        return self.slots[visit] != NOWHERE and bool(self.notice[self.slots[visit]])

    def of_visits(self, visits: list[int]) -> Standing:
        """The same for these visits alone."""
        return Standing(self.groups[:, visits], self.slots[visits], self.hosts[visits], self.notice, self.already)


@dataclass(frozen=True, slots=True, order=True)
class Disturbance:
    """What re-planning keeps small, the first before the second and so on."""

    touched: int
    people: int
    moved: int
    late: int
    changes: int


def standing_of(problem: Problem, visits: Sequence[Visit], draft: Draft) -> Standing:
    """What people know when they know this draft, with no notice period."""
    hosts = {host.id: len(problem.members) + number for number, host in enumerate(problem.hosts)}
    of_visits = [hosts.get(problem.team(visit.team).host, NOWHERE) for visit in visits]
    notice = np.zeros(len(problem.slots), dtype=bool)
    return Standing(draft.groups, draft.slots, np.array(of_visits, dtype=np.int64), notice)


LEVELS = tuple(field.name for field in fields(Disturbance))
"""The names of the counts, the weightiest first."""


def disturbance(standing: Standing, draft: Draft) -> Disturbance:
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


def disturbed_people(standing: Standing, draft: Draft) -> set[int]:
    """Everybody who is disturbed by this draft."""
    return set(standing.already).union(*(changed_people(standing, draft, v) for v in range(len(standing.slots))))


def changed_people(standing: Standing, draft: Draft, visit: int) -> set[int]:
    """Those whose diary of this visit changes."""
    before, now = standing.groups[:, visit], draft.groups[:, visit]
    if standing.slots[visit] == draft.slots[visit]:
        return set(np.flatnonzero(before != now).tolist())
    return set(np.flatnonzero(before | now).tolist()) | _host(standing, visit)


def _host(standing: Standing, visit: int) -> set[int]:
    return {int(standing.hosts[visit])} - {NOWHERE}


def _now_on(standing: Standing, draft: Draft, visit: int, changed: set[int]) -> set[int]:
    """Of those changed the ones who find the visit within the notice period; none when it is not."""
    if not standing.notice[draft.slots[visit]]:
        return set()
    return changed & (set(np.flatnonzero(draft.groups[:, visit]).tolist()) | _host(standing, visit))
