"""One Hypothesis profile for every test: the same examples on each run, and no clock to race against."""

import signal

from hypothesis import settings

settings.register_profile("rota", derandomize=True, deadline=None, database=None)
settings.load_profile("rota")


def pytest_configure() -> None:
    """Ctrl-C stops, in tests and in what they begin, also where whoever began them in the background had it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
