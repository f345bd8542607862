"""How large the families of councils are, and how scarce time is in them.

Sizes and densities follow the families the project's prototypes were measured on (November 2026): S is
like Sefton, M a county that visits every team, L a council with monthly visits to 25 children's homes,
H a region, and national 317 councils, one problem each.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

RuleNumbers = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a council is: members, wards, groups' shares, teams, homes, and which part of half-days are free.

    ``members_there`` and ``hosts_there`` say in how many of how many weeks running they can come at all;
    ``hosts_together`` that these weeks are the same for all hosts.
    ``experienced`` is the part of members who are so by role. Teams are visited by ``team_groups`` members in
    turn, homes by ``home_groups``.
    """

    members: int
    wards: int
    groups: tuple[float, ...]
    teams: int
    homes: int = 0
    members_free: float = 0.5
    hosts_free: float = 0.45
    members_there: tuple[int, int] = (1, 1)
    hosts_there: tuple[int, int] = (1, 1)
    hosts_together: bool = False
    experienced: float = 0.4
    team_groups: tuple[int, ...] = (2, 3)
    home_groups: tuple[int, ...] = (2,)

    @property
    def places(self) -> int:
        """Places of the whole year, with two visits by three members to corporate parenting."""
        teams = sum(self.team_groups[number % len(self.team_groups)] for number in range(self.teams))
        homes = sum(self.home_groups[number % len(self.home_groups)] for number in range(self.homes))
        return teams + 12 * homes + 6

    @property
    def visits(self) -> int:
        """Visits of the whole year."""
        return self.teams + 12 * self.homes + 2

    def limit(self, more: int) -> int:
        """A yearly limit: an equal share of the places, rounded up, and so many more."""
        return -(-self.places // self.members) + more


SIZES = {
    "S": Size(66, 22, (0.62, 0.23, 0.15), 7, team_groups=(3,)),
    "M": Size(90, 60, (0.55, 0.25, 0.12, 0.08), 38),
    "L": Size(100, 70, (0.5, 0.3, 0.2), 0, homes=25, members_free=0.45, hosts_free=0.5),
    "H": Size(
        500,
        300,
        (0.45, 0.3, 0.15, 0.1),
        198,
        homes=150,
        members_free=0.25,
        hosts_free=0.5,
        home_groups=(3, 2, 2),
    ),
}

_MONTHLY: RuleNumbers = {
    "breathing_space": {"days_between": 7, "must": True},
    "even_year": {"on": False},
    "first_visit": {"on": False},
    "fresh_eyes": {"on": False},
    "visit_interval": {},
}
"""Where homes are visited each month: members come back to them, and each visit has its month already."""

RULE_NUMBERS: dict[str, RuleNumbers] = {
    "S": {"week_limit": {"visits_a_week": 2}},
    "M": {"week_limit": {"visits_a_week": 3}, "yearly_limit": {"visits_a_year": 3}},
    "L": {"week_limit": {"visits_a_week": 9}, "yearly_limit": {"visits_a_year": 9}, **_MONTHLY},
    "H": {"week_limit": {"visits_a_week": 50}, "yearly_limit": {"visits_a_year": 12}, **_MONTHLY},
}
"""Numbers that each family needs besides the defaults, as rota.toml would set them."""


@dataclass(frozen=True, slots=True)
class Tightness:
    """What makes a family tight: in which part of the weeks people can come, and stricter numbers.

    ``more`` is what a member may make above an equal share of the places, rounded up; ``experienced`` a factor;
    ``to_be_experienced`` the past visits that make a member experienced without the role.
    """

    members_there: tuple[int, int]
    hosts_there: tuple[int, int]
    more: int
    visits_a_week: int
    days_between: int
    hosts_together: bool = False
    experienced: float = 1.0
    to_be_experienced: int = 1


TIGHT = {
    "S": Tightness((1, 3), (1, 5), 1, 1, 200, experienced=0.28, to_be_experienced=3),
    "M": Tightness((1, 4), (2, 5), 0, 2, 70, hosts_together=True, experienced=0.65, to_be_experienced=3),
    "L": Tightness((1, 3), (1, 2), 0, 7, 18),
    "H": Tightness((2, 3), (1, 2), 1, 42, 18),
    "national": Tightness((1, 3), (1, 5), 0, 2, 42, experienced=0.62, to_be_experienced=3),
}
"""Members and hosts are about as seldom free as in the prototypes' tight M and H, whose numbers H keeps.

Of seeds 1 to 8, greedy breaks a must on five of S and seven of M; three of S have no rota. The week limit of M-tight
leaves about two places to spare in the year's calendar, which is what greedy does not see.
"""


def scaled(size: Size, times: float) -> Size:
    """The size with so many times the members, wards, teams and homes, rounded; shares and freedom stay."""
    return replace(
        size,
        members=round(size.members * times),
        wards=max(1, round(size.wards * times)),
        teams=round(size.teams * times),
        homes=round(size.homes * times),
    )


def scaled_numbers(numbers: Mapping[str, dict[str, object]], size: Size, times: float) -> RuleNumbers:
    """The numbers of the rules for ``size`` so many times as large: the weeks' and each member's limits.

    In a week so many times the visits, rounded up; a member as much above an equal share of the places as before.
    """
    more: RuleNumbers = {}
    if "week_limit" in numbers:
        more["week_limit"] = {"visits_a_week": math.ceil(_whole(numbers["week_limit"]["visits_a_week"]) * times)}
    if "yearly_limit" in numbers:
        above = _whole(numbers["yearly_limit"]["visits_a_year"]) - size.limit(0)
        more["yearly_limit"] = {"visits_a_year": scaled(size, times).limit(above)}
    return {**numbers, **more}


def _whole(number: object) -> int:
    assert isinstance(number, int)
    return number


def tight_size(size: Size, tightness: Tightness) -> Size:
    """The size with people less often free, and fewer of them experienced."""
    return replace(
        size,
        members_there=tightness.members_there,
        hosts_there=tightness.hosts_there,
        hosts_together=tightness.hosts_together,
        experienced=size.experienced * tightness.experienced,
    )


def tight_numbers(numbers: Mapping[str, dict[str, object]], size: Size, tightness: Tightness) -> RuleNumbers:
    """The numbers of the rules with the stricter ones in their place."""
    return {
        **numbers,
        "week_limit": {"visits_a_week": tightness.visits_a_week},
        "yearly_limit": {"visits_a_year": size.limit(tightness.more)},
        "breathing_space": {"days_between": tightness.days_between, "must": True},
        "cross_party": {"must": True},
        "required_role": {"visits_to_be_experienced": tightness.to_be_experienced},
    }


COUNCILS = 317
"""Principal councils in England."""


@cache
def national() -> tuple[Size, ...]:
    """The sizes of 317 councils: 16,444 members and 5,999 visits, the same for ever."""
    draw = random.Random("national 219")
    return tuple(_council(draw) for _ in range(COUNCILS))


def _council(draw: random.Random) -> Size:
    members = int(min(120, max(24, draw.gauss(54, 17))))
    teams = draw.randrange(6, 28)
    return Size(members, max(8, members // 3), (0.55, 0.28, 0.17), teams, team_groups=(3,))


def national_numbers(size: Size) -> RuleNumbers:
    """The numbers of one of the 317: 3 visits a week, and one visit more than an equal share."""
    return {"week_limit": {"visits_a_week": 3}, "yearly_limit": {"visits_a_year": size.limit(1)}}
