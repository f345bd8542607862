"""A small council made by hand, for answers that a person can check: three members, two teams, a week in June.

Ann Alder (Labour, Park) and Bob Birch (Green, Quay) go to the MASH on Tuesday 2 June; Cat Cedar (Green, Quay) goes
to the north team on Thursday 4 June.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rota.domain import Member, Team
from rota.explaining.context import RotaContext
from rota.rules import Rule
from tests.explaining.everywhere import some
from tests.support.builders import a_member, a_problem, a_rota, a_team, hosted

MUSTS = some(
    "enough_members",
    "availability",
    "meetings",
    "host_present",
    "open_dates",
    "one_place_at_a_time",
    "interests",
    "clearance",
    "term_of_office",
    "pool",
    "step_free",
    "yearly_limit",
    "pinned",
    musts=("required_role",),
)
RULES: tuple[Rule, ...] = (*MUSTS, *some("fair_share"))

ANN = a_member("ann", "Labour", "Park", name="Ann Alder")
BOB = a_member("bob", "Green", "Quay", name="Bob Birch")
ROTA = {"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "cat")}


def cat(**fields: Any) -> Member:
    """Cat Cedar."""
    return a_member("cat", "Green", "Quay", name="Cat Cedar", **fields)


def mash(**fields: Any) -> Team:
    """The MASH, visited by two."""
    return a_team("mash", **{"name": "MASH", "group_least": 2, "group_most": 2, **fields})


def a_ground(
    *more: Member,
    cat: Member = cat(),  # noqa: B008
    mash: Team = mash(),  # noqa: B008
    rules: Iterable[Rule] = RULES,
    rota: dict[str, tuple[str, ...]] = ROTA,
    **fields: Any,
) -> RotaContext:
    """The council with its rota; what is named is otherwise."""
    problem = a_problem([ANN, BOB, cat, *more], [mash, a_team("north", name="North team", group_most=1)], **fields)
    return RotaContext(problem, tuple(rules), hosted(problem, a_rota(rota)))
