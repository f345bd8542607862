"""The variables of a variety in a frame: a Boolean for each team, or partner, that a member meets, and their count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np

from rota.solving.cpsat.encoder import Builder, Terms, Variable, total
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Mask
from rota.solving.model.variety import Variety

Places = Mapping[tuple[int, int], Variable]
"""The variable of each person on each free visit."""


class VarietyEncoder:
    """Adds varieties to a model: ``places`` are its variables, ``outside`` who goes on visits that are not free.

    Of a variety of partners that is none the worse for counting less, with ``asked`` only those pairs of members count
    whom it names: (number of the variety, member, member).
    """

    def __init__(
        self,
        builder: Builder,
        places: Places,
        draft: Assignment,
        outside: Mask,
        asked: Collection[tuple[int, int, int]] | None = None,
    ) -> None:
        self._builder = builder
        self._places = places
        self._groups = draft.groups
        self._outside = outside
        self._asked = asked
        self._both: dict[tuple[int, int, int], Variable] = {}
        self._on: dict[int, list[int]] = defaultdict(list)
        for member, visit in places:
            self._on[visit].append(member)

    def add(self, number: int, variety: Variety) -> None:
        """The musts and the cost of every member whom it counts."""
        meetings = self._at_teams(variety) if variety.team is not None else self._together(number, variety)
        met = variety.met(self._outside)
        fixed = variety.each(met).sum(axis=1)
        for row, member in enumerate(variety.members.tolist()):
            terms: Terms = []
            now = 0
            for key, variables in meetings.get(member, {}).items():
                more, there = self._counted(variety, variables, int(met[row, key]))
                terms += more
                now += there
            self._builder.curve(variety.curve, terms, int(fixed[row]), now)

    def _counted(self, variety: Variety, variables: list[tuple[Variable, bool]], met: int) -> tuple[Terms, int]:
        """What meetings of one key add to the count, met so often besides; and how much of it the draft has."""
        times = sum(there for _, there in variables)
        now = int((variety.each(np.array([met + times])) - variety.each(np.array([met])))[0])
        every: Terms = [(variable, 1) for variable, _ in variables]
        if met:
            return (every if variety.again else []), now
        if len(variables) == 1:
            return ([] if variety.again else every), now
        ever = self._builder.boolean(bool(times))
        for variable, _ in every:
            self._builder.model.add_implication(variable, ever)
        self._builder.model.add_bool_or([~ever, *(variable for variable, _ in every)])
        return ([*every, (ever, -1)] if variety.again else [(ever, 1)]), now

    def _at_teams(self, variety: Variety) -> dict[int, dict[int, list[tuple[Variable, bool]]]]:
        """Of each member the places on free visits, by team."""
        assert variety.team is not None
        found: dict[int, dict[int, list[tuple[Variable, bool]]]] = defaultdict(lambda: defaultdict(list))
        for (member, visit), variable in self._places.items():
            if variety.visits[visit]:
                found[member][int(variety.team[visit])].append((variable, bool(self._groups[member, visit])))
        return found

    def _together(self, number: int, variety: Variety) -> dict[int, dict[int, list[tuple[Variable, bool]]]]:
        """Of each member whom it counts the free visits on which each other may go too, by partner."""
        found: dict[int, dict[int, list[tuple[Variable, bool]]]] = defaultdict(lambda: defaultdict(list))
        counts = variety.rows(len(self._groups)) >= 0
        partly = self._asked is not None and variety.rises
        for visit, going in self._on.items():
            members = sorted(member for member in going if member < variety.keys) if variety.visits[visit] else []
            for index, one in enumerate(members):
                for other in members[index + 1 :]:
                    left_out = partly and (number, one, other) not in (self._asked or ())
                    if left_out or not (counts[one] or counts[other]):
                        continue
                    both = self._both_on(one, other, visit)
                    found[one][other].append(both)
                    found[other][one].append(both)
        return found

    def _both_on(self, one: int, other: int, visit: int) -> tuple[Variable, bool]:
        now = bool(self._groups[one, visit] and self._groups[other, visit])
        key = (one, other, visit)
        if key not in self._both:
            both = self._both[key] = self._builder.boolean(now)
            places = [(self._places[one, visit], 1), (self._places[other, visit], 1)]
            for place, _ in places:
                self._builder.model.add_implication(both, place)
            self._builder.model.add(total(places) - both <= 1)
        return self._both[key], now


def left_out_pairs(compiled: Compiled, draft: Assignment, musts_only: bool) -> set[tuple[int, int, int]]:
    """Members who meet in the draft so that it breaks a variety of partners, or costs, as encoded by ``asked``."""
    found = set()
    for number, variety in enumerate(compiled.varieties):
        if variety.team is not None or not variety.rises:
            continue
        met = variety.met(draft.groups)
        counts = variety.each(met).sum(axis=1)
        matters = variety.short(counts) > 0
        if not musts_only:
            matters |= variety.points(counts) > variety.points(np.zeros_like(counts))
        rows, keys = np.nonzero((variety.each(met) > 0) & matters[:, None])
        for member, key in zip(variety.members[rows].tolist(), keys.tolist(), strict=True):
            found.add((number, min(member, key), max(member, key)))
    return found
