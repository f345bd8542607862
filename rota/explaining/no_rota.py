"""Why there is no rota, in plain English: which rule takes out what, with counts; the sums that do not come out.

The only place where it is said: engines give stages, ids and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rota.domain import Problem
from rota.rules import Ids, Rule, WayOut
from rota.solving.diagnosis.conflicts import Kind
from rota.solving.diagnosis.diagnose import diagnose
from rota.solving.diagnosis.obstacle import DaysNeeded, Diagnosis, Obstacle, Shortfall
from rota.solving.engine import Impossible
from rota.solving.limits import Limits
from rota.solving.model.presolve import Elimination
from rota.text.english import counted, day_in_words, joined

NAMED = 3
"""Visits named in one sentence; of more some are named and the rest counted."""
MOST_PEOPLE = 6
"""The same of members, for it is they who are asked; of more NAMED are named."""


@dataclass(frozen=True, slots=True)
class EliminationInWords:
    """One rule's turn: of the slots left it takes out so many, and so many are left; ``short`` for want of people."""

    rule: str
    words: str
    removed: int
    left: int
    short: bool

    @property
    def sentence(self) -> str:
        """The turn in words, without an end."""
        return f"on {self.removed:,} {self.words}" if self.short else f"{self.words} takes out {self.removed:,}"


@dataclass(frozen=True, slots=True)
class ObstacleInWords:
    """An ``Obstacle`` as people are told of it: the same facts, with a ``sentence`` or two and ``steps`` in words."""

    kind: Kind
    visits: Ids
    members: Ids
    rules: tuple[str, ...]
    sentence: str
    times_open: int
    steps: tuple[EliminationInWords, ...]
    confirmed: tuple[str, ...]
    ways_out: tuple[WayOut, ...]


WhyNoRota = Diagnosis[ObstacleInWords]


def why_no_rota(problem: Problem, rules: Sequence[Rule], limits: Limits | None = None) -> WhyNoRota:
    """Every obstacle to a rota that keeps every must, in words, with ways out of each that were tried."""
    found = diagnose(problem, rules, limits)
    return Diagnosis(tuple(map(_in_words, found.obstacles)), found.rota, found.left_out)


def impossible_in_words(problem: Problem, found: Impossible) -> str:
    """By what it is known that there is no rota: for where no obstacle could be named."""
    visits = {visit.id for visit in problem.visits}
    names = [problem.title(one) if one in visits else problem.name_of(one) for one in found.ids]
    about = _few(names)
    whose = f"{about[:1].upper()}{about[1:]}" if about else "The rules over all members"
    if found.stage == "dates":
        return f"{whose} {'has' if len(names) == 1 else 'have'} no possible date."
    if found.stage == "places":
        return (
            f"{whose}: {counted(found.short, 'place')} that the rules ask for cannot be filled by members who are "
            "free, allowed and within their limits, however the others are placed."
        )
    if found.stage == "calendar":
        have = "has" if found.short == 1 else "have"
        return f"{counted(found.short, 'visit')} {have} no room in the calendar: the dates left to {about} are full."
    return (
        "The rules together leave no rota, though each visit alone could be placed: two different solves agree on it."
    )


def _in_words(obstacle: Obstacle) -> ObstacleInWords:
    steps = tuple(_step(obstacle, step) for step in obstacle.steps)
    return ObstacleInWords(
        obstacle.kind,
        obstacle.visits,
        obstacle.members,
        obstacle.rules,
        _sentence(obstacle, steps),
        obstacle.times_open,
        steps,
        obstacle.confirmed,
        obstacle.ways_out,
    )


def _step(obstacle: Obstacle, step: Elimination) -> EliminationInWords:
    words = _missing(obstacle, step) if step.short else _rules([step.rule])
    return EliminationInWords(step.rule, words, step.removed, step.left, step.short)


def _missing(obstacle: Obstacle, step: Elimination) -> str:
    """That too few members are left, and by which rules; or that nobody is there to receive."""
    if not step.rule:
        return f"no group of members meets all that is asked of it ({_rules(obstacle.rules)})"
    rule = _rules([step.rule])
    needed = step.why if step.why.startswith(rule) else f"{rule}: {step.why}"
    if step.receivers:
        by = _rules([name for name in step.away if name != step.rule])
        return f"nobody is there to receive it ({rule}{f', {by}' if by else ''})"
    if not step.away:
        return f"there are too few members ({needed})"
    return f"too few members are left by {_rules(step.away)} ({needed})"


def _sentence(obstacle: Obstacle, steps: Sequence[EliminationInWords]) -> str:
    """The obstacle in one sentence or two."""
    if obstacle.kind == "no date":
        return _no_date(obstacle, steps)
    if obstacle.shortfall is None:
        return _clash(obstacle)
    return (_no_room if obstacle.kind == "no room" else _few_places)(obstacle, obstacle.shortfall)


def _no_date(obstacle: Obstacle, steps: Sequence[EliminationInWords]) -> str:
    have = "has" if len(obstacle.visits) == 1 else "have"
    title = _titles(obstacle)
    first = "" if len(obstacle.visits) == 1 else f" For {obstacle.problem.title(obstacle.visits[0])}:"
    if not obstacle.times_open:
        return f"{title} {have} no possible date: the year has no day on which visits are held."
    taken = "; ".join(step.sentence for step in steps)
    times = "1 time is open" if obstacle.times_open == 1 else f"{obstacle.times_open:,} times are open"
    return f"{title} {have} no possible date.{first} {times}; {taken}; none is left."


def _no_room(obstacle: Obstacle, sums: Shortfall) -> str:
    stretches = "one stretch of dates" if sums.stretches == 1 else f"{sums.stretches} stretches of dates"
    return (
        f"{_titles(obstacle)} can only be in {stretches} with room for {sums.most} of "
        f"these {sums.asked} visits ({_rules(obstacle.rules)}): {sums.short} too many."
    )


def _few_places(obstacle: Obstacle, sums: Shortfall) -> str:
    problem, visits = obstacle.problem, len(obstacle.visits)
    most = counted(sums.most, "visit")
    others = f" and others {sums.others}" if sums.others else ""
    dates = "" if sums.days is None else f" {sums.days} days apart" if sums.days > 1 else _ON_THEIR_DATES
    left = f"so {counted(sums.short, 'place')} {'is' if sums.short == 1 else 'are'} left over"
    left = f"{left} ({_rules(obstacle.rules)})."
    if sums.people and not _members(problem, sums.people):  # hosts and deputies: what is asked is that they receive
        return (
            f"{_titles(obstacle)} must be received, {counted(visits, 'visit')}, which {_people(problem, sums.people)} "
            f"may do: they may receive {most}{others}{dates}, {left}"
        )
    asks = f" ({'; '.join(sums.asks)})" if sums.asks else ""
    return (
        f"{_titles(obstacle)} {'asks' if visits == 1 else 'ask'} for {counted(sums.asked, 'place')}{asks} that "
        f"{_people(problem, sums.people)} may fill: they may make {most}{others}{dates}, {left}"
    )


_ON_THEIR_DATES = ", on the dates on which they can come"


def _clash(obstacle: Obstacle) -> str:
    special = f" ({'; '.join(obstacle.asks)})" if obstacle.asks else ""
    together = " together" if len(obstacle.rules) > 1 else ""
    together = f"{_rules(obstacle.rules)} cannot be kept{together}{special}"
    if obstacle.members:
        few = _people(obstacle.problem, obstacle.members)
        together += f", and what is asked of these visits can be filled by {few.removeprefix('only ')} alone"
    apart = _days_apart(obstacle.spread, obstacle.rules) if obstacle.spread else together
    return f"No rota can have {_names(obstacle)}, though each could be made by itself: {apart}."


def _days_apart(spread: DaysNeeded, rules: Iterable[str]) -> str:
    steps, there = spread.visits - 1, (spread.last - spread.first).days
    times = "" if steps == 1 else f"{steps} × {spread.days} = "
    return (
        f"{spread.visits} visits {spread.days} days apart take {times}{steps * spread.days} days, and from "
        f"{day_in_words(spread.first)} to {day_in_words(spread.last)} there are {there} ({_rules(rules)})"
    )


def _rules(rules: Iterable[str]) -> str:
    return joined([rule.replace("_", " ") for rule in rules])


def _members(problem: Problem, people: Ids) -> list[str]:
    """Those of these people who are members, not hosts or deputies."""
    known = {member.id for member in problem.members}
    return [person for person in people if person in known]


def _people(problem: Problem, people: Ids) -> str:
    """The people in words: all members, a political group, by name, or counted."""
    first, _ = problem.year.ends()
    chosen = [problem.member(person) for person in _members(problem, people)]
    if len(chosen) == len(problem.members):
        return f"the council's {counted(len(chosen), 'member')}"
    groups = {member.group_on(first) for member in chosen}
    whole = [member for member in problem.members if member.group_on(first) in groups]
    if len(people) == len(chosen) > 1 and len(groups) == 1 and len(whole) == len(chosen) and "" not in groups:
        return f"the {counted(len(chosen), 'member')} of {groups.pop()}"
    names = [problem.name_of(person) for person in people]
    if len(names) <= MOST_PEOPLE:
        return f"only {joined(names)}"
    return f"only {len(names)} members ({', '.join(names[:NAMED])} and {len(names) - NAMED} more)"


def _titles(obstacle: Obstacle) -> str:
    """The visits as a sentence begins with them."""
    named = _names(obstacle)
    return f"{named[:1].upper()}{named[1:]}"


def _names(obstacle: Obstacle) -> str:
    """The visits in words: a whole team by its name, a few by title, more counted."""
    problem, chosen = obstacle.problem, set(obstacle.visits)
    if len(chosen) == len(problem.visits) > NAMED:
        return f"the year's {len(chosen):,} visits"
    names: list[str] = []
    for team in problem.teams:
        own = [visit.id for visit in problem.visits if visit.team == team.id]
        mine = [visit for visit in own if visit in chosen]
        if len(mine) == len(own) > 1:
            names.append(f"{'both' if len(own) == 2 else f'the {len(own)}'} visits to {team.name}")
        else:
            names += [problem.title(visit) for visit in mine]
    return _few(names)


def _few(names: Sequence[str]) -> str:
    """Some of these names and how many more there are."""
    rest = len(names) - NAMED
    return joined([*names[:NAMED], f"{rest} more"] if rest > 0 else names)
