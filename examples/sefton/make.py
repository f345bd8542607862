"""Makes this folder's tables from the real facts in ``facts`` and a fixed seed. Run: python -m examples.sefton.make

Real: the 66 seats with ward and group, the year, the teams, the poll, bank holidays, school terms and the
dates of the two briefings. Invented, from the seed: everybody's diary, who came to which briefing, who
sits on which committee, when committees meet, and which seat is the lead member's.
"""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from benchmarks.folders import write_folder
from rota.domain import (
    FULL_COUNCIL,
    LONDON,
    Absence,
    CommitteePlace,
    Dated,
    Host,
    Meeting,
    Member,
    Problem,
    Span,
    Team,
    Weekly,
)
from rota.tables.cells import slug

HERE = Path(__file__).parent
YEAR = Span(date(2018, 9, 26), date(2019, 5, 17))
BRIEFINGS = (date(2018, 7, 19), date(2018, 9, 20))
"""The two briefings for members that the report of 25 September 2018 names (1.4)."""
GROUPS = {
    "The Labour Party": "Labour",
    "Liberal Democrats": "Liberal Democrats",
    "Conservative Party": "Conservative",
    "Independents Group": "Independents Group",
}
CABINET = "Cabinet (invented membership and dates)"
SCRUTINY = "Overview and Scrutiny, Children's Services and Safeguarding (invented membership and dates)"
LEAD_MEMBER = "lead member (invented seat)"

LEAD = "manor-1"
HOSTS = {
    "MASH": "Service Manager, MASH",
    "North": "Service Manager, North",
    "Central": "Service Manager, Central",
    "South": "Service Manager, South",
    "Corporate parenting": "Service Manager, Corporate Parenting",
}

MORNING, AFTERNOON, LATE = (time(8), time(12, 30)), (time(12, 30), time(18)), (time(16), time(18))


def sefton() -> Problem:
    """The scheme's first year. What rota.toml says is left out."""
    draw = random.Random("Sefton 2018-19")
    seats = _seats()
    cabinet = [LEAD, *draw.sample([seat.id for seat in seats if _party(seat) == "Labour" and seat.id != LEAD], 8)]
    scrutiny = draw.sample([seat.id for seat in seats if seat.id not in cabinet], 10)
    members = tuple(_member(seat, draw) for seat in seats)
    people = [member.id for member in members]
    hosts = tuple(Host(slug(name), name) for name in HOSTS.values())
    return Problem(
        council="",
        year=YEAR,
        members=members,
        teams=tuple(_teams()),
        hosts=hosts,
        weekly=tuple(row for person in people for row in _member_week(person, draw))
        + tuple(row for host in hosts for row in _host_week(host.id, draw)),
        absences=tuple(away for person in people for away in _holidays(person, draw, draw.choice((1, 1, 2))))
        + tuple(away for host in hosts for away in _holidays(host.id, draw, 3))
        + (_away("molyneux-2", date(2019, 1, 7), 84),),
        committees=tuple(CommitteePlace(member, CABINET) for member in cabinet)
        + tuple(CommitteePlace(member, SCRUTINY) for member in scrutiny),
        meetings=tuple(_meetings()),
    )


def _seats() -> list[Member]:
    with (HERE / "facts" / "seats-2018.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Member(
            slug(f"{row['ward']} {row['seat']}"),
            f"{row['ward']} {row['seat']}",
            groups=(Dated(GROUPS[row["party"]]),),
            wards=(Dated(row["ward"]),),
        )
        for row in rows
    ]


def _party(seat: Member) -> str:
    return seat.group_on(date(2018, 9, 9))


def _member(seat: Member, draw: random.Random) -> Member:
    """The seat with invented training: six in ten came in July, three in September, one in ten to neither."""
    briefing = draw.choices((*BRIEFINGS, None), (6, 3, 1))[0]
    lead = seat.id == LEAD
    return Member(
        seat.id,
        seat.name,
        seat.groups,
        seat.wards,
        roles=(Dated(LEAD_MEMBER),) if lead else (),
        trained=Span(briefing) if briefing else None,
    )


def _teams() -> list[Team]:
    """Groups of three, at offices whose addresses are left out; nothing but the localities' names is known of them."""
    localities = [
        Team(slug(name), name, "locality", f"{name} locality office", name) for name in ("North", "Central", "South")
    ]
    parenting = Team("corporate-parenting", "Corporate parenting", "corporate parenting", "Corporate parenting office")
    teams = [
        Team("mash", "MASH", "mash", "MASH office"),
        *localities,
        replace(parenting, visits_a_year=2, spacing_days=120),
    ]
    return [replace(team, host=slug(HOSTS[team.name]), group_least=3, group_most=3) for team in teams]


def _member_week(person: str, draw: random.Random) -> list[Weekly]:
    """Half are free for most half-days; a third work, and have late afternoons; the rest have mornings in term."""
    life = draw.choices(("most", "works", "cares"), (50, 33, 17))[0]
    if life == "cares":
        days = sorted(draw.sample(range(5), 3))
        return [Weekly(person, day, *MORNING, season="term") for day in days]
    if life == "works":
        days = sorted(draw.sample(range(5), 2))
        half_day = draw.choice((MORNING, AFTERNOON))
        free = draw.choice([day for day in range(5) if day not in days])
        return [*(Weekly(person, day, *LATE) for day in days), Weekly(person, free, *half_day)]
    return _half_days(person, 0.7, draw)


def _host_week(person: str, draw: random.Random) -> list[Weekly]:
    return [row for row in _half_days(person, 0.5, draw) if row.pattern == "available"]


def _half_days(person: str, free: float, draw: random.Random) -> list[Weekly]:
    """At least two half-days; of a member's some are liked more than others."""
    half_days = [(day, half) for day in range(5) for half in (MORNING, AFTERNOON)]
    chosen = [one for one in half_days if draw.random() < free]
    chosen = sorted({*chosen, *draw.sample(half_days, 2)}) if len(chosen) < 2 else chosen
    rows = [Weekly(person, day, *half) for day, half in chosen]
    liked = draw.sample(chosen, len(chosen) // 2) if draw.random() < 0.5 else []
    return rows + [Weekly(person, day, *half, "preferred") for day, half in liked]


def _holidays(person: str, draw: random.Random, weeks: int) -> list[Absence]:
    mondays = [date(2018, 10, 1) + timedelta(weeks=week) for week in range(32)]
    return [_away(person, monday, 7) for monday in sorted(draw.sample(mondays, weeks))]


def _away(person: str, first: date, days: int) -> Absence:
    start = datetime.combine(first, time.min, LONDON)
    return Absence(person, start, start + timedelta(days))


def _meetings() -> list[Meeting]:
    """Council and Cabinet on Thursdays, scrutiny on Tuesdays; none of the dates is Sefton's own."""
    dates = {
        (FULL_COUNCIL, time(17), time(20)): ("2018-11-15", "2019-01-24", "2019-02-28", "2019-05-14"),
        (CABINET, time(10), time(12)): (
            *("2018-10-04", "2018-11-01", "2018-12-06", "2019-01-10"),
            *("2019-02-14", "2019-03-07", "2019-05-16"),
        ),
        (SCRUTINY, time(14), time(16)): ("2018-10-02", "2018-11-27", "2019-01-29", "2019-03-19"),
    }
    return [
        Meeting(committee, _at(day, start), _at(day, end))
        for (committee, start, end), days in dates.items()
        for day in days
    ]


def _at(day: str, clock: time) -> datetime:
    return datetime.combine(date.fromisoformat(day), clock, LONDON)


def make(folder: Path) -> None:
    """Writes the tables into ``folder``, beside rota.toml, which is written by hand."""
    write_folder(sefton(), (HERE / "rota.toml").read_text(encoding="utf-8"), folder)


if __name__ == "__main__":
    make(HERE)
