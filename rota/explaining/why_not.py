"""Why a member does not go on a visit: what stands in the way, in order, or what it would cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rota.domain import Problem
from rota.explaining.ground import Ground
from rota.explaining.why import Alternative, alternative_of
from rota.rules import Apart, Bar, Rule, Statement, Tally

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
    """Why a member is not on a visit.

    ``barriers`` stand in the way whatever is done on the visit's date, in order. Where none does, ``options``
    say what is broken in each place the member could take. ``could`` is the cheapest way to have the member go
    on that date with the other visits as they are; ``another_date`` the cheapest on any other.
    """

    visit: str
    title: str
    member: str
    name: str
    barriers: tuple[Barrier, ...]
    options: tuple[Option, ...]
    could: Alternative | None
    another_date: Alternative | None
    reasons_hidden: bool = False


def for_member(answer: WhyNot) -> WhyNot:
    """The answer as it may be told to others than the officer: what is personal is only "not available"."""
    options = tuple(replace(option, barriers=_hidden(option.barriers)) for option in answer.options)
    hidden = any(barrier.personal for barrier in (*answer.barriers, *(b for o in answer.options for b in o.barriers)))
    return replace(answer, barriers=_hidden(answer.barriers), options=options, reasons_hidden=hidden)


def _hidden(barriers: tuple[Barrier, ...]) -> tuple[Barrier, ...]:
    return tuple(dict.fromkeys(NOT_AVAILABLE if barrier.personal else barrier for barrier in barriers))


def why_not(ground: Ground, visit: str, member: str) -> WhyNot:
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
        member,
        problem.member(member).name,
        tuple(barriers),
        options,
        could,
        elsewhere,
    )


def _place(ground: Ground, rule: str) -> int:
    return next((number for number, one in enumerate(ground.rules) if one.name == rule), len(ground.rules))


def _options(ground: Ground, visit: str, member: str) -> Iterator[Option]:
    """The member in each one's place; and beside them all, when the team's groups may be so large."""
    going = ground.placement(visit).members
    for out in going:
        group = [*(one for one in going if one != out), member]
        yield Option(ground.problem.member(out).name, tuple(_barriers(ground, visit, member, group)))
    if not going or len(going) < ground.problem.team_of(visit).group_most:
        yield Option("", tuple(_barriers(ground, visit, member, [*going, member])))


def _barriers(ground: Ground, visit: str, member: str, group: list[str]) -> Iterator[Barrier]:
    """What the audit finds broken besides what is broken already."""
    rota = ground.with_group(visit, group)
    known = set(ground.report.breaches)
    rules = {rule.name: rule for rule in ground.rules}
    for finding in ground.audited(rota).breaches:
        if finding not in known:
            rule = rules.get(finding.rule)
            step = _step(ground.problem, rule, visit, member) if rule else "other"
            yield Barrier(step, finding.rule, finding.sentence, bool(rule and rule.personal))


def _step(problem: Problem, rule: Rule, visit: str, member: str) -> Step:
    """Which question the rule answers of this member and visit, by the kind of its statements."""
    kinds = {_kind(statement, visit, member) for statement in rule.statements(problem)}
    return next((step for step in ORDER if step in kinds), "other")


def _kind(statement: Statement, visit: str, member: str) -> Step:
    concerns = all(
        ids is None or one in ids
        for ids, one in ((getattr(statement, "visits", None), visit), (getattr(statement, "members", None), member))
    )
    if not concerns or (isinstance(statement, Bar) and statement.members is None):
        return "other"
    if isinstance(statement, Bar):
        return "not eligible" if statement.slots is None else "not free"
    if isinstance(statement, Apart):
        return "gap" if statement.points is None else "other"
    if isinstance(statement, Tally) and (statement.least is not None or statement.most is not None):
        return "group" if statement.each == "visit" else "limit"
    return "other"
