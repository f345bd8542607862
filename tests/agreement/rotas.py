"""Random rotas for the agreement: years whose visits lie on both sides of both changes of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from rota.domain import Host, Placement, Problem, Rota, Span
from tests.exports.documents import HOSTILE_NAMES
from tests.support.builders import a_member, a_problem, a_slot, a_team

TIMES = (
    ("00:30", 150),  # on the Sunday of a change: begins before it and ends after it
    ("08:00", 60),
    ("09:30", 45),
    ("10:00", 60),
    ("13:15", 90),
    ("19:00", 120),
    ("22:00", 300),  # on the Saturday before a change: ends after it
    ("23:30", 30),
)
"""A start and its minutes. None begins or ends from 1:00 to 1:59, which one Sunday lacks and another has twice."""

NAMES = ("Ainsdale", "Birkdale Road", "Town Hall, room 2; upstairs", "Tŷ Siân", *HOSTILE_NAMES)


def last_sunday(year: int, month: int) -> date:
    """The day on which the clocks change: the last Sunday of March and of October."""
    last = date(year, month, 31)
    return last - timedelta((last.weekday() + 1) % 7)


def a_random_problem(chance: Random) -> Problem:
    """A municipal year from May to May with two to four teams, each of two or three visits.

    No later than 2030: node-ical 0.26.1 knows no summer time ten years ahead (from March 2036 in November 2026).
    """
    first = chance.randint(2024, 2029)
    hosts = tuple(Host(f"h{number}", chance.choice(NAMES)) for number in range(2))
    teams = tuple(
        a_team(
            f"t{number}",
            name=chance.choice(NAMES),
            site=chance.choice(NAMES),
            kind=chance.choice(("mash", "locality", "home", "")),
            host=chance.choice(("", "h0", "h1")),
            visits_a_year=chance.randint(2, 3),
        )
        for number in range(chance.randint(2, 4))
    )
    members = tuple(a_member(f"m{number}", name=chance.choice(NAMES)) for number in range(chance.randint(2, 5)))
    return a_problem(members, teams, year=Span(date(first, 5, 15), date(first + 1, 5, 14)), hosts=hosts)


def a_random_rota(chance: Random, problem: Problem) -> Rota:
    """Every visit placed. The first four are before and after each change; the others anywhere in the year."""
    first, last = problem.year.ends()
    autumn, spring = last_sunday(first.year, 10), last_sunday(last.year, 3)
    days = [
        autumn - timedelta(chance.randint(1, 3)),
        autumn + timedelta(chance.randint(0, 3)),
        spring - timedelta(chance.randint(1, 3)),
        spring + timedelta(chance.randint(0, 3)),
    ]
    later = [first + timedelta(chance.randrange((last - first).days)) for _ in problem.visits[len(days) :]]
    return Rota(
        tuple(
            a_placement(chance, problem, visit.id, day) for visit, day in zip(problem.visits, days + later, strict=True)
        )
    )


def a_placement(chance: Random, problem: Problem, visit: str, day: date) -> Placement:
    """The visit on this day, at some time, by one or two of the members."""
    start, minutes = chance.choice(TIMES)
    ids = [member.id for member in problem.members]
    return Placement(visit, a_slot(f"{day} {start}", minutes), tuple(chance.sample(ids, chance.randint(1, 2))))


def changed(chance: Random, problem: Problem, rota: Rota) -> Rota:
    """The rota replanned: as chance has it, a visit stays as it was, is moved, is given to others or is dropped."""
    kept = []
    for placement in rota.placements:
        fate = chance.choice(("as it was", "as it was", "moved", "others go", "cancelled"))
        anew = a_placement(chance, problem, placement.visit, placement.slot.day + timedelta(chance.randint(-1, 1)))
        if fate == "moved":
            kept.append(replace(placement, slot=anew.slot))
        elif fate == "others go":
            kept.append(replace(placement, members=anew.members))
        elif fate == "as it was":
            kept.append(placement)
    return Rota(tuple(kept))
