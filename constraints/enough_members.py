"""Each visit has a group of the size its team asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.domain.edits import LARGEST_GROUP, Edit, SetTeam
from rota.rules import Finding, Rule, Statement, Tally, Trouble, WayOut
from rota.text.english import joined


@dataclass(frozen=True)
class EnoughMembers(Rule):
    """Each visit has at least its team's least number of members and at most its most.

    Why: One member alone sees too little; a crowd keeps the team from its work.
    Source: Halton sends two, Newport proposed three, no council sets a most (domain A6).
    Kept: A team that asks for 2 to 3 members is visited by 2.
    Broken: A team that asks for 2 to 3 members is visited by 1, or by 4.
    Numbers: points_per_extra_place is the price of each place filled above the least.
    """

    points_per_extra_place: int = 10

    def statements(self, problem: Problem) -> Iterator[Statement]:
        sizes: dict[tuple[int, int], list[str]] = defaultdict(list)
        for visit in problem.visits:
            team = problem.team_of(visit.id)
            sizes[team.group_least, team.group_most].append(visit.id)
        for (least, most), visits in sorted(sizes.items()):
            optional = most > least
            why = f"a group has {least} to {most} members" if optional else f"a group has {least} members"
            cost = (0, 0, self.points_per_extra_place) if optional else ()
            yield Tally(None, tuple(visits), "visit", why, least, most, cost, cost_from=least - 1)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            team = problem.team_of(placement.visit)
            title, count = problem.title(placement.visit), len(placement.members)
            if not team.group_least <= count <= team.group_most:
                wanted = (
                    f"{team.group_least}"
                    if team.group_least == team.group_most
                    else (f"{team.group_least} to {team.group_most}")
                )
                yield self.breach(
                    f"{title} has {count} members; it needs {wanted}.", placement.visit, placement.members
                )
            extra = count - team.group_least
            if extra > 0 and team.group_most > team.group_least and self.points_per_extra_place:
                yield self.costs(
                    extra * self.points_per_extra_place,
                    f"{title} has {count} members, {extra} more than the least it needs.",
                    placement.visit,
                    placement.members,
                )

    def remarks(self, problem: Problem, rota: Rota) -> Iterator[str]:
        """Where teams take more members than they need and nowhere more go, the reader is told what keeps them away."""
        sizes: dict[tuple[int, int], list[int]] = defaultdict(list)
        for placement in rota.placements:
            team = problem.team_of(placement.visit)
            if team.group_most > team.group_least:
                sizes[team.group_least, team.group_most].append(len(placement.members))
        for (least, most), filled in sorted(sizes.items()):
            if max(filled) == least:
                visits = "1 visit that may have" if len(filled) == 1 else f"All {len(filled):,} visits that may have"
                has = "has" if len(filled) == 1 else "have"
                point = "point" if self.points_per_extra_place == 1 else "points"
                more = f"each place above {least} costs {self.points_per_extra_place} {point} and somebody a visit more"
                yield f"{visits} {least} to {most} members {has} {least}: {more}."

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        least: dict[str, int] = {}
        most: dict[str, int] = {}
        for miss in trouble.misses:
            for visit in miss.visits:
                team = problem.team_of(visit)
                if miss.missing:
                    least[team.id] = min(least.get(team.id, team.group_least), team.group_least - miss.missing)
                if miss.over:
                    most[team.id] = max(most.get(team.id, team.group_most), team.group_most + miss.over)
        if min(least.values(), default=1) < 1 or max(most.values(), default=1) > LARGEST_GROUP:
            return
        edits: list[Edit] = [SetTeam(team, "group_least", size) for team, size in least.items()]
        edits += [SetTeam(team, "group_most", size) for team, size in most.items()]
        sizes = [f"{problem.team(team).name} be visited by {size}" for team, size in (least | most).items()]
        if edits:
            yield WayOut(f"Let {joined(sizes)}.", tuple(edits), 2 * len(edits))
