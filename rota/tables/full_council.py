"""The names under which a council's own full meeting goes."""

from __future__ import annotations

import re

from rota.tables.likeness import words_of

_COUNCIL = frozenset(("council", "cyngor"))

_BESIDE = frozenset(
    words_of(
        "of the and y yr to for on in at s full common court meeting meetings mtg agm general assembly llawn sir "
        "annual ordinary extraordinary special additional statutory budget setting civic ceremonial mayor mayoral "
        "making "
        "adjourned reconvened virtual remote hybrid online provisional reserve cyfarfod blynyddol arbennig eithriadol "
        "borough city county district metropolitan town unitary royal london "
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening am pm"
    )
)
"""Words that may stand beside "council" in a title that is still the full council's."""

_KINDS_OF_COUNCIL = frozenset(words_of("borough city county district metropolitan town unitary"))

_OTHERS = frozenset(words_of("committee panel board forum group party commission cabinet executive scrutiny"))
"""Words that, even between brackets, are of another body."""

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


def full_council(title: str, council: str) -> bool:
    """Whether a title is a meeting of the full council: "Annual Council", or the council's own name.

    >>> full_council("Annual Meeting of the Council", "Testshire"), full_council("Council Tax Panel", "Testshire")
    (True, False)
    """
    if words_of(title) == words_of(council) and words_of(title):
        return True
    inside = {word for part in _BRACKETS.findall(title) for word in words_of(part)}
    words = words_of(_BRACKETS.sub(" ", title))
    if inside & _OTHERS:
        return False
    if words in (("mayor", "making"), ("mayormaking",)):
        return True
    beside = _BESIDE | set(words_of(council)) | ({"tax"} if {"setting", "budget"} & set(words) else set())
    rest = [word for word in words if word not in _COUNCIL]
    return len(rest) < len(words) and all(word in beside or _numbers(word) for word in rest)


def kind_of_council(title: str, council: str) -> bool:
    """Whether a title names a kind of council that this one is not by its name: a county, say, in a borough.

    It may then be the other council on which members of this one sit too.
    """
    return bool(_KINDS_OF_COUNCIL & set(words_of(title)) - set(words_of(council)))


def _numbers(word: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm)?", word))
