"""The rows and files in which committees are named, for what is decided of their names and for what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rota.domain import CommitteePlace, Meeting, Span
from rota.reading.calendars.files import where
from rota.reading.doubts.columns import uses
from rota.reading.doubts.sittings import Named, Sittings
from rota.tables.cell_uses import Use
from rota.tables.committee_names import Committees
from rota.tables.row import Row
from rota.tables.table import Table


@dataclass(frozen=True, slots=True)
class Sat:
    """Seats and meetings as the tables spell them, each with its row."""

    seats: tuple[tuple[Row, CommitteePlace], ...]
    meetings: tuple[tuple[Row, Meeting], ...]

    def committees(self, council: str, pools: Sequence[str]) -> Committees:
        """Which of their names and of those of pools mean the same."""
        seats = [place.committee for _, place in self.seats]
        return Committees(council, seats, [*(meeting.committee for _, meeting in self.meetings), *filter(None, pools)])

    def sittings(self, calendars: Iterable[tuple[PurePath, Meeting]], teams: Table) -> Sittings:
        """Everywhere that a committee is named, calendars by the names of their files."""
        seats = tuple(Named(row.use("committee", place.committee), place.span) for row, place in self.seats)
        typed = [Named(row.use("committee", meeting.committee), _day(meeting)) for row, meeting in self.meetings]
        kept = [Named(Use(path.stem, where(path)), _day(meeting)) for path, meeting in calendars]
        return Sittings(seats, (*typed, *kept), tuple(uses(teams, "pool")))


def _day(meeting: Meeting) -> Span:
    return Span(meeting.start.date(), meeting.start.date())
