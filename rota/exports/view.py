"""What an export is made from, and the views of it that the formats share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from rota.auditing import AuditReport
from rota.checking.who_can_go import PERSONAL, Uncounted, apart, counts, for_rota
from rota.domain import Closure, Placement, Problem, Visit, member_loads
from rota.domain.as_held import is_as_held
from rota.exports.view_rows import FindingRow, GroupRow, MemberRow, PlaceRow, Visitor, VisitRow
from rota.record import Record
from rota.rules import Finding, Rule
from rota.text.english import joined

NO_GROUP = "No group"
"""The name under which members who sit with no political group are counted."""


@dataclass(frozen=True, slots=True)
class Document:
    """A rota with its inputs, its audit, the rules in force and its record: all that an export may show."""

    problem: Problem
    report: AuditReport
    rules: tuple[Rule, ...]
    record: Record

    def visits(self) -> tuple[VisitRow, ...]:
        """Every visit that the rota places, earliest first."""
        view = _View(self.problem)
        standing_by = {one.visit: tuple(map(view.name, one.members)) for one in self.record.reserves}
        rows = (
            replace(view.visit(placement), reserves=standing_by.get(placement.visit, ()))
            for placement in self.record.rota.placements
        )
        return tuple(sorted(rows, key=lambda row: (row.start, row.visit)))

    def visits_by_month(self) -> tuple[tuple[date, tuple[VisitRow, ...]], ...]:
        """The visits of each month that has any: the first day of the month, then its rows."""
        months = groupby(self.visits(), key=lambda row: row.day.replace(day=1))
        return tuple((first, tuple(rows)) for first, rows in months)

    def places(self) -> tuple[PlaceRow, ...]:
        """A row for each member on each visit, earliest first; a visit with nobody has one row."""
        return tuple(
            PlaceRow(row, visitor)
            for row in self.visits()
            for visitor in row.visitors or (None,)  # a visit must not vanish because nobody goes
        )

    def not_placed(self) -> tuple[Visit, ...]:
        """The visits that the year owes and the rota does not place."""
        placed = {placement.visit for placement in self.record.rota.placements}
        return tuple(visit for visit in self.problem.visits if visit.id not in placed)

    def members(self) -> tuple[MemberRow, ...]:
        """What each member carries, in order of name. Groups and wards are those of the year's first day.

        Of those who serve on a day of the year and can go on a visit of it, and of whoever goes on one all the same.
        """
        problem = self._once()
        first, _ = problem.year.ends()
        rows = []
        for load in member_loads(problem, self.record.rota):
            member = problem.member(load.member)
            if not (load.visits or counts(problem, member)):
                continue
            group, ward = member.group_on(first), member.ward_on(first)
            rows.append(
                MemberRow(member.id, member.name, group, ward, load.visits, load.earlier, load.share, load.load)
            )
        return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id)))

    def apart(self) -> tuple[Uncounted, ...]:
        """The members who are counted in no figure, in order of name: all who are not among ``members``."""
        return apart(self._once(), self.rules, {row.id for row in self.members()})

    def _once(self) -> Problem:
        """The problem beside the rota: without what its history holds of the rota's visits."""
        return for_rota(self.problem, self.rules, self.record.rota.placements)

    def groups(self) -> tuple[GroupRow, ...]:
        """What each political group carries, in order of name, members of no group last.

        Seats are members serving on the year's first day (all who serve in the year when nobody serves then).
        """
        first, _ = self.problem.year.ends()
        this_year = [member for member in self.problem.members if member.serves_in(self.problem.year)]
        serving = [member for member in this_year if member.serves_on(first)]
        seats = Counter(member.group_on(first) for member in serving or this_year)
        places = Counter(place.visitor.group for place in self.places() if place.visitor)
        names = sorted(seats.keys() | places.keys(), key=lambda name: (not name, name.casefold(), name))
        return tuple(
            GroupRow(
                name or NO_GROUP,
                seats[name],
                places[name],
                _part(seats[name], seats.total()),
                _part(places[name], places.total()),
            )
            for name in names
        )

    def closures(self) -> tuple[Closure, ...]:
        """The closures that meet the year, cut to it, in order of date."""
        return _within(self.problem, self.problem.closures)

    def school_holidays(self) -> tuple[Closure, ...]:
        """The school holidays that meet the year, cut to it, in order of date."""
        return _within(self.problem, self.problem.school_holidays)

    def findings(self) -> tuple[FindingRow, ...]:
        """Everything the audit found, in the order of the rule book, with what is personal left out."""
        rules = {rule.name: rule for rule in self.rules}
        return tuple(self._shown(finding, rules.get(finding.rule)) for finding in self.report.findings)

    def _shown(self, finding: Finding, rule: Rule | None) -> FindingRow:
        kind = kind_of(rule) if rule else "must" if finding.breach else "preference"
        places = self.record.rota.of([finding.visit] if finding.visit else ())
        held = any(is_as_held(self.problem, place) for place in places)
        lost = any(
            (one.visit, one.day) == (place.visit, place.slot.day) for one in self.problem.cancelled for place in places
        )
        if rule is None or not rule.personal:
            return FindingRow(finding.rule, kind, finding.points, finding.breach, finding.sentence, held, lost)
        return FindingRow(PERSONAL, kind, finding.points, finding.breach, self._without_reason(finding), held, lost)

    def _without_reason(self, finding: Finding) -> str:
        view = _View(self.problem)
        title = view.title(finding.visit) if finding.visit else "a visit"
        names = [self.problem.name_of(person) for person in finding.members]
        if not names:
            return f"The time of {title} does not suit everybody it needs."
        return f"{joined(names)} cannot make {title}."

    def breaches(self) -> tuple[FindingRow, ...]:
        """The findings that break a must. What a visit breaks that was held is a fact, and no fault of the rota."""
        return tuple(row for row in self.findings() if row.breach and not row.held)

    def facts(self) -> tuple[FindingRow, ...]:
        """What visits that were held break of the musts."""
        return tuple(row for row in self.findings() if row.breach and row.held)

    @property
    def kept(self) -> bool:
        """Whether the rota breaks no must, but for what was held."""
        return not self.breaches()

    def unmet(self) -> tuple[tuple[str, int, tuple[FindingRow, ...]], ...]:
        """Each preference with points: its name, its points and its findings. Fairness is left to the loads."""
        fairness = {rule.name for rule in self.rules if rule.measures_fairness}
        rows = [row for row in self.findings() if row.points and row.rule not in fairness]
        names = dict.fromkeys(row.rule for row in rows)
        by_name = [(name, tuple(row for row in rows if row.rule == name)) for name in names]
        return tuple((name, sum(row.points for row in found), found) for name, found in by_name)


def kind_of(rule: Rule) -> str:
    """The word "must" or "preference": what the council chose where it may choose."""
    return "must" if getattr(rule, "must", rule.strength == "must") else "preference"


def _part(count: int, total: int) -> Fraction:
    return Fraction(count, total) if total else Fraction(0)


def _within(problem: Problem, closures: tuple[Closure, ...]) -> tuple[Closure, ...]:
    cut = ((closure.span.within(problem.year), closure.reason) for closure in closures)
    return tuple(Closure(span, reason) for span, reason in cut if span)


class _View:
    """Looks up the nouns of a problem by id, once, and bears with ids that it does not have."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.owed = {visit.id: visit for visit in problem.visits}
        self.counts = Counter(visit.team for visit in problem.visits)
        self.member_by_id = {member.id: member for member in problem.members}
        self.sessions = {session.start: session.name for session in problem.sessions}

    def name(self, member: str) -> str:
        found = self.member_by_id.get(member)
        return found.name if found else member

    def title(self, visit: str) -> str:
        owed = self.owed.get(visit)
        if owed is None:
            return visit
        name, count = self.problem.team(owed.team).name, self.counts[owed.team]
        return name if count == 1 else f"{name}, visit {owed.number} of {count}"

    def visitor(self, id: str, day: date) -> Visitor:
        member = self.member_by_id.get(id)
        return (
            Visitor(id, member.name, member.group_on(day), member.ward_on(day)) if member else Visitor(id, id, "", "")
        )

    def visit(self, placement: Placement) -> VisitRow:
        owed = self.owed.get(placement.visit)
        team = self.problem.team(owed.team) if owed else None
        read_on = owed.part.ends()[0] if owed else placement.slot.day
        visitors = [self.visitor(member, read_on) for member in placement.members]
        return VisitRow(
            visit=placement.visit,
            title=self.title(placement.visit),
            team_id=team.id if team else "",
            team=team.name if team else "",
            number=owed.number if owed else None,
            start=placement.slot.start,
            end=placement.slot.end,
            session=self.sessions.get(placement.slot.start.time(), ""),
            site=team.site if team else "",
            host="; ".join(self.problem.name_of(person) for person in placement.receivers),
            hosts=placement.receivers,
            visitors=tuple(sorted(visitors, key=lambda visitor: (visitor.name.casefold(), visitor.id))),
        )
