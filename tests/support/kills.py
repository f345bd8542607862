"""A command killed between two steps on the disk: in this process by an exception that nothing catches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

STEPS = ("replace", "rename", "link", "unlink", "fsync", "mkdir", "rmdir")
"""Functions of ``os`` before each of which a command may be killed."""


class KilledError(BaseException):
    """The end of the process, as far as the disk is concerned: no handler of errors sees it."""


@contextmanager
def killed_before(step: int, names: tuple[str, ...] = STEPS) -> Iterator[Callable[[], int]]:
    """Ends whatever runs before the step of this number, the first is 0. What is yielded says how many there were."""
    count = 0

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def ending(*args: Any, **more: Any) -> Any:
            nonlocal count
            if count >= step:  # and nothing is done after it
                raise KilledError
            count += 1
            return real(*args, **more)

        return ending

    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(os, name, counting(getattr(os, name)))
        yield lambda: count


def is_killed(work: Callable[[], object], step: int, names: tuple[str, ...] = STEPS) -> bool:
    """Whether the work was ended before the step; False when it had no so many steps and came to its end."""
    with killed_before(step, names):
        try:
            work()
        except KilledError:
            return True
    return False


def leftovers(folder: Path) -> list[str]:
    """What is on its way, or was: nothing of it may be there when a command has ended."""
    return sorted(path.name for path in folder.rglob(".rota-*"))
