"""Rows that are none of their table, dates and times that were mistyped, and settings of other years."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import read
from tests.reading.folders import MEMBERS, NO_POLL, TEAMS, TOML, a_folder, a_workbook, faults_of, problem_of, told_of


def told(at: Path, **files: str) -> list[str]:
    return told_of(a_folder(at, **({"toml": NO_POLL} | files)))


@pytest.mark.parametrize(
    "row",
    [
        "Total,43,",
        "TOTAL:,,",
        "Grand total,43,22",
        "Totals,Red 2,",
        "Number of members,3,",
        "Members in all,3,",
        "43 members,,",
        "Sum,3,3",
    ],
)
def test_a_total_is_no_member(tmp_path: Path, row: str) -> None:
    path = a_folder(tmp_path, toml=NO_POLL, members=MEMBERS + row + "\n")
    assert told_of(path) == [
        f"members.csv, row 5, column 'name': '{row.split(',')[0]}' is a total and no member, so the row is not read. "
        "Take it out."
    ]
    assert [member.name for member in problem_of(path).members] == ["Ann Apple", "Bob Brown", "Cat Cole"]


def test_a_row_of_numbers_alone_is_a_total_too(tmp_path: Path) -> None:
    assert told(tmp_path, members=MEMBERS + ",43,\n") == [
        "members.csv, row 5: '43' is a total and no member, so the row is not read. Take it out."
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("name,group,ward", "is the heading once more"),
        ("Note: as at 1 May,,", "is a note and no member"),
    ],
)
def test_what_is_no_member_is_not_read_as_one(tmp_path: Path, row: str, what: str) -> None:
    path = a_folder(tmp_path, toml=NO_POLL, members=MEMBERS + row + "\n")
    (words,) = told_of(path)
    assert words.startswith(f"members.csv, row 5, column 'name': '{row.split(',')[0]}' {what}, so the row is not read.")
    assert len(problem_of(path).members) == 3


def test_vacant_seats_are_one_sentence(tmp_path: Path) -> None:
    assert told(tmp_path, members=MEMBERS + "Vacant,,North\nVacant,,South\nVACANT,Red,\n") == [
        "members.csv, rows 5, 6 and 7, column 'name': 'Vacant' is a vacancy and no member, and nobody is drawn for "
        "them. Take the rows out until they are filled."
    ]


def test_members_with_names_that_only_look_so_are_members(tmp_path: Path) -> None:
    members = "name,group\nTom Total,Red\nNan Sum,Red\nGio Vacanti,Blue\nNote Parker,Blue\n7,Red\n"
    path = a_folder(tmp_path, toml=NO_POLL, members=members)
    assert told_of(path) == []
    assert len(problem_of(path).members) == 5
    numbered = a_folder(tmp_path / "numbered", toml=NO_POLL, members="name,yearly_limit\n12,3\n13,2\n")
    assert told_of(numbered) == []
    assert len(problem_of(numbered).members) == 2


def test_a_total_of_teams_is_owed_no_visit(tmp_path: Path) -> None:
    path = a_folder(tmp_path, toml=NO_POLL, teams="name,visits_a_year\nMASH,1\nTotal,1\n")
    assert told_of(path) == [
        "teams.csv, row 3, column 'name': 'Total' is a total and no team, so the row is not read. Take it out."
    ]
    assert [visit.id for visit in problem_of(path).visits] == ["mash-1"]


def test_a_total_in_another_table_is_to_be_taken_out_and_not_added(tmp_path: Path) -> None:
    tables = {"committees": "member,committee\nTotal,Audit\n", "history": "member,team,date\nVacancy,MASH,2025-07-01\n"}
    for (name, table), word in zip(tables.items(), ("Total", "Vacancy"), strict=True):
        assert faults_of(a_folder(tmp_path / word, **{name: table})) == [
            f"{name}.csv, row 2, column 'member': '{word}' is not a member in members. Take the row out."
        ]


TAKE_OUT = "The row is a total and none of the list: take it out."
AS_A_VALUE = "Copy it and paste it as a value."


@pytest.mark.parametrize(
    ("row", "cell", "remedy"),
    [
        (["Total", "=COUNTA(B2:B2)"], "B3", TAKE_OUT),
        ([None, "=SUBTOTAL(3,B2:B2)"], "B3", TAKE_OUT),
        (["Total", "=A2&B2"], "B3", TAKE_OUT),
        (["=COUNTA(A2:A2)", None], "A3", TAKE_OUT),
        (
            ["In our council", "=COUNTA(A2:A2)"],
            "B3",
            "Copy it and paste it as a value; but if the row is a total and none of the list, take it out.",
        ),
        (["=A2", "Blue"], "A3", AS_A_VALUE),
        (["Bob Brown", "=B2"], "B3", AS_A_VALUE),
    ],
)
def test_the_remedy_for_a_formula_makes_no_member_of_a_total(
    tmp_path: Path, row: list[object], cell: str, remedy: str
) -> None:
    path = a_workbook(tmp_path / "rota.xlsx", members=[["name", "group"], ["Ann Apple", "Red"], row])
    assert faults_of(path) == [f"rota.xlsx, sheet 'members', row 3: cell {cell} has a formula in it. {remedy}"]


def test_a_formula_of_a_total_in_a_csv_file_is_not_asked_to_become_words(tmp_path: Path) -> None:
    assert told(tmp_path, members=MEMBERS + "Total,=COUNTA(B2:B4),\n") == [
        "members.csv, row 5, column 'name': 'Total' is a total and no member, so the row is not read. Take it out."
    ]


YEAR = "the rota's year, 1 June 2026 to 31 May 2027"


@pytest.mark.parametrize(
    ("name", "table", "expected"),
    [
        (
            "absences",
            "person,start,end\nAnn Apple,2062-07-05,2062-07-16\n",
            f"absences.csv, row 2, column 'start': '2062-07-05' is long after {YEAR}, so that it keeps nobody from "
            "anything. Check the date.",
        ),
        (
            "absences",
            "person,start,end\nAnn Apple,2026-07-05,2062-07-16\n",
            "absences.csv, row 2, column 'end': '2062-07-16' is more than two years after 'start', so that the absence "
            "lasts for years. Check both dates.",
        ),
        (
            "history",
            "member,team,date\nAnn Apple,MASH,2006-07-05\n",
            f"history.csv, row 2, column 'date': '2006-07-05' is long before {YEAR}. Check the date.",
        ),
        (
            "history",
            "member,team,date\nAnn Apple,MASH,2028-07-05\n",
            f"history.csv, row 2, column 'date': '2028-07-05' is after {YEAR}, and is counted as a visit already made. "
            "Check the date.",
        ),
        (
            "history",
            "member,team,date\nAnn Apple,MASH,2026-06-01\nBob Brown,MASH,2027-05-31\nCat Cole,MASH,2026-05-31\n",
            "history.csv, rows 2 and 3, column 'date': '2026-06-01' and '2027-05-31' are in the rota's year, which "
            "begins on 1 June 2026, so that 2 visits counted as made already may be owed by the year as well. "
            "'history' is of visits before the year: check the date, or put the visit into 'fixed' with its day and "
            "who goes.",
        ),
        (
            "members",
            "name,joined\nAnn,2072-05-04\nBob,\n",
            f"members.csv, row 2, column 'joined': '2072-05-04' is long after {YEAR}, so that this is no member this "
            "year. Check the date.",
        ),
        (
            "members",
            "name,trained\nAnn,2062-05-04\nBob,2006-05-04\n",
            f"members.csv, row 3, column 'trained': '2006-05-04' is long before {YEAR}. Check the date.",
        ),
        (
            "meetings",
            "committee,date,start\nCouncil,2026-09-10,6:30\nCouncil,2026-09-11,18:30\nCouncil,2026-09-12,2.15\n",
            "meetings.csv, rows 2 and 4, column 'start': '6:30' and '2.15' are read as before 08:00 in the morning. "
            "For the afternoon or the evening write it like 14:00 or 2 pm.",
        ),
        (
            "meetings",
            "committee,start\nCouncil,2026-09-10 6:30\n",
            "meetings.csv, row 2, column 'start': '2026-09-10 6:30' is read as before 08:00 in the morning. "
            "For the afternoon or the evening write it like 14:00 or 2 pm.",
        ),
        (
            "weekly",
            "person,day,start,end\nAnn Apple,Monday,1:00,5:00\n",
            "weekly.csv, row 2, column 'start': '1:00' is read as before 05:00 in the morning. "
            "For the afternoon or the evening write it like 14:00 or 2 pm.",
        ),
    ],
)
def test_a_date_or_a_time_that_was_probably_mistyped_is_told(
    tmp_path: Path, name: str, table: str, expected: str
) -> None:
    assert expected in told(tmp_path, **{name: table})


def test_dates_that_a_table_has_from_other_years_are_no_doubt(tmp_path: Path) -> None:
    assert (
        told(
            tmp_path,
            members="name,joined,left,trained,checked,checked_until\nAnn,1983-05-05,2028-05-04,2019-05-04,2024-01-01,2029-01-01\n",
            absences="person,start,end\nAnn,2025-08-01,2025-08-14\nAnn,2027-08-01,2027-08-14\n",
            history="member,team,date\nAnn,MASH,2019-06-01\nAnn,MASH,2026-05-31\n",
            meetings="committee,date,start,end\nCouncil,2025-05-20,10:00,\nCouncil,,2028-05-20 18:00,20:00\n",
            weekly="person,day,start,end,pattern\nAnn,Monday,00:00,09:00,unavailable\n",
        )
        == []
    )


@pytest.mark.parametrize(
    ("name", "heading", "row"),
    [
        ("meetings", "committee,date,start", "Council,2025-09-0{},18:00"),
        ("absences", "person,start", "Ann Apple,2025-07-0{}"),
    ],
)
def test_a_table_of_another_year_alone_is_told(tmp_path: Path, name: str, heading: str, row: str) -> None:
    """Last year's table, or a year that was mistyped: three rows are no leftovers."""
    rows = [heading, *(row.format(day) for day in (1, 2, 3))]
    assert told(tmp_path / "all", **{name: "\n".join(rows) + "\n"}) == [
        f"{name}.csv, rows 2, 3 and 4: none of these lies in {YEAR}, so that the table keeps nobody from a visit. "
        "Check the years."
    ]
    rows.append(row.replace("2025", "2026").format(9))
    assert told(tmp_path / "some", **{name: "\n".join(rows) + "\n"}) == []


def settings(at: Path, toml: str) -> list[str]:
    return told_of(a_folder(at, toml=toml))


NO_POLL_KNOWN = (
    "so that no visit is kept out of a pre-election period. Councillors are elected on the first Thursday of May, here "
    "6 May 2027. Set it to 2027-05-06 or, if there is no poll then, set closures.pre_election to false."
)


def test_a_year_of_which_no_poll_is_known_is_told(tmp_path: Path) -> None:
    """6 May 2027 is the first Thursday of the month: 1 May 2027 is a Saturday."""
    assert settings(tmp_path, TOML) == [
        f"rota.toml, setting 'election.polls': no poll is known in {YEAR}, {NO_POLL_KNOWN}"
    ]


def test_last_years_poll_is_no_poll_of_this_year(tmp_path: Path) -> None:
    assert settings(tmp_path, TOML + "[election]\npolls = [2025-05-01, 2026-05-07]\n") == [
        f"rota.toml, setting 'election.polls': '2025-05-01;2026-05-07' is no poll of {YEAR}, {NO_POLL_KNOWN}"
    ]


@pytest.mark.parametrize(
    "toml",
    [
        NO_POLL,
        TOML + "[election]\npolls = [2027-05-06]\n",
        TOML + "[election]\npolls = [2026-11-19]\n",  # a by-election: somebody has thought of polls
        TOML.replace("2027-05-31", "2027-03-26"),  # the year ends before the notice of election, 31 March
        TOML.replace('"Testshire"', '"Testshire"\ndivision = "scotland"')
        .replace("2026-06", "2027-06")
        .replace("2027-05", "2028-05"),
    ],
)
def test_a_year_without_a_poll_to_be_known_is_no_doubt(tmp_path: Path, toml: str) -> None:
    """Scotland elects its councillors in 2027 and not in 2028."""
    assert settings(tmp_path, toml) == []


def test_a_poll_on_no_thursday_is_told(tmp_path: Path) -> None:
    assert settings(tmp_path, TOML + "[election]\npolls = [2027-05-05]\n") == [
        "rota.toml, setting 'election.polls': '2027-05-05' is a Wednesday, and polls are held on Thursdays. "
        "Check the date."
    ]


def test_in_a_workbook_the_setting_has_its_row(tmp_path: Path) -> None:
    rows = [
        ["key", "value"],
        ["council.name", "T"],
        ["start", "2026-06-01"],
        ["end", "2027-05-31"],
        ["polls", "2027-05-05"],
    ]
    (words,) = told_of(a_workbook(tmp_path / "rota.xlsx", settings=rows))
    assert words.startswith("rota.xlsx, sheet 'settings', row 5, setting 'election.polls': '2027-05-05' is a Wednesday")


def test_closures_and_holidays_of_another_year_and_sessions_in_the_night_are_told(tmp_path: Path) -> None:
    toml = NO_POLL.replace("10:00", "2:00") + (
        '[[closures.other]]\nname = "Staff day"\nstart = 2025-11-03\n'
        '[[closures.other]]\nname = "Office move"\nstart = 2026-11-03\n'
        '[[school_holidays]]\nname = "Half term"\nstart = 2025-10-27\nend = 2025-10-31\n'
    )
    assert settings(tmp_path, toml) == [
        f"'Staff day' (3 November 2025; closures.other 1 of rota.toml) lies outside {YEAR}, and closes nothing. "
        "Check the dates.",
        f"school_holidays 1 of rota.toml: no school holiday that is listed lies in {YEAR}, so that visits avoid none. "
        "Add those of the year.",
        "sessions.morning of rota.toml: the session at '2:00' is read as 02:00, in the night or early morning. "
        "For the afternoon or the evening write it like 14:00 or 2 pm.",
    ]


def test_a_year_of_two_is_told(tmp_path: Path) -> None:
    """1 June 2026 to 31 May 2028 are 731 days, for 2028 has a 29 February."""
    (words,) = settings(tmp_path, NO_POLL.replace("2027-05-31", "2028-05-31"))
    assert words == (
        "rota.toml, setting 'year.end': the rota's year, 1 June 2026 to 31 May 2028, has 731 days, and each team is "
        "owed one year's visits in all of them. A rota is for one year: check both dates."
    )


def test_nothing_is_doubted_beside_a_fault(tmp_path: Path) -> None:
    """What hangs on the other tables would be said of tables that are not there."""
    reading = read(a_folder(tmp_path, members=MEMBERS + "Total,43,\n", teams=TEAMS + ",,,\nX,what,,\n"))
    assert len(reading.faults) == 1
    assert (reading.warnings, reading.doubts) == ((), ())
