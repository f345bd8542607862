"""Finds the visit, member or other noun that an officer means, however it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rota.app.tell import Tell, unheard
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.reading.placements import Register
from rota.tables.cells import slug
from rota.tables.name_search import Called, search
from rota.tables.references import Names
from rota.tables.spelling import Spellings
from rota.text.english import day_in_words, did_you_mean, several

_SAY_WHAT = {
    "member": {"member", "councillor", "cllr"},
    "host": {"host", "manager", "deputy"},
    "team": {"team"},
    "visit": {"visit"},
}
"""Words that say what somebody or something is."""
_KIND_FIRST = re.compile(
    rf"(?:the )?(?P<kind>{'|'.join(sorted(set().union(*_SAY_WHAT.values())))})\s+(?P<rest>.+)", re.I
)


class Meant:
    """Words to ids: by id or name, or else by enough of it; a CouldNotRunError lists those that may be meant.

    What was not said in full is told as it is read. "team mash-1" is a team and "visit mash-1" a visit, where both are
    called so.
    """

    def __init__(self, problem: Problem, tell: Tell = unheard) -> None:
        self.problem, self._tell = problem, tell
        register = Register(problem)
        self._names: dict[str, Names] = {
            "visit": register.visits,
            "member": register.members,
            "host": register.hosts,
            "team": register.teams,
        }
        self._spellings = {kind: Spellings() for kind in self._names}
        for kind, nouns in (("member", problem.members), ("host", problem.hosts), ("team", problem.teams)):
            for noun in nouns:
                self._spellings[kind].add(noun.id, (noun.id,), (noun.name,))
        self._same: dict[tuple[str, str], tuple[str, str]] = {}
        self._add_visits()

    def _add_visits(self) -> None:
        """Each by its id and its title; a team with one visit stands for that visit."""
        mine: dict[str, list[str]] = {}
        for visit in self.problem.visits:
            mine.setdefault(visit.team, []).append(visit.id)
        for team in self.problem.teams:
            for one in mine.get(team.id, ()):
                alone = len(mine[team.id]) == 1
                if alone:
                    self._same |= {("visit", one): ("team", team.id), ("team", team.id): ("visit", one)}
                names = (self.problem.title(one), *((team.id, team.name) if alone else ()))
                self._spellings["visit"].add(one, (one,), names)

    def visit(self, word: str) -> str:
        """The id of the visit: by id, by title, or by the team where it has one visit."""
        return self._one("visit", word, self._found("visit", word))

    def placed(self, word: str, rota: Rota) -> str:
        """The id of a visit that the rota places, which may be told by its date too."""
        return self.in_rota(self._one("visit", word, self._placed(word, rota), rota), rota)

    def in_rota(self, visit: str, rota: Rota) -> str:
        """The visit, by its id. CouldNotRunError unless the rota places it."""
        if not rota.of([visit]):
            title = self.problem.title(visit)
            raise CouldNotRunError(f"{title} is not in the rota. 'rota audit' lists what is missing.")
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
        found = self.in_rota(self._one("visit", visit, visits, rota), rota)
        return found, self._one("member", member, members)

    def knows(self, word: str) -> bool:
        """Whether a team or a member is called so."""
        return any(self._found(kind, word) for kind in ("team", "member"))

    def is_member(self, word: str) -> bool:
        """Whether this is a member's whole name or id, and no visit's."""
        return bool(self._in_full("member", word)) and not self._in_full("visit", word)

    def any_of(self, word: str, kinds: tuple[str, ...], rota: Rota | None = None) -> tuple[str, str]:
        """(kind, id) of the one, of these kinds of "visit", "member", "host" and "team", that has this name.

        A team's name is its one visit's too: the first of the kinds is then meant. With a rota a visit may be told by
        its date too.
        """
        full = self._of_kinds(word, kinds)
        if len(full) > 1:
            raise _of_several_kinds(word, [(kind, one, self._shown(kind, one, rota)) for kind, one in full])
        if full:
            kind, found = full[0]
            return kind, self._one(kind, word, (found,), rota)
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

    def _of_kinds(self, word: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
        """Each that the word says in full, of each kind: a team and its one visit, under one name, as the first."""
        said = _KIND_FIRST.fullmatch(word.strip())
        if said and not any(self._spellings[kind].of(word) for kind in kinds):
            kinds = [kind for kind in kinds if said["kind"].casefold() in _SAY_WHAT[kind]] or kinds
        spelt = [(kind, one) for kind in kinds for one in self._spellings[kind].spelt(word)]
        found: list[tuple[str, str]] = []
        for noun in spelt or [(kind, one) for kind in kinds for one in self._in_full(kind, word)]:
            if self._same.get(noun) not in found:
                found.append(noun)
        return found

    def _in_full(self, kind: str, word: str) -> tuple[str, ...]:
        """Those whose id or whole name this is; "team" or "visit" may stand before it and say what it is."""
        found = self._spellings[kind].of(word)
        if not found and (said := _KIND_FIRST.fullmatch(word.strip())):
            rest = said["rest"]
            if said["kind"].casefold() in _SAY_WHAT[kind]:
                found = self._spellings[kind].of(rest)
            elif kind == "visit" and said["kind"].casefold() in _SAY_WHAT["team"]:
                teams = self._spellings["team"].of(rest)
                found = tuple(visit.id for visit in self.problem.visits if visit.team in teams)
        if not found and (meant := self._names[kind].meant(word)):
            found = (meant,)
        return found

    def _found(self, kind: str, word: str, rota: Rota | None = None) -> tuple[str, ...]:
        """Whoever may be meant: one when it is said in full, and no other has the same name."""
        if kind == "visit" and rota:
            return self._placed(word, rota)
        full = self._in_full(kind, word)
        if full or self._is_another(kind, word):
            return full
        return search(word, self._called(kind))

    def _placed(self, word: str, rota: Rota) -> tuple[str, ...]:
        found = self._in_full("visit", word)
        if not found and not self._is_another("visit", word):
            found = search(word, self._visits(rota))
        return tuple(one for one in found if rota.of([one])) or found

    def _is_another(self, kind: str, word: str) -> bool:
        """Whether this is the name of somebody where a place is asked for, or the other way round."""
        people = ("member", "host")
        others = ("visit", "team") if kind in people else people
        return any(self._in_full(other, word) for other in others)

    def _one(self, kind: str, word: str, found: Sequence[str], rota: Rota | None = None) -> str:
        if not found:
            raise _unknown(kind, word, self._names[kind].names())
        if len(found) > 1:
            raise _ambiguous(word, [self._shown(kind, one, rota) for one in found])
        if self._names[kind].meant(word) is None or len(self._spellings[kind].alike(word)) > 1:
            self._tell(f"'{word}' is read as {self._shown(kind, found[0], rota)}.")
        return found[0]

    def _shown(self, kind: str, id: str, rota: Rota | None = None) -> str:
        """The name; with the id where there is another of the name, and of a visit with the date where it has one."""
        if kind == "visit":
            day = next((f", {day_in_words(one.slot.start.date())}" for one in (rota.of([id]) if rota else ())), "")
            return f"{self.problem.title(id)} ({id}{day})"
        name = self._names[kind].name(id)
        return name if self._spellings[kind].of(name) == (id,) else f"{name} ({id})"

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


def _of_several_kinds(word: str, found: Sequence[tuple[str, str, str]]) -> CouldNotRunError:
    """Of each its kind, its id and how it is shown; and how each is named apart from the others."""
    names = several([shown if kind == "visit" else f"the {kind} {shown}" for kind, _, shown in found])
    ways = [f"'{kind} {one}'" for kind, one, _ in found]
    return CouldNotRunError(f"'{word}' may be {names}. Write {', '.join(ways[:-1])} or {ways[-1]}.")
