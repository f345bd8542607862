"""What exchanges of places change in how many different teams or partners members have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rota.solving.model.gaps import Mask, Numbers
from rota.solving.model.variety import Variety


@dataclass(frozen=True, slots=True)
class MetByExchange:
    """In exchange ``exchange`` the counted member of the row meets the key once more or, where ``by`` is -1, less."""

    exchange: Numbers
    row: Numbers
    key: Numbers
    by: Numbers


class VarietyLedger:
    """The counts of a variety in a draft, so that what exchanges change of them can be told."""

    def __init__(self, variety: Variety, groups: Mask) -> None:
        self.variety = variety
        self.met = variety.met(groups)
        self.counts = np.asarray(variety.each(self.met).sum(axis=1))
        self._row = variety.rows(len(groups))
        self._beside = _who_goes(groups[: variety.keys]) if variety.team is None else np.zeros((0, 0), dtype=np.int64)

    def change(self, members: Numbers, visits: Numbers, sign: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The exchanges in which a count changes, one for each such count: how much more it misses, and the points."""
        width, rows = self.variety.keys, max(1, len(self.variety.members))
        met = (
            self._teams(members, visits, sign) if self.variety.team is not None else self._pairs(members, visits, sign)
        )
        codes, place = np.unique((met.exchange * rows + met.row) * width + met.key, return_inverse=True)
        by = np.zeros(len(codes), dtype=np.int64)
        np.add.at(by, place, met.by)
        owner, key = np.divmod(codes, width)
        before = self.met[owner % rows, key]
        owners, place = np.unique(owner, return_inverse=True)
        more = np.zeros(len(owners), dtype=np.int64)
        np.add.at(more, place, self.variety.each(before + by) - self.variety.each(before))
        exchange, row = np.divmod(owners, rows)
        now, then = self.counts[row], self.counts[row] + more
        missed = self.variety.short(then) - self.variety.short(now)
        return exchange, missed, self.variety.points(then) - self.variety.points(now)

    def _teams(self, members: Numbers, visits: Numbers, sign: Numbers) -> MetByExchange:
        assert self.variety.team is not None
        exchange, entry = np.nonzero((self._row[members] >= 0) & self.variety.visits[visits])
        member, visit = members[exchange, entry], visits[exchange, entry]
        return MetByExchange(exchange, self._row[member], self.variety.team[visit], sign[entry])

    def _pairs(self, members: Numbers, visits: Numbers, sign: Numbers) -> MetByExchange:
        """Each entry with those who stay on its visit, seen from either side, and with the others who come or leave."""
        found = []
        for one in range(members.shape[1]):
            here = (members[:, one] < self.variety.keys) & self.variety.visits[visits[:, one]]
            beside = self._beside[visits[:, one]]
            stays = (beside >= 0) & (beside != members[:, one, None]) & here[:, None]
            for other in range(members.shape[1]):
                also = visits[:, other] == visits[:, one]
                stays &= ~(also[:, None] & (beside == members[:, other, None]))
                if other != one and sign[other] == sign[one]:
                    both = np.flatnonzero(here & also & (members[:, other] < self.variety.keys))
                    found.append((both, members[both, one], members[both, other], sign[one]))
            exchange, place = np.nonzero(stays)
            entry, partner = members[exchange, one], beside[exchange, place]
            found += [(exchange, entry, partner, sign[one]), (exchange, partner, entry, sign[one])]
        exchange, member, key = (np.concatenate([part[side] for part in found]) for side in range(3))
        by = np.repeat([part[3] for part in found], [len(part[0]) for part in found])
        counted = self._row[member] >= 0
        return MetByExchange(exchange[counted], self._row[member[counted]], key[counted], by[counted])


def _who_goes(groups: Mask) -> Numbers:
    """For each visit the members on it, filled up with -1."""
    most = int(groups.sum(axis=0).max(initial=0))
    result = np.full((groups.shape[1], most), -1, dtype=np.int64)
    for visit in range(groups.shape[1]):
        going = np.flatnonzero(groups[:, visit])
        result[visit, : len(going)] = going
    return result
