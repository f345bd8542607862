"""Titles taken off names, and one key for the spellings of one party."""

from __future__ import annotations

import pytest

from rota.importing.names import Parties, party_key, person, person_key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Councillor Ann Apple", "Ann Apple"),
        ("Cllr. Ann Apple", "Ann Apple"),
        ("Councillor Dr. Ann Apple", "Ann Apple"),
        ("Cllr Mrs Ann Apple MBE", "Ann Apple MBE"),
        ("The Mayor, Councillor Ann Apple", "Ann Apple"),
        ("Cynghorydd Ann Apple", "Ann Apple"),
        ("Alderman Sir Ann Apple", "Ann Apple"),
        ("Ann Mayor", "Ann Mayor"),
        ("Ann Lord", "Ann Lord"),
        ("Drew Apple", "Drew Apple"),
        ("Councillor", "Councillor"),
    ],
)
def test_titles_are_taken_off_and_names_that_look_like_titles_stay(written: str, name: str) -> None:
    assert person(written) == name


def test_letters_after_the_name_make_no_other_person() -> None:
    assert person_key("Cllr Ann Apple OBE, JP") == person_key("ANN  APPLE") != person_key("Ann Appleby")


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
