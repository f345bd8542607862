"""Who does not serve in the year has no new feed; one that was published goes on as an empty calendar, and is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rota.domain import Problem, Rota
from rota.exports.ics_feeds import replaced_feed
from rota.publishing.feed_names import path_of
from rota.publishing.serving import SERVED
from tests.exports.documents import the_rota, the_year
from tests.publishing.worlds import Council, feeds_of
from tests.support.builders import a_member, a_rota, span

GOES_NOWHERE = "member:dot"
BOB = "member:bob"
WITHOUT_BOB = a_rota(
    {
        "mash-1": ("2026-06-03 10:00", "ann", "cai"),
        "north-1": ("2026-09-09 10:00", "ann"),
        "north-2": ("2027-01-06 10:00", "cai"),
    }
)


def the_year_with(member: str, **facts: Any) -> Problem:
    """The year from April 2026 in which this member is otherwise."""
    year = the_year()
    return replace(year, members=tuple(replace(one, **facts) if one.id == member else one for one in year.members))


def test_who_left_before_the_year_has_no_feed() -> None:
    made = Council().publish("2026-03-01 09:30", the_year_with("dot", terms=(span(None, "2026-03-31"),)))
    assert GOES_NOWHERE not in made.names.current
    assert BOB in made.names.current


def test_who_leaves_in_the_year_has_one() -> None:
    made = Council().publish("2026-03-01 09:30", the_year_with("dot", terms=(span(None, "2026-04-01"),)))
    assert GOES_NOWHERE in made.names.current


def test_a_feed_that_was_published_is_served_empty_once_its_member_is_known_to_have_left() -> None:
    """Under the name that the client knows, so that it forgets what it had; it is not told of as a new link."""
    council = Council()
    name = council.publish("2026-03-01 09:30").names.current[GOES_NOWHERE]
    made = council.publish("2026-03-05 09:30", the_year_with("dot", terms=(span(None, "2026-03-31"),)))
    assert GOES_NOWHERE not in made.names.current
    assert name in made.names.retired
    assert made.files[f"{SERVED}/{path_of(name)}"] == replaced_feed()
    assert made.new_links == ()


def test_who_will_have_left_is_told_by_name_that_the_visits_are_not_theirs() -> None:
    """Bob's last day is 31 March, before the year; it is known on the 5th, while he serves."""
    council = Council()
    council.publish("2026-03-01 09:30")
    made = council.publish("2026-03-05 09:30", the_year_with("bob", terms=(span(None, "2026-03-31"),)), WITHOUT_BOB)
    told = [(change.person, change.what) for change in made.changes if change.feed == BOB]
    assert told == [("Bob", "no longer going"), ("Bob", "no longer going")]
    assert BOB not in made.names.current


def test_while_a_visit_is_shown_as_cancelled_its_feed_stays() -> None:
    """The North closes after Bob was sent there; he will have left before the year, and is still shown both."""
    council = Council()
    council.publish("2026-03-01 09:30")
    year = the_year_with("bob", terms=(span(None, "2026-03-31"),))
    closed = replace(year, teams=tuple(team for team in year.teams if team.id == "mash"))
    made = council.publish("2026-03-05 09:30", closed, Rota(the_rota().of(["mash-1"])))
    assert feeds_of(made)[BOB].count(b"STATUS:CANCELLED") == 2


def test_who_has_a_visit_has_a_feed_whatever_the_tables_say() -> None:
    made = Council().publish("2026-03-01 09:30", the_year_with("bob", terms=(span(None, "2026-03-31"),)))
    assert feeds_of(made)[BOB].count(b"BEGIN:VEVENT") == 2


def test_who_can_go_on_no_visit_but_serves_has_one() -> None:
    year = the_year()
    known = replace(year, members=(*year.members, a_member("eve", trained=None))).knowing({"eve": ("clearance",)})
    made = Council().publish("2026-03-01 09:30", known)
    assert "member:eve" in made.names.current
