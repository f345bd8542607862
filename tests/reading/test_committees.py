"""One decision of which committee a name means, for seats, meetings, pools and calendars; and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.domain import FULL_COUNCIL, Problem
from rota.reading import read
from rota.tables.committee_names import Committees, committee_key
from rota.tables.full_council import full_council
from tests.importing.worlds import a_council, a_meeting, imported, meetings, text
from tests.reading.folders import NO_POLL, a_folder, faults_of

SEATS = "member,committee\n"
MEETINGS = "committee,date,start\n"


def sits(*committees: str) -> str:
    """Ann sits on each of these."""
    return SEATS + "".join(f'Ann Apple,"{name}"\n' for name in committees)


def meets(*committees: str) -> str:
    """Each meets once, on days of its own from 1 September 2026."""
    return MEETINGS + "".join(f'"{name}",2026-09-{day:02},10:00\n' for day, name in enumerate(committees, start=1))


def reading(at: Path, **files: str) -> tuple[Problem, tuple[str, ...]]:
    """The problem and the warnings of a folder in which no election is looked for."""
    found = read(a_folder(at, **({"toml": NO_POLL} | files)))
    assert [fault.sentence for fault in found.faults] == []
    assert found.problem is not None
    return found.problem, (*found.warnings, *found.doubts)


def bound(problem: Problem) -> list[bool]:
    """Of each meeting in order of time, whether Ann, who sits on every committee, is bound by it."""
    mine = {place.committee for place in problem.committees_of("ann-apple")} | {FULL_COUNCIL}
    return [meeting.committee in mine for meeting in sorted(problem.meetings, key=lambda meeting: meeting.start)]


@pytest.mark.parametrize(
    ("seat", "meeting"),
    [
        ("Children & Young People Scrutiny", "Children and Young People Scrutiny"),
        ("Planning and Licensing", "PLANNING & LICENSING"),
        ("Children's Services Panel", "Childrens Services Panel"),
        ("Health and Wellbeing Board", "Health & Well-being Board."),
        ("Committee for Planning", "Committee for the Planning"),
        ("Planning Committee", "Meeting of the Planning Committee"),
    ],
)
def test_case_signs_and_small_words_do_not_matter_and_need_no_word(tmp_path: Path, seat: str, meeting: str) -> None:
    problem, warnings = reading(tmp_path, committees=sits(seat), meetings=meets(meeting))
    assert bound(problem) == [True]
    assert warnings == ()


@pytest.mark.parametrize(
    ("seat", "meeting"),
    [
        ("Planning", "Planning Committee"),
        ("Corporate Parenting Board", "Corporate Parenting"),
        ("Audit Cttee", "Audit"),
        ("Children's Overview and Scrutiny Committee", "Childrens O&S Committee"),
        ("Adult Overview & Scrutiny Committee", "Adult OSC"),
        ("Planning Committee", "Special Planning Committee"),
        ("Licensing Sub-Committee", "Extraordinary Licensing Subcommittee"),
        ("Health and Wellbeing Board", "HWB"),
    ],
)
def test_what_is_left_out_or_short_is_taken_for_it_and_said(tmp_path: Path, seat: str, meeting: str) -> None:
    problem, warnings = reading(tmp_path, committees=sits(seat), meetings=meets(meeting))
    assert bound(problem) == [True]
    assert warnings == (
        f"meetings.csv, row 2, column 'committee': '{meeting}' is taken for '{seat}'. Spell it alike in every table; "
        "were they two, their names would have to differ in more.",
    )


@pytest.mark.parametrize(
    ("seats", "meeting", "nearest"),
    [
        (["Planning Committee", "Planning Panel"], "Planning", "Planning Committee"),
        (["Corporate Parenting Panel"], "Corporate Parenting Board", "Corporate Parenting Panel"),
        (["Licensing Committee"], "Licensing Sub-Committee", "Licensing Committee"),
        (["Planning Committee"], "Planing Committee", "Planning Committee"),
        (["Scrutiny, Children's Services"], "Children's Services Scrutiny", "Scrutiny, Children's Services"),
        (["Corporate Parenting Panel"], "CPP", "Corporate Parenting Panel"),
    ],
)
def test_what_may_be_another_is_not_taken_for_it_but_named(
    tmp_path: Path, seats: list[str], meeting: str, nearest: str
) -> None:
    """Each seat that is not the nearest meets too, so that there is nothing else to say."""
    others = [name for name in seats if name != nearest]
    problem, warnings = reading(tmp_path, committees=sits(*seats), meetings=meets(meeting, *others))
    assert bound(problem) == [False] + [True] * len(others)
    assert warnings == (
        f"meetings.csv, row 2, column 'committee': nobody sits on '{meeting}' in committees, so that its meeting keeps "
        f"nobody from a visit. Did you mean '{nearest}'? Spell it alike in every table.",
    )


def test_with_two_kinds_of_body_a_name_without_a_kind_is_neither(tmp_path: Path) -> None:
    """A panel and a committee of one subject meet, and 'Planning' may be either: nobody is bound by guess."""
    problem, warnings = reading(
        tmp_path, committees=sits("Planning"), meetings=meets("Planning Panel", "Planning Committee")
    )
    assert bound(problem) == [False, False]
    assert [warning.partition(":")[0] for warning in warnings] == [
        "meetings.csv, row 2, column 'committee'",
        "meetings.csv, row 3, column 'committee'",
    ]


FULL = [
    "Council",
    "Full Council",
    "Annual Council",
    "Extraordinary Council",
    "Council Meeting",
    "Council (Budget)",
    "Budget Council",
    "Council - Annual Meeting",
    "Council Tax Setting",
    "Mayor Making",
    "Testshire Council",
    "Testshire County Council",
    "Annual Meeting of Testshire Council",
    "Cyngor Llawn",
    "Council AGM",
    "Special Council Meeting",
    "Council 14 July 2026",
    "Council (moved from 14 May)",
    "Meeting of the Full Council",
    "Council Meeting (Extraordinary)",
    "Testshire",
]
NOT_FULL = [
    "Council Forum",
    "Council Tax Panel",
    "Youth Council",
    "Council Plan Working Group",
    "Council (Planning Committee)",
    "Annual Meeting",
    "Joint Council Liaison Group",
    "Cabinet",
    "Council Tax",
    "Parish Council Liaison",
]


@pytest.mark.parametrize("name", FULL)
def test_the_full_council_goes_under_its_usual_names(tmp_path: Path, name: str) -> None:
    problem, warnings = reading(tmp_path, meetings=meets(name))
    assert [meeting.committee for meeting in problem.meetings] == [FULL_COUNCIL]
    assert warnings == ()


@pytest.mark.parametrize("name", NOT_FULL)
def test_what_only_has_the_council_in_its_name_is_not_the_full_council(name: str) -> None:
    assert not full_council(name, "Testshire")


def test_the_full_council_may_be_a_pool_and_have_a_calendar(tmp_path: Path) -> None:
    teams = "name,pool\nMASH,Annual Council\n"
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20260901T100000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "extraordinary-council.ics").write_text(calendar)
    problem, warnings = reading(tmp_path, teams=teams)
    assert problem.team("mash").pool == FULL_COUNCIL
    assert [meeting.committee for meeting in problem.meetings] == [FULL_COUNCIL]
    assert warnings == ()


def test_members_of_another_council_are_not_the_whole_of_this_one(tmp_path: Path) -> None:
    """Ann sits on the county council too, by committees; without that row its name is the full council's."""
    problem, warnings = reading(tmp_path / "a", committees=sits("County Council"), meetings=meets("County Council"))
    assert [meeting.committee for meeting in problem.meetings] == ["County Council"]
    assert warnings == ()
    problem, _ = reading(tmp_path / "b", meetings=meets("County Council"))
    assert [meeting.committee for meeting in problem.meetings] == [FULL_COUNCIL]


def test_seats_pools_meetings_and_calendars_mean_the_same_committee(tmp_path: Path) -> None:
    """Four spellings of one panel: the commonest is kept, and each that is a guess is told with its place."""
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20260902T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "parents & carers.ics").write_text(calendar)
    problem, warnings = reading(
        tmp_path,
        committees=sits("Parents and Carers Panel") + "Bob Brown,Parents and Carers Panel\n",
        teams="name,pool,group_size\nMASH,Parents & Carers,2\n",
        meetings=meets("PARENTS AND CARERS PANEL"),
    )
    assert {place.committee for place in problem.committees} == {"Parents and Carers Panel"}
    assert {meeting.committee for meeting in problem.meetings} == {"Parents and Carers Panel"}
    assert problem.team("mash").pool == "Parents and Carers Panel"
    assert [warning.partition(" is taken for")[0] for warning in warnings] == [
        "calendars/parents & carers.ics and teams.csv, row 2, column 'pool': 'Parents & Carers'"
    ]


def test_a_pool_that_nobody_sits_on_names_the_nearest(tmp_path: Path) -> None:
    teams = "name,pool\nMASH,Corporate Parenting Board\nNorth,Cabinet\n"
    folder = a_folder(tmp_path, teams=teams, committees=sits("Corporate Parenting Panel"))
    assert faults_of(folder) == [
        "teams.csv, row 2, column 'pool': 'Corporate Parenting Board' is not a committee in committees. "
        "Did you mean 'Corporate Parenting Panel'?",
        "teams.csv, row 3, column 'pool': 'Cabinet' is not a committee in committees. Add it there, or correct it.",
    ]


def test_committees_that_nobody_sits_on_and_are_like_none_are_told_together(tmp_path: Path) -> None:
    names = [f"Body {letter * 4}" for letter in "abcdefghijkl"]
    _, warnings = reading(tmp_path, meetings=meets(*names, names[0]))
    (warning,) = warnings
    assert warning.startswith(
        "Nobody sits in committees on 'Body aaaa' (meetings.csv, rows 2 and 14, column 'committee'), 'Body bbbb' ("
    )
    assert warning.endswith(
        "and 4 more, so that their meetings keep nobody from a visit. Add who sits on them to committees."
    )


def test_the_second_of_two_numbered_committees_is_not_the_nearest_of_the_first(tmp_path: Path) -> None:
    _, warnings = reading(
        tmp_path, committees=sits("Area Committee 2"), meetings=meets("Area Committee 1", "Area Committee 2")
    )
    assert warnings == (
        "Nobody sits in committees on 'Area Committee 1' (meetings.csv, row 2, column 'committee'), so that its "
        "meetings keep nobody from a visit. Add who sits on it to committees.",
    )


def test_many_guesses_are_one_sentence(tmp_path: Path) -> None:
    names = ["Audit", "Cabinet Liaison", "Licensing", "Pensions", "Planning", "Standards"]
    problem, warnings = reading(
        tmp_path, committees=sits(*names), meetings=meets(*(f"{name} Committee" for name in names))
    )
    assert bound(problem) == [True] * 6
    (warning,) = warnings
    assert warning.startswith(
        "meetings.csv, column 'committee': 'Audit Committee' (row 2) is taken for 'Audit', 'Cabinet"
    )
    assert warning.endswith("Spell them alike in every table; were they two, their names would have to differ in more.")


def test_meetings_outside_the_year_are_nobodys_concern(tmp_path: Path) -> None:
    _, warnings = reading(tmp_path, meetings=MEETINGS + "Old Panel,2025-09-01,10:00\nNew Panel,2027-09-01,10:00\n")
    assert warnings == ()


def test_a_meeting_after_every_seat_has_ended_is_told(tmp_path: Path) -> None:
    """The seats end with annual council on 20 May 2027; the first meeting after it is on the 25th."""
    committees = "member,committee,until\nAnn Apple,Audit,2027-05-20\nBob Brown,Audit,2026-12-31\n"
    table = MEETINGS + "Audit,2027-05-20,10:00\nAudit,2027-05-25,10:00\nAudit,2027-05-27,10:00\n"
    _, warnings = reading(tmp_path, committees=committees, meetings=table)
    assert warnings == (
        "meetings.csv, rows 3 and 4, column 'committee': nobody sits on 'Audit' when it meets, first "
        "on 25 May 2027: by 'from' and 'until' in committees every seat has ended or none has begun. "
        "Check those dates, or add who sits on it then.",
    )


def test_committees_without_a_meeting_are_told_once_and_pools_are_not(tmp_path: Path) -> None:
    _, warnings = reading(
        tmp_path,
        committees=sits("Audit", "Plannning Committee", "Home Panel") + "Bob Brown,Audit\n",
        meetings=meets("Council") + "Planning Committee,2026-09-10,10:00\n",
        teams="name,pool,group_size\nMASH,Home Panel,1\n",
    )
    assert warnings == (
        "meetings.csv, row 3, column 'committee': nobody sits on 'Planning Committee' in committees, so that its "
        "meeting keeps nobody from a visit. Did you mean 'Plannning Committee'? Spell it alike in every table.",
        "No meeting in the year is known of 'Audit' (committees.csv, rows 2 and 1 more, column 'committee'), so that "
        "it keeps nobody from a visit. Add when it meets to meetings.",
    )


def test_a_seat_that_is_spelt_as_no_other_is_asked_about(tmp_path: Path) -> None:
    """Bob sits on a misspelt committee: the right one meets, and he would be sent out during it."""
    _, warnings = reading(
        tmp_path,
        committees=sits("Licensing Committee") + "Bob Brown,Licencing Committee\n",
        meetings=meets("Licensing Committee"),
    )
    assert warnings == (
        "No meeting in the year is known of 'Licencing Committee' (committees.csv, row 3, column 'committee': is it "
        "'Licensing Committee'?), so that it keeps nobody from a visit. Add when it meets to meetings.",
    )


def test_the_order_of_rows_changes_no_decision() -> None:
    names = ["Planning", "Planning & Building Cttee", "planning  and building", "HWB", "Health & Wellbeing Board"]
    one, other = Committees("Testshire", names[:3], names), Committees("Testshire", names[2::-1], names[::-1])
    assert [one.of(name) for name in names] == [other.of(name) for name in names]


def test_a_name_that_is_all_small_words_or_signs_is_still_a_name() -> None:
    assert len({committee_key(name) for name in ("The Committee", "The", "&", "???", "Panel")}) == 5


def test_an_import_knows_a_meeting_whatever_its_committees_spelling(tmp_path: Path) -> None:
    """The officer typed "Planning & Licensing": the same meeting from ModernGov is found, not doubled."""
    folder = a_council(
        tmp_path,
        ",Ann Apple,Red,North,,,,,\n",
        meetings="committee,date,start,end\nPlanning & Licensing,2026-09-10,18:00,19:30\n",
    )
    said = imported(folder, meetings(a_meeting(1, "Planning and Licensing", "10/09/2026")))
    assert said == ["Nothing to change: the table has the file's 1 meeting of the rota's year already."]
    assert text(folder, "meetings").count("2026-09-10") == 1


def test_five_meetings_as_officers_spell_them(tmp_path: Path) -> None:
    """Ann sits on the one, Bob on 'Planning': four meetings bind somebody, and only the forum is nobody's.

    The abbreviation and the word left out are told; "&" and the annual council need no word.
    """
    children = "Children & Young People Overview and Scrutiny Committee"
    problem, warnings = reading(
        tmp_path,
        committees=SEATS + f"Ann Apple,{children}\nBob Brown,Planning\n",
        meetings=meets(
            "Children and Young People O&S Committee",
            "Children and Young People Overview and Scrutiny Committee",
            "Annual Council",
            "Council Forum",
            "Planning Committee",
        ),
    )
    assert [meeting.committee for meeting in sorted(problem.meetings, key=lambda meeting: meeting.start)] == [
        *(children, children, FULL_COUNCIL, "Council Forum", "Planning")
    ]
    assert [words.partition(". ")[0] for words in warnings] == [
        "meetings.csv, row 2, column 'committee': 'Children and Young People O&S Committee' is taken for '"
        + children
        + "'",
        "meetings.csv, row 6, column 'committee': 'Planning Committee' is taken for 'Planning'",
        "meetings.csv, row 5, column 'committee': nobody sits on 'Council Forum' in committees, so that its meeting "
        "keeps nobody from a visit",
    ]
