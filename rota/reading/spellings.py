"""One spelling for each group, ward, committee and place, however a table varies its case and spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from rota.domain import Dated, Problem
from rota.tables.cells import slug
from rota.tables.committee_names import Committees
from rota.tables.party_names import group_key


class Spelling:
    """For each name the spelling used most; of equals, the first in the order of letters. Names of one key are one."""

    def __init__(self, names: Iterable[str], key: Callable[[str], str] = slug) -> None:
        self._key = key
        self._chosen: dict[str, str] = {}
        counts = Counter(names)
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            self._chosen.setdefault(key(name) or name, name)

    def of(self, name: str) -> str:
        """The spelling of this name."""
        return self._chosen.get(self._key(name) or name, name)

    def dated(self, history: tuple[Dated, ...]) -> tuple[Dated, ...]:
        """The same history in the spellings chosen."""
        return tuple(replace(dated, value=self.of(dated.value)) for dated in history)


def with_one_spelling(problem: Problem, committees: Committees) -> Problem:
    """The problem in which a group, a ward, a site, a locality and a committee are each spelt in one way."""
    members, teams = problem.members, problem.teams
    groups = Spelling((dated.value for member in members for dated in member.groups), group_key)
    wards = Spelling(dated.value for member in members for dated in member.wards)
    sites = Spelling(team.site for team in teams)
    localities = Spelling(team.locality for team in teams)
    return replace(
        problem,
        members=tuple(
            replace(member, groups=groups.dated(member.groups), wards=wards.dated(member.wards)) for member in members
        ),
        teams=tuple(
            replace(
                team,
                site=sites.of(team.site),
                locality=localities.of(team.locality),
                pool=committees.of(team.pool),
            )
            for team in teams
        ),
        committees=tuple(replace(place, committee=committees.of(place.committee)) for place in problem.committees),
        meetings=tuple(replace(meeting, committee=committees.of(meeting.committee)) for meeting in problem.meetings),
        travel=tuple(replace(one, ward=wards.of(one.ward), site=sites.of(one.site)) for one in problem.travel),
    )
