"""Writes a Problem out as an ordinary folder of CSV files, the form in which a council fills one in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from rota.domain import ALWAYS, Dated, Member, Problem, Span, Team
from rota.tables.cells import WEEKDAYS, slug
from rota.tables.schema import TABLES, TableSchema

Row = Mapping[str, object]

LONG_AGO = date(2000, 1, 1)
_DAY = timedelta(1)


def write_folder(problem: Problem, settings_text: str, path: Path) -> None:
    """Writes rota.toml and a CSV file for each table that has rows; columns that no row fills are left out.

    ``settings_text`` is the rota.toml, which says the council's name, the year, the sessions, the
    closures and the rules: nothing of these is taken from the problem. The folder reads back to the
    same problem, but for the ids of hosts, which the reader makes from their names, and for clearance
    that always held, which a table cannot say: it is written from LONG_AGO. What came of the visits is no part of the
    problem, and its tables are not written. Files that are there
    already are written anew.
    """
    path.mkdir(parents=True, exist_ok=True)
    (path / "rota.toml").write_bytes(settings_text.encode())
    for sheet in TABLES:
        rows = list(_ROWS[sheet.name](problem)) if sheet.name in _ROWS else []
        if rows:
            (path / f"{sheet.name}.csv").write_bytes(_csv(sheet, rows).encode())


def _csv(sheet: TableSchema, rows: list[Row]) -> str:
    names = [column.name for column in sheet.columns]
    used = [name for name in names if any(row.get(name) not in (None, "") for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([_written(row.get(name)) for name in used] for row in rows)
    return out.getvalue()


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time.min else "%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)


def _members(problem: Problem) -> Iterator[Row]:
    named = all(member.id == slug(member.name) for member in problem.members)
    for member in problem.members:
        yield {
            "id": None if named else member.id,
            "name": member.name,
            "group": _first(member.groups),
            "ward": _first(member.wards),
            "roles": ";".join(role.value for role in member.roles if role.span.start is None),
            "joined": member.terms[0].start,
            "left": member.terms[0].end,
            "kind": "" if member.kind == "councillor" else member.kind,
            **_valid("trained", member.trained),
            **_valid("checked", member.checked),
            "yearly_limit": member.yearly_limit,
            "step_free": "yes" if member.needs_step_free else "",
        }


def _first(history: tuple[Dated, ...]) -> str:
    return history[0].value if history else ""


def _valid(name: str, span: Span | None) -> Row:
    if span is None:
        return {}
    start = LONG_AGO if span == ALWAYS else span.start
    return {name: start, f"{name}_until": span.end}


def _changes(problem: Problem) -> Iterator[Row]:
    for member in problem.members:
        for what, day, value in _changes_of(member):
            yield {"member": member.name, "what": what, "from": day, "value": value}


def _changes_of(member: Member) -> Iterator[tuple[str, date | None, str]]:
    for what, history in (("group", member.groups), ("ward", member.wards)):
        yield from ((what, dated.span.start, dated.value) for dated in history[1:])
    for role in member.roles:
        if role.span.start is not None:
            yield "role", role.span.start, f"+{role.value}"
        if role.span.end is not None:
            yield "role", role.span.end + _DAY, f"-{role.value}"
    for term in member.terms[1:]:
        yield "joined", term.start, ""
        if term.end is not None:
            yield "left", term.end, ""


def _teams(problem: Problem) -> Iterator[Row]:
    hosts = {host.id: host.name for host in problem.hosts}
    named = all(team.id == slug(team.name) for team in problem.teams)
    for team in problem.teams:
        yield {
            "id": None if named else team.id,
            "name": team.name,
            "kind": team.kind,
            "site": team.site,
            "locality": team.locality,
            "host": hosts.get(team.host),
            "deputy": "; ".join(hosts[deputy] for deputy in team.deputies),
            "visits_a_year": team.visits_a_year,
            "group_size": _group_size(team),
            "spacing_days": team.spacing_days,
            "requires": ";".join(team.requires),
            "pool": team.pool,
            "step_free": "" if team.step_free else "no",
            "opened": team.open.start,
            "closed": team.open.end,
            "succeeds": ";".join(problem.team(before).name for before in team.succeeds),
        }


def _group_size(team: Team) -> str:
    least, most = team.group_least, team.group_most
    return f"{least}" if least == most else f"{least} to {most}"


def _people(problem: Problem) -> dict[str, str]:
    members = {member.id: member.name for member in problem.members}
    return members | {host.id: host.name for host in problem.hosts}


def _absences(problem: Problem) -> Iterator[Row]:
    names = _people(problem)
    for absence in problem.absences:
        whole = absence.end.time() == time.min
        end = absence.end - _DAY if whole else absence.end
        yield {"person": names[absence.person], "start": absence.start, "end": end}


def _weekly(problem: Problem) -> Iterator[Row]:
    names = _people(problem)
    for row in problem.weekly:
        yield {
            "person": names[row.person],
            "day": WEEKDAYS[row.weekday],
            "start": row.start,
            "end": row.end,
            "pattern": row.pattern,
            "season": "" if row.season == "always" else row.season,
            **_dates(row.span),
        }


def _dates(span: Span) -> Row:
    return {} if span == ALWAYS else {"from": span.start, "until": span.end}


def _committees(problem: Problem) -> Iterator[Row]:
    for place in problem.committees:
        yield {"member": problem.member(place.member).name, "committee": place.committee, **_dates(place.span)}


def _meetings(problem: Problem) -> Iterator[Row]:
    for meeting in sorted(problem.meetings, key=lambda meeting: (meeting.start, meeting.committee)):
        start, end = meeting.start, meeting.end
        yield {"committee": meeting.committee, "date": start.date(), "start": start.time(), "end": end.time()}


def _interests(problem: Problem) -> Iterator[Row]:
    for one in problem.interests:
        yield {"member": problem.member(one.member).name, "team": problem.team(one.team).name}


def _history(problem: Problem) -> Iterator[Row]:
    for past in problem.history:
        yield {"member": problem.member(past.member).name, "team": problem.team(past.team).name, "date": past.day}


def _travel(problem: Problem) -> Iterator[Row]:
    yield from ({"ward": one.ward, "site": one.site, "minutes": one.minutes} for one in problem.travel)


def _fixed(problem: Problem) -> Iterator[Row]:
    for pin in problem.pins:
        visit = problem.visit(pin.visit)
        yield {
            "team": problem.team(visit.team).name,
            "visit": visit.number,
            "date": pin.day,
            "time": pin.start,
            "member": None if pin.member is None else problem.member(pin.member).name,
            "never": "yes" if pin.never else "",
        }


def _cancelled(problem: Problem) -> Iterator[Row]:
    for one in problem.cancelled:
        visit = problem.visit(one.visit)
        yield {"team": problem.team(visit.team).name, "visit": visit.number, "date": one.day, "by": one.by}


def _published(problem: Problem) -> Iterator[Row]:
    for place in problem.published:
        for member in place.members:
            when = {"date": place.slot.day, "start": place.slot.start.time()}
            yield {"visit": place.visit, **when, "member": problem.member(member).name}


_ROWS: Mapping[str, Callable[[Problem], Iterator[Row]]] = {
    "members": _members,
    "changes": _changes,
    "teams": _teams,
    "absences": _absences,
    "weekly": _weekly,
    "committees": _committees,
    "meetings": _meetings,
    "interests": _interests,
    "history": _history,
    "travel": _travel,
    "fixed": _fixed,
    "cancelled": _cancelled,
    "published": _published,
}


def as_read(problem: Problem) -> Problem:
    """The problem as its folder reads back: hosts go by their names, and clearance that always held by LONG_AGO."""
    hosts = {host.id: slug(host.name) for host in problem.hosts}
    return replace(
        problem,
        members=tuple(
            replace(member, trained=_begun(member.trained), checked=_begun(member.checked))
            for member in problem.members
        ),
        teams=tuple(
            replace(team, host=hosts.get(team.host, ""), deputies=tuple(hosts[one] for one in team.deputies))
            for team in problem.teams
        ),
        hosts=tuple(replace(host, id=hosts[host.id]) for host in problem.hosts),
        weekly=tuple(replace(row, person=hosts.get(row.person, row.person)) for row in problem.weekly),
        absences=tuple(replace(row, person=hosts.get(row.person, row.person)) for row in problem.absences),
    )


def _begun(span: Span | None) -> Span | None:
    return Span(LONG_AGO) if span == ALWAYS else span
