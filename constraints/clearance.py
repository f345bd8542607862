"""Members are trained, and checked where a visit asks for it, on the day they go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from rota.domain import Member, Problem, Rota, Span, TeamKind
from rota.domain.edits import Clear, Edit
from rota.rules import Bar, Finding, Ids, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words, joined


@dataclass(frozen=True)
class Clearance(Rule):
    """Each member who goes is trained on that day and, for the kinds of team that ask for it, checked.

    A member with no training recorded may not visit at all, and one with no safeguarding check may
    not visit those kinds of team. Both hold from one day to another, and are read on the visit's day.

    Why: Members must know what to look for before they go, and who meets children must be checked.
    Source: Halton and Rotherham train members first (domain A11); checks vary by council (domain A12).
    Kept: Ann, trained from 1 June, visits on 1 June.
    Broken: Ann, trained from 1 June, visits on 31 May; or visits a children's home without a check.
    Numbers: training_required says whether members must be trained. check_required_for lists the kinds
    of team ("mash", "locality", "corporate parenting", "home") for which members must be checked.
    """

    personal: ClassVar[bool] = True
    training_required: bool = True
    check_required_for: tuple[str, ...] = ("home",)

    def __post_init__(self) -> None:
        kinds = get_args(TeamKind)
        for kind in self.check_required_for:
            if kind not in kinds:
                raise ValueError(f"clearance: check_required_for has '{kind}'. The kinds are {', '.join(kinds)}.")

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if self.training_required:
            why = "clearance: training not in date"
            yield from _bars(problem, [visit.id for visit in problem.visits], lambda member: member.trained, why)
        kinds = set(self.check_required_for)
        homes = [visit.id for visit in problem.visits if problem.team(visit.team).kind in kinds]
        why = "clearance: safeguarding check not in date"
        yield from _bars(problem, homes, lambda member: member.checked, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            day, title = placement.slot.day, problem.title(placement.visit)
            checked_for = problem.team_of(placement.visit).kind in self.check_required_for
            for person in placement.members:
                member = problem.member(person)
                faults = [_fault("training", member.trained, day)] if self.training_required else []
                faults += [_fault("safeguarding check", member.checked, day)] if checked_for else []
                for fault in filter(None, faults):
                    sentence = f"{member.name} goes to {title} on {day_in_words(day)}, but {fault}."
                    yield self.breach(sentence, placement.visit, (person,))

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        yield from self._one_session(problem, trouble)
        needed: dict[tuple[str, str], date] = {}
        for opening in trouble.openings:
            day = date.fromisoformat(opening.slot[:10])
            checked = problem.team_of(opening.visit).kind in self.check_required_for
            for member in map(problem.member, opening.members):
                if self.training_required and (member.trained is None or day not in member.trained):
                    needed[member.id, "trained"] = min(day, needed.get((member.id, "trained"), day))
                if checked and (member.checked is None or day not in member.checked):
                    needed[member.id, "checked"] = min(day, needed.get((member.id, "checked"), day))
        for what, verb in (("trained", "Train"), ("checked", "Check")):
            people = {member: day for (member, which), day in needed.items() if which == what}
            if people and len(people) == len(needed):
                edits = tuple(_clear(member, what, day) for member, day in people.items())
                names = joined([problem.member(member).name for member in people])
                yield WayOut(f"{verb} {names} by {day_in_words(min(people.values()))}.", edits, len(edits))
        if len({what for _, what in needed}) == 2:
            edits = tuple(_clear(member, what, day) for (member, what), day in needed.items())
            names = joined(list(dict.fromkeys(problem.member(member).name for member, _ in needed)))
            yield WayOut(f"Train and check {names} by {day_in_words(min(needed.values()))}.", edits, len(edits))

    def _one_session(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Training that is booked for all of them on one day, too late, and could be held sooner."""
        spans = {problem.member(member).trained for opening in trouble.openings for member in opening.members}
        booked = next(iter(spans)) if len(spans) == 1 else None
        first, _ = problem.year.ends()
        if self.training_required and booked and booked.start and booked.start > first:
            everybody = [member.id for member in problem.members if member.trained == booked]
            sentence = (
                f"Hold the training of {day_in_words(booked.start)} by {day_in_words(first)} instead, "
                f"for {len(everybody)} {'member' if len(everybody) == 1 else 'members'}."
            )
            yield WayOut(sentence, tuple(_clear(member, "trained", first) for member in everybody), 2)


# For statements only.


def _bars(problem: Problem, visits: list[str], valid: Callable[[Member], Span | None], why: str) -> Iterator[Statement]:
    alike: dict[Span | None, list[str]] = defaultdict(list)
    for member in problem.members:
        alike[valid(member)].append(member.id)
    members: dict[Ids, list[str]] = defaultdict(list)
    for span, people in alike.items():
        barred = tuple(slot.id for slot in problem.slots if span is None or slot.day not in span)
        members[barred] += people
    for slots, people in members.items():
        if slots and visits:
            box = (all_or(visits, problem.visits), all_or(slots, problem.slots))
            yield Bar(tuple(sorted(people)), *box, why)


# For checks only.


def _fault(what: str, valid: Span | None, day: date) -> str:
    """What is wrong with the member's training or check on the day; nothing when it is in date."""
    if valid is None:
        return f"no {what} is recorded"
    if valid.start and day < valid.start:
        return f"the {what} counts only from {day_in_words(valid.start)}, {_days(valid.start, day)} later"
    if valid.end and day > valid.end:
        return f"the {what} ran out on {day_in_words(valid.end)}, {_days(day, valid.end)} earlier"
    return ""


def _days(later: date, earlier: date) -> str:
    days = (later - earlier).days
    return "1 day" if days == 1 else f"{days} days"


def _clear(member: str, what: str, day: date) -> Edit:
    return Clear(member, "trained" if what == "trained" else "checked", day)
