"""Why a member does not go: each thing that could stand in the way alone, then together, in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rota.domain import Closure, CommitteePlace, Dated, Host, Interest, Pin
from rota.explaining.context import RotaContext
from rota.explaining.why_not import ORDER, Barrier, WhyNot, why_not
from tests.explaining.council import MUSTS, RULES, a_ground, cat, mash
from tests.explaining.everywhere import some
from tests.support.builders import a_member, away, meeting, span, weekly

TUESDAY = "2026-06-02"
WHEN = "2 June 2026 at 10:00"


def of_cat(asked: RotaContext) -> WhyNot:
    """Why Cat Cedar does not go to the MASH."""
    return why_not(asked, "mash-1", "cat")


def paced(days: int) -> tuple[Any, ...]:
    """A must of so many days between two visits by one member."""
    (gap,) = some(musts=("breathing_space",))
    return (replace(gap, days_between=days), *RULES)


ALONE: dict[str, tuple[RotaContext, str, str, str]] = {
    "an interest": (
        a_ground(interests=(Interest("cat", "mash"),)),
        "not eligible",
        "interests",
        "Cat Cedar may not visit MASH.",
    ),
    "a need of step-free access": (
        a_ground(cat=cat(needs_step_free=True), mash=mash(step_free=False)),
        "not eligible",
        "step_free",
        "Cat Cedar goes to MASH, which has no step-free access.",
    ),
    "no training": (
        a_ground(cat=cat(trained=None)),
        "not eligible",
        "clearance",
        f"Cat Cedar goes to MASH on {WHEN[:11]}, but no training is recorded.",
    ),
    "a role that is left out": (
        a_ground(cat=cat(roles=(Dated("lead member"),))),
        "not eligible",
        "pool",
        "Cat Cedar holds the role lead member on 1 June 2026, which is left out of MASH.",
    ),
    "a pin that keeps them off": (
        a_ground(pins=(Pin("mash-1", member="cat", never=True),)),
        "not eligible",
        "pinned",
        "Cat Cedar goes to MASH, and is pinned not to.",
    ),
    "training that begins later": (
        a_ground(cat=cat(trained=span("2026-06-03"))),
        "not free",
        "clearance",
        f"Cat Cedar goes to MASH on {WHEN[:11]}, but the training counts only from 3 June 2026, 1 day later.",
    ),
    "an absence": (
        a_ground(absences=(away("cat", TUESDAY),)),
        "not free",
        "availability",
        f"Cat Cedar is not available on {WHEN}.",
    ),
    "their regular week": (
        a_ground(weekly=(weekly("cat", 1, "09:00", "12:00", pattern="unavailable"),)),
        "not free",
        "availability",
        f"Cat Cedar is not available on {WHEN}.",
    ),
    "a meeting": (
        a_ground(
            meetings=(meeting("panel", f"{TUESDAY} 11:00", f"{TUESDAY} 12:00"),),
            committees=(CommitteePlace("cat", "panel"),),
        ),
        "not free",
        "meetings",
        "Cat Cedar has a meeting of panel on 2 June 2026 at 11:00, which MASH on 2 June 2026 at 10:00, with 30 minutes "
        "of travel, overlaps by 30 minutes.",
    ),
    "a term that begins later": (
        a_ground(cat=cat(terms=(span("2026-06-03"),))),
        "not free",
        "term_of_office",
        "Cat Cedar is not a member of the council on 2 June 2026, the day of MASH.",
    ),
    "a yearly limit": (
        a_ground(cat=cat(yearly_limit=1)),
        "limit",
        "yearly_limit",
        "Cat Cedar has 2 visits this year, 0 of them already made; the limit is 1, so 1 too many.",
    ),
    "another visit at that time": (
        a_ground(rota={"mash-1": (f"{TUESDAY} 10:00", "ann", "bob"), "north-1": (f"{TUESDAY} 10:00", "cat")}),
        "gap",
        "one_place_at_a_time",
        f"Cat Cedar is on MASH on {WHEN} and North team on {WHEN}, with 0 minutes between them; the least is 30, "
        "so 30 too few.",
    ),
    "another visit soon after": (
        a_ground(rules=paced(3)),
        "gap",
        "breathing_space",
        "Cat Cedar goes on MASH on 2 June 2026 and on North team on 4 June 2026: 2 days apart, 1 fewer than the 3 "
        "there should be.",
    ),
}
"""What stands in the way of Cat Cedar, with the step at which it is met, the rule and what its audit says."""


@pytest.mark.parametrize(("asked", "step", "rule", "sentence"), ALONE.values(), ids=ALONE)
def test_each_barrier_alone_is_told_with_its_step(asked: RotaContext, step: str, rule: str, sentence: str) -> None:
    answer = of_cat(asked)
    assert answer.could is None
    assert [(one.step, one.rule, one.sentence) for one in answer.barriers] == [(step, rule, sentence)]
    assert {option.instead_of for option in answer.options} == {"Ann Alder", "Bob Birch"}
    assert all(option.barriers == answer.barriers for option in answer.options)


FREE_LATER = ("training that begins later", "an absence", "their regular week", "a meeting", "a term that begins later")


@pytest.mark.parametrize("name", ALONE)
def test_another_date_is_told_where_the_date_is_what_is_in_the_way(name: str) -> None:
    """From Wednesday on Cat is free, but on Thursday at the north team; a gap of 3 days leaves Monday."""
    answer = of_cat(ALONE[name][0])
    elsewhere = {
        "another visit at that time": {1, 3, 4, 5},
        "another visit soon after": {1},
        "no training": set(),
        "a term that begins later": {3, 5},
        "training that begins later": {3, 5},
    }
    days = elsewhere.get(name, {1, 3, 5} if name in FREE_LATER else set())
    assert (answer.another_date is not None) == bool(days)
    if answer.another_date:
        assert answer.another_date.placement.slot.day.day in days
        assert "cat" in answer.another_date.placement.members


# The group: in each place something else is broken.


def steps(answer: WhyNot) -> dict[str, list[tuple[str, str]]]:
    """For each place that the member could take the steps and rules in the way."""
    return {option.instead_of: [(one.step, one.rule) for one in option.barriers] for option in answer.options}


def test_a_group_of_two_parties_would_be_of_one() -> None:
    """Bob, Green as Cat is, is fixed; in Ann's place Cat would make it a group of one party."""
    rules = (*some(musts=("cross_party",)), *RULES)
    answer = of_cat(a_ground(rules=rules, pins=(Pin("mash-1", member="bob"),)))
    assert (answer.could, answer.barriers, answer.another_date) == (None, (), None)
    assert steps(answer) == {"Ann Alder": [("group", "cross_party")], "Bob Birch": [("other", "pinned")]}


def test_two_of_a_ward_would_go_together() -> None:
    rules = (*some(musts=("same_ward",)), *RULES)
    answer = of_cat(a_ground(rules=rules, pins=(Pin("mash-1", member="bob"),)))
    assert steps(answer) == {"Ann Alder": [("group", "same_ward")], "Bob Birch": [("other", "pinned")]}


def test_nobody_with_the_role_that_is_required_would_go() -> None:
    """Dee is a mentor, as the MASH requires, and Ann is fixed: without the role Cat can take neither's place."""
    dee = a_member("dee", name="Dee Dogwood", roles=(Dated("mentor"),))
    asked = a_ground(
        dee,
        mash=mash(requires=("mentor",)),
        pins=(Pin("mash-1", member="ann"),),
        rota={"mash-1": (f"{TUESDAY} 10:00", "ann", "dee"), "north-1": ("2026-06-04 10:00", "cat")},
    )
    assert steps(of_cat(asked)) == {"Ann Alder": [("other", "pinned")], "Dee Dogwood": [("group", "required_role")]}


def test_beside_everybody_is_tried_where_the_group_may_grow() -> None:
    """A third would do, were Cat not at her limit; with the most of two it is not even tried."""
    limited = cat(yearly_limit=1)
    answer = of_cat(a_ground(cat=limited, mash=mash(group_most=3)))
    assert list(steps(answer)) == ["Ann Alder", "Bob Birch", ""]
    assert answer.barriers[0].step == "limit"
    assert list(steps(of_cat(a_ground(cat=limited)))) == ["Ann Alder", "Bob Birch"]


def test_a_member_may_go_beside_everybody() -> None:
    """Pinned or not, there is room for three; the extra place costs 10 and Cat's second visit 400 - 100."""
    pins = (Pin("mash-1", member="ann"), Pin("mash-1", member="bob"))
    answer = of_cat(a_ground(mash=mash(group_most=3), pins=pins))
    assert answer.could is not None
    assert answer.could.names == ("Ann Alder", "Bob Birch", "Cat Cedar")
    assert answer.could.difference.points == 10 + 300


def test_a_visit_that_nobody_makes_has_room() -> None:
    """A draft: the MASH has nobody, so there is nobody's place to take, only a place beside them."""
    asked = a_ground(
        cat=cat(yearly_limit=1), rota={"mash-1": (f"{TUESDAY} 10:00",), "north-1": ("2026-06-04 10:00", "cat")}
    )
    assert steps(of_cat(asked)) == {"": [("group", "enough_members"), ("limit", "yearly_limit")]}
    assert [barrier.rule for barrier in of_cat(asked).barriers] == ["yearly_limit", "enough_members"]


# Together.


def everything() -> RotaContext:
    """Cat may not, cannot, is away, has her fill, is on another visit too soon and is of the ward of both who go."""
    rules = (*some(musts=("same_ward",)), *paced(3))
    return a_ground(
        cat=cat(yearly_limit=1, needs_step_free=True),
        mash=mash(step_free=False),
        rules=rules,
        absences=(away("cat", TUESDAY),),
        interests=(Interest("cat", "mash"),),
        meetings=(meeting("council", f"{TUESDAY} 10:00", f"{TUESDAY} 11:00"),),
    )


def test_barriers_are_told_in_the_order_in_which_they_are_asked() -> None:
    """What no date can change, then the date, then the year, then the gap; within a step as in the rule book."""
    assert [(barrier.step, barrier.rule) for barrier in of_cat(everything()).barriers] == [
        ("not eligible", "interests"),
        ("not eligible", "step_free"),
        ("not free", "availability"),
        ("not free", "meetings"),
        ("limit", "yearly_limit"),
        ("gap", "breathing_space"),
    ]
    assert ORDER[:5] == ("not eligible", "not free", "limit", "gap", "group")


def test_what_is_in_the_way_in_one_place_alone_is_not_a_barrier_for_all() -> None:
    """Two of Quay would go in Ann's place, not in Bob's: the ward is told of that option, not of Cat."""
    answer = of_cat(everything())
    assert "same_ward" not in [barrier.rule for barrier in answer.barriers]
    assert [("group", "same_ward") in found for found in steps(answer).values()] == [True, False]


def test_what_is_broken_already_elsewhere_is_no_barrier() -> None:
    """A draft: Bob is away on the day of the north team's visit. At the MASH only his interest is in the way."""
    rota = {"mash-1": (f"{TUESDAY} 10:00", "ann", "cat"), "north-1": ("2026-06-04 10:00", "bob")}
    asked = a_ground(rota=rota, absences=(away("bob", "2026-06-04"),), interests=(Interest("bob", "mash"),))
    assert [finding.rule for finding in asked.report.breaches] == ["availability"]
    answer = why_not(asked, "mash-1", "bob")
    assert [barrier.rule for barrier in answer.barriers] == ["interests"]
    assert steps(answer) == {name: [("not eligible", "interests")] for name in ("Ann Alder", "Cat Cedar")}


@pytest.mark.parametrize(
    ("fields", "rule", "sentence"),
    [
        (
            {"closures": (Closure(span(TUESDAY, TUESDAY), "bank holiday: Test Day"),)},
            "open_dates",
            "MASH is on 2 June 2026, which is closed: bank holiday: Test Day.",
        ),
        (
            {
                "mash": mash(host="hal"),
                "hosts": (Host("hal", "Hal Holly"),),
                "absences": (away("hal", TUESDAY),),
            },
            "host_present",
            f"MASH is on {WHEN}, when Hal Holly, who receives it, is not available.",
        ),
    ],
)
def test_a_visit_that_cannot_be_on_its_date_at_all_says_so(fields: dict[str, Any], rule: str, sentence: str) -> None:
    """A draft: it is not the member who is in the way, and no place is told with nothing after it."""
    answer = of_cat(a_ground(**fields))
    assert [(barrier.step, barrier.rule, barrier.sentence) for barrier in answer.barriers] == [
        ("other", rule, sentence)
    ]
    assert all(option.barriers for option in answer.options)
    assert answer.another_date is not None


# What it would cost.


def test_who_could_go_is_told_at_what_cost_and_with_whom() -> None:
    """Cat's second visit costs 400 - 100, and one who stays at home saves 100."""
    answer = of_cat(a_ground())
    assert (answer.barriers, answer.options) == ((), ())
    assert answer.could is not None
    assert answer.could.difference.points == 300 - 100
    assert len(answer.could.names) == 2
    assert "Cat Cedar" in answer.could.names
    assert answer.slot == a_ground().placement("mash-1").slot


def test_another_date_is_told_only_where_it_is_cheaper() -> None:
    """Ann would rather go on Wednesdays: there the same group costs less."""
    prefers = some("preferred_times")
    week = (weekly("cat", 2, "09:00", "12:00", pattern="preferred"),)
    answer = of_cat(a_ground(rules=(*RULES, *prefers), weekly=week))
    assert answer.could is not None
    assert answer.another_date is not None
    assert answer.another_date.placement.slot.day.isoformat() == "2026-06-03"
    # Away from a time that she prefers each of Cat's places costs 3.
    assert answer.could.difference.points - answer.another_date.difference.points == 3


def test_no_barrier_is_personal_but_those_of_personal_rules() -> None:
    personal = {barrier.rule for barrier in of_cat(everything()).barriers if barrier.personal}
    assert personal == {"interests", "step_free", "availability"}
    assert {rule.name for rule in MUSTS if rule.personal} == {*personal, "clearance", "host_present"}


def test_barriers_are_equal_when_they_say_the_same() -> None:
    one = Barrier("limit", "yearly_limit", "Too many.", personal=False)
    assert len({one, replace(one)}) == 1


def test_a_visit_that_is_not_placed_has_no_answer() -> None:
    asked = a_ground(rota={"north-1": ("2026-06-04 10:00", "cat")})
    with pytest.raises(KeyError, match="mash-1"):
        of_cat(asked)
