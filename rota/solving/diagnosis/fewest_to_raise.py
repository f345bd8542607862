"""The fewest who must give something for a sum to come out, and then the least that they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Generic, TypeVar

Who = TypeVar("Who")

MOST_TRIES = 300
"""Sets of people that are tried for being the fewest; after that whoever helps most is taken.

Chosen without measurement, as is MOST_WAYS_TO_SHARE: seconds of benchmarks.diagnosing at L would set them."""
MOST_WAYS_TO_SHARE = 200
"""Ways of sharing what is given that are tried; where there are more each in turn gives as little as can be."""


@dataclass(frozen=True, slots=True)
class Giving(Generic[Who]):
    """Who could give how much at most, in the order in which they are asked, and how much is short if they give so."""

    most: Mapping[Who, int]
    short: Callable[[Mapping[Who, int]], int]

    def fewest(self) -> dict[Who, int]:
        """What the fewest give: the least altogether, and then the least for whoever gives most. Empty for no way."""
        chosen = self._fewest()
        return self._shared({who: self.most[who] for who in chosen}) if chosen else {}

    def evenly(self) -> dict[Who, int]:
        """What is given where nobody gives more than must be, by the fewest. Empty for no way."""
        if not self.most or self.short(self.most):
            return {}
        highest = least_of(range(1, max(self.most.values()) + 1), lambda most: not self.short(self._up_to(most)))
        return Giving(self._up_to(highest), self.short).fewest()

    def _up_to(self, most: int) -> dict[Who, int]:
        return {who: min(most, own) for who, own in self.most.items()}

    def _fewest(self) -> tuple[Who, ...]:
        if not self.most or self.short(self.most):
            return ()
        whole = self.short({})
        helps: dict[Who, int] = {}
        for who, most in self.most.items():
            helps[who] = whole - self.short({who: most})
            if helps[who] == whole:
                return (who,)
        order: list[Who] = sorted((who for who in helps if helps[who]), key=lambda who: -helps[who])
        tries = 0
        for size in range(2, len(order) + 1):
            for some in _sets(order, [helps[who] for who in order], size, whole):
                if not self.short({who: self.most[who] for who in some}):
                    return some
                tries += 1
                if tries >= MOST_TRIES:
                    return self._enough(order)
        return self._enough(order)

    def _enough(self, order: Sequence[Who]) -> tuple[Who, ...]:
        """Those who help most until it is enough, without whoever can be spared again."""
        chosen = list(order)
        for who in reversed(order):
            fewer = [one for one in chosen if one != who]
            if not self.short({one: self.most[one] for one in fewer}):
                chosen = fewer
        return tuple(chosen)

    def _shared(self, most: dict[Who, int]) -> dict[Who, int]:
        ways = 1
        for own in most.values():
            ways *= own
        if len(most) > 1 and ways <= MOST_WAYS_TO_SHARE:
            every = sorted(product(*(range(1, own + 1) for own in most.values())), key=lambda one: (sum(one), max(one)))
            return next(given for one in every if not self.short(given := dict(zip(most, one, strict=True))))
        highest = least_of(range(1, max(most.values()) + 1), lambda top: not self.short(_capped(most, top)))
        given = _capped(most, highest)
        for who, own in list(given.items()):
            given[who] = least_of(range(1, own + 1), partial(self._is_enough, given, who))
        return given

    def _is_enough(self, given: Mapping[Who, int], who: Who, own: int) -> bool:
        return not self.short({**given, who: own})


def _capped(most: Mapping[Who, int], highest: int) -> dict[Who, int]:
    return {who: min(highest, own) for who, own in most.items()}


def _sets(order: Sequence[Who], helps: Sequence[int], size: int, whole: int) -> Iterator[tuple[Who, ...]]:
    """Sets of so many, those who help most first, leaving out those who together help less than is short.

    Two together never help more than the sum of what each does alone.
    """
    if size == 0:
        if whole <= 0:
            yield ()
        return
    rest: tuple[Who, ...]
    for first in range(len(order) - size + 1):
        if sum(helps[first : first + size]) < whole:
            return
        for rest in _sets(order[first + 1 :], helps[first + 1 :], size - 1, whole - helps[first]):
            yield (order[first], *rest)


def least_of(numbers: Sequence[int], enough: Callable[[int], bool]) -> int:
    """The first of these numbers that is enough, when all after it are too; the last, if none before it is.

    It is looked for near the beginning first, with steps that double.
    """
    step = 1
    low, high = -1, len(numbers) - 1
    while low + step < high:
        if enough(numbers[low + step]):
            high = low + step
            break
        low, step = low + step, step * 2
    while high - low > 1:
        middle = (low + high) // 2
        if enough(numbers[middle]):
            high = middle
        else:
            low = middle
    return numbers[high]
