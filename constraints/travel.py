"""Members are not sent far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Ids, Price, Rule, Statement, all_or


@dataclass(frozen=True)
class Travel(Rule):
    """Members go to teams that are near their wards.

    The minutes are those recorded from the ward to the site (the least, when recorded twice), whatever
    the letters' case. Wards are read on the first day of the visit's part of the year. A journey that
    is not recorded costs nothing.

    Why: A long journey doubles the time that a visit takes out of a working member's day.
    Source: Members of North Northants and Chichester on their journeys (domain A37).
    Kept: The journey is 30 minutes.
    Broken: The journey is 50 minutes, 20 beyond the free 30: two quarters of an hour begun.
    Numbers: free_minutes is the journey that costs nothing; points_per_quarter_hour is the price of
        each quarter of an hour begun beyond it, for each place.
    """

    free_minutes: int = 30
    points_per_quarter_hour: int = 2
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        boxes: dict[tuple[int, Ids], list[str]] = defaultdict(list)
        minutes = _least_minutes(problem)
        for day, sites in _sites_by_day(problem).items():
            wards = _wards(problem, day)
            for site, alike in sites.items():
                priced: dict[int, list[str]] = defaultdict(list)
                for ward, residents in wards.items():
                    beyond = minutes[site].get(ward, 0) - self.free_minutes
                    priced[max(0, -(-beyond // 15)) * self.points_per_quarter_hour] += residents
                for points, travellers in priced.items():
                    if points:
                        boxes[points, tuple(sorted(travellers))] += alike
        for (points, members), visits in sorted(boxes.items()):
            quarters = points // self.points_per_quarter_hour
            why = f"a journey beyond {self.free_minutes} minutes by {quarters} quarters of an hour"
            # Members are always named: without them a price is for each visit, not each place.
            yield Price(points, members, all_or(visits, problem.visits), None, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        journeys: dict[tuple[str, str], list[int]] = defaultdict(list)
        for journey in problem.travel:
            journeys[journey.ward.casefold(), journey.site.casefold()].append(journey.minutes)
        for placement in rota.placements:
            site = problem.team_of(placement.visit).site
            day = problem.first_day(placement.visit)
            for member in map(problem.member, placement.members):
                ward = member.ward_on(day)
                recorded = journeys.get((ward.casefold(), site.casefold()), []) if ward and site else []
                beyond = min(recorded, default=0) - self.free_minutes
                if beyond > 0 and self.points_per_quarter_hour:
                    quarters = (beyond + 14) // 15
                    sentence = (
                        f"{member.name} travels {min(recorded)} minutes from {ward} to "
                        f"{problem.title(placement.visit)}, {beyond} more than {self.free_minutes}."
                    )
                    points = quarters * self.points_per_quarter_hour
                    yield self.costs(points, sentence, placement.visit, (member.id,))


# For statements only: wards and sites in lower case.


def _sites_by_day(problem: Problem) -> dict[date, dict[str, list[str]]]:
    """The visits to each site, by the first day of their part of the year."""
    sites: dict[date, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for visit in problem.visits:
        sites[problem.first_day(visit.id)][problem.team(visit.team).site.casefold()].append(visit.id)
    return sites


def _wards(problem: Problem, day: date) -> dict[str, list[str]]:
    """The members for each ward on that day."""
    wards: dict[str, list[str]] = defaultdict(list)
    for member in problem.members:
        wards[member.ward_on(day).casefold()].append(member.id)
    return wards


def _least_minutes(problem: Problem) -> dict[str, dict[str, int]]:
    """For each site the minutes from each ward."""
    least: dict[str, dict[str, int]] = defaultdict(dict)
    for journey in problem.travel:
        ward, site = journey.ward.casefold(), journey.site.casefold()
        if ward and site:
            least[site][ward] = min(journey.minutes, least[site].get(ward, journey.minutes))
    return least
