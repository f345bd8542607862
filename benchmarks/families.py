"""Invented councils of given sizes, from fixed seeds: the families that measurements are made on."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from benchmarks.sizes import RULE_NUMBERS, SIZES, Size
from rota.domain import (
    ALWAYS,
    LONDON,
    Absence,
    Dated,
    Host,
    Interest,
    Member,
    PastVisit,
    Problem,
    Session,
    Span,
    Team,
    Weekly,
)
from rota.domain.closures import bank_holiday_closures

__all__ = ["RULE_NUMBERS", "SIZES", "council", "problem"]

SESSIONS = (Session(time(10), "morning"), Session(time(14), "afternoon"))
WEEKS = 53
"""Weeks that the year touches."""
HALF_DAYS = ((time(8), time(12, 30)), (time(12, 30), time(18)))


def problem(family: str, seed: int) -> Problem:
    """The council of this family (S, M, L or H) and seed: the same for ever."""
    return council(SIZES[family], family, seed)


def council(size: Size, name: str, seed: int) -> Problem:
    """The council of this size, name and seed.

    Weeks away are drawn apart from the rest: a tight council is the ordinary one of its seed, less often free.
    """
    draw, apart = random.Random(f"{name} {seed}"), random.Random(f"{name} {seed} weeks away")
    year = Span(date(2026, 6, 1), date(2027, 5, 31))
    members = _members(size, draw)
    teams = _teams(size, draw)
    hosts = tuple(Host(team.host, f"Host of {team.name}") for team in teams)
    return Problem(
        council=f"{name} {seed}",
        year=year,
        members=members,
        teams=teams,
        hosts=hosts,
        sessions=SESSIONS,
        closures=tuple(bank_holiday_closures("england-and-wales", year)),
        weekly=_weeks([m.id for m in members], size.members_free, draw)
        + _weeks([h.id for h in hosts], size.hosts_free, draw),
        absences=_holidays([m.id for m in members], year, draw)
        + _weeks_away([m.id for m in members], size.members_there, False, year, apart)
        + _weeks_away([h.id for h in hosts], size.hosts_there, size.hosts_together, year, apart),
        interests=tuple(Interest(member.id, team.id) for member in members for team in teams if draw.random() < 0.04),
        history=_history(size, members, teams, draw),
    )


def _members(size: Size, draw: random.Random) -> tuple[Member, ...]:
    groups = draw.choices(range(len(size.groups)), size.groups, k=size.members)
    leads = set(draw.sample(range(size.members), max(2, size.members // 40)))
    return tuple(
        Member(
            f"m{number:03}",
            f"Member {number:03}",
            groups=(Dated(f"Group {'ABCD'[group]}"),),
            wards=(Dated(f"Ward {number % size.wards:02}"),),
            roles=((Dated("lead member"),) if number in leads else ())
            + ((Dated("experienced"),) if draw.random() < size.experienced else ()),
            trained=ALWAYS,
            checked=ALWAYS,
        )
        for number, group in enumerate(groups)
    )


def _teams(size: Size, draw: random.Random) -> tuple[Team, ...]:
    teams = [
        Team(
            f"team{number:02}",
            f"Team {number:02}",
            host=f"host{number:02}",
            group_least=size.team_groups[number % len(size.team_groups)],
            group_most=size.team_groups[number % len(size.team_groups)],
            requires=("experienced",),
        )
        for number in range(size.teams)
    ]
    teams += [
        Team(
            f"home{number:02}",
            f"Home {number:02}",
            "home",
            host=f"hosthome{number:02}",
            visits_a_year=12,
            group_least=size.home_groups[number % len(size.home_groups)],
            group_most=size.home_groups[number % len(size.home_groups)],
            spacing_days=10,
            requires=("experienced",),
        )
        for number in range(size.homes)
    ]
    teams.append(
        Team(
            "parenting",
            "Corporate parenting",
            "corporate parenting",
            host="hostparenting",
            visits_a_year=2,
            group_least=3,
            group_most=3,
            spacing_days=112,
            requires=("lead member", "experienced"),
        )
    )
    return tuple(teams)


def _weeks(people: list[str], free: float, draw: random.Random) -> tuple[Weekly, ...]:
    """A regular week of free half-days; each person has at least two, and some are liked more."""
    rows = []
    for person in people:
        half_days = [(day, half) for day in range(5) for half in HALF_DAYS]
        chosen = [half_day for half_day in half_days if draw.random() < free]
        for half_day in draw.sample(half_days, 2):
            if len(chosen) < 2 and half_day not in chosen:
                chosen.append(half_day)
        for day, (start, end) in chosen:
            rows.append(Weekly(person, day, start, end))
            if draw.random() < 0.5:
                rows.append(Weekly(person, day, start, end, "preferred"))
    return tuple(rows)


def _holidays(people: list[str], year: Span, draw: random.Random) -> tuple[Absence, ...]:
    return tuple(_week(person, year, week) for person in people for week in draw.sample(range(52), 3))


def _weeks_away(
    people: list[str], there: tuple[int, int], together: bool, year: Span, draw: random.Random
) -> tuple[Absence, ...]:
    """All but so many of every so many weeks running, each an absence by itself, so that none is leave."""
    some, every = there
    rows = []
    for block in range(0, WEEKS, every):
        common = draw.sample(range(every), every - some)
        for person in people:
            away = common if together else draw.sample(range(every), every - some)
            rows += [_week(person, year, block + week) for week in sorted(away) if block + week < WEEKS]
    return tuple(rows)


def _week(person: str, year: Span, week: int) -> Absence:
    first, _ = year.ends()
    start = datetime.combine(first + timedelta(weeks=week), time.min, LONDON)
    return Absence(person, start, start + timedelta(days=7))


def _history(
    size: Size, members: tuple[Member, ...], teams: tuple[Team, ...], draw: random.Random
) -> tuple[PastVisit, ...]:
    rows = []
    for member in members:
        for _ in range(draw.choices((0, 1, 2), (50, 35, 15))[0] if not size.homes else draw.randrange(7)):
            day = date(2025, 6, 1) + timedelta(draw.randrange(360))
            rows.append(PastVisit(member.id, draw.choice(teams).id, day))
    return tuple(rows)
