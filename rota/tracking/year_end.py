"""The year's end: what was held becomes history, and what was kept of the visits goes along under its references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rota.domain import Member, PastVisit, Problem, Rota, Span
from rota.tracking.facts import Facts
from rota.tracking.filed import Filed, filed
from rota.tracking.kept import TrackingFacts
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.visit_stage import held_outcome, who_went
from rota.tracking.visits import TrackedVisit

Ending = Literal["held", "not held", "nothing said", "to come", "not planned"]


@dataclass(frozen=True, slots=True)
class VisitEnd:
    """What became of a visit that the year owed: on which ``day``, by whom, and whoever ``by`` it was called off."""

    title: str
    team: str
    ending: Ending
    day: date | None = None
    went: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The visits as the year leaves them, in order of id, and what goes along.

    ``made`` are the visits held, as rows of the history; ``visits`` all that are followed up, those of this year under
    their references as of an earlier one; ``facts`` what is kept of them. ``leavers`` serve on no day after.
    """

    visits_owed: tuple[VisitEnd, ...]
    made: tuple[PastVisit, ...]
    visits: tuple[TrackedVisit, ...]
    facts: Facts
    leavers: tuple[Member, ...]

    def ended(self, ending: Ending) -> tuple[VisitEnd, ...]:
        """The visits that ended so."""
        return tuple(one for one in self.visits_owed if one.ending == ending)


def next_span(year: Span) -> Span:
    """The year after: from the day after the last to that day of the next calendar year."""
    last = year.ends()[1]
    return Span(last + timedelta(1), a_year_on(last))


def a_year_on(day: date) -> date:
    """The same day of the next year; the last of February stays the last."""
    later = day + timedelta(1)
    if later.day == 1:
        return date(later.year + 1, later.month, 1) - timedelta(1)
    return date(day.year + 1, day.month, day.day)


def year_end(problem: Problem, rota: Rota, kept: TrackingFacts, day: date, *, as_planned: bool = False) -> YearEnd:
    """The year of this problem as the ``rota`` planned it and as it is known on the ``day`` to have gone.

    With ``as_planned`` a visit before that day of which nothing is said counts as held as the rota has it; else it is
    no history.
    """
    facts = kept.facts_of(problem).known_on(day)
    visits = kept.visits(problem, rota)
    if as_planned:
        facts = facts.plus(_presumed(visits, filed(facts.in_force()), day))
    said = filed(facts.in_force())
    members = {member.id for member in problem.members}
    leavers = tuple(one for one in problem.members if not _serves_after(one, problem.year.ends()[1]))
    gone = {member.id for member in leavers}
    ends, made, came = [], [], []
    for visit in (visit for visit in visits if visit.visit):
        end = _ending(visit, said, day)
        ends.append(end)
        if end.ending == "held" and end.day:
            stay = [member for member in end.went if member in members and member not in gone]
            made += [PastVisit(member, visit.team, end.day) for member in stay]
            came += list(_attended(visit, end.went, said, day))
    earlier = tuple(replace(visit, visit="", part=None) if visit.visit else visit for visit in visits)
    return YearEnd(tuple(ends), tuple(sorted(made)), earlier, facts.plus(came), leavers)


def _serves_after(member: Member, last: date) -> bool:
    return any(term.end is None or term.end > last for term in member.terms)


def _presumed(visits: Iterable[TrackedVisit], said: Filed, day: date) -> Iterator[Outcome]:
    for visit in visits:
        if visit.visit and _ending(visit, said, day).ending == "nothing said" and visit.day:
            yield Outcome(visit.reference, visit.day, "held", on=visit.day)


def _ending(visit: TrackedVisit, said: Filed, day: date) -> VisitEnd:
    outcomes = said.outcomes.get(visit.reference, [])
    held = held_outcome(outcomes)
    last = max(outcomes, key=lambda one: (one.day, one.moment), default=None)
    if held:
        return VisitEnd(visit.name, visit.team, "held", held.day, who_went(visit, said))
    if visit.day and all(one.day != visit.day for one in outcomes):
        return VisitEnd(visit.name, visit.team, "nothing said" if visit.day < day else "to come", visit.day)
    if last:
        return VisitEnd(visit.name, visit.team, "not held", last.day, by=last.cause)
    return VisitEnd(visit.name, visit.team, "not planned")


def _attended(visit: TrackedVisit, went: Iterable[str], said: Filed, day: date) -> Iterator[Attendance]:
    """That they came, of those of whom nobody has said so: next year no rota tells who was to go."""
    known = {one.member for one in said.attendance.get(visit.reference, ()) if one.came == "yes"}
    for member in went:
        if member not in known:
            yield Attendance(visit.reference, member, "yes", on=day)
