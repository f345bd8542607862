"""Two rules that cannot both be kept, shown by arithmetic alone: mixed groups against shares by seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.checking.open_slots import Stated
from rota.domain import Problem
from rota.rules import Tally, cost_at


@dataclass(frozen=True, slots=True)
class _Cap:
    """Places of a party over the year when each of the ``mixed`` visits has one from outside it."""

    most: int
    places: int
    visits: int
    mixed: int

    def wider(self) -> _Cap:
        """The same with one member more in each group."""
        return _Cap(self.most + self.visits, self.places + self.visits, self.visits, self.mixed)

    def size(self) -> str:
        """The groups in words: "Groups of 3" where all are alike."""
        return f"Groups of {self.places // self.visits}" if self.places % self.visits == 0 else "Groups one larger"

    def falls_short(self, held: int, seats: int) -> bool:
        """Whether the cap lies a whole place or more below the party's share by seats."""
        return held * self.places - self.most * seats >= seats


def clashes(problem: Problem, statements: Stated) -> Iterator[str]:
    """For each party that mixed groups keep below its share of the seats: both figures, and the size that would do."""
    if not problem.visits:
        return
    first, _ = problem.year.ends()
    groups = {member.id: member.group_on(first) for member in problem.members if member.serves_on(first)}
    seats = sum(bool(group) for group in groups.values())
    for party in sorted(set(groups.values()) - {""}):
        held = sum(group == party for group in groups.values())
        share_rule = _share_rule(problem, statements, party)
        mixing, cap = _cap(problem, statements, party)
        if share_rule and mixing and cap.falls_short(held, seats):
            yield _sentence(party, mixing, share_rule, cap, held, seats)


def _sentence(party: str, mixing: str, share_rule: str, cap: _Cap, held: int, seats: int) -> str:
    wider = cap.wider()
    way_out = (
        f" {wider.size()} would allow {wider.most} of {wider.places} ({_percent(wider.most, wider.places)})."
        if not wider.falls_short(held, seats)
        else ""
    )
    visits = "1 visit" if cap.mixed == 1 else f"{cap.mixed} visits"
    return (
        f"{mixing.capitalize()} and {share_rule} clash: {visits} with somebody from outside {party} leave it at most "
        f"{cap.most} of {cap.places} places ({_percent(cap.most, cap.places)}), but it has {held} of {seats} seats "
        f"({_percent(held, seats)}).{way_out}"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _members_of(problem: Problem, party: str, day: date) -> set[str]:
    """Who sits with the party on the day."""
    return {member.id for member in problem.members if member.group_on(day) == party}


def _share_rule(problem: Problem, statements: Stated, party: str) -> str | None:
    """The rule that counts the party's places over the year, if there is one."""
    members = _members_of(problem, party, problem.year.ends()[0])
    for rule, statement in statements:
        if isinstance(statement, Tally) and statement.each == "" and statement.visits is None:
            counts = statement.cost or statement.least is not None or statement.most is not None
            if statement.members is not None and set(statement.members) == members and counts and len(members) > 1:
                return rule
    return None


def _cap(problem: Problem, statements: Stated, party: str) -> tuple[str | None, _Cap]:
    """The rule that asks for somebody from outside the party, and what it leaves it in groups of least size."""
    mixing: str | None = None
    mixed: set[str] = set()
    everyone = {member.id for member in problem.members}
    days = {problem.first_day(visit.id) for visit in problem.visits}
    outside = {day: everyone - _members_of(problem, party, day) for day in days}
    for rule, statement in statements:
        if isinstance(statement, Tally) and statement.each == "visit" and _wants_one(statement):
            visits = statement.visits or tuple(visit.id for visit in problem.visits)
            named = set(statement.members or ())
            met = {visit for visit in visits if named and named == outside[problem.first_day(visit)]}
            mixing, mixed = (rule, mixed | met) if met else (mixing, mixed)
    sizes = {visit.id: problem.team_of(visit.id).group_least for visit in problem.visits}
    places = sum(sizes.values())
    return mixing, _Cap(places - len(mixed), places, len(sizes), len(mixed))


def _wants_one(tally: Tally) -> bool:
    """Whether a count of none is a breach, or dearer than a count of one."""
    if tally.least is not None:
        return tally.least >= 1
    return cost_at(tally.cost, tally.cost_from, 0) > cost_at(tally.cost, tally.cost_from, 1)
