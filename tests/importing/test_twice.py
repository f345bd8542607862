"""A meeting that is in one file more than once: it settles, whatever the order, and no date is lost."""

from __future__ import annotations

import shutil
import tempfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.worlds import files_in
from tests.importing.worlds import a_council, a_meeting, imported, meetings, text
from tests.reading.folders import problem_of
from tests.support.tiers import examples

MEMBERS = ",Ann Apple,Red,North,,,,,\n"
HEAD = "committee,date,start,end\n"


def held(folder: Path) -> list[str]:
    """The meetings of the table, such as "Audit 2026-10-08 18:00"."""
    return [f"{one.committee} {one.start:%Y-%m-%d %H:%M}" for one in problem_of(folder).meetings]


def settles(folder: Path, *listed: str) -> None:
    """The same file in any order changes nothing more."""
    before = files_in(folder)
    for order in permutations(listed):
        assert imported(folder, meetings(*order))[0].startswith("Nothing to change")
        assert files_in(folder) == before


OCTOBER, LATER = a_meeting(7, "Audit", "08/10/2026"), a_meeting(7, "Audit", "15/10/2026")
CANCELLED = a_meeting(7, "Audit", "08/10/2026", status="Cancelled")


def test_one_number_on_two_dates_keeps_both_with_a_word(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    said = imported(folder, meetings(OCTOBER, LATER))
    assert held(folder) == ["Audit 2026-10-08 18:00", "Audit 2026-10-15 18:00"]
    assert said[1] == (
        "Warning: saved.xml, meetingid 7, column 'committeetitle': 'Audit' is in the file on 8 October 2026 at 18:00 "
        "and 15 October 2026 at 18:00, and each is kept. Cancel in ModernGov what does not take place."
    )
    settles(folder, OCTOBER, LATER)


def test_a_meeting_that_moved_is_cancelled_on_the_one_date_and_held_on_the_other(tmp_path: Path) -> None:
    for number, order in enumerate(permutations([CANCELLED, LATER])):
        folder = a_council(tmp_path / str(number), MEMBERS)
        imported(folder, meetings(OCTOBER))
        said = imported(folder, meetings(*order))
        assert said[0] == "Moved Audit on 8 October 2026 at 18:00 to 15 October 2026 at 18:00."
        assert not any("Warning" in line for line in said)
        assert held(folder) == ["Audit 2026-10-15 18:00"]
        settles(folder, CANCELLED, LATER)


def test_a_meeting_that_is_cancelled_and_held_at_one_time_is_held_with_a_word(tmp_path: Path) -> None:
    """The officer's own row keeps its end."""
    folder = a_council(tmp_path, MEMBERS, meetings=HEAD + "Audit,2026-10-08,18:00,19:15\n")
    for twin in (OCTOBER, a_meeting(9, "Audit", "08/10/2026")):
        said = imported(folder, meetings(CANCELLED, twin))
        assert text(folder, "meetings") == HEAD + "Audit,2026-10-08,18:00,19:15\n"
        assert said[-1] == (
            "Warning: saved.xml, meetingid 7, column 'meetingstatus': 'cancelled' is Audit on 8 October 2026 at 18:00, "
            "which the file has as held too. It is kept. Correct it in ModernGov."
        )
        settles(folder, CANCELLED, twin)


def test_one_committee_and_start_under_two_numbers_is_one_meeting(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    twins = [OCTOBER, a_meeting(12, "audit", "08/10/2026")]
    said = imported(folder, meetings(*twins))
    assert said[1] == "In the file more than once, and taken once: Audit on 8 October 2026 at 18:00."
    assert text(folder, "meetings").splitlines()[1:] == ["Audit,2026-10-08,18:00,,m7"]
    settles(folder, *twins)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Planning & Licensing", "Planning and Licensing"),
        ("Children's Panel", "Childrens Panel"),
        ("Annual Council", "Full Council"),
    ],
)
def test_one_committee_in_two_spellings_is_one_meeting(tmp_path: Path, one: str, other: str) -> None:
    folder = a_council(tmp_path, MEMBERS)
    twins = [a_meeting(7, one, "08/10/2026"), a_meeting(12, other, "08/10/2026")]
    imported(folder, meetings(*twins))
    assert len(text(folder, "meetings").splitlines()) == 2
    settles(folder, *twins)


def test_of_two_numbers_at_one_time_one_may_move_away(tmp_path: Path) -> None:
    """The row has number 7. When 7 moves, 12 is still held at the old time; when 12 moves, 7 is."""
    for moved in (7, 12):
        folder = a_council(tmp_path / str(moved), MEMBERS)
        imported(folder, meetings(OCTOBER, a_meeting(12, "Audit", "08/10/2026")))
        days = {7: "08/10/2026", 12: "08/10/2026"} | {moved: "22/10/2026"}
        listed = [a_meeting(number, "Audit", day) for number, day in days.items()]
        imported(folder, meetings(*listed))
        assert held(folder) == ["Audit 2026-10-08 18:00", "Audit 2026-10-22 18:00"]
        settles(folder, *listed)


def test_one_number_for_two_committees_that_sit_together_is_two_meetings(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    joint = [OCTOBER, a_meeting(7, "Planning", "08/10/2026")]
    imported(folder, meetings(*joint))
    assert held(folder) == ["Audit 2026-10-08 18:00", "Planning 2026-10-08 18:00"]
    settles(folder, *joint)


def test_of_two_dates_of_one_number_one_may_move(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(OCTOBER, LATER))
    again = [OCTOBER, a_meeting(7, "Audit", "16/10/2026")]
    assert imported(folder, meetings(*again))[0] == (
        "Moved Audit on 15 October 2026 at 18:00 to 16 October 2026 at 18:00."
    )
    assert held(folder) == ["Audit 2026-10-08 18:00", "Audit 2026-10-16 18:00"]
    settles(folder, *again)


def test_an_entry_without_a_time_beside_one_with_a_time_is_not_missing(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    untimed = a_meeting(7, "Audit", "08/10/2026", time="")
    assert not any("without a time" in line for line in imported(folder, meetings(OCTOBER, untimed)))
    settles(folder, OCTOBER, untimed)


def test_a_meeting_that_moves_without_a_time_keeps_its_time(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(OCTOBER))
    untimed = a_meeting(7, "Audit", "15/10/2026", time="")
    assert imported(folder, meetings(untimed))[0] == (
        "Moved Audit on 8 October 2026 at 18:00 to 15 October 2026 at 18:00."
    )
    settles(folder, untimed)


def test_a_meeting_in_the_year_and_outside_it_stays_in_the_year(tmp_path: Path) -> None:
    folder = a_council(tmp_path, MEMBERS)
    both = [a_meeting(7, "Audit", "20/05/2027"), a_meeting(7, "Audit", "03/06/2027")]
    imported(folder, meetings(*both))
    assert held(folder) == ["Audit 2027-05-20 18:00"]
    settles(folder, *both)


@pytest.mark.parametrize("title", ["Planning", "Planning Committee"])
def test_a_meeting_that_is_called_otherwise_now_is_renamed_in_its_row(tmp_path: Path, title: str) -> None:
    folder = a_council(tmp_path, MEMBERS)
    imported(folder, meetings(OCTOBER))
    assert imported(folder, meetings(a_meeting(7, title, "08/10/2026")))[0] == (
        f"Audit on 8 October 2026 at 18:00 is {title} now."
    )
    assert held(folder) == [f"{title} 2026-10-08 18:00"]


@st.composite
def a_file(draw: st.DrawFn) -> list[tuple[int, str, str, str, str]]:
    """Up to six entries of three numbers, two committees and four dates, one of them after the year."""
    entry = st.tuples(
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["Audit", "AUDIT", "Planning"]),
        st.sampled_from(["10/09/2026", "11/09/2026", "31/05/2027", "02/06/2027"]),
        st.sampled_from(["10:00", "18:00", ""]),
        st.sampled_from(["Confirmed", "Confirmed", "Cancelled"]),
    )
    return draw(st.lists(entry, max_size=6))


def written(entries: list[tuple[int, str, str, str, str]]) -> str:
    return meetings(*(a_meeting(number, title, day, at, status) for number, title, day, at, status in entries))


@examples(150)
@given(st.lists(a_file(), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_whatever_is_in_files_twice_no_date_is_lost_and_it_settles(
    files: list[list[tuple[int, str, str, str, str]]], mixed
) -> None:  # type: ignore[no-untyped-def]
    """Read by other means: each entry that is held in the year at a time is in the table; and the order is the same."""
    place = Path(tempfile.mkdtemp())
    try:
        folder = a_council(place, MEMBERS)
        for entries in files:
            imported(folder, written(entries))
            due = {
                f"{title.capitalize()} {day[6:]}-{day[3:5]}-{day[:2]} {at}".casefold()
                for _, title, day, at, status in entries
                if status == "Confirmed" and at and day != "02/06/2027"
            }
            there = [one.casefold() for one in held(folder)]
            assert due <= set(there)
            assert len(there) == len(set(there))
            before = files_in(folder)
            mixed.shuffle(entries)
            assert imported(folder, written(entries))[0].startswith("Nothing to change")
            assert files_in(folder) == before
    finally:
        shutil.rmtree(place)
