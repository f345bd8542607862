"""A problem without its points: what mends a draft whose broken musts stand in each other's way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rota.solving.model.compiled_model import Compiled
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of


def musts_of(compiled: Compiled) -> Compiled:
    """The same problem in which a rota costs nothing but what it breaks."""
    return replace(
        compiled,
        visit_price=np.zeros_like(compiled.visit_price),
        place_price=np.zeros_like(compiled.place_price),
        time_price=np.zeros_like(compiled.time_price),
        has_time_price=False,
        families=tuple(_musts_of(family) for family in compiled.families if _asks(family)),
        gaps=tuple(gap for gap in compiled.gaps if gap.points is None),
        throngs=tuple(
            replace(throng, curve=_bounds_of(throng.curve))
            for throng in compiled.throngs
            if throng.curve.least is not None or throng.curve.most is not None
        ),
        varieties=tuple(variety.bare() for variety in compiled.varieties if variety.has_must),
    )


def _asks(family: Family) -> bool:
    curves = {id(cell.curve): cell.curve for cell in family.cells}.values()
    return any(curve.least is not None or curve.most is not None for curve in curves)


def _musts_of(family: Family) -> Family:
    bare: dict[int, Counter] = {}
    for cell in family.cells:
        if id(cell) not in bare:
            bare[id(cell)] = replace(cell, curve=_bounds_of(cell.curve))
    cells = tuple(bare[id(cell)] for cell in family.cells)
    return replace(family, cells=cells, curves=curves_of(cells))


def _bounds_of(curve: Curve) -> Curve:
    return Curve(curve.least, curve.most, (), curve.cost_from)
