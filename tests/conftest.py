"""What holds for every test: how much is drawn in each tier, a clock that stands still, and nothing compiled."""

import signal

import pytest

from rota.cli import first_day as days
from rota.solving.search import annealing
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


@pytest.fixture(autouse=True)
def _nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search goes the same way interpreted: numba would work a quarter of a minute in each worker of a fresh clone."""
    monkeypatch.setattr(annealing, "WORTH_COMPILING", annealing.MOST)


@pytest.fixture(autouse=True)
def _clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that know the day know the same one whenever the tests are run."""
    monkeypatch.setattr(days, "datetime", standing_at(TODAY))
