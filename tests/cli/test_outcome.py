"""What the summary says of proofs and of what could not be met, for any rota."""

from __future__ import annotations

from typing import Any

import pytest

from constraints import FairShare
from rota.app.solve_summary import data, lines
from rota.explaining.unmet import Unmet
from rota.record import Certificate
from rota.rules import Rule
from tests.exports.documents import the_document


def said(certificate: Certificate, rules: tuple[Rule, ...] = (FairShare(),)) -> list[str]:
    return list(lines(the_document(rules, certificate), ()))


def not_met(rule: str, points: int, **more: Any) -> Unmet:
    """A preference that asks for ``rule``, not met once and for so many points."""
    empty = dict.fromkeys(("sentences", "nobody_could", "instead", "elsewhere", "over"), ())
    reasons: dict[str, Any] = {"times": 1, "not_asked": 0, "because": "no driver was free"} | empty | more
    return Unmet(rule, f"Members {rule}.", points, **reasons)


def told(*found: Unmet) -> list[str]:
    """What is told of preferences that are not met, from the heading on."""
    said = list(lines(the_document((FairShare(),), Certificate(100, 90, 10, 10)), found))
    return said[next(number for number, line in enumerate(said) if "could not be met" in line) :]


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


def test_preferences_that_are_not_met_are_told_in_words_with_their_reasons() -> None:
    assert told(
        not_met("car-share", 12, times=2, nobody_could=("MASH", "North")),
        not_met("meet", 1, elsewhere=("North",), not_asked=2),
        not_met("rest", 1, over=("MASH",)),
    ) == [
        "3 preferences could not be met everywhere; 'rota why' with the rota says more:",
        "- Members car-share: not met twice (12 points); on MASH and North no driver was free.",
        "- Members meet: not met once (1 point); on North it would cost more elsewhere; "
        "2 further visits not looked at.",
        "- Members rest: not met once (1 point); MASH is over.",
    ]


def test_more_than_five_preferences_are_counted() -> None:
    """Two of seven, at 9 points each, are left to the count."""
    assert told(*(not_met(letter, 9) for letter in "abcdefg"))[5:] == [
        "- Members e: not met once (9 points).",
        "- 2 others, for 18 points together.",
    ]


def test_when_every_preference_is_met_it_says_so() -> None:
    assert said(Certificate(0, 0, 0, 0))[-1] == "Every preference is met."


def test_the_data_says_whether_it_was_stopped_and_what_is_proven() -> None:
    """Ann goes on two visits, the most; Dot on none. Of the two pairs, Ann and Cai are of two groups."""
    found = data(the_document((FairShare(),), Certificate(20, 15, 3, 3)), ["rota.csv"], "out", stopped=True)
    assert (found["result"], found["stopped"], found["gap"], found["proven_fairest"]) == ("best found", True, 5, True)
    assert (found["visits_placed"], found["visits_of_two_or_more"], found["cross_party_visits"]) == (3, 2, 1)
    assert (found["least_load"], found["files"], found["folder"]) == (0.0, ["rota.csv"], "out")
