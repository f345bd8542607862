"""What the officer's own tables say in other words: read as meant, and said, with the place and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.domain import Dated
from rota.reading import read
from tests.cli.worlds import run
from tests.reading.folders import a_folder, a_workbook, faults_of, problem_of

HEAD = "name,group,ward\n"
OTHERS = "Ann Apple,Red,North\nBob Brown,Blue,South\n"


def warnings_of(path: Path) -> list[str]:
    """The warnings, of tables that have no fault."""
    reading = read(path)
    assert [fault.sentence for fault in reading.faults] == []
    return list(reading.warnings)


def test_a_surname_that_stands_first_in_the_list_of_members_is_put_last(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + OTHERS + '"Birch, Ben",Red,North\n',
        absences="person,start,end\nBen Birch,2026-07-01,\nben-birch,2026-08-03,\n",
        committees='member,committee\n"Birch, Ben",Planning\n',
    )
    problem = problem_of(folder)
    assert ("ben-birch", "Ben Birch") in [(member.id, member.name) for member in problem.members]
    assert {absence.person for absence in problem.absences} == {"ben-birch"}
    assert [place.member for place in problem.committees] == ["ben-birch"]
    assert warnings_of(folder)[0] == (
        "members.csv, row 4, column 'name': 'Birch, Ben' is read as 'Ben Birch': the surname stands first. "
        "Write it as people say it."
    )


@pytest.mark.parametrize(
    "written", ['"Birch, Ben"', "Cllr Ben Birch", "Birch Ben", "BIRCH Ben", '"Birch, Cllr Ben OBE"']
)
def test_other_tables_may_put_titles_and_the_surname_before(tmp_path: Path, written: str) -> None:
    """Twice in one table is one warning, with both rows."""
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + OTHERS + "Ben Birch,Red,North\n",
        absences=f"person,start,end\n{written},2026-07-01,\nAnn Apple,2026-07-01,\n{written},2026-08-03,\n",
    )
    assert [absence.person for absence in problem_of(folder).absences].count("ben-birch") == 2
    bare = written.strip('"')
    assert warnings_of(folder) == [
        f"absences.csv, rows 2 and 4, column 'person': '{bare}' is read as 'Ben Birch'. "
        "Write them so, and nothing has to be guessed."
    ]


@pytest.mark.parametrize(
    "table",
    [
        'history.csv|member,team,date\n"Birch, Ben",MASH,2025-07-01\n',
        'interests.csv|member,team\n"Birch, Ben",MASH\n',
        'weekly.csv|person,day,start,end\n"Birch, Ben",Monday,09:00,17:00\n',
        'fixed.csv|team,member\nMASH,"Birch, Ben"\n',
        'changes.csv|member,what,from,value\n"Birch, Ben",group,2026-09-01,Gold\n',
        'published.csv|visit,date,start,member\nmash-1,2026-09-01,10:00,"Birch, Ben"\n',
    ],
)
def test_every_table_that_names_a_member_knows_the_surname_first(tmp_path: Path, table: str) -> None:
    file, text = table.split("|")
    folder = a_folder(
        tmp_path / "council", members=HEAD + OTHERS + "Ben Birch,Red,North\n", **{file.removesuffix(".csv"): text}
    )
    (said,) = warnings_of(folder)
    assert said.startswith(f"{file}, row 2, column '")
    assert "'Birch, Ben' is read as 'Ben Birch'." in said


def test_of_several_names_in_a_cell_the_one_that_is_guessed_is_told(tmp_path: Path) -> None:
    published = 'visit,date,start,member\nmash-1,2026-09-01,10:00,"Ann Apple; Birch, Ben"\n'
    folder = a_folder(tmp_path / "council", members=HEAD + OTHERS + "Ben Birch,Red,North\n", published=published)
    assert [place.members for place in problem_of(folder).published] == [("ann-apple", "ben-birch")]
    assert warnings_of(folder) == [
        "published.csv, row 2, column 'member': 'Birch, Ben' is read as 'Ben Birch'. "
        "Write it so, and nothing has to be guessed."
    ]


def test_a_name_that_may_be_of_two_people_is_not_guessed(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "council",
        members="id,name\na,Dr Ben Birch\nb,Ben Birch OBE\nc,Ann Apple\n",
        absences='person,start,end\n"Birch, Ben",2026-07-01,\n',
    )
    (fault,) = faults_of(folder)
    assert fault.startswith("absences.csv, row 2, column 'person': 'Birch, Ben' is not a member or a host")


@pytest.mark.parametrize("written", ["Birch, Ben", "BIRCH Ben"])
def test_both_orders_in_one_list_are_one_person_twice(tmp_path: Path, written: str) -> None:
    members = HEAD + f'Ben Birch,Red,North\n"{written}",Red,North\n'
    assert faults_of(a_folder(tmp_path / "council", members=members)) == [
        f"members.csv, row 3, column 'name': '{written}' is already a member, in row 2. Keep one of the two. "
        "If they are two people, give each an id."
    ]


def test_a_surname_of_two_words_before_a_comma_is_asked_about_and_known_all_the_same(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + OTHERS + '"Lloyd George, Dai",Red,North\n',
        absences="person,start,end\nDai Lloyd George,2026-07-01,\n",
    )
    assert [absence.person for absence in problem_of(folder).absences] == ["lloyd-george-dai"]
    assert warnings_of(folder)[0] == (
        "members.csv, row 4, column 'name': 'Lloyd George, Dai' has a comma. "
        "If the surname stands first, write 'Dai Lloyd George'; if not, take it out."
    )


def test_a_calendar_is_known_by_the_surname_first(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", members=HEAD + OTHERS + "Ben Birch,Red,North\n")
    (folder / "calendars").mkdir()
    event = (
        "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nDTSTART:20260701T090000Z\nDTEND:20260701T100000Z\nEND:VEVENT"
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}\nEND:VCALENDAR\n".replace("\n", "\r\n")
    (folder / "calendars" / "Birch, Ben.ics").write_text(text, encoding="utf-8", newline="")
    assert [absence.person for absence in problem_of(folder).absences] == ["ben-birch"]
    assert "'Birch, Ben' is read as Ben Birch. Name the file by the person's id or name." in warnings_of(folder)[0]


@pytest.mark.parametrize("words", ["Vacant Seat", "To be elected", "Awaiting by-election", "TBC", "Cllr Vacancy"])
def test_a_vacancy_in_the_list_of_members_is_no_member(tmp_path: Path, words: str) -> None:
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + OTHERS + f"{words},,West\n",
        committees=f"member,committee\nAnn Apple,Planning\n{words},Planning\n",
    )
    problem = problem_of(folder)
    assert [member.name for member in problem.members] == ["Ann Apple", "Bob Brown"]
    assert len(problem.committees) == 1
    assert warnings_of(folder) == [
        f"members.csv, row 4, column 'name': '{words}' is a vacancy and no member, and nobody is drawn for it. "
        "Take the row out until it is filled.",
        f"committees.csv, row 3, column 'member': '{words}' is a vacancy, and the row is passed over. "
        "Take it out until the seat is filled.",
    ]


def test_a_vacancy_that_another_table_refers_to_is_a_fault_that_says_so(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path / "council",
        members="id,name\na,Ann Apple\nw3,Seat Vacant\n",
        absences="person,start,end\nSeat Vacant,2026-07-01,\n",
        interests="member,team\nw3,MASH\n",
    )
    assert (
        "interests.csv, row 2, column 'member': 'w3' is a vacancy in members, row 3. Take it out here too."
        in faults_of(folder)
    )


@pytest.mark.parametrize("words", ["Vacant", "TBC", "None", "N/A", "To be appointed", "Service Manager (vacancy)"])
def test_a_vacancy_receives_nobody(tmp_path: Path, words: str) -> None:
    folder = a_folder(tmp_path / "council", teams=f"name,kind,host,deputy\nMASH,mash,Meg Manager,{words}\n")
    problem = problem_of(folder)
    assert [host.name for host in problem.hosts] == ["Meg Manager"]
    assert warnings_of(folder) == [
        f"teams.csv, row 2, column 'deputy': '{words}' is nobody, so the team has no deputy. Leave it blank."
    ]


def test_of_several_deputies_those_who_are_nobody_are_passed_over(tmp_path: Path) -> None:
    """Each is told by its own name, and a cell of nobody but vacancies as a whole."""
    teams = "name,host,deputy\nMASH,Meg Manager,Dan Deputy; TBC; Eve Else\nNorth,Meg Manager,vacant;Vacant\n"
    folder = a_folder(tmp_path / "council", teams=teams + "South,Meg Manager,TBC\nWest,Meg Manager,tbc\n")
    problem = problem_of(folder)
    assert [problem.team(team).deputies for team in ("mash", "north", "south")] == [("dan-deputy", "eve-else"), (), ()]
    assert warnings_of(folder) == [
        "teams.csv, row 2, column 'deputy': 'TBC' is nobody, and is passed over. Take it out of the cell.",
        "teams.csv, row 3, column 'deputy': 'Vacant' is nobody, so the team has no deputy. Leave it blank.",
        "teams.csv, rows 4 and 5, column 'deputy': 'TBC' is nobody, so these teams have no deputy. Leave it blank.",
    ]


def test_a_whole_list_with_the_surname_first_is_one_sentence(tmp_path: Path) -> None:
    """As a council's own list often is; each other table that has it so is one sentence as well."""
    surnames = ("Apple", "Birch", "Cedar", "Damson", "Elder", "Fig", "Gage", "Hazel", "Ivy", "Juniper")
    names = [f'"{surname}, Ann"' for surname in surnames]
    folder = a_folder(
        tmp_path / "council",
        members="name,group\n" + "".join(f"{name},Red\n" for name in names),
        absences="person,start\n" + "".join(f"{name},2026-07-01\n" for name in names),
    )
    members, absences = warnings_of(folder)
    assert members.startswith(
        "members.csv, column 'name': 'Apple, Ann' (row 2) is read as 'Ann Apple', 'Birch, Ann' (row"
    )
    assert members.endswith(" and 2 more: the surname stands first. Write them as people say them.")
    assert absences.startswith("absences.csv, column 'person': 'Apple, Ann' (row 2) is read as 'Ann Apple', ")
    assert absences.endswith(" and 2 more. Write them so, and nothing has to be guessed.")


def test_words_for_no_group_are_said_once_for_all_members(tmp_path: Path) -> None:
    members = "Ann Apple,Non-aligned,North\nBob Brown,Red,North\nCat Cole,Non-aligned,North\nDee Dale,Ungrouped,North\n"
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + members,
        changes="member,what,from,value\nBob Brown,group,2026-09-01,No Group\n",
    )
    by_name = {member.name: member for member in problem_of(folder).members}
    assert [by_name[name].groups for name in ("Ann Apple", "Cat Cole", "Dee Dale")] == [(), (), ()]
    assert by_name["Bob Brown"].groups[-1].value == ""
    remedy = "is read as no political group. Leave the cell blank, or write the group's name if it is one."
    assert warnings_of(folder) == [
        f"members.csv, rows 2 and 4, column 'group': 'Non-aligned' {remedy}",
        f"members.csv, row 5, column 'group': 'Ungrouped' {remedy}",
        f"changes.csv, row 2, column 'value': 'No Group' {remedy}",
    ]


@pytest.mark.parametrize("word", ["Independent", "Independents", "IND"])
def test_whether_independents_sit_as_one_group_is_asked_once(tmp_path: Path, word: str) -> None:
    members = f"Ann Apple,{word},North\nBob Brown,Red,North\nCat Cole,{word},North\nDee Dale,Red,North\n"
    folder = a_folder(
        tmp_path / "council",
        members=HEAD + members,
        changes=f"member,what,from,value\nDee Dale,group,2026-09-01,{word}\n",
    )
    assert warnings_of(folder) == [
        f"members.csv, rows 2 and 4, column 'group' and changes.csv, row 2, column 'value': '{word}' is read as one "
        "political group, of 3 members. Do they sit as one? Then write its name, such as Independent Group; if each "
        "sits alone, leave the cells blank."
    ]
    assert problem_of(folder).members[0].groups == (Dated(word),)


def test_independents_by_any_spelling_are_the_one_group_that_is_asked_about(tmp_path: Path) -> None:
    rows = "Ann Apple,Independents,North\nBob Brown,IND,North\nCat Cole,Independents,North\n"
    folder = a_folder(tmp_path / "council", members=HEAD + rows)
    assert [words.partition(" is read as ")[2][:36] for words in warnings_of(folder)] == [
        "one political group, of 3 members. D",
        "one political group, of 3 members. D",
    ]
    assert {member.groups for member in problem_of(folder).members} == {(Dated("Independents"),)}


@pytest.mark.parametrize(
    "groups", [("Independent Group", "Independent Group"), ("", ""), ("Independent", "Red"), ("City Independents",) * 2]
)
def test_independents_whose_group_is_plain_or_who_are_alone_are_not_asked_about(
    tmp_path: Path, groups: tuple[str, str]
) -> None:
    folder = a_folder(tmp_path / "council", members=HEAD + "Ann Apple,{},North\nBob Brown,{},North\n".format(*groups))
    assert warnings_of(folder) == []


def test_a_workbook_is_read_alike_and_check_counts_the_warnings(tmp_path: Path) -> None:
    book = tmp_path / "council.xlsx"
    a_workbook(book, members=[["name", "group"], ["Birch, Ben", "Unaligned"], ["Ann Apple", "Red"], ["Vacancy", "Red"]])
    assert [member.name for member in problem_of(book).members] == ["Ann Apple", "Ben Birch"]
    lines = run("check", book).stdout.splitlines()
    assert [line.partition(": '")[0] for line in lines[:3]] == [
        "Warning: council.xlsx, sheet 'members', row 2, column 'group'",
        "Warning: council.xlsx, sheet 'members', row 2, column 'name'",
        "Warning: council.xlsx, sheet 'members', row 4, column 'name'",
    ]


def test_the_same_warnings_come_whatever_the_order_of_rows(tmp_path: Path) -> None:
    rows = ["Ann Apple,Independent,North\n", "Bob Brown,Ungrouped,South\n", "Cat Cole,Independent,North\n"]
    values = [
        sorted(
            said.partition(": ")[2] for said in warnings_of(a_folder(tmp_path / f"{n}", members=HEAD + "".join(order)))
        )
        for n, order in enumerate((rows, rows[::-1]))
    ]
    assert values[0] == values[1]
