"""Reserves are shared out so that nobody stands by for more than need be: brute force over small lists says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.solving.alternatives.reserve_assignment import spread
from tests.support.tiers import examples

Given = Sequence[Sequence[str]]


def cost(choices: Given, given: Given) -> tuple[int, int]:
    """(sum of the squares of how often each is given, places on the lists together)."""
    often = Counter(one for names in given for one in names)
    places = sum(names.index(one) for names, chosen in zip(choices, given, strict=True) for one in chosen)
    return sum(times**2 for times in often.values()), places


def every_way(choices: Given, most_each: int) -> Iterator[Given]:
    """Every way to give each list as many of its names as it may have."""
    return product(*(combinations(names, min(most_each, len(names))) for names in choices))


def agrees(choices: Given, most_each: int) -> None:
    given = spread(choices, most_each)
    assert [len(names) for names in given] == [min(most_each, len(names)) for names in choices]
    for names, chosen in zip(choices, given, strict=True):
        assert list(chosen) == [name for name in names if name in chosen]
    assert cost(choices, given) == min(cost(choices, way) for way in every_way(choices, most_each))


@given(st.lists(st.permutations("abcde").flatmap(lambda names: st.integers(0, 4).map(lambda n: names[:n])), max_size=4))
@examples(150)
def test_of_every_way_to_give_two_each_none_is_better(choices: Given) -> None:
    """As many as can be, the least sum of squares, then the best places: 4 lists of 4 names have 1,296 ways."""
    agrees(choices, 2)


@pytest.mark.parametrize("most_each", [1, 3])
@given(choices=st.lists(st.permutations("abcd"), max_size=3))
@examples(30)
def test_of_every_way_to_give_one_or_three_each_none_is_better(most_each: int, choices: Given) -> None:
    agrees(choices, most_each)


def test_two_visits_with_the_same_list_get_different_reserves() -> None:
    """Four names for two visits: twice two uses of one each, where the two best twice would be 4 + 4 squared."""
    first, second = spread([list("abcd"), list("abcd")], 2)
    assert sorted(first + second) == list("abcd")


def test_the_best_of_a_list_is_given_where_nobody_else_wants_them() -> None:
    assert spread([list("dcba")], 2) == [("d", "c")]


def test_using_somebody_once_more_is_worse_than_every_place_of_long_lists() -> None:
    """31 lists for 31 names: the second list yields, and one of the thirty, so that each name is used once."""
    others = [f"m{number:02}" for number in range(30)]
    given = spread([["ann"], ["ann", *others], *([others] * 29)], 1)
    assert given[0] == ("ann",)
    assert set(Counter(one for names in given for one in names).values()) == {1}


def test_who_is_wanted_everywhere_is_used_no_more_than_twice_where_two_will_do() -> None:
    """Six places for three names: two each, 3 x 4 = 12, and never 9 + 4 + 1."""
    given = spread([list("abc")] * 3, 2)
    assert Counter(one for names in given for one in names) == {"a": 2, "b": 2, "c": 2}


def test_nobody_to_choose_from_gives_nobody() -> None:
    assert spread([], 2) == []
    assert spread([[], []], 2) == [(), ()]
    assert spread([[], ["a"]], 2) == [(), ("a",)]
    assert spread([["a", "b"]], 0) == [()]


def test_the_same_lists_give_the_same_reserves() -> None:
    lists = [list("abcdef"), list("fedcba"), list("bdf"), list("ace")]
    assert spread(lists, 2) == spread([list(names) for names in lists], 2)
