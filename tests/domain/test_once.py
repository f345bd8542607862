"""Once is once: what a history and a rota both hold is one visit, and the rota's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import PastVisit, Pin, Problem, Rota, member_loads
from rota.domain.history_overlap import besides, fixed, lineage, with_those_who_went
from tests.support.builders import a_member, a_problem, a_rota, a_slot, a_team, day, past, span
from tests.support.strategies import problems, rotas

YEAR = span("2026-06-01", "2027-05-31")
MEMBERS = tuple(a_member(name) for name in ("ann", "bob", "cat"))
ROTA = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob"), "north-1": ("2026-07-01 10:00", "ann")})


def a_year(*history: PastVisit, **fields: object) -> Problem:
    return a_problem(MEMBERS, [a_team("mash"), a_team("north")], year=YEAR, history=history, **fields)


def rows(problem: Problem, rota: Rota = ROTA) -> list[tuple[str, str, str]]:
    """What is left of the history beside the rota."""
    left = besides(problem, rota.placements).history
    return [(one.member, one.team, one.day.isoformat()) for one in left]


def test_the_same_member_team_and_date_are_one_visit() -> None:
    assert rows(a_year(past("ann", "mash", "2026-06-03"), past("bob", "mash", "2026-06-03"))) == []


@pytest.mark.parametrize(
    "other",
    [
        ("cat", "mash", "2026-06-03"),
        ("ann", "north", "2026-06-03"),
        ("ann", "mash", "2026-06-04"),
        ("ann", "mash", "2026-06-02"),
        ("bob", "north", "2026-07-01"),
        # A year before is another visit, whatever else is the same.
        ("ann", "mash", "2025-06-03"),
    ],
)
def test_with_another_member_team_or_date_they_are_two(other: tuple[str, str, str]) -> None:
    assert rows(a_year(past(*other), past("ann", "mash", "2026-06-03"))) == [other]


def test_the_time_of_day_is_no_matter() -> None:
    afternoon = a_rota({"mash-1": ("2026-06-03 14:00", "ann")})
    assert rows(a_year(past("ann", "mash", "2026-06-03")), afternoon) == []


def test_a_team_is_known_by_the_names_of_those_it_succeeds() -> None:
    """The MASH took over from the hub, and the hub from the desk; the desk's visit of June is the MASH's."""
    teams = (a_team("mash", succeeds=("hub",)), a_team("hub", succeeds=("desk",)), a_team("desk"), a_team("north"))
    assert lineage(teams)["mash"] == {"mash", "hub", "desk"}
    assert lineage(teams)["hub"] == {"hub", "desk"}
    closed = [replace(team, visits_a_year=0) if team.id in ("hub", "desk") else team for team in teams]
    history = (past("ann", "desk", "2026-06-03"), past("ann", "hub", "2026-07-01"))
    problem = a_problem(MEMBERS, closed, year=YEAR, history=history)
    assert rows(problem) == [("ann", "hub", "2026-07-01")]


def test_teams_that_succeed_each_other_in_a_circle_are_borne() -> None:
    assert lineage((a_team("a", succeeds=("b",)), a_team("b", succeeds=("a",)))) == {"a": {"a", "b"}, "b": {"a", "b"}}


def test_where_nothing_is_written_twice_the_problem_stays_itself() -> None:
    for problem in (a_year(), a_year(past("ann", "mash", "2025-06-03")), a_year(past("cat", "mash", "2026-06-03"))):
        assert besides(problem, ROTA.placements) is problem


def test_visits_that_the_year_does_not_owe_and_members_unknown_hold_nothing() -> None:
    odd = a_rota({"gone-1": ("2026-06-03 10:00", "ann"), "mash-1": ("2026-06-03 10:00", "zoe")})
    problem = a_year(past("ann", "mash", "2026-06-03"))
    assert besides(problem, odd.placements) is problem


def test_loads_count_it_once() -> None:
    """Ann goes twice and Bob once, whether their visits of June stand in the history too or not."""
    plain = member_loads(a_year(), ROTA)
    typed = a_year(past("ann", "mash", "2026-06-03"), past("bob", "mash", "2026-06-03"))
    assert member_loads(besides(typed, ROTA.placements), ROTA) == plain
    assert [load.visits + load.earlier for load in plain] == [2, 1, 0]


@given(problems(), st.data())
def test_typing_the_rota_into_the_history_changes_nothing(problem: Problem, data: st.DataObject) -> None:
    """Of any drawn world and rota, whatever its history holds besides."""
    rota = data.draw(rotas(problem))
    before = besides(problem, rota.placements)
    held = [
        PastVisit(member, problem.team_of(place.visit).id, place.slot.day)
        for place in rota.placements
        for member in place.members
    ]
    typed = replace(problem, history=(*problem.history, *data.draw(st.permutations(held))))
    assert besides(typed, rota.placements) == before


# What is fixed.


def test_what_is_fixed_is_who_goes_on_a_fixed_date() -> None:
    pins = (
        Pin("mash-1", day=day("2026-06-03")),
        Pin("mash-1", member="ann"),
        Pin("mash-1", member="cat", never=True),
        Pin("north-1", member="bob"),
    )
    (place,) = fixed(a_year(pins=pins))
    assert (place.visit, place.slot.day, place.members) == ("mash-1", day("2026-06-03"), ("ann",))


def test_those_who_went_on_a_fixed_date_are_fixed_too() -> None:
    """The group has room for two: Ann and Bob went, and Cat, who is kept from it by name, is passed over."""
    pins = (Pin("mash-1", day=day("2026-06-03")), Pin("mash-1", member="cat", never=True))
    history = [past(name, "mash", "2026-06-03") for name in ("ann", "bob", "cat")]
    made = with_those_who_went(a_year(*history, pins=pins))
    assert {pin.member for pin in made.pins if pin.member and not pin.never} == {"ann", "bob"}
    (place,) = fixed(made)
    assert [one.member for one in besides(made, (place,)).history] == ["cat"]


@pytest.mark.parametrize(
    ("pins", "history"),
    [
        ((Pin("mash-1", day=day("2026-06-04")),), (past("ann", "mash", "2026-06-03"),)),
        ((Pin("mash-1", member="ann"),), (past("ann", "mash", "2026-06-03"),)),
        # Three do not fit into a group of two.
        (
            (Pin("mash-1", day=day("2026-06-03")),),
            tuple(past(name, "mash", "2026-06-03") for name in ("ann", "bob", "cat")),
        ),
    ],
)
def test_otherwise_nothing_is_added(pins: tuple[Pin, ...], history: tuple[PastVisit, ...]) -> None:
    problem = a_year(*history, pins=pins)
    assert with_those_who_went(problem) is problem


def test_a_slot_of_the_day_stands_for_a_fixed_date() -> None:
    (place,) = fixed(a_year(pins=(Pin("mash-1", day=day("2026-06-03")), Pin("mash-1", member="ann"))))
    assert place.slot.day == a_slot("2026-06-03 10:00").day
