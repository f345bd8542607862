"""The engine may begin from a rota that there is: as far as the rules' bars allow it, and to the same optimum."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from rota.domain import Problem, Rota
from rota.solving.engine import Impossible, OutOfTime, Solved, solve
from rota.solving.limits import Limits
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, JUNE_24, PUBLISHED, RULES, council
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, hosted
from tests.support.strategies import problems, rotas
from tests.support.tiers import examples
from tests.support.verdicts import RULES as EVERY_RULE

NO_WORK = Limits(work=0.0)


def begun(problem: Problem, start: Rota | None) -> Rota:
    """What the engine holds before it has done any work, when that keeps every must."""
    result = solve(problem, RULES, NO_WORK, start=start)
    assert isinstance(result, (Solved, OutOfTime))
    return result.rota


def test_the_search_begins_from_the_rota_given() -> None:
    """Neither the fairest nor at the first of dates: no engine would come to it by itself."""
    slots = {"mash-1": (JUNE_24, "ann", "cat"), "north-1": (JUNE_3, "ann"), "south-1": (JUNE_17, "bob", "cat")}
    odd = hosted(council(), a_rota(slots))
    assert begun(council(), odd) == odd
    assert begun(council(), PUBLISHED) == PUBLISHED
    assert begun(council(), None) not in (odd, PUBLISHED)


@pytest.mark.parametrize("slot", [JUNE_17, "2030-01-02 09:00"], ids=["barred", "unknown"])
def test_a_visit_whose_slot_is_barred_or_unknown_begins_elsewhere_and_the_others_stay(slot: str) -> None:
    """Hal is away on the 17th, so the south cannot be then."""
    start = a_rota({"mash-1": (JUNE_24, "ann"), "north-1": (JUNE_10, "cat"), "south-1": (slot, "bob")})
    start = hosted(council(), start)
    found = begun(council(absences=(away("hal", "2026-06-17"),)), start)
    assert found.of(["mash-1", "north-1"]) == start.of(["mash-1", "north-1"])
    assert found.of(["south-1"])[0].slot.id not in (JUNE_17, slot)


def test_a_member_who_is_not_free_or_not_known_is_left_out() -> None:
    """Bob is away on the 10th, and Cat goes north without him; Zoe is nobody."""
    with_zoe = Rota(
        tuple(
            replace(place, members=(*place.members, "zoe")) if place.visit == "south-1" else place
            for place in PUBLISHED.placements
        )
    )
    found = begun(council(absences=(away("bob", "2026-06-10"),)), with_zoe)
    assert {place.visit: place.members for place in found.placements} == {
        "mash-1": ("ann", "bob"),
        "north-1": ("cat",),
        "south-1": ("ann",),
    }


@pytest.mark.parametrize("start", [Rota(), PUBLISHED, a_rota({"gone-1": (JUNE_3, "nobody")})])
def test_wherever_it_begins_the_optimum_is_the_same(start: Rota) -> None:
    afresh, from_start = (solve(council(), RULES, start=one) for one in (None, start))
    assert isinstance(afresh, Solved)
    assert isinstance(from_start, Solved)
    assert from_start.certificate == afresh.certificate
    assert from_start.report.kept


def test_an_optimum_that_is_given_is_given_back() -> None:
    """Three members share three places in six ways and three dates; any of them costs 300."""
    members = [a_member(name) for name in ("ann", "bob", "cat")]
    teams = [a_team(name, group_least=1, group_most=1) for name in ("mash", "north", "south")]
    best = a_rota(
        {
            "mash-1": ("2026-06-05 10:00", "cat"),
            "north-1": ("2026-06-02 10:00", "bob"),
            "south-1": ("2026-06-04 10:00", "ann"),
        }
    )
    result = solve(a_problem(members, teams), (EnoughMembers(), FairShare()), start=best)
    assert isinstance(result, Solved)
    assert (result.rota, result.certificate.value) == (best, 300)


def test_that_there_is_none_is_said_from_any_start() -> None:
    nobody = council(absences=tuple(away(name, "2026-06-01", "2026-06-30") for name in ("ann", "bob", "cat")))
    assert isinstance(solve(nobody, RULES, start=PUBLISHED), Impossible)


@given(problems(most_members=3, most_teams=2), st.data())
@examples(40, filtered=True)
def test_any_start_leads_to_the_value_that_none_leads_to(problem: Problem, data: st.DataObject) -> None:
    rules = data.draw(st.lists(st.sampled_from(EVERY_RULE), min_size=1, max_size=6, unique_by=lambda rule: rule.name))
    start = data.draw(rotas(problem))
    afresh, from_start = solve(problem, rules), solve(problem, rules, start=start)
    assert type(afresh) is type(from_start)
    if isinstance(afresh, Solved) and isinstance(from_start, Solved):
        assert afresh.certificate.value == from_start.certificate.value
