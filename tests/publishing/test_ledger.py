"""The ledger: what stays, what rises, what is remembered across years, and that rota.json keeps it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from constraints.enough_members import EnoughMembers
from rota.domain import Host, Member, Problem, Rota, Span
from rota.exports import ics_files as calendars
from rota.exports.feed_ledger import later, published, same_year
from rota.exports.ics_feeds import first_entries
from rota.exports.rota_json import render
from rota.exports.view import Document
from rota.record import LedgerEntry, Presentation, Publication
from rota.record_json import read_record
from tests.exports.documents import a_document, a_hostile_document, the_document, the_rota, the_year
from tests.publishing.lint import lint
from tests.publishing.worlds import FULL, MINIMAL, Council, feeds_of
from tests.support.builders import a_member, a_problem, a_rota, a_team, moment, span


def entry(publication: Publication, feed: str, visit: str) -> LedgerEntry:
    (found,) = (one for one in publication.entries if (one.feed, one.visit) == (feed, visit))
    return found


def test_the_same_rota_again_is_the_same_to_the_octet_whenever_it_is_published() -> None:
    council = Council()
    first = council.publish("2026-05-25 09:30:00")
    again = council.publish("2026-05-28 17:00:00")
    assert (first.is_new, again.is_new, again.changes) == (True, False, ())
    assert again.files == {name: content for name, content in first.files.items() if not name.startswith("changes")}


def test_two_councils_with_the_same_rota_and_names_publish_the_same_octets() -> None:
    one, other = (Council().publish("2026-05-25 09:30:00").files for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("old", "new", "stamp"),
    [
        ("20260525T083000Z", "20260525T083000Z", "20260525T083001Z"),  # within one second
        ("20260525T083000Z", "20260525T082959Z", "20260525T083001Z"),  # the clock was put back
        ("20260525T083000Z", "20260525T083001Z", "20260525T083001Z"),
        ("20261231T235959Z", "20260101T000000Z", "20270101T000000Z"),
    ],
)
def test_the_time_of_change_always_rises(old: str, new: str, stamp: str) -> None:
    assert later(old, new) == stamp


@pytest.mark.parametrize(
    "presentation",
    [MINIMAL, replace(FULL, link="https://a.example"), replace(FULL, alarm_minutes=30), replace(FULL, private=True)],
)
def test_any_other_presentation_numbers_every_event_higher(presentation: Presentation) -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00", presentation=FULL)
    made = council.publish("2026-05-25 09:30:00", presentation=presentation).document.record.publication
    assert made is not None
    assert {(one.sequence, one.modified) for one in made.entries} == {(1, "20260525T083001Z")}


def test_a_change_that_the_level_of_detail_hides_numbers_nothing() -> None:
    """At the level "minimal" nobody sees who the host is; the ledger knows it all the same."""
    council, hosts = Council(), (Host("hari", "Hari Shah-Jones"), Host("dee", "Dee Puty"))
    council.publish("2026-05-25 09:30:00", presentation=MINIMAL)
    made = council.publish("2026-05-26 09:30:00", the_year(hosts=hosts), presentation=MINIMAL)
    publication = made.document.record.publication
    assert publication is not None
    assert {one.sequence for one in publication.entries} == {0}
    assert entry(publication, "all", "mash-1").shown.host == "Hari Shah-Jones"
    assert {change.what for change in made.changes} == {"host"}


def test_a_deputy_who_receives_instead_numbers_nothing_where_nobody_sees_it() -> None:
    """Dee has an event that is new to her; Hari's is gone, and back with the same id and a higher number."""
    council, deputy = Council(), a_rota({"mash-1": ("2026-06-03 10:00", "ann")}, mash="dee")
    host = a_rota({"mash-1": ("2026-06-03 10:00", "ann")}, mash="hari")
    ids = set()
    for rota, dee, hari in (
        (host, None, ("live", 0)),
        (deputy, ("live", 0), ("omitted", 0)),
        (host, None, ("live", 1)),
    ):
        made = council.publish("2026-05-25 09:30:00", rota=rota, presentation=MINIMAL).document.record.publication
        assert made is not None
        told = {one.feed: (one.standing, one.sequence) for one in made.entries}
        assert told["member:ann"] == told["team:mash"] == told["all"] == ("live", 0)
        assert told["host:hari"] == hari
        assert dee is None or told["host:dee"] == dee
        ids.add(entry(made, "host:hari", "mash-1").uid)
    assert len(ids) == 1


def test_what_was_published_though_it_breaks_a_must_has_the_calendars_that_are_served() -> None:
    """MASH asks for two and Ann goes alone. Changed after that, its events are drafts of a higher number."""
    council, rules = Council(), (EnoughMembers(),)
    alone, moved = (a_rota({"mash-1": (at, "ann")}) for at in ("2026-06-03 10:00", "2026-06-04 10:00"))
    problem = a_problem(teams=[a_team(group_least=2)])
    made = council.publish_document(a_document(problem, alone, rules), "2026-05-25 09:30:00")
    assert {*calendars.render(made.document).values()} == {*feeds_of(made).values()}
    assert json.loads(made.files["rota.json"])["sequences"] == {"mash-1": 0}
    changed = replace(made.document, record=replace(made.document.record, rota=moved))
    files = calendars.render(changed)
    assert b"SUMMARY:DRAFT: Member visit" in files["calendars/member-ann.ics"]
    assert b"SEQUENCE:1" in files["calendars/member-ann.ics"]
    assert json.loads(render(changed)["rota.json"])["sequences"] == {"mash-1": 1}


def test_a_council_that_puts_its_name_right_keeps_every_id() -> None:
    council = Council()
    first = council.publish("2026-05-25 09:30:00")
    again = council.publish("2026-05-26 09:30:00", replace(the_year(), council="Testshire County Council"))
    assert [uids(made.document) for made in (first, again)] == [uids(first.document)] * 2


def uids(document: Document) -> set[tuple[str, str]]:
    assert document.record.publication
    return {(one.feed, one.uid) for one in document.record.publication.entries}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("2026-04-01", "2027-03-31"), ("2026-05-18", "2027-03-31"), True),  # the start was put right
        (("2026-04-01", "2027-03-31"), ("2027-04-01", "2028-03-31"), False),
        (("2026-05-18", "2027-05-31"), ("2027-05-24", "2028-05-31"), False),  # they meet for a week
        (("2026-04-01", "2026-09-30"), ("2026-10-01", "2027-03-31"), False),
    ],
)
def test_years_are_the_same_when_they_share_more_than_half(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    assert same_year(span(*one), span(*other)) == same_year(span(*other), span(*one)) == same


def next_year() -> tuple[Problem, Rota]:
    return the_year(year=Span(*span("2027-04-01", "2028-03-31").ends())), a_rota(
        {"mash-1": ("2027-06-02 10:00", "ann", "cai"), "north-2": ("2028-01-05 10:00", "bob")}
    )


def test_next_years_rota_stands_beside_what_is_left_of_this_years() -> None:
    """Published on 1 January, a week before North's second visit of the old year, which nothing cancels."""
    council = Council()
    council.publish("2026-05-25 09:30:00")
    problem, rota = next_year()
    made = council.publish("2027-01-01 09:00:00", problem, rota)
    times = {line for line in feeds_of(made)["member:bob"].decode().split("\r\n") if line.startswith("DTSTART;")}
    assert times == {"DTSTART;TZID=Europe/London:20270106T100000", "DTSTART;TZID=Europe/London:20280105T100000"}
    assert b"CANCELLED" not in feeds_of(made)["all"]
    assert {change.what for change in made.changes} == {"added"}


def test_last_years_visits_leave_the_feed_a_week_after_once_a_new_year_is_published() -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00")
    problem, rota = next_year()
    council.publish("2027-01-13 09:00:00", problem, rota)
    made = council.publish("2027-01-14 09:00:00", problem, rota)
    assert b"20270106" not in feeds_of(made)["member:bob"]
    assert made.is_new
    assert made.changes == ()


@pytest.mark.parametrize(("at", "shown"), [("2026-06-10 23:59:59", True), ("2026-06-11 00:00:00", False)])
def test_a_cancelled_visit_is_shown_until_a_week_after_it(at: str, shown: bool) -> None:
    council, left = Council(), Rota(the_rota().of(("north-1", "north-2")))
    council.publish("2026-05-25 09:30:00")
    council.publish("2026-06-01 09:30:00", rota=left)
    assert (b"STATUS:CANCELLED" in feeds_of(council.publish(at, rota=left))["member:cai"]) == shown


def test_a_visit_taken_out_after_it_was_made_is_not_cancelled() -> None:
    council, left = Council(), Rota(the_rota().of(("north-1", "north-2")))
    council.publish("2026-05-25 09:30:00")
    made = council.publish("2026-06-20 09:30:00", rota=left)
    assert b"VEVENT" not in feeds_of(made)["member:cai"]


def test_somebody_whose_term_has_ended_has_no_feed_from_the_day_after() -> None:
    left = a_member("bob", terms=(span(None, "2026-09-30"),))
    problem = replace(the_year(), members=tuple(left if m.id == "bob" else m for m in the_year().members))
    council = Council()
    assert "member:bob" in council.publish("2026-09-30 12:00:00", problem).names.current
    made = council.publish("2026-10-01 12:00:00", problem)
    assert "member:bob" not in made.names.current
    assert len(made.names.retired) == 1


def test_a_published_record_reads_back_equal() -> None:
    council = Council()
    council.publish("2026-05-25 09:30:00", presentation=replace(FULL, link="https://a.example/x", alarm_minutes=5))
    made = council.publish("2026-05-26 09:30:00", rota=Rota(the_rota().of(("north-1",))))
    assert read_record(made.files["rota.json"]) == made.document.record
    assert json.loads(made.files["rota.json"])["sequences"] == {"north-1": 1}  # link and alarm were taken out


def test_a_hostile_rota_is_published_whole_and_nothing_is_injected() -> None:
    """Each of the 19 names is a member, a team, a site and a host: 19 visits, each in four feeds."""
    council, document = Council(), a_hostile_document()
    council.publish_document(document, "2026-05-25 09:30:00")
    emptied = replace(document, record=replace(document.record, rota=Rota()))
    made = council.publish_document(emptied, "2026-05-26 09:30:00")
    again = council.publish_document(document, "2026-05-27 09:30:00", MINIMAL)
    for one in (made, again):
        feeds = feeds_of(one)
        assert [fault for content in feeds.values() for fault in lint(content)] == []
        assert feeds["all"].count(b"BEGIN:VEVENT") == 19
        assert sum(content.count(b"BEGIN:VEVENT") for content in feeds.values()) == 19 * 4
        assert read_record(one.files["rota.json"]) == one.document.record
    assert made.files["changes.html"].count(b"<script") == 0
    assert all(len(one.files["changes.csv"].decode().splitlines()) == 1 + 38 for one in (made, again))


def test_a_visit_that_is_placed_twice_by_hand_is_one_event() -> None:
    twice = Rota((*the_rota().placements, *a_rota({"mash-1": ("2026-07-01 10:00", "ann")}).placements))
    feed = feeds_of(Council().publish("2026-05-25 09:30:00", rota=twice))["member:ann"]
    assert lint(feed) == []
    assert feed.count(b"BEGIN:VEVENT") == 2


def spoilt(**fields: Any) -> bytes:
    """A published rota.json with these fields of its first entry changed."""
    data = json.loads(Council().publish("2026-05-25 09:30:00").files["rota.json"])
    data["record"]["publication"]["entries"][0] |= fields
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"uid": "x\r\nATTACH:evil"},
        {"uid": "A" * 40},
        {"sequence": -1},
        {"sequence": 2**31},
        {"sequence": True},
        {"modified": "now"},
        {"modified": "20260525T083000Z\nX"},
        {"created": "20269925T083000Z"},
        {"created": "00010101T000000Z"},
        {"standing": "gone"},
        {"standing": "cancelled"},
        {"cancelled_until": "2026-06-10"},
        {"year": {"start": None, "end": None}},
        {"shown": {}},
        {"extra": 1},
    ],
    ids=str,
)
def test_a_spoilt_ledger_is_refused_in_a_sentence(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not of the right form"):
        read_record(spoilt(**fields))


@pytest.mark.parametrize("change", [{"start": "0001-01-01 10:00"}, {"end": "2026-06-03 10:00"}, {"page": "../x"}])
def test_an_event_that_cannot_be_is_refused(change: dict[str, str]) -> None:
    data = json.loads(spoilt())
    first = next(e for e in data["record"]["publication"]["entries"] if e["visit"] == "mash-1")
    first["shown"] |= change
    with pytest.raises(ValueError, match="not of the right form"):
        read_record(json.dumps(data).encode())


def test_an_event_that_is_in_the_ledger_twice_is_refused() -> None:
    data = json.loads(spoilt())
    entries = data["record"]["publication"]["entries"]
    entries.append(entries[0])
    with pytest.raises(ValueError, match="not of the right form"):
        read_record(json.dumps(data).encode())


@pytest.mark.parametrize(
    "address",
    [
        "visits.example.gov.uk",
        "javascript:alert(1)",
        "https://a.example/x\r\nATTACH:y",
        "https://a.example/x y",
        "https://ann:secret@a.example/",
        "https://a.example/?key=1",
        "https://a.example/#x",
        "https://a.example:99999/",
        "https://",
        "https://a.example/\u00e9",
    ],
)
def test_a_link_that_no_feed_may_hold_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not an address"):
        Presentation(link=address)


@pytest.mark.parametrize("minutes", [-1, 7 * 24 * 60 + 1])
def test_an_alarm_is_within_a_week(minutes: int) -> None:
    with pytest.raises(ValueError, match="an alarm rings"):
        Presentation(alarm_minutes=minutes)


def test_a_rota_that_was_never_published_has_a_first_entry_for_each_visit_of_each_feed() -> None:
    document = the_document()
    entries = [*first_entries(document, MINIMAL, moment("2026-05-25 09:30:00"))]
    assert sorted(entries, key=lambda one: (one.feed, one.visit, one.uid)) == [
        *published(document, None, MINIMAL, moment("2026-05-25 09:30:00")).entries
    ]
    # All 3; Ann 2, Bob 2, Cai 1; the host of MASH 1 and its deputy none; MASH 1, North 2.
    assert len(entries) == 3 + 5 + 1 + 3


def test_a_member_and_a_host_of_one_id_have_feeds_of_their_own() -> None:
    problem = replace(
        the_year(), members=(Member("x", "X"),), hosts=(Host("x", "X"),), teams=(a_team("mash", host="x"),)
    )
    document = a_document(problem, a_rota({"mash-1": ("2026-06-03 10:00", "x")}, mash="x"))
    assert render(document)
    made = Council().publish_document(document, "2026-05-25 09:30:00")
    assert feeds_of(made)["member:x"] != feeds_of(made)["host:x"]
