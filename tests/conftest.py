"""What holds for every test: how much is drawn, a clock that stands still, no process, and nothing compiled."""

import gc
import signal

import pytest

from rota.batch import executors
from rota.cli import first_day as days
from rota.solving.search import annealing
from tests.batch.councils import HERE
from tests.support import tiers
from tests.support.clock import TODAY, standing_at

tiers.register()


def pytest_configure() -> None:
    """Ctrl-C stops, in tests and in what they begin, also where whoever began them in the background had it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Hypothesis draws is marked, so that the slow tier draws it again, more of it."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("drawn")


def pytest_collection_finish() -> None:
    """What is there before the first test is there to the last: it is not looked through for garbage each time."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_process_is_begun(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """``rota batch`` draws councils in this process, unless the test is of processes."""
    if "processes" not in request.node.name:
        monkeypatch.setattr(executors, "on_this_machine", lambda _workers: HERE)


@pytest.fixture(autouse=True)
def _nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search goes the same way interpreted: numba would work a quarter of a minute in each worker of a fresh clone."""
    monkeypatch.setattr(annealing, "WORTH_COMPILING", annealing.MOST)


@pytest.fixture(autouse=True)
def _clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that know the day know the same one whenever the tests are run."""
    monkeypatch.setattr(days, "datetime", standing_at(TODAY))
