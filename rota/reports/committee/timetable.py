"""When the paper must be ready, counted back from the committee's meeting, with the sum of each date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rota.exports.committee_paper import PaperBlock, PaperHeading, PaperTable
from rota.reports.committee.reader import PaperFacts
from rota.text.english import counted, day_in_words


def timetable(facts: PaperFacts) -> Iterator[PaperBlock]:
    """The officer's timetable; nothing for other readers, or before the committee's date is fixed."""
    if not (facts.officer and facts.committee):
        return
    yield PaperHeading(2, "Timetable")
    rows = tuple((what, day_in_words(day), how) for what, day, how in dates_before(facts, facts.committee))
    yield PaperTable("Counted back from the meeting.", ("What", "By", "How the date was counted"), rows)


def dates_before(facts: PaperFacts, meeting: date) -> Iterator[tuple[str, date, str]]:
    """What must be ready by when, and the sum. Clear days leave out the day of the meeting and that of publication."""
    working, days = facts.clock.working, facts.clock.days
    on = day_in_words(meeting)
    for what, count in (
        ("cleared by all who must see it", days.paper_cleared),
        ("final in the report system", days.paper_final),
    ):
        day = working.before(meeting, count)
        yield what, day, f"{on} - {counted(count, 'working day')} = {day_in_words(day)}"
    day = working.before(meeting, days.paper_published + 1)
    yield "published", day, f"{counted(days.paper_published, 'clear working day')} between {day_in_words(day)} and {on}"
