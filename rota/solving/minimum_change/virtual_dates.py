"""The same problem with a date of its own for some visits, "elsewhere", at which they may be as easily as at any.

Elsewhere everybody may go who may go at some date of the visit, at the least price of any, and no other visit is near.
So whatever can be done at real dates can be done there, at no more points, and a proof that need not ask which other
date a visit would have is a proof all the same. It takes a fraction of the variables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rota.solving.bounds.lp_relaxation import NOT_FREE
from rota.solving.minimum_change.disturbance import ToldRota
from rota.solving.model.compiled_model import Compiled, Numbers, SlotCount
from rota.solving.model.cost_curves import Curve

Kind = TypeVar("Kind", bound=np.generic)

FAR = 10_000
"""Days between one such date and the next."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The problem with such dates after those of the year. ``at`` is the slot of each visit that has one."""

    compiled: Compiled
    at: dict[int, int]

    def known(self, standing: ToldRota) -> ToldRota:
        """What people know, as of this problem: nobody knows of such a date."""
        later = np.zeros(len(self.at), dtype=bool)
        return replace(standing, notice=np.concatenate([standing.notice, later]))


def with_elsewhere(compiled: Compiled, visits: Sequence[int], slots: Mapping[int, Numbers]) -> Elsewhere:
    """These visits may each be elsewhere too; ``slots`` are the real ones that they may have."""
    more, count = len(visits), compiled.slot_count
    own = count + np.arange(more)
    opened, free = (_wider(array, more) for array in (compiled.open, compiled.free))
    visit_price, time_price = (_wider(array, more) for array in (compiled.visit_price, compiled.time_price))
    for visit, slot in zip(visits, own.tolist(), strict=True):
        layer = compiled.layer[visit]
        there = compiled.free[layer][:, slots[visit]]
        timed = np.where(there, compiled.time_price[layer][:, slots[visit]], NOT_FREE).min(axis=1)
        free[layer, :, slot] = there.any(axis=1)
        time_price[layer, :, slot] = np.where(there.any(axis=1), timed, 0)
        opened[visit, slot] = True
        visit_price[visit, slot] = compiled.visit_price[visit, slots[visit]].min()
    gaps = tuple(
        replace(gap, low=np.concatenate([gap.low, own]), high=np.concatenate([gap.high, own + 1]))
        for gap in compiled.gaps
    )
    wider = replace(
        compiled,
        days=np.concatenate([compiled.days, int(compiled.days.max(initial=0)) + FAR * (1 + np.arange(more))]),
        open=opened,
        free=free,
        visit_price=visit_price,
        time_price=time_price,
        gaps=gaps,
        throngs=tuple(part for throng in compiled.throngs for part in _parts(throng, more)),
    )
    return Elsewhere(wider, dict(zip(visits, own.tolist(), strict=True)))


def _wider(array: NDArray[Kind], more: int) -> NDArray[Kind]:
    """The array with so many slots more, in its last dimension, at which there is nothing."""
    return np.concatenate([array, np.zeros((*array.shape[:-1], more), dtype=array.dtype)], axis=-1)


def _parts(throng: SlotCount, more: int) -> tuple[SlotCount, SlotCount]:
    """What asks for many of the visits, towards which those elsewhere count, and what asks for few."""
    counts = range(int(throng.visits.sum()) + 1)
    points = [throng.curve.points(count) for count in counts]
    cheapest = min(counts, key=lambda count: points[count])
    many = tuple(points[min(count, cheapest)] - points[cheapest] for count in counts)
    few = tuple(points[max(count, cheapest)] for count in counts)
    inside, outside = (np.concatenate([throng.slots, np.full(more, within)]) for within in (True, False))
    return (
        replace(throng, slots=inside, curve=Curve(throng.curve.least, None, many if any(many) else (), 0)),
        replace(throng, slots=outside, curve=Curve(None, throng.curve.most, few if any(few) else (), 0)),
    )
