"""What lies around a rota: other placements of a visit, who could step in, and which places could be swapped.

What is over is a fact: it counts, and nothing else is made of it. Rotas in, rotas out: the arrays stay here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from math import inf

import numpy as np

from rota.domain import Placement, Problem, Rota, Slot
from rota.errors import RotaError
from rota.rules import Rule
from rota.solving.alternatives.cyclic_exchanges import step_ins, swaps
from rota.solving.cpsat.ranked_placements import Wanted, next_best
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance import standing_of
from rota.solving.minimum_change.lexicographic import nearest
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, draft_of, is_received, received_as_in
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.delta_cost import DeltaCost
from rota.solving.model.fixed_receivers import received_as_known
from rota.solving.model.presolve import possible_slots
from rota.solving.model.restrict import only_visits
from rota.solving.model.statements import gather
from rota.solving.model.what_is_over import received_as_they_were
from rota.text.english import joined

WORK = 20.0
"""Units of work for a question of the whole rota.

Chosen without measurement; how many answers of `rota why` at L are still not the best after 10 and 20 would set it."""
UNLIMITED = Limits(work=inf)
"""For one visit alone, which is solved at once: that there is no further way must never mean that none was found."""


class NotOfTheYearError(RotaError):
    """The rota places a visit as engines cannot follow it; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """``member`` could take the place of ``out`` on the visit today, for so many points more or (negative) fewer."""

    visit: str
    out: str
    member: str
    points: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A member gives up one visit and takes on another."""

    member: str
    gives_up: str
    takes_on: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Handovers in a ring, for so many points more or (negative) fewer."""

    handovers: tuple[Handover, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A rota in which others had to change too; ``proven`` when fewer people could not be disturbed."""

    rota: Rota
    proven: bool


class Alternatives:
    """A rota and its surroundings. Visits that the rota does not place are left out of everything.

    Those before ``first_day`` are over: nobody can step in on them, no place on them can be swapped, none of them
    moves and no other moves among them. Without it all are yet to come.
    NotOfTheYearError when a visit is placed at a time that is no slot of the year, or names anything twice.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule], rota: Rota, first_day: date | None = None) -> None:
        placed = {placement.visit: placement for placement in rota.placements}
        owed = [placed[visit.id] for visit in problem.visits if visit.id in placed]
        self.problem = problem = received_as_they_were(problem, owed)
        self.rota = rota
        numbers = [number for number, visit in enumerate(problem.visits) if visit.id in placed]
        whole = compile_statements(problem, received_as_known(problem, gather(problem, rules), owed))
        self.compiled = whole if len(numbers) == whole.visit_count else only_visits(whole, numbers)
        self._number = {visit.id: number for number, visit in enumerate(self.compiled.visits)}
        self._member = self.compiled.number_of
        _must_be_followed(self.compiled, [one for one in rota.placements if one.visit in self._number])
        self.draft = draft_of(self.compiled, rota)
        self._late_enough = self.compiled.days >= (first_day or date.min).toordinal()
        self._over = ~self._late_enough[self.draft.slots]

    def places(self, visit: str) -> bool:
        """Whether the rota places the visit."""
        return visit in self._number

    def alternatives(
        self, visit: str, most: int, *, goes: str = "", without: str = "", at: Slot | None = None
    ) -> tuple[Rota, ...]:
        """The best rotas that differ in this visit alone, fewest points first; all there are when fewer than most.

        A visit that is over has none, but ``at`` its own slot: what could have been, if that is asked for.
        """
        number = self._number[visit]
        slots = possible_slots(self.compiled, number)
        if at is not None:
            slots = slots[[self.problem.slots[slot] == at for slot in slots.tolist()]]
        elif self._over[number]:
            return ()
        else:
            slots = slots[self._late_enough[slots]]
        wanted = Wanted(slots, self._member.get(goes), self._member.get(without))
        found = next_best(self.compiled, self.draft, number, wanted, Meter(UNLIMITED))
        return tuple(self._rota(draft) for draft in islice(found, most))

    def with_others_moving(self, visit: str, without: str = "") -> Moved | None:
        """The rota that disturbs fewest people in which the member is not on the visit or, unnamed, it is moved."""
        number = self._number[visit]
        if self._over[number]:
            return None
        barred = _barred(self.compiled, number, self._member.get(without), int(self.draft.slots[number]))
        movable = tuple(np.flatnonzero(~self._over).tolist())
        possible = {other: possible_slots(barred, other) for other in movable}
        slots = {other: found[self._late_enough[found]] for other, found in possible.items()}
        standing = standing_of(self.compiled, self.draft)
        found = nearest(ChangeTask(barred, standing, self.draft, movable, slots), Meter(Limits(work=WORK)))
        return None if found is None else Moved(self._rota(found.draft), found.proven_nearest)

    def stand_ins(self, visits: Iterable[str]) -> Iterator[StandIn]:
        """Everybody who could take somebody's place on one of these visits without breaking a must."""
        for visit in visits:
            if self._over[self._number[visit]]:
                continue
            for found in step_ins(self._ledger, self._number[visit]):
                out, member = (self.compiled.people[who] for who in (found.out, found.member))
                yield StandIn(visit, out, member, found.points)

    def swaps(self, member: str, visit: str) -> tuple[Swap, ...]:
        """Every legal swap of two or three members that begins with this place, fewest points first."""
        number = self._number[visit]
        cycles = [] if self._over[number] else swaps(self._ledger, self._member[member], number, self._over)
        return tuple(Swap(tuple(self._handover(*move) for move in cycle.moves), cycle.points) for cycle in cycles)

    @cached_property
    def _ledger(self) -> DeltaCost:
        return DeltaCost(self.compiled, self.draft)

    def _handover(self, member: int, gives_up: int, takes_on: int) -> Handover:
        visits = self.compiled.visits
        return Handover(self.compiled.people[member], visits[gives_up].id, visits[takes_on].id)

    def _rota(self, draft: Assignment) -> Rota:
        """The draft as a rota, with what the rota has besides."""
        besides = [placement for placement in self.rota.placements if placement.visit not in self._number]
        nobody = {one.id for number, one in enumerate(self.compiled.visits) if not is_received(self.compiled, number)}
        mine = received_as_in(draft.rota(self.compiled), self.rota.placements, nobody)
        return Rota((*mine.placements, *besides))


def _must_be_followed(compiled: Compiled, placements: Sequence[Placement]) -> None:
    """NotOfTheYearError when arrays cannot hold the placements as they are."""
    problem = compiled.problem
    known, placed = set(problem.slots), Counter(placement.visit for placement in placements)
    received = {
        visit.id: set(compiled.received[number])
        for number, visit in enumerate(compiled.visits)
        if is_received(compiled, number)
    }
    for placement in placements:
        title, slot = problem.title(placement.visit), placement.slot
        if placed[placement.visit] > 1 or len(set(placement.members)) < len(placement.members):
            what = "is in the rota" if placed[placement.visit] > 1 else "has a member"
            raise NotOfTheYearError(f"{title} {what} more than once. Correct the rota; 'rota audit' says more.")
        asked = placement.visit in received
        if asked and set(placement.receivers).difference(compiled.people) != received[placement.visit]:
            who = joined([problem.name_of(person) for person in placement.receivers]) or "nobody"
            raise NotOfTheYearError(
                f"{title} is received by {who}, which its team does not provide for. Correct the rota, or the team's "
                "host and deputies; 'rota audit' says more."
            )
        if slot not in known:
            raise NotOfTheYearError(
                f"{title} is at {slot.id} to {slot.end:%H:%M}, which is not a session of the year. "
                "Add the session to the settings, or correct the rota."
            )


def _barred(compiled: Compiled, visit: int, member: int | None, slot: int) -> Compiled:
    """The same, but this member may not be on the visit or, with none, the visit may not be at the slot."""
    if member is None:
        opened = compiled.open.copy()
        opened[visit, slot] = False
        return replace(compiled, open=opened)
    may_go = compiled.may_go.copy()
    may_go[member, visit] = False
    return replace(compiled, may_go=may_go)
