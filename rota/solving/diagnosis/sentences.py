"""Conflicts in plain English: which rule takes out what, in order, with counts; and the sums that do not come out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rota.rules import Ids
from rota.solving.diagnosis.conflicts import Conflict, causes
from rota.solving.diagnosis.demand import members_in
from rota.solving.diagnosis.place_capacity import Cut
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import PresolveStep, possible_slots, steps_of
from rota.solving.model.restrict import only_rules, only_visits
from rota.text.english import counted, day_in_words, joined

NAMED = 3
"""Visits named in one sentence; of more some are named and the rest counted."""
MOST_PEOPLE = 6
"""The same of members, for it is they who are asked; of more NAMED are named."""


def elimination(compiled: Compiled, visit: int, rules: Sequence[str]) -> tuple[int, tuple[PresolveStep, ...]]:
    """How many slots the other rules leave open for the visit, and what each of these rules takes out, in order."""
    part = only_visits(compiled, [visit])
    others = only_rules(part, {bar.rule for bar in part.bars if bar.members is None} - set(rules))
    left = others.open[0]
    mine = only_rules(part, rules)
    steps = tuple(steps_of(mine, 0, left))
    rest = steps[-1].left if steps else int(left.sum())
    if rest:
        named = joined([_name(rule) for rule in rules])
        words = f"no group of members meets all that is asked of it ({named})"
        steps = (*steps, PresolveStep("", words, rest, 0, short=True))
    return int(left.sum()), steps


def _name(rule: str) -> str:
    return rule.replace("_", " ")


def sentence_of(compiled: Compiled, conflict: Conflict, begun: int, steps: Sequence[PresolveStep]) -> str:
    """The conflict in one sentence or two."""
    if conflict.kind == "no date":
        return _no_date(compiled, conflict, begun, steps)
    if conflict.kind == "too few places":
        assert conflict.cut is not None
        return _few_places(compiled, conflict, conflict.cut)
    if conflict.kind == "no room":
        assert conflict.full is not None
        weeks = len(conflict.full.stretches)
        stretches = "one stretch of dates" if weeks == 1 else f"{weeks} stretches of dates"
        return (
            f"{_titles(compiled, conflict.visits)} can only be in {stretches} with room for {conflict.full.most} of "
            f"these {len(conflict.visits)} visits ({_rules(conflict.rules)}): {conflict.full.short} too many."
        )
    whys = sorted(causes(only_rules(only_visits(compiled, conflict.visits), conflict.rules)))
    special = f" ({'; '.join(whys)})" if whys else ""
    together = " together" if len(conflict.rules) > 1 else ""
    together = f"{_rules(conflict.rules)} cannot be kept{together}{special}"
    if conflict.members:
        few = _people(compiled, members_in(conflict.members))
        together += f", and what is asked of these visits can be filled by {few.removeprefix('only ')} alone"
    return (
        f"No rota can have {_names(compiled, conflict.visits)}, though each could be made by itself: "
        f"{_days_apart(compiled, conflict) or together}."
    )


def _days_apart(compiled: Compiled, conflict: Conflict) -> str:
    """The sum, where visits that must lie apart need more days from the first to the last than there are."""
    ruled = only_rules(compiled, conflict.rules)
    for gap in ruled.plain_gaps:
        visits = conflict.visits if gap.pairs else np.flatnonzero(gap.visits).tolist()
        if gap.points is not None or gap.days < 2 or not gap.binds_any_two(conflict.visits):
            continue
        for some in (conflict.visits, visits):
            part = only_visits(ruled, some)
            possible = np.concatenate([possible_slots(part, visit) for visit in range(part.visit_count)])
            first, last = (compiled.problem.slots[end].day for end in (possible.min(), possible.max()))
            steps, there = len(some) - 1, (last - first).days
            if steps * gap.days > there:
                times = "" if steps == 1 else f"{steps} × {gap.days} = "
                return (
                    f"{len(some)} visits {gap.days} days apart take {times}{steps * gap.days} days, and from "
                    f"{day_in_words(first)} to {day_in_words(last)} there are {there} ({_rules(conflict.rules)})"
                )
    return ""


def _rules(rules: Sequence[str]) -> str:
    return joined([_name(rule) for rule in rules])


def _no_date(compiled: Compiled, conflict: Conflict, begun: int, steps: Sequence[PresolveStep]) -> str:
    have = "has" if len(conflict.visits) == 1 else "have"
    title = _titles(compiled, conflict.visits)
    first = "" if len(conflict.visits) == 1 else f" For {compiled.title(conflict.visits[0])}:"
    if not begun:
        return f"{title} {have} no possible date: the year has no day on which visits are held."
    taken = "; ".join(step.sentence for step in steps)
    times = "1 time is open" if begun == 1 else f"{begun:,} times are open"
    return f"{title} {have} no possible date.{first} {times}; {taken}; none is left."


def _few_places(compiled: Compiled, conflict: Conflict, cut: Cut) -> str:
    ask = "asks" if len(conflict.visits) == 1 else "ask"
    who = members_in(cut.members)
    most = counted(sum(limit.most for limit in cut.limits), "visit")
    others = f" and others {len(cut.singles)}" if cut.singles else ""
    apart = max((limit.days for limit in cut.limits if limit.days is not None), default=None)
    dates = "" if apart is None else f" {apart} days apart" if apart > 1 else ", on the dates on which they can come"
    left = f"so {counted(cut.short, 'place')} {'is' if cut.short == 1 else 'are'} left over ({_rules(conflict.rules)})."
    if who and min(who) >= compiled.members:  # hosts and deputies: what is asked is that they receive
        must = counted(len(conflict.visits), "visit")
        return (
            f"{_titles(compiled, conflict.visits)} must be received, {must}, which {_people(compiled, who)} may do: "
            f"they may receive {most}{others}{dates}, {left}"
        )
    return (
        f"{_titles(compiled, conflict.visits)} {ask} for {counted(cut.asked, 'place')}{_of_whom(cut)} that "
        f"{_people(compiled, who)} may fill: they may make {most}{others}{dates}, {left}"
    )


def _of_whom(cut: Cut) -> str:
    """What is asked of these people, where it is not simply so many members."""
    whys = dict.fromkeys(need.least.why for need in cut.needs if not need.least.everybody)
    return f" ({'; '.join(whys)})" if whys else ""


def _people(compiled: Compiled, members: Sequence[int]) -> str:
    """The members in words: all of them, a political group, by name, or counted."""
    problem = compiled.problem
    first, _ = problem.year.ends()
    chosen = [problem.members[member] for member in members if member < compiled.members]
    if len(chosen) == len(problem.members):
        return f"the council's {counted(len(chosen), 'member')}"
    groups = {member.group_on(first) for member in chosen}
    whole = [member for member in problem.members if member.group_on(first) in groups]
    if len(members) == len(chosen) > 1 and len(groups) == 1 and len(whole) == len(chosen) and "" not in groups:
        return f"the {counted(len(chosen), 'member')} of {groups.pop()}"
    names = [problem.name_of(compiled.people[person]) for person in members]
    if len(names) <= MOST_PEOPLE:
        return f"only {joined(names)}"
    return f"only {len(names)} members ({', '.join(names[:NAMED])} and {len(names) - NAMED} more)"


def _titles(compiled: Compiled, visits: Sequence[int]) -> str:
    """The visits as a sentence begins with them."""
    named = _names(compiled, visits)
    return f"{named[:1].upper()}{named[1:]}"


def _names(compiled: Compiled, visits: Sequence[int]) -> str:
    """The visits in words: a whole team by its name, a few by title, more counted."""
    problem = compiled.problem
    if len(visits) == len(problem.visits) > NAMED:
        return f"the year's {len(visits):,} visits"
    names: list[str] = []
    chosen = {compiled.visits[visit].id for visit in visits}
    for team in problem.teams:
        own = [visit.id for visit in problem.visits if visit.team == team.id]
        mine = [visit for visit in own if visit in chosen]
        if len(mine) == len(own) > 1:
            names.append(f"{'both' if len(own) == 2 else f'the {len(own)}'} visits to {team.name}")
        else:
            names += [problem.title(visit) for visit in mine]
    rest = len(names) - NAMED
    return joined([*names[:NAMED], f"{rest} more"] if rest > 0 else names)


def ids_of(compiled: Compiled, visits: Sequence[int]) -> Ids:
    """The ids of the visits."""
    return tuple(compiled.visits[visit].id for visit in visits)
