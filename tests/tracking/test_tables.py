"""The tables of what came of the visits: read with every fault at once, from a folder or a workbook, and written."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Rota
from rota.reading import read
from rota.reading.tracking.prose import as_prose
from rota.reading.tracking.written import rows_of
from rota.tables.cells import Unreadable
from rota.tables.tracking_schema import TRACKING_TABLES
from rota.tracking.facts import Facts
from rota.tracking.follow import follow
from tests.reading.folders import NO_POLL, a_folder, a_workbook, faults_of, told_of
from tests.support.builders import day
from tests.tracking.tables import (
    ACTIONS,
    ALL,
    OUTCOMES,
    REPORTS,
    as_csv,
    as_grid,
    kept_of,
)


def test_a_folder_without_them_reads_as_before_and_keeps_nothing(tmp_path: Path) -> None:
    assert told_of(a_folder(tmp_path, toml=NO_POLL)) == []
    kept = kept_of(tmp_path)
    assert list(kept.facts) == []
    assert kept.known == {}


def test_a_year_of_one_visit_is_read_and_stands_where_it_should(tmp_path: Path) -> None:
    """Handed in on 5 November and agreed on 6; corrected on 9, answered on 10: sent on 10 November."""
    reading = read(a_folder(tmp_path, **ALL))
    assert [fault.sentence for fault in reading.faults] == []
    assert told_of(tmp_path) == []
    kept, problem = kept_of(tmp_path), reading.problem
    assert problem is not None
    (followed,) = follow(kept.visits(problem, Rota()), kept.facts_of(problem), kept.clock, day("2027-05-28"))
    assert followed.course.sent == ((1, day("2026-11-10")),)
    assert [one.stage for one in (followed.standing, *followed.issues, *followed.actions)] == [
        "closed",
        "closed",
        "closed",
        "done and confirmed",
    ]
    assert followed.said[0].text == "Four posts are vacant.\n- since May"


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    sheets = {name: as_grid(text) for name, text in ALL.items() if name != "toml"}
    sheets["members"] = as_grid("name,group\nAnn Apple,Red\nBob Brown,Blue\n")
    sheets["settings"] = as_grid("key,value\ncouncil.name,T\nstart,2026-06-01\nend,2027-05-31\n")
    book = a_workbook(tmp_path / "rota.xlsx", **sheets)
    assert kept_of(book).facts == kept_of(a_folder(tmp_path / "folder", **ALL)).facts


def test_the_order_of_the_rows_makes_no_difference(tmp_path: Path) -> None:
    def turned(text: str) -> str:
        heading, *rows = csv.reader(io.StringIO(text))
        return as_csv([dict(zip(heading, row, strict=True)) for row in reversed(rows)])

    there = {name: text if name in ("toml", "notes") else turned(text) for name, text in ALL.items()}
    assert kept_of(a_folder(tmp_path / "turned", **there)) == kept_of(a_folder(tmp_path / "usual", **ALL))


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("outcomes", "26/27-001,MASH,1,2026-11-03,hled,,", "row 2, column 'result': 'hled' is not one of 'held', "),
        (
            "outcomes",
            "26-1,MASH,1,2026-11-03,held,,",
            "row 2, column 'reference': '26-1' is of no year up to this one, ",
        ),
        (
            "outcomes",
            "27/28-001,MASH,1,2026-11-03,held,,",
            "row 2, column 'reference': '27/28-001' is of no year up to",
        ),
        (
            "outcomes",
            "first,MASH,1,2026-11-03,held,,",
            "row 2, column 'reference': 'first' is not a reference. Write it",
        ),
        ("outcomes", "26/27-001,MASH,2,2026-11-03,held,,", "row 2, column 'visit': '2' is not a visit of the year: "),
        ("outcomes", "26/27-001,MASH,1,,held,,", "row 2, column 'date': this is blank. Write the day of the visit"),
        (
            "outcomes",
            "26/27-001,MASH,1,2026-11-03,,service,",
            "row 2, column 'by': 'service' is said of a visit without",
        ),
        (
            "outcomes",
            "26/27-001,MASH,1,2026-11-03,cancelled,members,inspection",
            "row 2, column 'by': 'members': 'inspection' is not a reason of the members. It is one of the service.",
        ),
        (
            "outcomes",
            "26/27-001,MASH,1,2026-11-03,cancelled,service,flu",
            "row 2, column 'reason': 'flu' is not one of",
        ),
        (
            "outcomes",
            "26/27-001,MASH,1,2026-11-03,held,,inspection",
            "row 2, column 'reason': 'inspection': a visit that was held has no reason for not being held.",
        ),
        ("attendance", "mash-2,Ann Apple,yes", "row 2, column 'visit': 'mash-2' is of no visit that is known. Did you"),
        ("attendance", "26/27-009,Ann Apple,yes", "row 2, column 'visit': '26/27-009' is of no visit that is known."),
        ("attendance", "mash-1,Ann Pear,yes", "row 2, column 'member': 'Ann Pear' is not a member in members."),
        (
            "attendance",
            "mash-1,Ann Apple,ill",
            "row 2, column 'came': 'ill' is not one of 'yes', 'no', 'not known yet'",
        ),
        (
            "reports",
            "mash-1,1,2026-11-05,handed in,Ann Apple,,,,",
            "row 2, column 'nobody_named': the tick is missing that no child, family or member of staff",
        ),
        (
            "reports",
            "mash-1,1,2026-11-01,handed in,Ann Apple,,,,yes",
            "row 2, column 'date': '2026-11-01': it was handed in before the visit was held, on 3 November 2026.",
        ),
        (
            "reports",
            "mash-1,2,2026-11-05,handed in,Ann Apple,,,,yes",
            "row 2, column 'version': '2': there is no version 1.",
        ),
        (
            "reports",
            "mash-1,1,2026-11-05,handed in,,,,,yes",
            "row 2, column 'who': this is blank. Write the name or id",
        ),
        (
            "reports",
            "mash-1,1,2026-11-05,sent,Ann Apple,,,,yes",
            "row 2, column 'what': 'sent' is not one of 'handed in'",
        ),
        ("reports", "mash-1,1,2026-11-05,correction,,Staffing,Three.,2,", "row 2, column 'number': '2' should be 1"),
        (
            "reports",
            "mash-1,1,2026-11-05,exempt,,8,,,\nmash-1,1,2026-11-05,exempt,,9,,,",
            "row 3, column 'version': row 2 says something else of the same, on the same day.",
        ),
        (
            "reports",
            "mash-1,1,2026-11-05,exempt,,Schedule 12A,,,",
            "row 2, column 'about': 'Schedule 12A' is not a paragraph of schedule 12A. Give the number",
        ),
        ("notes", "mash-1,Staffing,Four.,no", "row 2, column 'looked_at': 'no' is said of a heading under which"),
        ("notes", "mash-1,,Four.,", "row 2, column 'heading': this is blank. Write the heading of the form."),
        ("issues", "mash-1,0,Four.,,,,", "row 2, column 'number': '0' is out of range. Write a number from 1 to 99."),
        ("issues", "mash-1,1,,,,,", "row 2, column 'text': it says nothing. Say what the issue is."),
        ("issues", "mash-1,1,Four.,stafing,,,", "Did you mean 'staffing'?"),
        ("issues", "mash-1,1,=1+1,staffing,,,", "row 2, column 'text': '=1+1' begins with '=', as a formula does."),
        ("issues", "mash-1,1,Four.,staffing,,no,", "row 2, column 'paragraph': no paragraph is given. Give the number"),
        (
            "responses",
            "mash-1.1,2026-11-25,not accepted,Manager,No.,",
            "row 2, column 'reason': an issue that is not accepted needs a reason. Say why.",
        ),
        (
            "responses",
            "mash-1.9,2026-11-25,accepted,Manager,Yes.,",
            "row 2, column 'issue': 'mash-1.9': '26/27-001.9' is not the reference of any issue here.",
        ),
        (
            "responses",
            "mash-1,2026-11-25,accepted,Manager,Yes.,",
            "row 2, column 'issue': 'mash-1' is not the reference of",
        ),
        (
            "responses",
            "mash-1.1,2026-11-04,accepted,Manager,Yes.,",
            "row 2, column 'date': '2026-11-04': the issue was only raised on 5 November 2026.",
        ),
        (
            "responses",
            "mash-1.1,2026-11-25,accepted,M,Yes.,\nmash-1.1,2026-12-09,does not answer it,Ann Apple,,Why?",
            "row 3, column 'date': '2026-12-09': that the answer is none could be said until 2 December 2026",
        ),
        ("responses", "mash-1.1,2026-11-25,outside our control,M,No.,", "row 2, column 'asked': what is outside"),
        (
            "actions",
            "mash-1.1a,2026-12-02,set,Manager,,Fill.,,,",
            "row 2, column 'due': this is blank. Write the day by",
        ),
        (
            "actions",
            "mash-1.1a,2026-12-02,set,,2027-01-31,Fill.,,,",
            "row 2, column 'who': nobody is to do it. Name the",
        ),
        (
            "actions",
            "mash-1.1a,2026-12-02,done,,,,,Two.,",
            "is not the reference of any action here. Say first what is",
        ),
        (
            "actions",
            "mash-1.1,2026-12-02,set,Manager,2027-01-31,Fill.,,,",
            "row 2, column 'action': 'mash-1.1' is not the",
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_told_with_its_place_and_remedy(
    table: str, row: str, fault: str, tmp_path: Path
) -> None:
    before = list(ALL)[: list(ALL).index(table)]
    heading = ALL[table].partition("\n")[0]
    files = {name: ALL[name] for name in before} | {table: f"{heading}\n{row}\n"}
    if table == "reports":
        files["notes"] = ""
    if table == "notes":
        files["reports"] = REPORTS
    found = faults_of(a_folder(tmp_path, **files))
    assert any(f"{table}.csv" in one and fault in one for one in found), found


def test_every_fault_of_every_table_is_told_at_once(tmp_path: Path) -> None:
    files = {
        name: text.replace("2026-11-", "2026-13-") if name not in ("toml", "notes", "issues") else text
        for name, text in ALL.items()
    }
    tables = {one.partition(".csv")[0] for one in faults_of(a_folder(tmp_path, **files))}
    assert {"outcomes", "reports", "responses"} <= tables


def test_the_owner_cannot_confirm_what_he_says_he_has_done(tmp_path: Path) -> None:
    actions = ACTIONS.replace("confirmed,Ann Apple,,,,,", "confirmed,service  MANAGER,,,,,committee")
    found = faults_of(a_folder(tmp_path, **{**ALL, "actions": actions}))
    assert found == [
        "actions.csv, row 5, column 'who': 'service MANAGER': Service manager owns the action and cannot be the one "
        "who confirms it. A member who went, the next visit or the committee does."
    ]


def test_reasons_of_absence_have_no_column(tmp_path: Path) -> None:
    found = faults_of(
        a_folder(tmp_path, outcomes=OUTCOMES, attendance="visit,member,came,reason\nmash-1,Ann Apple,no,flu\n")
    )
    assert len(found) == 1
    assert "column 'reason': this column may not be here" in found[0]
    assert "flu" not in found[0]


def test_a_row_that_was_wrong_stays_and_says_when_that_was_found(tmp_path: Path) -> None:
    """Ann's yes of 3 November is undone on 6 November: until then it counts, from then on her no does."""
    attendance = (
        "visit,member,came,recorded,undone\nmash-1,Ann Apple,yes,2026-11-03,2026-11-06\n"
        "mash-1,Ann Apple,no,2026-11-06,\n"
    )
    kept = kept_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, attendance=attendance))
    assert [one.came for one in kept.facts.known_on(day("2026-11-05")).in_force().attendance] == ["yes"]
    assert [one.came for one in kept.facts.in_force().attendance] == ["no"]


def test_two_rows_that_say_different_things_on_one_day_are_told(tmp_path: Path) -> None:
    attendance = "visit,member,came\nmash-1,Ann Apple,yes\nmash-1,Ann Apple,no\n"
    assert faults_of(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, attendance=attendance)) == [
        "attendance.csv, row 3, column 'recorded': row 2 says something else of the same, on the same day. "
        "Write the day in 'undone' of the one that is wrong, or take it out."
    ]


def test_a_reference_that_is_written_nowhere_is_a_warning(tmp_path: Path) -> None:
    outcomes = OUTCOMES.replace("26/27-001", "")
    assert told_of(a_folder(tmp_path, toml=NO_POLL, outcomes=outcomes)) == [
        "outcomes.csv, column 'reference': 26/27-001 (MASH) stands in no row. Write the reference in 'reference', "
        "so that it stays whatever teams are added."
    ]


def test_a_reference_stays_when_a_team_is_added_before(tmp_path: Path) -> None:
    teams = "name\nMASH\nAardvark team\n"
    reading = read(a_folder(tmp_path, toml=NO_POLL, outcomes=OUTCOMES, teams=teams))
    assert reading.kept is not None
    assert reading.problem is not None
    visits = reading.kept.visits(reading.problem, Rota())
    assert {visit.team: visit.reference for visit in visits} == {"mash": "26/27-001", "aardvark-team": "26/27-002"}


def test_two_visits_have_not_one_reference(tmp_path: Path) -> None:
    outcomes = OUTCOMES + "26/27-001,Second team,1,2026-11-04,held,,\n"
    found = faults_of(a_folder(tmp_path, toml=NO_POLL, outcomes=outcomes, teams="name\nMASH\nSecond team\n"))
    assert found == [
        "outcomes.csv, row 3, column 'reference': '26/27-001' is another visit's, in a row above. "
        "A reference is given once."
    ]


def test_a_visit_of_an_earlier_year_keeps_its_issues_open(tmp_path: Path) -> None:
    files = {
        "outcomes": "reference,team,date,result\n25/26-007,MASH,2026-02-03,held\n",
        "reports": "visit,date,what,who,nobody_named\n25/26-007,2026-02-03,handed in,Ann Apple,yes\n",
        "issues": "visit,number,text\n25/26-007,1,Four posts are vacant.\n",
    }
    reading = read(a_folder(tmp_path, toml=NO_POLL, **files))
    assert reading.kept is not None
    assert reading.problem is not None
    visits = reading.kept.visits(reading.problem, Rota())
    earlier, _ = follow(visits, reading.kept.facts, reading.kept.clock, day("2026-06-01"))
    assert (earlier.visit.reference, earlier.visit.team, earlier.issues[0].stage) == (
        "25/26-007",
        "mash",
        "not answered",
    )


def test_what_was_cancelled_need_not_be_said_twice(tmp_path: Path) -> None:
    cancelled = "team,visit,date,by\nMASH,1,2026-10-06,service\nMASH,1,2026-11-03,council\n"
    reading = read(a_folder(tmp_path, toml=NO_POLL, cancelled=cancelled, outcomes=OUTCOMES))
    assert reading.kept is not None
    assert reading.problem is not None
    facts = reading.kept.facts_of(reading.problem)
    assert [(one.day.isoformat(), one.result, one.cause) for one in facts.outcomes] == [
        ("2026-10-06", "cancelled", "service"),
        ("2026-11-03", "held", ""),
    ]


# Settings


def test_the_days_are_the_council_s(tmp_path: Path) -> None:
    toml = (
        NO_POLL + '[tracking]\nreport = 7\nresponse = 15\nhead = "Hed <hed@example.gov.uk>"\nthemes = ["IT", "lifts"]\n'
    )
    kept = kept_of(a_folder(tmp_path, toml=toml))
    assert (kept.clock.days.report, kept.clock.days.agreement, kept.clock.days.chased) == (7, 5, (10, 15, 20, 25))
    assert kept.posts.head == "Hed <hed@example.gov.uk>"
    assert kept.themes == ("IT", "lifts", "other")


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("report = 400", "setting 'tracking.report': '400' is not a number of working days. Write one from 0 to 366."),
        ('report = "ten"', "setting 'tracking.report': 'ten' is not a number of working days. Write it like 10"),
        ("report = [1, 2]", "setting 'tracking.report': '1;2' is not a number of working days."),
        ("reprot = 10", "setting 'tracking.reprot': this is not a setting. Did you mean 'tracking.report'?"),
        ("chased = [15, 20]", "setting 'tracking.chased': '15;20' has 2 days. Give 4: when the owner"),
        ("chased = [15, 10, 20, 30]", "setting 'tracking.chased': '15;10;20;30' does not rise from one to the next."),
        ('head = "<hed>"', "setting 'tracking.head': '<hed>' is not a name with an e-mail address. Write it like"),
        ("report = true", "setting 'tracking.report': 'yes' is not a number of working days."),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(setting: str, fault: str, tmp_path: Path) -> None:
    found = faults_of(a_folder(tmp_path, toml=f"{NO_POLL}[tracking]\n{setting}\n"))
    assert len(found) == 1, found
    assert fault in found[0]


def test_closed_offices_are_no_working_days(tmp_path: Path) -> None:
    """Ten working days after Tuesday 3 November without the 5th and 6th: 4, 9 to 13, 16 to 19 November."""
    toml = NO_POLL + '[[closures.other]]\nname = "Offices closed: move"\nstart = 2026-11-05\nend = 2026-11-06\n'
    clock = kept_of(a_folder(tmp_path, toml=toml)).clock
    assert clock.after(day("2026-11-03"), 10, "held").words == (
        "held 3 November + 10 working days = 19 November; left out: 5 to 6 November (Offices closed: move); "
        "11 November is no bank holiday"
    )


# Writing


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    path = a_folder(tmp_path / "first", **ALL)
    problem = read(path).problem
    assert problem is not None
    kept = kept_of(path)
    rows = rows_of(kept.visits(problem, Rota()), kept.facts)
    assert set(rows) == {sheet.name for sheet in TRACKING_TABLES}
    again = a_folder(tmp_path / "again", toml=NO_POLL, **{name: as_csv(lines) for name, lines in rows.items()})
    assert kept_of(again) == kept


def test_what_was_undone_is_written_with_the_day(tmp_path: Path) -> None:
    attendance = (
        "visit,member,came,recorded,undone\nmash-1,Ann Apple,yes,2026-11-03,2026-11-06\n"
        "mash-1,Ann Apple,no,2026-11-06,\n"
    )
    path = a_folder(tmp_path / "first", toml=NO_POLL, outcomes=OUTCOMES, attendance=attendance)
    problem = read(path).problem
    assert problem is not None
    kept = kept_of(path)
    rows = rows_of(kept.visits(problem, Rota()), kept.facts)
    assert [row.get("undone") for row in rows["attendance"]] == ["2026-11-06", None]
    assert rows["outcomes"] == [
        {"reference": "26/27-001", "team": "mash", "visit": "1", "date": "2026-11-03", "result": "held"}
    ]


def test_a_visit_of_which_nothing_is_said_keeps_its_reference(tmp_path: Path) -> None:
    path = a_folder(tmp_path, toml=NO_POLL)
    problem = read(path).problem
    assert problem is not None
    rows = rows_of(kept_of(path).visits(problem, Rota()), Facts())
    assert rows["outcomes"] == [{"reference": "26/27-001", "team": "mash", "visit": "1"}]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300))
def test_whatever_members_write_is_read_or_told(text: str) -> None:
    """A cell is read as it stands but for blanks at its ends, or it is refused with a sentence."""
    with contextlib.suppress(Unreadable):
        said = as_prose(text)
        assert as_prose(said) == said


def test_a_table_longer_than_any_council_s_is_told() -> None:
    assert {sheet.most_rows for sheet in TRACKING_TABLES} == {100_000}
