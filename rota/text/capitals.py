"""Names typed in capitals, in small letters as people write them; initials stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST = 3
"""A shorter word in capitals is taken for initials: "MR Apple"."""


def in_small_letters(words: Sequence[str]) -> list[str]:
    """The words with capitals only where a name has them.

    When all are in capitals, each of three letters and more is changed; of a mixed name only the last,
    the surname, for the others are initials.

    >>> in_small_letters(["ANN", "O'NEILL"]), in_small_letters(["KWP", "Lynch"]), in_small_letters(["Ben", "BIRCH-ASH"])
    (['Ann', "O'Neill"], ['KWP', 'Lynch'], ['Ben', 'Birch-Ash'])
    """
    shouted = [word.isupper() and sum(map(str.isalpha, word)) >= LEAST and "." not in word for word in words]
    mixed = any(any(map(str.islower, word)) for word in words)
    changed = [loud and (not mixed or index == len(words) - 1) for index, loud in enumerate(shouted)]
    return [_named(word) if change else word for word, change in zip(words, changed, strict=True)]


def _named(word: str) -> str:
    """Each part of the word with one capital, and the letter after Mc, O' and D'."""
    name = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", name)
