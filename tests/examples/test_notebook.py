"""The notebook in examples/ runs from its first cell to its last, and shows what it says it does."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import ROOT

NOTEBOOK = ROOT / "examples" / "notebook" / "a_year.ipynb"


def cells(kind: str) -> list[str]:
    """The text of each cell of this kind, in order."""
    found = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


def run(code: str, number: int, names: dict[str, Any]) -> object:
    """Runs a cell as Jupyter does; what its last line is worth, if that is an expression."""
    tree = ast.parse(code)
    *before, last = tree.body
    ends_in_value = isinstance(last, ast.Expr)
    body = ast.Module(before if ends_in_value else tree.body, [])
    exec(compile(body, f"cell {number}", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)


def test_it_is_kept_without_what_it_showed_and_in_a_form_that_jupyter_opens() -> None:
    data = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (data["nbformat"], data["nbformat_minor"]) == (4, 5)
    assert [cell for cell in data["cells"] if cell.get("outputs") or cell.get("execution_count")] == []
    assert len({cell["id"] for cell in data["cells"]}) == len(data["cells"])


def test_every_cell_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """From its own folder, as Jupyter starts it. 1,794 points, proven best, as in the README of the example."""
    monkeypatch.chdir(NOTEBOOK.parent)
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = [run(code, number, names) for number, code in enumerate(cells("code"), start=1)]
    printed = capsys.readouterr().out
    assert (True, 0, 1794) in shown
    assert list(shown[-1]) == ["rota.json", "rota.csv", "rota.xlsx", "rota.html"]  # type: ignore[call-overload]
    assert "absences.csv 2 start 31/02/2027" in " ".join(printed.split())
    for words in ("The fairest possible", "It adds", "'what if'", "no longer goes"):
        assert words in printed
    assert not list(Path(NOTEBOOK.parent).glob("out*"))
