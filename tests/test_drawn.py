"""What is drawn from a council's inputs: a place that turns out to be a visit of the history is that visit."""

from __future__ import annotations

from constraints.availability import Availability
from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from rota.app.draw import Run, drawn
from rota.app.load import Inputs
from rota.auditing import audit
from rota.checking.who_can_go import for_rota
from rota.domain import Pin, Problem, Rota
from rota.domain.working_days import working_days
from rota.rules import Rule
from rota.rules.settings import Settings
from rota.solving.engine import Impossible, Solved, solve
from rota.source import MappingSource
from rota.tracking.kept import nothing_kept
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, day, past, span

RULES: tuple[Rule, ...] = (Availability(), EnoughMembers(), FairShare())
ON_MONDAY = a_rota({"mash-1": ("2026-06-01 10:00", "ann")})
MONDAY = span("2026-06-01", "2026-06-01")


def asked(problem: Problem) -> tuple[Run, list[Problem]]:
    """What is drawn of the problem, and each problem that the engine was given."""
    given: list[Problem] = []

    def engine(one: Problem, start: Rota | None) -> Run:
        given.append(one)
        return Run(solve(one, RULES, start=start), False)

    kept = nothing_kept(working_days(problem.closures, problem.division))
    run, _ = drawn(Inputs(MappingSource({}), problem, RULES, Settings(), kept), engine)
    return run, given


def a_day(**fields: object) -> Problem:
    """One visit on one day, for which Ann alone is free; the history says that she made it."""
    facts: dict[str, object] = {
        "year": MONDAY,
        "history": (past("ann", "mash", "2026-06-01"),),
        "absences": (away("bob", "2026-06-01"),),
    }
    members = [a_member("ann"), a_member("bob")]
    return a_problem(members, [a_team(group_most=1)], **(facts | fields))  # type: ignore[arg-type]


def test_a_place_that_is_a_visit_of_the_history_counts_once() -> None:
    """At first her visit is one more, 100 x (4 - 1) on a load of 1; then it is the one she made, 100."""
    run, given = asked(a_day())
    assert isinstance(run.result, Solved)
    assert run.result.rota == ON_MONDAY
    assert (run.result.certificate.value, run.result.certificate.bound) == (100, 100)
    assert [len(problem.history) for problem in given] == [1, 0]
    assert given[1].pins == (Pin("mash-1", day("2026-06-01"), given[1].slots[0].start.time(), "ann"),)


def test_its_certificate_is_what_the_audit_says() -> None:
    problem = a_day()
    run, _ = asked(problem)
    assert isinstance(run.result, Solved)
    beside = for_rota(problem, RULES, run.result.rota.placements)
    assert audit(beside, RULES, run.result.rota).points == run.result.certificate.value


def test_a_rota_that_holds_nothing_of_the_history_is_drawn_once() -> None:
    """On the day Bob is free and Ann away; or her visit was another day's."""
    for problem in (
        a_day(absences=(away("ann", "2026-06-01"),)),
        a_day(history=(past("ann", "mash", "2026-05-29"),)),
        a_day(history=()),
    ):
        run, given = asked(problem)
        assert isinstance(run.result, Solved)
        assert given == [problem]


def test_what_is_fixed_for_its_day_is_known_before_anything_is_drawn() -> None:
    """Bob is free too, and would be the fairer choice: but it was Ann who went that day."""
    problem = a_day(pins=(Pin("mash-1", day=day("2026-06-01")),), absences=())
    run, given = asked(problem)
    assert isinstance(run.result, Solved)
    assert run.result.rota == ON_MONDAY
    assert [len(one.history) for one in given] == [0]
    assert {pin.member for pin in given[0].pins} == {None, "ann"}


def test_that_there_is_none_is_said_as_ever() -> None:
    run, _ = asked(a_day(absences=(away("ann", "2026-06-01"), away("bob", "2026-06-01"))))
    assert isinstance(run.result, Impossible)
