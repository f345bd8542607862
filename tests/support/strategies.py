"""Hypothesis strategies for small worlds: ``problems()`` draws any Problem that reading could give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from rota.domain import (
    ALWAYS,
    LONDON,
    Absence,
    Cancellation,
    Closure,
    CommitteePlace,
    Dated,
    Host,
    Interest,
    Meeting,
    Member,
    PastVisit,
    Pin,
    Placement,
    Problem,
    Rota,
    Session,
    Span,
    Team,
    TravelTime,
    Weekly,
)

YEAR_STARTS = date(2026, 5, 20)
GROUPS = ("Conservative", "Labour", "Siân's Independents")
WARDS = ("Ainsdale", "Birkdale")
ROLES = ("lead member", "experienced")
KINDS = ("mash", "locality", "corporate parenting", "home")


def days(before: int = 900, after: int = 60) -> st.SearchStrategy[date]:
    """A day from ``before`` days before the year starts to ``after`` days after it."""
    return st.integers(-before, after).map(lambda offset: YEAR_STARTS + timedelta(offset))


def spans(before: int = 900, after: int = 60) -> st.SearchStrategy[Span]:
    """A span that may be open on either side, never empty."""
    ends = st.lists(days(before, after), min_size=2, max_size=2).map(sorted)
    closed = ends.map(lambda pair: Span(pair[0], pair[1]))
    return st.one_of(st.just(ALWAYS), closed, days(before, after).map(Span), days(before, after).map(_until))


def _until(day: date) -> Span:
    return Span(None, day)


def stretches() -> st.SearchStrategy[tuple[datetime, datetime]]:
    """Two London times, the earlier first: now whole days, now hours of a day."""
    whole = st.tuples(days(500, 30), st.integers(1, 120)).map(lambda drawn: _moments(drawn[0], 0, drawn[1] * 24))
    part = st.tuples(days(10, 15), st.integers(0, 20), st.integers(1, 60)).map(lambda drawn: _moments(*drawn))
    return st.one_of(whole, part)


def _moments(day: date, hour: int, hours: int) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(hour), LONDON)
    return start, start + timedelta(hours=hours)


def terms() -> st.SearchStrategy[tuple[Span, ...]]:
    """One term, or two with an election between them: terms never overlap."""
    two = st.lists(days(), min_size=3, max_size=3, unique=True).map(sorted)
    return st.one_of(spans().map(lambda span: (span,)), two.map(_two_terms))


def _two_terms(ends: Sequence[date]) -> tuple[Span, ...]:
    first, elected, last = ends
    return (Span(first, elected - timedelta(1)), Span(elected, last))


def dated(values: Sequence[str]) -> st.SearchStrategy[tuple[Dated, ...]]:
    """None, one or two values with the days on which they hold."""
    return st.lists(st.builds(Dated, st.sampled_from(values), spans()), max_size=2).map(tuple)


def members(id: str) -> st.SearchStrategy[Member]:
    """A member with this id."""
    return st.builds(
        Member,
        id=st.just(id),
        name=st.just(id.capitalize()),
        groups=dated(GROUPS),
        wards=dated(WARDS),
        roles=dated(ROLES),
        terms=terms(),
        kind=st.sampled_from(("councillor", "councillor", "co-opted")),
        trained=st.none() | spans(),
        checked=st.none() | spans(),
        yearly_limit=st.none() | st.integers(0, 3),
        needs_step_free=st.booleans(),
    )


def teams(id: str, hosts: Sequence[str]) -> st.SearchStrategy[Team]:
    """A team with this id, received by one of the hosts or by nobody named, with up to two deputies."""
    person = st.sampled_from(("", *hosts))
    deputies = st.lists(st.sampled_from(hosts), max_size=2).map(tuple) if hosts else st.just(())
    return st.builds(
        Team,
        id=st.just(id),
        name=st.just(id.upper()),
        kind=st.sampled_from(KINDS),
        site=st.sampled_from(("", "Town Hall")),
        host=person,
        deputies=deputies,
        visits_a_year=st.sampled_from((1, 2, 0)),
        group_least=st.integers(1, 2),
        group_most=st.integers(2, 3),
        spacing_days=st.sampled_from((0, 1, 7)),
        requires=st.sets(st.sampled_from(ROLES), max_size=1).map(tuple),
        pool=st.sampled_from(("", "scrutiny")),
        step_free=st.booleans(),
        open=st.just(ALWAYS) | st.just(ALWAYS) | spans(60, 30),
    )


def weekly(people: Sequence[str]) -> st.SearchStrategy[Weekly]:
    """A row of somebody's regular week."""
    hours = st.lists(st.integers(8, 18), min_size=2, max_size=2, unique=True).map(sorted)
    row = st.tuples(
        st.sampled_from(people),
        st.integers(0, 6),
        hours,
        st.sampled_from(("available", "unavailable", "preferred")),
        st.sampled_from(("always", "term", "holidays")),
        spans(60, 30),
    )
    return row.map(lambda r: Weekly(r[0], r[1], time(r[2][0]), time(r[2][1]), r[3], r[4], r[5]))


def _some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def problems(draw: st.DrawFn, most_members: int = 4, most_teams: int = 3) -> Problem:
    """A year of one to three weeks with 1 to 4 members, 1 to 3 teams, and any of the other nouns."""
    member_ids = ("ann", "bob", "cat", "dee")[: draw(st.integers(1, most_members))]
    team_ids = ("mash", "north", "south")[: draw(st.integers(1, most_teams))]
    host_ids = ("hal", "ivy")[: draw(st.integers(0, 2))]
    people = (*member_ids, *host_ids)
    committee = st.sampled_from(("council", "scrutiny"))
    closures = _some(st.builds(Closure, spans(5, 25), st.sampled_from(("recess", "bank holiday: Test Day"))), 2)
    visit_ids = st.sampled_from([f"{team}-{number}" for team in team_ids for number in (1, 2)])
    pins = st.builds(
        Pin, visit_ids, st.none() | days(0, 20), st.none() | st.just(time(10)), st.none() | st.sampled_from(people)
    )
    problem = Problem(
        council="Testshire",
        year=Span(YEAR_STARTS, YEAR_STARTS + timedelta(draw(st.integers(4, 20)))),
        members=tuple(draw(members(name)) for name in member_ids),
        teams=tuple(draw(teams(name, host_ids)) for name in team_ids),
        hosts=tuple(Host(name, name.capitalize()) for name in host_ids),
        sessions=tuple(Session(time(hour)) for hour in draw(st.sets(st.sampled_from((10, 11, 14)), min_size=1))),
        weekdays=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=5)))),
        travel_minutes=draw(st.sampled_from((0, 30))),
        leave_days=draw(st.sampled_from((7, 28))),
        closures=draw(closures),
        school_holidays=draw(closures),
        absences=draw(_some(st.tuples(st.sampled_from(people), stretches()).map(lambda r: Absence(r[0], *r[1])))),
        weekly=draw(_some(weekly(people))),
        committees=draw(_some(st.builds(CommitteePlace, st.sampled_from(member_ids), committee, spans()))),
        meetings=draw(_some(st.tuples(committee, stretches()).map(lambda r: Meeting(r[0], *r[1])), 2)),
        interests=draw(_some(st.builds(Interest, st.sampled_from(member_ids), st.sampled_from(team_ids)), 1)),
        history=draw(_some(st.builds(PastVisit, st.sampled_from(member_ids), st.sampled_from(team_ids), days(900, 5)))),
        pins=draw(_some(pins, 2)),
        cancelled=draw(_some(st.builds(Cancellation, visit_ids, days(0, 20), st.sampled_from(("", "service"))), 1)),
        travel=draw(_some(st.builds(TravelTime, st.sampled_from(WARDS), st.just("Town Hall"), st.integers(0, 90)), 2)),
    )
    return draw(_published(problem))


@st.composite
def _published(draw: st.DrawFn, problem: Problem) -> Problem:
    if not draw(st.booleans()):
        return problem
    return replace(problem, published=draw(rotas(problem)).placements[:1])


@st.composite
def rotas(draw: st.DrawFn, problem: Problem) -> Rota:
    """Any rota of the problem's own slots and members that places every visit; empty when there is no slot.

    A visit is received by the first of those whom its team names, now and then by any of the hosts, or by several.
    """
    if not problem.slots:
        return Rota()
    group = st.sets(st.sampled_from([member.id for member in problem.members]), max_size=3)
    hosts = [host.id for host in problem.hosts]
    anybody = st.sets(st.sampled_from(hosts), max_size=2).map(tuple) if hosts else st.just(())
    placed = []
    for visit in problem.visits:
        right = st.just(problem.team_of(visit.id).receivers[:1])
        receivers = draw(st.one_of(right, right, anybody))
        placed.append(Placement(visit.id, draw(st.sampled_from(problem.slots)), tuple(draw(group)), receivers))
    return Rota(tuple(placed))
