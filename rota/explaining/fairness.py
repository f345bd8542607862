"""The sheet that an officer shows a group whip: who has gone how often, and how fair that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rota.checking.who_can_go import Uncounted, apart, counts
from rota.domain import Member, Problem, Rota, member_loads
from rota.explaining.context import PastVisits, RotaContext
from rota.solving.alternatives.fairest import Fairest, fairest
from rota.solving.model.what_is_over import breaks_a_must, what_is_over

NO_GROUP = "No group"


@dataclass(frozen=True, slots=True)
class MemberShare:
    """What a member carries since election: visits ``earlier`` and in this rota, and the ``share`` of the time served.

    ``since`` is the first day of the present term; None when that is not on record. ``share`` and ``load``, which tell
    of leave, are None for whoever may not know.
    """

    member: str
    name: str
    group: str
    since: date | None
    earlier: int
    visits: int
    share: Fraction | None
    load: Fraction | None


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What a political group carries: the mean load of its members who serve, and its part of seats and places.

    ``seats`` are its members on the year's first day, of whom and of later ones ``can_go`` on a visit.
    """

    group: str
    seats: int
    can_go: int
    earlier: int
    visits: int
    mean_load: Fraction
    share_of_seats: Fraction
    share_of_visits: Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """How many members carry a load of about so much, to the nearest half visit."""

    load: Fraction
    members: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """Loads by group and member, how fair the rota is in points, and the fairest that there could be.

    ``bound`` is a number of points below which no rota that keeps every must can be. ``fairest`` is how the
    fairest rota that was found would spread the loads; it is empty when none was found. ``measured`` is
    False when no rule in force counts how evenly visits are shared. What is ``past`` counts, and neither the bound
    nor the fairest is of a rota in which it is otherwise. ``not_counted`` are members who can go on no visit of the
    year or do not serve in it.
    """

    groups: tuple[GroupShare, ...]
    members: tuple[MemberShare, ...]
    measured: bool
    points: int
    bound: int
    now: tuple[Spread, ...]
    fairest: tuple[Spread, ...]
    fairest_points: int | None
    past: PastVisits | None = None
    not_counted: tuple[Uncounted, ...] = ()

    @property
    def proven_fairest(self) -> bool:
        """No rota that keeps every must is fairer."""
        return self.measured and self.points <= self.bound


def fairness(ground: RotaContext) -> Fairness:
    """The sheet of a rota."""
    problem, rota = ground.problem, ground.rota
    measuring = [rule for rule in ground.rules if rule.measures_fairness and any(rule.statements(problem))]
    points = ground.report.fairness(measuring)
    best = _fairest(ground, points) if measuring else Fairest(0, None, None)
    members = member_shares(problem, rota)
    return Fairness(
        _groups(problem, members),
        members,
        bool(measuring),
        points,
        best.points,
        _spread(members),
        _spread(member_shares(problem, best.rota)) if best.rota else (),
        best.found,
        ground.past,
        apart(problem, ground.rules, {row.member for row in members}),
    )


def for_member(answer: Fairness) -> Fairness:
    """The sheet as others than the officer may have it: without the time served and the loads, which tell of leave."""
    shown = tuple(replace(one, share=None, load=None) for one in answer.members)
    not_counted = tuple(replace(one, why="not available") if one.serves else one for one in answer.not_counted)
    return replace(answer, members=shown, not_counted=not_counted)


def _fairest(ground: RotaContext, points: int) -> Fairest:
    """The fairest rota with what is over as it was. None is told where that breaks a must already."""
    problem, kept = ground.problem, ground.rota if ground.report.kept else None
    over = what_is_over(problem, ground.rota, ground.first_day)
    if over is None:
        return fairest(problem, ground.rules, kept, points)
    if breaks_a_must(problem, ground.rules, over):
        return Fairest(fairest(problem, ground.rules, kept, points).points, None, None)
    return fairest(problem, (*ground.rules, over), kept, points)


def member_shares(problem: Problem, rota: Rota) -> tuple[MemberShare, ...]:
    """Everybody who serves in the year and can go on a visit of it, or does, by group and name: no league table."""
    first, last = problem.year.ends()
    rows = []
    for load in member_loads(problem, rota):
        member = problem.member(load.member)
        if load.visits or counts(problem, member):
            term = max(
                (term.start or date.min for term in member.terms if (term.start or date.min) <= last), default=None
            )
            since = None if term in (None, date.min) else term
            group = member.group_on(first) or NO_GROUP
            rows.append(
                MemberShare(member.id, member.name, group, since, load.earlier, load.visits, load.share, load.load)
            )
    return tuple(sorted(rows, key=lambda row: (row.group == NO_GROUP, row.group, row.name.casefold(), row.member)))


def _groups(problem: Problem, members: tuple[MemberShare, ...]) -> tuple[GroupShare, ...]:
    first, _ = problem.year.ends()
    this_year = [member for member in problem.members if member.serves_in(problem.year)]
    serving = [member for member in this_year if member.serves_on(first)]
    seats = Counter(_group(member, first) for member in serving or this_year)
    visits = Counter(dict.fromkeys(seats, 0))
    for row in members:
        visits[row.group] += row.visits
    return tuple(
        _group_share(group, [row for row in members if row.group == group], seats, visits)
        for group in sorted(visits, key=lambda name: (name == NO_GROUP, name.casefold()))
    )


def _group(member: Member, day: date) -> str:
    return member.group_on(day) or NO_GROUP


def _group_share(group: str, rows: list[MemberShare], seats: Counter[str], visits: Counter[str]) -> GroupShare:
    loads = [row.load for row in rows if row.share and row.load is not None]
    mean = sum(loads, Fraction(0)) / len(loads) if loads else Fraction(0)
    return GroupShare(
        group,
        seats[group],
        len(rows),
        sum(row.earlier for row in rows),
        visits[group],
        mean,
        Fraction(seats[group], seats.total() or 1),
        Fraction(visits[group], visits.total() or 1),
    )


def _spread(members: tuple[MemberShare, ...]) -> tuple[Spread, ...]:
    loads = (row.load for row in members if row.share and row.load is not None)
    counts = Counter(Fraction(round(load * 2), 2) for load in loads)
    return tuple(Spread(load, count) for load, count in sorted(counts.items()))
