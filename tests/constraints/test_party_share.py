"""The rule "party share"."""

from __future__ import annotations

import pytest

from constraints.party_share import PartyShare
from rota.domain import Member, Problem
from rota.rules import Tally
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, points, sentences, span


def a_council(seats: dict[str, int], places: int) -> Problem:
    members = [a_member(f"{party[:3]}{n:02}".lower(), party) for party, count in seats.items() for n in range(count)]
    return a_problem(members, [a_team(group_least=places, group_most=places)])


def free_counts(problem: Problem) -> dict[str, list[int]]:
    """For each political group, the numbers of places that cost nothing without tolerance."""
    found = {}
    for tally in PartyShare(tolerance_places=0).statements(problem):
        assert isinstance(tally, Tally)
        assert tally.members
        party = problem.member(tally.members[0]).group_on(problem.year.ends()[0])
        found[party] = [count for count, cost in enumerate(tally.cost) if cost == 0]
    return found


@pytest.mark.parametrize(
    ("seats", "shares"),
    [
        # five places: 36 of 55 is 3.27, 13 is 1.18, 6 is 0.55, so the last place goes to the third
        ((36, 13, 6), (3, 1, 1)),
        # 42 of 55 is 3.82, 9 is 0.82, 4 is 0.36: the two places left go to the first two
        ((42, 9, 4), (4, 1, 0)),
    ],
)
def test_leicestershires_panels_share_by_largest_remainder(
    seats: tuple[int, int, int], shares: tuple[int, int, int]
) -> None:
    council = a_council(dict(zip(("Conservative", "Labour", "Democrat"), seats, strict=True)), places=5)
    expected = dict(zip(("Conservative", "Labour", "Democrat"), shares, strict=True))
    assert free_counts(council) == {party: [share] for party, share in expected.items()}
    members = [f"{party[:3]}{n:02}".lower() for party, share in expected.items() for n in range(share)]
    assert points(PartyShare(tolerance_places=0), council, a_rota({"mash-1": ("2026-06-01 10:00", *members)})) == 0


ANN, BOB, CAT, DEE = a_member("ann"), a_member("bob"), a_member("cat", "Conservative"), a_member("dee", "")


def a_world(*members: Member, places: int = 4) -> Problem:
    return a_problem(members, [a_team(group_least=places, group_most=places)])


def test_within_the_tolerance_costs_nothing() -> None:
    # three places, seats 2 and 1: shares 2 and 1; all three to Labour would be 1 above, but two is the share
    problem = a_world(ANN, BOB, CAT, places=3)
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert sentences(PartyShare(), problem, rota) == []  # Conservative has 0 of 1: 1 below, allowed
    assert points(PartyShare(tolerance_places=0), problem, rota) == 20


def test_each_place_beyond_the_tolerance_costs_and_says_by_how_much() -> None:
    # six places, shares 4 and 2; nobody goes: Labour is 4 below (3 beyond 1), Conservative 2 below (1 beyond 1)
    problem, rota = a_world(ANN, BOB, CAT, places=6), a_rota({})
    assert points(PartyShare(), problem, rota) == 3 * 20 + 1 * 20
    assert sentences(PartyShare(), problem, rota) == [
        "Conservative has 0 places over the year, 2 below its share of 2: 1 more than the 1 allowed.",
        "Labour has 0 places over the year, 4 below its share of 4: 3 more than the 1 allowed.",
    ]


def test_members_of_no_group_have_no_share() -> None:
    assert free_counts(a_world(ANN, CAT, DEE, places=2)) == {"Labour": [1], "Conservative": [1]}


def test_a_council_of_no_groups_has_nothing_to_share() -> None:
    problem = a_world(DEE)
    assert list(PartyShare().statements(problem)) == []
    assert sentences(PartyShare(), problem, a_rota({"mash-1": ("2026-06-01 10:00", "dee")})) == []


def test_only_members_who_serve_when_the_year_begins_count_as_seats() -> None:
    """Bob is elected on the second day, so that Labour and the Conservatives are one and one."""
    bob = a_member("bob", terms=(span("2026-06-02"),))
    problem = a_world(ANN, bob, CAT, places=4)
    assert free_counts(problem) == {"Labour": [2], "Conservative": [2]}
    # Labour has 2 of its 2, and the Conservatives 0 of their 2
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert points(PartyShare(tolerance_places=0), problem, rota) == 40


def test_when_nobody_serves_as_the_year_begins_everybody_counts() -> None:
    late = {"terms": (span("2026-06-02"),)}
    members = a_member("ann", **late), a_member("bob", **late), a_member("cat", "Conservative", **late)
    # three places on seats 2 and 1
    assert free_counts(a_world(*members, places=3)) == {"Labour": [2], "Conservative": [1]}


def test_whoever_left_before_the_year_counts_for_nobody() -> None:
    """Nobody serves on the first day; Ann and Cat do later, and Bob, Eve and Fay left in May: one and one."""
    late, left = {"terms": (span("2026-06-02"),)}, {"terms": (span(None, "2026-05-07"),)}
    members = [a_member("ann", **late), a_member("cat", "Conservative", **late)]
    members += [a_member("bob", **left), a_member("eve", **left), a_member("fay", "Green", **left)]
    problem = a_world(*members, places=4)
    assert free_counts(problem) == {"Labour": [2], "Conservative": [2]}
    # Nobody goes: each is 2 below its share, and the Greens have none.
    assert points(PartyShare(tolerance_places=0), problem, a_rota({})) == 80


def test_a_group_of_which_nobody_can_go_has_no_share_and_takes_from_none() -> None:
    """Cat is the one Conservative and untrained: the four places are Labour's. With Dot, who can go, they share."""
    problem = a_world(ANN, BOB, CAT, places=4).knowing({"cat": ("clearance",)})
    assert free_counts(problem) == {"Labour": [4]}
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert sentences(PartyShare(), problem, rota) == [
        "Labour has 2 places over the year, 2 below its share of 4: 1 more than the 1 allowed."
    ]
    dot = a_member("dot", "Conservative")
    both = a_world(ANN, BOB, CAT, dot, places=4).knowing({"cat": ("clearance",)})
    # Cat's seat is a seat all the same: two and two.
    assert free_counts(both) == {"Labour": [2], "Conservative": [2]}


def test_where_nobody_can_go_there_is_nothing_to_share() -> None:
    problem = a_world(ANN, CAT).knowing({"ann": ("pool",), "cat": ("pool",)})
    assert list(PartyShare().statements(problem)) == []
    assert sentences(PartyShare(), problem, a_rota({})) == []


def test_equal_remainders_go_to_the_larger_group_then_by_name() -> None:
    # one place, seats 1 and 1: both have a remainder of a half
    assert free_counts(a_world(ANN, CAT, places=1)) == {"Conservative": [1], "Labour": [0]}


def test_a_great_tolerance_makes_no_great_table() -> None:
    for tally in PartyShare(tolerance_places=1_000_000).statements(a_world(ANN, CAT)):
        assert isinstance(tally, Tally)
        assert len(tally.cost) < 10


def test_no_points_ask_for_nothing() -> None:
    assert list(PartyShare(points_per_place=0).statements(a_world(ANN, CAT))) == []
    assert sentences(PartyShare(points_per_place=0), a_world(ANN, CAT), a_rota({})) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    teams = [a_team(group_least=2), a_team("north"), a_team("south")]
    problem = a_problem([ANN, CAT, DEE], teams, weekdays=(0, 1))
    # four places: shares 2 and 2, and each group may have 0 to 3, so 0 to 2 away without tolerance
    assert outcomes(problem, PartyShare(tolerance_places=0)) == {(False, 20 * n) for n in range(5)}
    assert outcomes(problem, PartyShare()) == {(False, 0), (False, 20), (False, 40)}


def test_statements_and_check_agree_on_every_rota_whoever_can_go() -> None:
    left = a_member("dee", "Green", terms=(span(None, "2026-05-31"),))
    problem = a_problem([ANN, CAT, left], [a_team(group_least=2), a_team("north")], weekdays=(0,))
    # Three places: 1.5 each, and of equal remainders the Conservatives come first by name: 2 and 1.
    assert (False, 0) in outcomes(problem, PartyShare(tolerance_places=0))
    for barred in ("ann", "cat", "dee"):
        assert len(outcomes(problem.knowing({barred: ("pool",)}), PartyShare(tolerance_places=0))) > 1
