"""Making somebody free makes them free, by the reading of the rule on availability, then and at no other time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.availability import is_free
from rota.domain import Absence, Closure, Host, Problem, Slot, Weekly
from rota.domain.edits import Free, edited
from tests.support.builders import a_member, a_problem, a_slot, away, moment, span, weekly
from tests.support.strategies import weekly as any_weekly
from tests.support.tiers import examples

CLOCK_CHANGES = ("2026-10-25", "2027-03-28")
"""Sundays: summer time ends at 2:00 on the first and begins at 1:00 on the second."""
SESSIONS = ("00:30", "10:00", "13:00", "20:00")
TRAVEL = 30


def world(sunday: str, absences: tuple[Absence, ...] = (), week: tuple[Weekly, ...] = ()) -> Problem:
    """The three days about a change of the clock, of which the Saturday is a school holiday."""
    first, last = moment(sunday) - timedelta(1), moment(sunday) + timedelta(1)
    year = span(f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
    return a_problem(
        [a_member("ann"), a_member("bob")],
        year=year,
        weekdays=(0, 5, 6),
        sessions=SESSIONS,
        hosts=(Host("hal", "Hal"),),
        absences=absences,
        weekly=week,
        school_holidays=(Closure(span(f"{first:%Y-%m-%d}", f"{first:%Y-%m-%d}"), "half term"),),
    )


def freed(problem: Problem, person: str, slot: Slot) -> Problem:
    travel = timedelta(minutes=TRAVEL)
    return edited(problem, [Free(person, slot.start - travel, slot.end + travel)])


def who_is_free(problem: Problem) -> dict[tuple[str, str], bool]:
    """For each person and slot of the world."""
    return {
        (person, slot.id): is_free(problem, person, slot, TRAVEL)
        for person in ("ann", "bob", "hal")
        for slot in problem.slots
    }


@st.composite
def diaries(draw: st.DrawFn) -> tuple[str, tuple[Absence, ...], tuple[Weekly, ...]]:
    """A change of the clock, absences of part of the time around it, and regular weeks of every pattern and season."""
    sunday = draw(st.sampled_from(CLOCK_CHANGES))
    begin = moment(sunday) - timedelta(days=2)
    stretches = st.tuples(st.sampled_from(("ann", "bob", "hal")), st.integers(0, 90), st.integers(1, 60))
    absences = draw(st.lists(stretches, max_size=3))
    week = draw(st.lists(any_weekly(("ann", "ann", "bob", "hal")), max_size=4))
    return (
        sunday,
        tuple(
            Absence(who, begin + timedelta(hours=start), begin + timedelta(hours=start + hours))
            for who, start, hours in absences
        ),
        # Of the days of those weeks only three are in this world, and their dates are in May.
        tuple(
            Weekly(row.person, (5, 6, 0)[row.weekday % 3], row.start, row.end, row.pattern, row.season) for row in week
        ),
    )


@given(diaries(), st.sampled_from(("ann", "hal")), st.integers(0, 11))
@examples(300, filtered=True)
def test_somebody_is_free_then_and_otherwise_as_before(
    diary: tuple[str, tuple[Absence, ...], tuple[Weekly, ...]], person: str, number: int
) -> None:
    """Other slots of the day are not among those freed: four hours lie between two, and travel takes one."""
    problem = world(*diary)
    slot = problem.slots[number]
    before, after = who_is_free(problem), who_is_free(freed(problem, person, slot))
    assert after == {**before, (person, slot.id): True}


@pytest.mark.parametrize("sunday", CLOCK_CHANGES)
@pytest.mark.parametrize("start", SESSIONS)
def test_an_absence_through_a_change_of_the_clock_is_cut_by_the_clock_on_the_wall(sunday: str, start: str) -> None:
    problem = world(sunday, (away("ann", sunday),))
    slot = a_slot(f"{sunday} {start}")
    assert not is_free(problem, "ann", slot, TRAVEL)
    found = freed(problem, "ann", slot)
    assert is_free(found, "ann", slot, TRAVEL)
    gone = [(one.start.strftime("%H:%M"), one.end.strftime("%H:%M")) for one in found.absences]
    rests = {"00:30": [("02:00", "00:00")], "10:00": [("00:00", "09:30"), ("11:30", "00:00")]}
    assert gone == rests.get(start, gone)


def test_what_is_left_of_an_unavailable_day_stays_unavailable() -> None:
    """Monday 26 October from 9 to 5, but for the visit at 10:00 with its travel; other Mondays as they were."""
    row = weekly("ann", 0, "09:00", "17:00", pattern="unavailable")
    found = freed(world("2026-10-25", week=(row,)), "ann", a_slot("2026-10-26 10:00"))
    monday = span("2026-10-26", "2026-10-26")
    assert set(found.weekly) == {
        weekly("ann", 0, "09:00", "17:00", pattern="unavailable", span=span(None, "2026-10-25")),
        weekly("ann", 0, "09:00", "17:00", pattern="unavailable", span=span("2026-10-27")),
        weekly("ann", 0, "09:00", "09:30", pattern="unavailable", span=monday),
        weekly("ann", 0, "11:30", "17:00", pattern="unavailable", span=monday),
    }


def test_a_row_of_another_day_person_or_liking_stays_as_it_was() -> None:
    rows = (
        weekly("ann", 6, "09:00", "17:00", pattern="unavailable"),
        weekly("bob", 0, "09:00", "17:00", pattern="unavailable"),
        weekly("ann", 0, "09:00", "17:00", pattern="preferred"),
        weekly("ann", 0, "14:00", "17:00", pattern="unavailable"),
    )
    problem = world("2026-10-25", week=rows)
    assert freed(problem, "ann", a_slot("2026-10-26 10:00")) == problem


def test_times_offered_in_term_are_widened_in_term_alone() -> None:
    """Saturday is a holiday: with no time offered then she is free all day, and stays so."""
    row = weekly("ann", 5, "12:00", "16:00", season="term")
    saturday = a_slot("2026-10-24 10:00")
    found = freed(world("2026-10-25", week=(row,)), "ann", saturday)
    assert is_free(found, "ann", saturday, TRAVEL)
    assert is_free(found, "ann", a_slot("2026-10-24 20:00"), TRAVEL)
