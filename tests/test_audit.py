"""The audit reads any rota: faults of form are one breach each, and the rules still read the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from rota.auditing import SHAPE, AuditReport, audit
from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement
from tests.support.builders import a_member, a_problem, a_rota, a_team

PROBLEM = a_problem([a_member("ann"), a_member("bob")], [a_team("mash", name="MASH"), a_team("north", name="North")])
NORTH: dict[str, tuple[str, ...]] = {"north-1": ("2026-06-02 10:00", "bob")}
WHOLE = a_rota({"mash-1": ("2026-06-01 10:00", "ann"), **NORTH})


@dataclass(frozen=True)
class PriceOfPlaces(Rule):
    """Each place costs points, so that its findings show what the audit let it read."""

    points_per_place: int = 3

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield from ()

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            points = self.points_per_place * len(placement.members)
            yield self.costs(points, f"{problem.title(placement.visit)} costs {points}.", placement.visit)


@dataclass(frozen=True)
class NeverAnn(Rule):
    """Ann never goes."""

    seen: list[Rota] = field(default_factory=list, compare=False, repr=False)

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield from ()

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        self.seen.append(rota)
        for placement in rota.of_member("ann"):
            yield self.breach("Ann goes.", placement.visit, ("ann",))


def test_a_whole_rota_that_keeps_every_rule_is_kept() -> None:
    report = audit(PROBLEM, [], WHOLE)
    assert AuditReport(()) == report
    assert report.kept
    assert report.points == 0


@pytest.mark.parametrize(
    ("rota", "sentence", "visit"),
    [
        (a_rota(NORTH), "MASH is not in the rota.", "mash-1"),
        (
            Rota((*WHOLE.placements, *a_rota({"south-1": ("2026-06-03 10:00", "ann")}).placements)),
            "The rota has a visit 'south-1' that the year does not owe.",
            "south-1",
        ),
        (
            Rota((*WHOLE.placements, *a_rota({"mash-1": ("2026-06-03 10:00", "ann")}).placements)),
            "The visit 'mash-1' is in the rota 2 times.",
            "mash-1",
        ),
        (
            a_rota({"mash-1": ("2026-06-01 10:00", "ann", "zoe"), **NORTH}),
            "mash-1 has a member 'zoe' who is not in the list of members.",
            "mash-1",
        ),
        (
            a_rota({"mash-1": ("2026-06-01 10:15", "ann"), **NORTH}),
            "mash-1 is at 2026-06-01 10:15, which is not a session of the year.",
            "mash-1",
        ),
        (
            a_rota({"mash-1": ("2026-06-06 10:00", "ann"), **NORTH}),  # a Saturday
            "mash-1 is at 2026-06-06 10:00, which is not a session of the year.",
            "mash-1",
        ),
        (
            a_rota({"mash-1": ("2026-06-01 10:00", "ann", "ann"), **NORTH}),
            "mash-1 lists the member 'ann' 2 times.",
            "mash-1",
        ),
    ],
    ids=["missing", "unknown visit", "doubled", "unknown member", "wrong session", "weekend", "listed twice"],
)
def test_a_fault_of_form_is_one_breach_and_the_rules_read_the_rest(rota: Rota, sentence: str, visit: str) -> None:
    report = audit(PROBLEM, [PriceOfPlaces()], rota)
    assert (Finding(SHAPE, sentence, breach=True, visit=visit),) == report.breaches
    assert not report.kept
    assert Finding("price_of_places", "North costs 3.", points=3, visit="north-1") in report.findings


def test_rules_are_never_shown_a_visit_or_a_member_that_the_problem_lacks() -> None:
    south, mash = ("2026-06-03 10:00", "ann"), ("2026-06-01 10:00", "zoe")
    rule = NeverAnn()
    report = audit(PROBLEM, [rule], a_rota({"south-1": south, "mash-1": mash, **NORTH}))
    assert [a_rota(NORTH)] == rule.seen
    assert [finding.rule for finding in report.findings] == [SHAPE, SHAPE]


def test_rules_read_the_earliest_of_a_doubled_visit() -> None:
    later = a_rota({"mash-1": ("2026-06-03 10:00", "bob")})
    rule = NeverAnn()
    audit(PROBLEM, [rule], Rota((*later.placements, *WHOLE.placements)))
    assert rule.seen == [WHOLE]


def test_every_fault_of_an_empty_rota_is_found() -> None:
    assert [finding.sentence for finding in audit(PROBLEM, [], Rota()).breaches] == [
        "MASH is not in the rota.",
        "North is not in the rota.",
    ]


def test_faults_of_form_come_before_what_the_rules_find() -> None:
    assert [finding.rule for finding in audit(PROBLEM, [PriceOfPlaces()], a_rota(NORTH)).findings] == [
        SHAPE,
        "price_of_places",
    ]


def test_findings_come_in_the_order_of_the_rules() -> None:
    report = audit(PROBLEM, [PriceOfPlaces(), NeverAnn()], WHOLE)
    assert [finding.rule for finding in report.findings] == ["price_of_places", "price_of_places", "never_ann"]
    assert [finding.sentence for finding in report.breaches] == ["Ann goes."]


def test_the_value_is_the_points_of_every_rule() -> None:
    # Two places at 3 points, then two at 5: 6 + 10 = 16.
    report = audit(PROBLEM, [PriceOfPlaces(), PriceOfPlaces(points_per_place=5)], WHOLE)
    assert report.points == 16
    assert report.points_by_rule() == {"price_of_places": 16}


def test_a_rule_without_points_is_not_listed_among_the_points() -> None:
    assert audit(PROBLEM, [NeverAnn(), PriceOfPlaces(0)], WHOLE).points_by_rule() == {}
