"""Each political group has its share of the places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement, Tally, all_or


@dataclass(frozen=True)
class PartyShare(Rule):
    """Over the year each political group has its share of the places, by its number of members.

    Political groups and their sizes are read on the year's first day, among the members who serve then
    (among all who serve in the year, when nobody with a group serves then). The places are the least that
    each visit needs, shared by largest remainder; equal remainders go to the larger group, then by name.
    Members of no group, and groups of which nobody can go on a visit of the year, have no share and take
    from none.

    Why: Political groups accept a rota in which each goes about as often as its strength.
    Source: Leicestershire's panels of five were 3:1:1 after consultation with groups (domain A8).
    Kept: Of five places on seats 36, 13 and 6 the political groups have 3, 1 and 1.
    Broken: The group of 36 has all five, two more than its share of 3.
    Numbers: points_per_place is the price of each place further from the share than tolerance_places,
        the number of places above or below the share that cost nothing.
    """

    points_per_place: int = 20
    tolerance_places: int = 1
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not self.points_per_place or not problem.visits:
            return
        shares = _shares(problem)
        first, _ = problem.year.ends()
        members: dict[str, list[str]] = defaultdict(list)
        for member in problem.members:
            members[member.group_on(first)].append(member.id)
        for party, share in sorted(shares.items()):
            low, high = share - self.tolerance_places, share + self.tolerance_places
            longest = min(high, len(problem.visits) * len(problem.members)) + 2
            cost = [self.points_per_place * max(low - places, 0, places - high) for places in range(longest)]
            why = f"{party}: a share of {share} places"
            yield Tally(all_or(members[party], problem.members), None, "", why, cost=tuple(cost))

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not self.points_per_place:
            return
        first = problem.year.start
        assert first is not None
        group = {member.id: member.group_on(first) for member in problem.members}
        this_year = [one for one in problem.members if any(map(one.serves_on, problem.year.days()))]
        parties = {group[one.id] for one in this_year if one.id not in problem.cannot_go} - {""}
        seated = [group[one.id] for one in this_year if one.serves_on(first) and group[one.id] in parties]
        seats = Counter(seated or [group[one.id] for one in this_year if group[one.id] in parties])
        places = sum(problem.team_of(visit.id).group_least for visit in problem.visits)
        quota = {p: Fraction(places * seats[p], seats.total()) for p in parties}
        by_remainder = sorted(quota, key=lambda p: (-(quota[p] % 1), -seats[p], p))
        rounded_up = by_remainder[: places - sum(int(q) for q in quota.values())]
        went = Counter(group[member] for placement in rota.placements for member in placement.members)
        for party in sorted(quota):
            share = int(quota[party]) + (party in rounded_up)
            away = abs(went[party] - share)
            if away > self.tolerance_places:
                side = "above" if went[party] > share else "below"
                over = away - self.tolerance_places
                sentence = (
                    f"{party} has {went[party]} places over the year, {away} {side} its share of {share}: "
                    f"{over} more than the {self.tolerance_places} allowed."
                )
                yield self.costs(over * self.points_per_place, sentence)


def _shares(problem: Problem) -> dict[str, int]:
    """For statements only: places for each political group, in whole numbers throughout."""
    first, _ = problem.year.ends()
    members = [member for member in problem.members if any(term.within(problem.year) for term in member.terms)]
    parties = {member.group_on(first) for member in members if member.id not in problem.cannot_go} - {""}
    seats = dict.fromkeys(parties, 0)
    for everybody in (False, True):
        for member in members:
            party = member.group_on(first)
            if party in parties and (everybody or member.serves_on(first)):
                seats[party] += 1
        if any(seats.values()):
            break
    total = sum(seats.values())
    if not parties:
        return {}
    places = sum(problem.team(visit.team).group_least for visit in problem.visits)
    shares = {party: places * seats[party] // total for party in parties}
    left = places - sum(shares.values())
    for _ in range(left):
        best = min(parties, key=lambda p: (-(places * seats[p] - shares[p] * total), -seats[p], p))
        shares[best] += 1
    return shares
