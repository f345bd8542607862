"""The disturbance of a frame in variables of its model: counted exactly as ``disturbance`` counts it in a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import cast

import numpy as np
from ortools.sat.python import cp_model

from rota.solving.cpsat.encoder import Terms, Variable, total
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.minimum_change.disturbance import LEVELS, NOWHERE, Disturbance, ToldRota, changed_people
from rota.solving.model.compiled_model import Numbers

ELSEWHERE = -2
"""Stands for a person whom the visits of a model know nothing of."""

Cause = Variable | cp_model.LiteralT | None
"""What makes a change: a Boolean, or None where the change is certain."""


class Counted:
    """The disturbance of a frame's model in variables. Outside the frame the draft must be what stands."""

    def __init__(self, model: FrameModel, standing: ToldRota) -> None:
        self._builder = model.builder
        self._model = model
        self._standing = standing
        self._certain = set(standing.already)
        self._people: dict[int, Variable] = {}
        self._terms: dict[str, Terms] = {"touched": [], "moved": [], "late": [], "changes": []}
        self._constant = {"touched": 0, "moved": 0, "late": 0, "changes": 0}
        self._hinted = {visit: changed_people(standing, model.draft, visit) for visit in model.frame.visits}
        self._hinted_people = set(standing.already).union(*self._hinted.values())
        for visit in model.frame.visits:
            self._visit(visit)

    def count(self, level: str) -> cp_model.LinearExpr:
        """One of the counts, by its name."""
        return total(self._terms_of(level)) + self._constant_of(level)

    def minimise(self) -> None:
        """Makes the model's objective all the counts, each worth more than all those after it."""
        weights = self._weights()
        self._model.model.minimize(sum(weights[level] * self.count(level) for level in LEVELS))

    def at_least(self, bound: Disturbance) -> None:
        """Tells the solver that all the counts, the first before the second and so on, are no less than these."""
        weights = self._weights()
        counts = sum(weights[level] * self.count(level) for level in LEVELS)
        self._model.model.add(counts >= sum(weights[level] * getattr(bound, level) for level in LEVELS))

    def read(self, value: int) -> Disturbance:
        """The counts in a value of that objective."""
        counts = {}
        for level, weight in self._weights().items():
            counts[level], value = divmod(value, weight)
        return Disturbance(**counts)

    def _weights(self) -> dict[str, int]:
        weight, weights = 1, {}
        for level in reversed(LEVELS):
            weights[level] = weight
            weight *= 1 + len(self._terms_of(level)) + self._constant_of(level)
        return {level: weights[level] for level in LEVELS}

    def keep_within(self, limit: Disturbance, levels: Sequence[str] = LEVELS) -> None:
        """Lets none of these counts be above the limit's."""
        for level in levels:
            self._model.model.add(self.count(level) <= getattr(limit, level))

    def somebody_besides(self, people: Collection[int]) -> None:
        """Somebody else is disturbed too: on a visit of the model, or one of whom the model knows nothing."""
        elsewhere = self._elsewhere()
        others = [variable for person, variable in self._people.items() if person not in {*people, ELSEWHERE}]
        self._model.model.add_bool_or([*others, elsewhere])

    def have_room(self, most_gained: Numbers, needed: int) -> None:
        """Those who are disturbed can take on as many places as are needed, or somebody else is disturbed too.

        ``most_gained[m]`` is by how many a member's places may rise.
        """
        sure = sum(int(most_gained[person]) for person in self._certain if person < len(most_gained))
        gains = [
            (variable, max(0, int(most_gained[person])))
            for person, variable in self._people.items()
            if 0 <= person < len(most_gained) and person not in self._certain
        ]
        if needed > sure:
            self._model.model.add(total(gains) + (needed - sure) * self._elsewhere() >= needed - sure)

    def loads_disturb(self, least: Numbers, most: Numbers) -> None:
        """Nobody has fewer places than ``least[m]`` nor more than ``most[m]``; whose number changes is disturbed.

        It follows from the rest where the limits do, and spares the solver trying who else could take a place.
        """
        free = list(self._model.frame.visits)
        places: dict[int, list[Variable]] = {}
        for (member, _), place in self._model.x.items():
            places.setdefault(member, []).append(place)
        for member, disturbed in self._people.items():
            if member in places and member not in self._certain:
                stood = int(self._standing.groups[member].sum())
                change = sum(places[member]) - int(self._standing.groups[member, free].sum())
                self._model.model.add(change <= max(0, int(most[member]) - stood) * disturbed)
                self._model.model.add(change >= min(0, int(least[member]) - stood) * disturbed)

    def _elsewhere(self) -> Variable:
        if ELSEWHERE not in self._people:
            self._people[ELSEWHERE] = self._builder.boolean(hint=False)
        return self._people[ELSEWHERE]

    def nobody_besides(self, people: Collection[int]) -> None:
        """Nobody else's diary changes."""
        for person, variable in self._people.items():
            if person not in people:
                self._model.model.add(variable == 0)

    def _terms_of(self, level: str) -> Terms:
        if level != "people":
            return self._terms[level]
        return [(variable, 1) for person, variable in self._people.items() if person not in self._certain]

    def _constant_of(self, level: str) -> int:
        return len(self._certain) if level == "people" else self._constant[level]

    def _visit(self, visit: int) -> None:
        moved = self._moved(visit)
        soon = self._standing.soon(visit)
        touched = self._count("touched", bool(self._hinted[visit])) if soon else None
        for person, causes in self._entries(visit, moved):
            self._disturb(person, causes)
            changed = self._changed(causes, person in self._hinted[visit])
            if touched is None:
                continue
            self._follows(touched, causes)
            if changed is None:
                self._constant["late"] += 1
            else:
                self._terms["late"].append((changed, 1))
        if not soon:
            self._add_late_arrivals(visit)

    def _moved(self, visit: int) -> Cause:
        """True when the visit leaves the slot at which it stood."""
        stood = int(self._standing.slots[visit])
        if stood not in self._model.y[visit]:
            self._constant["moved"] += stood != NOWHERE
            return None
        stays = self._model.y[visit][stood]
        moved = self._count("moved", int(self._model.draft.slots[visit]) != stood)
        self._model.model.add_exactly_one([stays, moved])
        return moved

    def _entries(self, visit: int, moved: Cause) -> Iterator[tuple[int, list[Cause]]]:
        """Each person who has the visit in their diary before or after, and whatever makes a change of it."""
        for host in sorted(self._standing.receiving(visit) - self._standing.handed_over(visit)):
            yield host, [moved]
        for host in sorted(self._standing.handed_over(visit)):
            yield host, [None]
        stood = self._standing.groups[:, visit]
        for member in np.flatnonzero(stood).tolist():
            place = self._model.x.get((member, visit))
            yield member, [moved, None if place is None else ~place]
        for member in self._model.frame.members[visit].tolist():
            if not stood[member] and (member, visit) in self._model.x:
                yield member, [self._model.x[member, visit]]

    def _changed(self, causes: list[Cause], hint: bool) -> Variable | None:
        """Counts the change of an entry that any of these causes makes; the one cause itself where there is but one."""
        if any(cause is None for cause in causes):
            self._constant["changes"] += 1
            return None
        if len(causes) == 1:
            only = cast(Variable, causes[0])
            self._terms["changes"].append((only, 1))
            return only
        changed = self._count("changes", hint)
        self._follows(changed, causes)
        return changed

    def _disturb(self, person: int, causes: list[Cause]) -> None:
        if any(cause is None for cause in causes):
            self._certain.add(person)
            return
        if person not in self._people:
            self._people[person] = self._builder.boolean(person in self._hinted_people)
        self._follows(self._people[person], causes)

    def _add_late_arrivals(self, visit: int) -> None:
        """Whoever finds the visit within the notice period, where it was not expected, is told late."""
        at, now = self._model.y[visit], int(self._model.draft.slots[visit])
        soon = [variable for slot, variable in at.items() if self._standing.notice[slot]]
        if not soon:
            return
        near = self._builder.boolean(bool(self._standing.notice[now]))
        for variable in soon:
            self._model.model.add_implication(variable, near)
        self._terms["late"] += [(near, 1)] * len(self._standing.receiving(visit))
        for member in self._model.frame.members[visit].tolist():
            if (member, visit) in self._model.x:
                on = bool(self._standing.notice[now] and self._model.draft.groups[member, visit])
                told = self._count("late", on)
                self._model.model.add_bool_or([~self._model.x[member, visit], ~near, told])

    def _count(self, name: str, hint: bool) -> Variable:
        variable = self._builder.boolean(hint)
        self._terms[name].append((variable, 1))
        return variable

    def _follows(self, effect: Variable, causes: list[Cause]) -> None:
        """The effect is true as soon as a cause is."""
        for cause in causes:
            if cause is None:
                self._model.model.add(effect == 1)
            else:
                self._model.model.add_implication(cause, effect)
