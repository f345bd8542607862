"""Annealing: when it stops, what it tells, and that the same input gives the same rota, compiled or not."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from rota.domain import Problem, Rota
from rota.rules import Bar, Price, Statement, Tally
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import presolve
from rota.solving.search import annealing
from rota.solving.search import annealing_changes as changes
from rota.solving.search import annealing_kernel as kernel
from rota.solving.search.annealing import CHANGES, COMPILED, WORK_EACH, Schedule, annealed, compiled_kernel, layout
from rota.solving.search.greedy import first_draft
from tests.support.drawn_statements import a_world, any_draft, compiled_of
from tests.support.kernel_walks import EVERYTHING, NEVER, four_and_three, with_everything

SHORT = Schedule(400, 20.0)


def price(compiled: Compiled, draft: Assignment) -> int:
    return measure(compiled, draft).price(compiled.breach_price)


@dataclass
class Run:
    """One run of annealing: where it began, what it told and gave, and its meter."""

    compiled: Compiled
    begun: Assignment
    told: list[Assignment]
    given: Assignment
    meter: Meter

    @property
    def prices(self) -> list[int]:
        return [price(self.compiled, draft) for draft in self.told]

    @property
    def proposals(self) -> int:
        return round(self.meter.spent / WORK_EACH)


def run(
    compiled: Compiled | None = None,
    *,
    begun: Assignment | None = None,
    schedule: Schedule = SHORT,
    enough: int = NEVER,
    limits: Limits | None = None,
    stop_after: int | None = None,
) -> Run:
    """Annealing from some draft; ``stop_after`` so many told it is asked to stop."""
    compiled = compiled or with_everything()
    presolved = presolve(compiled)
    draft = begun or any_draft(compiled, presolved, 3)
    meter = Meter(limits or Limits(work=100.0))
    told: list[Assignment] = []

    def tell(better: Assignment) -> None:
        told.append(better)
        if len(told) == stop_after:
            meter.stop()

    if stop_after == 0:
        meter.stop()
    given = annealed(compiled, presolved, draft, schedule, enough, meter, tell)
    return Run(compiled, draft, told, given, meter)


def same(one: Assignment, other: Assignment) -> bool:
    return bool((one.slots == other.slots).all() and (one.groups == other.groups).all())


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> int:
    """The limits are looked at after every 50 proposals."""
    monkeypatch.setattr(annealing, "AT_A_TIME", 50)
    return 50


def test_so_many_rotas_are_looked_at_for_each_place() -> None:
    draft = Assignment(np.array([0, 1]), np.array([[True, True], [True, False]]))
    assert Schedule(200, 1.0).proposals(draft) == 600
    assert Schedule(200, 1.0).proposals(Assignment(draft.slots, ~draft.groups)) == 200
    # Nobody goes yet: as for one place. And without visits there is no rota to look at but the one.
    assert Schedule(200, 1.0).proposals(Assignment(draft.slots, np.zeros((2, 2), dtype=bool))) == 200
    assert Schedule(200, 1.0).proposals(Assignment(draft.slots[:0], draft.groups[:, :0])) == 0


def test_every_proposal_is_counted_as_work() -> None:
    made = run()
    assert made.proposals == 400 * made.begun.groups.sum()


def test_what_is_told_is_ever_better_and_the_best_is_given(small_steps: int) -> None:
    made = run()
    assert len(made.told) > 1
    prices = [price(made.compiled, made.begun), *made.prices]
    assert prices == sorted(set(prices), reverse=True)
    assert same(made.given, made.told[-1])


def test_a_draft_that_cannot_be_bettered_comes_back() -> None:
    # One visit, nothing asked: it costs nothing from the start.
    compiled = compiled_of(a_world("abc", ("north",), 2), ())
    made = run(compiled)
    assert (made.given is made.begun, made.told) == (True, [])


def test_it_stops_as_soon_as_it_is_enough(small_steps: int) -> None:
    whole = run(schedule=Schedule(4000, 20.0))
    least = whole.prices[-1]
    made = run(schedule=Schedule(4000, 20.0), enough=least)
    assert price(made.compiled, made.given) == least
    assert made.proposals < whole.proposals
    halfway = run(schedule=Schedule(4000, 20.0), enough=(least + price(made.compiled, made.begun)) // 2)
    assert least < halfway.prices[-1] <= (least + price(made.compiled, made.begun)) // 2
    assert halfway.proposals < made.proposals


def test_a_draft_that_is_enough_is_not_searched() -> None:
    compiled = with_everything()
    begun = any_draft(compiled, presolve(compiled), 3)
    for enough, proposals in ((price(compiled, begun), 0), (price(compiled, begun) - 1, 50)):
        assert (run(enough=enough).proposals > proposals) == (proposals > 0)


@pytest.mark.parametrize(("told", "steps"), [(0, 0), (1, 1)])
def test_it_stops_when_asked(told: int, steps: int, small_steps: int) -> None:
    # The very first 50 proposals from a bad draft find better ones.
    made = run(stop_after=told)
    assert made.proposals == steps * small_steps
    assert len(made.told) == told


def test_it_takes_half_of_the_work_that_is_left(small_steps: int) -> None:
    """The schedule is cut, and so is as cold at its end as the whole one."""
    # 0.002 units are 1,000 proposals, and half of them 500.
    assert run(limits=Limits(work=0.002)).proposals == 500
    assert run(limits=Limits(work=0.0)).proposals == 0
    meter = Meter(Limits(work=0.003), spent=0.001)
    assert annealing._afforded(meter, 1.0) == 500


def test_a_clock_allows_what_it_has_time_for() -> None:
    class Still(Meter):
        seconds = 6.0

    # Four seconds are left of ten; at 1,000 a second half of them are enough for 2,000.
    assert annealing._afforded(Still(Limits(seconds=10.0)), 1000) == 2000
    assert annealing._afforded(Still(Limits(seconds=10.0, work=0.004)), 1000) == 1000
    assert annealing._afforded(Still(Limits(seconds=6.0)), 1000) == 0
    assert annealing._afforded(Still(Limits(work=float("inf"))), 1000) == annealing.MOST


def test_the_same_seed_gives_the_same_rota_and_another_may_not() -> None:
    rotas = {
        seed: [run(schedule=Schedule(10, 20.0), limits=Limits(work=9.0, seed=seed)) for _ in "12"] for seed in range(5)
    }
    for one, other in rotas.values():
        assert same(one.given, other.given)
    assert len({one.given.groups.tobytes() + one.given.slots.tobytes() for one, _ in rotas.values()}) > 1


def test_the_order_of_rows_changes_nothing() -> None:
    problem = four_and_three()
    turned = replace(
        problem,
        members=problem.members[::-1],
        teams=problem.teams[::-1],
        sessions=problem.sessions[::-1],
    )

    def found(world: Problem) -> Rota:
        compiled = compiled_of(world, EVERYTHING)
        return run(compiled, begun=first_draft(compiled, presolve(compiled))).given.rota(compiled)

    assert found(turned) == found(problem)


def test_what_is_broken_is_mended_where_it_can_be() -> None:
    asked: tuple[Statement, ...] = (
        Tally(None, None, "visit", "size", least=2, most=2),
        Price(3, ("a",), None, None, "far"),
        Bar(("d",), None, None, "away"),
    )
    compiled = compiled_of(four_and_three(), asked)
    nobody = Assignment(np.zeros(3, dtype=np.int64), np.zeros((4, 3), dtype=bool))
    assert measure(compiled, nobody).broken == 6
    # Two of b and c on all three visits, and so nobody for whom it is far.
    given = run(compiled, begun=nobody, schedule=Schedule(3000, 3.0)).given
    assert (measure(compiled, given).broken, measure(compiled, given).points) == (0, 0)
    # Six places, of which b and c may take two each and a one: the sixth is left empty, or is one too many.
    limits = [Tally((name,), None, "", "limit", most=most) for name, most in (("a", 1), ("b", 2), ("c", 2))]
    limited = compiled_of(four_and_three(), (*asked, *limits))
    given = run(limited, begun=nobody, schedule=Schedule(3000, 3.0)).given
    assert (measure(limited, given).broken, measure(limited, given).points) == (1, 3)


# Compiled or not.


def used(monkeypatch: pytest.MonkeyPatch, schedule: Schedule, quick: ModuleType) -> tuple[Run, list[str]]:
    """A run, and for each call of a kernel whether it was the interpreted one or ``quick``, over arrays."""
    calls: list[str] = []

    def noted(module: ModuleType, name: str) -> None:
        whole = module.anneal

        def anneal(*given: Any) -> None:
            calls.append(name)
            whole(*given)

        monkeypatch.setattr(module, "anneal", anneal)

    monkeypatch.setattr(annealing, "compiled_kernel", lambda: quick)
    noted(kernel, "interpreted")
    noted(quick, "compiled")
    made = run(schedule=schedule)
    monkeypatch.undo()
    return made, calls


def must_be_compiled_when_long(monkeypatch: pytest.MonkeyPatch, quick: ModuleType) -> None:
    made, calls = used(monkeypatch, SHORT, quick)
    places = int(made.begun.groups.sum())
    assert set(calls) == {"interpreted"}
    # The same search, were it worth compiling from one proposal fewer on, is compiled; from one more it is not.
    for from_, kind in (
        (SHORT.for_each_place * places, "compiled"),
        (SHORT.for_each_place * places + 1, "interpreted"),
    ):
        monkeypatch.setattr(annealing, "WORTH_COMPILING", from_)
        again, calls = used(monkeypatch, SHORT, quick)
        assert set(calls) == {kind}
        assert same(again.given, made.given)
        assert [draft.slots.tolist() for draft in again.told] == [draft.slots.tolist() for draft in made.told]
        assert again.meter.spent == made.meter.spent


def test_long_searches_take_the_other_kernel_and_arrays_and_give_the_same_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The kernel once more, as it is before numba compiles it: half a minute of work, of the slow tier below."""
    must_be_compiled_when_long(monkeypatch, annealing._once_more(kernel))


@pytest.mark.slow
def test_long_searches_are_compiled_and_give_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = compiled_kernel()
    assert quick is not None, "numba is not installed: install the extra 'test'"
    must_be_compiled_when_long(monkeypatch, quick)


def test_without_numba_the_search_is_interpreted_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run()
    monkeypatch.setattr(annealing, "WORTH_COMPILING", 0)
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "numba" else find(name))
    assert compiled_kernel.__wrapped__() is None
    monkeypatch.setattr(annealing, "compiled_kernel", compiled_kernel.__wrapped__)
    monkeypatch.setattr(kernel, "anneal", (interpreted := Counted(kernel.anneal)))
    again = run()
    assert interpreted.calls > 0
    assert same(again.given, made.given)
    assert again.meter.spent == made.meter.spent


class Counted:
    """A function that knows how often it was called."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *given: Any) -> Any:
        self.calls += 1
        return self.function(*given)


def test_everything_the_kernel_does_is_compiled_and_the_kernel_itself_is_not() -> None:
    for module, names in ((kernel, COMPILED), (changes, CHANGES)):
        functions = [
            name for name, value in vars(module).items() if callable(value) and value.__module__ == module.__name__
        ]
        assert sorted(functions) == sorted(names)
    quick = compiled_kernel()
    assert quick is not None, "numba is not installed: install the extra 'test'"
    for module, names in ((kernel, COMPILED), (changes, CHANGES)):
        for name in names:
            assert hasattr(getattr(quick, name), "signatures")
            assert not hasattr(getattr(module, name), "signatures")


def test_where_nothing_compiled_can_be_kept_the_search_is_interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account without a home, on a read-only disk: compiling anew takes longer than the search by far."""
    monkeypatch.setattr("numba.core.caching.CacheImpl._locator_classes", [])
    assert compiled_kernel.__wrapped__() is None


def test_what_numba_keeps_is_named_after_the_fields_of_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled for other fields, kept from before they changed, would read one array for another."""
    quick = compiled_kernel()
    assert quick is not None, "numba is not installed: install the extra 'test'"
    now = layout()
    for name in COMPILED:
        assert now in getattr(quick, name)._cache._impl.filename_base
    for kind in ("KernelTables", "State"):
        fields = getattr(annealing, kind)._fields
        turned = type(kind, (), {"_fields": (*fields[:-2], fields[-1], fields[-2])})
        with monkeypatch.context() as changed:
            changed.setattr(annealing, kind, turned)
            assert layout() != now
    with monkeypatch.context() as changed:
        changed.setattr("rota.solving.search.annealing.inspect.getsource", lambda module: "other changes")
        assert layout() != now
    assert layout() == now
