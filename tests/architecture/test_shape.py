"""Files, functions and words keep the size and form that a newcomer can read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from tests.architecture.sources import ROOT, Module, a_module, modules

MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_TEST_FILE = 500
LONGER = {"rota/solving/search/annealing_kernel.py": 400}
"""The kernel of the local search stays one file: its functions are compiled, or interpreted, together."""
MOST_LINES_IN_A_FUNCTION = 40
"""Lines of code: the docstring does not count."""

# Written in two halves, so that this file does not hold what it looks for.
WAITING = ("pytest." + "skip", "mark." + "skip", "mark." + "xfail", "import" + "orskip", "# TO" + "DO", "# FIX" + "ME")

OURS = modules("rota", "constraints")
EVERYTHING = modules("rota", "constraints", "tests", "benchmarks", "examples")

GENERATED = "rota.web.migrations"
"""Made by Django from the models, which have words: of what it makes there is no count of lines and nothing to read."""
OF_DJANGO = {"Meta"}
"""A class within a model that only says how Django makes its table."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

CONTRACT = {"statements", "check", "leaves_out", "ways_out"}
"""Methods whose words stand once, in rota/rules/contract.py, for every rule."""


def _definitions(tree: ast.AST) -> Iterator[Definition]:
    return (node for node in ast.walk(tree) if isinstance(node, Definition))


def too_long(module: Module) -> list[str]:
    """Each function with too many lines of code."""
    return [
        f"{module.path}, line {node.lineno}: {node.name} has {lines} lines"
        for node in _definitions(module.tree)
        if not isinstance(node, ast.ClassDef) and (lines := _lines(node)) > MOST_LINES_IN_A_FUNCTION
    ]


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    words = ast.get_docstring(function, clean=False)
    return (function.end_lineno or 0) - function.lineno + 1 - (words.count("\n") + 1 if words else 0)


def without_words(module: Module) -> list[str]:
    """The module, each public class, function and method that has no docstring."""
    bare = [] if ast.get_docstring(module.tree) or not module.text.strip() else [f"{module.path}: the file"]
    return bare + [
        f"{module.path}, line {node.lineno}: {node.name}"
        for node in _public(module.tree)
        if not ast.get_docstring(node)
        and not module.within(GENERATED)
        and node.name not in OF_DJANGO
        and node.name not in (CONTRACT if module.within("constraints") else ())
    ]


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    for node in scope.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def prints(module: Module) -> list[str]:
    """Each call of print: stdout belongs to the command line."""
    return [
        f"{module.path}, line {node.lineno}: prints"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def test_a_file_can_be_read_in_one_sitting() -> None:
    lines = {module.path: module.text.count("\n") for module in EVERYTHING if not module.within(GENERATED)}
    most = {True: MOST_LINES_IN_A_TEST_FILE, False: MOST_LINES_IN_A_FILE}
    most_of = {path: LONGER.get(path, most[path.startswith("tests/")]) for path in lines}
    assert [f"{path}: {many}" for path, many in lines.items() if many > most_of[path]] == []


def test_a_function_fits_on_a_screen() -> None:
    assert [fault for module in OURS for fault in too_long(module)] == []


def test_every_public_name_has_words() -> None:
    assert [fault for module in OURS for fault in without_words(module)] == []


def test_only_the_command_line_speaks() -> None:
    assert [fault for module in OURS if not module.within("rota.cli") for fault in prints(module)] == []


def test_every_package_has_an_init() -> None:
    """Without it the folder is left out of the wheel and its tests may shadow one another."""
    folders = {(ROOT / m.path).parent for m in EVERYTHING if not m.path.startswith(("benchmarks/", "examples/"))}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_every_rule_has_a_test_file() -> None:
    names = [module.name.rpartition(".")[2] for module in modules("constraints") if module.name != "constraints"]
    assert names
    assert [name for name in names if not (ROOT / "tests" / "constraints" / f"test_{name}.py").is_file()] == []


def test_no_test_is_passed_over_and_nothing_waits() -> None:
    """A test that is skipped proves nothing; a note to do it later is an issue, not a comment."""
    assert [f"{module.path}: {word}" for module in EVERYTHING for word in WAITING if word in module.text] == []


def test_a_long_function_is_found() -> None:
    body = "    x = 1\n" * MOST_LINES_IN_A_FUNCTION
    assert len(too_long(a_module("rota.x", f"def f():\n{body}"))) == 1
    assert too_long(a_module("rota.x", f"def f():\n{body.removesuffix('    x = 1' + chr(10))}")) == []
    words = '    """' + "word\n" * 30 + '    """\n'
    assert too_long(a_module("rota.x", f"def f():\n{words}    x = 1\n")) == []


def test_a_public_name_without_words_is_found() -> None:
    text = '"""Words."""\nclass Seen:\n    def open(self): ...\n    def _hidden(self): ...\ndef _private(): ...\n'
    assert without_words(a_module("rota.x", text)) == ["rota/x.py, line 2: Seen", "rota/x.py, line 3: open"]
    assert without_words(a_module("rota.x", "x = 1\n")) == ["rota/x.py: the file"]


def test_a_rules_two_methods_have_their_words_in_the_contract() -> None:
    text = '"""Words."""\nclass Pool:\n    """Words."""\n    def check(self): ...\n'
    assert without_words(a_module("constraints.pool", text)) == []
    assert without_words(a_module("rota.x", text)) == ["rota/x.py, line 4: check"]


def test_a_print_is_found() -> None:
    assert len(prints(a_module("rota.x", "def f():\n    print(1)\n"))) == 1


NOT_STEERING = {
    *("SOURCE", "SINK", "FIRST", "NOWHERE", "ELSEWHERE", "FAR", "NOTHING"),
    *("NO_BOUND", "NOT_FREE", "MOST", "SCALE", "SEED"),
}
"""Numbers of rota/solving that stand for something, or bound whole numbers, and steer no search."""


def not_measured(module: Module) -> list[str]:
    """Each numeric constant whose words, or those of the constants just before it, tell of no measurement."""
    found: list[str] = []
    told = ""
    for node, after in pairwise([*module.tree.body, ast.Pass()]):
        names = _numbers(node) - NOT_STEERING
        if names:
            words = _words(after)
            told = words if "measure" in words.lower() else told
            if "measure" not in words.lower() and "those below" not in told and not names & {*re.findall(r"\w+", told)}:
                found.append(f"{module.path}: {', '.join(sorted(names))}")
    return found


def _numbers(node: ast.stmt) -> set[str]:
    """The names that the statement gives to numbers, schedules among them."""
    if not isinstance(node, ast.Assign) or not any(isinstance(part, ast.Constant) for part in ast.walk(node.value)):
        return set()
    values = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
    if not all(isinstance(value, (int, float)) for value in values):
        return set()
    names = (part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name))
    return {name for name in names if name.isupper() and not name.startswith("_")}


def _words(node: ast.stmt) -> str:
    """The text that the statement is; empty when it is anything else."""
    text = node.value.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else ""
    return text if isinstance(text, str) else ""


def test_what_steers_the_engine_says_what_measurement_set_it_or_that_none_did() -> None:
    assert [one for module in modules("rota") if module.within("rota.solving") for one in not_measured(module)] == []


def test_a_number_without_a_measurement_is_found() -> None:
    told = 'A = 1\n"""Chosen without measurement, as is B."""\nB, NOWHERE = 2, -1\n"""Another."""\n'
    assert not_measured(a_module("rota.x", told)) == []
    assert not_measured(a_module("rota.x", told + 'C = (3.0,)\n"""Rounds."""\n')) == ["rota/x.py: C"]
