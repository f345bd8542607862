"""Drawn histories, 2,000 in the slow tier: the funnel never rises, its losses add up, figures equal another count."""

from __future__ import annotations

import pytest

from rota.figures.counted import Figure
from rota.figures.funnel import STEPS
from tests.figures.other_way import tally
from tests.figures.worlds import COUNCIL, YEAR, counted
from tests.support.tiers import first_few

BATCH = 20
SEEDS = [range(first, first + BATCH) for first in range(0, 2000, BATCH)]


def named(several: tuple[Figure, ...]) -> dict[str, Figure]:
    return {one.name: one for one in several}


@pytest.mark.parametrize("seeds", first_few(2, SEEDS), ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_the_funnel_never_rises_and_its_losses_add_up(seeds: range) -> None:
    for seed in seeds:
        found, now, before = counted(seed)
        steps = [step.reached for step in found.funnel]
        assert [step.name for step in steps] == list(STEPS)
        assert [list(step.refs) for step in steps] == now.funnel()
        assert [list(step.before or ()) for step in steps] == before.funnel()
        for above, step in zip(found.funnel, found.funnel[1:], strict=False):
            lost = [one for loss in step.lost for one in loss.refs]
            assert sorted([*step.reached.refs, *lost]) == sorted(above.reached.refs)
            old = [one for loss in step.lost for one in loss.before or ()]
            assert sorted([*(step.reached.before or ()), *old]) == sorted(above.reached.before or ())
            assert all(loss.name for loss in step.lost)


@pytest.mark.parametrize("seeds", first_few(1, SEEDS), ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_each_figure_equals_a_count_by_another_way(seeds: range) -> None:
    for seed in seeds:
        found, now, _ = counted(seed)
        visits = list(now.of_year())
        facts, issues = now.known, {name: one for visit in visits for name, one in now.issues(visit).items()}
        reports, of_issues, actions = named(found.reports), named(found.issues), named(found.actions)
        assert len(visits) == named(found.visits)["visits required"].value
        assert sum(map(now.held, visits)) == named(found.visits)["held"].value
        assert sum(bool(now.reports(visit)) for visit in visits) == reports["reports received"].value
        assert sum(map(now.in_time, visits)) == reports["received in time"].value
        assert sum(map(now.agreed, visits)) == reports["agreed by all who went"].value
        assert len(issues) == of_issues["issues raised"].value
        for kind in ("for response", "to note", "praise"):
            assert sum(one.asks == kind for one in issues.values()) == of_issues[kind].value
        last = {one.issue: one.answer for one in facts.responses if one.issue in issues}
        asked = {name: answer for name, answer in last.items() if issues[name].asks == "for response"}
        for answer in ("accepted", "accepted in part", "not accepted", "outside our control"):
            assert list(asked.values()).count(answer) == of_issues[answer].value
        assert len(asked) == of_issues["answered"].value
        stages = tally(now.actions_at[name].stage for visit in visits for name in now.actions(visit))
        for stage in ("slipped", "paused", "not achieved", "done and confirmed", "done, to confirm"):
            assert stages.get(stage, 0) == actions[stage].value
        assert sum(stages.values()) == actions["actions set"].value
        assert {theme.name: theme.value for theme in found.themes if theme.value} == now.themes()
        open_ = {one.reference for one in now.issues_at.values() if one.next}
        assert {name for band in found.ages for name in band.refs} == open_ == {one.reference for one in found.open}


@pytest.mark.parametrize("seeds", first_few(1, SEEDS), ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_what_has_two_sides_adds_up(seeds: range) -> None:
    """In time and late are all that came, and so on; four quarters are the year."""
    for seed in seeds:
        found, _, _ = counted(seed)
        reports, issues, visits = named(found.reports), named(found.issues), named(found.visits)
        assert reports["received in time"].value + reports["received late"].value == reports["reports received"].value
        assert reports["reports received"].value + reports["not received"].value == visits["held"].value
        assert visits["held"].value + visits["not held"].value == visits["visits required"].value
        kinds = sum(issues[kind].value for kind in ("for response", "to note", "praise"))
        assert kinds == issues["issues raised"].value
        assert issues["answered in time"].value + issues["answered late"].value == issues["answered"].value
        quarters = [counted(seed, quarter)[0] for quarter in YEAR.quarters()]
        parts = [one for quarter in quarters for one in quarter.funnel[0].reached.refs]
        assert sorted(parts) == sorted(found.funnel[0].reached.refs)
        went = {place.member for place in found.records.places if place.went}
        assert set(found.participation.everybody.went) == went
        shares = found.participation.groups
        assert sum(len(share.places) for share in shares) == sum(place.went for place in found.records.places)
        assert sum(len(share.members) for share in shares) == len(COUNCIL.members)
