"""Faults planted in the engines, one at a time, in a copy of the project: the quick tests of solving catch each.

Each fault is what a slip of the hand would leave: a clause dropped, an edge off by one, a most for a
least. Faults that only cost speed (a hint, an order, a looser bound) are not among them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

COPIED = ("rota", "constraints", "tests", "benchmarks")
TESTS_FAILED = 1
"""pytest's exit code when tests ran and some failed; one that cannot even be collected gives 2."""


@dataclass(frozen=True, slots=True)
class Slip:
    """``old``, which stands exactly once in this file of rota/solving, becomes ``new``."""

    what: str
    file: str
    old: str
    new: str


SLIPS = (
    Slip("a visit need not be held", "model", "add_exactly_one(self.y", "add_at_most_one(self.y"),
    Slip("the clause that links member and slot is dropped", "model", "if not allowed.all():", "if not allowed.any():"),
    Slip("a place is free", "model", "self.builder.charge(place, levels[0])", "self.builder.charge(place, 0)"),
    Slip(
        "a dear time costs its whole price on top",
        "model",
        "self.builder.charge(both, level - below)",
        "self.builder.charge(both, level)",
    ),
    Slip("a dear time is never noticed", "model", "(both, -1)]) <= 1)", "(both, -1)]) <= 2)"),
    Slip("the dear times leave out the least dear", "model", "allowed & (price >= level)", "allowed & (price > level)"),
    Slip(
        "a visit's time is free",
        "model",
        "self.builder.charge(self.y[visit][slot], points)",
        "self.builder.charge(self.y[visit][slot], 0)",
    ),
    Slip(
        "two visits may be too close",
        "model",
        "self.model.add_at_most_one(inside)",
        "self.model.add(total([(variable, 1) for variable in inside]) <= 2)",
    ),
    Slip(
        "a window reaches one slot too far",
        "compiled",
        "slots[after] < self.high[slot]:",
        "slots[after] <= self.high[slot]:",
    ),
    Slip(
        "a window ends one slot too soon",
        "compiled",
        "runs.append(list(slots[index:after]))",
        "runs.append(list(slots[index : after - 1]))",
    ),
    Slip("visits are never found near", "model", "<= 1 + near)", "<= 2 + near)"),
    Slip(
        "a member may be on two visits too close",
        "model",
        "            self.model.add_bool_or(both)",
        "            self.model.add_bool_or([*both, near])",
    ),
    Slip("every member counts for one", "model", "weight = int(family.weight[members[index]])", "weight = 1"),
    Slip(
        "throngs count a slot in the wrong kind", "model", "kinds[int(kind_of[slot])]", "kinds[int(kind_of[-1 - slot])]"
    ),
    Slip("a sum may be less than its terms", "builder", "total(terms) == variable", "total(terms) >= variable"),
    Slip("what is fixed costs nothing", "builder", "self._add(curve.points(fixed),", "self._add(0,"),
    Slip("what is fixed may break a must", "builder", "self._miss(curve.short(fixed))", "self._miss(0)"),
    Slip("a least is one too low", "builder", ">= reach.least)", ">= reach.least - 1)"),
    Slip("a most is one too high", "builder", "<= reach.most)", "<= reach.most + 1)"),
    Slip("a most is taken as a least", "builder", "<= reach.most)", ">= reach.most)"),
    Slip("a table's constant is omitted", "builder", "table[pivot] + slopes[pivot] * (fixed", "slopes[pivot] * (fixed"),
    Slip(
        "a rising step begins one late",
        "builder",
        "(fixed - first - index) <= over",
        "(fixed - first - index - 1) <= over",
    ),
    Slip(
        "a rising step has one unit too few",
        "builder",
        "over = self.number(len(slopes) - index,",
        "over = self.number(len(slopes) - index - 1,",
    ),
    Slip("a falling step is counted the wrong way", "builder", "index - 1) >= -under)", "index - 1) >= under)"),
    Slip(
        "a step is charged whole, not its change",
        "builder",
        "slopes[index] - slopes[index - 1], fairness)",
        "slopes[index], fairness)",
    ),
    Slip("a bound takes the dearest time", "possible", "priced.min(axis=1, initial=dearest)", "priced.max(axis=1)"),
    Slip(
        "a bound takes the member's dearest time",
        "possible",
        "np.unique(self._compiled.time_price)[::-1]",
        "np.unique(self._compiled.time_price)",
    ),
    Slip("a bound lets one too few meet", "possible", "minimum(at_once, kind", "minimum(at_once - 1, kind"),
    Slip(
        "a bound counts a year's tally at each visit",
        "visit_trees",
        "for alone in [family.alone]",
        "for alone in [family.column >= 0]",
    ),
    Slip(
        "a bound takes the dearest of a throng",
        "bound",
        "sum(min(throng.curve.cost, default=0)",
        "sum(max(throng.curve.cost, default=0)",
    ),
    Slip(
        "a week has room for nothing",
        "crowding",
        "sum(throng.curve.most or 0 for throng in stretches)",
        "0",
    ),
    Slip(
        "sets of members that cross are counted as nested",
        "laminar",
        "return all(members & other in",
        "return any(members & other in",
    ),
    Slip(
        "a turned count keeps its table",
        "laminar",
        "tuple(reversed(points))",
        "tuple(points)",
    ),
    Slip(
        "a turned most is one too low",
        "laminar",
        "size.most - count.curve.least\n",
        "size.most - count.curve.least - 1\n",
    ),
    Slip("a count that rises is turned", "laminar", "size.most and points", "size.most and not points"),
    Slip("a most is taken as the least of several", "laminar", "most = min([most_places,", "most = max([0,"),
    Slip("a least within reach is dropped", "counters", "self.least <= lowest else", "self.least <= lowest + 1 else"),
    Slip("a most within reach is dropped", "counters", "self.most >= highest else", "self.most >= highest - 1 else"),
    Slip(
        "a table lacks its last count",
        "counters",
        "range(lowest, highest + 1))",
        "range(lowest, max(lowest + 1, highest)))",
    ),
    Slip(
        "a table always begins at 0",
        "counters",
        "table if any(table) else (), lowest)",
        "table if any(table) else (), 0)",
    ),
    Slip(
        "pairs too close cost once altogether",
        "draft",
        "close * (gap.points or 0)",
        "min(close, 1) * (gap.points or 0)",
    ),
    Slip(
        "the slot just out of reach is too close",
        "draft",
        "np.searchsorted(start + slots, start + gap.high[slots])",
        'np.searchsorted(start + slots, start + gap.high[slots], "right")',
    ),
    Slip("pairs too close are never a breach", "draft", "broken += close if gap.points is None else 0", "broken += 0"),
    Slip(
        "one free member too many is needed",
        "presolve",
        "free[members].sum(axis=0) >= least",
        "free[members].sum(axis=0) > least",
    ),
    Slip(
        "closed slots are candidates",
        "presolve",
        "possible = compiled.open[visit].copy()",
        "possible = np.ones(compiled.slot_count, dtype=bool)",
    ),
    Slip(
        "a year's tally is needed at each visit",
        "presolve",
        "if column < 0 or not family.by_visit:",
        "if column < 0:",
    ),
)


def the_tests_of(copy: Path) -> subprocess.CompletedProcess[str]:
    """The quick tests that hold engines against brute force, run on this copy until one fails: the quickest first."""
    told = _run(copy, "tests/solving/test_shapes.py")
    if told.returncode:
        return told
    return _run(copy, "tests/solving/test_agreement.py", "-k", "engine_finds or flow or cp_sat")


def _run(copy: Path, *chosen: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *chosen],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project's code and tests."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.slow
def test_a_copy_without_a_fault_passes(copy: Path) -> None:
    """Otherwise the failures below would say nothing."""
    told = the_tests_of(copy)
    assert told.returncode == 0, told.stdout


@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_a_fault_in_an_engine_is_caught(slip: Slip, copy: Path) -> None:
    path = copy / "rota" / "solving" / f"{slip.file}.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(slip.old, slip.new), encoding="utf-8")
    told = the_tests_of(copy)
    assert told.returncode == TESTS_FAILED, told.stdout


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_each_fault_has_one_place_to_be_planted_in(slip: Slip) -> None:
    text = (ROOT / "rota" / "solving" / f"{slip.file}.py").read_text(encoding="utf-8")
    assert text.count(slip.old) == 1
