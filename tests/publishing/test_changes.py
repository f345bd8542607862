"""Changes: who is affected, how it is said, and which of it the feeds will not tell in time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from rota.domain import Host, Problem, Rota
from rota.publishing.change_list import COLUMNS, in_words
from rota.publishing.issue import PreparedPublication
from tests.exports.documents import a_hostile_document, the_rota, the_year
from tests.publishing.rotas import the_rota_with
from tests.publishing.worlds import MINIMAL, Council
from tests.support.builders import span


def after(rota: Rota, at: str = "2026-05-25 10:00:00", problem: Problem | None = None) -> PreparedPublication:
    """The year published on 1 May at the level "minimal", and then this."""
    council = Council()
    council.publish("2026-05-01 09:30:00", presentation=MINIMAL)
    return council.publish(at, problem, rota, MINIMAL)


def said(made: PreparedPublication) -> list[tuple[str, str, str]]:
    return [(change.person, change.what, change.sentence) for change in made.changes]


def test_a_first_publication_tells_everybody_of_everything() -> None:
    made = Council().publish("2026-05-01 09:30:00")
    assert [(change.person, change.what) for change in made.changes] == [
        ("Ann", "added"),
        ("Ann", "added"),
        ("Bob", "added"),
        ("Bob", "added"),
        ("Cai", "added"),
        ("Hari Shah", "added"),
    ]
    assert made.changes[0].sentence == "Goes to MASH on 3 June 2026 at 10:00 at Town Hall, room 2; upstairs."
    assert made.changes[-1].sentence == "Receives MASH on 3 June 2026 at 10:00."


def test_a_move() -> None:
    sentence = "North, visit 1 of 2 moves from 9 September 2026 at 10:00 to 16 September 2026 at 14:00, until 15:00."
    made = after(the_rota_with(north_1=("2026-09-16 14:00", "ann", "bob")))
    assert said(made) == [("Ann", "moved", sentence), ("Bob", "moved", sentence)]
    assert [change.late for change in made.changes] == [False, False]


def test_a_new_place_is_told_of_visits_to_come_alone() -> None:
    """On 1 October North's first visit is over."""
    teams = tuple(replace(team, site="Harbour") if team.id == "north" else team for team in the_year().teams)
    made = after(the_rota(), "2026-10-01 09:00:00", replace(the_year(), teams=teams))
    sentence = "North, visit 2 of 2 on 6 January 2027 at 10:00 moves to Harbour (was North Hub)."
    assert said(made) == [("Bob", "place", sentence)]


def test_a_team_that_is_renamed() -> None:
    teams = tuple(replace(team, name="Front Door") if team.id == "mash" else team for team in the_year().teams)
    made = after(the_rota(), problem=replace(the_year(), teams=teams))
    sentence = "MASH is now called Front Door."
    assert said(made) == [(person, "renamed", sentence) for person in ("Ann", "Cai", "Hari Shah")]


def test_a_cancelled_visit_and_its_return() -> None:
    council = Council()
    council.publish("2026-05-01 09:30:00")
    gone = council.publish("2026-05-02 09:30:00", rota=the_rota_with(north_2=None))
    assert said(gone) == [("Bob", "cancelled", "North, visit 2 of 2 on 6 January 2027 at 10:00 is cancelled.")]
    back = council.publish("2026-05-03 09:30:00")
    sentence = "North, visit 2 of 2 is not cancelled after all: it is on 6 January 2027 at 10:00 at North Hub."
    assert said(back) == [("Bob", "restored", sentence)]


def test_somebody_else_goes_and_those_who_stay_hear_of_it_too() -> None:
    made = after(the_rota_with(mash_1=("2026-06-03 10:00", "ann", "bob")))
    company = "MASH on 3 June 2026 at 10:00 is now"
    assert said(made) == [
        ("Ann", "company", f"{company} with Bob."),
        ("Bob", "added", "Goes to MASH on 3 June 2026 at 10:00 at Town Hall, room 2; upstairs."),
        ("Cai", "no longer going", "No longer goes to MASH on 3 June 2026 at 10:00."),
        ("Hari Shah", "company", f"{company} by Ann and Bob."),
    ]


IS_NOW_DEE = "MASH on 3 June 2026 at 10:00 is now received by Dee Puty."
DEE_FOR_HARI = [
    ("Ann", "host", IS_NOW_DEE),
    ("Cai", "host", IS_NOW_DEE),
    ("Dee Puty", "added", "Receives MASH on 3 June 2026 at 10:00."),
    ("Hari Shah", "no longer going", "No longer receives MASH on 3 June 2026 at 10:00."),
]


def test_the_deputy_receives_and_the_host_no_longer_does() -> None:
    assert said(after(the_rota_with("dee"))) == DEE_FOR_HARI


def test_another_host_receives_and_the_old_one_no_longer_does() -> None:
    teams = tuple(replace(team, host="dee", deputies=()) if team.id == "mash" else team for team in the_year().teams)
    made = after(the_rota_with("dee"), problem=replace(the_year(), teams=teams))
    assert said(made) == DEE_FOR_HARI


def test_an_old_host_who_is_not_listed_any_more_is_told_by_name() -> None:
    teams = tuple(replace(team, host="dee", deputies=()) if team.id == "mash" else team for team in the_year().teams)
    problem = replace(the_year(), teams=teams, hosts=(Host("dee", "Dee Puty"),))
    assert said(after(the_rota_with("dee"), problem=problem)) == DEE_FOR_HARI


def test_a_deputy_who_receives_is_told_of_a_move_and_the_host_is_not() -> None:
    council = Council()
    council.publish("2026-05-01 09:30:00", rota=the_rota_with("dee"))
    made = council.publish("2026-05-02 09:30:00", rota=the_rota_with("dee", mash_1=("2026-06-04 10:00", "ann", "cai")))
    sentence = "MASH moves from 3 June 2026 at 10:00 to 4 June 2026 at 10:00, until 11:00."
    assert said(made) == [(person, "moved", sentence) for person in ("Ann", "Cai", "Dee Puty")]


def test_who_receives_changes_back_and_within_a_week_that_is_late() -> None:
    """Hari's event was taken out of his feed; it comes back as one that he is told of anew."""
    council = Council()
    council.publish("2026-05-01 09:30:00", rota=the_rota_with("dee"))
    council.publish("2026-05-02 09:30:00", rota=the_rota_with("hari"))
    council.publish("2026-05-03 09:30:00", rota=the_rota_with("dee"))
    made = council.publish("2026-06-01 09:30:00", rota=the_rota_with("hari"))
    assert [(change.person, change.what, change.late) for change in made.changes] == [
        ("Ann", "host", True),
        ("Cai", "host", True),
        ("Dee Puty", "no longer going", True),
        ("Hari Shah", "added", True),
    ]


def test_nobody_receives_a_visit_any_more() -> None:
    """MASH names nobody from now on."""
    teams = tuple(replace(team, host="", deputies=()) if team.id == "mash" else team for team in the_year().teams)
    made = after(the_rota_with(""), problem=replace(the_year(), teams=teams))
    nobody = "MASH on 3 June 2026 at 10:00 is now received by nobody named."
    gone = "No longer receives MASH on 3 June 2026 at 10:00."
    assert said(made) == [("Ann", "host", nobody), ("Cai", "host", nobody), ("Hari Shah", "no longer going", gone)]


def test_a_visit_that_a_deputy_was_to_receive_is_cancelled_for_the_deputy_alone() -> None:
    council = Council()
    council.publish("2026-05-01 09:30:00", rota=the_rota_with("dee"))
    made = council.publish("2026-05-02 09:30:00", rota=the_rota_with("dee", mash_1=None))
    assert [(change.person, change.what) for change in made.changes] == [
        (person, "cancelled") for person in ("Ann", "Cai", "Dee Puty")
    ]


def test_somebody_who_left_the_council_is_said_to_go_no_longer() -> None:
    bob = replace(the_year().members[1], terms=(span(None, "2026-08-31"),))
    members = (the_year().members[0], bob, *the_year().members[2:])
    council = Council()
    council.publish("2026-05-01 09:30:00")
    made = council.publish(
        "2026-09-01 09:30:00", replace(the_year(), members=members), the_rota_with(north_1=("2026-09-09 10:00", "ann"))
    )
    assert [(person, what) for person, what, _ in said(made) if person == "Bob"] == [("Bob", "no longer going")] * 2


@pytest.mark.parametrize(
    ("at", "late"),
    [
        ("2026-05-27 09:59:59", False),  # a week and a second before the visit
        ("2026-05-27 10:00:00", True),
        ("2026-06-03 09:59:00", True),
    ],
)
def test_a_change_within_a_week_of_the_visit_is_late(at: str, late: bool) -> None:
    made = after(the_rota_with(mash_1=None), at)
    assert {change.late for change in made.changes} == {late}
    assert {change.tell for change in made.changes} == {"by e-mail or phone" if late else "by the feed"}


def test_a_visit_moved_from_this_week_to_next_month_is_late_too() -> None:
    made = after(the_rota_with(mash_1=("2026-07-01 10:00", "ann", "cai")), "2026-06-01 10:00:00")
    assert {change.late for change in made.changes} == {True}


def test_what_was_over_before_it_changed_is_nobodys_concern() -> None:
    assert after(the_rota_with(mash_1=None), "2026-06-03 11:00:00").changes == ()


def test_late_changes_are_said_first() -> None:
    made = after(the_rota_with(mash_1=None, north_1=None), "2026-06-01 10:00:00")
    lines = list(in_words(made.changes))
    assert lines[0] == "LATE Ann: MASH on 3 June 2026 at 10:00 is cancelled."
    assert [line.startswith("LATE ") for line in lines] == [True] * 3 + [False] * 3
    assert lines[-1] == "3 late changes: tell these people by e-mail or phone."


def test_the_table_has_a_row_for_each_change() -> None:
    made = after(the_rota_with(mash_1=None), "2026-06-01 10:00:00")
    rows = list(csv.reader(io.StringIO(made.files["changes.csv"].decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    sentence = "MASH on 3 June 2026 at 10:00 is cancelled."
    late = ["2026-06-03", "10:00", "cancelled", sentence, "yes", "by e-mail or phone"]
    assert rows[1] == ["Ann", "member", "MASH", *late]
    assert [row[0] for row in rows[1:]] == ["Ann", "Cai", "Hari Shah"]


def test_the_page_has_a_heading_for_each_person_and_the_late_ones_first() -> None:
    page = after(the_rota_with(mash_1=None, north_1=None), "2026-06-01 10:00:00").files["changes.html"].decode()
    late, _, everybody = page.partition("<h2>Everybody affected</h2>")
    assert "Late: the visit is within a week" in late
    assert [f">{name} (member)<" in late for name in ("Ann", "Cai", "Bob")] == [True, True, False]
    assert all(f">{name}<" in everybody for name in ("Ann (member)", "Bob (member)", "Hari Shah (host)"))
    assert "5 changes for 4 people" in everybody  # Ann 2, Bob, Cai, and the host of MASH


def test_a_publication_that_affects_nobody_says_so() -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00")
    made = council.publish("2026-05-25 09:30:00", presentation=MINIMAL)
    assert made.changes == ()
    assert b"Nobody is affected." in made.files["changes.html"]


def test_a_hostile_name_is_harmless_in_the_table_and_on_the_page() -> None:
    made = Council().publish_document(a_hostile_document(), "2026-05-25 09:30:00")
    page = made.files["changes.html"].decode()
    assert "<script" not in page
    assert 'onmouseover="' not in page
    for row in csv.reader(io.StringIO(made.files["changes.csv"].decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
