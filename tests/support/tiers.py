"""How much is drawn in each tier: `make test-quick`, `make test` (as pytest alone), `make test-slow`.

A tier is a profile of Hypothesis, so that `--hypothesis-profile` names it; workers of pytest-xdist are told too.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

PERCENT = {"quick": 10, "rota": 15, "slow": 100}
"""Of the examples that a test asks for, by profile. "rota" is what holds where no profile is named."""
FEWEST = 5


def register() -> None:
    """The same examples on each run, and no clock to race against, in every tier."""
    for name, percent in PERCENT.items():
        settings.register_profile(
            name,
            derandomize=True,
            deadline=None,
            database=None,
            max_examples=percent,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile("rota")


def examples(most: int, *, filtered: bool = False) -> settings:
    """So many examples in the slow tier, and the tier's part of them in another.

    ``filtered`` is for worlds of which many are thrown away, because they have no rota to speak of.
    """
    many = max(FEWEST, most * settings().max_examples // 100)
    if filtered:
        return settings(max_examples=many, suppress_health_check=list(HealthCheck))
    return settings(max_examples=many)


def first_few(many: int, values: Iterable[Any]) -> list[Any]:
    """The values for ``pytest.mark.parametrize``, of which the slow tier alone runs those after the first so many."""
    rest = iter(values)
    return [*islice(rest, many), *(pytest.param(value, marks=pytest.mark.slow) for value in rest)]
