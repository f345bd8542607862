"""Finds the visit, member or other noun that an officer means by its id or name."""

from __future__ import annotations

from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.reading.placements import Register
from rota.tables.references import Names
from rota.text.english import did_you_mean


class Meant:
    """Words to ids, with a CouldNotRunError that names the nearest when there is nothing of that name."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._register = Register(problem)
        for team in problem.teams:  # a team with one visit stands for that visit
            mine = [visit.id for visit in problem.visits if visit.team == team.id]
            if len(mine) == 1:
                for word in (team.id, team.name):
                    self._register.visits.also(mine[0], word)
        self._hosts = Names("a host", "teams")
        for host in problem.hosts:
            self._hosts.also(host.id, host.name)

    def visit(self, word: str) -> str:
        """The id of the visit: by id, by title, or by the team's name where it has one visit."""
        return self._one(self._register.visits, word)

    def placed(self, word: str, rota: Rota) -> str:
        """The id of a visit that the rota places."""
        visit = self.visit(word)
        if not rota.of([visit]):
            raise CouldNotRunError(
                f"{self.problem.title(visit)} is not in the rota. 'rota audit' lists what is missing."
            )
        return visit

    def member(self, word: str) -> str:
        """The id of the member."""
        return self._one(self._register.members, word)

    def knows(self, word: str) -> bool:
        """Whether a team or a member is called so."""
        return any(self._by_kind()[kind].id_of(word) is not None for kind in ("team", "member"))

    def any_of(self, word: str, kinds: tuple[str, ...]) -> tuple[str, str]:
        """(kind, id) of the first kind, "visit", "member", "host" or "team", that has something of this name."""
        names = self._by_kind()
        for kind in kinds:
            found = names[kind].id_of(word)
            if found is not None:
                return kind, found
        every = [name for kind in kinds for name in names[kind].names()]
        what = f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]
        raise CouldNotRunError(f"There is no {what} called '{word}'. {did_you_mean(word, every)}".rstrip())

    def _by_kind(self) -> dict[str, Names]:
        register = self._register
        return {"visit": register.visits, "member": register.members, "host": self._hosts, "team": register.teams}

    def _one(self, names: Names, word: str) -> str:
        found = names.id_of(word)
        if found is None:
            noun = names.noun.partition(" ")[2]
            raise CouldNotRunError(f"There is no {noun} called '{word}'. {did_you_mean(word, names.names())}".rstrip())
        return found
