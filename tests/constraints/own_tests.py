"""Runs a rule's own tests, tests/constraints/test_<rule>.py, with another module in the place of the rule's.

Tests over drawn worlds are left out: they take long, and those who plant faults draw worlds themselves.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest import mock

from hypothesis import is_hypothesis_test

from rota.rules import Rule, rule_name

Test = Callable[..., object]


def own_tests_fail(rule: type[Rule], module: ModuleType) -> bool:
    """Whether any test of the rule fails when what it imports of the rule comes from this module."""
    names: dict[str, Any] = {"__name__": f"tests.constraints.test_{rule_name(rule)}"}
    with mock.patch.dict(sys.modules, {rule.__module__: module}):
        try:
            exec(_compiled(rule), names)
            for name, test in names.items():
                if name.startswith("test_") and not is_hypothesis_test(test):
                    run(test)
        # A test fails by any exception, and where pytest.raises waits in vain that is no Exception.
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return True
    return False


@cache
def _compiled(rule: type[Rule]) -> CodeType:
    path = Path(__file__).with_name(f"test_{rule_name(rule)}.py")
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


def run(test: Test) -> None:
    """Calls the test with each set of its parameters. ValueError where it asks for a fixture: none is given."""
    for arguments in _arguments(test):
        missing = inspect.signature(test).parameters.keys() - arguments.keys()
        if missing:
            raise ValueError(f"{test.__name__} asks for fixtures, which are not given here: {', '.join(missing)}")
        test(**arguments)


def _arguments(test: Test) -> Iterator[dict[str, object]]:
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for chosen in product(*(_each_set(*mark.args[:2]) for mark in marks)):
        yield {name: value for one in chosen for name, value in one.items()}


def _each_set(names: str | tuple[str, ...], sets: list[Any]) -> list[dict[str, object]]:
    listed = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [dict(zip(listed, one if len(listed) > 1 else (one,), strict=True)) for one in sets]
