"""Which names mean the same committee: decided once, for seats, meetings, pools, calendars and imports alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rota.domain import FULL_COUNCIL
from rota.tables.full_council import full_council, kind_of_council
from rota.tables.likeness import words_of

_SMALL = frozenset(words_of("a an and for in of on the to meeting meetings"))
"""Words without which a committee's name means the same."""

_IN_FULL = {
    "cttee": "committee",
    "cttees": "committee",
    "ctte": "committee",
    "cmte": "committee",
    "cmttee": "committee",
    "committees": "committee",
    "subcommittee": "sub committee",
    "bd": "board",
    "osc": "overview scrutiny committee",
    "osp": "overview scrutiny panel",
    "cyp": "children young people",
    "hwb": "health wellbeing board",
    "hwbb": "health wellbeing board",
}
"""Short forms in common use, by word."""

_KINDS = frozenset(words_of("board commission committee panel"))
"""Words that a list leaves out when the rest says which committee it is."""

_OCCASIONS = frozenset(
    words_of(
        "additional adjourned annual call callin extraordinary hybrid informal online ordinary provisional "
        "reconvened remote reserve site special urgent virtual visit visits"
    )
)
"""Words that say which of a committee's meetings it is."""

NEAR = 0.8
"""How like the nearest name is, of 1, as far as it is worth naming."""


def committee_key(name: str) -> str:
    """What the spellings of one committee's name have in common, whatever the case, the signs, "&" or "and".

    >>> committee_key("Planning & Licensing C'ttee.") == committee_key("planning and  licensing Cttee")
    True
    """
    words = words_of(name)
    return "".join(word for word in words if word not in _SMALL) or "".join(words) or name


class Committees:
    """The committees of a council by every name they go under.

    ``seats`` are the names under which somebody sits, ``others`` those of meetings and pools: each as often as it
    stands in the tables, for a committee is called by its commonest spelling.
    """

    def __init__(self, council: str, seats: Sequence[str], others: Sequence[str] = ()) -> None:
        self._council = council
        self._own = {committee_key(name) for name in seats if kind_of_council(name, council)}
        self._seats = Counter(name for name in seats if not self._full(name))
        self._counts = self._seats + Counter(name for name in others if not self._full(name))
        self._spelling: dict[str, str] = {}
        for name in sorted(self._counts, key=lambda name: (-self._counts[name], name not in self._seats, name)):
            self._spelling.setdefault(committee_key(name), name)
        self._seated = {committee_key(name) for name in self._seats}
        self._same = self._without_kind()
        self._same |= self._by_occasion()
        self._found: dict[str, str | None] = {}

    def of(self, name: str) -> str:
        """The committee's one name in the Problem; the name itself when it is of none that is known."""
        return self.find(name) or name

    def find(self, name: str) -> str | None:
        """The same, or None when nothing of the name is known."""
        if name not in self._found:
            self._found[name] = self._meant(name) if name else None
        return self._found[name]

    def is_guess(self, name: str) -> bool:
        """Whether the name is spelt as no other and taken for another's all the same."""
        found = self.find(name)
        return found not in (None, FULL_COUNCIL) and committee_key(str(found)) != committee_key(name)

    def seated(self, name: str) -> bool:
        """Whether somebody sits on it by the tables: on the full council every councillor does."""
        found = self.find(name)
        return found == FULL_COUNCIL or (found is not None and committee_key(found) in self._seated)

    def names(self) -> tuple[str, ...]:
        """Each committee that is known, by its one name, the full council first."""
        return (FULL_COUNCIL, *sorted({self.of(name) for name in self._counts}))

    def nearest(self, name: str, among: Iterable[str]) -> str | None:
        """Of these names the one that is most like it, with or without "committee" and the like, or None."""
        found = {other: _likeness(name, other) for other in among if committee_key(other) != committee_key(name)}
        best = max(sorted(found), key=lambda other: found[other], default=None)
        return best if best is not None and found[best] >= NEAR else None

    def _meant(self, name: str) -> str | None:
        if self._full(name):
            return FULL_COUNCIL
        key = committee_key(name)
        if key in self._spelling:
            return self._spelling[self._same.get(key, key)]
        alike = self._alike(key, name) or self._of_occasion(name)
        return self._spelling[alike] if alike else None

    def _full(self, name: str) -> bool:
        return full_council(name, self._council) and committee_key(name) not in self._own

    def _without_kind(self) -> dict[str, str]:
        """Names that differ in "committee" or the like alone, where only one such word is used with the rest."""
        alike: dict[str, list[str]] = defaultdict(list)
        for key, name in self._spelling.items():
            if rest := _rest(name):
                alike[rest].append(key)
        same: dict[str, str] = {}
        for keys in alike.values():
            kinds = {kind for key in keys if (kind := _kinds(self._spelling[key]))}
            if len(keys) > 1 and len(kinds) <= 1:
                same |= dict.fromkeys(keys, self._chosen(keys))
        return same

    def _chosen(self, keys: Iterable[str]) -> str:
        """Of several spellings the one under which somebody sits, the commonest, the first in the order of letters."""
        names = {key: self._spelling[key] for key in keys}
        return min(names, key=lambda key: (key not in self._seated, -self._counts[names[key]], names[key]))

    def _by_occasion(self) -> dict[str, str]:
        """Special, extraordinary and other meetings that are called by more than the name of their committee."""
        found: dict[str, str] = {}
        for key, name in self._spelling.items():
            target = None if self._same.get(key, key) in self._seated else self._of_occasion(name)
            if target is not None:
                found[key] = target
        return found

    def _of_occasion(self, name: str) -> str | None:
        words = [word for word in words_of(name) if word not in _OCCASIONS]
        plain = " ".join(words)
        if len(words) == len(words_of(name)) or not _rest(plain):
            return None
        key = committee_key(plain)
        found = self._same.get(key, key) if key in self._spelling else self._alike(key, plain)
        return found if found in self._seated else None

    def _alike(self, key: str, name: str) -> str | None:
        """The key of the one committee that a new name means when "committee" or the like is left out of it."""
        kind, rest = _kinds(name), _rest(name)
        near = [other for other, spelling in self._spelling.items() if rest and _rest(spelling) == rest]
        kinds = {found for other in near if (found := _kinds(self._spelling[other]))} | ({kind} if kind else set())
        if near and key not in near and len(kinds) <= 1:
            return self._same.get(near[0], near[0])
        return None


def _full_words(name: str) -> list[str]:
    """The words that count, short forms in full."""
    words = " ".join(words_of(name))
    for short in ("o and s", "o s"):
        words = f" {words} ".replace(f" {short} ", " overview scrutiny ").strip()
    long = " ".join(_IN_FULL.get(word, word) for word in words.split())
    return [word for word in long.split() if word not in _SMALL]


def _rest(name: str) -> str:
    """The name without "committee" and the like; empty when the rest would be no name."""
    rest = [word for word in _full_words(name) if word not in _KINDS]
    return "" if rest in ([], ["council"], ["cabinet"], ["sub"], ["joint"]) else "".join(rest)


def _kinds(name: str) -> frozenset[str]:
    return frozenset(_full_words(name)) & _KINDS


def _likeness(one: str, other: str) -> float:
    """How like two names are, of 1: all words of the shorter in the longer, its initials, or their letters."""
    first, second = _full_words(one), _full_words(other)
    if {word for word in first if word.isdecimal()} != {word for word in second if word.isdecimal()}:
        return 0.0
    if _is_short_for(one, second) or _is_short_for(other, first):
        return 0.95
    first, second = ([word for word in words if word not in _KINDS] or words for words in (first, second))
    lesser, greater = sorted(("".join(first), "".join(second)))
    letters: float = SequenceMatcher(None, lesser, greater).ratio()
    fewer, more = sorted((first, second), key=len)
    within = len("".join(fewer)) > 3 and set(fewer) <= set(more)
    return max(letters, 0.8 + letters / 10) if within else letters


def _is_short_for(short: str, words: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in words)
    return len(initials) > 1 and "".join(words_of(short)) == initials
