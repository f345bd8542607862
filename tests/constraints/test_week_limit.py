"""Week limit: no calendar week is crowded."""

from __future__ import annotations

import pytest

from constraints.week_limit import WeekLimit
from rota.domain import Rota
from rota.rules import Crowd, Degrees, Miss, Trouble
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_problem, a_rota, a_team, breaks, sentences, span

TEAMS = tuple(a_team(name) for name in ("east", "mash", "north", "south"))


def a_rota_on(*days: str) -> Rota:
    """A rota that visits the teams in turn on these days."""
    return a_rota({f"{team.id}-1": (f"{day} 10:00", "ann") for team, day in zip(TEAMS, days, strict=False)})


# 1 June 2026 is a Monday and 7 June the Sunday of its week; 31 December 2026 is a Thursday and 3 January a Sunday.
@pytest.mark.parametrize(
    ("days", "broken"),
    [
        (("2026-06-01", "2026-06-02", "2026-06-07"), False),
        (("2026-06-01", "2026-06-02", "2026-06-07", "2026-06-08"), False),
        (("2026-06-01", "2026-06-02", "2026-06-07", "2026-06-07"), True),
        (("2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03"), True),
        (("2026-12-28", "2026-12-31", "2027-01-01", "2027-01-04"), False),
    ],
)
def test_weeks_run_from_monday_to_sunday(days: tuple[str, ...], broken: bool) -> None:
    """Three visits are kept and a fourth is not, across the new year too."""
    assert breaks(WeekLimit(), a_problem(teams=TEAMS), a_rota_on(*days)) == broken


def test_sentence_says_by_how_much() -> None:
    """Four visits where 2 are the limit are 2 too many."""
    rota = a_rota_on("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04")
    assert sentences(WeekLimit(2), a_problem(teams=TEAMS), rota) == [
        "The week of 1 June 2026 has 4 visits; the limit is 2, so 2 too many."
    ]


def test_one_statement_for_each_week_with_slots() -> None:
    """A year from Thursday 4 to Monday 8 June has slots in two weeks."""
    problem = a_problem(teams=TEAMS, year=span("2026-06-04", "2026-06-08"))
    first, second = "2026-06-04 10:00", "2026-06-05 10:00"
    assert list(WeekLimit().statements(problem)) == [
        Crowd(None, (first, second), "week limit: 3 visits in the week of 1 June 2026", most=3),
        Crowd(None, ("2026-06-08 10:00",), "week limit: 3 visits in the week of 8 June 2026", most=3),
    ]


def test_fewer_visits_than_the_limit_ask_nothing() -> None:
    """Three visits can never be more than three in a week."""
    assert list(WeekLimit().statements(a_problem(teams=TEAMS[:3]))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of three visits in two weeks with a limit of 2, the two readings are one."""
    problem = a_problem(teams=TEAMS[:3], year=span("2026-06-04", "2026-06-09"))
    assert outcomes(problem, WeekLimit(2)) == {(False, 0), (True, 0)}


def test_each_higher_limit_is_offered_up_to_all_visits_in_one_week() -> None:
    trouble = Trouble(("mash-1",), misses=(Miss(("mash-1",), (), (), over=2),))
    (way,) = WeekLimit(2).ways_out(a_problem(teams=TEAMS), trouble)
    assert isinstance(way, Degrees)
    assert [each.sentence for each in way.ways] == ["Allow 3 visits in one week.", "Allow 4 visits in one week."]
    assert list(WeekLimit(2).ways_out(a_problem(teams=TEAMS), Trouble(("mash-1",)))) == []
