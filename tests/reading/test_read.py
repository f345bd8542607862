"""From tables to the Problem."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from pathlib import Path

import pytest

from rota.domain import Closure, CommitteePlace, Dated, Host, Pin, Span, TravelTime
from rota.reading import read
from tests.reading.folders import MEMBERS, TEAMS, TOML, a_folder, a_workbook, faults_of, problem_of
from tests.support.builders import away, meeting, past, span, weekly


def test_three_files_are_enough(tmp_path: Path) -> None:
    problem = problem_of(a_folder(tmp_path))
    assert [member.id for member in problem.members] == ["ann-apple", "bob-brown", "cat-cole"]
    assert problem.council == "Testshire"
    assert problem.hosts == (Host("meg-manager", "Meg Manager"),)
    assert [visit.id for visit in problem.visits] == ["mash-1"]


def test_teams_have_the_usual_numbers_of_their_kind(tmp_path: Path) -> None:
    teams = "name,kind,group size\nMASH,mash,\nCP,Corporate Parenting,3\nHome,home,2 to 4\n"
    cp, home, mash = problem_of(a_folder(tmp_path, teams=teams)).teams
    assert (mash.visits_a_year, mash.spacing_days, mash.group_least, mash.group_most) == (1, 0, 2, 3)
    assert (cp.visits_a_year, cp.spacing_days, cp.group_least, cp.group_most) == (2, 120, 3, 3)
    assert (home.visits_a_year, home.spacing_days, home.group_least, home.group_most) == (12, 0, 2, 4)


def test_headings_match_whatever_their_case_spaces_hyphens_and_order(tmp_path: Path) -> None:
    members = "Yearly-Limit,STEP FREE,Trained Until,Trained,name,\n2.0,Yes,,10 May 2026,Ann Apple,\n,,,,\n"
    (member,) = problem_of(a_folder(tmp_path, members=members)).members
    assert (member.yearly_limit, member.needs_step_free, member.trained) == (2, True, span("2026-05-10"))


def test_a_change_of_group_ends_the_one_before_on_the_day_before(tmp_path: Path) -> None:
    changes = "member,what,from,value\nann apple,group,2027-01-01,Blue\nAnn  Apple,Group,01/03/2027,\n"
    ann = problem_of(a_folder(tmp_path, changes=changes)).member("ann-apple")
    assert ann.groups == (
        Dated("Red", span(None, "2026-12-31")),
        Dated("Blue", span("2027-01-01", "2027-02-28")),
        Dated("", span("2027-03-01")),
    )


def test_who_joins_a_group_had_none_before(tmp_path: Path) -> None:
    changes = "member,what,from,value\nAnn,group,2027-01-01,Blue\n"
    ann = problem_of(a_folder(tmp_path, members="name\nAnn\n", changes=changes)).member("ann")
    assert [ann.group_on(date(2026, 12, 31)), ann.group_on(date(2027, 1, 1))] == ["", "Blue"]


def test_roles_begin_and_end_and_terms_come_back(tmp_path: Path) -> None:
    members = "name,roles,joined,left\nAnn,Lead Member; chair,2023-05-04,2026-07-31\n"
    changes = (
        "member,what,from,value\nAnn,role,2026-09-01,-chair\nAnn,role,2026-10-01,+Chair\n"
        "Ann,joined,2026-08-15,\nAnn,left,2027-03-31,\n"
    )
    ann = problem_of(a_folder(tmp_path, members=members, changes=changes)).member("ann")
    assert ann.roles == (
        Dated("chair", span(None, "2026-08-31")),
        Dated("lead member"),
        Dated("chair", span("2026-10-01")),
    )
    assert ann.terms == (span("2023-05-04", "2026-07-31"), span("2026-08-15", "2027-03-31"))


def test_the_tables_of_people_and_places_are_read(tmp_path: Path) -> None:
    problem = problem_of(
        a_folder(
            tmp_path,
            absences="person,start,end\nAnn Apple,03/06/2026,5 June 2026\n"
            "meg manager,2026-06-08 14:00,2026-06-08 15.30\n",
            weekly="person,day,start,end,pattern,season,from\nBob Brown,Mon-Tue,9am,5pm,Unavailable,term,2026-09-01\n",
            committees="member,committee,until\nAnn Apple,Panel,2026-12-31\n",
            meetings="committee,date,start,end\nPanel,2026-06-09,18:00,19:00\nFull Council,,2026-06-10 18:00,\n",
            interests="member,team\nCat Cole,mash\n",
            history="member,team,date\nCat Cole,MASH,2025-06-09\n",
            travel="ward,site,minutes\nnorth,FRONT HOUSE,15\n",
            fixed="team,visit,date,time,member,never\nMASH,1,2026-06-09,10:00,,\nMASH,,,,Bob Brown,yes\n",
        )
    )
    assert problem.absences == (
        away("ann-apple", "2026-06-03", "2026-06-05"),
        away("meg-manager", "2026-06-08 14:00", "2026-06-08 15:30"),
    )
    term = {"pattern": "unavailable", "season": "term", "span": span("2026-09-01")}
    assert problem.weekly == tuple(weekly("bob-brown", day, "09:00", "17:00", **term) for day in (0, 1))
    assert problem.committees == (CommitteePlace("ann-apple", "Panel", span(None, "2026-12-31")),)
    assert problem.meetings == (
        meeting("Panel", "2026-06-09 18:00", "2026-06-09 19:00"),
        meeting("council", "2026-06-10 18:00", "2026-06-10 20:00"),  # no end: two hours
    )
    assert [(one.member, one.team) for one in problem.interests] == [("cat-cole", "mash")]
    assert problem.history == (past("cat-cole", "mash", "2025-06-09"),)
    assert problem.travel == (TravelTime("North", "Front House", 15),)
    assert set(problem.pins) == {
        Pin("mash-1", date(2026, 6, 9), time(10)),
        Pin("mash-1", member="bob-brown", never=True),
    }


def test_closures_are_computed_and_listed(tmp_path: Path) -> None:
    toml = """
[council]
name = "Testshire"
[year]
start = 2026-06-01
end = 2027-05-31
[election]
polls = [2027-05-06, "4 May 2028"]
[[closures.other]]
name = "Staff day"
start = 2026-11-03
[[school_holidays]]
name = "Half term"
start = 2026-10-26
end = 2026-10-30
"""
    problem = problem_of(a_folder(tmp_path, toml=toml))
    reasons = {closure.reason: closure.span for closure in problem.closures}
    assert reasons["Staff day"] == span("2026-11-03", "2026-11-03")
    assert reasons["August recess"] == span("2026-08-01", "2026-08-31")
    assert reasons["bank holiday: Christmas Day"] == span("2026-12-25", "2026-12-25")
    # 25 working days before 6 May 2027: domain A32 has 31 March 2027. The poll of 2028 is past the year.
    polls = [reason for reason in reasons if reason.startswith("pre-election")]
    assert [reasons[reason].start for reason in polls] == [date(2027, 3, 31)]
    assert problem.school_holidays == (Closure(span("2026-10-26", "2026-10-30"), "Half term"),)


def test_a_workbook_and_a_folder_say_the_same(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "folder",
        toml=TOML + '[visits]\nweekdays = ["Monday", "Tuesday"]\ngroup_size = "3"\n[rules.fair_share]\n'
        "points_per_squared_load = 50\non = true\n",
        absences="person,start\nAnn Apple,2026-06-03\n",
    )
    workbook = a_workbook(
        tmp_path / "rota.xlsx",
        settings=[
            ["Key", "Value"],
            ["council name", "Testshire"],
            ["Year start", datetime(2026, 6, 1)],
            ["end", "31/05/2027"],
            ["bank holidays", False],
            ["august", "no"],
            ["christmas", "No"],
            ["weekdays", "Mon; Tue"],
            ["group size", 3],
        ],
        sessions=[["name", "start"], ["morning", time(10)]],
        rules=[
            ["rule", "number", "value"],
            ["Fair share", "points_per_squared_load", 50.0],
            ["fair_share", "on", "yes"],
        ],
        members=[line.split(",") for line in MEMBERS.splitlines()],
        teams=[line.split(",") for line in TEAMS.splitlines()],
        absences=[["person", "start"], [], ["ann apple", datetime(2026, 6, 3)]],
    )
    assert problem_of(folder) == problem_of(workbook)
    assert read(folder).settings == read(workbook).settings
    assert read(folder).settings.rules == {"fair_share": {"points_per_squared_load": 50, "on": True}}
    assert read(folder).settings.place("pool") == "rota.toml, [rules.pool]"
    assert read(workbook).settings.place("pool") == "rota.xlsx, sheet 'rules', rule 'pool'"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_and_columns_does_not_matter(tmp_path: Path, seed: int) -> None:
    changes = "member,what,from,value\nAnn Apple,role,2026-09-01,chair\nAnn Apple,role,2026-10-01,-chair\n"
    files = {"members": MEMBERS, "teams": TEAMS + "Home,home,,meg MANAGER\n", "changes": changes}
    shuffled = {name: _shuffled(text, random.Random(seed)) for name, text in files.items()}
    assert shuffled["members"] != files["members"] or seed
    assert problem_of(a_folder(tmp_path / "a", **files)) == problem_of(a_folder(tmp_path / "b", **shuffled))


def _shuffled(table: str, chance: random.Random) -> str:
    rows = [line.split(",") for line in table.splitlines()]
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    body = chance.sample(rows[1:], len(rows) - 1)
    return "".join(",".join(row[column] for column in order) + "\n" for row in [rows[0], *body])


def test_a_group_spelt_in_two_ways_is_one_group_in_the_commoner_spelling(tmp_path: Path) -> None:
    members = (
        "name,group,ward\nAnn,Liberal Democrat,St  Oswald\nBob,LIBERAL democrat,st oswald\nCat,Liberal Democrat,\n"
    )
    problem = problem_of(a_folder(tmp_path, members=members))
    assert {member.group_on(date(2026, 6, 1)) for member in problem.members} == {"Liberal Democrat"}
    assert len({member.ward_on(date(2026, 6, 1)) for member in problem.members} - {""}) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_are_read_in_the_encodings_that_excel_writes(tmp_path: Path, encoding: str) -> None:
    members = "name,group\nSiân Élan,Réd\n".encode(encoding)
    (member,) = problem_of(a_folder(tmp_path, members=members)).members
    assert (member.id, member.name, member.group_on(date(2026, 6, 1))) == ("siân-élan", "Siân Élan", "Réd")


def test_the_case_of_names_changes_no_id_and_no_reference(tmp_path: Path) -> None:
    absences = "person,start\nann apple,2026-06-03\n"
    usual = problem_of(a_folder(tmp_path / "a", absences=absences))
    loud = problem_of(a_folder(tmp_path / "b", members=MEMBERS.upper(), teams=TEAMS.upper(), absences=absences.upper()))
    assert [member.id for member in loud.members] == [member.id for member in usual.members]
    assert (loud.absences, loud.visits) == (usual.absences, usual.visits)


def test_welsh_names_and_emoji_are_names(tmp_path: Path) -> None:
    (member,) = problem_of(
        a_folder(tmp_path, members="name\nSiân Ŵyn 🎉\n", absences="person,start\nSIÂN ŵyn,2026-06-03\n")
    ).members
    assert (member.id, member.name) == ("siân-ŵyn", "Siân Ŵyn 🎉")


def test_a_team_succeeds_by_name_or_id(tmp_path: Path) -> None:
    teams = "id,name,closed,opened,succeeds\nold,Old North,2026-08-31,,\n,North,,2026-09-01,OLD NORTH; old\n"
    assert problem_of(a_folder(tmp_path, teams=teams)).team("north").succeeds == ("old",)


def test_an_absence_without_an_end_is_one_day(tmp_path: Path) -> None:
    absences = "person,start,end\nAnn Apple,2026-06-03,\nBob Brown,2026-06-03 14:00,\n"
    ann, bob = problem_of(a_folder(tmp_path, absences=absences)).absences
    assert ann == away("ann-apple", "2026-06-03")
    assert (bob.start.hour, bob.end) == (14, away("x", "2026-06-03").end)


def test_a_meeting_may_have_date_and_time_in_one_cell(tmp_path: Path) -> None:
    meetings = "committee,start,end\nCouncil,03/06/2026 6pm,2026-06-03 9pm\n"
    (found,) = problem_of(a_folder(tmp_path, meetings=meetings)).meetings
    assert found == meeting("council", "2026-06-03 18:00", "2026-06-03 21:00")


def test_the_pool_that_nobody_sits_on_is_a_fault(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, teams="name,pool\nMASH,Pannel\n", committees="member,committee\nAnn Apple,Panel\n")
    assert faults_of(folder) == [
        "teams.csv, row 2, column 'pool': 'Pannel' is not a committee in committees. Did you mean 'Panel'?"
    ]


def test_the_whole_year_is_open_when_nothing_closes_it(tmp_path: Path) -> None:
    problem = problem_of(a_folder(tmp_path))
    assert (problem.closures, problem.year) == ((), Span(date(2026, 6, 1), date(2027, 5, 31)))
