"""Members and hosts who are there twice, groups that are one, and who is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import read
from tests.reading.folders import NO_POLL, a_folder, doubts_of, problem_of, told_of

MEMBERS = "name,group,ward\n"
ONE_PERSON = (
    "one person. As it stands they are two members, each with a share of the visits and a history of their own. "
    "If they are one, take one row out."
)
ONE_GROUP = (
    "As it stands they are two groups: a visit by one of each counts as cross-party, and each has a share of its own. "
    "If they are one, spell it alike."
)


def told(at: Path, **files: str) -> list[str]:
    return told_of(a_folder(at, **({"toml": NO_POLL} | files)))


def of_groups(at: Path, **sizes: int) -> list[str]:
    """What is doubtful of a council with so many members in each group; _ is a space."""
    groups = [name.replace("_", " ") for name, size in sizes.items() for _ in range(size)]
    rows = "".join(f"Member {number},{group},\n" for number, group in enumerate(groups, start=1))
    return doubts_of(a_folder(at, toml=NO_POLL, members=MEMBERS + rows))


@pytest.mark.parametrize(
    "other",
    [
        "Cllr Jane Ashworth",
        "Councillor Jane Ashworth MBE",
        "Jane Ashworth (Chair)",
        "Rt Hon Jane Ashworth",
        "J Ashworth",
        "Jane A. Ashworth",
        "Jane Asworth",
        "Jnae Ashworth",
        "Jane Ash-worth",
        "Cllr Ashworth",
        "Mrs Ashworth",
        "The Mayor (Councillor Jane Ashworth)",
        "CouncillorMrs Jane Ashworth",
        "Jane Ashworth - Leader of the Council",
    ],
)
def test_one_member_twice_is_told_with_both_rows(tmp_path: Path, other: str) -> None:
    members = MEMBERS + f"Jane Ashworth,Red,North\nBen Birch,Blue,South\n{other},Red,North\n"
    assert told(tmp_path, members=members) == [
        f"members.csv, row 4, column 'name': '{other}' may be 'Jane Ashworth' in row 2, {ONE_PERSON}"
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["John Smith", "Joan Smith"],  # two who share a surname, and all letters but one
        ["Paul Smith", "Paula Smith"],
        ["Ann Lee", "Anne Lee"],
        ["Sue Hall", "Sue Hill"],
        ["Member 1", "Member 2"],
        ["Example Member One", "Example Member Two"],
        ["Mill 1", "Mill 2"],
        ["Ben Birch", "Jane Ashworth"],
    ],
)
def test_two_members_of_one_ward_are_two(tmp_path: Path, names: list[str]) -> None:
    members = MEMBERS + "".join(f"{name},Red,North\n" for name in names)
    assert told(tmp_path, members=members) == []


@pytest.mark.parametrize("other", ["John Paul Smith", "J Smith", "John Smyth"])
def test_of_different_wards_only_a_title_makes_one_of_two(tmp_path: Path, other: str) -> None:
    """Councils have had a John Smith and a John Paul Smith; nobody is told from another by "Mr"."""
    two = MEMBERS + f"John Smith,Red,North\n{other},Red,South\n"
    assert told(tmp_path / "a", members=two) == []
    titled = MEMBERS + "John Smith,Red,North\nMr John Smith,Red,South\n"
    assert len(told(tmp_path / "b", members=titled)) == 1


def test_a_member_three_times_is_told_twice(tmp_path: Path) -> None:
    members = MEMBERS + "Jane Ashworth,Red,\nCllr Jane Ashworth,Red,\nJane Ashworth MBE,Red,\n"
    assert [words.partition(":")[0] for words in told(tmp_path, members=members)] == [
        "members.csv, row 3, column 'name'",
        "members.csv, row 4, column 'name'",
    ]


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("Lab", "Labour"),
        ("Labuor", "Labour"),
        ("Labour_Party", "Labour"),
        ("Scottish_Labour", "Labour"),
        ("Green_Party_of_England_and_Wales", "Green"),
        ("Con", "Conservative"),
        ("Conservatives", "Conservative"),
        ("Tory", "Conservative"),
        ("LD", "Liberal_Democrat"),
        ("Lib_Dem", "Liberal_Democrats"),
        ("LibDem", "Liberal_Democrat"),
        ("SNP", "Scottish_National_Party"),
        ("Reform", "Reform_UK"),
        ("Independant", "Independent"),
        ("Greene", "Green"),
    ],
)
def test_one_group_in_two_spellings_is_told(tmp_path: Path, rare: str, common: str) -> None:
    one, other = rare.replace("_", " "), common.replace("_", " ")
    assert of_groups(tmp_path, **{common: 5, rare: 1}) == [
        f"members.csv, row 7, column 'group': '{one}' (1 member) may be '{other}' (5 members) in another spelling. "
        + ONE_GROUP
    ]


@pytest.mark.parametrize(
    "sizes",
    [
        {"Labour": 40, "Labour_and_Co-operative": 5},
        {"Independent": 3, "Independent_Group": 5},
        {"Independent": 1, "Independents": 4},
        {"Liberal": 1, "Liberal_Democrat": 9},
        {"Labour": 9, "Labour_Independent": 1},
        {"Group_A": 4, "Group_B": 1},
        {"Alder_Group": 3, "Elder_Group": 1},
        {"Red": 2, "Blue": 2},
        {"Greene": 3, "Green": 4},  # two groups of a size are two, unless the slip speaks for itself
        {"UUP": 2, "DUP": 9},
    ],
)
def test_two_groups_are_two(tmp_path: Path, sizes: dict[str, int]) -> None:
    assert of_groups(tmp_path, **sizes) == []


def test_several_spellings_of_one_group_are_one_sentence_wherever_they_stand(tmp_path: Path) -> None:
    members = MEMBERS + "Ann,Labour,\nBob,Labour,\nCat,Lab,\nDan,Lab,\nEve,Labuor,\n"
    changes = "member,what,from,value\nAnn,group,2026-12-01,Labour Group\n"
    assert told(tmp_path, members=members, changes=changes) == [
        "'Lab' (2 members; members.csv, rows 4 and 5, column 'group'), 'Labuor' (1 member; members.csv, row 6, column "
        "'group') and 'Labour Group' (1 member; changes.csv, row 2, column 'value') may be 'Labour' (2 members) in "
        "another spelling. As it stands they are 4 groups: a visit by one of each counts as cross-party, and each has "
        "a share of its own. If they are one, spell it alike."
    ]


@pytest.mark.parametrize(
    ("value", "what"),
    [("Others", "no group's name"), ("Various", "no group's name"), ("43", "a number"), ("2026", "a number")],
)
def test_what_is_hardly_a_group_is_told_and_read_as_one(tmp_path: Path, value: str, what: str) -> None:
    path = a_folder(tmp_path, toml=NO_POLL, members=MEMBERS + f"Ann,Red,\nBob,{value},\nCat,{value},\n")
    assert told_of(path) == [
        f"members.csv, rows 3 and 4, column 'group': '{value}' is {what}, and is read as a political group: all who "
        "have it count as of one party. Leave the cell blank for a member of none."
    ]
    assert problem_of(path).member("bob").groups[0].value == value


@pytest.mark.parametrize("value", ["Non-aligned", "None", "Ungrouped", "No Group", "N/A", "Vacant", "TBD"])
def test_what_is_no_group_is_read_as_none_and_compared_with_none(tmp_path: Path, value: str) -> None:
    path = a_folder(tmp_path, toml=NO_POLL, members=MEMBERS + f"Ann,Red,\nBob,{value},\nCat,{value},\n")
    assert read(path).warnings == (
        f"members.csv, rows 3 and 4, column 'group': '{value}' is read as no political group. "
        "Leave the cell blank, or write the group's name if it is one.",
    )
    assert doubts_of(path) == []
    assert problem_of(path).member("bob").groups == ()


def test_a_ward_in_the_column_of_groups_is_told(tmp_path: Path) -> None:
    members = MEMBERS + "Ann,Red,North\nBob,North,Red\nCat,Red,North\n"
    assert told(tmp_path, members=members)[0] == (
        "members.csv, row 3, column 'group': 'North' is a ward of other members, and is read as a political group. "
        "Put each into its own column."
    )


TEAMS = "name,host,deputy\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sam Okoro", "Sam Okora"),
        ("Sam Okoro", "S. Okoro"),
        ("Sam Okoro", "Mr Sam Okoro"),
        ("Sam Okoro", '"Okoro, Sam"'),
        ("Manager Ash", "Manager Ashe"),
        ("Service Manager North", "Service Manger North"),
    ],
)
def test_one_host_in_two_spellings_is_told(tmp_path: Path, one: str, other: str) -> None:
    teams = TEAMS + f"MASH,{one},\nNorth,Meg Manager,{other}\nSouth,{one},\n"
    name = other.strip('"')
    assert told(tmp_path, teams=teams) == [
        f"teams.csv, row 3, column 'deputy': '{name}' may be '{one}' (teams.csv, rows 2 and 1 more, column 'host'), "
        "one person. As it stands they are two, and one may receive visitors while the other is busy or away. "
        "If they are one, spell it alike."
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Service Manager North", "Service Manager South"),
        ("Service Manager", "Service Manager North"),
        ("Host MASH", "Deputy MASH"),
        ("Host of Home 01", "Host of Home 02"),
        ("Sue Hall", "Sue Ball"),
        ("Manager Ash", "Manager Beech"),
    ],
)
def test_two_hosts_are_two(tmp_path: Path, one: str, other: str) -> None:
    assert told(tmp_path, teams=TEAMS + f"MASH,{one},{other}\n") == []


def test_a_host_who_is_a_member_by_another_spelling_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, teams=TEAMS + "MASH,Cllr Ann Apple,\n") == [
        "teams.csv, row 2, column 'host': 'Cllr Ann Apple' may be the member 'Ann Apple' (members.csv, row 2, column "
        "'name'). As it stands they are two people. A host and a member need different names; check who receives."
    ]


def test_a_post_that_stands_for_several_people_is_told(tmp_path: Path) -> None:
    teams = TEAMS + "MASH,Service Manager,Team Manager\nNorth,service manager,Team Manager North\n"
    assert told(tmp_path, teams=teams) == [
        "teams.csv, rows 2 and 3, column 'host': 'Service Manager' is a post and no person. As it stands one "
        "person receives the visitors of 2 teams, in one place at a time. Write the names of those who do, or the post "
        "with the team's name."
    ]


def test_a_post_in_one_team_alone_is_one_persons(tmp_path: Path) -> None:
    assert told(tmp_path, teams=TEAMS + "MASH,Meg Manager,Duty Manager; duty manager\n") == []


def test_a_deputy_who_is_the_host_is_none(tmp_path: Path) -> None:
    assert told(tmp_path, teams=TEAMS + "MASH,Meg Manager,meg manager\nNorth,Sam Okoro,Meg Manager\n") == [
        "teams.csv, row 2, column 'deputy': 'meg manager' is the team's host as well, so that nobody receives visitors "
        "when the host is away. Name somebody else, or leave it blank."
    ]


def test_the_host_among_several_deputies_is_asked_once(tmp_path: Path) -> None:
    """Of a team without a host the first deputy is none: the second is another's business."""
    teams = TEAMS + "MASH,Meg Manager,Dan Deputy; Meg Manager\nNorth,,Sam Okoro; Sam Okoro\n"
    assert told(tmp_path, teams=teams) == [
        "teams.csv, row 2, column 'deputy': 'Meg Manager' is the team's host as well, and is asked only once. "
        "Take the name out of the deputies."
    ]


def test_each_of_several_deputies_is_compared(tmp_path: Path) -> None:
    teams = TEAMS + "MASH,Sam Okoro,Dan Deputy; Cllr Ann Apple\nNorth,Meg Manager,Eve Else; Mr Sam Okora\n"
    assert [words.partition(" may be ")[0] for words in told(tmp_path, teams=teams)] == [
        "teams.csv, row 3, column 'deputy': 'Mr Sam Okora'",
        "teams.csv, row 2, column 'deputy': 'Cllr Ann Apple'",
    ]


@pytest.mark.parametrize(
    "word", ["TBC", "Vacant", "To be confirmed", "n/a", "None", "Not yet appointed", "Post vacant"]
)
def test_a_host_who_is_nobody_is_not_one_person_for_every_team(tmp_path: Path, word: str) -> None:
    """Two teams with a host "TBC" would otherwise never be visited at one time."""
    path = a_folder(tmp_path, toml=NO_POLL, teams=TEAMS + f"MASH,{word},\nNorth,{word},\n")
    assert told_of(path) == [
        f"teams.csv, rows 2 and 3, column 'host': '{word}' is nobody, so these teams have no host. Leave it blank."
    ]
    assert problem_of(path).hosts == ()


def test_a_whole_list_that_is_there_twice_is_one_sentence(tmp_path: Path) -> None:
    """Pasted once as the council's page has it and once with titles: 12 members in 24 rows."""
    names = [f"{first} {last}" for first in ("Ann", "Bob", "Cat") for last in ("Apple", "Birch", "Cedar", "Damson")]
    rows = "".join(f"{title}{name},Red,\n" for title in ("", "Cllr ") for name in names)
    (words,) = told(tmp_path, members=MEMBERS + rows)
    assert words.startswith(
        "members.csv, column 'name': 'Cllr Ann Apple' (row 14) may be 'Ann Apple' in row 2, one person, 'Cllr Ann "
        "Birch' (row 15) may be 'Ann Birch' in row 3, one person, "
    )
    assert words.endswith(
        "and 4 more. As it stands each is two members, with two shares of the visits and two histories. "
        "If they are one, take one row of each out."
    )
