"""Teams that are called as another team's visit is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.domain import Problem
from rota.tables.cell_uses import Use, place, quoted
from rota.tables.cells import slug


def team_or_visit_doubts(teams: Sequence[Use], problem: Problem) -> Iterator[str]:
    """Teams whose name or id is the id of a visit to another: "MASH 1" beside the visit mash-1 of MASH."""
    visits = {slug(visit.id): visit for visit in problem.visits}
    ids = {slug(team.name): team.id for team in problem.teams}
    for one in teams:
        team = ids.get(slug(one.value), "")
        visit = visits.get(slug(one.value)) or visits.get(slug(team))
        if team and visit and visit.team != team:
            yield (
                f"{place([one])}: the team {quoted(one.value)} is called like the visit {visit.id}, "
                f"{problem.title(visit.id)}. Where a visit is asked for, {visit.id} is that one. In a command write "
                f"'visit {visit.id}' or 'team {team}'; better, give the team another name and id."
            )
