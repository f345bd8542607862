"""Small worlds for tests: each builder hides what does not matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from rota.domain import (
    ALWAYS,
    LONDON,
    Absence,
    Dated,
    Meeting,
    Member,
    PastVisit,
    Placement,
    Problem,
    Rota,
    Session,
    Slot,
    Span,
    Team,
    Weekly,
)
from rota.rules import Rule


def day(text: str) -> date:
    return date.fromisoformat(text)


def span(start: str | None = None, end: str | None = None) -> Span:
    return Span(day(start) if start else None, day(end) if end else None)


def moment(text: str) -> datetime:
    """A London time such as "2026-06-03 10:00"; a bare date is its midnight."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def a_member(id: str = "ann", group: str = "Labour", ward: str = "", **fields: Any) -> Member:
    """A member whose name is the id with a capital, in one group and one ward for ever, trained and checked."""
    fields.setdefault("name", id.capitalize())
    fields.setdefault("groups", (Dated(group),) if group else ())
    fields.setdefault("wards", (Dated(ward),) if ward else ())
    fields.setdefault("trained", ALWAYS)
    fields.setdefault("checked", ALWAYS)
    return Member(id, **fields)


def a_team(id: str = "mash", **fields: Any) -> Team:
    """A team with one visit a year by one or two members."""
    fields.setdefault("name", id.capitalize())
    fields.setdefault("group_least", 1)
    fields.setdefault("group_most", 2)
    return Team(id, **fields)


def a_problem(
    members: Iterable[Member] = (),
    teams: Iterable[Team] = (),
    *,
    year: Span | None = None,
    sessions: Iterable[str] = ("10:00",),
    **fields: Any,
) -> Problem:
    """A problem of one week (Monday 1 to Friday 5 June 2026) with one morning session unless told."""
    return Problem(
        council="Testshire",
        year=year or span("2026-06-01", "2026-06-05"),
        members=tuple(members) or (a_member(),),
        teams=tuple(teams) or (a_team(),),
        sessions=tuple(Session(time.fromisoformat(start)) for start in sessions),
        **fields,
    )


def a_slot(text: str, minutes: int = 60) -> Slot:
    return Slot(moment(text), moment(text) + timedelta(minutes=minutes))


def a_rota(placements: dict[str, tuple[str, ...]], **receivers: str) -> Rota:
    """A rota from visit id to its slot and members: {"mash-1": ("2026-06-03 10:00", "ann", "bob")}.

    ``receivers`` say by team who receives its visits: mash="hal", or mash="" for nobody.
    """
    return Rota(
        tuple(
            Placement(visit, a_slot(slot), tuple(members), tuple(receivers.get(visit.rpartition("-")[0], "").split()))
            for visit, (slot, *members) in placements.items()
        )
    )


def hosted(problem: Problem, rota: Rota) -> Rota:
    """The rota with each visit received by its team's host, where the rota does not say who does."""
    owed = {visit.id for visit in problem.visits}
    return Rota(
        tuple(
            replace(place, receivers=place.receivers or problem.team_of(place.visit).receivers[:1])
            if place.visit in owed
            else place
            for place in rota.placements
        )
    )


def away(person: str, start: str, end: str | None = None) -> Absence:
    """Away for whole days, both included, or between two times when they are given."""
    if " " in start:
        return Absence(person, moment(start), moment(end or start))
    return Absence(person, moment(start), moment(end or start) + timedelta(1))


def weekly(person: str, weekday: int, start: str, end: str, **fields: Any) -> Weekly:
    return Weekly(person, weekday, time.fromisoformat(start), time.fromisoformat(end), **fields)


def meeting(committee: str, start: str, end: str) -> Meeting:
    return Meeting(committee, moment(start), moment(end))


def past(member: str, team: str, on: str) -> PastVisit:
    return PastVisit(member, team, day(on))


def sentences(rule: Rule, problem: Problem, rota: Rota) -> list[str]:
    """What the rule's check says, each sentence."""
    return [finding.sentence for finding in rule.check(problem, rota)]


def points(rule: Rule, problem: Problem, rota: Rota) -> int:
    return sum(finding.points for finding in rule.check(problem, rota))


def breaks(rule: Rule, problem: Problem, rota: Rota) -> bool:
    return any(finding.breach for finding in rule.check(problem, rota))
