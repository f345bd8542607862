"""Which of several nouns is meant when names and ids look alike: a team "MASH 1" beside the visit mash-1 of MASH."""

from __future__ import annotations

from collections.abc import Iterable

from rota.tables.cells import slug


class Spellings:
    """The ids and names of nouns by how they are spelt."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._alike: dict[str, dict[str, None]] = {}

    def add(self, key: str, ids: Iterable[str], names: Iterable[str] = ()) -> None:
        """Lists what ``key`` stands for under its ids and its names."""
        for by_letter, words in ((self._ids, ids), (self._names, names)):
            for word in filter(slug, words):
                by_letter.setdefault(word.strip(), {})[key] = None
                self._alike.setdefault(slug(word), {})[key] = None

    def of(self, word: str) -> tuple[str, ...]:
        """Whoever has this as an id letter by letter; else as a name; else as either but for case, spaces and signs.

        Several when the word does not tell which.
        """
        return self.spelt(word) or self.alike(word)

    def spelt(self, word: str) -> tuple[str, ...]:
        """Whoever has this as an id letter by letter; else as a name."""
        return tuple(self._ids.get(word.strip(), {}) or self._names.get(word.strip(), {}))

    def alike(self, word: str) -> tuple[str, ...]:
        """Whoever has an id or a name that is this but for case, spaces and signs."""
        return tuple(self._alike.get(slug(word), ())) if slug(word) else ()

    def ids(self) -> tuple[str, ...]:
        """Every id as it is spelt."""
        return tuple(self._ids)
