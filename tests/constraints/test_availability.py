"""Availability: absences, regular weeks and travel, in London time."""

from __future__ import annotations

import pytest

from constraints.availability import Availability
from rota.domain import Closure, Problem
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, away, breaks, sentences, span, weekly

RULE = Availability()


def broken_at(problem: Problem, start: str) -> bool:
    return breaks(RULE, problem, a_rota({"mash-1": (start, "ann")}))


def test_sentence_gives_no_reason() -> None:
    """The finding says who and when, and nothing else."""
    problem = a_problem(absences=[away("ann", "2026-06-03")])
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    assert sentences(RULE, problem, rota) == ["Ann is not available on 3 June 2026 at 10:00."]


# With 30 minutes of travel, a visit at 12:30 takes the member from 12:00 to 14:00.
@pytest.mark.parametrize(
    ("absent", "broken"),
    [
        (("2026-06-03 09:00", "2026-06-03 12:00"), False),
        (("2026-06-03 09:00", "2026-06-03 12:01"), True),
        (("2026-06-03 14:00", "2026-06-03 15:00"), False),
        (("2026-06-03 13:59", "2026-06-03 15:00"), True),
        (("2026-06-03 12:45", "2026-06-03 13:00"), True),
        (("2026-06-02", "2026-06-02"), False),
        (("2026-06-02", "2026-06-03"), True),
    ],
)
def test_absence_touching_the_travel_time_breaks(absent: tuple[str, str], broken: bool) -> None:
    """An absence may end as travel begins and begin as travel ends."""
    problem = a_problem(sessions=["12:30"], absences=[away("ann", *absent)])
    assert broken_at(problem, "2026-06-03 12:30") == broken


def test_somebody_elses_absence_does_not_matter() -> None:
    """Only the member's own absences count."""
    assert not broken_at(a_problem(absences=[away("bob", "2026-06-03")]), "2026-06-03 10:00")


# 3 June 2026 is a Wednesday (2). A visit at 10:00 takes the member from 09:30 to 11:30.
@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([("09:30", "11:30")], False),
        ([("09:31", "11:30")], True),
        ([("09:30", "11:29")], True),
        ([("09:00", "10:15"), ("10:15", "12:00")], False),
        ([("09:00", "10:15"), ("10:16", "12:00")], True),
        ([("09:00", "10:40"), ("10:15", "10:30"), ("10:35", "12:00")], False),
    ],
)
def test_available_times_cover_the_whole_stretch(rows: list[tuple[str, str]], broken: bool) -> None:
    """Available rows of the weekday join up, and a gap of one minute breaks the rule."""
    problem = a_problem(weekly=[weekly("ann", 2, start, end) for start, end in rows])
    assert broken_at(problem, "2026-06-03 10:00") == broken


def test_available_on_other_weekdays_only_is_not_free() -> None:
    """A member who names Mondays is free on no Wednesday; one who names nothing is free."""
    assert broken_at(a_problem(weekly=[weekly("ann", 0, "08:00", "18:00")]), "2026-06-03 10:00")
    assert not broken_at(a_problem(), "2026-06-03 10:00")


def test_unavailable_rows_shut_their_weekday_only() -> None:
    """An unavailable row takes its weekday's time; a preferred row takes and offers nothing."""
    rows = [
        weekly("ann", 2, "11:29", "12:00", pattern="unavailable"),
        weekly("ann", 3, "10:00", "10:01", pattern="preferred"),
    ]
    problem = a_problem(weekly=rows)
    assert broken_at(problem, "2026-06-03 10:00")
    assert not broken_at(problem, "2026-06-04 10:00")
    assert not broken_at(problem, "2026-06-02 10:00")


def test_unavailable_wins_over_available() -> None:
    """A time both available and unavailable is not free."""
    rows = [weekly("ann", 2, "08:00", "18:00"), weekly("ann", 2, "10:00", "10:30", pattern="unavailable")]
    assert broken_at(a_problem(weekly=rows), "2026-06-03 10:00")


def test_unavailable_row_of_the_evening_before_counts() -> None:
    """Travel that begins before midnight meets the row of the day on which it begins."""
    rows = [weekly("ann", 1, "23:40", "23:50", pattern="unavailable")]
    problem = a_problem(sessions=["00:10"], weekly=rows)
    assert broken_at(problem, "2026-06-03 00:10")
    assert not broken_at(problem, "2026-06-04 00:10")
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_travel_from_the_evening_before_leaves_the_days_own_rows_in_force() -> None:
    """A visit whose travel begins before midnight meets the rows of its own day too."""
    rows = [weekly("ann", 2, "00:20", "00:30", pattern="unavailable")]
    problem = a_problem(sessions=["00:10"], weekly=rows)
    assert broken_at(problem, "2026-06-03 00:10")
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_rows_hold_in_their_season_and_span() -> None:
    """A term row binds in term, a holiday row in the holidays, and a row out of its span never."""
    holiday = Closure(span("2026-06-03", "2026-06-03"), "half term")
    term = weekly("ann", 2, "14:00", "18:00", season="term")
    breaks_off = weekly("ann", 2, "14:00", "18:00", season="holidays")
    over = weekly("ann", 2, "14:00", "18:00", span=span(None, "2026-06-02"))
    day = "2026-06-03 10:00"
    assert not broken_at(a_problem(weekly=[term], school_holidays=[holiday]), day)
    assert broken_at(a_problem(weekly=[term]), day)
    assert broken_at(a_problem(weekly=[breaks_off], school_holidays=[holiday]), day)
    assert not broken_at(a_problem(weekly=[breaks_off]), day)
    assert not broken_at(a_problem(weekly=[over]), day)


@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
def test_clock_change_sundays_are_read_off_the_clock(sunday: str) -> None:
    """On both Sundays 09:30 to 11:30 on the clock covers a visit at 10:00, and 09:31 does not."""
    day = span(sunday, sunday)
    covered = a_problem(year=day, weekdays=(6,), weekly=[weekly("ann", 6, "09:30", "11:30")])
    short = a_problem(year=day, weekdays=(6,), weekly=[weekly("ann", 6, "09:31", "11:30")])
    assert outcomes(covered, RULE) == {(False, 0)}
    assert outcomes(short, RULE) == {(False, 0), (True, 0)}


# Two hours on the clock before 02:30 is 00:30 on both Sundays, though one hour passes in March and three in October.
@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize(("until", "broken"), [("00:30", False), ("00:31", True)])
def test_travel_over_the_clock_change_is_wall_clock(sunday: str, until: str, broken: bool) -> None:
    """Travel of two hours before 02:30 begins at 00:30 as the clock shows it."""
    problem = a_problem(
        year=span(sunday, sunday),
        weekdays=(6,),
        sessions=["02:30"],
        travel_minutes=120,
        absences=[away("ann", f"{sunday} 00:00", f"{sunday} {until}")],
    )
    assert broken_at(problem, f"{sunday} 02:30") == broken
    assert bool(list(RULE.statements(problem))) == broken


def test_members_alike_share_one_bar() -> None:
    """Members with the same slots barred go in one box; a member always free in none."""
    members = [a_member("ann"), a_member("bob"), a_member("cat"), a_member("dee")]
    absences = [away("ann", "2026-06-03"), away("bob", "2026-06-03"), away("cat", "2026-06-01", "2026-06-05")]
    bars = list(RULE.statements(a_problem(members, absences=absences)))
    assert [(bar.members, bar.visits, bar.slots) for bar in bars if isinstance(bar, Bar)] == [
        (("ann", "bob"), None, ("2026-06-03 10:00",)),
        (("cat",), None, None),
    ]


def test_hand_made_time_is_read_too() -> None:
    """A slot that is no session of the year is checked like any other."""
    problem = a_problem(absences=[away("ann", "2026-06-03 17:00", "2026-06-03 18:00")])
    assert broken_at(problem, "2026-06-03 17:20")
    assert not broken_at(problem, "2026-06-03 18:30")


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of three members with weeks, holidays and absences, the two readings are one."""
    problem = a_problem(
        [a_member("ann"), a_member("bob"), a_member("cat")],
        year=span("2026-06-01", "2026-06-04"),
        sessions=["09:00", "10:00", "14:00"],
        school_holidays=[Closure(span("2026-06-02", "2026-06-02"), "half term")],
        absences=[away("ann", "2026-06-01 11:30", "2026-06-01 13:30"), away("ann", "2026-06-03")],
        weekly=[
            weekly("bob", 0, "08:30", "10:00"),
            weekly("bob", 0, "10:00", "11:30"),
            weekly("bob", 1, "08:30", "10:30", season="holidays"),
            weekly("bob", 2, "13:00", "18:00", span=span("2026-06-04", None)),
            weekly("cat", 0, "08:00", "09:31", pattern="unavailable", season="term"),
            weekly("cat", 1, "08:00", "18:00", pattern="unavailable", season="term"),
            weekly("cat", 3, "10:00", "10:00", pattern="unavailable"),
            weekly("cat", 3, "13:00", "18:00", pattern="preferred"),
        ],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
