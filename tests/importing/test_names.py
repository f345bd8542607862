"""One key for the spellings of one party."""

from __future__ import annotations

import pytest

from rota.importing.spelling_keys import Parties, party_key


@pytest.mark.parametrize(
    "same",
    [
        (
            "Labour",
            "The Labour Party",
            "LABOUR",
            "Labour Group",
            "Labour and Co-operative",
            "Labour & Co-operative Party",
        ),
        ("Liberal Democrat", "Liberal Democrats", "Lib Dem", "Lib Dems", "The Liberal Democrats Group"),
        ("Conservative", "Conservatives", "Conservative Party", "Conservative and Unionist Party"),
        ("Green", "Green Party", "The Green Party", "Greens"),
        ("Independent", "Independents"),
        ("", "-", "Unspecified", "none", "Not specified"),
    ],
)
def test_spellings_of_one_party_have_one_key(same: tuple[str, ...]) -> None:
    assert len({party_key(name) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Independent", "Independent Group"), ("Liberal", "Liberal Democrat"), ("Labour", ""), ("Green", "Greenwich")],
)
def test_parties_that_only_sound_alike_are_two(one: str, other: str) -> None:
    assert party_key(one) != party_key(other)


def test_the_tables_spelling_wins_and_then_the_commonest() -> None:
    parties = Parties(["Red Group", "RED", "Red Group"], ["Red", "BLUE", "Blue", "Blue Party", "Blue Party", ""])
    assert [parties.of(name) for name in ("the red party", "BLUE", "Unspecified", "Gold")] == [
        "Red Group",
        "Blue Party",
        "",
        "Gold",
    ]
