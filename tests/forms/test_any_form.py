"""Whatever the tables hold of a person, their form sent back as it was changes nothing."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rota.domain import LONDON, Absence, Member, Problem, Session, Span, Weekly
from rota.forms.form import AskedSession, Form
from rota.forms.lines import absence, away
from rota.forms.read_form import read_returned
from rota.forms.xlsx_form import workbook
from tests.support.tiers import examples

YEAR = Span(date(2026, 6, 1), date(2027, 5, 31))
DAYS = st.dates(date(2026, 6, 1), date(2027, 5, 31))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
SESSION = AskedSession("Morning, 10:00 to 11:00", time(10), time(11))


def _absence(first: date, begins: time, days: int, ends: time) -> Absence:
    start = datetime.combine(first, begins, tzinfo=LONDON)
    end = datetime.combine(first + timedelta(days), ends, tzinfo=LONDON)
    return Absence("ann", start, max(end, start + timedelta(minutes=1)))


ABSENCES = st.builds(_absence, DAYS, st.just(time.min) | MINUTES, st.integers(1, 60), st.just(time.min) | MINUTES)
SPANS = st.tuples(st.none() | DAYS, st.none() | DAYS).map(
    lambda ends: Span(*sorted(ends)) if all(ends) else Span(*ends)  # type: ignore[type-var]
)
WEEKLY = st.builds(
    lambda day, one, other, *rest: Weekly("ann", day, min(one, other), max(one, other), *rest),
    st.integers(0, 6),
    st.sampled_from([time(9), time(10)]) | MINUTES,
    st.just(time(11)) | MINUTES,
    st.sampled_from(["available", "unavailable", "preferred"]),
    st.sampled_from(["always", "term", "holidays"]),
    SPANS,
).filter(lambda row: row.start < row.end)


@given(ABSENCES)
def test_an_absence_is_a_line_and_the_line_that_absence(one: Absence) -> None:
    assert absence("ann", away(one)) == one


@examples(25)
@given(st.lists(ABSENCES, max_size=4, unique=True), st.lists(WEEKLY, max_size=8, unique=True))
def test_a_form_sent_back_as_it_was_says_what_the_tables_say(absences: list[Absence], weekly: list[Weekly]) -> None:
    """On the clock-change days too, on Saturdays, and for rows that overlap or say two things at once."""
    problem = Problem("C", YEAR, (Member("ann", "Ann"),), (), sessions=(Session(time(10), "morning"),))
    form = Form("ann", "Ann", "C", YEAR, (SESSION,), (0, 1, 2, 3, 4), tuple(absences), tuple(weekly))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ann.xlsx"
        path.write_bytes(workbook(form))
        returned = read_returned(path, problem)
    assert [fault.sentence for fault in returned.faults] == []
    assert returned.absences == frozenset(absences)
    assert returned.weekly == frozenset(weekly)
