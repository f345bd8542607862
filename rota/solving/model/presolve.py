"""What the bars leave: the slots at which each visit could be held, and why a visit has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rota.solving.model.compiled_model import Compiled, Mask
from rota.text.english import joined

SlotNumbers = NDArray[np.int64]
Known = dict[tuple[object, ...], Mask]
"""Where there are enough members, for each layer, members who may go and needs that were asked about."""


@dataclass(frozen=True, slots=True)
class Presolved:
    """``slots[v]``: the slots at which the visit has enough members free. ``reasons``: visits with none, in words."""

    slots: tuple[SlotNumbers, ...]
    reasons: tuple[str, ...]


def presolve(compiled: Compiled) -> Presolved:
    """Candidate slots of every visit; a visit without any is explained, rule by rule, with counts."""
    slots = []
    reasons = []
    known: Known = {}
    for visit in range(compiled.visit_count):
        left = possible_slots(compiled, visit, known)
        slots.append(left)
        if not len(left):
            reasons.append(_why_none(compiled, visit))
    return Presolved(tuple(slots), tuple(reasons))


def needs_of(compiled: Compiled, visit: int) -> Iterator[tuple[str, str, Mask, int]]:
    """(rule, words, members, least) for each count that this visit alone must reach."""
    for family in compiled.needing:
        column = int(family.column[visit])
        if column < 0 or not family.by_visit:
            continue
        for row, members in family.members_alike.items():
            cell = family.cells[row + column]
            if cell.curve.least is not None and cell.curve.least > 0:
                yield cell.rule, cell.why, members, cell.curve.least
    yield from _unreachable(compiled, visit)


def _unreachable(compiled: Compiled, visit: int) -> Iterator[tuple[str, str, Mask, int]]:
    """Cells of this visit that nobody counts in, yet that must reach something."""
    nobody = np.zeros(compiled.member_count, dtype=bool)
    for family in compiled.needing:
        column = int(family.column[visit])
        if column >= 0 and not family.has_members:
            cell = family.cells[column]
            if cell.curve.least is not None and cell.curve.least > 0:
                yield cell.rule, cell.why, nobody, cell.curve.least


def possible_slots(compiled: Compiled, visit: int, known: Known | None = None) -> SlotNumbers:
    """The slots at which the visit may be and has enough members free.

    Visits of the same members and needs share what is ``known``; it belongs to one ``compiled``.
    """
    possible = compiled.open[visit].copy()
    needs = [(members, least) for _, _, members, least in needs_of(compiled, visit)]
    alike = (int(compiled.layer[visit]), compiled.may_go[:, visit].tobytes())
    key = (*alike, *((members.tobytes(), least) for members, least in needs))
    known = {} if known is None else known
    if key not in known:
        known[key] = _enough(compiled.free_at(visit), needs)
    possible &= known[key]
    return np.flatnonzero(possible)


def _enough(free: Mask, needs: Iterable[tuple[Mask, int]]) -> Mask:
    """The slots at which each need is met by those free, who are given as members by slots."""
    enough = np.ones(free.shape[1], dtype=bool)
    for members, least in needs:
        enough &= free[members].sum(axis=0) >= least
    return enough


def _why_none(compiled: Compiled, visit: int) -> str:
    """Which rule takes out how many slots, in the order of the rule book."""
    title = compiled.title(visit)
    if not compiled.slot_count:
        return f"{title} has no possible date: the year has no day on which visits are held."
    steps = steps_of(compiled, visit, np.ones(compiled.slot_count, dtype=bool))
    taken = "; ".join(step.sentence for step in steps)
    return f"{title} has no possible date: of {compiled.slot_count} slots in the year {taken}; none is left."


@dataclass(frozen=True, slots=True)
class PresolveStep:
    """One rule's turn: of the slots left it takes out so many, and so many are left; ``short`` for want of people."""

    rule: str
    words: str
    removed: int
    left: int
    short: bool

    @property
    def sentence(self) -> str:
        """The step in words, without an end."""
        return f"on {self.removed:,} {self.words}" if self.short else f"{self.words} takes out {self.removed:,}"


def steps_of(compiled: Compiled, visit: int, left: Mask) -> Iterator[PresolveStep]:
    """What each rule takes out of the slots left: first where the visit is barred, then where people are missing."""
    left = left.copy()
    for rule, closed in closings(compiled, visit).items():
        removed = int((left & closed).sum())
        left &= ~closed
        if removed:
            yield PresolveStep(rule, rule.replace("_", " "), removed, int(left.sum()), short=False)
    free = compiled.free_at(visit)
    for rule, why, members, least in needs_of(compiled, visit):
        few = left & (free[members].sum(axis=0) < least)
        left &= ~few
        if few.any():
            words = _too_few(compiled, visit, members, few, rule.replace("_", " "), why)
            yield PresolveStep(rule, words, int(few.sum()), int(left.sum()), short=True)


def _too_few(compiled: Compiled, visit: int, members: Mask, slots: Mask, rule: str, why: str) -> str:
    """That too few members are left at these slots, and by which rules; or that nobody is there to receive."""
    needed = why if why.startswith(rule) else f"{rule}: {why}"
    away: dict[str, None] = {}
    for bar in compiled.bars:
        if bar.members is None or not (bar.members & members).any():
            continue
        if (bar.visits is None or bar.visits[visit]) and (bar.slots is None or (bar.slots & slots).any()):
            away[bar.rule.replace("_", " ")] = None
    if members.any() and not members[: compiled.members].any():
        by = joined([name for name in away if name != rule])
        return f"nobody is there to receive it ({rule}{f', {by}' if by else ''})"
    if not away:
        return f"there are too few members ({needed})"
    return f"too few members are left by {joined(list(away))} ({needed})"


def closings(compiled: Compiled, visit: int) -> dict[str, Mask]:
    """For each rule that bars the visit itself, in the order of the rule book, the slots it takes out."""
    closed: dict[str, Mask] = {}
    for bar in compiled.bars:
        if bar.members is None and (bar.visits is None or bar.visits[visit]):
            slots = np.ones(compiled.slot_count, dtype=bool) if bar.slots is None else bar.slots
            closed[bar.rule] = closed[bar.rule] | slots if bar.rule in closed else slots
    return closed
