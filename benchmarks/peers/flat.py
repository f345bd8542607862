"""A problem as flat tables of whole numbers, for peers that are not Python: compiled from the statements themselves.

It is what Rota's own engines read (rota/solving/model/compiled_model.py), so whoever reads it has exactly our rules.
``cost`` reads the tables by themselves, for tests: it must find what the audit finds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rota.solving.model.compiled_model import Compiled, Gap, Mask
from rota.solving.model.cost_curves import NO_BOUND, Curve, Family
from rota.solving.model.presolve import Presolved, needs_of

Flat = dict[str, Any]

MUST = -1
"""The points of a gap that is a must."""


def flat(compiled: Compiled, presolved: Presolved) -> Flat:
    """The tables. A visit may be at its ``slots_of``; ``free`` and the like are by layer, member and slot.

    A visit has as many ``seats`` as members may go on it; ``optional`` says, seat by seat, which may stay empty.
    """
    least, most = zip(*(_sizes(compiled, visit) for visit in range(compiled.visit_count)), strict=True)
    reaches = list(dict.fromkeys(_reach(gap) for gap in compiled.gaps))
    return {
        "members": compiled.member_count,
        "visits": compiled.visit_count,
        "slots": compiled.slot_count,
        "slots_of": [slots.tolist() for slots in presolved.slots],
        "members_of": [np.flatnonzero(_eligible(compiled, presolved, v)).tolist() for v in range(compiled.visit_count)],
        "seats": list(most),
        "optional": "".join("0" * low + "1" * (high - low) for low, high in zip(least, most, strict=True)),
        "layer": compiled.layer.tolist(),
        "free": [[_text(row) for row in layer] for layer in compiled.free],
        "time_price": compiled.time_price.tolist(),
        "place_price": compiled.place_price.tolist(),
        "visit_price": compiled.visit_price.tolist(),
        "families": [_family(family) for family in compiled.families],
        "reaches": [{"low": list(low), "high": list(high)} for low, high in reaches],
        "gaps": [_gap(gap, reaches.index(_reach(gap)), compiled.member_count) for gap in compiled.gaps],
        "throngs": [
            {"visits": _text(throng.visits), "slots": _text(throng.slots), "curve": _curve(throng.curve)}
            for throng in compiled.throngs
        ],
    }


def write_flat(compiled: Compiled, presolved: Presolved, path: Path) -> None:
    """Writes the tables as JSON."""
    path.write_text(json.dumps(flat(compiled, presolved), separators=(",", ":")), encoding="utf-8")


def _eligible(compiled: Compiled, presolved: Presolved, visit: int) -> Mask:
    """Members who are free at some slot that the visit may be at."""
    return np.asarray(compiled.free_at(visit)[:, presolved.slots[visit]].any(axis=1))


def _sizes(compiled: Compiled, visit: int) -> tuple[int, int]:
    """The least and the most members of the visit, from the counts over everybody that it must reach."""
    everybody = [least for _, _, members, least in needs_of(compiled, visit) if members.all()]
    least = max(everybody, default=0)
    most = compiled.member_count
    for family in compiled.families:
        alone = (family.column == family.column[visit]).sum() == 1
        if family.column[visit] >= 0 and alone and (family.row == family.row[0]).all() and family.row[0] >= 0:
            bound = family.cells[family.cell_of(0, visit)].curve.most
            most = most if bound is None else min(most, bound)
    return least, most


def _text(mask: Mask) -> str:
    return "".join("1" if one else "0" for one in mask.tolist())


def _reach(gap: Gap) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(gap.low.tolist()), tuple(gap.high.tolist())


def _gap(gap: Gap, reach: int, members: int) -> Flat:
    return {
        "visits": np.flatnonzero(gap.visits).tolist(),
        "reach": reach,
        "shared": int(gap.shared),
        "members": "1" * members if gap.members is None else _text(gap.members),
        "points": MUST if gap.points is None else gap.points,
    }


def _family(family: Family) -> Flat:
    return {
        "row": family.row.tolist(),
        "column": family.column.tolist(),
        "weight": family.weight.tolist(),
        "cells": [_curve(cell.curve) for cell in family.cells],
    }


def _curve(curve: Curve) -> Flat:
    least = -NO_BOUND if curve.least is None else curve.least
    most = NO_BOUND if curve.most is None else curve.most
    return {"least": least, "most": most, "first": curve.cost_from, "table": list(curve.cost)}


def cost(tables: Flat, slots: Sequence[int], groups: Sequence[Sequence[int]]) -> tuple[int, int]:
    """By how much musts are broken, and the points, of a rota: the slot and the members of each visit."""
    broken = points = 0
    for visit, (slot, group) in enumerate(zip(slots, groups, strict=True)):
        layer = tables["layer"][visit]
        broken += slot not in tables["slots_of"][visit]
        points += tables["visit_price"][visit][slot]
        for member in group:
            broken += tables["free"][layer][member][slot] == "0" or member not in tables["members_of"][visit]
            points += tables["place_price"][member][visit] + tables["time_price"][layer][member][slot]
    for family in tables["families"]:
        counts = [0] * len(family["cells"])
        for visit, group in enumerate(groups):
            for member in group:
                if family["row"][member] >= 0 and family["column"][visit] >= 0:
                    counts[family["row"][member] + family["column"][visit]] += family["weight"][member]
        for curve, count in zip(family["cells"], counts, strict=True):
            broken, points = _add(curve, count, broken, points)
    for throng in tables["throngs"]:
        held = sum(
            inside == "1" and throng["slots"][slot] == "1" for inside, slot in zip(throng["visits"], slots, strict=True)
        )
        broken, points = _add(throng["curve"], held, broken, points)
    for gap in tables["gaps"]:
        close = _close(gap, tables["reaches"][gap["reach"]], slots, groups)
        broken += close if gap["points"] == MUST else 0
        points += close * max(0, gap["points"])
    return broken, points


def _add(curve: Flat, count: int, broken: int, points: int) -> tuple[int, int]:
    missed = max(0, curve["least"] - count, count - curve["most"])
    table = curve["table"] or [0]
    index = min(max(0, count - curve["first"]), len(table) - 1)
    return broken + missed, points + table[index]


def _close(gap: Flat, reach: Flat, slots: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    """Pairs too close, or pairs and the members they share."""
    close = 0
    for number, one in enumerate(gap["visits"]):
        low, high = reach["low"][slots[one]], reach["high"][slots[one]]
        for other in gap["visits"][number + 1 :]:
            if low <= slots[other] < high:
                shared = set(groups[one]).intersection(groups[other])
                close += sum(gap["members"][member] == "1" for member in shared) if gap["shared"] else 1
    return close
