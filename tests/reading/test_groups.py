"""Words for no political group, and the one that does not say whether there is a group."""

from __future__ import annotations

import pytest

from rota.tables.party_names import is_independent, is_independent_group, is_no_group


@pytest.mark.parametrize(
    "words",
    [
        "Non-aligned",
        "Non aligned",
        "Ungrouped",
        "Unaligned",
        "Non Specified",
        "Not specified",
        "Unspecified",
        "None specified",
        "No Group",
        "No political group",
        "No overall control",
        "No overall group",
        "Not a member of a group",
        "Not in any group",
        "Independent (ungrouped)",
        "Non-aligned Independents",
        "Independent - no group",
        "Unaffiliated",
        "No party affiliation",
        "Non-attached",
        "Not grouped",
        "None",
        "N/A",
        "Not known",
        "To be confirmed",
        "TBD",
        "Vacant",
        "Heb grŵp",
        "-",
        "",
    ],
)
def test_words_for_no_group_are_known(words: str) -> None:
    assert is_no_group(words)
    assert not is_independent(words)


@pytest.mark.parametrize(
    "name",
    [
        "Labour",
        "Independent",
        "Independent Group",
        "Nottingham Independents",
        "North Alliance",
        "No Through Road Residents",
        "One Nation",
        "Unity",
    ],
)
def test_groups_are_groups(name: str) -> None:
    assert not is_no_group(name)


def test_independent_alone_is_told_from_a_group_of_independents() -> None:
    alone = ("Independent", "INDEPENDENTS", "Ind.", "Independent Member", "The Independents", "Annibynnol")
    groups = ("Independent Group", "The Independents Group", "Group of Independents", "Independent Members' Group")
    named = ("City Independents", "Independent Alliance", "Borough Independent Group", "Independent Conservative")
    assert [is_independent(name) for name in alone + groups + named] == [True] * 6 + [False] * 8
    assert [is_independent_group(name) for name in alone + groups + named] == [False] * 6 + [True] * 4 + [False] * 4
