"""Invented councils of given sizes, from fixed seeds: the families that measurements are made on.

Sizes and densities follow the families the project's prototypes were measured on (November 2026): S is
like Sefton, M a county that visits every team, L a council with monthly visits to 25 children's homes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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

SESSIONS = (Session(time(10), "morning"), Session(time(14), "afternoon"))
HALF_DAYS = ((time(8), time(12, 30)), (time(12, 30), time(18)))


@dataclass(frozen=True, slots=True)
class Size:
    """How large a family is: members, wards, groups' shares, teams, homes, visits a week, free half-days."""

    members: int
    wards: int
    groups: tuple[float, ...]
    teams: int
    homes: int = 0
    members_free: float = 0.5
    hosts_free: float = 0.45


SIZES = {
    "S": Size(66, 22, (0.62, 0.23, 0.15), 7),
    "M": Size(90, 60, (0.55, 0.25, 0.12, 0.08), 38),
    "L": Size(100, 70, (0.5, 0.3, 0.2), 0, homes=25, members_free=0.45, hosts_free=0.5),
}
RULE_NUMBERS: dict[str, dict[str, dict[str, object]]] = {
    "S": {"week_limit": {"visits_a_week": 2}},
    "M": {"week_limit": {"visits_a_week": 3}, "yearly_limit": {"visits_a_year": 3}},
    "L": {
        "week_limit": {"visits_a_week": 9},
        "yearly_limit": {"visits_a_year": 9},
        "breathing_space": {"days_between": 7, "must": True},
        "even_year": {"on": False},
        "first_visit": {"on": False},
        "fresh_eyes": {"on": False},
        "visit_interval": {},
    },
}
"""Numbers that each family needs besides the defaults, as rota.toml would set them."""


def problem(family: str, seed: int) -> Problem:
    """The council of this family and seed: the same for ever."""
    size = SIZES[family]
    draw = random.Random(f"{family} {seed}")
    year = Span(date(2026, 6, 1), date(2027, 5, 31))
    members = _members(size, draw)
    teams = _teams(size, draw)
    hosts = tuple(Host(team.host, f"Host of {team.name}") for team in teams)
    return Problem(
        council=f"{family} {seed}",
        year=year,
        members=members,
        teams=teams,
        hosts=hosts,
        sessions=SESSIONS,
        closures=tuple(bank_holiday_closures("england-and-wales", year)),
        weekly=_weeks([m.id for m in members], size.members_free, draw)
        + _weeks([h.id for h in hosts], size.hosts_free, draw),
        absences=_holidays([m.id for m in members], year, draw),
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
            + ((Dated("experienced"),) if draw.random() < 0.4 else ()),
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
            group_least=3 if size.members < 70 or number % 2 else 2,
            group_most=3 if size.members < 70 or number % 2 else 2,
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
            group_least=2,
            group_most=2,
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
    first, _ = year.ends()
    rows = []
    for person in people:
        for week in draw.sample(range(52), 3):
            start = datetime.combine(first + timedelta(weeks=week), time.min, LONDON)
            rows.append(Absence(person, start, start + timedelta(days=7)))
    return tuple(rows)


def _history(
    size: Size, members: tuple[Member, ...], teams: tuple[Team, ...], draw: random.Random
) -> tuple[PastVisit, ...]:
    rows = []
    for member in members:
        for _ in range(draw.choices((0, 1, 2), (50, 35, 15))[0] if not size.homes else draw.randrange(7)):
            day = date(2025, 6, 1) + timedelta(draw.randrange(360))
            rows.append(PastVisit(member.id, draw.choice(teams).id, day))
    return tuple(rows)
