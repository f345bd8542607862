"""The six kinds of statement: all that a rule can ask of the decision, and all that engines know of rules.

Each visit gets one slot, a group of members, and somebody of the service who receives it. A *place* is one person on
one visit: a member who goes, or a host or deputy who receives. ``members`` may name either; None means all members and
no host, and for visits and slots all. Ids are in sorted order, and a statement without points or cost is a must.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Ids = tuple[str, ...]
Each = Literal["", "visit", "member"]
Of = Literal["team", "partner"]
Times = Literal["different", "again"]
Table = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """None of these people is on any of these visits at any of these slots.

    With ``members`` None the visit itself may not be at the slot, whoever goes.
    """

    members: Ids | None
    visits: Ids | None
    slots: Ids | None
    why: str


@dataclass(frozen=True, slots=True)
class Price:
    """Each place in the box costs ``points`` (at least 1); with ``members`` None, once for each visit."""

    points: int
    members: Ids | None
    visits: Ids | None
    slots: Ids | None
    why: str

    def __post_init__(self) -> None:
        if self.points < 1:
            raise ValueError(f"a price is at least one point, not {self.points}: {self.why}")


@dataclass(frozen=True, slots=True)
class Tally:
    """The weighted number of places among these members and visits is within bounds, or costs points.

    ``each`` "" counts once over the whole box, "visit" once for each visit, "member" once for each
    person. ``least`` and ``most`` are musts. ``cost`` is a convex table: ``cost[i]`` points at a
    count of ``cost_from + i``; beyond either end it goes on rising by that end's last step, or stays
    flat where that step does not rise. ``weights`` gives members another weight than 1.
    """

    members: Ids | None
    visits: Ids | None
    each: Each
    why: str
    least: int | None = None
    most: int | None = None
    cost: Table = ()
    cost_from: int = 0
    weights: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        must_be_convex(self.cost, self.why)


@dataclass(frozen=True, slots=True)
class Apart:
    """Any two of these visits are at least ``days`` apart; 0 means that nobody could be at both.

    With ``shared`` it binds only two visits that share a member, among ``members``. As a must when
    ``points`` is None; otherwise each pair too close costs the points, once for each member shared
    when ``shared``.
    """

    visits: Ids | None
    days: int
    why: str
    shared: bool = False
    members: Ids | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """The number of these visits that fall in these slots is within bounds, or costs points as a Tally does."""

    visits: Ids | None
    slots: Ids | None
    why: str
    least: int | None = None
    most: int | None = None
    cost: Table = ()
    cost_from: int = 0

    def __post_init__(self) -> None:
        must_be_convex(self.cost, self.why)


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different teams, or partners, each of these members has on these visits is within bounds, or costs.

    A partner is another member who goes on the same visit. ``count`` "different" counts each team or partner once,
    "again" every time after the first: visits to a team less one, visits with a partner less one, added up over teams
    or partners. Bounds and costs are those of a Tally of each member. Members only: hosts are not counted.
    """

    members: Ids | None
    visits: Ids | None
    of: Of
    why: str
    count: Times = "different"
    least: int | None = None
    most: int | None = None
    cost: Table = ()
    cost_from: int = 0

    def __post_init__(self) -> None:
        must_be_convex(self.cost, self.why)


Statement = Bar | Price | Tally | Apart | Crowd | Distinct


def must_be_convex(cost: Table, why: str) -> None:
    """ValueError unless each step of the table is at least the step before it."""
    steps = [after - before for before, after in pairwise(cost)]
    if steps != sorted(steps):
        raise ValueError(f"the cost table {cost} is not convex: {why}")


def cost_at(cost: Table, cost_from: int, count: int) -> int:
    """The points at ``count``, past the ends of the table too."""
    if not cost:
        return 0
    index = count - cost_from
    last = len(cost) - 1
    if index < 0:
        return cost[0] - index * max(0, cost[0] - cost[min(1, last)])
    if index > last:
        return cost[last] + (index - last) * max(0, cost[last] - cost[max(0, last - 1)])
    return cost[index]
