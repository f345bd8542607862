"""Rules of one statement each, of every shape that a statement can have, and the world in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rota.domain import Problem, Rota
from rota.rules import Apart, Bar, Crowd, Distinct, Finding, Price, Rule, Statement, Tally
from tests.support import reference
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.tiny_world import every_draft, rota_of

MONDAY, MONDAY_LATER, TUESDAY, TUESDAY_LATER = (f"2026-06-0{day} {hour}:00" for day in (1, 2) for hour in (10, 11))


@dataclass(frozen=True)
class Shape(Rule):
    """A rule that asks for these statements, and finds what they plainly mean."""

    words: str
    asked: tuple[Statement, ...]

    def statements(self, problem: Problem) -> Iterator[Statement]:
        return iter(self.asked)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        broken, points = reference.measure(problem, self.asked, rota)
        if broken:
            yield self.breach(self.words)
        if points:
            yield self.costs(points, self.words)


def each_visit(least: int, most: int) -> Tally:
    return Tally(None, None, "visit", "group size", least=least, most=most)


NEVER = Shape(
    "a year's least of one who never may go",
    (Bar(("a",), None, None, "away"), Tally(("a",), None, "", "once", least=1)),
)


SHAPES = (
    Shape(
        "times of more than one price for one member, on top of a price for the place",
        (
            each_visit(1, 2),
            Bar(("b", "d"), None, None, "away"),
            Price(3, ("a",), None, (MONDAY_LATER,), "not a preferred time"),
            Price(4, ("a", "c"), None, (MONDAY_LATER, TUESDAY), "nor these"),
            Price(5, ("a",), ("south-1",), None, "seen last year"),
        ),
    ),
    Shape(
        "a member alone who goes gladly on one day only",
        (each_visit(1, 1), Bar(("b", "c", "d"), None, None, "away"), Price(9, ("a",), None, (MONDAY, TUESDAY), "dear")),
    ),
    Shape("a most of visits in several slots", (each_visit(1, 4), Crowd(None, (MONDAY, TUESDAY), "room", most=1))),
    Shape("a least of visits in several slots", (Crowd(None, (MONDAY, MONDAY_LATER, TUESDAY), "early", least=2),)),
    NEVER,
    Shape(
        "a cost of one who never may go", (Bar(("a",), None, None, "away"), Tally(("a",), None, "", "", cost=(7, 0)))
    ),
    Shape(
        "a year's least of one who may go on one visit only",
        (Bar(("a",), ("north-1",), None, "interest"), Tally(("a",), None, "", "once", least=1), each_visit(0, 2)),
    ),
    Shape(
        "two groups that cross, of each of which somebody goes",
        (
            each_visit(1, 1),
            Tally(("a", "b"), None, "visit", "one group", least=1),
            Tally(("b", "c"), None, "visit", "the other", least=1),
        ),
    ),
    Shape(
        "somebody of three in four, with only two who can go",
        (
            each_visit(2, 2),
            Bar(("b", "c"), None, None, "away"),
            Tally(("a", "b", "c"), None, "visit", "trained", least=1),
        ),
    ),
    Shape(
        "a cost that falls with those of three in four",
        (each_visit(2, 2), Tally(("a", "b", "c"), None, "visit", "trained", cost=(20, 5, 0))),
    ),
    Shape("each member shared by visits on one day costs", (each_visit(3, 4), Apart(None, 1, "pace", True, points=6))),
    Shape("members shared by visits on one day, as a must", (each_visit(3, 4), Apart(None, 1, "pace", True))),
    Shape("visits on one day cost, whoever goes", (Apart(None, 1, "pace", points=6),)),
    Shape("visits that overlap", (Apart(None, 0, "one host"), Bar(None, None, (TUESDAY_LATER,), "closed"))),
    Shape(
        "weights of more and less than one",
        (Tally(None, None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1), ("c", -1))),),
    ),
    Shape(
        "weights on one visit and none on the other",
        (
            Tally(None, ("north-1",), "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1))),
            Tally(None, ("south-1",), "visit", "group size", least=1, most=2),
        ),
    ),
    Shape(
        "times at which a member is away, others that cost whoever goes, and one that is closed",
        (
            each_visit(1, 2),
            Bar(("a", "b"), None, (MONDAY,), "away"),
            Bar(None, ("south-1",), (TUESDAY_LATER,), "closed"),
            Price(5, None, None, (MONDAY, TUESDAY), "holidays"),
            Price(3, None, ("south-1",), (MONDAY, MONDAY_LATER, TUESDAY), "late is best"),
        ),
    ),
    Shape(
        "room for one visit on each day",
        (
            Crowd(None, (MONDAY, MONDAY_LATER), "Monday", most=1),
            Crowd(None, (TUESDAY, TUESDAY_LATER), "Tuesday", most=1),
        ),
    ),
    Shape("visits in some slots cost ever more", (Crowd(None, (MONDAY, TUESDAY), "crowded", cost=(0, 5, 12)),)),
    Shape("a cost that falls to the last member", (Tally(None, None, "visit", "all", cost=(40, 20, 8, 2, 0)),)),
    Shape(
        "a cost that rises with those of three in four",
        (each_visit(1, 3), Tally(("a", "b", "c"), None, "visit", "untrained", cost=(0, 0, 5))),
    ),
    Shape("a table that falls, is flat and rises", (Tally(None, None, "", "share", cost=(9, 4, 0, 0, 5, 12)),)),
    Shape("one team for each member, as a must", (each_visit(1, 3), Distinct(None, None, "team", "one team", most=1))),
    Shape(
        "two teams for each of two members, or one place fewer",
        (each_visit(1, 4), Distinct(("a", "b"), None, "team", "both", least=1, cost=(9, 4, 0))),
    ),
    Shape(
        "nobody goes twice with the same", (each_visit(2, 3), Distinct(None, None, "partner", "pairs", "again", most=0))
    ),
    Shape(
        "going again with the same costs ever more",
        (each_visit(2, 4), Distinct(("a", "c"), None, "partner", "pairs", "again", cost=(0, 3, 8))),
    ),
    Shape(
        "a member who needs two different partners, whom more than two cost",
        (each_visit(1, 3), Distinct(("b",), None, "partner", "met", least=2, cost=(0, 0, 0, 5))),
    ),
    Shape(
        "partners on one visit alone, the fewer the better but for none",
        (each_visit(1, 4), Distinct(None, ("south-1",), "partner", "met", most=2, cost=(7, 0, 1, 4))),
    ),
    Shape("a table that rises ever faster", (Tally(None, None, "", "loads", cost=(0, 1, 4, 9)), each_visit(1, 4))),
)


@cache
def world() -> Problem:
    members = [a_member(name) for name in "abcd"]
    teams = [a_team("north"), a_team("south")]
    return a_problem(members, teams, year=span("2026-06-01", "2026-06-02"), sessions=("10:00", "11:00"))


@cache
def every_rota() -> tuple[Rota, ...]:
    return tuple(rota_of(world(), draft) for draft in every_draft(world()))


@cache
def meant(shape: Shape) -> tuple[tuple[bool, int], ...]:
    """(a must is broken, points) of every rota, as the contract says."""
    read = (reference.measure(world(), shape.asked, rota) for rota in every_rota())
    return tuple((broken > 0, points) for broken, points in read)
