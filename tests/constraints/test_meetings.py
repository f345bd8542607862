"""Meetings: members do not miss their own committees."""

from __future__ import annotations

import pytest

from constraints.meetings import Meetings
from rota.domain import FULL_COUNCIL, CommitteePlace
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, meeting, sentences, span

RULE = Meetings()
PLANNER = CommitteePlace("ann", "planning")
AT_TEN = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})


# A visit at 10:00 takes the member from 09:30 to 11:30.
@pytest.mark.parametrize(
    ("start", "end", "broken"),
    [
        ("11:30", "13:00", False),
        ("11:29", "13:00", True),
        ("08:00", "09:30", False),
        ("08:00", "09:31", True),
        ("10:15", "10:45", True),
    ],
)
def test_meeting_within_the_travel_time_breaks(start: str, end: str, broken: bool) -> None:
    """A meeting may start as travel ends and end as travel begins."""
    problem = a_problem(
        committees=[PLANNER], meetings=[meeting("planning", f"2026-06-03 {start}", f"2026-06-03 {end}")]
    )
    assert breaks(RULE, problem, AT_TEN) == broken
    assert bool(list(RULE.statements(problem))) == broken


def test_sentence_says_by_how_much() -> None:
    """From 11:15 to the end of travel at 11:30 is 15 minutes."""
    problem = a_problem(committees=[PLANNER], meetings=[meeting("planning", "2026-06-03 11:15", "2026-06-03 13:00")])
    assert sentences(RULE, problem, AT_TEN) == [
        "Ann has a meeting of planning on 3 June 2026 at 11:15, which Mash on 3 June 2026 at 10:00, "
        "with 30 minutes of travel, overlaps by 15 minutes."
    ]


def test_only_own_committees_count() -> None:
    """A meeting of a committee on which the member does not sit, or no longer sits, breaks nothing."""
    meetings = [meeting("planning", "2026-06-03 10:00", "2026-06-03 12:00")]
    former = CommitteePlace("ann", "planning", span(None, "2026-06-02"))
    coming = CommitteePlace("ann", "planning", span("2026-06-03", None))
    licensing = CommitteePlace("ann", "licensing")
    assert not breaks(RULE, a_problem(committees=[licensing], meetings=meetings), AT_TEN)
    assert not breaks(RULE, a_problem(committees=[former], meetings=meetings), AT_TEN)
    assert breaks(RULE, a_problem(committees=[coming], meetings=meetings), AT_TEN)


def test_every_councillor_sits_on_the_full_council() -> None:
    """The full council keeps councillors, and no co-opted member, from visiting."""
    members = [a_member("ann"), a_member("bob", kind="co-opted")]
    problem = a_problem(members, meetings=[meeting(FULL_COUNCIL, "2026-06-03 10:00", "2026-06-03 12:00")])
    assert breaks(RULE, problem, AT_TEN)
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "bob")}))


def test_one_bar_for_each_committee() -> None:
    """Members who miss the same meetings of a committee share one box that names the committee."""
    problem = a_problem(
        [a_member("ann"), a_member("bob"), a_member("cat")],
        committees=[PLANNER, CommitteePlace("bob", "planning"), CommitteePlace("cat", "licensing")],
        meetings=[
            meeting("planning", "2026-06-03 10:00", "2026-06-03 12:00"),
            meeting("licensing", "2026-06-04 18:00", "2026-06-04 20:00"),
        ],
    )
    expected = Bar(("ann", "bob"), None, ("2026-06-03 10:00",), "meetings: a meeting of planning")
    assert list(RULE.statements(problem)) == [expected]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of three members of different committees, the two readings are one."""
    problem = a_problem(
        [a_member("ann"), a_member("bob"), a_member("cat", kind="co-opted")],
        [a_team("mash"), a_team("north")],
        year=span("2026-06-01", "2026-06-02"),
        sessions=["10:00", "14:00"],
        committees=[
            PLANNER,
            CommitteePlace("bob", "planning", span("2026-06-02", None)),
            CommitteePlace("cat", "panel"),
            CommitteePlace("gone", "planning"),
        ],
        meetings=[
            meeting("planning", "2026-06-01 11:00", "2026-06-01 13:30"),
            meeting("planning", "2026-06-02 11:00", "2026-06-02 13:31"),
            meeting("panel", "2026-06-01 15:29", "2026-06-01 16:00"),
            meeting("panel", "2026-06-02 14:15", "2026-06-02 14:15"),
            meeting(FULL_COUNCIL, "2026-06-01 09:00", "2026-06-01 09:31"),
        ],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_a_meeting_that_goes_on_overnight_breaks_on_the_day_it_ends() -> None:
    problem = a_problem(committees=[PLANNER], meetings=[meeting("planning", "2026-06-01 18:00", "2026-06-03 09:45")])
    assert sentences(RULE, problem, AT_TEN) == [
        "Ann has a meeting of planning on 1 June 2026 at 18:00, which Mash on 3 June 2026 at 10:00, "
        "with 30 minutes of travel, overlaps by 15 minutes."
    ]
    assert list(RULE.statements(problem)) != []


def test_statements_come_in_the_order_of_the_members_who_miss_them() -> None:
    """Whatever the order in which Python keeps a set: each of these members leaves the committee a day later."""
    names = ("ann", "bob", "cat", "dan", "eve")
    seats = [CommitteePlace(one, "planning", span(None, f"2026-06-0{last}")) for last, one in enumerate(names, start=1)]
    meetings = [meeting("planning", f"2026-06-0{day} 10:00", f"2026-06-0{day} 11:00") for day in range(1, 6)]
    problem = a_problem([a_member(one) for one in names], committees=seats, meetings=meetings)
    assert [one.members for one in RULE.statements(problem) if isinstance(one, Bar)] == [(one,) for one in names]
