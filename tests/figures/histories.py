"""Drawn histories: three years of visits and all that may be said of them, in an order in which it makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from rota.domain import Dated, Member, Problem, Span, Team
from rota.domain.working_days import working_days
from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.clocks import Clock
from rota.tracking.fact import Closing, Disclosure, Fact, Undo
from rota.tracking.facts import Facts
from rota.tracking.issues import THEMES, Issue, IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.references import action_reference, issue_reference
from rota.tracking.reports import Agreement, Correction, CorrectionReply, HostCheck, VisitReport
from rota.tracking.responses import OwnerNamed, Response, Verdict
from rota.tracking.visits import TrackedVisit

YEARS = {
    name: Span(date(2000 + int(name[:2]), 6, 1), date(2001 + int(name[:2]), 5, 31))
    for name in ("24/25", "25/26", "26/27")
}
MEMBERS = ("ann", "bob", "cat", "dan", "eve")
CLOCK = Clock(working_days((), "england-and-wales"))
TEAMS = ("mash", "north", "fostering")


class Chance(Random):
    """Chance, and how much sooner than otherwise everybody does what they do in this history, and how well."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.haste = self.choice((1, 1, 4))

    def well(self) -> bool:
        """Whether it goes well, which in haste it does more often."""
        return self.haste > 1 and self.random() < 0.8


def a_council() -> Problem:
    """Five members of two groups and one of none, and three teams, of which one is visited twice."""
    groups = {"ann": "Labour", "bob": "Labour", "cat": "Green", "dan": "Green"}
    trained = {"ann": Span(date(2020, 1, 1)), "dan": Span(date(2020, 1, 1))}
    members = (
        Member(one, one.title(), (Dated(groups[one]),) if one in groups else (), trained=trained.get(one))
        for one in MEMBERS
    )
    teams = (Team(one, one.title(), visits_a_year=2 if one == "fostering" else 1) for one in TEAMS)
    return Problem("Example Council", YEARS["26/27"], tuple(members), tuple(teams))


def history(seed: int, most: int = 5, teams: tuple[str, ...] = TEAMS) -> tuple[tuple[TrackedVisit, ...], Facts, date]:
    """The visits of three years, what was said of them, and a day on which it is asked: the same for the same seed.

    A year has ``most`` visits at the most, to these teams.
    """
    random = Chance(seed)
    day = date(2026, 6, 1) + timedelta(random.randrange(60, 700))
    visits, facts = [], []
    for name, year in YEARS.items():
        for number in range(1, random.randrange(1, most + 1)):
            visit = _visit(random, name, number, year, teams)
            said = list(_said(random, visit, year))
            gone = [fact for fact in said if random.random() < 0.02]
            visits.append(visit)
            facts += [*said, *(Undo(fact.id, on=fact.on + timedelta(random.randrange(40))) for fact in gone)]
    return tuple(visits), Facts.of(facts), day


def _visit(random: Chance, year: str, number: int, span: Span, teams: tuple[str, ...]) -> TrackedVisit:
    first, _ = span.ends()
    planned = first + timedelta(random.randrange(360)) if random.random() < 0.9 else None
    members = tuple(random.sample(MEMBERS, random.randrange(1, 4)))
    part = span if year == "26/27" else None
    return TrackedVisit(
        f"{year}-{number:03}", random.choice(teams), day=planned, members=members, part=part, host="hal", head="hed"
    )


def _said(random: Chance, visit: TrackedVisit, year: Span) -> Iterator[Fact]:
    day = visit.day
    if day is None or random.random() < 0.1:
        return
    if random.random() < 0.2:
        result = random.choice(("cancelled", "could not be done", "nobody came"))
        yield Outcome(
            visit.reference, day, result, random.choice(("", "council", "service", "members")), "other", on=day
        )
        if random.random() < 0.5:
            return
        day += timedelta(random.randrange(1, 60))
    yield Outcome(visit.reference, day, random.choice(("held", "held", "partly held")), on=day)
    for member in visit.members:
        if random.random() < 0.7:
            yield Attendance(visit.reference, member, random.choice(("yes", "yes", "no", "cannot be known")), on=day)
    if random.random() < 0.85:
        yield from _reported(random, visit, day)
    if random.random() < 0.05:
        yield Closing(visit.reference, "The team was merged.", on=_later(random, day))


def _later(random: Chance, day: date, most: int = 40) -> date:
    return day + timedelta(random.randrange(max(1, most // random.haste)))


def _reported(random: Chance, visit: TrackedVisit, held: date) -> Iterator[Fact]:
    day, issues = _later(random, held, 18), random.choice((0, 1, 1, 1, 2, 3))
    for version in range(1, random.choice((2, 2, 2, 3))):
        author = random.choice(visit.members)
        yield VisitReport(visit.reference, version, author, nobody_named=True, on=day)
        for member in visit.members:
            if random.random() < 0.8:
                yield Agreement(
                    visit.reference, version, member, random.random() < 0.9, "Not so.", on=_later(random, day, 8)
                )
        if random.random() < 0.8:
            wrong = (Correction("Staffing", "Three."),) if random.random() < 0.2 else ()
            yield HostCheck(visit.reference, version, wrong, on=_later(random, day, 12))
            if wrong and random.random() < 0.5:
                yield CorrectionReply(visit.reference, version, 1, True, on=_later(random, day, 20))
        for number in range(1, issues + 1):
            asks = random.choice(("for response", "for response", "for response", "to note", "praise", "withdrawn"))
            theme = random.choice(THEMES)
            yield Issue(issue_reference(visit.reference, number), "x", theme, asks, version=version, on=day)
        day = _later(random, day)
    if random.random() < 0.7:
        yield Disclosure(visit.reference, random.random() < 0.7, "2", on=day)
    for number in range(1, issues + 1):
        yield from _answered(random, visit, issue_reference(visit.reference, number), day)


def _answered(random: Chance, visit: TrackedVisit, issue: str, day: date) -> Iterator[Fact]:
    if random.random() < 0.5:
        yield OwnerNamed(issue, "Manager", on=day)
    for _ in range(random.choice((0, 1, 1, 1, 1, 1, 2))):
        day = _later(random, day, 34)
        answer = (
            "accepted"
            if random.well()
            else random.choice(("accepted", "accepted", "accepted in part", "not accepted", "outside our control"))
        )
        yield Response(issue, answer, "x", "Manager", "x", "x", on=day)
        if random.random() < 0.3:
            yield Verdict(issue, random.choice(visit.members), random.random() < 0.5, "x", on=_later(random, day, 10))
    for number in range(1, random.choice((1, 2, 2, 3))):
        yield from _acted(random, visit, action_reference(issue, number), day)
    if random.random() < 0.05:
        yield Closing(issue, "x", on=_later(random, day))


def _acted(random: Chance, visit: TrackedVisit, action: str, day: date) -> Iterator[Fact]:
    issue = action.rstrip("abcdefghijklmnopqrstuvwxyz")
    yield Action(action, "x", "Manager", _later(random, day, 120), on=day)
    for _ in range(random.randrange(3) or random.well()):
        day = _later(random, day, 60)
        said = random.choice(
            ("on track", "slipped", "paused", "done", "done", "done", "done", "not achieved", "not ours")
        )
        yield Update(
            action, said, _later(random, day, 90) if said in ("slipped", "paused") else None, "x", "x", "x", on=day
        )
        if said == "done" and random.random() < 0.9:
            by = random.choice((*visit.members, "Manager"))
            yield Confirmation(action, by, "visiting member", random.random() < 0.9, "x", on=_later(random, day, 30))
        elif said == "done" and random.random() < 0.5:
            yield IssueProgress("26/27-001", issue, "done", on=_later(random, day, 90))
    if random.random() < 0.03:
        yield Closing(action, "x", on=day)
