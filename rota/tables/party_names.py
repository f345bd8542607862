"""Political groups as lists spell them: what stands for no group at all, and "Independent", which does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rota.tables.cells import fold, slug
from rota.tables.row import Row
from rota.tables.vacancies import is_vacancy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT = _words("no non not none nil un without n na heb dim di unknown blank")
_BELONGING = _words(
    "aligned alignment allied attached affiliated affiliation specified specific stated given declared disclosed known "
    "applicable a allegiance overall control description grouping registered whipped partisan set recorded "
    "confirmed available answer"
)
_BOTH = _words(
    "unaligned nonaligned ungrouped unspecified unaffiliated nonaffiliated unattached unallied undeclared unstated "
    "nonpartisan nonpolitical apolitical ungroup nongroup nongrouped unwhipped tbc tba crossbench crossbencher "
    "crossbenchers digrwp digrŵp"
)
_AROUND = _words(
    "the any in of to with group groups grouped party parties political politically member members councillor "
    "councillors cllr independent independents status one single own currently be plaid grwp grŵp"
)
_INDEPENDENT = re.compile(
    r"(?:the-)?(?:ind|indep|independents?|annibynnol|annibynwyr)(?:-(?:councill?ors?|cllrs?|members?|party))?"
)
_INDEPENDENT_GROUP = re.compile(
    r"(?:the-)?(?:group-of-)?(?:ind|indep|independents?|annibynnol)(?:-(?:councill?ors?|members?))?-groups?|"
    r"(?:the-)?(?:group-of-independents?(?:-councill?ors?|-members?)?|grwp-annibynnol|grŵp-annibynnol)"
)
_HARDLY_A_GROUP = re.compile(r"others?|various|mixed|miscellaneous")


def is_no_group(name: str) -> bool:
    """Whether this says that a member sits with no group: "Non-aligned", "Ungrouped", "Not specified", "Vacant", "-".

    >>> [is_no_group(name) for name in ("Non-Aligned", "No Group", "Independent (ungrouped)", "Independent", "Labour")]
    [True, True, True, False, False]
    """
    words = [word for word in slug(name).split("-") if word and word not in _AROUND]
    if not slug(name) or slug(name).startswith("to-be-") or is_vacancy(name):
        return True
    return bool(_NOT.intersection(words) or _BOTH.intersection(words)) and all(
        word in _NOT or word in _BELONGING or word in _BOTH for word in words
    )


def is_hardly_a_group(name: str) -> bool:
    """Whether this is probably the name of no group, and yet may be one: "Others", or a number."""
    return bool(_HARDLY_A_GROUP.fullmatch(slug(name))) or not any(letter.isalpha() for letter in name)


def group_key(name: str) -> str:
    """What the spellings of one group's name have in common: independents are one group, unless it has a name."""
    return "independent" if is_independent(name) else slug(name)


def has_independents(name: str) -> bool:
    """Whether independents are in the name of a group: "Independent", "City Independents", "Labour Independent"."""
    return any(re.fullmatch(r"ind|indep|independ[ae]nts?", word) for word in slug(name).split("-"))


def is_independent(name: str) -> bool:
    """Whether this is "Independent" alone, which may be a group, or members who each sit alone."""
    return bool(_INDEPENDENT.fullmatch(slug(name)))


def is_independent_group(name: str) -> bool:
    """Whether this says that the independent members sit as one group, and nothing else of it."""
    return bool(_INDEPENDENT_GROUP.fullmatch(slug(name)))


def group_in(row: Row, column: str) -> str:
    """The political group in the cell; empty, with a warning, for words that say there is none."""
    name = row.text(column)
    if name and is_no_group(name):
        then = ". Leave the cell blank, or write the group's name if it is one."
        row.warn(column, "is read as no political group", then)
        return ""
    return name


def ask_about_independents(members: Iterable[Row], changes: Iterable[Row]) -> None:
    """A warning where several members are "Independent": whether they sit as one group is for the council to say."""
    cells = [(row, "group") for row in members]
    cells += [(row, "value") for row in changes if fold(row.text("what")) == "group"]
    found = [(row, column) for row, column in cells if is_independent(row.text(column))]
    people = {fold(row.text("name") or row.text("member")) for row, _ in found}
    for row, column in found if len(people) > 1 else ():
        row.warn(
            column,
            f"is read as one political group, of {len(people)} members. Do they sit as one? Then write its name, "
            "such as Independent Group; if each sits alone, leave the cells blank.",
        )
