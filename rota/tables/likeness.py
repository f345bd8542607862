"""Whether two names may be one name that was typed in two ways: by words, not by share of letters.

Names of neighbours in a table are often alike ("Member 1" and "Member 2", "North team" and "South team", "Marton" and
"Barton"), so what tells things apart on purpose is never taken for a slip of the fingers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache

from rota.tables.cells import slug

FEW = 60
"""Of so few names each is compared with each; of more only those are that one slip could have made of each other."""

_TELLS_APART = frozenset(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest
    upper lower mid middle central inner outer old new great little first second third fourth fifth
    sixth seventh eighth ninth tenth one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty ii iii iv vi vii viii ix boys
    girls infant junior senior adult adults
    """.split()  # noqa: SIM905
)
"""Words that are there to tell two things apart."""


class Slip(IntEnum):
    """How surely two names are one: POSSIBLE asks for other evidence, LIKELY speaks for itself."""

    POSSIBLE = 1
    LIKELY = 2


@lru_cache(maxsize=16_384)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name without case, accents and apostrophes; "&" and "+" are "and", "Saint" is "St".
    "The" at the start goes.

    >>> words_of("The St. Oswald's & Château")
    ('st', 'oswalds', 'and', 'chateau')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    bare = re.sub("['’‘`´]", "", bare).replace("&", " and ").replace("+", " and ")
    words = ["st" if word == "saint" else word for word in re.findall(r"[^\W_]+", bare)]
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def slip(one: str, other: str) -> Slip | None:
    """How surely one of two names, which are spelt differently, is a slip for the other; None when it is not.

    >>> slip("Labuor", "Labour"), slip("Marton", "Martin"), slip("Barton", "Marton"), slip("Ward 1", "Ward 2")
    (<Slip.LIKELY: 2>, <Slip.POSSIBLE: 1>, None, None)
    """
    first, second = words_of(one), words_of(other)
    if "".join(first) == "".join(second):
        return Slip.LIKELY
    if len(first) != len(second):
        return None
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return word_slip(*pairs[0]) if len(pairs) == 1 else None


def word_slip(one: str, other: str) -> Slip | None:
    """The same for two words, without case or accents."""
    if one == other:
        return Slip.LIKELY
    longer = max(len(one), len(other))
    if _told_apart(one, other) or abs(len(one) - len(other)) > 2 or longer < 4 or one[:1] != other[:1]:
        return None
    if one.rstrip("s") == other.rstrip("s"):
        return Slip.POSSIBLE
    if _turned(one, other) or _undoubled(one) == _undoubled(other):
        return Slip.LIKELY
    edits = _edits(one, other)
    if edits == 1:
        return Slip.LIKELY if longer >= 8 else Slip.POSSIBLE if longer >= 5 else None
    return Slip.POSSIBLE if edits == 2 and longer >= 9 else None


def _told_apart(one: str, other: str) -> bool:
    digits = any(letter.isdigit() for letter in one + other)
    return digits or min(len(one), len(other)) < 2 or (one in _TELLS_APART and other in _TELLS_APART)


def _turned(one: str, other: str) -> bool:
    """Whether two letters side by side have changed places, and that is all."""
    unlike = [index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(unlike) != 2:
        return False
    first, second = unlike
    return second == first + 1 and (one[first], one[second]) == (other[second], other[first])


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _edits(one: str, other: str) -> int:
    """Letters put in, left out or changed, or changed places with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def slips(names: Iterable[str]) -> Iterator[tuple[str, str, Slip]]:
    """Each two of the names of which one may be a slip for the other, in the order of letters."""
    every = sorted({slug(name): name for name in sorted(names) if slug(name)}.values())
    for one, other in _candidates(every):
        found = slip(one, other)
        if found is not None:
            yield one, other, found


def _candidates(names: list[str]) -> list[tuple[str, str]]:
    if len(names) <= FEW:
        return [(one, other) for index, one in enumerate(names) for other in names[index + 1 :]]
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for short in _one_short("".join(words_of(name))):
            alike[short].append(name)
    found = {
        (one, other)
        for group in alike.values()
        if len(group) <= FEW
        for index, one in enumerate(group)
        for other in group[index + 1 :]
    }
    return sorted(found)


def _one_short(text: str) -> set[str]:
    """The text, and the text without each of its letters: what one slip leaves in common. Digits stay."""
    return {text, *(text[:index] + text[index + 1 :] for index, letter in enumerate(text) if not letter.isdigit())}
