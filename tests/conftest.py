"""One Hypothesis profile for every test: the same examples on each run, and no clock to race against."""

from hypothesis import settings

settings.register_profile("rota", derandomize=True, deadline=None, database=None)
settings.load_profile("rota")
