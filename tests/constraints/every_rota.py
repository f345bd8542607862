"""Every rota of a tiny world, and whether a rule's statements and its check agree on each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

from rota.domain import Host, Member, Placement, Problem, Rota
from rota.rules import Rule
from tests.support.reference import measure


def every_rota(problem: Problem) -> Iterator[Rota]:
    """Every rota that places each visit at some slot of the year with any group, from nobody to the whole council.

    It is received by any of the hosts, from nobody to all of them.
    """
    groups, hosts = (_subsets(people) for people in (problem.members, problem.hosts))
    choices = [
        [Placement(visit.id, *chosen) for chosen in product(problem.slots, groups, hosts)] for visit in problem.visits
    ]
    for placements in product(*choices):
        yield Rota(placements)


def _subsets(people: Sequence[Member | Host]) -> list[tuple[str, ...]]:
    ids = [person.id for person in people]
    return list(chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)))


def outcomes(problem: Problem, rule: Rule) -> set[tuple[bool, int]]:
    """Each (broken, points) that occurs over every rota. AssertionError where statements and check differ."""
    statements = list(rule.statements(problem))
    found = set()
    for rota in every_rota(problem):
        broken, points = measure(problem, statements, rota)
        findings = list(rule.check(problem, rota))
        read = (any(finding.breach for finding in findings), sum(finding.points for finding in findings))
        assert read == (broken > 0, points), (rule, rota, statements, [finding.sentence for finding in findings])
        found.add(read)
    return found
