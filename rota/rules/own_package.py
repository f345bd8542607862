"""A package of rules that came with a council's files, run from its bytes under a name that nobody else has.

Two councils may use one name, in one process and at one time: nothing is borrowed, and nothing stays behind.
"""

from __future__ import annotations

import builtins
import importlib.util
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

from rota.source import FileRefusedError, Source

_NUMBERS = count(1)
_PREFIX = "rota own {}!"
"""Before the names of a package's modules: no import statement can write it."""
_PREFIXED = re.compile(_PREFIX.format(r"\d+"))


def as_written(text: str) -> str:
    """A text in which modules are called as their author calls them."""
    return _PREFIXED.sub("", text)


def module_name(kind: type) -> str:
    """The module of a class as its author knows it."""
    return as_written(kind.__module__)


class OwnPackage:
    """The code of a package, which finds its own modules by the package's name, whether in full or from within.

    It is the loader of its modules too: tracebacks ask it for their source, ``pkgutil.get_data`` for files beside them.
    """

    def __init__(self, package: str, source: Source) -> None:
        self._package = package
        self._source = source
        self._prefix = _PREFIX.format(next(_NUMBERS))
        self._files: dict[str, str] = {}
        self._modules: dict[str, ModuleType] = {}

    def load(self) -> ModuleType:
        """The package, run. Raises whatever its code raises. Nothing of it is left in ``sys.modules``."""
        return self._module(self._package)

    def _module(self, name: str) -> ModuleType:
        """The module of this name, and before it those that it is in. ModuleNotFoundError when there is none."""
        if name in self._modules:
            return self._modules[name]
        parent, _, last = name.rpartition(".")
        if parent:
            self._module(parent)
            if name in self._modules:  # its parent has imported it
                return self._modules[name]
        file = file_of(self._source, name)
        if file is None:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        module = self._run(name, file)
        if parent:
            setattr(self._modules[parent], last, module)
        return module

    def _run(self, name: str, file: str) -> ModuleType:
        module = self._new(name, file)
        self._modules[name] = sys.modules[module.__name__] = module  # where dataclasses look, while it runs
        try:
            code = compile(self._source.read(file), str(module.__file__), "exec", dont_inherit=True)
            exec(code, module.__dict__)  # noqa: S102 - the officer has said that it is trusted
        except BaseException:
            del self._modules[name]
            raise
        finally:
            del sys.modules[module.__name__]
        return module

    def _new(self, name: str, file: str) -> ModuleType:
        spec = ModuleSpec(self._prefix + name, self, is_package=file.endswith("/__init__.py"))  # type: ignore[arg-type]
        spec.origin = str(Path(self._source.place or ".", file))
        module = importlib.util.module_from_spec(spec)
        module.__file__ = spec.origin
        module.__dict__["__builtins__"] = {**vars(builtins), "__import__": self._import}
        self._files[spec.origin] = file
        return module

    def create_module(self, _spec: ModuleSpec) -> None:
        """None: an ordinary module will do."""

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: the package runs its modules itself, each once."""

    def get_data(self, path: str) -> bytes:
        """A file beside the modules. OSError when there is none."""
        name = self._files.get(path) or Path(path).relative_to(self._source.place or ".").as_posix()
        try:
            return self._source.read(name)
        except FileRefusedError as error:
            raise FileNotFoundError(path) from error

    def get_source(self, name: str) -> str:
        """The text of a module, for tracebacks."""
        file = file_of(self._source, name.removeprefix(self._prefix))
        return importlib.util.decode_source(self._source.read(file)) if file else ""

    def _import(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """What ``import`` does in the package's modules: its own are found here, all others as everywhere."""
        full = name
        if level:
            within = str((globals or {}).get("__package__") or "").removeprefix(self._prefix)
            full = importlib.util.resolve_name("." * level + name, within)
        if full.split(".")[0] != self._package.split(".")[0]:
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        module = self._module(full)
        if not fromlist:
            return self._modules[full.split(".")[0]]
        for one in fromlist:
            inner = f"{full}.{one}"
            if not hasattr(module, one) and file_of(self._source, inner):
                self._module(inner)
        return module


def file_of(source: Source, name: str) -> str | None:
    """The file, in a source, of the module of this name; None when there is none."""
    path = name.replace(".", "/")
    return next((file for file in (f"{path}/__init__.py", f"{path}.py") if _is_there(source, file)), None)


def _is_there(source: Source, file: str) -> bool:
    try:
        source.read(file, 0)
    except (FileRefusedError, OSError):
        return False
    return True
