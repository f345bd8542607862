"""Wards, buildings, localities and teams that are probably one, and roles that are nearly what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.app.load import look_at
from rota.checking.warnings import advice
from tests.reading.folders import NO_POLL, TEAMS, a_folder, told_of
from tests.support.builders import a_member, a_problem, a_team, past


def told(at: Path, **files: str) -> list[str]:
    return told_of(a_folder(at, **({"toml": NO_POLL} | files)))


def of_wards(at: Path, **sizes: int) -> list[str]:
    """What is told of a council with so many members for each ward; _ is a space."""
    wards = [name.replace("_", " ") for name, size in sizes.items() for _ in range(size)]
    return told(at, members="name,ward\n" + "".join(f"Member {n},{ward}\n" for n, ward in enumerate(wards)))


@pytest.mark.parametrize(
    ("rare", "common"), [("St_Oswald's", "St_Oswald"), ("Sotuh", "South"), ("Norwod", "Norwood"), ("Mannor", "Manor")]
)
def test_a_ward_of_three_of_whom_one_is_mistyped_is_told(tmp_path: Path, rare: str, common: str) -> None:
    """Most wards have three members, and the two spellings have three together."""
    found = of_wards(tmp_path, Ford=3, Derby=3, Meols=3, **{common: 2, rare: 1})
    one, other = rare.replace("_", " "), common.replace("_", " ")
    assert found == [
        f"members.csv, row 13, column 'ward': the ward '{one}' (1 member) may be '{other}' (2 members) in another "
        "spelling. As it stands they are two wards: members of the one may go with those of the other. "
        "If they are one, spell it alike."
    ]


@pytest.mark.parametrize(
    "sizes",
    [
        {"St_Oswald": 3, "St_Oswald's": 3, "Ford": 3},
        {"St_Oswald": 1, "St_Oswald's": 1, "Ford": 1},
        {"Pontnewydd": 3, "Pontnewynydd": 1, "Ford": 3, "Derby": 3},
        {"Marton": 3, "Martin": 1, "Ford": 3, "Derby": 3},
        {"North_Ward": 2, "South_Ward": 1, "Ward_1": 2, "Ward_2": 1},
    ],
)
def test_two_wards_are_two(tmp_path: Path, sizes: dict[str, int]) -> None:
    assert of_wards(tmp_path, **sizes) == []


def test_a_journey_that_is_lost_by_a_slip_is_said(tmp_path: Path) -> None:
    members = "name,ward\nAnn,South\nBob,South\nCat,Sotuh\n"
    teams = "name,site\nMASH,Front House\nNorth,Front House\nSouth team,Frnot House\n"
    found = told(tmp_path, members=members, teams=teams, travel="ward,site,minutes\nSouth,Front House,10\n")
    assert found[0].endswith("and journeys from one are not known for the other. If they are one, spell it alike.")
    assert found[1] == (
        "teams.csv, row 4, column 'site': the site 'Frnot House' may be 'Front House' (teams.csv, rows 2 and 3, "
        "column 'site') in another spelling. As it stands it is another building, and no journey to it is known. "
        "If they are one, spell it alike."
    )


def test_places_with_journeys_of_their_own_are_two(tmp_path: Path) -> None:
    travel = "ward,site,minutes\nSouth,Front House,10\nSotuh,Front House,20\nSouth,Frnot House,10\n"
    members, teams = "name,ward\nAnn,South\nCat,Sotuh\n", "name,site\nMASH,Front House\nNorth,Frnot House\n"
    assert told(tmp_path, members=members, teams=teams, travel=travel) == []


def test_a_locality_in_two_spellings_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, teams="name,locality\nOne,North\nTwo,Nroth\nThree,South\n") == [
        "teams.csv, row 3, column 'locality': the locality 'Nroth' may be 'North' (teams.csv, row 2, column "
        "'locality') in another spelling. As it stands they are two. If they are one, spell it alike."
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("MASH", "M.A.S.H."), ("North", "North team"), ("Corporate parenting", "Corporate Parenting Service")],
)
def test_a_team_twice_is_told(tmp_path: Path, one: str, other: str) -> None:
    assert told(tmp_path, teams=f"name\n{one}\nFostering\n{other}\n") == [
        f"teams.csv, row 4, column 'name': the team '{other}' may be '{one}' (row 2) in another spelling. As it "
        "stands they are two teams, and each is owed visits. If they are one, take one row out."
    ]


@pytest.mark.parametrize(
    "teams",
    [
        "name\nNorth team\nSouth team\nHome 1\nHome 2\nThe Beeches\nThe Birches\nTeam A\nTeam B\n",
        "name,closed,opened\nNorth,2026-08-31,\nNorth team,,2026-09-01\n",
        "id,name,succeeds\n,North,\nnew,North team,North\n",
        "name,kind\nNorth,locality\nNorth Service,home\n",
    ],
)
def test_two_teams_are_two(tmp_path: Path, teams: str) -> None:
    assert told(tmp_path, teams=teams) == []


def warned(at: Path, **files: str) -> list[str]:
    """Everything that is told of the tables with the usual rules, from the first word of roles on."""
    look = look_at(a_folder(at, **({"toml": NO_POLL} | files)), own_rules=False)
    assert look.inputs is not None, look.faults
    return [words for words in look.inputs.all_warnings() if " role " in words]


NOT_LEFT_OUT = (
    "is not the role 'lead member', whose holders are left out of visits, so that Ann may be sent on them like "
    "anybody. If 'lead member' is meant, write it so; several roles have ; between them."
)


@pytest.mark.parametrize(
    "role",
    [
        "Lead Member for Children",
        "lead-member",
        "Lead Memebr",
        "Lead Members",
        "Cabinet Member for Children and Young People",
        "Portfolio Holder: Children's Services",
        "Lead Councillor (Families)",
    ],
)
def test_a_role_that_is_nearly_the_one_left_out_is_told(tmp_path: Path, role: str) -> None:
    members = f"name,roles,trained\nAnn,chair;{role},2026-05-01\nBob,,2026-05-01\n"
    assert warned(tmp_path, members=members) == [f"members.csv, row 2, column 'roles': '{role}' {NOT_LEFT_OUT}"]


@pytest.mark.parametrize(
    "roles",
    [
        "lead member",
        "Lead Member for Highways",
        "Deputy Lead Member for Children",
        "Shadow Lead Member for Children",
        "Chair of Children's Scrutiny",
        "Lead Member of Children's Select Committee",
        "lead member;Lead Member for Children",  # left out already
    ],
)
def test_another_role_is_another(tmp_path: Path, roles: str) -> None:
    members = f"name,roles,trained\nAnn,{roles},2026-05-01\nBob,,2026-05-01\n"
    assert warned(tmp_path, members=members) == []


def test_of_another_role_that_is_left_out_what_begins_with_it_is_meant(tmp_path: Path) -> None:
    toml = NO_POLL + '[rules.pool]\nroles_left_out = ["mayor"]\n'
    members = "name,roles\nAnn,Mayor of Testshire\nBob,Deputy Mayor\n"
    (words,) = warned(tmp_path / "a", toml=toml, members=members)
    assert words.startswith("members.csv, row 2, column 'roles': 'Mayor of Testshire' is not the role 'mayor'")
    both = "name,roles\nAnn,Mayor of Testshire\nBob,mayor\n"
    assert warned(tmp_path / "b", toml=toml, members=both) == []


def test_a_role_that_begins_later_is_told_where_it_stands(tmp_path: Path) -> None:
    changes = "member,what,from,value\nAnn Apple,role,2026-09-01,+Lead Member for Children\n"
    (words,) = warned(tmp_path, changes=changes)
    assert words.startswith("changes.csv, row 2, column 'value': 'Lead Member for Children' is not the role")


def test_a_role_that_teams_require_and_nobody_holds_has_its_place_and_the_nearest(tmp_path: Path) -> None:
    teams = TEAMS.replace("host\n", "host,requires\n").replace("Meg Manager\n", "Meg Manager,scrutny\n")
    members = "name,roles\nAnn,scrutiny\nBob,chair\n"
    assert warned(tmp_path, teams=teams, members=members) == [
        "teams.csv, row 2, column 'requires': nobody holds the role 'scrutny' in the year, and each group that visits "
        "MASH needs one. Did you mean 'scrutiny'?"
    ]


def test_a_holder_of_a_required_role_by_another_spelling_is_told(tmp_path: Path) -> None:
    teams = TEAMS.replace("host\n", "host,requires\n").replace("Meg Manager\n", "Meg Manager,scrutiny\n")
    members = "name,roles\nAnn,scrutiny\nBob,scrutny\n"
    assert warned(tmp_path, teams=teams, members=members) == [
        "members.csv, row 3, column 'roles': 'scrutny' is not the role 'scrutiny' that teams require, so that it "
        "counts for none of their visits. If 'scrutiny' is meant, write it so."
    ]


def test_whoever_has_visited_is_experienced_without_being_called_so() -> None:
    team = a_team(requires=("experienced",))
    assert len(advice(a_problem((a_member("ann"),), (team,)), ())) == 1
    assert advice(a_problem((a_member("ann"),), (team,), history=(past("ann", "mash", "2025-06-01"),)), ()) == ()
