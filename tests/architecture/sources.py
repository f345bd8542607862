"""The project's own files as the architecture tests read them: as text and as syntax trees, never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NOT_OURS = {".git", "__pycache__", "build", "dist", "mutants", "node_modules", "out", "static"}
"""Folders that hold what tools make, besides virtual environments and caches."""


@dataclass(frozen=True)
class Module:
    """A Python file: its dotted name, its path from the top of the project and its text."""

    name: str
    path: str
    text: str = field(repr=False)

    @property
    def tree(self) -> ast.Module:
        """The syntax tree of the file."""
        return _tree(self.path, self.text)

    @property
    def package(self) -> str:
        """The dotted name from which relative imports count."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]

    def within(self, *packages: str) -> bool:
        """Whether the module is one of these, or lies inside one of them."""
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)

    def imports(self) -> Iterator[tuple[str, int]]:
        """Each module that the file imports, wherever in it, with the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((name, node.lineno) for name in self._imported_from(node))

    def _imported_from(self, node: ast.ImportFrom) -> list[str]:
        parent = self.package.split(".")[: len(self.package.split(".")) - node.level + 1] if node.level else []
        source = ".".join([*parent, *([node.module] if node.module else [])])
        # "from rota import audit" imports the module rota.auditing; "from rota.auditing import Report" a name in it.
        return [f"{source}.{alias.name}" if _is_module(f"{source}.{alias.name}") else source for alias in node.names]


@cache
def _tree(path: str, text: str) -> ast.Module:
    return ast.parse(text, path)


@cache
def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, in order, without what tools have made."""
    return tuple(sorted(_files(ROOT)))


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.name == ".git":  # a folder, or a file in a work tree beside it
            continue
        if path.is_file():
            yield path
        elif not (path.name in NOT_OURS or path.name.endswith((".egg-info", "_cache")) or _is_made(path)):
            yield from _files(path)


def _is_made(folder: Path) -> bool:
    return (folder / "pyvenv.cfg").exists() or folder.name == ".hypothesis"


@cache
def modules(*tops: str) -> tuple[Module, ...]:
    """Every Python module under these folders of the project, in order."""
    found = (path.relative_to(ROOT) for path in files() if path.suffix == ".py")
    return tuple(
        Module(_dotted(path), path.as_posix(), (ROOT / path).read_text(encoding="utf-8"))
        for path in found
        if path.parts[0] in tops
    )


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def a_module(name: str, text: str, *, package: bool = False) -> Module:
    """A module that exists only in a test: to show that a check finds what it looks for."""
    path = name.replace(".", "/")
    return Module(name, f"{path}/__init__.py" if package else f"{path}.py", text)
