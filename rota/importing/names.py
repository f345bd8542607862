"""Names and parties as ModernGov spells them: titles taken off, and one key for all spellings of the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rota.reading.cells import slug

_TITLES = (
    "the right honourable|the rt hon|rt hon|the hon|councillor|cllr|cynghorydd|cyng|alderman|lord mayor|mayor|"
    "professor|prof|doctor|dr|reverend|revd|rev|sir|dame|lord|lady|baroness|baron|mr|mrs|ms|miss|mx"
)
_TITLE = re.compile(rf"(?:{_TITLES})\b\.?,?\s+(?=\S)", re.IGNORECASE)
_OFFICE = re.compile(r".*\b(?:councillor|cllr|cynghorydd|cyng)\b\.?\s+(?=\S)", re.IGNORECASE)
_AFTER = re.compile(r",?\s+(?:[OMC]BE|BEM|QPM|JP|DL|[KQ]C|MP|MS|PhD)\.?$")

NOT_GIVEN = {"", "-", "unspecified", "none", "not-specified", "no-party", "n-a"}
"""Slugs of what stands for no party, no ward and no date."""

_SAME_PARTY = {
    "labour-and-co-operative": "labour",
    "labour-and-cooperative": "labour",
    "labour-co-operative": "labour",
    "conservative-and-unionist": "conservative",
    "lib-dem": "liberal-democrat",
}
"""Descriptions under which a party's candidates stand (Electoral Commission's register), and the group they sit in."""


def person(name: str) -> str:
    """The name without titles: "Councillor Dr. Ann Apple" is "Ann Apple"."""
    short = _OFFICE.sub("", name)
    while (shorter := _TITLE.sub("", short, count=1) if _TITLE.match(short) else short) != short:
        short = shorter
    return short.strip(" ,") or name


def person_key(name: str) -> str:
    """What two spellings of one person's name have in common: no titles, no letters after the name."""
    short = person(name)
    while (shorter := _AFTER.sub("", short)) != short:
        short = shorter
    return slug(short)


def place_key(name: str) -> str:
    """What two spellings of one ward have in common."""
    return slug(name.replace("&", " and "))


def party_key(name: str) -> str:
    """What the spellings of one party have in common; empty for no party.

    "Independent Group" is not "Independent": members without a group are often called the latter.
    """
    words = slug(name.replace("&", " and "))
    if words in NOT_GIVEN:
        return ""
    words = re.sub(r"^the-", "", words)
    if not re.fullmatch(r"independents?-group", words):
        words = re.sub(r"-(?:party|group)$", "", re.sub(r"-group$", "", words))
    words = re.sub(r"(?<=[a-z]{3})s$", "", words)
    return _SAME_PARTY.get(words, words)


class Parties:
    """One name for each party: the table's where it has one, otherwise the file's usual spelling."""

    def __init__(self, in_table: Iterable[str], in_file: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for names in (in_table, in_file):
            counts = Counter(names)
            for name in sorted(counts, key=lambda name: (-counts[name], name.isupper(), len(name), name)):
                self._names.setdefault(party_key(name), name)
        self._names[""] = ""

    def of(self, name: str) -> str:
        """The group's name for a party as the file spells it; empty for no party."""
        return self._names.get(party_key(name), name)
