"""Calendars: octets, times and ids that clients agree on."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from constraints.enough_members import EnoughMembers
from rota.domain import LONDON, Problem
from rota.exports.ics_events import permanent_id
from rota.exports.ics_feeds import calendar
from rota.exports.ics_files import file_names, render
from rota.exports.ics_text import folded, lines
from rota.exports.ics_zone import london
from rota.record import Presentation
from tests.exports.documents import a_document, a_hostile_document, the_document, the_year
from tests.support.builders import a_problem, a_rota, a_team, span

CALENDAR_PROPERTIES = {
    "VERSION",
    "PRODID",
    "CALSCALE",
    "NAME",
    "X-WR-CALNAME",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
}
EVENT_PROPERTIES = {
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "STATUS",
    "SUMMARY",
    "LOCATION",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
}


def events(content: bytes) -> list[dict[str, object]]:
    return [dict(event) for event in Calendar.from_ical(content).walk("VEVENT")]


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


@pytest.fixture(params=["plain", "empty", "hostile"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    documents = {"plain": the_document, "empty": a_document, "hostile": a_hostile_document}
    return render(documents[request.param]())


def test_each_member_host_and_team_has_a_calendar() -> None:
    counts = {name: len(events(content)) for name, content in render(the_document()).items()}
    assert counts == {
        "calendars/all.ics": 3,
        "calendars/member-ann.ics": 2,
        "calendars/member-bob.ics": 2,
        "calendars/member-cai.ics": 1,
        "calendars/member-dot.ics": 0,
        "calendars/host-hari.ics": 1,
        "calendars/host-dee.ics": 0,  # the deputy, who need not come
        "calendars/team-mash.ics": 1,
        "calendars/team-north.ics": 2,
    }


def test_the_calendar_of_whoever_receives_a_visit_holds_it() -> None:
    """MASH's deputy; both, which breaks a must but says what it says; and nobody. North names no host."""
    for receivers, found in (("dee", (0, 1)), ("dee hari", (1, 1)), ("", (0, 0))):
        rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann"), "north-1": ("2026-09-09 10:00", "bob")}, mash=receivers)
        files = render(a_document(the_year(), rota))
        counts = tuple(len(events(files[f"calendars/host-{host}.ics"])) for host in ("hari", "dee"))
        assert counts == found


def test_a_whole_calendar_octet_for_octet() -> None:
    document = the_document()
    cai = render(document)["calendars/member-cai.ics"].decode()
    assert cai == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rota//Member visits//EN\r\nCALSCALE:GREGORIAN\r\n"
        "NAME:Visit rota\r\nX-WR-CALNAME:Visit rota\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n"
        "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nX-LIC-LOCATION:Europe/London\r\n"
        "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\n"
        "DTSTART:19700329T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\n"
        "DTSTART:19701025T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        f"BEGIN:VEVENT\r\nUID:{permanent_id(document.problem, 'mash-1', 'member:cai')}\r\n"
        "DTSTAMP:20260525T083000Z\r\nCREATED:20260525T083000Z\r\nLAST-MODIFIED:20260525T083000Z\r\nSEQUENCE:0\r\n"
        "DTSTART;TZID=Europe/London:20260603T100000\r\nDTEND;TZID=Europe/London:20260603T110000\r\n"
        "STATUS:CONFIRMED\r\nSUMMARY:Member visit\r\nLOCATION:Town Hall\\, room 2\\; upstairs\r\n"
        "TRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_events_of_a_rota_that_breaks_a_must_are_drafts() -> None:
    """Ann goes alone on MASH, which asks for two."""
    problem = a_problem(teams=[a_team(group_least=2, group_most=2)])
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    drafts, settled = (a_document(problem, rota, rules) for rules in ((EnoughMembers(),), ()))
    said = [
        [str(event[name]) for name in ("SUMMARY", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS")]
        for document in (drafts, settled)
        for event in events(render(document)["calendars/all.ics"])
    ]
    assert said == [["DRAFT: Member visit", "TENTATIVE", "TENTATIVE"], ["Member visit", "CONFIRMED", "BUSY"]]


def test_summer_and_winter_visits_are_at_the_right_moment() -> None:
    times = {
        event["DTSTART"].dt.astimezone(UTC).isoformat()  # type: ignore[attr-defined]
        for event in events(render(the_document())["calendars/all.ics"])
    }
    # 10:00 in London is 09:00 UTC in June and September and 10:00 UTC in January.
    assert times == {"2026-06-03T09:00:00+00:00", "2026-09-09T09:00:00+00:00", "2027-01-06T10:00:00+00:00"}


def test_octets_are_as_the_standard_asks(files: dict[str, bytes]) -> None:
    for content in files.values():
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # never cut inside a character
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", content.decode())


def test_calendars_hold_only_what_is_allowed(files: dict[str, bytes]) -> None:
    for content in files.values():
        parsed = Calendar.from_ical(content)
        assert not [part for part in parsed.walk() if part.errors]
        assert set(parsed) == CALENDAR_PROPERTIES
        assert {part.name for part in parsed.walk()} <= {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
        assert all(set(event) <= EVENT_PROPERTIES for event in parsed.walk("VEVENT"))
        assert len(parsed.walk("VTIMEZONE")) == 1


def test_places_survive_escaping_and_folding() -> None:
    places = {str(event.get("LOCATION", "")) for event in events(render(a_hostile_document())["calendars/all.ics"])}
    assert {"A;B,C\\N\\", "Siân Ŵyn", "é" * 300, "\\" * 300, "Ann ATTACH:evil"} <= places


def test_no_name_is_in_any_calendar_nor_in_any_id() -> None:
    for content in render(the_document()).values():
        said = content.decode().casefold()
        assert not [name for name in ("ann", "bob", "cai", "hari", "testshire", "plaid") if name in said]


def test_an_id_is_the_same_in_every_revision_and_differs_by_visit_person_council_and_year() -> None:
    one = the_year()
    assert permanent_id(one, "mash-1") == permanent_id(the_year(visit_minutes=90), "mash-1")
    ids = {
        permanent_id(one, "mash-1"),
        permanent_id(one, "north-1"),
        permanent_id(one, "mash-1", "member:ann"),
        permanent_id(one, "mash-1", "host:ann"),
        permanent_id(a_document().problem, "mash-1"),
        permanent_id(the_year_after(), "mash-1"),
    }
    assert len(ids) == 6
    assert all(re.fullmatch("[0-9a-f]{40}", uid) for uid in ids)


def the_year_after() -> Problem:
    return the_year(year=span("2027-04-01", "2028-03-31"))


def test_a_calendar_has_no_two_events_of_one_id(files: dict[str, bytes]) -> None:
    for content in files.values():
        ids = [line for line in unfolded(content) if line.startswith("UID:")]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("ainsdale-1", "calendars/member-ainsdale-1.ics"),
        ("Siân Ŵyn", "calendars/member-sian-wyn.ics"),
        ("../../etc/passwd", "calendars/member-etc-passwd.ics"),
        ("👩", r"calendars/member-id-[0-9a-f]{8}\.ics"),
        ("x" * 300, r"calendars/member-x{60}-[0-9a-f]{8}\.ics"),
    ],
)
def test_file_names_are_safe(id: str, name: str) -> None:
    assert re.fullmatch(name, file_names([f"member:{id}"])[f"member:{id}"])


@given(st.text(), st.text())
def test_two_ids_never_share_a_file_even_where_case_is_ignored(one: str, other: str) -> None:
    names = file_names([f"member:{one}", f"member:{other}"])
    assert len(set(names.values())) == len({one, other}) + 1  # and that of all visits
    assert re.fullmatch(r"calendars/member-[a-z0-9-]+\.ics", names[f"member:{one}"])


def test_who_differs_by_an_accent_alone_has_a_file_of_their_own() -> None:
    names = file_names(["member:sian", "member:siân", "member:siôn"])
    assert names["member:sian"] == "calendars/member-sian.ics"
    assert names["member:siôn"] == "calendars/member-sion.ics"
    assert re.fullmatch(r"calendars/member-sian-[0-9a-f]{8}\.ics", names["member:siân"])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\,;é👩"), max_size=400))
def test_folding_keeps_characters_and_escapes_whole(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    pieces = folded(escaped).split("\r\n ")
    assert "".join(pieces) == escaped
    assert all(len(piece.encode()) + (i > 0) <= 75 for i, piece in enumerate(pieces))
    assert not [piece for piece in pieces if (len(piece) - len(piece.rstrip("\\"))) % 2]


def test_the_time_zone_agrees_with_london_for_every_hour_of_two_years() -> None:
    """Reads the zone as a client does: on each last Sunday of its month the offset changes at its wall time."""
    zone = lines(london())
    halves = [dict(line.split(":", 1) for line in zone[i:j]) for i, j in ((4, 9), (11, 16))]
    changes = sorted((onset(half, year), offset(half["TZOFFSETTO"])) for year in (2025, 2026, 2027) for half in halves)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    hours = 0
    while moment < datetime(2028, 1, 1, tzinfo=UTC):
        ours = [to for start, to in changes if start <= moment][-1]
        assert moment.astimezone(LONDON).utcoffset() == ours
        moment += timedelta(hours=1)
        hours += 1
    assert hours == 2 * 365 * 24


def offset(text: str) -> timedelta:
    return timedelta(hours=int(text[1:3]), minutes=int(text[3:])) * (-1 if text[0] == "-" else 1)


def onset(half: dict[str, str], year: int) -> datetime:
    """When the half of the zone begins in the year, in UTC: its rule is always the last Sunday of a month."""
    rule = dict(part.split("=") for part in half["RRULE"].split(";"))
    assert rule.keys() == {"FREQ", "BYMONTH", "BYDAY"}
    assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
    month, hour = int(rule["BYMONTH"]), int(half["DTSTART"][9:11])
    last = datetime(year, month, 31, hour, tzinfo=UTC)  # March and October have 31 days
    return last - timedelta((last.weekday() + 1) % 7) - offset(half["TZOFFSETFROM"])


def test_a_feed_of_nobody_is_a_calendar_with_only_the_time_zone() -> None:
    parts = [part.name for part in Calendar.from_ical(calendar((), Presentation())).walk()]
    assert parts == ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD"]
