"""No member is asked too often in one year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.domain.edits import MOST, SetMember, SetRule
from rota.rules import Degrees, Finding, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.text.english import joined

NAMED = 4
"""Of those who have reached the limit so many are named; the rest are counted."""


@dataclass(frozen=True)
class YearlyLimit(Rule):
    """No member has more visits in the year than the member's own limit or, without one, the council's.

    Visits already made in the year count. A member who has made more than the limit is not sent
    again, and the visits made are not held against the rota.

    Why: Visits fall on the few who say yes, and a member may agree to a lighter year.
    Source: Halton, Haringey: two members made all the visits (domain A9: at most 2 a year by default).
    Kept: Ann, whose limit is 2, made a visit in May and has one in this rota.
    Broken: Ann made a visit in May and has two in this rota.
    Numbers: visits_a_year is the most visits in the year of a member without a limit of their own.
    """

    visits_a_year: int = 2

    def statements(self, problem: Problem) -> Iterator[Statement]:
        first, last = problem.year.sort_key()
        made = Counter(past.member for past in problem.history if first <= past.day <= last)
        remaining: dict[int, list[str]] = defaultdict(list)
        for member in problem.members:
            limit = self.visits_a_year if member.yearly_limit is None else member.yearly_limit
            remaining[max(0, limit - made[member.id])].append(member.id)
        for most, members in sorted(remaining.items()):
            if most < len(problem.visits):
                why = f"yearly limit: visits left this year: {most}"
                yield Tally(all_or(members, problem.members), None, "member", why, most=most)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        going = Counter(member for placement in rota.placements for member in placement.members)
        for member in problem.members:
            new = going[member.id]
            earlier = sum(past.day in problem.year for past in problem.past_visits_of(member.id))
            limit = member.yearly_limit if member.yearly_limit is not None else self.visits_a_year
            over = new + earlier - limit
            if new and over > 0:
                noun = "visit" if new + earlier == 1 else "visits"
                yield self.breach(
                    f"{member.name} has {new + earlier} {noun} this year, {earlier} of them already made; "
                    f"the limit is {limit}, so {over} too many.",
                    members=(member.id,),
                )

    def remarks(self, problem: Problem, rota: Rota) -> Iterator[str]:
        """Who can be asked no more: somebody whom others then have to do without."""
        going = Counter(member for placement in rota.placements for member in placement.members)
        at_limit = [
            member.name
            for member in problem.members
            if going[member.id] and going[member.id] + _made(problem, member.id) >= self._limit_of(problem, member.id)
        ]
        if at_limit:
            named = at_limit if len(at_limit) <= NAMED else [*at_limit[:NAMED], f"{len(at_limit) - NAMED:,} others"]
            has = "has" if len(at_limit) == 1 else "have"
            yield f"{joined(named)} {has} reached the yearly limit and can be asked no more this year."

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut | Degrees]:
        limits: dict[str, int] = {}
        for miss in trouble.misses:
            for member in miss.counted:
                limits[member] = max(self._limit_of(problem, member), _made(problem, member)) + miss.over
        by_limit: dict[int, list[str]] = defaultdict(list)
        for member, limit in limits.items():
            by_limit[limit].append(problem.member(member).name)
        if limits and max(limits.values()) <= MOST:
            words = [f"to {limit} for {joined(names)}" for limit, names in sorted(by_limit.items())]
            edits = tuple(SetMember(member, "yearly_limit", limit) for member, limit in limits.items())
            yield WayOut(f"Lift the yearly limit {joined(words)}.", edits, len(edits))
            yield from self._for_everybody(problem, max(4, len(limits) + 1))

    def _limit_of(self, problem: Problem, member: str) -> int:
        own = problem.member(member).yearly_limit
        return self.visits_a_year if own is None else own

    def _for_everybody(self, problem: Problem, effort: int) -> Iterator[Degrees]:
        """More for whoever has no limit of their own, up to where each could make every visit."""
        without = [member.id for member in problem.members if member.yearly_limit is None]
        enough = max((_made(problem, member) for member in without), default=0) + len(problem.visits)
        limits = range(self.visits_a_year + 1, enough + 1)
        ways = tuple(
            WayOut(
                f"Lift the yearly limit to {limit} for everybody who has none of their own.",
                (SetRule(self.name, "visits_a_year", limit),),
                effort,
            )
            for limit in limits
        )
        if without and ways:
            yield Degrees(ways)


# For ways out only.


def _made(problem: Problem, member: str) -> int:
    """Visits that the member has made in the year."""
    return sum(past.day in problem.year for past in problem.past_visits_of(member))
