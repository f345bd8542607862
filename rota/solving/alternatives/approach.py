"""A search for better drafts that leaves as much as it can of what people know."""

from __future__ import annotations

from rota.solving.cpsat.encoder import Terms, total
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.limits import Meter
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment
from rota.solving.model.presolve import Presolved
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch


class Approach(LargeNeighbourhoodSearch):
    """A search that of all answers to a neighbourhood takes one with few changes.

    Once every must is kept it takes none that gains nothing.

    ``task`` says what people know. Changes are counted roughly: a place that is new or gone is one, and a visit that
    moves is as many as go on it and one for its host.
    """

    def __init__(self, task: ChangeTask, presolved: Presolved, draft: Assignment, meter: Meter) -> None:
        super().__init__(task.compiled, presolved, draft, meter)
        self._standing = task.standing

    def _takes(self, gained: int) -> bool:
        return gained > 0 or (gained == 0 and self.now.broken > 0)

    def _prefer(self, model: FrameModel) -> None:
        stood = self._standing
        kept: Terms = [(place, -1 if stood.groups[who] else 1) for who, place in model.x.items()]
        for visit, at in model.y.items():
            stays = at.get(int(stood.slots[visit]))
            if stays is not None:
                kept.append((stays, -1 - int(stood.groups[:, visit].sum())))
        heaviest = 1 + sum(abs(changes) for _, changes in kept)
        model.model.minimize(heaviest * model.builder.objective() + total(kept))
