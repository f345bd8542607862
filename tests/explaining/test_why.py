"""Why a visit is as it is agrees with the audit to the point, on examples and with a council's own rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from rota.auditing import AuditReport, audit
from rota.domain import Placement, Problem, Rota
from rota.explaining.context import RotaContext
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import NEXT_BEST, Alternative, Why, for_member, why
from rota.rules import Finding, Rule, Statement
from tests.examples.figures import run
from tests.explaining.everywhere import replaced, some
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, past

EXAMPLES = {"small_town": 2, "sefton": 2, "own_rules": 2}
"""How many visits of each are asked about."""

each_example = pytest.mark.parametrize("name", EXAMPLES)


@cache
def drawn(name: str) -> RotaContext:
    """The example with the rota that is drawn for it, under its own rules."""
    found = run(name)
    return RotaContext(found.problem, found.rules, found.drawn.rota)


def asked_about(name: str) -> list[Placement]:
    return Random(name).sample(drawn(name).rota.placements, EXAMPLES[name])


@cache
def told(name: str, visit: str, member: str = "") -> Why:
    """The answer of an example, worked out once for all tests that ask."""
    return why(drawn(name), visit, member)


def audited(asked: RotaContext, rota: Rota) -> AuditReport:
    return audit(asked.problem, asked.rules, rota)


def by_rule(before: AuditReport, after: AuditReport) -> dict[str, tuple[int, int]]:
    """The rules whose points differ, each with its points before and after."""
    one, other = before.points_by_rule(), after.points_by_rule()
    pairs = {rule: (one.get(rule, 0), other.get(rule, 0)) for rule in one.keys() | other.keys()}
    return {rule: pair for rule, pair in pairs.items() if pair[0] != pair[1]}


def agrees(asked: RotaContext, alternative: Alternative) -> None:
    """What the alternative is said to change is what the audit says when it is taken."""
    before, after = (audited(asked, rota) for rota in (asked.rota, replaced(asked.rota, alternative.placement)))
    assert alternative.difference.points == after.points - before.points
    told = {change.rule: (change.before, change.after) for change in alternative.difference.by_rule}
    assert told == by_rule(before, after)
    assert {finding.sentence for finding in after.breaches} <= {finding.sentence for finding in before.breaches}


@each_example
def test_each_alternative_changes_what_the_audit_says_that_it_changes(name: str) -> None:
    asked = drawn(name)
    for placement in asked_about(name):
        for member in ("", *placement.members[:1]):
            alternatives = [one for one in told(name, placement.visit, member).alternatives if not one.others_move]
            assert 0 < len(alternatives) <= NEXT_BEST
            for alternative in alternatives:
                agrees(asked, alternative)


@each_example
def test_a_rota_that_is_proven_best_has_no_better_alternative(name: str) -> None:
    proof = run(name).drawn.certificate
    assert proof.proven_best
    for placement in asked_about(name):
        costs = [one.difference.points for one in told(name, placement.visit).alternatives]
        assert min(costs) >= 0
        assert costs == sorted(costs)


@each_example
def test_what_a_visit_costs_is_the_audit_with_it_less_the_audit_without(name: str) -> None:
    asked = drawn(name)
    for placement in asked_about(name):
        answer = told(name, placement.visit)
        others = Rota(tuple(one for one in asked.rota.placements if one != placement))
        without = audited(asked, others)
        assert answer.points == asked.report.points - without.points
        assert {cost.rule: (cost.before, cost.after) for cost in answer.costs} == by_rule(without, asked.report)


@each_example
def test_what_a_members_place_costs_is_the_audit_with_them_less_the_audit_without(name: str) -> None:
    asked = drawn(name)
    for placement in asked_about(name):
        for member in placement.members[:1]:
            others = replace(placement, members=tuple(one for one in placement.members if one != member))
            without = audited(asked, replaced(asked.rota, others))
            assert told(name, placement.visit, member).points == asked.report.points - without.points


@each_example
def test_having_a_member_go_costs_what_the_audit_says(name: str) -> None:
    asked = drawn(name)
    for placement in asked_about(name):
        for member in [one.id for one in asked.problem.members if one.id not in placement.members][:2]:
            answer = why_not(asked, placement.visit, member)
            for alternative in (answer.could, answer.another_date):
                if alternative:
                    agrees(asked, alternative)
                    assert member in alternative.placement.members


def test_the_councils_own_rule_bars_its_members_from_every_alternative() -> None:
    """In examples/own_rules nobody visits a team in their own ward, and the answer to why not says so."""
    asked = drawn("own_rules")
    visit = "east-team-1"
    locals_ = [
        member.id for member in asked.problem.members if member.ward_on(asked.problem.first_day(visit)) == "East"
    ]
    assert locals_
    for member in locals_:
        answer = why_not(asked, visit, member)
        assert (answer.could, answer.another_date) == (None, None)
        assert [(barrier.step, barrier.rule) for barrier in answer.barriers] == [("not eligible", "outside_ward")]
        name = asked.problem.member(member).name
        assert answer.barriers[0].sentence == f"{name} visits East team, which is in East, the ward represented."
    for alternative in why(asked, visit).alternatives:
        assert not set(locals_) & set(alternative.placement.members)


# What else the answer holds.

RULES: tuple[Rule, ...] = some("enough_members", "availability", "yearly_limit", "fair_share", "same_ward")


def a_ground(**fields: object) -> RotaContext:
    """Ann and Bob, both of Park, go to the MASH and Cat to the north team; Dee goes nowhere."""
    members = [
        a_member("ann", ward="Park"),
        a_member("bob", ward="Park"),
        a_member("cat", ward="Quay"),
        a_member("dee", ward="Quay"),
    ]
    teams = [a_team("mash", group_least=2), a_team("north", group_most=1)]
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "cat")})
    return RotaContext(a_problem(members, teams, **fields), RULES, rota)


def test_the_findings_are_those_of_the_visit_and_of_the_loads_of_those_who_go() -> None:
    """Ann and Bob cost 100 each for their share and 10 for their ward; Cat's 100 are not of this visit."""
    found = [(finding.rule, finding.members, finding.points) for finding in why(a_ground(), "mash-1").findings]
    assert found == [("fair_share", ("ann",), 100), ("fair_share", ("bob",), 100), ("same_ward", ("ann", "bob"), 10)]


def test_of_one_member_the_findings_are_those_that_name_them() -> None:
    found = [(finding.rule, finding.members) for finding in why(a_ground(), "mash-1", "ann").findings]
    assert found == [("fair_share", ("ann",)), ("same_ward", ("ann", "bob"))]


def test_what_is_found_of_others_on_the_visit_is_not_told_of_a_member() -> None:
    """Bob has been to the MASH in March: that is of Bob's place, and not of Ann's."""
    asked = a_ground(history=(past("bob", "mash", "2026-03-04"),))
    asked = RotaContext(asked.problem, (*RULES, *some("fresh_eyes")), asked.rota)
    assert "fresh_eyes" in [finding.rule for finding in why(asked, "mash-1", "bob").findings]
    assert "fresh_eyes" not in [finding.rule for finding in why(asked, "mash-1", "ann").findings]


def test_a_place_that_saves_points_has_a_negative_cost() -> None:
    """Published with all three: whoever stays away costs more than their share of 100."""
    keep = some("keep_published", "fair_share")
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann", "bob")})
    problem = a_problem([a_member("ann"), a_member("bob")], published=rota.placements)
    answer = why(RotaContext(problem, (replace(keep[0], points_per_place=150), keep[1]), rota), "mash-1", "ann")
    # Ann's place: 100 of fair share, and 150 of keeping what is published that it saves.
    assert answer.points == 100 - 150


def test_a_visit_that_is_not_placed_and_a_member_there_is_not_have_no_answer() -> None:
    asked = a_ground()
    partial = RotaContext(asked.problem, asked.rules, Rota(asked.rota.placements[:1]))
    with pytest.raises(KeyError, match="north-1"):
        why(partial, "north-1")
    with pytest.raises(KeyError, match="nobody"):
        why(asked, "mash-1", "nobody")


def test_a_rota_that_leaves_visits_out_is_explained_as_far_as_it_goes() -> None:
    """With the north team's visit left out Cat is as free as Dee: two ways are equally good instead of Ann."""
    asked = a_ground()
    partial = RotaContext(asked.problem, asked.rules, Rota(asked.rota.placements[:1]))
    best = why(partial, "mash-1", "ann").alternatives
    # Without Ann, 100 each for Bob and another as now, and no shared ward: 10 points fewer.
    assert {(one.difference.points, one.names) for one in best[:2]} <= {(-10, ("Bob", "Cat")), (-10, ("Bob", "Dee"))}
    for alternative in best:
        agrees(partial, alternative)


def test_a_broken_must_is_among_the_findings_and_no_alternative_breaks_another() -> None:
    """Ann is away on the day. On another day, or with others, all is well."""
    asked = a_ground(absences=(away("ann", "2026-06-02"),))
    answer = why(asked, "mash-1")
    assert [finding.rule for finding in answer.findings if finding.breach] == ["availability"]
    for alternative in answer.alternatives:
        assert "ann" not in alternative.placement.members or alternative.placement.slot.day.day != 2
        agrees(asked, alternative)


def test_a_limit_that_is_broken_elsewhere_leaves_this_visit_its_alternatives() -> None:
    """Bob's limit is one, and he is on both of the other visits already: of this one all is as it would be."""
    members = [a_member("ann"), a_member("bob", yearly_limit=1), a_member("cat")]
    teams = [a_team(name, group_most=1) for name in ("east", "mash", "north")]
    rota = {"east-1": ("2026-06-02 10:00", "bob"), "north-1": ("2026-06-03 10:00", "bob")}
    asked = RotaContext(a_problem(members, teams), RULES, a_rota(rota | {"mash-1": ("2026-06-04 10:00", "ann")}))
    assert [finding.rule for finding in asked.report.breaches] == ["yearly_limit"]
    alternatives = why(asked, "mash-1").alternatives
    assert len(alternatives) == NEXT_BEST
    for alternative in alternatives:
        assert not alternative.others_move
        assert "bob" not in alternative.placement.members
        agrees(asked, alternative)


def test_for_a_member_the_findings_of_personal_rules_are_left_out() -> None:
    asked = a_ground(absences=(away("ann", "2026-06-02"),))
    answer = why(asked, "mash-1")
    shown = for_member(answer, asked)
    assert {finding.rule for finding in shown.findings} == {"fair_share", "same_ward"}
    assert replace(shown, findings=answer.findings) == answer


class Uneven(Rule):
    """A rule that finds something of the rota as a whole."""

    def statements(self, problem: Problem) -> Iterator[Statement]:
        return iter(())

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        yield self.costs(5, "The visits are uneven.")


def test_a_finding_of_the_whole_rota_is_told_of_no_visit() -> None:
    asked = a_ground()
    with_general = RotaContext(asked.problem, (*asked.rules, Uneven()), asked.rota)
    assert "uneven" in [finding.rule for finding in with_general.report.findings]
    assert why(with_general, "mash-1") == why(asked, "mash-1")
