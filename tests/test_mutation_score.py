"""The threshold of ``make test-mutants`` fails where too few slips are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.mutation_score import main, score

STATS = {"killed": 80, "survived": 10, "total": 100, "no_tests": 5, "skipped": 0, "suspicious": 1, "timeout": 3}


def test_what_no_test_runs_is_not_found_and_what_never_ends_is() -> None:
    """80 + 3 + 1 of 100."""
    assert score({**STATS, "segfault": 1}) == 84.0


def test_where_nothing_was_tried_nothing_was_found() -> None:
    assert score(dict.fromkeys((*STATS, "segfault"), 0)) == 0.0


@pytest.mark.parametrize(("least", "code"), [(84.0, 0), (84.1, 1)])
def test_too_few_found_is_a_failure(tmp_path: Path, least: float, code: int) -> None:
    file = tmp_path / "stats.json"
    file.write_text(json.dumps({**STATS, "segfault": 1}))
    assert main(least, file) == code
