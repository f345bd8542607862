"""Everything that a rota is drawn from, in canonical order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from rota.domain.bank_holidays import Division
from rota.domain.closures import Closure
from rota.domain.people import Absence, CommitteePlace, Host, Meeting, Member, Weekly
from rota.domain.spans import Span
from rota.domain.teams import Interest, Team, TravelTime
from rota.domain.visits import LONDON, Cancellation, PastVisit, Pin, Placement, Session, Slot, Visit
from rota.domain.visits_due import visits_owed

Row = TypeVar("Row")

FULL_COUNCIL = "council"
"""The committee on which every councillor sits."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Problem:
    """A council's year: the nouns, whatever the files they came from.

    A visit lasts ``visit_minutes``, and its members need ``travel_minutes`` free before and after it.
    An absence of at least ``leave_days`` whole days is leave, which lessens a member's fair share.
    ``published`` is an earlier rota that is already known to people. Whoever a team names to receive its visits is
    among the ``hosts``, under the id as a name when nobody gave another.

    The order of rows never matters: every collection is put in canonical order here. ``slots`` are
    all dates and sessions of the year on ``weekdays`` (Monday is 0), closed ones included, because
    the rule "open dates" says which are closed and why. ``visits`` are derived from the teams.
    ``cannot_go`` are members whom the rules in force keep from every visit, each with the names of those rules; of a
    problem that was not asked (``rota.checking.who_can_go``) and of one that was changed nobody is said to be.
    """

    council: str
    year: Span
    members: tuple[Member, ...]
    teams: tuple[Team, ...]
    hosts: tuple[Host, ...] = ()
    sessions: tuple[Session, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    visit_minutes: int = 60
    travel_minutes: int = 30
    leave_days: int = 28
    division: Division = "england-and-wales"
    closures: tuple[Closure, ...] = ()
    school_holidays: tuple[Closure, ...] = ()
    absences: tuple[Absence, ...] = ()
    weekly: tuple[Weekly, ...] = ()
    committees: tuple[CommitteePlace, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    interests: tuple[Interest, ...] = ()
    history: tuple[PastVisit, ...] = ()
    pins: tuple[Pin, ...] = ()
    travel: tuple[TravelTime, ...] = ()
    published: tuple[Placement, ...] = ()
    cancelled: tuple[Cancellation, ...] = ()
    slots: tuple[Slot, ...] = field(init=False, repr=False, compare=False)
    visits: tuple[Visit, ...] = field(init=False, repr=False, compare=False)
    _members: dict[str, Member] = field(init=False, repr=False, compare=False)
    _hosts: dict[str, Host] = field(init=False, repr=False, compare=False)
    _teams: dict[str, Team] = field(init=False, repr=False, compare=False)
    _visits: dict[str, Visit] = field(init=False, repr=False, compare=False)
    _visits_to: Counter[str] = field(init=False, repr=False, compare=False)
    _absences: dict[str, tuple[Absence, ...]] = field(init=False, repr=False, compare=False)
    _weekly: dict[str, tuple[Weekly, ...]] = field(init=False, repr=False, compare=False)
    _committees: dict[str, tuple[CommitteePlace, ...]] = field(init=False, repr=False, compare=False)
    _history: dict[str, tuple[PastVisit, ...]] = field(init=False, repr=False, compare=False)
    cannot_go: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name, key in _ORDER.items():
            put(self, name, tuple(sorted(set(getattr(self, name)), key=key)))
        listed = {host.id for host in self.hosts}
        named = {person for team in self.teams for person in team.receivers} - listed
        put(self, "hosts", tuple(sorted((*self.hosts, *(Host(person, person) for person in named)))))
        put(self, "slots", _all_slots(self.year, self.weekdays, self.sessions, self.visit_minutes))
        owed = visits_owed(self.year, self.teams, {one.visit for one in self.cancelled})
        put(self, "visits", tuple(sorted(owed, key=lambda visit: visit.id)))
        put(self, "_members", {member.id: member for member in self.members})
        put(self, "_hosts", {host.id: host for host in self.hosts})
        put(self, "_teams", {team.id: team for team in self.teams})
        put(self, "_visits", {visit.id: visit for visit in self.visits})
        put(self, "_visits_to", Counter(visit.team for visit in self.visits))
        put(self, "_absences", _by_person(self.absences, attrgetter("person")))
        put(self, "_weekly", _by_person(self.weekly, attrgetter("person")))
        put(self, "_committees", _by_person(self.committees, attrgetter("member")))
        put(self, "_history", _by_person(self.history, attrgetter("member")))
        put(self, "cannot_go", {})

    def knowing(self, cannot_go: Mapping[str, tuple[str, ...]]) -> Problem:
        """The same problem, in which it is known who can go on no visit of the year."""
        known = copy(self)
        object.__setattr__(known, "cannot_go", dict(cannot_go))
        return known

    def slot_at(self, start: datetime) -> Slot:
        """The slot that starts at this London time, whether or not it is one of the year's sessions."""
        return _slot_at(start, self.visit_minutes)

    def member(self, id: str) -> Member:
        """The member with this id. KeyError when there is none."""
        return self._members[id]

    def name_of(self, person: str) -> str:
        """The name of this member or host; of somebody unknown the id itself."""
        found = self._members.get(person) or self._hosts.get(person)
        return found.name if found else person

    def team(self, id: str) -> Team:
        """The team with this id. KeyError when there is none."""
        return self._teams[id]

    def visit(self, id: str) -> Visit:
        """The visit with this id. KeyError when the year does not owe it."""
        return self._visits[id]

    def team_of(self, visit: str) -> Team:
        """The team that the visit with this id is made to."""
        return self._teams[self._visits[visit].team]

    def absences_of(self, person: str) -> tuple[Absence, ...]:
        """The absences of this member or host, in their order; none of somebody unknown."""
        return self._absences.get(person, ())

    def weekly_of(self, person: str) -> tuple[Weekly, ...]:
        """The rows of this member's or host's regular week, in their order; none of somebody unknown."""
        return self._weekly.get(person, ())

    def committees_of(self, member: str) -> tuple[CommitteePlace, ...]:
        """The places on committees that this member has, in their order; none of somebody unknown."""
        return self._committees.get(member, ())

    def past_visits_of(self, member: str) -> tuple[PastVisit, ...]:
        """The visits in the history that this member made, earliest first; none of somebody unknown."""
        return self._history.get(member, ())

    def title(self, visit: str) -> str:
        """The visit in words: "Corporate parenting, visit 2 of 2"; a lone visit is just the team's name."""
        team = self.team_of(visit)
        count = self._visits_to[team.id]
        return team.name if count == 1 else f"{team.name}, visit {self.visit(visit).number} of {count}"

    def first_day(self, visit: str) -> date:
        """The first day of the visit's part of the year: the day on which groups and roles are read."""
        return self.visit(visit).part.ends()[0]

    def clash(self, one: Slot, other: Slot) -> bool:
        """Whether nobody can be at both: they overlap, or less than the travel time lies between them."""
        travel = timedelta(minutes=self.travel_minutes)
        return one.start < other.end + travel and other.start < one.end + travel


def _by_person(rows: Iterable[Row], person: Callable[[Row], str]) -> dict[str, tuple[Row, ...]]:
    """Each person's rows, in the order in which they stand."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(person(row), []).append(row)
    return {one: tuple(theirs) for one, theirs in found.items()}


def _slot_at(start: datetime, minutes: int) -> Slot:
    aware = start.replace(tzinfo=LONDON)
    return Slot(aware, aware + timedelta(minutes=minutes))


@lru_cache(maxsize=8)
def _all_slots(year: Span, weekdays: tuple[int, ...], sessions: tuple[Session, ...], minutes: int) -> tuple[Slot, ...]:
    """Every date and session of the year. Kept for a while: problems that differ elsewhere share them."""
    days = [day for day in year.days() if day.weekday() in weekdays]
    starts = sorted({session.start for session in sessions})
    return tuple(_slot_at(datetime.combine(day, start), minutes) for day in days for start in starts)


_ORDER: dict[str, Callable[[Any], Any]] = {
    "members": attrgetter("id"),
    "teams": attrgetter("id"),
    "hosts": attrgetter("id"),
    "sessions": attrgetter("start", "name"),
    "weekdays": int,
    "closures": lambda closure: (closure.span.sort_key(), closure.reason),
    "school_holidays": lambda closure: (closure.span.sort_key(), closure.reason),
    "absences": attrgetter("person", "start", "end"),
    "weekly": lambda w: (w.person, w.weekday, w.start, w.end, w.pattern, w.season, w.span.sort_key()),
    "committees": lambda place: (place.member, place.committee, place.span.sort_key()),
    "meetings": attrgetter("committee", "start", "end"),
    "interests": attrgetter("member", "team"),
    "history": attrgetter("day", "team", "member"),
    "pins": lambda pin: (pin.visit, pin.member or "", str(pin.day), str(pin.start), pin.never),
    "travel": attrgetter("ward", "site", "minutes"),
    "cancelled": attrgetter("visit", "day", "by"),
    "published": lambda placement: (placement.visit, placement.slot, placement.members, placement.receivers),
}
