"""Visits that the history says were made this year, held against what else says of them: doubts, with both places.

Where the two agree they are one visit (``rota.domain.history_overlap``). Where they nearly do, or say that
somebody else went, one of them is probably wrong, and both count until it is put right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rota.domain import PastVisit, Placement, Problem
from rota.domain.history_overlap import besides, fixed, lineage
from rota.reading.placements import Register
from rota.tables.table import Table
from rota.text.english import day_in_words, joined

NEAR = timedelta(3)
"""Dates so near are probably of one visit: a day is soon mistyped, and a Monday taken for the Friday before."""


@dataclass(frozen=True, slots=True)
class Made:
    """A visit of the history and where it stands: "history.csv, row 3"."""

    visit: PastVisit
    place: str


@dataclass(frozen=True, slots=True)
class SaidOfYear:
    """What another table or a rota says of the year's visits. ``whole``: whoever is not named does not go."""

    placements: tuple[Placement, ...]
    place_of: Callable[[str], str]
    whole: bool = True


def read_made(table: Table | None, register: Register) -> tuple[Made, ...]:
    """The visits of the history, which was read without a fault, with their rows."""
    found = []
    for row in table.rows if table else ():
        member, team = register.members.find(row, "member"), register.teams.find(row, "team")
        day = row.date("date")
        if member and team and day:
            found.append(Made(PastVisit(member, team, day), row.place))
    return tuple(found)


def of_tables(problem: Problem, made: Sequence[Made], tables: Mapping[str, Table], register: Register) -> Iterator[str]:
    """What contradicts the history in the tables 'published' and 'fixed', read without a fault."""
    if any(one.visit.day in problem.year for one in made):
        published = register.rows_of(tables.get("published"))
        yield from contradictions(problem, made, SaidOfYear(problem.published, published.__getitem__))
        rows = register.rows_fixed(tables.get("fixed"))
        yield from contradictions(problem, made, SaidOfYear(fixed(problem), rows.__getitem__, whole=False))


def settled(problem: Problem, made: Sequence[Made], told: Sequence[str]) -> frozenset[str]:
    """Where visits of the history stand that 'published' or 'fixed' has too, and those that are ``told`` of already."""
    besides_them = set(besides(problem, (*problem.published, *fixed(problem))).history)
    spoken_of = [one for one in made if any(sentence.startswith(f"{one.place}: ") for sentence in told)]
    return frozenset(one.place for one in (*spoken_of, *(one for one in made if one.visit not in besides_them)))


def contradictions(problem: Problem, made: Sequence[Made], said: SaidOfYear) -> Iterator[str]:
    """A sentence for each visit that the history says was made, this year, otherwise than is said elsewhere."""
    known_as = lineage(problem.teams)
    besides_it = set(besides(problem, said.placements).history)
    owed = {visit.id for visit in problem.visits}
    placements = [place for place in said.placements if place.visit in owed]
    for one in made:
        if one.visit.day in problem.year and one.visit in besides_it:
            for place in placements:
                if one.visit.team in known_as[problem.team_of(place.visit).id]:
                    yield from _contradiction(problem, one, place, said)


def _contradiction(problem: Problem, made: Made, place: Placement, said: SaidOfYear) -> Iterator[str]:
    visit, day, members = made.visit, place.slot.day, place.members
    says = f"{made.place}: {problem.member(visit.member).name} visited {problem.team(visit.team).name} on"
    there = f"by {said.place_of(place.visit)}, {problem.title(place.visit)}"
    if day == visit.day and said.whole:
        going = joined([problem.member(one).name for one in members if _known(problem, one)]) or "nobody"
        yield (
            f"{says} {day_in_words(visit.day)}; {there} is made by {going} that day. Both count, as two visits: "
            "correct who went."
        )
    elif day != visit.day and abs(day - visit.day) <= NEAR and (visit.member in members or not members):
        yield (
            f"{says} {day_in_words(visit.day)}; {there} is on {day_in_words(day)}. Both count, as two visits: "
            "if it was one, write the same date in both."
        )


def _known(problem: Problem, member: str) -> bool:
    return any(one.id == member for one in problem.members)
