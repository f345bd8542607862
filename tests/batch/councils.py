"""Folders of councils, jobs, and a crew that needs no process, for tests of many councils at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rota.batch.executors import Workers
from rota.batch.job import READ, Job, Options, versions
from rota.reading import write_starter
from rota.source import FolderSource, held
from tests.cli.worlds import change
from tests.support.clock import TODAY

KILLS = "import os\nos.kill(os.getpid(), 9)\n"
"""A rule package of a council's own that ends whoever imports it."""


def councils(folder: Path, *names: str) -> Path:
    """A folder with the starter council under each name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_starter(folder / name)
    return folder


def with_rules(council: Path, code: str) -> Path:
    """The council with a rule package of its own, ``our_rules``."""
    change(council / "rota.toml", 'packages = ["constraints"]', 'packages = ["constraints", "our_rules"]')
    (council / "our_rules").mkdir()
    (council / "our_rules" / "__init__.py").write_text(code)
    return council


def with_two_faults(council: Path) -> Path:
    """The council with two absences of members whom nobody knows."""
    with (council / "absences.csv").open("a", encoding="utf-8") as file:
        file.write("Example Member Tow,2027-07-05,2027-07-16\nExample Member Tree,2027-07-05,2027-07-16\n")
    return council


def a_job(council: Path, **options: Any) -> Job:
    """The job of a council, as of the tests' today."""
    options = {"day": TODAY.date(), **options}
    return Job(council.name, str(council), held(FolderSource(council), READ), Options(**options), versions())


class Here(Executor):
    """Does what it is given at once, in this thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def _here(_places: int) -> Iterator[Executor]:
    yield Here()


HERE = Workers(2, _here)
