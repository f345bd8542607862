"""One Hypothesis profile for every test: the same examples on each run, and no clock to race against."""

import signal

import pytest
from hypothesis import settings

from rota.cli import first_day as days
from tests.clock import TODAY, standing_at

settings.register_profile("rota", derandomize=True, deadline=None, database=None)
settings.load_profile("rota")


def pytest_configure() -> None:
    """Ctrl-C stops, in tests and in what they begin, also where whoever began them in the background had it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that know the day know the same one whenever the tests are run."""
    monkeypatch.setattr(days, "datetime", standing_at(TODAY))
