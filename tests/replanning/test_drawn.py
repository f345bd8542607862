"""Whatever council is drawn: the past stays, every must is kept or it is said that none is, and people are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from rota.auditing import audit
from rota.compare import diary_changes
from rota.domain import ALWAYS, LONDON, Problem, Rota
from rota.domain.edits import Away, Edit, Leave, edited
from rota.replanning.replan import Replanned, replan
from rota.rules import Rule
from rota.solving.engine import OutOfTime, Solved, solve
from rota.solving.limits import Limits
from tests.support.strategies import problems, rotas
from tests.support.tiers import examples
from tests.support.verdicts import RULES

pytestmark = pytest.mark.full

ALWAYS_ASKED = [rule for rule in RULES if rule.name in ("enough_members", "availability", "term_of_office")]


def all_serve(problem: Problem) -> Problem:
    """The same with members of always and visits that one can make: else few councils have a rota to begin with."""
    members = tuple(replace(member, terms=(ALWAYS,)) for member in problem.members)
    teams = tuple(replace(team, group_least=1, open=ALWAYS) for team in problem.teams)
    return replace(problem, members=members, teams=teams)


def some_rules(data: st.DataObject, most: int) -> list[Rule]:
    drawn = data.draw(st.lists(st.sampled_from(RULES), max_size=most, unique_by=lambda rule: rule.name))
    return list({rule.name: rule for rule in (*ALWAYS_ASKED, *drawn)}.values())


def a_loss(data: st.DataObject, problem: Problem, rota: Rota) -> tuple[date, Edit]:
    """The first day that may change, and somebody on a visit who has left by then, or is away from then on."""
    placement = data.draw(st.sampled_from([place for place in rota.placements if place.members]))
    member = data.draw(st.sampled_from(placement.members))
    from_day = max(problem.year.ends()[0], placement.slot.day - timedelta(data.draw(st.integers(-1, 4))))
    if data.draw(st.booleans()):
        return from_day, Leave(member, from_day - timedelta(1))
    start = datetime.combine(from_day, time(), LONDON)
    return from_day, Away(member, start, start + timedelta(data.draw(st.integers(1, 40))))


@given(problems().map(all_serve), st.data())
@examples(80, filtered=True)
def test_a_loss_changes_what_is_to_come_alone_and_is_counted_as_people_see_it(
    problem: Problem, data: st.DataObject
) -> None:
    """What is over was right when it was published, and neither a leaver nor an absence from now on makes it wrong."""
    rules = some_rules(data, 5)
    result = solve(problem, rules, Limits(work=5.0))
    if not isinstance(result, (Solved, OutOfTime)) or not any(place.members for place in result.rota.placements):
        event("nobody to lose")
        return
    from_day, edit = a_loss(data, problem, result.rota)
    now = edited(problem, [edit])
    plan = replan(now, rules, result.rota, from_day, data.draw(st.integers(0, 5)), with_offers=False)
    if not isinstance(plan, Replanned):
        event("no plan")
        return
    event("changed" if plan.changes else "as it was")
    before, after = ({place.visit: place for place in rota.placements} for rota in (result.rota, plan.rota))
    assert before.keys() == after.keys()
    assert all(after[visit] == place for visit, place in before.items() if place.slot.day < from_day)
    assert all(place.slot.day >= from_day for visit, place in after.items() if before[visit].slot.day >= from_day)
    report = audit(now, rules, plan.rota)
    assert report.kept
    assert (report.points, plan.already_broken) == (plan.points, ())
    changes = list(diary_changes(now, result.rota, plan.rota))
    assert plan.disturbance.people == len({change.person for change in changes})
    assert plan.disturbance.changes == len(changes)
    assert list(plan.changes) == changes


@given(problems().map(all_serve) | problems(), st.data())
@examples(80, filtered=True)
def test_any_rota_that_people_know_can_be_planned_anew_or_it_is_said_that_none_can(
    problem: Problem, data: st.DataObject
) -> None:
    """The rota known need not keep a must: what is over stays as it is, and is told of when it breaks one."""
    rules = some_rules(data, 4)
    known: Rota = data.draw(rotas(problem))
    from_day = data.draw(st.sampled_from(list(problem.year.days())))
    off = {(one.visit, one.day) for one in problem.cancelled}
    plan = replan(problem, rules, known, from_day, 2, with_offers=False)
    if not isinstance(plan, Replanned):
        event("no plan")
        return
    over = {
        place for place in known.placements if place.slot.day < from_day and (place.visit, place.slot.day) not in off
    }
    event("something is over" if over else "all is to come")
    said = [place for place in over if place.receivers or not problem.team_of(place.visit).receivers]
    assert set(said) <= set(plan.rota.placements)
    silent = {replace(place, receivers=()) for place in over}
    assert silent <= {replace(place, receivers=()) for place in plan.rota.placements}
    assert {place.visit for place in plan.rota.placements} == {visit.id for visit in problem.visits}
    assert not plan.already_broken or over
    assert plan.disturbance >= plan.bound or not plan.proven_nearest
