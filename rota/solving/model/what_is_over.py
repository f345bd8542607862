"""What is over as a rule beside the council's own: it stays as it was, and nothing else is moved to where it lies.

With it every engine, the audit and the diagnosis hold to what is over without knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.domain import Host, Pin, Placement, Problem, Rota
from rota.rules import Bar, Finding, Ids, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.solving.model.assignment import draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.restrict import only_visits
from rota.solving.model.statements import gather
from rota.text.english import day_in_words, moment_in_words


@dataclass(frozen=True)
class WhatIsOver(Rule):
    """Visits before the first day that may change stay as they were, and no other visit is moved to before it.

    Of who received them nothing is asked where that is not known, or is somebody who is no longer listed.

    Why: Who went is a fact; another plan for last June is no plan.
    Source: Only what is reported says what was held (domain, outcomes).
    Kept: On 1 July MASH, visited by Ann on 3 June, is still visited by Ann on 3 June.
    Broken: Bob goes in Ann's place, or MASH is on 4 June, or another visit is moved to 4 June.
    Numbers: first_day is the first day that may change; facts are the visits before it.
    """

    first_day: date
    facts: tuple[Placement, ...]

    def statements(self, problem: Problem) -> Iterator[Statement]:
        """Bars and counts that leave each visit one slot and one group; and of the days gone by nothing to others."""
        before = f"over: before {self.first_day:%-d %B %Y}"
        owed = {visit.id for visit in problem.visits}
        listed, hosts = ({one.id for one in people} for people in (problem.members, problem.hosts))
        facts = [place for place in self.facts if place.visit in owed]
        to_come = owed - {place.visit for place in facts}
        gone = [slot.id for slot in problem.slots if slot.day < self.first_day]
        if to_come and gone:
            yield Bar(None, all_or(to_come, problem.visits), all_or(gone, problem.slots), before)
        for place in facts:
            why = f"over: held on {place.slot.day:%-d %B %Y}"
            others = [slot.id for slot in problem.slots if slot.id != place.slot.id]
            if others:
                yield Bar(None, (place.visit,), all_or(others, problem.slots), why)
            yield from _exactly(listed, place.members, place.visit, why)
            if place.receivers and hosts.issuperset(place.receivers):
                yield from _exactly(hosts, place.receivers, place.visit, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        """Each visit that is not as it was, and each other that is placed where it cannot be any more."""
        was = {place.visit: place for place in self.facts}
        hosts = {host.id for host in problem.hosts}
        for placement in rota.placements:
            fact, title = was.get(placement.visit), problem.title(placement.visit)
            if fact is None:
                if placement.slot.start.date() < self.first_day:
                    moved = f"{title} is moved to {moment_in_words(placement.slot.start)}"
                    yield self.breach(f"{moved}, before {day_in_words(self.first_day)}.", placement.visit)
            elif (fact.slot.start, fact.members) != (placement.slot.start, placement.members) or (
                fact.receivers and hosts.issuperset(fact.receivers) and fact.receivers != placement.receivers
            ):
                sentence = f"{title} is over: it was on {moment_in_words(fact.slot.start)}, and stays as it was."
                yield self.breach(sentence, placement.visit, fact.members)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Nothing: what was cannot be otherwise."""
        yield from ()


def _exactly(everybody: set[str], people: Ids, visit: str, why: str) -> Iterator[Statement]:
    """Of everybody just these people are on the visit."""
    if outside := everybody.difference(people):
        yield Bar(tuple(sorted(outside)), (visit,), None, why)
    if on_it := everybody.intersection(people):
        yield Tally(tuple(sorted(on_it)), (visit,), "", why, least=len(on_it))


def received_as_it_was(rota: Rota, over: WhatIsOver) -> Rota:
    """The rota in which whoever received a visit that is over did so, also those who are no longer listed."""
    was = {place.visit: place.receivers for place in over.facts if place.receivers}
    return Rota(tuple(replace(one, receivers=was.get(one.visit, one.receivers)) for one in rota.placements))


def received_as_they_were(problem: Problem, over: Sequence[Placement]) -> Problem:
    """The problem in which those who received visits that are over may have, whoever a team's host is by now."""
    pins, owed = [], {visit.id for visit in problem.visits}
    for place in over:
        if place.visit not in owed:
            continue
        others = set(place.receivers).difference(problem.team_of(place.visit).receivers)
        pins += [Pin(place.visit, member=person) for person in sorted(others)]
    unknown = {pin.member for pin in pins if pin.member} - {host.id for host in problem.hosts}
    hosts = (*problem.hosts, *(Host(person, person) for person in sorted(unknown)))
    return replace(problem, hosts=hosts, pins=(*problem.pins, *pins)) if pins else problem


def what_is_over(problem: Problem, rota: Rota, first_day: date | None) -> WhatIsOver | None:
    """What of the rota is over; None when the year has not begun.

    A visit that was cancelled on the day for which it is planned was not made: it is owed again, and may move.
    """
    if first_day is None or first_day <= problem.year.ends()[0]:
        return None
    owed = {visit.id for visit in problem.visits}
    off = {(one.visit, one.day) for one in problem.cancelled}
    facts = (place for place in rota.before(first_day) if (place.visit, place.slot.day) not in off)
    return WhatIsOver(first_day, tuple(place for place in facts if place.visit in owed))


def breaks_a_must(problem: Problem, rules: Sequence[Rule], over: WhatIsOver) -> bool:
    """Whether what is over breaks a must by itself, so that no rota at all can keep every must."""
    if not over.facts:
        return False
    compiled = compile_statements(problem, gather(problem, rules))
    facts = {place.visit for place in over.facts}
    part = only_visits(compiled, [number for number, visit in enumerate(compiled.visits) if visit.id in facts])
    return measure(part, draft_of(part, Rota(over.facts))).broken > 0
