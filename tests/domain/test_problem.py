"""A Problem is the same whatever the order of its rows, and has a slot for every session of its year."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import CommitteePlace, Problem
from rota.domain.snapshot import snapshot, snapshot_hash
from tests.support.builders import a_member, a_problem, a_rota, a_slot, a_team, away, day, moment, past, span, weekly
from tests.support.strategies import problems


def _shuffled(problem: Problem, seed: int) -> Problem:
    order = random.Random(seed)
    rows: dict[str, Any] = {
        f.name: list(getattr(problem, f.name)) for f in fields(problem) if f.init and f.type.startswith("tuple")
    }
    for name, collection in rows.items():
        order.shuffle(collection)
        rows[name] = tuple(collection)
    return replace(problem, **rows)


@given(problems(), st.integers(0, 999))
def test_the_order_of_rows_never_matters(problem: Problem, seed: int) -> None:
    shuffled = _shuffled(problem, seed)
    assert problem == shuffled
    assert snapshot_hash(problem) == snapshot_hash(shuffled)
    assert problem.slots == shuffled.slots
    assert problem.visits == shuffled.visits


def test_members_given_backwards_are_kept_in_order_of_id() -> None:
    problem = a_problem([a_member("bob"), a_member("ann")])
    assert [member.id for member in problem.members] == ["ann", "bob"]


def test_a_row_given_twice_is_kept_once() -> None:
    problem = a_problem([a_member(), a_member()])
    assert len(problem.members) == 1


def test_there_is_a_slot_for_each_session_of_each_weekday_of_the_year() -> None:
    # Monday 1 to Sunday 7 June 2026: five weekdays, two sessions.
    problem = a_problem(year=span("2026-06-01", "2026-06-07"), sessions=("14:00", "10:00"))
    assert len(problem.slots) == 10
    assert [slot.id for slot in problem.slots[:3]] == ["2026-06-01 10:00", "2026-06-01 14:00", "2026-06-02 10:00"]
    assert problem.slots[-1].id == "2026-06-05 14:00"
    assert {timedelta(minutes=60)} == {slot.end - slot.start for slot in problem.slots}


@pytest.mark.parametrize(
    ("clock_change", "hours_before", "hours_after"),
    # Clocks go forward at 01:00 on Sunday 28 March 2027 and back at 02:00 on Sunday 25 October 2026.
    [("2027-03-28", 0, 1), ("2026-10-25", 1, 0)],
)
def test_clock_change_sundays_have_slots_at_the_new_time(
    clock_change: str, hours_before: int, hours_after: int
) -> None:
    sunday = day(clock_change)
    year = span((sunday - timedelta(7)).isoformat(), (sunday + timedelta(7)).isoformat())
    problem = a_problem(year=year, weekdays=(6,), sessions=("10:00",))
    offsets = [slot.start.utcoffset() for slot in problem.slots]
    assert [timedelta(hours=hours_before), timedelta(hours=hours_after), timedelta(hours=hours_after)] == offsets
    assert f"{clock_change} 10:00" == problem.slots[1].id


def test_a_slot_before_the_clocks_change_has_the_old_time() -> None:
    problem = a_problem(year=span("2027-03-28", "2027-03-28"), weekdays=(6,), sessions=("00:30", "10:00"))
    assert [slot.start.utcoffset() for slot in problem.slots] == [timedelta(0), timedelta(hours=1)]


@pytest.mark.parametrize(
    ("other", "expected"),
    # A visit from 10:00 to 11:00 and 30 minutes to travel: the next starts at 11:30, the one before ends at 09:30.
    [("11:29", True), ("11:30", False), ("08:30", False), ("08:31", True), ("10:00", True)],
)
def test_visits_clash_when_less_than_the_travel_time_lies_between_them(other: str, expected: bool) -> None:
    problem = a_problem(travel_minutes=30)
    one, two = a_slot("2026-06-01 10:00"), problem.slot_at(moment(f"2026-06-01 {other}"))
    assert expected == problem.clash(one, two)
    assert expected == problem.clash(two, one)


def test_visits_are_named_by_their_team_and_numbered_when_there_are_several() -> None:
    problem = a_problem(teams=[a_team("mash", name="MASH"), a_team("north", name="North", visits_a_year=2)])
    assert problem.title("mash-1") == "MASH"
    assert problem.title("north-2") == "North, visit 2 of 2"


def test_what_a_problem_does_not_have_is_a_key_error() -> None:
    problem = a_problem()
    for look_up in (problem.member, problem.team, problem.visit, problem.team_of, problem.title):
        with pytest.raises(KeyError):
            look_up("nobody")


def test_a_visits_first_day_is_the_first_of_its_part() -> None:
    # Monday 1 to Friday 5 June in two parts by days: 5 // 2 = 2 days, then 3.
    problem = a_problem(teams=[a_team(visits_a_year=2)])
    assert day("2026-06-01") == problem.first_day("mash-1")
    assert day("2026-06-03") == problem.first_day("mash-2")


def test_a_rota_keeps_its_placements_and_groups_in_order() -> None:
    rota = a_rota({"north-1": ("2026-06-01 10:00", "bob", "ann"), "mash-1": ("2026-06-02 10:00", "ann")})
    assert [placement.visit for placement in rota.placements] == ["mash-1", "north-1"]
    assert rota.placements[1].members == ("ann", "bob")
    assert [placement.visit for placement in rota.of_member("ann")] == ["north-1", "mash-1"], "earliest first"
    assert [placement.visit for placement in rota.of(["mash-1", "unknown"])] == ["mash-1"]


def test_each_members_placements_are_found_in_one_pass() -> None:
    rota = a_rota({"north-1": ("2026-06-01 10:00", "bob", "ann"), "mash-1": ("2026-06-02 10:00", "ann")})
    assert rota.by_member() == {member: rota.of_member(member) for member in ("ann", "bob")}
    assert rota.of_member("cat") == ()


def test_a_person_named_twice_on_a_visit_is_on_it_once() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann", "ann")})
    assert rota.by_member() == {"ann": rota.of_member("ann")} == {"ann": rota.placements}


def test_a_persons_rows_are_found_by_their_id() -> None:
    problem = a_problem(
        absences=[away("bob", "2026-06-02"), away("ann", "2026-06-03"), away("bob", "2026-06-01")],
        weekly=[weekly("jo", 0, "09:00", "17:00")],
        committees=[CommitteePlace("ann", "planning"), CommitteePlace("ann", "audit")],
        history=[past("ann", "mash", "2026-03-03"), past("bob", "mash", "2026-03-03")],
    )
    assert problem.absences_of("bob") == (away("bob", "2026-06-01"), away("bob", "2026-06-02"))
    assert problem.weekly_of("jo") == problem.weekly
    assert [place.committee for place in problem.committees_of("ann")] == ["audit", "planning"]
    assert problem.past_visits_of("bob") == (past("bob", "mash", "2026-03-03"),)
    for rows_of in (problem.absences_of, problem.weekly_of, problem.committees_of, problem.past_visits_of):
        assert rows_of("nobody") == ()


def test_derived_fields_are_no_part_of_the_snapshot() -> None:
    for derived in ("slots", "visits", "_members"):
        assert f'"{derived}"' not in snapshot(a_problem())
