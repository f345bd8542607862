"""What is over, as a rule: its statements and its check agree on every rota of the tiny world."""

from __future__ import annotations

from dataclasses import replace

import pytest

from constraints.availability import Availability
from constraints.yearly_limit import YearlyLimit
from rota.domain import Cancellation, Problem
from rota.rules import Trouble
from rota.solving.model.assignment import measure
from rota.solving.model.what_is_over import WhatIsOver, breaks_a_must, what_is_over
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, MUSTS, PUBLISHED, council
from tests.support import reference
from tests.support.builders import a_rota, a_slot, away, day, sentences
from tests.support.tiny_world import every_draft, every_rota, tiny_world
from tests.support.verdicts import audited, compiled

pytestmark = pytest.mark.full

ROTA = a_rota(
    {
        "home-1": ("2026-06-10 10:00", "bob", "cat"),
        "mash-1": ("2026-06-03 10:00", "ann"),
        "mash-2": ("2026-06-17 10:00", "bob"),
    }
)


def over_on(first_day: str, problem: Problem | None = None) -> WhatIsOver:
    found = what_is_over(problem or tiny_world(), ROTA, day(first_day))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first_day", "kept"),
    [
        ("2026-06-03", 13_824),  # nothing is over and no slot is gone: each of 3 x 3 x 3 slots, of 8 x 8 x 8 groups
        ("2026-06-04", 256),  # one visit stays, of each other 2 slots of 3 and any of 8 groups: (2 x 8) x (2 x 8)
        ("2026-06-11", 8),  # two stay, and the last can be on the 17th alone: any of 8 groups
        ("2026-06-18", 1),
    ],
)
def test_statements_arrays_and_check_agree_on_every_rota(first_day: str, kept: int) -> None:
    """The check on each; the arrays and the reference, which are slow, on those that are kept and on every seventh."""
    problem, rule = tiny_world(), over_on(first_day)
    statements, arrays = list(rule.statements(problem)), compiled(tiny_world(), rule)
    found = 0
    for number, (draft, rota) in enumerate(zip(every_draft(problem), every_rota(received=False), strict=True)):
        broken, points = audited(problem, rule, rota)
        if number % 7 == 0 or (not broken and kept < 1000):
            measured = measure(arrays, draft)
            assert (measured.broken > 0, measured.points) == (broken, points)
            said = reference.measure(problem, statements, rota)
            assert (said[0] > 0, said[1]) == (broken, points)
        found += not broken
    assert found == kept


def test_what_breaks_it_is_said() -> None:
    rule = over_on("2026-06-04")
    other = replace(ROTA.placements[1], members=("cat",))
    early = replace(ROTA.placements[2], slot=a_slot("2026-06-03 10:00"))
    said = sentences(rule, tiny_world(), replace(ROTA, placements=(ROTA.placements[0], other, early)))
    assert said == [
        "Mash, visit 1 of 2 is over: it was on 3 June 2026 at 10:00, and stays as it was.",
        "Mash, visit 2 of 2 is moved to 3 June 2026 at 10:00, before 4 June 2026.",
    ]
    assert sentences(rule, tiny_world(), ROTA) == []


@pytest.mark.parametrize("first_day", [None, "2026-05-01", "2026-06-01"])
def test_before_the_year_begins_nothing_is_over(first_day: str | None) -> None:
    """The year begins on 1 June: until then there is no day on which a visit could have been."""
    assert what_is_over(tiny_world(), ROTA, day(first_day) if first_day else None) is None


def test_a_visit_called_off_on_its_day_was_not_made_and_one_that_is_not_owed_is_left_out() -> None:
    off = replace(tiny_world(), cancelled=(Cancellation("mash-1", day("2026-06-03")),))
    assert over_on("2026-06-04", off).facts == ()
    elsewhere = replace(tiny_world(), cancelled=(Cancellation("mash-1", day("2026-06-10")),))
    assert [place.visit for place in over_on("2026-06-04", elsewhere).facts] == ["mash-1"]
    fewer = replace(tiny_world(), teams=tuple(team for team in tiny_world().teams if team.id == "home"))
    assert over_on("2026-06-18", fewer).facts == (ROTA.placements[0],)


def test_there_is_no_way_out_of_the_past() -> None:
    assert list(over_on("2026-06-04").ways_out(tiny_world(), Trouble(("mash-1",)))) == []


@pytest.mark.parametrize(
    ("first_day", "limit", "broken"),
    [
        (JUNE_10[:10], 1, False),  # Ann and Bob went once each
        (JUNE_17[:10], 1, True),  # Bob went on the 3rd and on the 10th
        (JUNE_17[:10], 2, False),
        (JUNE_3[:10], 0, False),  # nobody has gone yet
    ],
)
def test_whether_the_past_breaks_a_must_by_itself(first_day: str, limit: int, broken: bool) -> None:
    over = what_is_over(council(), PUBLISHED, day(first_day))
    assert over is not None
    assert breaks_a_must(council(), (YearlyLimit(visits_a_year=limit),), over) is broken


def test_an_absence_typed_in_afterwards_is_a_must_that_the_past_breaks() -> None:
    late = council(absences=[away("ann", "2026-06-03")])
    for first_day, broken in (("2026-06-03", False), ("2026-06-04", True)):
        over = what_is_over(late, PUBLISHED, day(first_day))
        assert over is not None
        assert breaks_a_must(late, (*MUSTS, Availability()), over) is broken
