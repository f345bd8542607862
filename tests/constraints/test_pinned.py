"""Pinned: what an officer has fixed stays fixed."""

from __future__ import annotations

from datetime import time

import pytest

from constraints.pinned import Pinned
from rota.domain import HeldVisit, Pin
from rota.rules import Bar, Opening, Tally, Trouble
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, day, sentences, span

RULE = Pinned()
MEMBERS = (a_member("ann"), a_member("bob"))
WEDNESDAY = day("2026-06-03")


@pytest.mark.parametrize(
    ("pin", "at", "broken"),
    [
        (Pin("mash-1", WEDNESDAY), "2026-06-03 14:00", False),
        (Pin("mash-1", WEDNESDAY), "2026-06-04 10:00", True),
        (Pin("mash-1", WEDNESDAY, time(10)), "2026-06-03 10:00", False),
        (Pin("mash-1", WEDNESDAY, time(10)), "2026-06-03 14:00", True),
        (Pin("mash-1", WEDNESDAY, time(10)), "2026-06-04 10:00", True),
        (Pin("mash-1", None, time(10)), "2026-06-04 10:00", False),
        (Pin("mash-1", None, time(10)), "2026-06-04 14:00", True),
    ],
)
def test_date_and_time_are_fixed(pin: Pin, at: str, broken: bool) -> None:
    """A date leaves the time open, a time leaves the date open, and both leave nothing."""
    problem = a_problem(MEMBERS, sessions=["10:00", "14:00"], pins=[pin])
    assert breaks(RULE, problem, a_rota({"mash-1": (at, "ann")})) == broken


def test_members_are_fixed_or_ruled_out() -> None:
    """A pinned member goes, whoever else does; a member ruled out does not."""
    goes, never = Pin("mash-1", member="ann"), Pin("mash-1", member="bob", never=True)
    alone, together, other = (
        a_rota({"mash-1": ("2026-06-03 10:00", *group)}) for group in (("ann",), ("ann", "bob"), ("bob",))
    )
    with_ann = a_problem(MEMBERS, pins=[goes])
    assert [breaks(RULE, with_ann, rota) for rota in (alone, together, other)] == [False, False, True]
    without_bob = a_problem(MEMBERS, pins=[never])
    assert [breaks(RULE, without_bob, rota) for rota in (alone, together, other)] == [False, True, True]


def test_sentences() -> None:
    """Each finding says what is fixed and what the rota has instead."""
    pins = [
        Pin("mash-1", WEDNESDAY, time(10)),
        Pin("mash-1", member="ann"),
        Pin("mash-1", member="bob", never=True),
    ]
    rota = a_rota({"mash-1": ("2026-06-04 10:00", "bob")})
    assert sentences(RULE, a_problem(MEMBERS, pins=pins), rota) == [
        "Mash is on 4 June 2026 at 10:00; it is pinned to 3 June 2026 at 10:00.",
        "Ann does not go to Mash, and is pinned to go.",
        "Bob goes to Mash, and is pinned not to.",
    ]


def test_statements_of_dates_and_members() -> None:
    """Visits fixed alike share one box; a date that is no slot of the year leaves none; members have their own."""
    pins = [
        Pin("mash-1", day("2026-06-01")),
        Pin("north-1", day("2026-06-01")),
        Pin("south-1", day("2026-07-01"), time(10)),
        Pin("mash-1", member="ann"),
        Pin("north-1", member="bob", never=True),
    ]
    teams = [a_team("mash"), a_team("north"), a_team("south")]
    problem = a_problem(MEMBERS, teams, year=span("2026-06-01", "2026-06-02"), pins=pins)
    assert set(RULE.statements(problem)) == {
        Bar(None, ("mash-1", "north-1"), ("2026-06-02 10:00",), "pinned: fixed to 1 June 2026"),
        Bar(None, ("south-1",), None, "pinned: fixed to 1 July 2026 at 10:00"),
        Tally(("ann",), ("mash-1",), "", "pinned: Ann goes", least=1),
        Bar(("bob",), ("north-1",), None, "pinned: Bob does not go"),
    }


def test_pins_of_unknown_visits_and_members_ask_nothing() -> None:
    """Reading reports such pins; the rule passes over them."""
    problem = a_problem(MEMBERS, pins=[Pin("gone-1", WEDNESDAY), Pin("mash-1", member="gone")])
    assert list(RULE.statements(problem)) == []
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-04 10:00", "ann")}))


@pytest.mark.parametrize(
    "pins",
    [
        (Pin("mash-1", day("2026-06-01")),),
        (Pin("mash-1", day("2026-06-01"), time(10), "ann"), Pin("north-1", None, time(14))),
        (Pin("mash-1", member="ann"), Pin("north-1", member="ann", never=True)),
        (Pin("mash-1", day("2026-06-02"), member="bob", never=True), Pin("gone-1", WEDNESDAY)),
    ],
)
def test_statements_and_check_agree_on_every_rota(pins: tuple[Pin, ...]) -> None:
    """Over every rota of two members, two visits and four slots, the two readings are one."""
    problem = a_problem(
        MEMBERS,
        [a_team("mash"), a_team("north")],
        year=span("2026-06-01", "2026-06-02"),
        sessions=["10:00", "14:00"],
        pins=pins,
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_only_those_that_would_have_to_go_are_given_up_together() -> None:
    """Three visits are fixed; the rota that breaks the least would have two of them elsewhere."""
    teams = [a_team(name) for name in ("east", "mash", "north")]
    pins = tuple(Pin(f"{team.id}-1", day=WEDNESDAY) for team in teams)
    openings = tuple(Opening(visit, "2026-06-04 10:00", ()) for visit in ("east-1", "north-1"))
    trouble = Trouble(("east-1", "mash-1", "north-1"), openings)
    offered = [(way.sentence, way.effort) for way in RULE.ways_out(a_problem(MEMBERS, teams, pins=pins), trouble)]
    assert offered[3:] == [("Fix nothing of East and North.", 4), ("Fix nothing of East, Mash and North.", 6)]


def test_of_many_pins_only_those_that_would_have_to_go_are_offered_one_by_one() -> None:
    teams = [a_team(f"t{n}") for n in range(7)]
    pins = tuple(Pin(f"t{n}-1", day=WEDNESDAY) for n in range(7))
    visits = tuple(f"t{n}-1" for n in range(7))
    trouble = Trouble(visits, (Opening("t3-1", "2026-06-04 10:00", ()),))
    offered = [way.sentence for way in RULE.ways_out(a_problem(MEMBERS, teams, pins=pins), trouble)]
    assert offered == [
        "Let T3 be at another time than 3 June 2026, to which it is fixed.",
        "Fix nothing of T0, T1, T2, T3, T4, T5 and T6.",
    ]


HELD = HeldVisit("mash-1", WEDNESDAY, ("ann",), ("bob",))


def test_what_was_held_is_on_its_day_with_who_went_and_nobody_who_did_not() -> None:
    """Ann was at it on 3 June and Bob was not: any hour of that day, with Ann, without Bob."""
    problem = a_problem(MEMBERS, sessions=["10:00", "14:00"], held=[HELD])
    as_it_was, moved, without, beside = (
        a_rota({"mash-1": place})
        for place in (
            ("2026-06-03 14:00", "ann"),
            ("2026-06-04 10:00", "ann"),
            ("2026-06-03 10:00",),
            ("2026-06-03 10:00", "ann", "bob"),
        )
    )
    assert [breaks(RULE, problem, rota) for rota in (as_it_was, moved, without, beside)] == [False, True, True, True]
    assert sentences(RULE, problem, a_rota({"mash-1": ("2026-06-04 10:00", "bob")})) == [
        "Mash was held on 3 June 2026; the rota has it on 4 June 2026.",
        "Ann was at Mash when it was held; the rota does not have them there.",
        "Bob was not at Mash when it was held; the rota has them there.",
    ]


def test_statements_and_check_agree_on_what_was_held() -> None:
    """Over every rota of two members, two visits and four slots, the two readings are one."""
    held = HeldVisit("mash-1", day("2026-06-01"), ("ann", "gone"), ("bob",))
    teams = [a_team("mash"), a_team("north")]
    year = span("2026-06-01", "2026-06-02")
    problem = a_problem(MEMBERS, teams, year=year, sessions=["10:00", "14:00"], held=[held])
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
