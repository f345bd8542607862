"""What is read all the same and should be looked at, in sentences: all that is alike is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rota.tables.cell_uses import SHOWN_ROWS, Use, commonest, place, place_in_words, quoted
from rota.tables.cells import slug
from rota.text.english import numbered, several

FEW = 5
"""Alike remarks that are told one by one; of more, all in one sentence."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of a value, and what follows; ``many`` is what follows for several rows or values."""

    what: str
    then: str
    many: str


@dataclass(frozen=True, slots=True)
class _Remark:
    """The same words of the same value, wherever it stands."""

    words: _Words
    uses: tuple[Use, ...]

    @property
    def value(self) -> str:
        """The value in quotation marks, as it is spelt most often, and a space; nothing where there is none."""
        value = commonest([use.value for use in self.uses])
        return f"{quoted(value)} " if value else ""

    @property
    def sentence(self) -> str:
        """The remark with every place."""
        cells = {(use.where, use.row, use.column) for use in self.uses}
        then = self.words.many if len(cells) > 1 else self.words.then
        return f"{place(self.uses)}: {self.value}{self.words.what}{then}"


class Remarks:
    """The remarks made so far, each once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, _Words], dict[Use, None]] = {}

    def add(self, use: Use, what: str, then: str = "", many: str = "") -> None:
        """Makes a remark of the value: "is a total and no member", ", so the row is not read. Take it out."

        ``then`` is what follows from it, with its own comma or stop before; ``many`` the same for several rows or
        values, where other words are needed. Of more than a few values with the same ``then`` there is one sentence.
        """
        key = slug(use.value) or use.value, _Words(what, then, many or then)
        self._made.setdefault(key, {})[use] = None

    def forget(self, *places: str) -> None:
        """Takes back what was said of these files, which are to be read again."""
        kept = {key: [use for use in uses if use.where not in places] for key, uses in self._made.items()}
        self._made = {key: dict.fromkeys(uses) for key, uses in kept.items() if uses}

    def sentences(self) -> tuple[str, ...]:
        """Every remark: files in the order met, and in each file by the first row."""
        files = {where: index for index, where in enumerate(dict.fromkeys(use.where for use in self._uses()))}

        def order(use: Use) -> tuple[int, int, str]:
            return files[use.where], use.row or 0, use.column

        remarks = [_Remark(words, tuple(sorted(uses, key=order))) for (_, words), uses in self._made.items()]
        remarks.sort(key=lambda remark: (order(remark.uses[0]), remark.sentence))
        alike: dict[object, list[_Remark]] = defaultdict(list)
        for number, remark in enumerate(remarks):
            alike[remark.words.then or number].append(remark)
        return tuple(sentence for those in alike.values() for sentence in _told(those))

    def _uses(self) -> Iterator[Use]:
        return (use for uses in self._made.values() for use in uses)


def _told(alike: Sequence[_Remark]) -> Iterator[str]:
    """Remarks from which the same follows: each by itself or, when there are many, all in one sentence."""
    if len(alike) <= FEW:
        yield from (remark.sentence for remark in alike)
        return
    places = {(use.where, use.column) for remark in alike for use in remark.uses}
    rows = [sorted({use.row for use in remark.uses if use.row is not None}) for remark in alike]
    if len(places) == 1 and all(rows):
        where, column = places.pop()
        begin, at = f"{place_in_words(where, (), column)}: ", [numbered("row", theirs, SHOWN_ROWS) for theirs in rows]
    else:
        begin, at = "", [place(remark.uses) for remark in alike]
    told = [f"{remark.value}({there}) {remark.words.what}" for remark, there in zip(alike, at, strict=True)]
    yield f"{begin}{several(told)}{alike[0].words.many}"
