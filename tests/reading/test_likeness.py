"""Which names may be one name typed in two ways, and which only look so."""

from __future__ import annotations

import pytest

from rota.tables.likeness import FEW, Slip, slip, slips, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labuor", "Labour"),  # two letters have changed places
        ("Commitee", "Committee"),  # a letter that is doubled is there once
        ("Conservatve", "Conservative"),  # one letter of eight or more
        ("MASH", "M.A.S.H."),
        ("Well-being", "Wellbeing"),
        ("Netherton & Orrell", "Netherton and Orrell"),
        ("The Beeches", "Beeches"),
        ("Sinn Féin", "Sinn Fein"),
        ("Duke's", "Dukes"),
        ("Nroth team", "North team"),
    ],
)
def test_a_slip_that_speaks_for_itself(one: str, other: str) -> None:
    assert slip(one, other) is slip(other, one) is Slip.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Oswald", "St Oswald's"),
        ("Greens", "Green"),
        ("Marton", "Martin"),
        ("Norwood", "Northwood"),
        ("Pontnewydd", "Pontnewynydd"),
    ],
)
def test_what_may_be_a_slip_or_two_names(one: str, other: str) -> None:
    assert slip(one, other) is slip(other, one) is Slip.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Member 1", "Member 2"),
        ("Member 1024", "Member 1042"),
        ("Northeast team", "Northwest team"),
        ("North team", "South team"),
        ("Home One", "Home Two"),
        ("Team A", "Team B"),
        ("Ward II", "Ward III"),
        ("Barton", "Marton"),  # fingers seldom miss the first letter
        ("Hall", "Hill"),  # too short
        ("The Beeches", "The Birches"),
        ("Labour", "Labour and Co-operative"),
        ("Upper Norwood", "Lower Norwood"),
        ("Front House", "Frnot Huose"),  # two words at once
    ],
)
def test_what_tells_apart_on_purpose_is_no_slip(one: str, other: str) -> None:
    assert slip(one, other) is None


def test_words_are_compared_without_case_signs_and_accents() -> None:
    assert words_of("The St. Oswald's & Château") == ("st", "oswalds", "and", "chateau")
    assert words_of("The") == ("the",)
    assert words_of("🎉") == ()


def test_among_many_names_the_one_that_a_slip_made_is_still_found() -> None:
    """More names than are compared two by two: 200 streets, one of them mistyped."""
    names = [f"{first}{second} Street" for first in "bcdfghklmn" for second in _ends()]
    assert len(names) == 200 > FEW
    assert list(slips([*names, "bamptno Street"])) == [("bamptno Street", "bampton Street", Slip.LIKELY)]


def _ends() -> list[str]:
    """Ends of which no two are a slip apart."""
    return [
        *("ampton", "erwick", "idlestone", "ollingham", "uckfast", "aldershot", "enworthy", "inchmore", "ockbridge"),
        *("umberland", "aversham", "elgrove", "ixthorpe", "omdale", "undlesey", "arrowgate", "entham", "illcoates"),
        *("opsgrave", "ushforth"),
    ]


def test_a_thousand_names_that_differ_in_numbers_alone_take_no_time() -> None:
    assert list(slips(f"Member Number {number}" for number in range(3_000))) == []
