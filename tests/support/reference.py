"""What the six kinds of statement mean, written as plainly as possible: the tests' own reading of the contract.

It shares nothing with ``rota.solving``; engines and checks are both held against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from rota.domain import Placement, Problem, Rota
from rota.rules import Apart, Bar, Crowd, Distinct, Price, Statement, Tally, cost_at


def measure(problem: Problem, statements: Iterable[Statement], rota: Rota) -> tuple[int, int]:
    """(musts broken, points) of a rota that places every visit."""
    broken = points = 0
    for statement in statements:
        more_broken, more_points = _measure(problem, statement, rota)
        broken += more_broken
        points += more_points
    return broken, points


def people(placement: Placement) -> tuple[str, ...]:
    """Everybody who has a place on the visit: the members who go, and whoever receives them."""
    return (*placement.members, *placement.receivers)


def _named(problem: Problem, members: tuple[str, ...] | None, person: str) -> bool:
    """None means all members, and nobody who receives."""
    return any(member.id == person for member in problem.members) if members is None else person in members


def _in(ids: tuple[str, ...] | None, id: str) -> bool:
    return ids is None or id in ids


def _measure(problem: Problem, statement: Statement, rota: Rota) -> tuple[int, int]:
    if isinstance(statement, (Bar, Price)):
        count = _places_in_box(statement, rota)
        return (count, 0) if isinstance(statement, Bar) else (0, count * statement.points)
    if isinstance(statement, Apart):
        count = _pairs_too_close(problem, statement, rota)
        return (count, 0) if statement.points is None else (0, count * statement.points)
    counts = _counts(problem, statement, rota)
    broken = sum(
        (statement.least is not None and count < statement.least)
        + (statement.most is not None and count > statement.most)
        for count in counts
    )
    return broken, sum(cost_at(statement.cost, statement.cost_from, count) for count in counts)


def _counts(problem: Problem, statement: Tally | Crowd | Distinct, rota: Rota) -> list[int]:
    if isinstance(statement, Tally):
        return _tally_counts(problem, statement, rota)
    if isinstance(statement, Crowd):
        return [_crowd(statement, rota)]
    members = [m.id for m in problem.members] if statement.members is None else statement.members
    return [_distinct(problem, statement, rota, member) for member in members]


def _distinct(problem: Problem, distinct: Distinct, rota: Rota, member: str) -> int:
    """How many different ones the member meets, or how often one that was met already."""
    met: list[str] = []
    for placement in rota.placements:
        if member in placement.members and _in(distinct.visits, placement.visit):
            partners = [other for other in placement.members if other != member]
            met += [problem.visit(placement.visit).team] if distinct.of == "team" else partners
    return len(set(met)) if distinct.count == "different" else len(met) - len(set(met))


def _places_in_box(box: Bar | Price, rota: Rota) -> int:
    count = 0
    for placement in rota.placements:
        if _in(box.visits, placement.visit) and _in(box.slots, placement.slot.id):
            count += 1 if box.members is None else sum(_in(box.members, m) for m in people(placement))
    return count


def _pairs_too_close(problem: Problem, apart: Apart, rota: Rota) -> int:
    count = 0
    for one, other in combinations(rota.of(v.id for v in problem.visits if _in(apart.visits, v.id)), 2):
        if not _too_close(problem, apart.days, one, other):
            continue
        shared = [m for m in people(one) if m in people(other) and _named(problem, apart.members, m)]
        count += len(shared) if apart.shared else 1
    return count


def _too_close(problem: Problem, days: int, one: Placement, other: Placement) -> bool:
    if days == 0:
        return problem.clash(one.slot, other.slot)
    return abs((one.slot.day - other.slot.day).days) < days


def _tally_counts(problem: Problem, tally: Tally, rota: Rota) -> list[int]:
    weights = dict(tally.weights)
    places = [
        (placement.visit, member)
        for placement in rota.placements
        for member in people(placement)
        if _in(tally.visits, placement.visit) and _named(problem, tally.members, member)
    ]
    if tally.each == "":
        return [sum(weights.get(m, 1) for _, m in places)]
    if tally.each == "visit":
        visits = [v.id for v in problem.visits if _in(tally.visits, v.id)]
        return [sum(weights.get(m, 1) for v, m in places if v == visit) for visit in visits]
    members = [m.id for m in problem.members] if tally.members is None else tally.members
    return [sum(weights.get(m, 1) for _, m in places if m == member) for member in members]


def _crowd(crowd: Crowd, rota: Rota) -> int:
    return sum(_in(crowd.visits, p.visit) and _in(crowd.slots, p.slot.id) for p in rota.placements)
