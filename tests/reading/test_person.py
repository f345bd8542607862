"""A name out of what lists have for it: titles, posts and letters, initials, small words, the surname first."""

from __future__ import annotations

import pytest

from rota.tables.person_names import person, person_key
from rota.text.capitals import in_small_letters


@pytest.mark.parametrize(
    ("written", "name"),
    [
        # Titles that a council gives, and those that people have of themselves.
        ("Councillor Ann Apple", "Ann Apple"),
        ("Cllr. Ann Apple", "Ann Apple"),
        ("Cllr.Ann Apple", "Ann Apple"),
        ("Councillor Dr. Ann Apple", "Ann Apple"),
        ("County Councillor Mr Ian Ivy", "Ian Ivy"),
        ("The Mayor, Councillor Ann Apple", "Ann Apple"),
        ("The Mayor (Councillor Cal Cedar)", "Cal Cedar"),
        ("(Mayor) Councillor Ann Apple", "Ann Apple"),
        ("Mayor's Consort. Councillor Ann Apple", "Ann Apple"),
        ("The Worshipful the Mayor, Cllr Ann Apple", "Ann Apple"),
        ("Right Worshipful Lord Mayor Councillor Ann Apple", "Ann Apple"),
        ("Leader of the Council, Councillor Ann Apple", "Ann Apple"),
        ("Deputy Mayor Eve Elder", "Eve Elder"),
        ("CouncillorMrs Dot Damson", "Dot Damson"),
        ("Cynghorydd Ann Apple", "Ann Apple"),
        ("Y Cynghorydd Siân Wyn", "Siân Wyn"),
        ("Honorary Alderman Sir Ann Apple", "Ann Apple"),
        ("Councillor the Rev'd Canon Ann Apple", "Ann Apple"),
        ("Rt Hon Ann Apple MP", "Ann Apple"),
        # Peers.
        ("Cllr Lord Gil Gorse of Northtown, O.B.E.", "Gil Gorse"),
        ("The Rt. Hon. the Lord Mayor, Alderman Jo Juniper", "Jo Juniper"),
        ("The Rt Hon the Baroness Kay Kale of Northtown, QC", "Kay Kale"),
        ("The Lord Northtown, Lou Laurel", "Lou Laurel"),
        # Posts and parties behind the name.
        ("Councillor Hal Hazel CBE (Leader)", "Hal Hazel"),
        ("Ann Apple - Leader of the Council", "Ann Apple"),
        ("Ann Apple: Chair of Planning", "Ann Apple"),
        ("Ann Apple (Councillor for North)", "Ann Apple"),
        ("Councillor Ann Apple and Deputy Mayor", "Ann Apple"),
        ("Councillor Ann Apple (Lab)", "Ann Apple"),
        ("Cllr Ann Apple (she/her)", "Ann Apple"),
        ("Councillor Ann Apple MBE (They, Them)", "Ann Apple"),
        # What looks like a title and is not one.
        ("Ann Mayor", "Ann Mayor"),
        ("Ann Lord", "Ann Lord"),
        ("Drew Apple", "Drew Apple"),
        ("Major Singh Gill", "Major Singh Gill"),
        ("Councillor", "Councillor"),
        # Initials stay, and a surname is not left without what stands before it.
        ("Councillor MR Apple", "MR Apple"),
        ("Councillor DR Birch", "DR Birch"),
        ("DR Ann Apple", "Ann Apple"),
        ("Mr B. J. Birch", "B. J. Birch"),
        ("Councillor Mrs E Hollick", "E Hollick"),
        ("Councillor Mrs Apple", "Mrs Apple"),
        ("Mr de Souza", "Mr de Souza"),
        ("MS St John", "MS St John"),
        ("Councillor Birch", "Birch"),
        ("Councillor James P. O'Shea", "James P. O'Shea"),
        # Short names, double names, small words.
        ("Councillor Garth (Bill) A Boulter", "Garth (Bill) A Boulter"),
        ("Thomas [Tommy] Johnstone", "Thomas [Tommy] Johnstone"),
        ("Cllr Iain Brodie - Browne", "Iain Brodie-Browne"),
        ("Cynghorydd Siân ap Ifan-O'Neill", "Siân ap Ifan-O'Neill"),
        ("Cllr Fergus McDonald", "Fergus McDonald"),
        ("Councillor Md. Maium Miah", "Md. Maium Miah"),
        # Capitals.
        ("Councillor ANN APPLE", "Ann Apple"),
        ("Councillor Fergus MCDONALD", "Fergus McDonald"),
        ("Cllr KWP Lynch", "KWP Lynch"),
    ],
)
def test_a_name_is_as_people_write_it(written: str, name: str) -> None:
    assert (person(written).name, person(written).turned) == (name, False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Birch, Ben", "Ben Birch"),
        ("BIRCH, Ben", "Ben Birch"),
        ("Birch, Councillor Ben", "Ben Birch"),
        ("Cllr Birch, Ben", "Ben Birch"),
        ("Birch, Ben, OBE", "Ben Birch"),
        ("Birch, Ben (Mrs)", "Ben Birch"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("ap Ifan, Siân", "Siân ap Ifan"),
        ("McDonald-Smith, Ewan J", "Ewan J McDonald-Smith"),
        ("O'Neill, Pat", "Pat O'Neill"),
        ("Smith, John, Jr", "John Smith Jr"),
        ("Apple, JP", "JP Apple"),
        ("Apple, A B", "A B Apple"),
        ("Mayor, Bob", "Bob Mayor"),
        ("Lord, Ann", "Ann Lord"),
        ("BIRCH Ben", "Ben Birch"),
        ("Councillor McDONALD-SMITH, Ann", "Ann McDONALD-SMITH"),
        ("Cllr O'NEILL Pat", "Pat O'Neill"),
    ],
)
def test_a_surname_that_stands_first_is_put_last(written: str, name: str) -> None:
    read = person(written)
    assert (read.name, read.turned, read.unsure) == (name, True, False)


def test_a_comma_whose_meaning_is_not_plain_is_said_to_be_so() -> None:
    """Two words may be a surname or a name; two and two may be two people; a number is nobody's forename."""
    assert (person("Lloyd George, Dai").name, person("Lloyd George, Dai").unsure) == ("Dai Lloyd George", True)
    assert (person("Ann Apple, Ben Birch").name, person("Ann Apple, Ben Birch").unsure) == (
        "Ann Apple, Ben Birch",
        True,
    )
    assert person("Northtown, 2").name == "Northtown, 2"


@pytest.mark.parametrize(
    "name", ["Ann Apple - North Ward", "Ann Apple/Ben Birch", "Ann; Apple", "<b>Ann</b> &amp; Ben"]
)
def test_other_signs_than_a_comma_say_nothing_of_the_surname(name: str) -> None:
    assert (person(name).name, person(name).turned) == (name, False)


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("Ann Apple MBE", "MBE"),
        ("Ann Apple, OBE, JP", "OBE JP"),
        ("Ann Apple O.B.E.", "OBE"),
        ("Ann Apple. OBE", "OBE"),
        ("Ann Apple BA (Hons) MA", "BA (Hons) MA"),
        ("Ann Apple, BSc. (Hons), M.B.E.", "BSc (Hons) MBE"),
        ("Ann Apple BEng (Lond)", "BEng (Lond)"),
        ("Ann Apple Ph.D.", "PhD"),
        ("Ann Apple KSG KSS", "KSG KSS"),
        ("Councillor Ann Apple, OBE JP (Leader of the Council)", "OBE JP"),
        ("Ann Apple MP, Leader", "MP"),
    ],
)
def test_letters_are_told_from_the_name(written: str, letters: str) -> None:
    assert (person(written).name, person(written).letters) == ("Ann Apple", letters)
    assert person(written).full == f"Ann Apple {letters}"


def test_letters_that_may_be_initials_are_not_taken_from_a_surname_alone() -> None:
    assert [person(name).name for name in ("Apple J.P.", "Jo MA", "Apple MBE")] == ["Apple J.P.", "Jo MA", "Apple"]


@pytest.mark.parametrize(
    "same",
    [
        ("Cllr Ann Apple OBE, JP", "ANN  APPLE", "Apple, Ann", "The Mayor (Councillor Ann Apple)"),
        ("BJ Birch", "B J Birch", "B. J. Birch", "Councillor Mr B.J. Birch MBE", "Birch, B J"),
        ("MR Apple", "M R Apple", "M.R. Apple"),
        ("Siân Ap-Ifan", "Cynghorydd Siân ap Ifan", "ap Ifan, Siân"),
    ],
)
def test_spellings_of_one_name_have_one_key(same: tuple[str, ...]) -> None:
    assert len({person_key(name) for name in same}) == 1


def test_other_names_have_other_keys() -> None:
    names = ("Ann Apple", "Ann Appleby", "A Apple", "Ann M Apple", "Ben Apple", "MR Apple", "Mr Ann Apple (North)")
    assert len({person_key(name) for name in names}) == len(names)


def test_capitals_are_kept_where_a_name_has_them() -> None:
    """GAW are initials in a name that is mixed; in one that is all in capitals there is no telling."""
    assert in_small_letters(["GAW", "COPE-HILL"]) == ["Gaw", "Cope-Hill"]
    assert in_small_letters(["GAW", "Cope"]) == ["GAW", "Cope"]
    assert in_small_letters(["JO", "O'NEILL"]) == ["JO", "O'Neill"]
    assert in_small_letters(["Ann", "MCDONALD"]) == ["Ann", "McDonald"]
