"""People and visits are found however they are said; what may be several is listed, and never guessed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from rota.app.lookup import Meant
from rota.domain import LONDON, Placement, Problem, Rota, Slot
from rota.errors import CouldNotRunError
from tests.reading.folders import a_folder, problem_of

MEMBERS = """name,group,ward,roles
Wetherby 1,Red,Wetherby,
Wetherby 2,Blue,Wetherby,chair
Ann Apple,Red,North Hill,
Siân O'Neill,Blue,South,
John Smith,Red,East,
Jane Smith,Blue,East,
"""
TEAMS = """name,kind,site,host,visits_a_year
South,locality,Ash House,Meg Manager,1
South East,locality,Beech House,Ned Nunn,1
Corporate parenting,corporate parenting,Civic Centre,Meg Manager,2
St Oswald's,home,St Oswald's,Zed Zimmer,1
"""


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    return problem_of(a_folder(tmp_path_factory.mktemp("names"), members=MEMBERS, teams=TEAMS))


def a_rota(**going: tuple[str, str]) -> Rota:
    """Visits by id, _ for -, each with its day and who goes."""
    placements = []
    for visit, (day, members) in going.items():
        start = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=LONDON)
        placements.append(
            Placement(
                visit.replace("_", "-"), Slot(start, start.replace(hour=11)), tuple(members.split()), "meg-manager"
            )
        )
    return Rota(tuple(placements))


ROTA = a_rota(
    south_1=("2026-06-10", "wetherby-1 ann-apple"),
    south_east_1=("2026-09-09", "wetherby-2 john-smith"),
    corporate_parenting_1=("2026-07-01", "ann-apple jane-smith"),
    corporate_parenting_2=("2027-02-03", "ann-apple wetherby-1"),
)


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("Cllr Apple", "ann-apple"),
        ("apple, ann", "ann-apple"),
        ("A. Apple", "ann-apple"),
        ("the member for North Hill", "ann-apple"),
        ("Sian ONeill", "siân-o-neill"),
        ("O'Neill", "siân-o-neill"),
        ("Wetherby first", "wetherby-1"),
        ("Wetherby (Blue)", "wetherby-2"),
        ("the Chair", "wetherby-2"),
        ("Councillor Jane", "jane-smith"),
    ],
)
def test_a_member_is_found_by_a_part_of_the_name_a_ward_a_group_or_a_role(problem: Problem, word: str, id: str) -> None:
    assert Meant(problem).member(word) == id


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("South locality", "south-1"),  # "South" is the whole name of the one, and half of the other's
        ("the visit to South", "south-1"),
        ("south-east", "south-east-1"),
        ("Beech House", "south-east-1"),
        ("St Oswalds", "st-oswald-s-1"),
        ("Saint Oswald's home", "st-oswald-s-1"),
        ("second corporate parenting visit", "corporate-parenting-2"),
        ("Corporate Parenting 1", "corporate-parenting-1"),
    ],
)
def test_a_visit_is_found_by_its_team_its_kind_its_building_and_its_number(
    problem: Problem, word: str, id: str
) -> None:
    assert Meant(problem).visit(word) == id


@pytest.mark.parametrize(
    ("word", "id"),
    [("corporate parenting in February", "corporate-parenting-2"), ("10 June", "south-1"), ("corp", None)],
)
def test_a_visit_of_a_rota_is_found_by_its_date(problem: Problem, word: str, id: str | None) -> None:
    if id:
        assert Meant(problem).placed(word, ROTA) == id
    else:
        with pytest.raises(CouldNotRunError) as error:
            Meant(problem).placed(word, ROTA)
        assert str(error.value) == (
            "'corp' may be Corporate parenting, visit 1 of 2 (corporate-parenting-1, 1 July 2026) and "
            "Corporate parenting, visit 2 of 2 (corporate-parenting-2, 3 February 2027). Say which."
        )


def test_what_is_not_said_in_full_is_told_and_what_is_is_not(problem: Problem) -> None:
    told: list[str] = []
    meant = Meant(problem, told.append)
    meant.member("Ann Apple")
    meant.member("ann-apple")
    meant.member("Cllr Ann Apple MBE")
    assert told == []
    meant.member("North Hill")
    meant.placed("South locality", ROTA)
    assert told == ["'North Hill' is read as Ann Apple.", "'South locality' is read as South (south-1, 10 June 2026)."]


def test_several_are_listed_and_none_is_told_the_nearest(problem: Problem) -> None:
    for word, said in (
        ("Wetherby", "'Wetherby' may be Wetherby 1 and Wetherby 2. Say which."),
        ("J Smith", "'J Smith' may be Jane Smith and John Smith. Say which."),
        ("Jon Smyth", "There is no member called 'Jon Smyth'. Did you mean 'John Smith'?"),
        ("Councillor", "There is no member called 'Councillor'."),
    ):
        with pytest.raises(CouldNotRunError) as error:
            Meant(problem).member(word)
        assert str(error.value).startswith(said)


def test_who_goes_tells_which_of_several_is_meant(problem: Problem) -> None:
    """Of the two for Wetherby the first goes to South; of two visits to corporate parenting Jane goes on one."""
    meant = Meant(problem)
    assert meant.member_on("South locality", "Wetherby", ROTA) == ("south-1", "wetherby-1")
    assert meant.member_on("corporate parenting", "Jane", ROTA) == ("corporate-parenting-1", "jane-smith")
    with pytest.raises(CouldNotRunError, match="'corporate parenting' may be "):
        meant.member_on("corporate parenting", "Ann", ROTA)


def test_two_people_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    members = "id,name\nann,Ann Apple\nann-2,Ann Apple (South)\nbob,Bob Brown\n"
    problem = problem_of(a_folder(tmp_path, members=members))
    assert Meant(problem).member("ann-2") == "ann-2"
    assert Meant(problem).member("Ann Apple") == "ann"
    with pytest.raises(CouldNotRunError, match=r"'Ann' may be Ann Apple \(South\) and Ann Apple"):
        Meant(problem_of(a_folder(tmp_path, members=members.replace("ann,", "x,")))).member("Ann")


def test_a_word_for_several_kinds_is_listed_and_one_for_one_kind_found(problem: Problem) -> None:
    meant = Meant(problem)
    kinds = ("member", "host", "team", "visit")
    assert meant.any_of("the manager of St Oswalds", kinds) == ("host", "zed-zimmer")
    assert meant.any_of("Cllr O'Neill", kinds) == ("member", "siân-o-neill")
    assert meant.any_of("Member for South", kinds) == ("member", "siân-o-neill")  # not the team, nor its visit
    with pytest.raises(CouldNotRunError, match="'Smith' may be Jane Smith and John Smith"):
        meant.any_of("Smith", kinds)
    with pytest.raises(CouldNotRunError, match="There is no member, host, team or visit called 'Bolton'"):
        meant.any_of("Bolton", kinds)
