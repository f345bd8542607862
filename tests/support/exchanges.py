"""Exchanges of places drawn at random, and whether what they are said to change is what reading both drafts says."""

from __future__ import annotations

import random

import numpy as np

from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.delta_cost import DeltaCost, Exchanges

Entry = tuple[int, int, int]


def entries(draft: Assignment, draw: random.Random) -> list[Entry]:
    """One to three members, each giving a place up, taking one, or both, as far as the draft has room for it."""
    members = draft.groups.shape[0]
    chosen: list[Entry] = []
    for member in draw.sample(range(members), draw.randint(1, min(3, members))):
        on, off = np.flatnonzero(draft.groups[member]).tolist(), np.flatnonzero(~draft.groups[member]).tolist()
        if on and draw.random() < 0.7:
            chosen.append((member, draw.choice(on), -1))
        if off and draw.random() < 0.7:
            chosen.append((member, draw.choice(off), 1))
    return chosen


def after(draft: Assignment, chosen: list[Entry]) -> Assignment:
    changed = draft.copy()
    for member, visit, sign in chosen:
        changed.groups[member, visit] = sign > 0
    return changed


def agree(arrays: Compiled, draft: Assignment, chosen: list[Entry]) -> None:
    members, visits, sign = (np.array(column, dtype=np.int64) for column in zip(*chosen, strict=True))
    broken, points = DeltaCost(arrays, draft).change(Exchanges(members[None, :], visits[None, :], sign))
    before, now = measure(arrays, draft), measure(arrays, after(draft, chosen))
    assert (int(broken[0]), int(points[0])) == (now.broken - before.broken, now.points - before.points)
