"""A tiny council, and plain code that says what a re-plan of it must be: every rota is tried.

Nothing here is shared with the engine: rotas are rotas, people are names, and musts are the rules' own checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Any

from constraints.availability import Availability
from constraints.cancelled import Cancelled
from constraints.cross_party import CrossParty
from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.first_visit import FirstVisit
from constraints.host_present import HostPresent
from constraints.interests import Interests
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.open_dates import OpenDates
from constraints.part_of_year import PartOfYear
from constraints.pinned import Pinned
from constraints.term_of_office import TermOfOffice
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.auditing import audit
from rota.domain import Host, Placement, Problem, Rota, Team
from rota.replanning.replan import Replanned, replan
from rota.rules import Rule
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.reoptimise import NotRenewed
from tests.support.builders import a_member, a_problem, a_rota, a_team, span

MUSTS: tuple[Rule, ...] = (
    EnoughMembers(points_per_extra_place=10),
    Availability(),
    HostPresent(),
    OpenDates(),
    PartOfYear(),
    OnePlaceAtATime(),
    Interests(),
    TermOfOffice(),
    YearlyLimit(visits_a_year=2),
    WeekLimit(visits_a_week=2),
    Pinned(),
    Cancelled(),
)
RULES = (*MUSTS, FairShare(), CrossParty(), FirstVisit())

JUNE_3, JUNE_10, JUNE_17, JUNE_24 = (f"2026-06-{day:02} 10:00" for day in (3, 10, 17, 24))
PUBLISHED = a_rota(
    {"mash-1": (JUNE_3, "ann", "bob"), "north-1": (JUNE_10, "bob", "cat"), "south-1": (JUNE_17, "ann")},
    mash="hal",
    north="ivy",
    south="hal",
)
"""The MASH is received by Hal, the north by Ivy, the south by Hal again."""


def council(**fields: Any) -> Problem:
    """Ann and Bob are Labour, Cat is Conservative; three teams are visited once each on the Wednesdays of June 2026."""
    facts: dict[str, Any] = {
        "members": (a_member("ann"), a_member("bob"), a_member("cat", "Conservative")),
        "teams": (a_team("mash", host="hal"), a_team("north", host="ivy"), a_team("south", host="hal")),
        "hosts": (Host("hal", "Hal"), Host("ivy", "Ivy")),
        "year": span("2026-06-01", "2026-06-30"),
        "weekdays": (2,),
    }
    return a_problem(**facts | fields)


def with_teams(*teams: Team, **fields: Any) -> Problem:
    """The council with these teams besides, or in the place of those with their ids."""
    mine = {team.id: team for team in (*council().teams, *teams)}
    return council(teams=tuple(mine.values()), **fields)


@dataclass(frozen=True)
class Task:
    """What is asked of a re-plan, in plain words: what people know, from when on, and what of it is owed no longer."""

    problem: Problem
    known: dict[str, Placement]
    from_day: date
    notice_ends: date
    dropped: tuple[Placement, ...] = ()

    @property
    def movable(self) -> set[str]:
        """Visits not over by then, or that nobody knows of, or called off on their day."""
        off = {(one.visit, one.day) for one in self.problem.cancelled}
        return {
            visit.id
            for visit in self.problem.visits
            if visit.id not in self.known
            or self.known[visit.id].slot.day >= self.from_day
            or (visit.id, self.known[visit.id].slot.day) in off
        }

    def soon(self, day: date) -> bool:
        return self.from_day <= day <= self.notice_ends


@dataclass(frozen=True)
class Cost:
    """What one visit's change adds to the disturbance; people are named, for one may be disturbed twice."""

    touched: int
    people: frozenset[str]
    moved: int
    late: int


def cost_of(task: Task, after: Placement) -> Cost:
    """Whose diary entry of this visit changes, and when."""
    before = task.known.get(after.visit)
    now = dict.fromkeys({*after.members, *after.receivers}, after.slot)
    was = dict.fromkeys({*before.members, *before.receivers}, before.slot) if before else {}
    people = {person for person in was.keys() | now.keys() if was.get(person) != now.get(person)}
    was_soon = before is not None and task.soon(before.slot.day)
    comes_soon = task.soon(after.slot.day)
    late = people if was_soon else {person for person in people & now.keys() if comes_soon}
    moved = before is not None and before.slot != after.slot
    return Cost(int(bool(people) and was_soon), frozenset(people), int(moved), len(late))


def cost_of_dropped(task: Task, gone: Placement) -> Cost:
    """Everybody who was to go or to receive it loses an entry."""
    people = frozenset({*gone.members, *gone.receivers})
    soon = task.soon(gone.slot.day)
    return Cost(int(soon), people, 0, len(people) * soon)


def together(task: Task, costs: Iterable[Cost]) -> Disturbance:
    costs = [*costs, *(cost_of_dropped(task, gone) for gone in task.dropped)]
    people = frozenset[str]().union(*(cost.people for cost in costs))
    return Disturbance(
        sum(cost.touched for cost in costs),
        len(people),
        sum(cost.moved for cost in costs),
        sum(cost.late for cost in costs),
        sum(len(cost.people) for cost in costs),
    )


def counted(task: Task, rota: Rota) -> Disturbance:
    """What the rota disturbs, of the visits that may change."""
    return together(task, (cost_of(task, place) for place in rota.placements if place.visit in task.movable))


def kept(problem: Problem, rota: Rota) -> bool:
    """Whether the checks find no must broken."""
    return not any(finding.breach for rule in MUSTS for finding in rule.check(problem, rota))


def candidates(task: Task, visit: str) -> list[Placement]:
    """Each placement of the visit that breaks no must by itself; as it stands alone when it may not change."""
    members = {member.id for member in task.problem.members}
    if visit not in task.movable:
        stands = task.known[visit]
        return [replace(stands, members=tuple(one for one in stands.members if one in members))]
    slots = [slot for slot in task.problem.slots if slot.day >= task.from_day]
    groups = [group for size in range(len(members) + 1) for group in combinations(sorted(members), size)]
    receivers = task.problem.team_of(visit).receivers
    who = [(person,) for person in receivers] or [()]
    every = (Placement(visit, *chosen) for chosen in product(slots, groups, who))
    return [place for place in every if kept(task.problem, Rota((place,)))]


def every_rota(task: Task) -> list[tuple[Disturbance, tuple[Placement, ...]]]:
    """Every choice of candidates, the least disturbing first; musts between visits are not looked at yet."""
    choices = [[(place, cost_of(task, place)) for place in candidates(task, visit.id)] for visit in task.problem.visits]
    changing = [visit.id in task.movable for visit in task.problem.visits]
    found = []
    for chosen in product(*choices):
        costs = (cost for (_, cost), counts in zip(chosen, changing, strict=True) if counts)
        found.append((together(task, costs), tuple(place for place, _ in chosen)))
    return sorted(found, key=lambda one: one[0])


def best(task: Task, rules: Sequence[Rule] = RULES) -> tuple[Disturbance, int] | None:
    """The least disturbance of any rota that keeps every must, and the fewest points of all that disturb as little."""
    least: Disturbance | None = None
    points: list[int] = []
    for disturbance, placements in every_rota(task):
        if least is not None and disturbance > least:
            break
        if kept(task.problem, Rota(placements)):
            least = disturbance
            points.append(audit(task.problem, rules, Rota(placements)).points)
    return None if least is None else (least, min(points))


def fewest_points(task: Task, reached: Disturbance, most_more: int) -> Iterator[int]:
    """For one more person, two more and so on: the fewest points of all that touch no more within the notice period."""
    allowed = [
        (disturbance.people, audit(task.problem, RULES, Rota(placements)).points)
        for disturbance, placements in every_rota(task)
        if disturbance.touched <= reached.touched
        and disturbance.people <= reached.people + most_more
        and kept(task.problem, Rota(placements))
    ]
    for more in range(1, most_more + 1):
        yield min(points for people, points in allowed if people <= reached.people + more)


def replanned(
    problem: Problem, from_day: str, notice: int = 0, published: Rota = PUBLISHED, with_offers: bool = False
) -> Replanned | NotRenewed:
    """The re-plan under the rules of this file."""
    return replan(problem, RULES, published, date.fromisoformat(from_day), notice, with_offers)


def agreed(
    problem: Problem,
    from_day: str,
    notice: int = 0,
    published: Rota = PUBLISHED,
    known: Rota | None = None,
    with_offers: bool = False,
) -> Replanned:
    """The re-plan, after it was found to be what brute force says; ``known`` when teams have other names now."""
    plan = replanned(problem, from_day, notice, published, with_offers)
    assert isinstance(plan, Replanned)
    task = task_of(problem, plan, published if known is None else known)
    must_agree(task, plan)
    return plan


def task_of(problem: Problem, plan: Replanned, known: Rota) -> Task:
    """What the plan was asked for, where people know this rota under the names of now."""
    owed = {visit.id for visit in problem.visits}
    placed = {place.visit: place for place in known.placements if place.visit in owed}
    to_come = (place for place in known.placements if place.slot.day >= plan.from_day)
    dropped = tuple(place for place in to_come if place.visit not in owed)
    return Task(problem, placed, plan.from_day, plan.notice_ends, dropped)


def must_agree(task: Task, plan: Replanned) -> None:
    """That the plan is the nearest and, of those, the best, by brute force; and that it says of itself what it is."""
    assert (plan.disturbance, plan.points) == best(task)
    assert plan.proven_nearest
    assert plan.proven_best
    assert plan.disturbance == counted(task, plan.rota)
    assert len(set(plan.people)) == plan.disturbance.people
    for place in plan.rota.placements:
        if place.visit not in task.movable:
            assert place == task.known[place.visit]
    assert audit(task.problem, RULES, plan.rota).kept
    assert audit(task.problem, RULES, plan.rota).points == plan.points
