"""How jobs are given to a crew: no more than it has places, and none lost when a worker is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from rota.batch import dispatch as rounds
from rota.batch.dispatch import LOST, StoppedError, Watch, outcomes
from rota.batch.executors import Workers, on_this_machine
from rota.batch.job import Account, Job, JobResult, Options
from rota.source import MappingSource
from tests.batch.councils import KILLS, a_job, councils, with_rules

pytestmark = pytest.mark.full

WATCH = Watch(lambda _: None, lambda: False)
DONE = JobResult(Account("proven best", points=0, bound=0))


def jobs(*names: str) -> list[Job]:
    return [Job(name, name, MappingSource({}), Options(), {}) for name in names]


class Scripted(Executor):
    """Ends each job as ``ends`` says by its name, once ``places`` of them are in hand or asked to wait no more."""

    def __init__(self, ends: dict[str, list[BaseException]]) -> None:
        self.ends, self.broken = ends, False
        self.taken: list[str] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor
        (job,) = args
        self.taken.append(job.name)
        future: Future[Any] = Future()
        ends = self.ends.get(job.name, [])
        if ends:
            error = ends.pop(0)
            self.broken = isinstance(error, BrokenExecutor)
            future.set_exception(error)
        else:
            future.set_result(DONE)
        return future


class Rounds:
    """A crew whose executors end jobs as scripted; what each executor took is kept."""

    def __init__(self, places: int = 2, **ends: list[BaseException]) -> None:
        self.ends = ends
        self.opened: list[tuple[int, list[str]]] = []
        self.crew = Workers(places, self._open)

    @contextmanager
    def _open(self, places: int) -> Iterator[Executor]:
        executor = Scripted(self.ends)
        self.opened.append((places, executor.taken))
        yield executor

    def results(self, *names: str) -> dict[str, JobResult]:
        return {job.name: outcome for job, outcome in outcomes(jobs(*names), self.crew, WATCH)}


def test_every_job_has_an_outcome() -> None:
    worked = Rounds()
    assert worked.results("a", "b", "c", "d") == dict.fromkeys("abcd", DONE)
    assert worked.opened == [(2, ["a", "b", "c", "d"])]


def test_no_job_is_no_work() -> None:
    assert Rounds().results() == {}


def test_those_in_hand_when_it_breaks_are_tried_alone_and_the_others_go_on() -> None:
    """The executor breaks with b; a is finished, c could not be given any more, and d was not taken yet."""
    worked = Rounds(places=3, b=[BrokenExecutor()])
    assert worked.results("a", "b", "c", "d") == dict.fromkeys("abcd", DONE)
    assert worked.opened == [(3, ["a", "b"]), (3, ["d"]), (1, ["c"]), (1, ["b"])]


def test_it_may_break_more_than_once() -> None:
    worked = Rounds(places=1, a=[BrokenExecutor()], c=[BrokenExecutor()])
    assert worked.results("a", "b", "c", "d") == dict.fromkeys("abcd", DONE)
    assert worked.opened == [(1, ["a"]), (1, ["b", "c"]), (1, ["d"]), (1, ["a"]), (1, ["c"])]


def test_one_that_breaks_it_twice_is_given_up() -> None:
    worked = Rounds(a=[BrokenExecutor(), BrokenExecutor()])
    found = worked.results("a", "b")
    assert found["a"].account.words == (LOST,)
    assert found["b"] == DONE


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (CancelledError(), "The cluster gave it up before its end."),
        (RuntimeError("lost"), "The cluster could not draw it: RuntimeError: lost."),
    ],
)
def test_what_a_cluster_cannot_do_is_an_outcome(error: BaseException, words: str) -> None:
    found = Rounds(a=[error]).results("a", "b")
    assert found["a"].account.words == (words, "Give the same command again when the cluster is well.")
    assert found["b"] == DONE


def test_jobs_are_taken_only_as_places_become_free() -> None:
    """So that no more councils than these are in memory at once."""
    taken = []

    def lazily() -> Iterator[Job]:
        for job in jobs("a", "b", "c", "d", "e"):
            taken.append(job.name)
            yield job

    found = outcomes(lazily(), Rounds(places=2).crew, WATCH)
    next(found)
    assert taken == ["a", "b"]
    assert len(list(found)) == 4


def test_trouble_is_told_once_while_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "TICK", 0.001)
    monkeypatch.setattr(rounds, "PATIENCE", 1)
    future: Future[JobResult] = Future()
    asked = iter(["", "no worker", "no worker", "no worker"])

    def trouble() -> str:
        said = next(asked, None)
        if said is None:
            future.set_result(DONE)
        return said or "no worker"

    @contextmanager
    def opened(_places: int) -> Iterator[Executor]:
        executor = Scripted({})
        executor.submit = lambda *_: future  # type: ignore[method-assign, assignment]
        yield executor

    heard: list[str] = []
    watch = Watch(heard.append, lambda: False)
    assert [outcome for _, outcome in outcomes(jobs("a"), Workers(1, opened, trouble), watch)] == [DONE]
    assert heard == ["no worker"]


def test_it_stops_when_asked_and_takes_no_more() -> None:
    worked = Rounds(places=1)
    asked = iter([False, False, True])
    found = outcomes(jobs("a", "b", "c"), worked.crew, Watch(lambda _: None, lambda: next(asked)))
    assert [next(found)[0].name, next(found)[0].name] == ["a", "b"]
    with pytest.raises(StoppedError):
        next(found)
    assert worked.opened == [(1, ["a", "b"])]


def test_a_council_that_kills_its_worker_ends_no_other(tmp_path: Path) -> None:
    """Real processes, one at a time: the first council kills whichever draws it, both times."""
    top = councils(tmp_path, "a", "b")
    with_rules(top / "a", KILLS)
    given = [a_job(top / name, own_rules=True) for name in "ab"]
    found = {job.name: outcome.account for job, outcome in outcomes(given, on_this_machine(1), WATCH)}
    assert {name: account.result for name, account in found.items()} == {"a": "failed", "b": "proven best"}
    assert found["a"].words == (LOST,)
