"""What an officer has fixed stays fixed, and what was held stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from rota.domain import HeldVisit, Pin, Placement, Problem, Rota
from rota.domain.edits import Unfix
from rota.rules import Bar, Finding, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.text.english import day_in_words, joined, moment_in_words

MOST_PINS = 6
"""Of more pins only those that would have to go are offered one by one."""


@dataclass(frozen=True)
class Pinned(Rule):
    """Each visit has the date, the time and the people that officers have fixed, and nobody they have ruled out.

    The people are members who go, or the host or deputy who receives. A visit that was held has its day, those who
    were there, and nobody who is known not to have been.

    Why: Some things are agreed by telephone; the rota is drawn round them, and nothing agreed moves.
    Source: Cambridge, dates settled by the Chief Executive with group leaders (domain A41).
    Kept: MASH is pinned to 3 June with Ann, or was held then, and Ann and Bob visit it on 3 June.
    Broken: It is on 4 June, or Bob goes without Ann.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        owed = {visit.id for visit in problem.visits}
        pins = [pin for pin in problem.pins if pin.visit in owed]
        yield from _date_bars(problem, pins)
        goes = dict.fromkeys((host.id for host in problem.hosts), ("receives", "does not receive"))
        goes |= dict.fromkeys((member.id for member in problem.members), ("goes", "does not go"))
        for pin in pins:
            if pin.member in goes:
                why = f"pinned: {problem.name_of(pin.member)} {goes[pin.member][pin.never]}"
                if pin.never:
                    yield Bar((pin.member,), (pin.visit,), None, why)
                else:
                    yield Tally((pin.member,), (pin.visit,), "", why, least=1)
        yield from _of_held(problem, [one for one in problem.held if one.visit in owed])

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        fixed: dict[str, list[Pin]] = defaultdict(list)
        for pin in problem.pins:
            fixed[pin.visit].append(pin)
        held = {one.visit: one for one in problem.held}
        for placement in rota.placements:
            if placement.visit in held:
                yield from self._of_fact(problem, placement, held[placement.visit])
            for pin in fixed[placement.visit]:
                yield from self._of_time(problem, placement, pin)
                yield from self._of_member(problem, placement, pin)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        pins = [pin for pin in problem.pins if pin.visit in trouble.visits]
        moved = {opening.visit for opening in trouble.openings}
        moved |= {visit for miss in trouble.misses for visit in miss.visits}
        needed = [pin for pin in pins if pin.visit in moved]
        for pin in pins if len(pins) <= MOST_PINS else needed:
            yield WayOut(_unfixing(problem, pin), (Unfix(pin),), 2)
        for several in (needed, pins):
            if len(several) > 1:
                titles = joined(list(dict.fromkeys(problem.title(pin.visit) for pin in several)))
                yield WayOut(f"Fix nothing of {titles}.", tuple(map(Unfix, several)), 2 * len(several))

    def _of_fact(self, problem: Problem, placement: Placement, held: HeldVisit) -> Iterator[Finding]:
        title = problem.title(placement.visit)
        if placement.slot.day != held.day:
            sentence = f"{title} was held on {day_in_words(held.day)}; the rota has it on {{}}."
            yield self.breach(sentence.format(day_in_words(placement.slot.day)), placement.visit)
        for member in problem.members:
            goes = member.id in placement.members
            if member.id in (held.absent if goes else held.went):
                was, has = ("was not", "has") if goes else ("was", "does not have")
                sentence = f"{member.name} {was} at {title} when it was held; the rota {has} them there."
                yield self.breach(sentence, placement.visit, (member.id,))

    def _of_time(self, problem: Problem, placement: Placement, pin: Pin) -> Iterator[Finding]:
        slot = placement.slot
        wanted_day, wanted_time = pin.day or slot.day, pin.start or slot.start.time()
        if (slot.day, slot.start.time()) != (wanted_day, wanted_time):
            fixed = [f"to {day_in_words(pin.day)}"] if pin.day else []
            fixed += [f"at {pin.start:%H:%M}"] if pin.start else []
            title = problem.title(placement.visit)
            sentence = f"{title} is on {moment_in_words(slot.start)}; it is pinned {' '.join(fixed)}."
            yield self.breach(sentence, placement.visit)

    def _of_member(self, problem: Problem, placement: Placement, pin: Pin) -> Iterator[Finding]:
        title = problem.title(placement.visit)
        for member in problem.members:
            if member.id == pin.member and (member.id in placement.members) == pin.never:
                fault = f"goes to {title}, and is pinned not to"
                fault = fault if pin.never else f"does not go to {title}, and is pinned to go"
                yield self.breach(f"{member.name} {fault}.", placement.visit, (member.id,))
        for host in problem.hosts:
            if host.id == pin.member and (host.id in placement.receivers) == pin.never:
                fault = f"receives {title}, and is pinned not to"
                fault = fault if pin.never else f"does not receive {title}, and is pinned to"
                yield self.breach(f"{host.name} {fault}.", placement.visit, (host.id,))


# For statements only.


def _of_held(problem: Problem, held: list[HeldVisit]) -> Iterator[Statement]:
    listed = {member.id for member in problem.members}
    for one in held:
        why = f"held on {one.day:%-d %B %Y}"
        others = [slot.id for slot in problem.slots if slot.day != one.day]
        if others:
            yield Bar(None, (one.visit,), all_or(others, problem.slots), why)
        if went := listed.intersection(one.went):
            yield Tally(tuple(sorted(went)), (one.visit,), "", why, least=len(went))
        if absent := listed.intersection(one.absent):
            yield Bar(tuple(sorted(absent)), (one.visit,), None, why)


def _date_bars(problem: Problem, pins: list[Pin]) -> Iterator[Statement]:
    fixed: dict[tuple[date | None, time | None], set[str]] = defaultdict(set)
    for pin in pins:
        fixed[pin.day, pin.start].add(pin.visit)
    for (day, start), visits in fixed.items():
        others = [
            slot.id
            for slot in problem.slots
            if (day is not None and slot.day != day) or (start is not None and slot.start.time() != start)
        ]
        if others:
            words = [f"to {day:%-d %B %Y}"] if day is not None else []
            words += [f"at {start:%H:%M}"] if start is not None else []
            why = f"pinned: fixed {' '.join(words)}"
            yield Bar(None, all_or(visits, problem.visits), all_or(others, problem.slots), why)


# For ways out only.


def _unfixing(problem: Problem, pin: Pin) -> str:
    """Taking the pin out, in a sentence."""
    title = problem.title(pin.visit)
    if pin.member is not None and any(host.id == pin.member for host in problem.hosts):
        name = problem.name_of(pin.member)
        return (
            f"Let {name} receive {title} after all." if pin.never else f"Let somebody else than {name} receive {title}."
        )
    if pin.member is not None:
        name = problem.name_of(pin.member)
        return f"Let {name} go to {title} after all." if pin.never else f"Let somebody go to {title} in {name}'s place."
    fixed = [day_in_words(pin.day)] if pin.day else []
    fixed += [f"{pin.start:%H:%M}"] if pin.start else []
    return f"Let {title} be at another time than {' at '.join(fixed)}, to which it is fixed."
