"""What a proforma asks of a visit, and what is filled in already; and what awaits the Head of Service's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rota.domain import Problem
from rota.exports.agenda import agenda
from rota.forms.proforma.forms import ProformaVersion, form_for
from rota.tracking.follow import Followed
from rota.tracking.issues import Issue
from rota.tracking.stages import Standing

DUE = frozenset(
    {"outcome to record", "no outcome recorded", "report to write", "no report received", "to revise", "planned"}
)
"""Stages of a visit for which a proforma may be wanted."""

TO_ANSWER = frozenset({"owner to name", "to answer", "not answered", "disputed", "no action set"})
"""Stages of an issue in which the Head of Service, or whoever answers, has something to say."""


@dataclass(frozen=True, slots=True)
class Open:
    """An issue of an earlier visit to the team that is still open."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class Proforma:
    """A form for one visit, to be handed in as this ``version`` of its report. ``members`` are ids and names."""

    council: str
    reference: str
    title: str
    day: date | None
    host: str
    members: tuple[tuple[str, str], ...]
    form: ProformaVersion
    version: int = 1
    open: tuple[Open, ...] = ()
    issues: tuple[Issue, ...] = ()
    agenda: tuple[str, ...] = ()
    visit: str = ""


def proformas(
    problem: Problem, followed: Sequence[Followed], own: tuple[ProformaVersion, ...], wanted: Iterable[str]
) -> tuple[Proforma, ...]:
    """A proforma for each visit of these references, in order."""
    chosen = set(wanted)
    return tuple(_proforma(problem, one, followed, own) for one in followed if one.visit.reference in chosen)


def due(followed: Iterable[Followed], soon: date) -> Iterator[str]:
    """The references of the visits whose report is awaited, and of those planned for a day up to this one."""
    for one in followed:
        stage = one.standing.stage
        if stage in DUE and (stage != "planned" or (one.visit.day is not None and one.visit.day <= soon)):
            yield one.visit.reference


def _proforma(
    problem: Problem, one: Followed, followed: Sequence[Followed], own: tuple[ProformaVersion, ...]
) -> Proforma:
    visit = one.visit
    names = {member.id: member.name for member in problem.members}
    going = one.course.went or visit.members
    teams = {visit.team, *visit.predecessors}
    day = one.course.held.day if one.course.held else visit.day
    return Proforma(
        problem.council,
        visit.reference,
        visit.name,
        day,
        problem.name_of(visit.host) if visit.host else "",
        tuple((member, names.get(member, member)) for member in going),
        form_for(problem.team(visit.team).kind, own),
        one.course.latest + 1,
        tuple(_open(other for other in followed if other.visit.team in teams and other is not one)),
        one.said,
        agenda(problem.team(visit.team).kind),
        visit.visit,
    )


def _open(followed: Iterable[Followed]) -> Iterator[Open]:
    for one in followed:
        said = {issue.reference: issue for issue in one.said}
        for standing in one.issues:
            if standing.next and standing.stage != "with the report":
                yield Open(standing.reference, said[standing.reference].text)


@dataclass(frozen=True, slots=True)
class Awaited:
    """An issue that awaits an answer, a second one, an owner or an action. ``letter`` is that of its next action."""

    issue: Issue
    title: str
    standing: Standing
    owner: str
    actions: int


def awaited(followed: Iterable[Followed]) -> Iterator[Awaited]:
    """What awaits an answer, in order of its references."""
    for one in followed:
        said = {issue.reference: issue for issue in one.said}
        for standing in one.issues:
            if standing.stage in TO_ANSWER:
                actions = sum(action.issue == standing.reference for action in one.set)
                owner = next(iter(standing.next.who.people), "") if standing.next else ""
                named = owner if standing.next and standing.next.who.role == "owner" else ""
                yield Awaited(said[standing.reference], one.visit.name, standing, named, actions)
