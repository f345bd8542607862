"""What a form asks one person for one year, and what it already knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rota.domain import LONDON, Absence, Problem, Session, Span, Weekly

VERSION = 1
"""Goes up when a form of before could be misread."""

_DAY = timedelta(1)
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class AskedSession:
    """A time of day that the form asks about: the visit itself, without the journey."""

    label: str
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Form:
    """The questions to one person, with what the tables held for them when they were asked.

    ``absences`` are those that touch the year; ``weekly`` is the whole regular week.
    """

    person: str
    name: str
    council: str
    year: Span
    sessions: tuple[AskedSession, ...]
    weekdays: tuple[int, ...]
    absences: tuple[Absence, ...] = ()
    weekly: tuple[Weekly, ...] = ()

    def session_row(self, session: AskedSession, weekday: int, pattern: str) -> Weekly:
        """The row of the regular week that a mark in the grid of sessions stands for."""
        return Weekly(self.person, weekday, session.start, session.end, pattern)  # type: ignore[arg-type]

    def in_year(self, absence: Absence) -> bool:
        """Whether the absence takes up any of the year."""
        first, last = self.year.ends()
        return absence.start < _midnight(last + _DAY) and _midnight(first) < absence.end


def forms(problem: Problem) -> tuple[Form, ...]:
    """A form for each member who serves in the year and for each host, by name."""
    people = dict(_people(problem))
    sessions = tuple(_asked(session, problem.visit_minutes) for session in problem.sessions)
    made = (_form(problem, sessions, person, name) for person, name in people.items())
    return tuple(sorted(made, key=lambda form: (form.name.casefold(), form.person)))


def _people(problem: Problem) -> Iterator[tuple[str, str]]:
    for host in problem.hosts:
        yield host.id, host.name
    for member in problem.members:
        if any(term.within(problem.year) for term in member.terms):
            yield member.id, member.name


def _form(problem: Problem, sessions: tuple[AskedSession, ...], person: str, name: str) -> Form:
    form = Form(person, name, problem.council, problem.year, sessions, problem.weekdays)
    mine = (absence for absence in problem.absences if absence.person == person)
    return Form(
        person,
        name,
        problem.council,
        problem.year,
        sessions,
        problem.weekdays,
        tuple(absence for absence in mine if form.in_year(absence)),
        tuple(row for row in problem.weekly if row.person == person),
    )


def _asked(session: Session, minutes: int) -> AskedSession:
    begun = datetime.combine(date(2000, 1, 1), session.start)
    done = begun + timedelta(minutes=minutes)
    end = done.time() if done.date() == begun.date() else _LAST_MINUTE  # a regular week has no row over midnight
    name = f"{session.name[:1].upper()}{session.name[1:]}, " if session.name else ""
    return AskedSession(f"{name}{session.start:%H:%M} to {end:%H:%M}", session.start, end)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
