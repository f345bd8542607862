"""Single-point faults planted in a rule's own source: one for each comparison, number, condition and statement.

A planted module lives in memory only: nothing is written and ``sys.modules`` is left as it was. Words
(what stands in an f-string, or chooses between two texts) are left alone: tests of sentences hold those.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from unittest import mock

from rota.rules import Rule

Side = Literal["statements", "check"]
SIDES: tuple[Side, Side] = ("statements", "check")
Definition = ast.FunctionDef | ast.ClassDef
Edit = Callable[[Any], ast.AST]

MOST_ROUNDS = 5_000
"""Rounds of one loop over a tiny world; a fault that needs more never ends."""

SIGNS: dict[type[ast.AST], tuple[type[ast.AST], str]] = {
    ast.Lt: (ast.LtE, "< becomes <="),
    ast.LtE: (ast.Lt, "<= becomes <"),
    ast.Gt: (ast.GtE, "> becomes >="),
    ast.GtE: (ast.Gt, ">= becomes >"),
    ast.Eq: (ast.NotEq, "== becomes !="),
    ast.NotEq: (ast.Eq, "!= becomes =="),
    ast.In: (ast.NotIn, "in becomes not in"),
    ast.NotIn: (ast.In, "not in becomes in"),
    ast.And: (ast.Or, "and becomes or"),
    ast.Or: (ast.And, "or becomes and"),
    ast.Add: (ast.Sub, "+ becomes -"),
    ast.Sub: (ast.Add, "- becomes +"),
}
TURNED = {"min": "max", "max": "min"}


class EndlessError(Exception):
    """A planted fault has made a loop that does not end."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One change of one node of a rule's source, on one side of it, and the line where it stands."""

    rule: type[Rule]
    side: Side
    line: int
    what: str
    node: ast.AST
    edit: Edit

    @property
    def place(self) -> tuple[str, str, str]:
        """The rule, the text of the line and what is changed in it: the same wherever the line moves to."""
        return self.rule.__name__, _lines(self.rule)[self.line - 1].strip(), self.what

    def __str__(self) -> str:
        return f"{_source(self.rule).name}, line {self.line}, {self.side}: {self.what}"


@cache
def faults(rule: type[Rule], side: Side) -> tuple[Fault, ...]:
    """Every single-point fault of this side: of its method and of the helpers that only this side reaches."""
    return tuple(
        Fault(rule, side, getattr(node, "lineno", top.lineno), what, node, edit)
        for top in _only(rule, side)
        for node in _without_words(top)
        for what, edit in _edits(node)
    )


def planted(fault: Fault) -> ModuleType:
    """The rule's module with the fault in it. EndlessError from it where the fault makes a loop that never ends."""
    copies: dict[int, Any] = {}
    tree = deepcopy(_tree(fault.rule), copies)
    return _loaded(fault.rule, _Planter(copies[id(fault.node)], fault.edit).visit(tree))


def untouched(rule: type[Rule]) -> ModuleType:
    """The rule's module loaded in the same way with no fault in it."""
    return _loaded(rule, deepcopy(_tree(rule)))


def rule_in(module: ModuleType, rule: type[Rule]) -> type[Rule]:
    """What stands in this module in the rule's place."""
    found: type[Rule] = getattr(module, rule.__name__)
    return found


def _loaded(rule: type[Rule], tree: ast.Module) -> ModuleType:
    tree = ast.fix_missing_locations(_Ended().visit(tree))
    name = f"planted_{rule.__name__}"
    module = ModuleType(name)
    vars(module).update(planted_rounds=ended, planted_for_ever=repeat(None))
    # A dataclass looks its own module up while it is made, and never again.
    with mock.patch.dict(sys.modules, {name: module}):
        exec(compile(tree, str(_source(rule)), "exec"), vars(module))
    return module


def ended(things: Iterable[Any]) -> Iterator[Any]:
    """The things, but EndlessError where there are too many for any loop over a tiny world."""
    for number, thing in enumerate(things):
        if number > MOST_ROUNDS:
            raise EndlessError
        yield thing


class _Planter(ast.NodeTransformer):
    """Puts what ``edit`` makes of one node in its place."""

    def __init__(self, node: ast.AST, edit: Edit) -> None:
        self.node = node
        self.edit = edit

    def visit(self, node: ast.AST) -> Any:
        return self.edit(node) if node is self.node else self.generic_visit(node)


class _Ended(ast.NodeTransformer):
    """Makes every loop one over ``ended``."""

    def visit_For(self, node: ast.For) -> ast.For:
        self.generic_visit(node)
        node.iter = ast.Call(ast.Name("planted_rounds", ast.Load()), [node.iter], [])
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        self.generic_visit(node)
        stop = ast.If(_negated(node.test), [ast.Break()], [])
        rounds = ast.Call(ast.Name("planted_rounds", ast.Load()), [ast.Name("planted_for_ever", ast.Load())], [])
        return ast.For(ast.Name("planted_round", ast.Store()), rounds, [stop, *node.body], [])


# Where faults are planted.


def _source(rule: type[Rule]) -> Path:
    return Path(inspect.getfile(rule))


@cache
def _tree(rule: type[Rule]) -> ast.Module:
    return ast.parse(_source(rule).read_text(encoding="utf-8"))


@cache
def _lines(rule: type[Rule]) -> list[str]:
    return _source(rule).read_text(encoding="utf-8").splitlines()


def _only(rule: type[Rule], side: Side) -> list[Definition]:
    """The definitions that this side reaches and the other does not, in the order of the file."""
    other = SIDES[1 - SIDES.index(side)]
    known = _definitions(rule)
    mine = _reached(known, side) - _reached(known, other)
    return [definition for name, definition in known.items() if name in mine]


def _definitions(rule: type[Rule]) -> dict[str, Definition]:
    """The rule's methods, and the functions and classes beside it, by name."""
    known: dict[str, Definition] = {}
    for top in _tree(rule).body:
        inside = top.body if isinstance(top, ast.ClassDef) and top.name == rule.__name__ else [top]
        known.update((node.name, node) for node in inside if isinstance(node, Definition))
    return known


def _reached(known: dict[str, Definition], side: Side) -> set[str]:
    found: set[str] = set()
    waiting: list[str] = [side]
    while waiting:
        name = waiting.pop()
        if name not in found and name in known:
            found.add(name)
            nodes = list(ast.walk(known[name]))
            waiting += [node.id for node in nodes if isinstance(node, ast.Name)]
            waiting += [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    return found


def _without_words(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.JoinedStr) and not _chooses_words(child):
            yield from _without_words(child)


def _chooses_words(node: ast.AST) -> bool:
    return isinstance(node, ast.IfExp) and all(_is_text(branch) for branch in (node.body, node.orelse))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


# What is planted.


def _edits(node: ast.AST) -> Iterator[tuple[str, Edit]]:
    """Each way in which this one node may be made wrong: in words, and as a change to a copy of it."""
    if isinstance(node, ast.Compare):
        yield from ((SIGNS[type(op)][1], _other_sign(place)) for place, op in enumerate(node.ops) if type(op) in SIGNS)
    elif isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)) and type(node.op) in SIGNS:
        yield SIGNS[type(node.op)][1], lambda copy: _with(copy, op=SIGNS[type(copy.op)][0]())
    elif isinstance(node, ast.expr) and _is_not(node):
        yield "not is dropped", lambda copy: copy.operand
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} becomes {node.value + 1}", lambda copy: ast.Constant(copy.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TURNED:
        turned = TURNED[node.func.id]
        yield f"{node.func.id} becomes {turned}", lambda copy: _with(copy, func=ast.Name(turned, ast.Load()))
    elif isinstance(node, ast.Expr) and isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield "yield is dropped", lambda _: ast.parse("yield from ()").body[0]
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)) and not _turns_anyway(node.test):
        yield "the test is turned", lambda copy: _with(copy, test=_negated(copy.test))
    elif isinstance(node, ast.comprehension):
        tests = [place for place, test in enumerate(node.ifs) if not _turns_anyway(test)]
        yield from ((f"its if number {place + 1} is turned", _turn_if(place)) for place in tests)


def _turns_anyway(test: ast.expr) -> bool:
    """Whether another fault, planted in the test itself, is the same as turning it."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn))
    return _is_not(test)


def _is_not(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _other_sign(place: int) -> Edit:
    return lambda copy: _with(copy, ops=[SIGNS[type(op)][0]() if at == place else op for at, op in enumerate(copy.ops)])


def _turn_if(place: int) -> Edit:
    return lambda copy: _with(copy, ifs=[_negated(one) if at == place else one for at, one in enumerate(copy.ifs)])


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _with(copy: ast.AST, **fields: object) -> ast.AST:
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy
