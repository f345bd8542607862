"""Records and figures of facts in memory, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rota.figures.figures import Figures, figures
from rota.figures.periods import Period, a_year_before, year_of_council
from rota.figures.recording import records
from rota.figures.records import Records
from rota.reports.committee.reader import PaperFacts
from rota.tracking.fact import Fact
from rota.tracking.facts import Facts
from rota.tracking.filed import filed
from rota.tracking.follow import follow_filed
from rota.tracking.kept import Posts
from rota.tracking.visits import TrackedVisit
from tests.figures.histories import CLOCK, YEARS, a_council, history
from tests.figures.other_way import Count

COUNCIL = a_council()
YEAR = year_of_council(YEARS["26/27"])


def recorded(visits: Iterable[TrackedVisit], facts: Facts, day: date) -> Records:
    """The records of these visits on a day."""
    known = filed(facts.known_on(day).in_force())
    return records(follow_filed(visits, known, CLOCK, day), known, CLOCK, day)


def recorded_of(visit: TrackedVisit, day: date, *facts: Fact) -> Records:
    return recorded((visit,), Facts.of(facts), day)


def counted(seed: int, period: Period = YEAR) -> tuple[Figures, Count, Count]:
    """The figures of a history, and what counts them by another way: this year, and the last as it stood then."""
    visits, facts, day = history(seed)
    then = a_year_before(day)
    earlier = tuple(visit for visit in visits if not visit.reference.startswith("26/27"))
    found = figures(COUNCIL, period, recorded(visits, facts, day), recorded(earlier, facts, then))
    return found, Count(visits, facts, day, "26/27"), Count(earlier, facts, then, "25/26")


def paper_facts(seed: int, period: Period = YEAR, **fields: object) -> PaperFacts:
    """What a paper of a drawn history is made from."""
    visits, facts, day = history(seed)
    then = a_year_before(day)
    known = recorded(visits, facts, day)
    earlier = recorded((one for one in visits if not one.reference.startswith("26/27")), facts, then)
    found = figures(COUNCIL, period, known, earlier)
    return PaperFacts(COUNCIL, found, known, CLOCK, Posts("Hed <hed@example.gov.uk>"), **fields)  # type: ignore[arg-type]
