"""What the bars leave: the slots at which each visit could be held, and what each rule takes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rota.solving.model.compiled_model import Compiled, Mask

SlotNumbers = NDArray[np.int64]
Known = dict[tuple[object, ...], Mask]
"""Where there are enough members, for each layer, members who may go and needs that were asked about."""


@dataclass(frozen=True, slots=True)
class Presolved:
    """``slots[v]``: the slots at which the visit has enough members free."""

    slots: tuple[SlotNumbers, ...]

    @property
    def barred(self) -> tuple[int, ...]:
        """The visits without any slot: where there are some, no rota keeps every must."""
        return tuple(visit for visit, left in enumerate(self.slots) if not len(left))


def presolve(compiled: Compiled) -> Presolved:
    """Candidate slots of every visit."""
    known: Known = {}
    return Presolved(tuple(possible_slots(compiled, visit, known) for visit in range(compiled.visit_count)))


def boolean_count(compiled: Compiled, presolved: Presolved) -> int:
    """The Booleans of a model of the whole: members by visits, and the slots of each visit."""
    return compiled.member_count * compiled.visit_count + sum(map(len, presolved.slots))


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


@dataclass(frozen=True, slots=True)
class Elimination:
    """One rule's turn: of the slots left it takes out so many, and so many are left.

    ``short`` where it does so for want of people: ``why`` is what it asks in the words of its statement, ``away`` the
    rules that keep them away, and ``receivers`` whether it is those who could receive the visit that are missing.
    Without a rule, no group meets all that is asked together.
    """

    rule: str
    removed: int
    left: int
    short: bool = False
    why: str = ""
    away: tuple[str, ...] = ()
    receivers: bool = False


def eliminations(compiled: Compiled, visit: int, left: Mask) -> Iterator[Elimination]:
    """What each rule takes out of the slots left: first where the visit is barred, then where people are missing."""
    left = left.copy()
    for rule, closed in closings(compiled, visit).items():
        removed = int((left & closed).sum())
        left &= ~closed
        if removed:
            yield Elimination(rule, removed, int(left.sum()))
    free = compiled.free_at(visit)
    for rule, why, members, least in needs_of(compiled, visit):
        few = left & (free[members].sum(axis=0) < least)
        left &= ~few
        if few.any():
            away = _keeping_away(compiled, visit, members, few)
            hosts = bool(members.any() and not members[: compiled.members].any())
            yield Elimination(rule, int(few.sum()), int(left.sum()), short=True, why=why, away=away, receivers=hosts)


def _keeping_away(compiled: Compiled, visit: int, members: Mask, slots: Mask) -> tuple[str, ...]:
    """The rules that keep some of these members from the visit at some of these slots."""
    away: dict[str, None] = {}
    for bar in compiled.bars:
        if bar.members is None or not (bar.members & members).any():
            continue
        if (bar.visits is None or bar.visits[visit]) and (bar.slots is None or (bar.slots & slots).any()):
            away[bar.rule] = None
    return tuple(away)


def closings(compiled: Compiled, visit: int) -> dict[str, Mask]:
    """For each rule that bars the visit itself, in the order of the rule book, the slots it takes out."""
    closed: dict[str, Mask] = {}
    for bar in compiled.bars:
        if bar.members is None and (bar.visits is None or bar.visits[visit]):
            slots = np.ones(compiled.slot_count, dtype=bool) if bar.slots is None else bar.slots
            closed[bar.rule] = closed[bar.rule] | slots if bar.rule in closed else slots
    return closed
