"""What the summary says of proofs and of what could not be met, for any rota."""

from __future__ import annotations

from dataclasses import replace

import pytest

from constraints import FairShare
from rota.app.solve_summary import data, lines
from rota.exports.view import Document
from rota.record import Certificate
from rota.rules import Finding, Rule
from tests.exports.documents import the_document


def said(certificate: Certificate, rules: tuple[Rule, ...] = (FairShare(),)) -> list[str]:
    return list(lines(the_document(rules, certificate)))


def with_findings(*findings: tuple[str, int]) -> Document:
    """The document of a rota whose audit found these points, by rule."""
    document = the_document((FairShare(),), Certificate(100, 90, 10, 10))
    found = tuple(Finding(rule, "Something.", points) for rule, points in findings)
    return replace(document, report=replace(document.report, findings=found))


@pytest.mark.parametrize(
    ("fairness", "bound", "sentence"),
    [
        (800, 800, "No fairer rota exists."),
        (1_800, 800, "Fairness is within 1,000 points of the fairest possible."),
        (801, 800, "Fairness is within 1 point of the fairest possible."),
    ],
)
def test_fairness_is_claimed_as_far_as_it_is_proven(fairness: int, bound: int, sentence: str) -> None:
    assert sentence in said(Certificate(2_000, 2_000, fairness, bound))


def test_nothing_is_said_of_fairness_when_no_rule_asks_for_it() -> None:
    assert not any("air" in sentence for sentence in said(Certificate(0, 0, 0, 0), ()))


def test_the_gap_is_given_in_points_and_as_a_part_of_the_bound() -> None:
    """1,020 - 1,000 = 20, and 20 / 1,000 = 2 %."""
    expected = "Not proven best: of its 1,020 points, a better rota could save at most 20 (2.00 % of the bound)."
    assert expected in said(Certificate(1_020, 1_000, 0, 0))


def test_a_rota_at_its_bound_is_proven_best() -> None:
    assert "Proven best: no rota that keeps every must has fewer than its 847 points." in said(
        Certificate(847, 847, 0, 0)
    )


def test_preferences_are_named_from_the_dearest_and_fairness_is_not_among_them() -> None:
    document = with_findings(("travel", 5), ("fair_share", 900), ("same_ward", 10), ("travel", 7), ("even_year", 1))
    expected = "Preferences not met: travel 12 points (twice), same ward 10 points (once) and even year 1 point (once)."
    assert list(lines(document))[-1] == expected


def test_more_than_five_preferences_are_only_counted() -> None:
    document = with_findings(*((f"rule_{letter}", 9) for letter in "abcdefg"))
    assert list(lines(document))[-1].endswith("rule e 9 points (once) and 2 other rules.")


def test_when_every_preference_is_met_it_says_so() -> None:
    assert list(lines(with_findings(("fair_share", 900))))[-1] == "Every preference is met."


def test_the_data_says_whether_it_was_stopped_and_what_is_proven() -> None:
    """Ann goes on two visits, the most; Dot on none. Of the two pairs, Ann and Cai are of two groups."""
    found = data(the_document((FairShare(),), Certificate(20, 15, 3, 3)), ["rota.csv"], "out", stopped=True)
    assert (found["result"], found["stopped"], found["gap"], found["proven_fairest"]) == ("best found", True, 5, True)
    assert (found["visits_placed"], found["visits_of_two_or_more"], found["cross_party_visits"]) == (3, 2, 1)
    assert (found["least_load"], found["files"], found["folder"]) == (0.0, ["rota.csv"], "out")
