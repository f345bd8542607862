"""What visits ask of whom, and what each member may make: the two sides of every sum that does not come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from rota.solving.bounds.laminar import mask_of, set_of
from rota.solving.bounds.reachability import Possible
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.cost_curves import NO_BOUND, Counter, Family, curves_of
from rota.solving.model.presolve import Known, Presolved, possible_slots


@dataclass(frozen=True, slots=True)
class LeastMembers:
    """At least so many of these members (a bit for each, only those who can come); ``everybody``: whoever they are."""

    rule: str
    why: str
    members: int
    places: int
    everybody: bool

    @property
    def kind(self) -> tuple[str, str]:
        """What is asked, whoever can come and however many they must be."""
        return self.rule, "" if self.everybody else self.why


Wanted = frozenset[tuple[str, tuple[str, str]]]
"""Ids of visits, each with a kind of what it asks."""


@dataclass(frozen=True, slots=True)
class VisitsAlike:
    """Visits to one team that ask the same of the same members; each takes ``most`` members at most."""

    team: str
    visits: tuple[int, ...]
    able: int
    leasts: tuple[LeastMembers, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Limit:
    """These members may fill so many places at most over all visits, because ``rule`` says so.

    Where there are ``days``, the rule keeps a member's visits so far apart (0: not at once), and the member can come
    on no more dates than that.
    """

    members: Mask
    most: int
    rule: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked, and every limit on what a member may make, as far as counting can see."""

    alike: tuple[VisitsAlike, ...]
    limits: tuple[Limit, ...]
    member_count: int

    @classmethod
    def of(cls, compiled: Compiled, wanted: Wanted | None = None, lifted: str = "") -> Asked:
        """Read off the musts, or of them what is wanted. A visit without a possible slot asks for nothing.

        Limits by dates are known where they bind; with a rule that may be ``lifted``, where they would without it.
        """
        slots = _slots(compiled)
        able = _who(compiled, slots)
        limits = tuple(_limits(compiled))
        binding = [limit for limit in limits if limit.rule != lifted]
        enough = np.minimum(able.sum(axis=1), caps(binding, compiled.member_count))
        by_dates = _limits_by_dates(compiled, slots, enough)
        return cls(tuple(_alike(compiled, able, wanted)), (*limits, *by_dates), compiled.member_count)


def caps(limits: Iterable[Limit], members: int) -> Numbers:
    """The least of these limits for each member; NO_BOUND for a member without any."""
    least = np.full(members, NO_BOUND, dtype=np.int64)
    for limit in limits:
        least[limit.members] = np.minimum(least[limit.members], limit.most)
    return least


def wanted_of(compiled: Compiled, members: int) -> Wanted:
    """What nobody but these members (a bit for each) can fill."""
    return frozenset(
        (compiled.visits[visit].id, least.kind)
        for alike in Asked.of(compiled).alike
        for least in alike.leasts
        if least.members & ~members == 0
        for visit in alike.visits
    )


def only_asked_of(compiled: Compiled, wanted: Wanted) -> Compiled:
    """The same council, but of what single visits ask only what is wanted."""
    families = []
    for family in compiled.families:
        cells = list(family.cells)
        for row, members in family.members_of.items() if family.by_visit else ():
            for visit in np.flatnonzero(family.column >= 0).tolist():
                number = row + int(family.column[visit])
                kind = _kind(cells[number], bool(members.all()))
                if (compiled.visits[visit].id, kind) not in wanted:
                    cells[number] = replace(cells[number], curve=replace(cells[number].curve, least=None))
        families.append(replace(family, cells=tuple(cells), curves=curves_of(cells)))
    return replace(compiled, families=tuple(families))


def _kind(cell: Counter, everybody: bool) -> tuple[str, str]:
    return cell.rule, "" if everybody else cell.why


def members_in(members: int) -> list[int]:
    """The numbers of the members whose bits these are, in order."""
    return np.flatnonzero(mask_of(members, members.bit_length())).tolist() if members else []


def _slots(compiled: Compiled) -> tuple[Numbers, ...]:
    known: Known = {}
    return tuple(possible_slots(compiled, visit, known) for visit in range(compiled.visit_count))


def _who(compiled: Compiled, slots: tuple[Numbers, ...] | None = None) -> Mask:
    """Members by visits: who could be on the visit at one of its possible slots."""
    return Possible(compiled, Presolved(_slots(compiled) if slots is None else slots)).who


def _alike(compiled: Compiled, able: Mask, wanted: Wanted | None) -> Iterator[VisitsAlike]:
    leasts, most = _leasts(compiled), compiled.group_sizes[1].tolist()
    found: dict[tuple[str, int, tuple[LeastMembers, ...], int], list[int]] = defaultdict(list)
    who = [set_of(able[:, visit]) for visit in range(compiled.visit_count)]
    for visit in range(compiled.visit_count):
        name = compiled.visits[visit].id
        asked = _among(who[visit], [one for one in leasts[visit] if wanted is None or (name, one.kind) in wanted])
        if asked:
            found[compiled.visits[visit].team, who[visit], asked, most[visit]].append(visit)
    for (team, those, asked, size), visits in found.items():
        yield VisitsAlike(team, tuple(visits), those, asked, size)


def _among(able: int, leasts: Iterable[LeastMembers]) -> tuple[LeastMembers, ...]:
    """What is asked of those who can come. What they alone cannot fill is no matter of how many visits each makes."""
    within = (
        replace(least, members=members, places=min(least.places, members.bit_count()))
        for least in leasts
        for members in [least.members & able]
    )
    return tuple(least for least in within if least.places)


def _leasts(compiled: Compiled) -> list[list[LeastMembers]]:
    """For each visit what its own counts must reach."""
    found: list[list[LeastMembers]] = [[] for _ in range(compiled.visit_count)]
    for family in compiled.needing:
        if not family.by_visit:
            continue
        visits = np.flatnonzero(family.column >= 0).tolist()
        for row, mask in family.members_alike.items():
            members, everybody = set_of(mask), bool(mask.all())
            for visit in visits:
                cell = family.cells[row + int(family.column[visit])]
                if cell.curve.least is not None and cell.curve.least > 0:
                    found[visit].append(LeastMembers(cell.rule, cell.why, members, cell.curve.least, everybody))
    return found


def _limits(compiled: Compiled) -> Iterator[Limit]:
    """Each rule's limit on each member's own places over all visits."""
    for family in compiled.families:
        if not _over_all_visits(family):
            continue
        for row, mask in family.members_alike.items():
            cell = family.cells[row + int(family.column[0])]
            if mask.sum() == 1 and cell.curve.most is not None:
                yield Limit(mask, cell.curve.most, cell.rule)


def _over_all_visits(family: Family) -> bool:
    columns = family.column
    return len(columns) > 0 and bool((columns >= 0).all()) and len(set(columns.tolist())) == 1


def _limits_by_dates(compiled: Compiled, slots: Collection[Numbers], enough: Numbers) -> Iterator[Limit]:
    """What a member can make at most where the member's visits must lie apart, if that is not ``enough``.

    The first possible slot is taken, then the first that is far enough from it, and so on: no choice gives more.
    """
    for gap in compiled.shared_gaps:
        if gap.points is not None or gap.pairs is not None or not gap.visits.all():
            continue
        times = _times(compiled, slots)
        for member in np.flatnonzero(enough > 1).tolist():
            if gap.binds(member):
                most = _apart(gap, times[member], int(enough[member]))
                if most < enough[member]:
                    alone = np.zeros(compiled.member_count, dtype=bool)
                    alone[member] = True
                    yield Limit(alone, most, gap.rule, gap.days)


def _times(compiled: Compiled, slots: Collection[Numbers]) -> Mask:
    """Members by slots: when the member could be on one of the visits."""
    times = np.zeros((compiled.member_count, compiled.slot_count), dtype=bool)
    seen = set()
    for visit, possible in enumerate(slots):
        key = (int(compiled.layer[visit]), possible.tobytes(), compiled.may_go[:, visit].tobytes())
        if key not in seen:
            seen.add(key)
            times[:, possible] |= compiled.free_at(visit)[:, possible]
    return times


def _apart(gap: Gap, times: Mask, enough: int) -> int:
    """How many of a member's times lie apart, counted no further than ``enough``."""
    own = np.flatnonzero(times)
    count = 0
    while len(own) and count < enough:
        count += 1
        own = own[np.searchsorted(own, gap.high[own[0]]) :]
    return count
