"""The fewest who give, and the least of it: beside brute force over who gives what."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product

import pytest

from rota.solving.diagnosis import fewest_to_raise as fewest
from rota.solving.diagnosis.fewest_to_raise import Giving, least_of


def a_shortage(draw: random.Random) -> Giving[str]:
    """Sums that each need so much from some people: what is short is the most that any sum of them lacks, apart or not.

    The lack of one place can be met by one unit of anybody in its sum, as in a flow of places to people.
    """
    names = "abcde"[: draw.randint(2, 5)]
    places = [frozenset(draw.sample(names, draw.randint(1, len(names)))) for _ in range(draw.randint(1, 6))]

    def short(given: Mapping[str, int]) -> int:
        return len(places) - _matched(places, [name for name, many in given.items() for _ in range(many)])

    return Giving({name: draw.randint(1, 4) for name in names}, short)


def _matched(places: list[frozenset[str]], units: list[str]) -> int:
    """The most places that can each have a unit of somebody in it: augmenting paths."""
    of_unit: dict[int, int] = {}

    def augment(place: int, seen: set[int]) -> bool:
        for unit, name in enumerate(units):
            if name in places[place] and unit not in seen:
                seen.add(unit)
                if unit not in of_unit or augment(of_unit[unit], seen):
                    of_unit[unit] = place
                    return True
        return False

    return sum(augment(place, set()) for place in range(len(places)))


def every(giving: Giving[str]) -> list[dict[str, int]]:
    """All that could be given, if it is enough."""
    amounts = product(*(range(most + 1) for most in giving.most.values()))
    given = [{who: n for who, n in zip(giving.most, one, strict=True) if n} for one in amounts]
    return [one for one in given if not giving.short(one)]


@pytest.mark.parametrize("seed", range(60))
def test_the_fewest_give_the_least_and_none_more_than_must_be(seed: int) -> None:
    giving = a_shortage(random.Random(seed))
    enough = every(giving)
    found, even = giving.fewest(), giving.evenly()
    assert bool(found) == bool(even) == bool(enough)
    if enough:
        assert found in enough
        assert even in enough
        least = min((len(one), sum(one.values())) for one in enough)
        assert (len(found), sum(found.values())) == least
        highest = min(max(one.values()) for one in enough)
        assert max(even.values()) == highest
        assert len(even) == min(len(one) for one in enough if max(one.values()) == highest)


def test_whoever_comes_first_is_asked_of_those_who_help_as_much() -> None:
    assert Giving({"ann": 9, "bob": 9}, lambda given: max(0, 3 - sum(given.values()))).fewest() == {"ann": 3}


def test_where_sets_are_too_many_to_try_what_is_told_is_still_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 of 24 who can give 1 each are needed: whoever helps is taken, without those who can be spared."""
    monkeypatch.setattr(fewest, "MOST_TRIES", 1)
    giving = Giving(dict.fromkeys(range(24), 1), lambda given: max(0, 20 - sum(given.values())))
    assert sum(giving.fewest().values()) == 20


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 100])
def test_the_first_that_is_enough_is_found(size: int) -> None:
    for first in range(size):
        asked: list[int] = []

        def enough(number: int, first: int = first, asked: list[int] = asked) -> bool:
            asked.append(number)
            return number >= first

        assert least_of(range(size), enough) == first
        assert len(asked) == len(set(asked)) <= 2 * size.bit_length()
