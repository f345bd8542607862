"""Nothing of one request is left for the next: no rule package by its name, and no problem in a cache."""

from __future__ import annotations

import gc
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from constraints import availability
from constraints.availability import busy_slots
from rota.domain import Problem
from rota.rules.rulebook import load
from rota.rules.settings import Settings, SettingsError
from rota.source import FolderSource, MappingSource
from tests.support.builders import a_member, a_problem, a_team
from tests.support.own_rules import A_RULE, own_rules

OURS = Settings(("our_rules",))


def packages(number: int) -> MappingSource:
    """A package of one rule, in memory, with a number of its own, which waits while it is imported."""
    rule = A_RULE.format(name="OwnRule", asks="Something is asked.", days=number)
    slow = "import time\ntime.sleep(0.01)\n"
    first = (
        f"{slow}from .one import OwnRule\nimport our_rules.two as two\nRULES = (OwnRule,)\nassert two.N == {number}\n"
    )
    files = {"__init__.py": first, "one.py": slow + rule, "two.py": f"from our_rules import one\n{slow}N = {number}\n"}
    return MappingSource({f"our_rules/{name}": text.encode() for name, text in files.items()})


def test_packages_of_one_name_are_loaded_at_one_time_each_its_own() -> None:
    before = set(sys.modules), list(sys.path), list(sys.meta_path)
    with ThreadPoolExecutor(8) as crew:
        loaded = list(crew.map(lambda number: load(OURS, packages(number), trusted=True), range(40)))
    assert [repr(rule) for (rule,) in loaded] == [f"OwnRule(days={number})" for number in range(40)]
    assert (set(sys.modules), list(sys.path), list(sys.meta_path)) == before


def test_a_rule_may_import_its_own_modules_when_it_is_asked() -> None:
    """Long after its package was loaded, by the package's name or from within."""
    late = "def late():\n    from our_rules.two import N\n    from . import two\n    return N, two.N\n"
    source = packages(3)
    files = {**source.files, "our_rules/one.py": source.files["our_rules/one.py"] + late.encode()}
    (rule,) = load(OURS, MappingSource(files), trusted=True)
    assert type(rule).statements.__globals__["late"]() == (3, 3)


def test_a_rule_may_read_a_file_beside_it(tmp_path: Path) -> None:
    folder = own_rules(tmp_path)
    (folder / "our_rules" / "wards.txt").write_text("East")
    with (folder / "our_rules" / "one.py").open("a") as file:
        file.write("\nfrom pathlib import Path\nWARDS = Path(__file__).with_name('wards.txt').read_text()\n")
        file.write("assert __loader__.get_data(__file__.replace('one.py', 'wards.txt')) == b'East'\n")
    (rule,) = load(OURS, FolderSource(folder), trusted=True)
    assert type(rule).statements.__globals__["WARDS"] == "East"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("from our_rules.three import x", "ModuleNotFoundError: No module named 'our_rules.three'."),
        ("from . import three", "ImportError: cannot import name 'three' from 'our_rules'"),
        ("import three_of_nobody", "ModuleNotFoundError: No module named 'three_of_nobody'."),
        ("1 / 0", "ZeroDivisionError: division by zero."),
        ("def", "SyntaxError: invalid syntax"),
    ],
)
def test_code_that_cannot_be_run_is_a_fault_and_leaves_nothing(code: str, said: str) -> None:
    before = set(sys.modules)
    with pytest.raises(SettingsError, match=said):
        load(OURS, MappingSource({"our_rules/__init__.py": code.encode()}), trusted=True)
    assert set(sys.modules) == before


def test_code_in_memory_is_not_run_unless_trusted() -> None:
    with pytest.raises(SettingsError, match="If you trust it, add --own-rules"):
        load(OURS, MappingSource({"our_rules.py": b"raise SystemExit"}, "visits"))


def a_council(name: str) -> Problem:
    return a_problem([a_member("ann"), a_member("bob")], [a_team(name)])


def test_who_is_free_is_worked_out_once_for_problems_that_live(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Problem] = []
    work = availability._busy_slots
    monkeypatch.setattr(
        availability, "_busy_slots", lambda problem, *more: asked.append(problem) or work(problem, *more)
    )
    one, other = a_council("mash"), a_council("home")  # that differ elsewhere
    first = busy_slots(one, ["ann"], 7)
    assert busy_slots(one, ["ann"], 7) == busy_slots(other, ["ann"], 7) == first
    assert len(asked) == 1
    busy_slots(one, ["ann"], 8)
    assert len(asked) == 2


def test_no_answer_and_no_problem_outlives_the_problem() -> None:
    gc.collect()
    before = len(availability._HELD), len(availability._KNOWN)
    problem = a_council("mash")
    busy_slots(problem, ["ann"], 9)
    assert (len(availability._HELD), len(availability._KNOWN)) == (before[0] + 1, before[1] + 1)
    seen = weakref.ref(problem)
    del problem
    gc.collect()
    assert seen() is None
    assert (len(availability._HELD), len(availability._KNOWN)) == before
