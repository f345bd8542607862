"""Who went: by group and by role, the newly elected, those trained and not asked; each member only when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rota.domain import Member, Problem
from rota.figures.periods import Period, a_year_before, year_of_council
from rota.figures.records import PlaceRecord, Records

NO_GROUP = "no group"
FEWEST = 2
"""A group of fewer members is counted with others like it: its row would be about one person."""
GROUPS_OF_ONE, ROLES_OF_ONE = "groups of one member", "roles of one member"


@dataclass(frozen=True, slots=True)
class Share:
    """What part a group of members had: who they are, who was asked to go, who went, to which visits.

    ``places`` are those filled, a reference for each member on each visit; ``before`` those of the year before, None
    when nothing is kept of it.
    """

    name: str
    members: tuple[str, ...]
    asked: tuple[str, ...]
    went: tuple[str, ...]
    places: tuple[str, ...]
    before: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class MemberSince:
    """A member's visits: asked and made in the period, still to come, and all since ``elected``, None when not said.

    ``latest`` is the day of the last.
    """

    member: str
    group: str
    elected: date | None
    trained: bool
    asked: tuple[str, ...]
    went: tuple[str, ...]
    to_come: tuple[str, ...]
    since_elected: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class Participation:
    """Who may be asked and who went, in a period.

    ``barred`` serve in this year, and a rule keeps them from every visit. ``idle`` were trained on the day and asked
    for no visit; None when nobody's training is recorded. ``new`` were first elected within the year before the day.
    """

    everybody: Share
    groups: tuple[Share, ...]
    roles: tuple[Share, ...]
    new: Share
    idle: tuple[str, ...] | None
    barred: tuple[str, ...]
    members: tuple[MemberSince, ...]


def participation(problem: Problem, period: Period, now: Records, before: Records | None) -> Participation:
    """Who went in the period; ``now`` are its records and ``before`` those of the year before."""
    day = min(max(now.day, period.span.ends()[0]), period.span.ends()[1])
    serving = [one for one in problem.members if one.serves_in(period.span)]
    this_year = year_of_council(problem.year).year == period.year
    may = [one for one in serving if not this_year or one.id not in problem.cannot_go or _went(one, now)]
    share = _Shares(now.places, None if before is None else before.places)
    new = [one for one in may if _is_new(one, day)]
    trained = [one for one in may if one.trained and day in one.trained]
    recorded = any(one.trained for one in problem.members)
    asked = {place.member for place in now.places if place.asked}
    return Participation(
        share.of("all members", may),
        _by(share, may, lambda one: (one.group_on(day) or NO_GROUP,), GROUPS_OF_ONE),
        _by(share, may, lambda one: one.roles_on(day), ROLES_OF_ONE),
        share.of("new members", new),
        tuple(one.id for one in trained if one.id not in asked) if recorded else None,
        tuple(one.id for one in serving if one not in may),
        tuple(_since(problem, one, now, day) for one in sorted(may, key=lambda one: (one.name, one.id))),
    )


def _went(member: Member, known: Records) -> bool:
    return any(place.member == member.id and place.went for place in known.places)


class _Shares:
    """Makes a group's share from the places of both years."""

    def __init__(self, now: Iterable[PlaceRecord], before: Iterable[PlaceRecord] | None) -> None:
        self._now = _by_member(now)
        self._before = None if before is None else _by_member(before)

    def of(self, name: str, members: Iterable[Member]) -> Share:
        ids = tuple(sorted(one.id for one in members))
        went = [place for one in ids for place in self._now.get(one, ()) if place.went]
        before = None
        if self._before is not None:
            before = tuple(place.visit for one in ids for place in self._before.get(one, ()) if place.went)
        return Share(
            name,
            ids,
            tuple(one for one in ids if any(place.asked for place in self._now.get(one, ()))),
            tuple(one for one in ids if any(place.went for place in self._now.get(one, ()))),
            tuple(place.visit for place in went),
            before,
        )


def _by_member(places: Iterable[PlaceRecord]) -> dict[str, list[PlaceRecord]]:
    found: dict[str, list[PlaceRecord]] = defaultdict(list)
    for place in places:
        found[place.member].append(place)
    return found


def _by(
    share: _Shares, members: Iterable[Member], names: Callable[[Member], Iterable[str]], alone: str
) -> tuple[Share, ...]:
    """The share of each group or role, the largest first; those of one member together under a name of their own."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        for name in names(member):
            found[name].append(member)
    large = sorted((len(those), name) for name, those in found.items() if len(those) >= FEWEST)
    shares = [share.of(name, found[name]) for _, name in sorted(large, key=lambda one: (-one[0], one[1]))]
    small = {member.id: member for those in found.values() if len(those) < FEWEST for member in those}
    return (*shares, *([share.of(alone, small.values())] if small else []))


def _is_new(member: Member, day: date) -> bool:
    """Whether the first of the member's terms began within the year up to the day."""
    first = member.terms[0].start if member.terms else None
    return first is not None and a_year_before(day) < first <= day


def _since(problem: Problem, member: Member, known: Records, day: date) -> MemberSince:
    places = [place for place in known.places if place.member == member.id]
    began = [term.start for term in member.terms if term.start and term.start <= day]
    elected = max(began, default=None)
    made = {(place.team, place.day) for place in places if place.went and place.day}
    made |= {(visit.team, visit.day) for visit in problem.past_visits_of(member.id) if visit.day <= known.day}
    counted = [visit_day for _, visit_day in made if visit_day and (elected is None or visit_day >= elected)]
    return MemberSince(
        member.id,
        member.group_on(day),
        elected,
        bool(member.trained and day in member.trained),
        tuple(place.visit for place in places if place.asked),
        tuple(place.visit for place in places if place.went),
        tuple(
            place.visit for place in places if place.asked and not place.went and place.day and place.day >= known.day
        ),
        len(counted),
        max(counted, default=None),
    )
