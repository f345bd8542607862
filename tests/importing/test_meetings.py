"""ModernGov's meetings: those of the rota's year that take place, each once, wherever it moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.importing.meetings import full_council
from tests.cli.worlds import files_in
from tests.importing.worlds import a_council, a_meeting, imported, meetings, moderngov, text
from tests.reading.folders import TOML, problem_of
from tests.support.builders import meeting

MEMBERS = ",Ann Apple,Red,North,,,,,\n"
HEAD = "committee,date,start,end\n"
TYPED = HEAD + "Planning,2026-09-10,18:00,19:30\n"


def test_meetings_of_the_year_are_added_and_two_hours_are_assumed(tmp_path: Path) -> None:
    """The year is 1 June 2026 to 31 May 2027: both ends are in it, the days before and after are not."""
    folder = a_council(tmp_path, MEMBERS)
    days = ["31/05/2026", "01/06/2026", "31/05/2027", "01/06/2027"]
    said = imported(folder, meetings(*(a_meeting(number, "Audit", day) for number, day in enumerate(days))))
    assert said == [
        "Added 2 meetings. ModernGov gives no end: 2 hours are assumed; "
        "write another end in the table where it is known.",
        "Left out 2 meetings outside the rota's year, 1 June 2026 to 31 May 2027.",
    ]
    assert text(folder, "meetings") == (
        "committee,date,start,end,id\r\nAudit,2026-06-01,18:00,,m1\r\nAudit,2027-05-31,18:00,,m2\r\n"
    )
    assert problem_of(folder).meetings == (
        meeting("Audit", "2026-06-01 18:00", "2026-06-01 20:00"),
        meeting("Audit", "2027-05-31 18:00", "2027-05-31 20:00"),
    )


def test_importing_twice_changes_nothing_byte_for_byte(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS, meetings=TYPED)
    xml = meetings(
        a_meeting(1, "Planning", "10/09/2026"),
        a_meeting(2, "Annual Council", "20/05/2027"),
        a_meeting(3, "Audit", "08/10/2026", status="Cancelled"),
        a_meeting(4, "Audit", "09/10/2026", time=""),
    )
    imported(folder, xml)
    once = files_in(folder)
    assert imported(folder, xml) == [
        "Nothing to change: the table has the file's 2 meetings of the rota's year already.",
        "Left out 1 cancelled meeting.",
        "Left out 1 meeting without a time: Audit on 9 October 2026.",
    ]
    assert files_in(folder) == once


def test_a_meeting_that_was_typed_already_keeps_its_row_and_its_end(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS, meetings=TYPED)
    imported(folder, meetings(a_meeting(1, "PLANNING", "10/09/2026"), a_meeting(2, "Planning", "08/10/2026")))
    assert text(folder, "meetings") == (
        "committee,date,start,end,id\nPlanning,2026-09-10,18:00,19:30\nPlanning,2026-10-08,18:00,,m2\n"
    )


@pytest.mark.parametrize("status", ["Cancelled", "cancelled by the Chair", "Postponed", "Abandoned", "Deferred"])
def test_a_meeting_that_is_cancelled_later_is_taken_out(tmp_path: Path, status: str) -> None:
    folder = a_council(tmp_path, MEMBERS, meetings=TYPED)
    imported(folder, meetings(a_meeting(2, "Audit", "08/10/2026")))
    said = imported(folder, meetings(a_meeting(2, "Audit", "08/10/2026", status=status)))
    assert said[0] == "Removed 1 meeting, cancelled or no longer in the year: Audit on 8 October 2026."
    assert text(folder, "meetings") == TYPED.replace("end\n", "end,id\n")


@pytest.mark.parametrize("title", ["CANCELLED - Planning", "Planning (Cancelled)", "Planning - postponed"])
def test_a_title_may_say_that_it_is_cancelled(tmp_path: Path, title: str) -> None:
    """The officer's own row goes too: the committee, the day and the time are the same."""
    folder = a_council(tmp_path, MEMBERS, meetings=TYPED)
    said = imported(folder, meetings(a_meeting(1, title, "10/09/2026")))
    assert said[0] == "Removed 1 meeting, cancelled or no longer in the year: Planning on 10 September 2026."
    assert text(folder, "meetings") == HEAD


def test_a_meeting_that_has_moved_is_moved_not_doubled(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(a_meeting(7, "Audit", "08/10/2026")))
    said = imported(folder, meetings(a_meeting(7, "Audit", "15/10/2026", "10:30")))
    assert said == ["Moved Audit on 8 October 2026 at 18:00 to 15 October 2026 at 10:30."]
    assert problem_of(folder).meetings == (meeting("Audit", "2026-10-15 10:30", "2026-10-15 12:30"),)


def test_a_meeting_that_moves_out_of_the_year_is_taken_out(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(a_meeting(7, "Audit", "20/05/2027")))
    imported(folder, meetings(a_meeting(7, "Audit", "03/06/2027")))
    assert problem_of(folder).meetings == ()


def test_meetings_that_the_file_does_not_have_stay(tmp_path: Path) -> None:
    """A file may be of one committee, or of some months."""
    folder = a_council(tmp_path, MEMBERS, meetings=TYPED)
    imported(folder, meetings(a_meeting(7, "Audit", "08/10/2026")))
    before = files_in(folder)
    assert imported(folder, meetings())[0].startswith("Nothing to change")
    assert files_in(folder) == before


@pytest.mark.parametrize(
    ("title", "full"),
    [
        ("Council", True),
        ("Full Council", True),
        ("Annual Meeting of the Council", True),
        ("Extraordinary Council", True),
        ("Borough Council", True),
        ("Council (Budget)", True),
        ("Testshire", True),
        ("Council Tax Setting Panel", False),
        ("Joint Council Liaison Group", False),
        ("Annual Meeting", False),
        ("Planning", False),
    ],
)
def test_the_full_council_is_known_by_its_titles(title: str, full: bool) -> None:
    assert full_council(title, "Testshire") is full


def test_a_meeting_of_the_full_council_is_every_councillors(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(a_meeting(1, "Annual Council", "20/05/2027")))
    assert problem_of(folder).meetings == (meeting("council", "2027-05-20 18:00", "2027-05-20 20:00"),)


def test_a_year_that_cannot_be_read_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    """Without the year there is no telling which meetings belong to the rota."""
    folder = a_council(tmp_path, MEMBERS, toml=TOML.replace("2026-06-01", '"31/06/2026"'))
    before = files_in(folder)
    result = moderngov(folder, meetings(a_meeting(1, "Audit", "08/10/2026")))
    assert result.exit_code == 2
    assert "rota.toml, setting 'year.start': '31/06/2026' is not a date." in result.stderr
    assert files_in(folder) == before


def test_every_fault_of_the_file_is_said_at_once(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    before = files_in(folder)
    xml = meetings(
        a_meeting(1, "Audit", "08/13/2026"), a_meeting(2, "", "08/10/2026"), a_meeting(3, "Audit", "", "25:00")
    )
    lines = moderngov(folder, xml).stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines[:4]] == [
        "saved.xml, meeting 1, column 'meetingdate'",
        "saved.xml, meeting 2, column 'committeetitle'",
        "saved.xml, meeting 3, column 'meetingdate'",
        "saved.xml, meeting 3, column 'meetingtime'",
    ]
    assert files_in(folder) == before


def test_a_thousand_meetings_are_read_in_one_go(tmp_path: Path) -> None:
    """40 committees, 25 Mondays to Fridays each from 1 September: every one of them once."""
    folder = a_council(tmp_path, MEMBERS)
    listed = [
        a_meeting(committee * 100 + number, f"Panel {committee}", f"{number + 1:02}/09/2026", "10:00")
        for committee in range(40)
        for number in range(25)
    ]
    assert imported(folder, meetings(*listed))[0].startswith("Added 1,000 meetings.")
    assert len(problem_of(folder).meetings) == 1_000
