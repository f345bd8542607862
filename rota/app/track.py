"""What came of a council's visits, on a day: as frames for a notebook, and in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rota.app import frames as in_frames
from rota.app.answer import Result
from rota.app.council import Council, Solution
from rota.domain import Rota
from rota.errors import CouldNotRunError
from rota.figures.figures import Figures
from rota.figures.periods import QUARTERS, Period, year_called, year_of_council
from rota.reports.figures_report import paper_of
from rota.reports.working import TrackedYear

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Tracked:
    """What is kept of the visits of a rota and of earlier years, as it stands on a day."""

    work: TrackedYear

    @property
    def visits(self) -> DataFrame:
        """A row for each visit, as a pandas frame."""
        return in_frames.tracked_visits(self.work.records)

    @property
    def places(self) -> DataFrame:
        """A row for each member on each visit, as a pandas frame."""
        return in_frames.tracked_places(self.work.records)

    @property
    def issues(self) -> DataFrame:
        """A row for each issue, as a pandas frame."""
        return in_frames.tracked_issues(self.work.records)

    @property
    def actions(self) -> DataFrame:
        """A row for each action, as a pandas frame."""
        return in_frames.tracked_actions(self.work.records)

    def figures(self, year: str = "", quarter: int = 0) -> Result[Figures]:
        """The figures of a year, such as "25/26", this one unless told, or of one of its quarters, 1 to 4."""
        found = self.work.figures(period_of(self.work, year, quarter))
        return Result(found, paper_of(self.work.problem, found))


def track(council: Council, rota: Rota | Solution, on: date) -> Tracked:
    """What came of the visits up to the day ``on``: held, reported, raised, answered and done."""
    drawn = rota.rota if isinstance(rota, Solution) else rota
    return Tracked(TrackedYear(council.problem, drawn, council.inputs.kept, on))


def period_of(work: TrackedYear, year: str = "", quarter: int = 0) -> Period:
    """The year or quarter of that name. CouldNotRunError when there is none."""
    this = year_of_council(work.problem.year)
    found = year_called(work.problem.year, year) if year else this
    if found is None:
        before = this.before().year
        raise CouldNotRunError(f"'{year:.20}' is no year up to this one. Write it like {this.year} or {before}.")
    if not 0 <= quarter <= QUARTERS:
        raise CouldNotRunError(f"There is no quarter {quarter}. Give one from 1 to {QUARTERS}.")
    return found.quarters()[quarter - 1] if quarter else found
