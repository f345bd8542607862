"""What came of the visits is read wherever rotas are: what was held is fixed, what was not is owed again, once."""

from __future__ import annotations

from collections.abc import Iterable

from rota.domain import Cancellation, HeldVisit, PastVisit, Problem, Rota
from rota.domain.as_held import as_held, held_otherwise, with_who_went
from rota.domain.history_overlap import besides
from rota.domain.loads import member_loads
from rota.domain.snapshot import from_snapshot, snapshot
from rota.tracking.fact import Fact, Undo
from rota.tracking.facts import Facts
from rota.tracking.once import with_outcomes
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.visits import TrackedVisit
from tests.support.builders import a_member, a_problem, a_rota, a_team, day, past, span

MASH, EARLIER = "26/27-001", "25/26-001"
KNOWN = {"mash-1": MASH}
ROTA = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")})
HELD = Outcome(MASH, day("2026-06-03"), "held", on=day("2026-06-03"))


def a_year(*history: PastVisit, **fields: object) -> Problem:
    members = [a_member(name) for name in ("ann", "bob", "cat")]
    year = span("2026-06-01", "2027-05-31")
    return a_problem(members, [a_team("mash")], year=year, history=history, **fields)


def known(problem: Problem, facts: Iterable[Fact], *earlier: TrackedVisit) -> Problem:
    return with_outcomes(problem, KNOWN, earlier, Facts.of(facts))


def came(member: str, word: str, visit: str = MASH) -> Attendance:
    return Attendance(visit, member, word, on=day("2026-06-04"))  # type: ignore[arg-type]


def loads(problem: Problem, rota: Rota) -> dict[str, int]:
    """Visits of each, new and earlier, read beside the rota as it was held."""
    was = as_held(problem, rota)
    found = member_loads(besides(problem, was.placements), was)
    return {one.member: one.visits + one.earlier for one in found}


def test_whoever_went_carries_the_visit_and_who_did_not_does_not() -> None:
    """Bob was to go and did not; Cat went in his place, and is in the history too: one visit, Ann's and Cat's."""
    facts = (HELD, came("ann", "yes"), came("bob", "no"), came("cat", "yes"))
    problem = known(a_year(past("cat", "mash", "2026-06-03"), past("ann", "mash", "2026-06-03")), facts)
    assert loads(problem, ROTA) == {"ann": 1, "bob": 0, "cat": 1}
    assert held_otherwise(problem, ROTA) == ("Mash",)


def test_of_whom_nothing_is_known_the_rota_tells() -> None:
    problem = known(a_year(), [HELD, came("ann", "not known yet"), came("bob", "cannot be known")])
    assert problem.held == (HeldVisit("mash-1", day("2026-06-03")),)
    assert as_held(problem, ROTA) is ROTA


def test_a_visit_held_on_another_day_is_on_that_day_at_its_time() -> None:
    problem = known(a_year(), [Outcome(MASH, day("2026-07-08"), "partly held", on=day("2026-07-08"))])
    (place,) = as_held(problem, ROTA).placements
    assert (place.slot.id, place.members) == ("2026-07-08 10:00", ("ann", "bob"))


def test_what_was_not_held_is_owed_whoevers_fault_it_was() -> None:
    for result, cause in (("cancelled", "service"), ("could not be done", "council"), ("nobody came", "members")):
        facts = [Outcome(MASH, day("2026-06-03"), result, cause, on=day("2026-06-03"))]  # type: ignore[arg-type]
        problem = known(a_year(), facts)
        assert problem.cancelled == (Cancellation("mash-1", day("2026-06-03"), cause),)  # type: ignore[arg-type]
        assert problem.held == ()
        # It is owed until the year ends.
        assert problem.visit("mash-1").part.end == day("2027-05-31")


def test_held_after_all_is_held() -> None:
    """Cancelled in June, held in July: fixed in July, and not to be on the day in June."""
    facts = [
        Outcome(MASH, day("2026-06-03"), "cancelled", "service", on=day("2026-06-02")),
        Outcome(MASH, day("2026-07-08"), "held", on=day("2026-07-08")),
    ]
    problem = known(a_year(), facts)
    assert [one.day for one in problem.held] == [day("2026-07-08")]
    assert [one.day for one in problem.cancelled] == [day("2026-06-03")]


def test_an_outcome_counts_before_what_the_table_of_cancelled_visits_says() -> None:
    table = Cancellation("mash-1", day("2026-06-03"), "members")
    assert known(a_year(cancelled=(table,)), [HELD]).cancelled == ()
    again = Outcome(MASH, day("2026-06-03"), "cancelled", "service", on=day("2026-06-03"))
    assert [one.by for one in known(a_year(cancelled=(table,)), [again]).cancelled] == ["service"]


def test_what_is_undone_is_as_if_it_had_never_been() -> None:
    undo = Undo(HELD.id, on=day("2026-06-09"))
    assert known(a_year(), [HELD, undo]) == a_year()


def test_a_visit_of_an_earlier_year_is_history_once() -> None:
    """In 'history' and in 'attendance': Ann has one. Bob, of whom nothing is known, has none."""
    earlier = TrackedVisit(EARLIER, "mash")
    facts = [
        Outcome(EARLIER, day("2025-10-07"), "held", on=day("2025-10-07")),
        came("ann", "yes", EARLIER),
        came("cat", "yes", EARLIER),
        came("bob", "cannot be known", EARLIER),
    ]
    problem = known(a_year(past("ann", "mash", "2025-10-07")), facts, earlier)
    assert loads(problem, Rota()) == {"ann": 1, "bob": 0, "cat": 1}


def test_when_a_rota_is_drawn_anew_all_who_did_not_go_are_told_apart() -> None:
    """The rota that people know sends Ann and Bob: Cat is not put beside them."""
    problem = with_who_went(known(a_year(), [HELD]), ROTA)
    assert [(one.went, one.absent) for one in problem.held] == [(("ann", "bob"), ("cat",))]


def test_a_problem_without_outcomes_has_the_snapshot_it_always_had() -> None:
    """Rotas drawn before there were outcomes refer to their inputs by it."""
    assert '"held"' not in snapshot(a_year())
    problem = known(a_year(), [HELD])
    assert from_snapshot(snapshot(problem)) == problem
