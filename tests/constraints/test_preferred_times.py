"""The rule "preferred times"."""

from __future__ import annotations

import pytest

from constraints.preferred_times import PreferredTimes
from rota.domain import Closure, Problem, Rota, Weekly
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, points, sentences, span, weekly

MEMBERS = a_member("ann"), a_member("bob")
TUESDAY = weekly("ann", 1, "09:00", "12:00", pattern="preferred")


def a_world(*rows: Weekly, **fields: object) -> Problem:
    return a_problem(MEMBERS, [a_team()], weekly=rows, **fields)  # type: ignore[arg-type]


def at(moment: str) -> Rota:
    return a_rota({"mash-1": (moment, "ann", "bob")})


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-06-02 09:00", 0),
        ("2026-06-02 11:00", 0),  # ends at 12:00, with the row
        ("2026-06-02 11:01", 3),
        ("2026-06-02 08:59", 3),
        ("2026-06-03 10:00", 3),  # a Wednesday
    ],
)
def test_a_visit_lies_wholly_within_a_row_of_its_weekday(moment: str, expected: int) -> None:
    assert points(PreferredTimes(), a_world(TUESDAY), at(moment)) == expected


def test_the_sentence_says_who_and_when() -> None:
    assert sentences(PreferredTimes(), a_world(TUESDAY), at("2026-06-03 10:00")) == [
        "Ann goes on Mash on 3 June 2026 at 10:00, which is not one of the times this member prefers."
    ]


def test_any_one_row_is_enough_and_two_rows_do_not_join() -> None:
    rows = weekly("ann", 1, "12:00", "15:00", pattern="preferred"), TUESDAY
    assert points(PreferredTimes(), a_world(*rows), at("2026-06-02 13:00")) == 0
    assert points(PreferredTimes(), a_world(*rows), at("2026-06-02 11:30")) == 3


def test_a_row_out_of_its_dates_is_no_preference() -> None:
    row = weekly("ann", 1, "09:00", "12:00", pattern="preferred", span=span("2026-06-03"))
    assert points(PreferredTimes(), a_world(row), at("2026-06-01 10:00")) == 0
    assert points(PreferredTimes(), a_world(row), at("2026-06-03 10:00")) == 3


@pytest.mark.parametrize(("season", "expected"), [("term", (3, 0)), ("holidays", (0, 3)), ("always", (3, 3))])
def test_a_row_holds_in_its_season(season: str, expected: tuple[int, int]) -> None:
    """Monday 1 June is in term and Wednesday 3 June in the holidays; the row is for Tuesdays."""
    row = weekly("ann", 1, "09:00", "12:00", pattern="preferred", season=season)
    holidays = (Closure(span("2026-06-03", "2026-06-05"), "half term"),)
    problem = a_world(row, school_holidays=holidays)
    found = (
        points(PreferredTimes(), problem, at("2026-06-01 10:00")),
        points(PreferredTimes(), problem, at("2026-06-03 10:00")),
    )
    assert found == expected


def test_rows_of_another_pattern_are_no_preference() -> None:
    rows = weekly("ann", 1, "09:00", "12:00"), weekly("bob", 1, "09:00", "12:00", pattern="unavailable")
    assert list(PreferredTimes().statements(a_world(*rows))) == []
    assert points(PreferredTimes(), a_world(*rows), at("2026-06-03 10:00")) == 0


def test_a_visit_that_ends_the_next_day_is_within_no_row() -> None:
    """From 23:30 to 00:30, with a row for the whole of Tuesday but its last minute."""
    problem = a_world(weekly("ann", 1, "00:00", "23:59", pattern="preferred"), sessions=("23:30",), weekdays=(1,))
    assert outcomes(problem, PreferredTimes()) == {(False, 0), (False, 3)}


def test_the_clock_change_moves_no_preference() -> None:
    """On Sunday 25 October 2026 the clocks go back at 2:00; a row from 1:00 to 4:00 is in clock time."""
    row = weekly("ann", 6, "01:00", "04:00", pattern="preferred")
    fields = {"year": span("2026-10-25", "2026-10-25"), "weekdays": (6,), "sessions": ("00:30", "01:00", "03:00")}
    problem = a_world(row, **fields)
    assert points(PreferredTimes(), problem, at("2026-10-25 03:00")) == 0
    assert outcomes(problem, PreferredTimes()) == {(False, 0), (False, 3)}


def test_times_that_nobody_likes_are_paid_for_each_place() -> None:
    problem = a_world(TUESDAY, weekly("bob", 1, "09:00", "12:00", pattern="preferred"), weekdays=(0,))
    assert outcomes(problem, PreferredTimes()) == {(False, 0), (False, 3), (False, 6)}


def test_no_points_ask_for_nothing() -> None:
    assert list(PreferredTimes(points_per_place=0).statements(a_world(TUESDAY))) == []
    assert sentences(PreferredTimes(points_per_place=0), a_world(TUESDAY), at("2026-06-03 10:00")) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Ann likes Tuesdays until noon, Bob any day of the holidays until 11:00; Wednesday is the holiday."""
    rows = TUESDAY, *(weekly("bob", day, "09:00", "11:00", pattern="preferred", season="holidays") for day in range(5))
    fields = {"sessions": ("10:00", "11:30"), "weekdays": (1, 2)}
    holidays = (Closure(span("2026-06-03", "2026-06-03"), "half term"),)
    problem = a_problem(
        MEMBERS,
        [a_team(), a_team("north")],
        weekly=rows,
        school_holidays=holidays,
        **fields,  # type: ignore[arg-type]
    )
    # two visits of two members: none to four places at the wrong time (both on Wednesday at 11:30)
    assert outcomes(problem, PreferredTimes()) == {(False, 3 * n) for n in range(5)}
