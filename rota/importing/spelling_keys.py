"""Wards and parties as ModernGov spells them: one key for all spellings of the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rota.tables.cells import slug
from rota.tables.party_names import is_independent, is_no_group

NOT_GIVEN = {"", "-", "unspecified", "none", "not-specified", "non-specified", "n-a"}
"""Slugs of what stands for no ward, no post and no date."""

_SAME_PARTY = {
    "labour-and-co-operative": "labour",
    "labour-and-cooperative": "labour",
    "labour-co-operative": "labour",
    "conservative-and-unionist": "conservative",
    "lib-dem": "liberal-democrat",
    "uk-independence": "ukip",
    "u-k-independence": "ukip",
    "ukindependence": "ukip",
    "united-kingdom-independence": "ukip",
    "reform": "reform-uk",
    "scottish-national": "snp",
}
"""Descriptions under which a party's candidates stand (Electoral Commission's register), and the group they sit in."""


def place_key(name: str) -> str:
    """What two spellings of one ward have in common."""
    return slug(name.replace("&", " and "))


def party_key(name: str) -> str:
    """What the spellings of one party have in common; empty for no party.

    "Independent Group" is not "Independent": members without a group are often called the latter.
    """
    if is_no_group(name):
        return ""
    if is_independent(name):
        return "independent"
    words = re.sub(r"^the-", "", slug(name.replace("&", " and ")))
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
