"""The public on-call rostering instances: read from a made-up file of their form, and scored as their model does."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.on_call import OnCall, objective, problem, read_dzn, rules
from rota.auditing import audit
from rota.domain import Placement, Problem, Rota
from rota.solving.engine import Impossible, Solved, solve

FILE = """
num_staff = 3;   % made up
work_load = [100, 100, 50];
num_days = 8;
unavailable = [ {1, 20}, {}, 4..5 ];
fixed = [ {}, {1}, {} ];
weekend_offset = 2;
adj_days_str = 1; wed_before_weekend_str = 2;
"""


def _given(tmp_path: Path, text: str = FILE) -> OnCall:
    path = tmp_path / "made-up.dzn"
    path.write_text(text, encoding="utf-8")
    return read_dzn(path)


def _rota(made: Problem, on: str) -> Rota:
    """Who is on call each day, a digit each."""
    return Rota(
        tuple(
            Placement(visit.id, slot, (f"s{member:0>2}",))
            for visit, slot, member in zip(made.visits, made.slots, on, strict=True)
        )
    )


def test_a_file_is_read_with_days_from_0_and_those_outside_left_out(tmp_path: Path) -> None:
    assert _given(tmp_path) == OnCall(
        loads=(100, 100, 50),
        days=8,
        first_weekend=2,
        away=(frozenset({0}), frozenset(), frozenset({3, 4})),
        fixed=(frozenset(), frozenset({0}), frozenset()),
        points_for_adjacent_days=1,
        points_for_wednesday=2,
    )


def test_a_file_of_another_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not give 'num_staff'"):
        _given(tmp_path, "n = 3;")
    with pytest.raises(ValueError, match="has 4 staff"):
        _given(tmp_path, FILE.replace("num_staff = 3", "num_staff = 4"))


def test_the_objective_is_counted_as_the_model_counts_it(tmp_path: Path) -> None:
    """Days 1 0 2 1 1 0 1 0, of which the third and the eighth are weekends.

    Staff 1 does the fourth and fifth day running: 1. The Wednesday before the second weekend is the sixth day, of
    staff 0, who does that weekend too: 2. Before the first weekend it is the first day. Week days by staff are 2, 4, 0:
    200 apart for 0 and 1, 50 x 4 - 100 x 0 = 200 for 1 and 2: an imbalance of 2. Weekends are 1, 0, 1: 100 for each.
    """
    given = _given(tmp_path)
    assert objective(given, _rota(problem(given), "10211010")) == 1 + 2 + 2 + 1


@pytest.mark.parametrize(
    ("on", "broken"),
    [
        ("10210120", 0),
        ("00210120", 2),  # the first day is fixed to 1, and 0 is away
        ("12210120", 1),  # 2 does the weekend and the day before it
        ("10211120", 1),  # three days running
        ("10212010", 1),  # 2 is away on the fifth day
    ],
)
def test_the_musts_are_those_of_the_model(on: str, broken: int, tmp_path: Path) -> None:
    given = _given(tmp_path)
    made = problem(given)
    assert len(audit(made, rules(given, 9, 9), _rota(made, on)).breaches) == broken


def test_the_engine_and_every_rota_agree_on_the_optimum(tmp_path: Path) -> None:
    """Every rota of the made-up file, 3 to the power of 8; the engine is asked for each pair of bounds up to 2."""
    given = _given(tmp_path)
    made = problem(given)
    results = {(a, b): solve(made, rules(given, a, b)) for a in range(3) for b in range(3)}
    assert all(isinstance(result, Solved | Impossible) for result in results.values())
    reached = [objective(given, result.rota) for result in results.values() if isinstance(result, Solved)]
    assert min(reached) == _least(given, made)


def _least(given: OnCall, made: Problem) -> int:
    unbound = rules(given, 9, 9)
    best = 99
    for number in range(3**7):
        on = "1" + "".join(str(number // 3**place % 3) for place in range(7))
        rota = _rota(made, on)
        value = objective(given, rota)
        if value < best and audit(made, unbound, rota).kept:
            best = value
    return best
