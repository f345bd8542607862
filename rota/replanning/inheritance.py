"""A published rota read against inputs that have changed: teams that were merged or renamed keep their dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rota.domain import Placement, Problem, Rota


@dataclass(frozen=True, slots=True)
class Inherited:
    """The placements of visits that are still owed, some under the name of a team that took another's place.

    ``dropped`` are those of visits that nothing has taken the place of.
    """

    placements: tuple[Placement, ...]
    dropped: tuple[Placement, ...]


def inherited(problem: Problem, published: Rota) -> Inherited:
    """What of the published rota still holds for the visits of the problem."""
    owed = {visit.id for visit in problem.visits}
    kept = [placement for placement in published.placements if placement.visit in owed]
    taken = {placement.visit for placement in kept}
    orphans = sorted((one for one in published.placements if one.visit not in owed), key=lambda one: one.slot)
    for team in problem.teams:
        free = [visit for visit in problem.visits if visit.team == team.id and visit.id not in taken]
        for orphan in _of_predecessors(orphans, team.succeeds):
            heir = next((visit for visit in free if orphan.slot.day in visit.part), None)
            if heir is not None:
                kept.append(replace(orphan, visit=heir.id))
                free.remove(heir)
                orphans.remove(orphan)
    return Inherited(tuple(sorted(kept, key=lambda one: one.visit)), tuple(orphans))


def _of_predecessors(orphans: list[Placement], teams: tuple[str, ...]) -> Iterator[Placement]:
    """The visits to these teams: a visit's id is its team's with a number."""
    for orphan in tuple(orphans):
        if orphan.visit.rpartition("-")[0] in teams:
            yield orphan
