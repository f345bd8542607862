"""What a rota must be to be as good as another: no more points, and shared no less evenly."""

from __future__ import annotations

from dataclasses import dataclass

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled


@dataclass(frozen=True, slots=True)
class AsGood:
    """At most so many ``points``, of them at most so many of ``fairness``, and every must kept."""

    points: int
    fairness: int

    @classmethod
    def as_draft(cls, compiled: Compiled, draft: Assignment) -> AsGood:
        """As good as this draft, which keeps every must."""
        now = measure(compiled, draft)
        return cls(now.points, now.fairness)

    def holds(self, compiled: Compiled, draft: Assignment) -> bool:
        """Whether the draft is as good."""
        now = measure(compiled, draft)
        return not now.broken and now.points <= self.points and now.fairness <= self.fairness

    def ask_of(self, model: FrameModel) -> None:
        """Lets the model have no other drafts.

        The model knows its frame alone: what lies outside is what its draft has besides what its hints have. So the
        model must have no price for breaches, and hold every gap that free visits of its draft break.
        """
        now, (points, fairness) = measure(model.compiled, model.draft), model.builder.hinted()
        model.model.add(model.builder.objective() <= self.points - now.points + points)
        model.model.add(model.builder.fairness() <= self.fairness - now.fairness + fairness)
