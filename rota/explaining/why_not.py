"""Why a member does not go on a visit: what stands in the way, in order, or what it would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rota.domain import Problem, Slot
from rota.explaining.context import Over, RotaContext
from rota.explaining.why_visit import Alternative, alternative_of, without_breaches
from rota.rules import Apart, Bar, Ids, Rule, Statement, Tally

Step = Literal["not eligible", "not free", "limit", "gap", "group", "other"]

ORDER: tuple[Step, ...] = ("not eligible", "not free", "limit", "gap", "group", "other")
"""What is asked first of a member is what no date can change, then the date, then their year, then the group."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """A must that the member on the visit would break at its date, in whoever's place they went."""

    step: Step
    rule: str
    sentence: str
    personal: bool


NOT_AVAILABLE = Barrier("not free", "personal circumstances", "Not available.", personal=True)


@dataclass(frozen=True, slots=True)
class Option:
    """A way to put the member on the visit: in somebody's place (``instead_of``, a name) or beside everybody."""

    instead_of: str
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a member is not on a visit, which is at the ``slot``.

    ``barriers`` stand in the way whatever is done on the visit's date, in order. Where none does, ``options``
    say what is broken in each place the member could take. ``could`` is the cheapest way to have the member go
    on that date with the other visits as they are; ``another_date`` the cheapest on any other, where it is
    told: where the member could not go on that date, or another is cheaper. Of a visit that is ``over`` the
    first says what it would have cost, which explains and offers nothing, and no other date is told.
    """

    visit: str
    title: str
    slot: Slot
    member: str
    name: str
    barriers: tuple[Barrier, ...]
    options: tuple[Option, ...]
    could: Alternative | None
    another_date: Alternative | None
    reasons_hidden: bool = False
    over: Over | None = None


def for_member(answer: WhyNot) -> WhyNot:
    """The answer as it may be told to others than the officer: what is personal is only "not available".

    Then no other date is told either: that there is one, or that there is none, would say what is in the way.
    """
    options = tuple(replace(option, barriers=_hidden(option.barriers)) for option in answer.options)
    hidden = any(barrier.personal for barrier in (*answer.barriers, *(b for o in answer.options for b in o.barriers)))
    could, another = (one and without_breaches(one) for one in (answer.could, answer.another_date))
    return replace(
        answer,
        barriers=_hidden(answer.barriers),
        options=options,
        could=could,
        another_date=None if hidden else another,
        reasons_hidden=hidden,
    )


def _hidden(barriers: tuple[Barrier, ...]) -> tuple[Barrier, ...]:
    """With what is personal as one barrier that comes first: its place in the order would tell of what kind it is."""
    hidden = [NOT_AVAILABLE] if any(barrier.personal for barrier in barriers) else []
    return (*hidden, *(barrier for barrier in barriers if not barrier.personal))


def why_not(ground: RotaContext, visit: str, member: str) -> WhyNot:
    """Why the member, who is not on it, does not go on the visit. KeyError for a visit not placed."""
    problem, placement = ground.problem, ground.placement(visit)
    here = ground.around.alternatives(visit, 1, goes=member, at=placement.slot)
    anywhere = ground.around.alternatives(visit, 1, goes=member)
    could = alternative_of(ground, visit, here[0]) if here else None
    best = alternative_of(ground, visit, anywhere[0]) if anywhere else None
    options = () if could else tuple(_options(ground, visit, member))
    everywhere = set.intersection(*(set(option.barriers) for option in options)) if options else set()
    barriers = sorted(everywhere, key=lambda barrier: (ORDER.index(barrier.step), _place(ground, barrier.rule)))
    elsewhere = best if best and best.placement.slot != placement.slot else None
    return WhyNot(
        visit,
        problem.title(visit),
        placement.slot,
        member,
        problem.member(member).name,
        tuple(barriers),
        options,
        could,
        elsewhere,
        over=ground.over(visit),
    )


def _place(ground: RotaContext, rule: str) -> int:
    return next((number for number, one in enumerate(ground.rules) if one.name == rule), len(ground.rules))


def _options(ground: RotaContext, visit: str, member: str) -> Iterator[Option]:
    """The member in each one's place; and beside them all, when the team's groups may be so large."""
    going = ground.placement(visit).members
    for out in going:
        group = [*(one for one in going if one != out), member]
        yield Option(ground.problem.member(out).name, tuple(_barriers(ground, visit, member, group)))
    if not going or len(going) < ground.problem.team_of(visit).group_most:
        yield Option("", tuple(_barriers(ground, visit, member, [*going, member])))


def _barriers(ground: RotaContext, visit: str, member: str, group: list[str]) -> Iterator[Barrier]:
    """What the audit finds broken of the visit, and what else is broken that is not broken already."""
    rota = ground.with_group(visit, group)
    known = {finding for finding in ground.report.breaches if finding.visit != visit}
    rules = {rule.name: rule for rule in ground.rules}
    for finding in ground.audited(rota).breaches:
        if finding not in known:
            rule = rules.get(finding.rule)
            step = _step(ground.problem, rule, visit, member) if rule else "other"
            yield Barrier(step, finding.rule, finding.sentence, bool(rule and rule.personal))


def _step(problem: Problem, rule: Rule, visit: str, member: str) -> Step:
    """Which question the rule answers of this member and visit, by the kind of its statements of members."""
    hosts = {host.id for host in problem.hosts}
    asked = (one for one in rule.statements(problem) if not _is_of_hosts(one, hosts))
    kinds = {_kind(statement, visit, member) for statement in asked}
    return next((step for step in ORDER if step in kinds), "other")


def _is_of_hosts(statement: Statement, hosts: set[str]) -> bool:
    named: Ids | None = getattr(statement, "members", None)
    return bool(named) and hosts.issuperset(named or ())


def _kind(statement: Statement, visit: str, member: str) -> Step:
    if not _concerns(statement, "visits", visit):
        return "other"
    bound = isinstance(statement, Tally) and (statement.least is not None or statement.most is not None)
    if isinstance(statement, Tally) and bound and statement.each == "visit":
        return "group"  # of whoever it counts: who is not counted may take the place of one who is
    if not _concerns(statement, "members", member):
        return "other"
    if isinstance(statement, Bar) and statement.members is not None:
        return "not eligible" if statement.slots is None else "not free"
    if isinstance(statement, Apart) and statement.points is None:
        return "gap"
    return "limit" if bound else "other"


def _concerns(statement: Statement, ids: str, one: str) -> bool:
    """Whether the visits, or the members, of the statement are all there are or have this one among them."""
    among = getattr(statement, ids, None)
    return among is None or one in among
