"""Finds who or what people mean when they say less than the whole name, or something else of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rota.tables.cells import slug
from rota.tables.person_names import person_key

_LITTLE = (
    "a an and at cllr clr councillor cllrs councillors for in member members no number of on s team the to visit "
    "visits ward"
)
_SAY_NOTHING = frozenset(_LITTLE.split())
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "one first 1st",
            "two second 2nd",
            "three third 3rd",
            "four fourth 4th",
            "five fifth 5th",
            "six sixth 6th",
            "seven seventh 7th",
            "eight eighth 8th",
            "nine ninth 9th",
            "ten tenth 10th",
            "eleven eleventh 11th",
            "twelve twelfth 12th",
        ),
        start=1,
    )
    for word in words.split()
} | {"saint": "st"}
_LEAST_LETTERS = 3
"""Of the beginning of a word that stands for the word."""


@dataclass(frozen=True, slots=True)
class Called:
    """A noun by its name, and what else people say of it: a ward, a site, a month."""

    id: str
    name: str
    besides: tuple[str, ...] = ()


def search(said: str, among: Iterable[Called]) -> tuple[str, ...]:
    """The ids of those that are meant: several when the words are the name of none more than of the others."""
    words = _words(said) or _words(person_key(said))
    if not words:
        return ()
    found: dict[int, list[str]] = {}
    for one in among:
        rank = _rank(words, _words(one.name), _words(" ".join(one.besides)))
        if rank is not None:
            found.setdefault(rank, []).append(one.id)
    return tuple(found[min(found)]) if found else ()


def _rank(words: frozenset[str], name: frozenset[str], besides: frozenset[str]) -> int | None:
    """How well the words say it, 0 the best: the whole name, words of it, words of what is beside it, beginnings."""
    known = name | besides
    if words <= known:
        return 0 if name and name <= words else 1 if words <= name else 2
    begun = all(any(_begins(word, other) for other in known) for word in words)
    return 3 if begun and any(len(word) >= _LEAST_LETTERS for word in words) else None


def _begins(word: str, other: str) -> bool:
    """Whether the word is another, its beginning or, one letter, its initial."""
    long_enough = len(word) >= _LEAST_LETTERS or (len(word) == 1 and word.isalpha())
    return word == other or (long_enough and other.startswith(word))


def _words(text: str) -> frozenset[str]:
    """The words without case, accents and apostrophes, numbers as figures, without those that say nothing."""
    letters = unicodedata.normalize("NFD", text.replace("'", "").replace("’", ""))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = (_NUMBERS.get(word, word) for word in slug(plain).split("-"))
    return frozenset(word for word in words if word and word not in _SAY_NOTHING)
