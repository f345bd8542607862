"""An answer to whoever asked: as data, and as what a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rota.reports.as_json import data_of
from rota.reports.report import Paper, as_lines, as_page

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Result(Generic[Found]):
    """What was found; ``paper`` says it."""

    found: Found
    paper: Paper

    @property
    def lines(self) -> tuple[str, ...]:
        """The answer in sentences and tables, a line each."""
        return tuple(as_lines(self.paper))

    @property
    def text(self) -> str:
        """The same lines in one text."""
        return "\n".join(self.lines)

    @property
    def html(self) -> str:
        """The answer as a whole page."""
        return as_page(self.paper).decode()

    @property
    def data(self) -> Any:
        """What was found as data that JSON holds."""
        return data_of(self.found)
