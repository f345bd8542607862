"""Finds the visit, member or other noun that an officer means, however it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.app.tell import Tell, unheard
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.reading.placements import Register
from rota.tables.cells import slug
from rota.tables.name_search import Called, search
from rota.tables.references import Names
from rota.text.english import day_in_words, did_you_mean, several

_SAY_WHAT = {
    "member": {"member", "councillor", "cllr"},
    "host": {"host", "manager", "deputy"},
    "team": {"team"},
    "visit": {"visit"},
}
"""Words that say what somebody or something is."""


class Meant:
    """Words to ids: by id or name, or else by enough of it; a CouldNotRunError lists those that may be meant.

    What was not said in full is told as it is read.
    """

    def __init__(self, problem: Problem, tell: Tell = unheard) -> None:
        self.problem, self._tell = problem, tell
        register = Register(problem)
        for team in problem.teams:  # a team with one visit stands for that visit
            mine = [visit.id for visit in problem.visits if visit.team == team.id]
            if len(mine) == 1:
                for word in (team.id, team.name):
                    register.visits.also(mine[0], word)
        self._names: dict[str, Names] = {
            "visit": register.visits,
            "member": register.members,
            "host": register.hosts,
            "team": register.teams,
        }

    def visit(self, word: str) -> str:
        """The id of the visit: by id, by title, or by the team where it has one visit."""
        return self._one("visit", word, self._found("visit", word))

    def placed(self, word: str, rota: Rota) -> str:
        """The id of a visit that the rota places, which may be told by its date too."""
        visit = self._one("visit", word, self._placed(word, rota), rota)
        if not rota.of([visit]):
            raise CouldNotRunError(
                f"{self.problem.title(visit)} is not in the rota. 'rota audit' lists what is missing."
            )
        return visit

    def member(self, word: str) -> str:
        """The id of the member."""
        return self._one("member", word, self._found("member", word))

    def member_on(self, visit: str, member: str, rota: Rota) -> tuple[str, str]:
        """The ids of a visit and of a member who goes on it, where that tells which of several is meant."""
        visits, members = self._placed(visit, rota), self._found("member", member)
        pairs = [(one.visit, who) for one in rota.of(visits) for who in members if who in one.members]
        if len(pairs) == 1 and (len(visits) > 1 or len(members) > 1):
            visits, members = ((one,) for one in pairs[0])
        found = self._one("visit", visit, visits, rota)
        return self.placed(found, rota), self._one("member", member, members)

    def knows(self, word: str) -> bool:
        """Whether a team or a member is called so."""
        return any(self._found(kind, word) for kind in ("team", "member"))

    def is_member(self, word: str) -> bool:
        """Whether this is a member's whole name or id."""
        return self._names["member"].meant(word) is not None

    def any_of(self, word: str, kinds: tuple[str, ...], rota: Rota | None = None) -> tuple[str, str]:
        """(kind, id) of the first kind, "visit", "member", "host" or "team", that has something of this name.

        With a rota a visit may be told by its date too.
        """
        for kind in kinds:
            found = self._names[kind].id_of(word)
            if found is not None:
                return kind, found
        said = set(slug(word).split("-"))
        hinted = tuple(kind for kind in kinds if said & _SAY_WHAT[kind]) or kinds
        meant = [(kind, one) for kind in hinted for one in self._found(kind, word, rota)]
        # A team's one visit, and a member who receives visits too, are met under two kinds: the first is meant.
        same = {self._shown(kind, one, rota) for kind, one in meant}
        if len(same) == 1:
            kind, one = meant[0]
            return kind, self._one(kind, word, (one,), rota)
        if meant:
            raise _ambiguous(word, sorted(same))
        every = [name for kind in kinds for name in self._names[kind].names()]
        what = f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]
        raise _unknown(what, word, every)

    def _found(self, kind: str, word: str, rota: Rota | None = None) -> tuple[str, ...]:
        """Whoever may be meant: one when it is said in full, and no other has the same name."""
        if kind == "visit" and rota:
            return self._placed(word, rota)
        exact = self._names[kind].meant(word)
        if exact is None:
            return () if self._is_another(kind, word) else search(word, self._called(kind))
        same = tuple(one.id for one in self._called(kind) if slug(one.name) == slug(word))
        return same if len(same) > 1 and slug(word) not in map(slug, same) else (exact,)

    def _placed(self, word: str, rota: Rota) -> tuple[str, ...]:
        exact = self._names["visit"].meant(word)
        if exact is not None:
            return (exact,)
        found = () if self._is_another("visit", word) else search(word, self._visits(rota))
        return tuple(one for one in found if rota.of([one])) or found

    def _is_another(self, kind: str, word: str) -> bool:
        """Whether this is the name of somebody where a place is asked for, or the other way round."""
        people = ("member", "host")
        others = ("visit", "team") if kind in people else people
        return any(self._names[other].meant(word) is not None for other in others)

    def _one(self, kind: str, word: str, found: Sequence[str], rota: Rota | None = None) -> str:
        if not found:
            raise _unknown(kind, word, self._names[kind].names())
        if len(found) > 1:
            raise _ambiguous(word, [self._shown(kind, one, rota) for one in found])
        if self._names[kind].meant(word) is None:
            self._tell(f"'{word}' is read as {self._shown(kind, found[0], rota)}.")
        return found[0]

    def _shown(self, kind: str, id: str, rota: Rota | None = None) -> str:
        """The name; with the id where there is another of the name, and of a visit with the date where it has one."""
        if kind == "visit":
            day = next((f", {day_in_words(one.slot.start.date())}" for one in (rota.of([id]) if rota else ())), "")
            return f"{self.problem.title(id)} ({id}{day})"
        names = self._names[kind]
        name = names.name(id)
        return name if names.id_of(name) == id and names.id_of(name) is not None else f"{name} ({id})"

    def _called(self, kind: str) -> Iterator[Called]:
        problem = self.problem
        if kind == "visit":
            yield from self._visits(None)
        elif kind == "member":
            for member in problem.members:
                held = (value.value for values in (member.wards, member.groups, member.roles) for value in values)
                yield Called(member.id, member.name, tuple(held))
        elif kind == "host":
            for host in problem.hosts:
                received = (team.name for team in problem.teams if host.id in team.receivers)
                yield Called(host.id, host.name, (*received, "host manager"))
        else:
            for team in problem.teams:
                yield Called(team.id, team.name, (team.kind, team.site, team.locality))

    def _visits(self, rota: Rota | None) -> Iterator[Called]:
        placed = {one.visit: one.slot.start for one in rota.placements} if rota else {}
        teams = {one.id: one for one in self._called("team")}
        for visit in self.problem.visits:
            team = teams[visit.team]
            alone = self.problem.title(visit.id) == team.name
            day = placed.get(visit.id)
            besides = (*team.besides, str(visit.number) if alone else "", day_in_words(day) if day else "")
            yield Called(visit.id, team.name if alone else f"{team.name} {visit.number}", besides)


def _ambiguous(word: str, names: Sequence[str]) -> CouldNotRunError:
    return CouldNotRunError(f"'{word}' may be {several(names)}. Say which.")


def _unknown(what: str, word: str, names: Sequence[str]) -> CouldNotRunError:
    return CouldNotRunError(f"There is no {what} called '{word}'. {did_you_mean(word, names)}".rstrip())
