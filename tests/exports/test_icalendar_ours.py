"""Where a calendar is written by us and not by icalendar: what the library would write, and what readers make of it.

Should one of these fail with a newer icalendar, it has been mended there, and ours in ``ics_text`` can go.
"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from rota.exports.ics_text import Written, octets, text


def place_read(content: bytes) -> str:
    """The place as every reader has it: unescaped by RFC 5545, section 3.3.11, once the lines are unfolded."""
    line = next(line for line in content.replace(b"\r\n ", b"").split(b"\r\n") if line.startswith(b"LOCATION"))
    escaped = line.partition(b":")[2].decode()
    pieces = escaped.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    return pieces.replace("\0", "\\")


def at(place: str) -> tuple[Event, Event]:
    """An event at the place, its text the library's and ours."""
    theirs, ours = Event(), Event()
    theirs.add("LOCATION", place)
    ours.add("LOCATION", text(place))
    return theirs, ours


def test_a_backslash_and_a_capital_n_are_two_letters() -> None:
    """icalendar takes them for a line break and writes the place on two lines, without its N."""
    theirs, ours = at(r"S:\New hall")
    assert place_read(theirs.to_ical()) == "S:\new hall"
    assert place_read(octets(ours)) == r"S:\New hall"


def test_an_escaped_backslash_is_never_cut_in_two() -> None:
    r"""Octets of "LOCATION:" 9, of letters 63, of "\\" 2: icalendar ends its line between the two, at 73.

    Section 3.1 allows 75 octets, so that ours has the pair and one letter more on the first line.
    """
    theirs, ours = at("x" * 63 + "\\" + "y" * 20)
    assert theirs.to_ical().split(b"\r\n")[1].endswith(b"x\\")
    assert octets(ours).split(b"\r\n")[1].endswith(b"x\\\\y")


def test_the_name_of_a_calendar_is_a_text() -> None:
    """RFC 7986, section 5.1, and X- properties by RFC 5545, section 3.8.8.2: a comma in them is escaped."""
    theirs = Calendar()
    for name in ("NAME", "X-WR-CALNAME"):
        theirs.add(name, "Visits, north")
    assert b"\r\nNAME:Visits, north\r\nX-WR-CALNAME:Visits, north\r\n" in theirs.to_ical(sorted=False)
    assert text("Visits, north").to_ical() == b"Visits\\, north"


def test_an_alarm_keeps_the_octets_by_which_events_are_numbered() -> None:
    """-PT1H is as good, but the hash of every event with an alarm that was ever published would change."""
    theirs, ours = Alarm(), Alarm()
    theirs.add("TRIGGER", timedelta(minutes=-60))
    ours.add("TRIGGER", Written("-PT60M"))
    assert b"TRIGGER:-PT1H\r\n" in theirs.to_ical()
    assert b"TRIGGER:-PT60M\r\n" in octets(ours)


def test_time_to_live_is_a_duration() -> None:
    """icalendar knows no type for X-PUBLISHED-TTL: it writes Python's own form, which no reader takes."""
    theirs, ours = Calendar(), Calendar()
    theirs.add("X-PUBLISHED-TTL", timedelta(hours=4))
    ours.add("X-PUBLISHED-TTL", Written("PT4H"))
    assert b"X-PUBLISHED-TTL:4:00:00\r\n" in theirs.to_ical()
    assert b"X-PUBLISHED-TTL:PT4H\r\n" in octets(ours)
