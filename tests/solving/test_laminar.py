"""Trees of counts: which sets are taken, what is left out, and what a count over the rest says."""

from __future__ import annotations

from rota.solving.bounds.laminar import MOST_SETS, Count, mask_of, set_of, tree, turned
from rota.solving.model.cost_curves import Curve

NOTHING = Curve(None, None, (), 0)


def dear(from_count: int) -> Curve:
    """One point for each above the count."""
    return Curve(None, None, (*[0] * from_count, 0, 1), 0)


def test_a_mask_and_its_set_are_one_another() -> None:
    members = 0b1_0000_0101  # members 0, 2 and 8 of ten
    assert mask_of(members, 10).tolist() == [n in (0, 2, 8) for n in range(10)]
    assert set_of(mask_of(members, 10)) == members


def test_a_count_that_can_change_nothing_does_not_stand_in_the_way_of_one_that_can() -> None:
    # Two at most go. 0b0110 costs from the third member on, which cannot be; it would cross 0b0011, which costs
    # from the second on.
    idle, useful = Count(0b0110, dear(2)), Count(0b0011, dear(1))
    assert [node.members for node in tree([idle, useful], 0b1111, 2)] == [0b1111, 0b0011]
    # Of counts as large the one of smaller number comes first: were three to go, 0b0011 and not 0b0110 is taken.
    assert [node.members for node in tree([Count(0b0110, dear(1)), Count(0b1100, NOTHING)], 0b1111, 3)] == [15, 6]


def test_a_must_is_never_left_out() -> None:
    at_least = Count(0b0110, Curve(1, None, (), 0))
    at_most = Count(0b0001, Curve(None, 0, (), 0))
    assert [node.members for node in tree([at_least, at_most], 0b1111, 2)] == [0b1111, 0b0110, 0b0001]


def test_sets_of_one_do_not_take_the_place_of_sets_of_several() -> None:
    ones = [Count(1 << member, Curve(None, 0, (), 0)) for member in range(2 * MOST_SETS)]
    everyone = (1 << 2 * MOST_SETS) - 1
    nodes = tree([*ones, Count(0b11, dear(1))], everyone, 2)
    assert 0b11 in [node.members for node in nodes]
    assert len(nodes) == 1 + 1 + 2 * MOST_SETS


def test_no_more_sets_of_several_are_taken_than_the_most() -> None:
    pairs = [Count(0b11 << 2 * pair, dear(1)) for pair in range(2 * MOST_SETS)]
    assert len(tree(pairs, (1 << 4 * MOST_SETS) - 1, 2)) == 1 + MOST_SETS


def test_of_a_curve_the_part_that_is_fairness_is_kept_apart() -> None:
    # For 0, 1 and 2 members: 0, 0, 1 and, for fairness, 0, 2, 5.
    fair = Count(0b11, Curve(None, None, (0, 2, 5), 0), fairness=True)
    node = tree([Count(0b11, dear(1)), fair], 0b1111, 2)[1]
    assert (node.curve.cost, node.fairness) == ((0, 2, 6), (0, 2, 5))


def test_of_a_count_whose_cost_rises_only_the_must_is_turned() -> None:
    # Of at most two, one at least of 0b0111: one at most of 0b1000. Its cost stays where it is.
    count = Count(0b0111, Curve(1, None, (0, 0, 3), 0))
    assert turned(count, 0b1111, Curve(0, 2, (), 0)) == [count, Count(0b1000, Curve(None, 1, (), 0))]
    falls = Count(0b0111, Curve(1, None, (5, 3, 2), 0))
    assert turned(falls, 0b1111, Curve(0, 2, (), 0)) == [Count(0b1000, Curve(None, 1, (2, 3, 5), 0))]
