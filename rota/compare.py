"""Two rotas of one problem side by side, read straight off them: whose diary changes, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rota.auditing import AuditReport
from rota.domain import Problem, Rota, Slot, member_loads
from rota.text.english import moment_in_words

Role = Literal["member", "host"]


@dataclass(frozen=True, slots=True)
class DiaryChange:
    """An entry of somebody's diary that changes: the slot of the visit ``before`` and ``after``, None for no entry."""

    person: str
    name: str
    role: Role
    visit: str
    title: str
    before: Slot | None
    after: Slot | None

    @property
    def sentence(self) -> str:
        """What changes for the person, such as "Ann goes to MASH on 3 June 2026 at 10:00."."""
        verb = "goes to" if self.role == "member" else "receives"
        if self.before is None and self.after is not None:
            return f"{self.name} {verb} {self.title} on {moment_in_words(self.after.start)}."
        if self.after is None and self.before is not None:
            return f"{self.name} no longer {verb} {self.title} on {moment_in_words(self.before.start)}."
        assert self.before is not None
        assert self.after is not None
        moves = f"{moment_in_words(self.before.start)} to {moment_in_words(self.after.start)}"
        return f"{self.title} moves from {moves} for {self.name}."


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The points of one rule before and after."""

    rule: str
    before: int
    after: int

    @property
    def points(self) -> int:
        """By how many points it rises, or (negative) falls."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class LoadChange:
    """A member's load before and after."""

    member: str
    name: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Difference:
    """What another rota changes: points in all (negative: fewer) and by rule, diaries and loads.

    ``breaches`` are what it breaks besides, a sentence each.
    """

    points: int
    by_rule: tuple[RuleChange, ...]
    diary: tuple[DiaryChange, ...]
    loads: tuple[LoadChange, ...]
    breaches: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those whose diary changes, each once."""
        return tuple(dict.fromkeys(change.person for change in self.diary))


def difference(
    problem: Problem, before: Rota, after: Rota, report: AuditReport, report_after: AuditReport
) -> Difference:
    """What changes from one rota to the other, each with its audit."""
    known = {finding.sentence for finding in report.breaches}
    return Difference(
        report_after.points - report.points,
        tuple(rule_changes(report, report_after)),
        tuple(diary_changes(problem, before, after)),
        tuple(_load_changes(problem, before, after)),
        tuple(finding.sentence for finding in report_after.breaches if finding.sentence not in known),
    )


def rule_changes(before: AuditReport, after: AuditReport) -> Iterator[RuleChange]:
    """The rules whose points change, those that change most first."""
    one, other = before.points_by_rule(), after.points_by_rule()
    changes = [RuleChange(rule, one.get(rule, 0), other.get(rule, 0)) for rule in {**one, **other}]
    yield from sorted((change for change in changes if change.points), key=lambda one: (-abs(one.points), one.rule))


def diary_changes(
    problem: Problem, before: Rota, after: Rota, problem_before: Problem | None = None
) -> Iterator[DiaryChange]:
    """Every diary entry of a member, or of whoever receives a visit, that changes: by person, members first, by visit.

    Names of people and visits that the problem no longer has are those of ``problem_before``.
    """
    earlier = problem_before or problem
    roles: tuple[Role, ...] = ("member", "host")
    for role in roles:
        old, new = _diaries(before, role), _diaries(after, role)
        shown = {person: _name(problem, person, earlier) for person in old.keys() | new.keys()}
        for person, name in sorted(shown.items(), key=lambda one: (one[1].casefold(), one[0])):
            was, now = old.get(person, {}), new.get(person, {})
            for visit in sorted(was.keys() | now.keys()):
                if was.get(visit) != now.get(visit):
                    title = _title(problem, visit, earlier)
                    yield DiaryChange(person, name, role, visit, title, was.get(visit), now.get(visit))


def _diaries(rota: Rota, role: Role) -> dict[str, dict[str, Slot]]:
    """For each person the visits they make, or receive, with their slots."""
    diaries = rota.by_member() if role == "member" else rota.by_receiver()
    return {person: {place.visit: place.slot for place in theirs} for person, theirs in diaries.items()}


def _name(problem: Problem, person: str, earlier: Problem) -> str:
    found = problem.name_of(person)
    return earlier.name_of(person) if found == person else found


def _title(problem: Problem, visit: str, earlier: Problem) -> str:
    known = (one for one in (problem, earlier) if any(owed.id == visit for owed in one.visits))
    return next((one.title(visit) for one in known), visit)


def _load_changes(problem: Problem, before: Rota, after: Rota) -> Iterator[LoadChange]:
    for one, other in zip(member_loads(problem, before), member_loads(problem, after), strict=True):
        if one.load != other.load:
            yield LoadChange(one.member, problem.member(one.member).name, one.load, other.load)
