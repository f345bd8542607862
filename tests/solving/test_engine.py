"""The one door: what comes back for councils that can be served, cannot be, or need longer."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.families import RULE_NUMBERS, problem
from constraints import RULES
from constraints.availability import Availability
from constraints.breathing_space import BreathingSpace
from constraints.cross_party import CrossParty
from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.host_present import HostPresent
from constraints.required_role import RequiredRole
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.auditing import DisagreementError, audit
from rota.domain import Dated, Host, Problem
from rota.domain.snapshot import canonical
from rota.rules import Apart, Tally
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.engine import Impossible, OutOfTime, Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from rota.solving.progress import Progress
from tests.support.builders import a_member, a_problem, a_team, away, past, span
from tests.support.shapes import Shape

EVERY_RULE = tuple(rule() for rule in RULES)


def six_members() -> Problem:
    """Six members of two groups and three visits of two: each goes once, whoever goes with whom."""
    members = [a_member(name, group) for name, group in zip("abcdef", ["Labour", "Conservative"] * 3, strict=True)]
    teams = [a_team(name, group_least=2, group_most=2) for name in ("mash", "north", "south")]
    return a_problem(members, teams, year=span("2026-06-01", "2026-06-26"))


def test_six_places_for_six_members_are_one_each_and_proven() -> None:
    # Fairness: six loads of 1 cost 6 x 100. Cross-party pairs exist, so nothing else is lost.
    result = solve(six_members(), (EnoughMembers(), FairShare(), CrossParty()))
    assert isinstance(result, Solved)
    assert result.certificate.value == 600
    assert result.certificate.bound == 600
    assert result.certificate.proven_fairest
    assert sorted(m for p in result.rota.placements for m in p.members) == list("abcdef")


def test_history_is_made_up_for() -> None:
    """Who has gone twice stays at home until the others have gone as often."""
    # Three places for a (two visits before) and b, c (none), one a visit: b and c share them, 2 + 1 or 1 + 2.
    # The history lies in the year before, so shares are equal and loads double nothing: 100 x (1 + 3 + 1) = 500.
    members = [a_member(name) for name in "abc"]
    teams = [a_team(name, group_least=1, group_most=1) for name in ("mash", "north", "south")]
    world = a_problem(
        members,
        teams,
        year=span("2026-06-01", "2026-06-26"),
        history=(past("a", "mash", "2026-05-04"), past("a", "north", "2026-05-05")),
    )
    result = solve(world, (EnoughMembers(), FairShare()))
    assert isinstance(result, Solved)
    assert result.certificate.fairness == 500
    assert not any("a" in placement.members for placement in result.rota.placements)


def test_a_group_of_one_is_no_less_a_group() -> None:
    result = solve(a_problem([a_member()], [a_team(group_least=1, group_most=1)]), EVERY_RULE)
    assert isinstance(result, Solved)
    assert [placement.members for placement in result.rota.placements] == [("ann",)]


def test_visits_fall_on_both_clock_change_days() -> None:
    """Summer time ends on 25 October 2026 and begins on 28 March 2027; visits then keep their wall-clock hour."""
    year = span("2026-10-19", "2027-04-04")
    closed = [d for d in year.days() if d.weekday() == 6 and d.isoformat() not in ("2026-10-25", "2027-03-28")]
    members = [a_member("ann", yearly_limit=2)]
    world = a_problem(
        members,
        [a_team(visits_a_year=2, group_least=1, group_most=1)],
        year=year,
        weekdays=(6,),
        absences=tuple(away("ann", d.isoformat()) for d in closed),
    )
    result = solve(world, EVERY_RULE)
    assert isinstance(result, Solved)
    assert [placement.slot.id for placement in result.rota.placements] == ["2026-10-25 10:00", "2027-03-28 10:00"]
    assert [p.slot.start.utcoffset().seconds // 3600 for p in result.rota.placements] == [0, 1]  # type: ignore[union-attr]


def test_a_pool_smaller_than_the_group_is_named() -> None:
    result = solve(a_problem([a_member()], [a_team(group_least=2, group_most=2)]), EVERY_RULE)
    assert result == Impossible("dates", ("mash-1",), 1)


def test_a_role_that_nobody_holds_is_named() -> None:
    world = a_problem([a_member()], [a_team(requires=("lead member",))])
    result = solve(world, (EnoughMembers(), RequiredRole()))
    assert result == Impossible("dates", ("mash-1",), 1)


def test_a_host_who_is_always_away_is_named_for_each_visit() -> None:
    teams = [a_team("mash", host="hal"), a_team("north", host="hal"), a_team("south", host="ivy")]
    world = a_problem(
        [a_member()],
        teams,
        hosts=(Host("hal", "Hal"), Host("ivy", "Ivy")),
        absences=(away("hal", "2026-06-01", "2026-06-30"),),
    )
    result = solve(world, (EnoughMembers(), HostPresent()))
    assert result == Impossible("dates", ("mash-1", "north-1"), 2)


def test_a_role_whose_holders_have_gone_often_enough_is_named() -> None:
    """Ann alone is a chair and goes once a year: of two visits that each need a chair, one has none."""
    teams = [a_team(name, group_least=1, group_most=1, requires=("chair",)) for name in ("mash", "north")]
    members = [a_member("ann", roles=(Dated("chair"),)), a_member("bob"), a_member("cat")]
    result = solve(a_problem(members, teams), (EnoughMembers(), RequiredRole(), YearlyLimit(visits_a_year=1)))
    assert result in [Impossible("places", (visit,), 1) for visit in ("mash-1", "north-1")]


def test_a_visit_without_dates_is_the_only_reason_where_it_is_the_only_fault() -> None:
    """The year has no Sunday, so MASH has no date; that nobody can then fill its place is no second fault."""
    result = solve(a_problem([a_member()], [a_team()], weekdays=(6,)), EVERY_RULE)
    assert result == Impossible("dates", ("mash-1",), 1)


def test_the_fairest_is_proven_even_where_dates_decide_it() -> None:
    """Two who are never free together do not both go, which a flow of places cannot see: it is proven all the same."""
    # Two visits of two places. Ann is free Monday to Wednesday, bob Thursday and Friday, cat always, but cat has
    # been twice in the year before. The flow sends ann and bob to both visits: 100 x (1 + 3 + 1 + 3) = 800. As a
    # visit is on one day, cat must be on both: ann 1, bob 1, cat 2 costs 100 x (1 + 1 + 5 + 7) = 1,400.
    members = [a_member(name) for name in ("ann", "bob", "cat")]
    teams = [a_team(name, group_least=2, group_most=2) for name in ("mash", "north")]
    absences = (away("ann", "2026-06-04", "2026-06-05"), away("bob", "2026-06-01", "2026-06-03"))
    history = tuple(past("cat", "mash", f"2026-05-0{day}") for day in (4, 5))
    world = a_problem(members, teams, absences=absences, history=history)
    rules = (EnoughMembers(), Availability(), FairShare())
    arrays = compile_statements(world, gather(world, rules))
    assert lower_bound(arrays, presolve(arrays)).fairness == 800
    result = solve(world, rules)
    assert isinstance(result, Solved)
    assert result.certificate.fairness == result.certificate.fairness_bound == 1400


def test_limits_too_low_for_the_places_are_shown_by_the_flow() -> None:
    # Two members with one visit each can fill 2 of the 3 places asked for.
    teams = [a_team(name, group_least=1, group_most=1) for name in ("mash", "north", "south")]
    world = a_problem([a_member("ann"), a_member("bob")], teams, year=span("2026-06-01", "2026-06-26"))
    result = solve(world, (EnoughMembers(), YearlyLimit(visits_a_year=1)))
    assert isinstance(result, Impossible)
    assert (result.stage, result.short) == ("places", 1)


def test_more_visits_than_weeks_have_room_for() -> None:
    # One week with room for one visit, and three visits owed in it.
    teams = [a_team(name, group_least=1, group_most=1) for name in ("mash", "north", "south")]
    result = solve(a_problem([a_member(yearly_limit=9)], teams), (EnoughMembers(), WeekLimit(visits_a_week=1)))
    assert result == Impossible("calendar", ("mash-1", "north-1", "south-1"), 2)


def test_a_clash_that_only_the_whole_shows_is_confirmed_twice() -> None:
    """One member, two visits, five days: each fits, but not both with a fortnight between; no count shows that."""
    teams = [a_team(name, group_least=1, group_most=1) for name in ("mash", "north")]
    result = solve(a_problem([a_member()], teams), (EnoughMembers(), BreathingSpace(days_between=14, must=True)))
    assert result == Impossible("whole")


def test_row_order_and_repetition_do_not_change_the_rota() -> None:
    world = problem("S", 4)
    rules = load(Settings(rules=RULE_NUMBERS["S"]))
    first = solve(world, rules)
    shuffled = {
        name: tuple(random.Random(1).sample(rows, len(rows)))
        for name in ("members", "teams", "hosts", "absences", "weekly", "interests", "history")
        if (rows := list(getattr(world, name)))
    }
    second = solve(replace(world, **shuffled), rules)
    assert isinstance(first, Solved)
    assert isinstance(second, Solved)
    assert canonical(first.rota) == canonical(second.rota)
    assert first.certificate == second.certificate


def test_no_time_gives_the_first_rota_with_its_gap() -> None:
    result = solve(problem("S", 1), load(Settings(rules=RULE_NUMBERS["S"])), Limits(work=0.0))
    assert isinstance(result, OutOfTime)
    assert result.report.kept
    assert result.certificate.gap > 0


def test_a_stop_keeps_the_best_rota_so_far() -> None:
    meter = Meter(Limits())
    told: list[Progress] = []

    def listen(progress: Progress) -> None:
        told.append(progress)
        if progress.value is not None:
            meter.stop()

    result = solve(problem("M", 1), load(Settings(rules=RULE_NUMBERS["M"])), listen=listen, meter=meter)
    assert isinstance(result, OutOfTime)
    assert result.report.kept
    assert told[-1].value == result.certificate.value
    assert meter.stopped


def test_progress_never_worsens() -> None:
    told: list[Progress] = []
    solve(problem("S", 2), load(Settings(rules=RULE_NUMBERS["S"])), listen=told.append)
    values = [progress.value for progress in told if progress.value is not None]
    assert values == sorted(values, reverse=True)
    assert [progress.bound for progress in told] == sorted(progress.bound for progress in told)


def test_the_value_claimed_is_the_audit_s() -> None:
    world, rules = six_members(), EVERY_RULE
    result = solve(world, rules)
    assert isinstance(result, Solved)
    assert audit(world, rules, result.rota).points == result.certificate.value


def test_an_engine_that_the_audit_contradicts_is_stopped_loudly() -> None:
    class Lenient(FairShare):
        """Says half of what it checks."""

        def check(self, problem, rota):  # type: ignore[no-untyped-def]
            yield self.costs(1, "Only one point.")

    with pytest.raises(DisagreementError, match="the audit finds 1"):
        solve(six_members(), (EnoughMembers(), Lenient()))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_tight_councils_are_repaired_or_shown_impossible(seed: int) -> None:
    """Limits equal to the places needed and a fortnight between visits: greedy alone often fails here."""
    world = problem("S", seed)
    # 27 places for 66 members; only 27 of them are left, so everybody must go exactly once.
    world = replace(world, members=world.members[:27], history=(), interests=())
    keep = {member.id for member in world.members}
    world = replace(
        world,
        absences=tuple(a for a in world.absences if not a.person.startswith("m") or a.person in keep),
        weekly=tuple(w for w in world.weekly if not w.person.startswith("m") or w.person in keep),
    )
    numbers = {**RULE_NUMBERS["S"], "yearly_limit": {"visits_a_year": 1}, "cross_party": {"must": True}}
    result = solve(world, load(Settings(rules=numbers)), Limits(work=30.0))
    if isinstance(result, Impossible):
        assert result.ids
    else:
        assert isinstance(result, (Solved, OutOfTime))
        assert result.report.kept
        assert sorted(m for p in result.rota.placements for m in p.members) == sorted(keep)


def test_two_visits_too_close_cost_points_where_nothing_is_counted() -> None:
    """Without a tally there are no families: neither local search nor the relaxation may stumble over that."""
    # One day and two visits: they are always too close, so 6 points are the fewest.
    world = a_problem(
        [a_member(name) for name in "ab"], [a_team("north"), a_team("south")], year=span("2026-06-01", "2026-06-01")
    )
    result = solve(world, (Shape("pace", (Apart(None, 1, "pace", points=6),)),), Limits(work=5.0))
    assert isinstance(result, Solved)
    assert (result.certificate.value, result.certificate.bound) == (6, 6)


def test_a_year_without_visits_costs_what_a_count_of_none_costs() -> None:
    world = a_problem([a_member()], [a_team(visits_a_year=0)], year=span("2026-06-01", "2026-06-01"))
    assert world.visits == ()
    counted = Tally(None, None, "", "share", cost=(7, 0))
    result = solve(world, (Shape("share", (counted,)),), Limits(work=5.0))
    assert isinstance(result, Solved)
    assert result.certificate.value == 7
    assert isinstance(solve(world, (Shape("share", (replace(counted, least=1),)),), Limits(work=5.0)), Impossible)
