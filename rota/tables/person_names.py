"""A person's name out of what a list has for it: titles, posts and letters told from the name, the surname last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rota.tables.cells import slug
from rota.text.capitals import in_small_letters
from rota.text.person_titles import (
    AMBIGUOUS,
    BESIDE_LETTERS,
    COUNCIL,
    GENERATIONS,
    GLUED,
    LATER_COUNCILLOR,
    LATER_OFFICE,
    LETTERS,
    OFFICE,
    PARTICLES,
    PARTIES,
    PEERAGE,
    PERSONAL,
    PRONOUNS,
)

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_COMMA = re.compile(r"\s*,\s*(?![^()\[\]]*[)\]])")
"""A comma, not within brackets."""
_SIGN = re.compile(r"(?:\s+[-–—]\s*|\s*[-–—]\s+|\s*[;|/]\s*|:\s+)(?![^()\[\]]*[)\]])")
"""Other signs between a name and a post, not within brackets."""
_SURNAME = 4
"""Letters of a word in capitals that are no initials."""
_EDGE = " .,:;-–—/|"


@dataclass(frozen=True, slots=True)
class Person:
    """A name as people write it, and the letters that stood after it, without dots.

    ``turned``: the surname stood first. ``unsure``: what the comma means is not plain. ``title``: what the name begins
    with when a surname alone follows: "Mrs Apple".
    """

    name: str
    letters: str = ""
    turned: bool = False
    unsure: bool = False
    title: str = ""

    @property
    def bare(self) -> str:
        """The name without any title."""
        return self.name.removeprefix(self.title).strip()

    @property
    def full(self) -> str:
        """The name with its letters."""
        return f"{self.name} {self.letters}".strip()


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two commas: a name's words, and what was found around them. No words: no name.

    ``own`` is the last title before the name, when it is one that people have of themselves.
    """

    text: str
    words: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    own: str = ""
    peer: bool = False


@lru_cache(maxsize=4096)
def person(text: str) -> Person:
    """The name in ``text``; the text itself when it holds nothing but titles.

    >>> person("Birch, Cllr Ben OBE").full, person("The Mayor (Councillor Ann Apple)").name, person("MR Apple").name
    ('Ben Birch OBE', 'Ann Apple', 'MR Apple')
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    spaced = re.sub(r"(?<=[A-Za-z]{2}\.)(?=[A-Z][a-z])", " ", GLUED.sub(r"\1 ", tidy))
    parts = [_part(segment) for segment in _segments(_without_brackets(_unwrapped(spaced)))]
    found = _assembled(parts)
    return found if found.name else Person(tidy)


def person_key(text: str) -> str:
    """What all spellings of one person's name have in common; initials are one word, with dots, spaces or without.

    Accents and apostrophes do not count: many systems lose them.

    >>> person_key("Birch, Mr B. J.") == person_key("Councillor BJ Birch MBE")
    True
    >>> person_key("Siân O’Ddôl") == person_key("Sian ODdol")
    True
    """
    letters = unicodedata.normalize("NFKD", re.sub("['’‘`´]", "", person(text).name))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"(?<![^-])(\w)-(?=\w(?:-|$))", r"\1", slug(plain))


def _unwrapped(text: str) -> str:
    """What the brackets hold, when that is the name: "The Mayor (Councillor Ann Apple)"."""
    for found in _BRACKET.finditer(text):
        outside = f"{text[: found.start()]} {text[found.end() :]}".strip()
        rest, _, _ = _without_titles(found[1].strip())
        if COUNCIL.match(found[1].strip()) and rest[:1].isupper() and not _name_in(outside):
            return found[1].strip()
    return text


def _name_in(text: str) -> bool:
    return bool(_part(text).words)


def _without_brackets(text: str) -> str:
    """Brackets with a post or a party are taken out; what belongs to letters is joined to them; a short name stays."""

    def kept(found: re.Match[str]) -> str:
        inner = found[1].strip()
        nothing = not _without_titles(inner)[0] or PRONOUNS.fullmatch(inner)
        if nothing or slug(inner) in PARTIES or OFFICE.match(inner):
            return " "
        return f"({inner})" if slug(inner) in BESIDE_LETTERS else found[0]

    plain = " ".join(_BRACKET.sub(kept, text).split())
    return plain if plain.count("(") == plain.count(")") else re.sub(r"[()]", "", plain)


def _segments(text: str) -> list[str]:
    """What stands between commas; of what other signs part from a name, the posts are cut off."""
    found: list[str] = []
    for segment in _COMMA.split(text):
        parts = _SIGN.split(segment)
        named = [part for part in parts if _name_in(part)]
        others = [part for part in parts if part not in named]
        found += [_one_name(segment) if len(named) == len(parts) else " - ".join(named), *others]
    return [segment.strip(" ,:;-–—/|") for segment in found if segment.strip(_EDGE)]


def _one_name(text: str) -> str:
    """The name with its two halves joined, when a dash stands loose between them: "Brodie - Browne"."""
    return re.sub(r"\s+[-–—]\s*(?=\S+$)|(?<=\S)[-–—]\s+(?=\S+$)", "-", text)


def _part(segment: str) -> _Part:
    rest, own, peer = _without_titles(LATER_OFFICE.sub("", LATER_COUNCILLOR.sub("", segment)))
    if OFFICE.match(rest) and not own:
        return _Part(segment)
    words = rest.split()
    letters: list[str] = []
    alone = all(map(_letter, words))
    while words and (letter := _letter(words[-1])) and (alone or _may_follow(letter, words[:-1])):
        letters.insert(0, letter)
        words.pop()
    if words:
        short = re.fullmatch(r"(?:\w\.)*\w\.?", words[-1])
        words[-1] = words[-1] if short else words[-1].rstrip(_EDGE)
    return _Part(segment, tuple(words), tuple(letters), own, peer)


def _without_titles(text: str) -> tuple[str, str, bool]:
    """The text without the titles before it; the last, when people have it of themselves; whether one is a peer's."""
    own, peer = "", False
    while found := COUNCIL.match(text) or PERSONAL.match(text):
        own = "" if COUNCIL.match(text) else found[0].strip(" ,:;")
        peer = peer or bool(PEERAGE.match(text))
        text = text[found.end() :].lstrip(_EDGE)
    return text, own, peer


def _letter(word: str) -> str | None:
    """The word without dots when it is letters after a name, with what stands in brackets after them."""
    plain, bracket, inner = word.strip(",;.").partition("(")
    bare = plain.replace(".", "")
    if bracket and slug(inner) not in BESIDE_LETTERS:
        return None
    if bare in LETTERS or (bracket and not bare):
        return f"{bare} ({slug(inner).capitalize()})".strip() if bracket else bare
    return None


def _may_follow(letters: str, words: Sequence[str]) -> bool:
    """Whether letters may follow these words: those of "Apple MA" may be initials."""
    return _size([word for word in words if not _letter(word)]) >= (2 if letters in AMBIGUOUS else 1)


def _size(words: Sequence[str]) -> int:
    """Words of a name, particles apart: "van der Berg" is one."""
    return sum(word not in PARTICLES for word in words)


def _assembled(parts: Sequence[_Part]) -> Person:
    """One name of the parts between commas."""
    ends = [word for part in parts if slug(part.text) in GENERATIONS for word in part.words]
    parts = [part for part in parts if slug(part.text) not in GENERATIONS]
    named = [part for part in parts if part.words]
    if not named:
        return Person("")
    words, turned, unsure = _in_order(named, parts)
    if any(part.peer for part in parts):
        words = re.sub(r" of [A-Z].*$", "", " ".join(words)).split()
    own = next((part.own for part in reversed(parts) if part.own), "")
    title = own if _size(words) == 1 else ""
    words = [title, *words] if title else words
    letters = [letter for part in parts for letter in part.letters if letter not in words]
    return Person(" ".join(in_small_letters([*words, *ends])), " ".join(letters), turned, unsure, title)


def _in_order(named: Sequence[_Part], parts: Sequence[_Part]) -> tuple[list[str], bool, bool]:
    """The words as they are said; whether the surname stood first; whether that is not plain."""
    first = list(named[0].words)
    if len(named) == 1:
        turned = _beside_one_word(named[0], parts) or _after_capitals(first)
        return turned or first, bool(turned), False
    second = list(named[1].words)
    if named[0].peer and _size(first) == 1 and _size(second) > 1:
        return second, False, False  # "The Lord Northtown, Lou Laurel"
    forenames = [word for word in second if len(word.strip(".")) > 2]
    numbered = any(map(str.isdigit, "".join(first + second)))
    if len(named) == 2 and not numbered and (_size(first) == 1 or len(forenames) <= 1):
        return second + first, True, _size(first) > 1
    return ", ".join(" ".join(part.words) for part in named).split(), False, True


def _after_capitals(words: Sequence[str]) -> list[str]:
    """The words in the order in which they are said, when the surname stands first in capitals: "BIRCH Ben"."""
    loud = [word.isupper() and sum(map(str.isalpha, word)) >= _SURNAME for word in words]
    numbered = any(map(str.isdigit, "".join(words)))
    if numbered or not loud[0] or all(loud) or any(word.isupper() for word in words[loud.index(False) :]):
        return []
    cut = loud.index(False)
    return [*words[cut:], *words[:cut]]


def _beside_one_word(name: _Part, parts: Sequence[_Part]) -> list[str]:
    """The other half of a name that is one word, when it looks like a title or letters: "Mayor, Bob"; "Apple, JP"."""
    if _size(name.words) != 1 or name.own:
        return []
    for index, part in enumerate(parts):
        if part is name or part.words or len(part.text.split()) != 1:
            continue
        if index < parts.index(name):
            return [*name.words, part.text] if name.text == " ".join(name.words) else []
        if part.text.isupper() and len(part.text.replace(".", "")) == 2:
            return [part.text, *name.words]
    return []
