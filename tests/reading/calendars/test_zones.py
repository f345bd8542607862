"""Zones by the names that real calendars give them. Times by London's clock; 6 July 2026 is in summer time."""

from __future__ import annotations

import pytest

from rota.reading.calendars.zone_names import known_zone, windows_zone
from tests.reading.calendars.ics import LONDON_ZONE, busy, event

MONDAY = ["2026-07-06 10:00 to 11:00"]
TOKYO = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("defined", "named"),
    [
        (r"(UTC+00:00) Dublin\, Edinburgh\, Lisbon\, London", '"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"'),
        (r"(UTC+00:00) Dublin\, Edinburgh\, Lisbon\, London", r"(UTC+00:00) Dublin\, Edinburgh\, Lisbon\, London"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", '"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"'),
        (r"Ours\; and theirs", '"Ours; and theirs"'),
        (r"Back\\slash", r"Back\\slash"),
        ("Europe/London-1", '"Europe/London-1"'),
    ],
)
def test_a_zone_is_found_by_its_name_whether_or_not_its_commas_are_escaped(defined: str, named: str) -> None:
    zone = LONDON_ZONE.format(name=defined)
    assert busy(zone, event(f"DTSTART;TZID={named}:20260706T100000", "DURATION:PT1H")) == MONDAY


@pytest.mark.parametrize(
    ("defined", "named"),
    [
        (r"(UTC+09:00) Osaka\, Sapporo\, Tokyo", '"(UTC+09:00) Osaka, Sapporo, Tokyo"'),
        ('"Tokyo, Japan"', '"Tokyo, Japan"'),
    ],
)
def test_an_escaped_name_of_another_zone_is_that_zone(defined: str, named: str) -> None:
    """19:00 in Tokyo is 10:00 UTC, 11:00 in London's summer."""
    lines = busy(TOKYO.format(name=defined), event(f"DTSTART;TZID={named}:20260706T190000", "DURATION:PT1H"))
    assert lines == ["2026-07-06 11:00 to 12:00"]


@pytest.mark.parametrize(
    "name",
    [
        "(UTC+00:00) Dublin, Edinburgh, Lisbon, London",
        "(UTC) Dublin, Edinburgh, Lisbon, London",
        "(GMT+00:00) Dublin, Edinburgh, Lisbon, London",
        "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London",
        "GMT Standard Time",
        "gmt standard time",
    ],
)
def test_londons_names_in_outlook_are_london_without_a_definition(name: str) -> None:
    assert busy(event(f'DTSTART;TZID="{name}":20260706T100000', "DURATION:PT1H")) == MONDAY


@pytest.mark.parametrize("year", ["1800", "1601", "0001", "1899"])
def test_a_zone_may_begin_and_change_in_any_year(year: str) -> None:
    """iCloud writes a fixed offset as a change in 1800, given twice: 11:00 an hour ahead of UTC is London's 11:00."""
    zone = f"""BEGIN:VTIMEZONE
TZID:GMT+0100
BEGIN:STANDARD
DTSTART:{year}0101T000000
RDATE:{year}0101T000000,{year}0201T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
    assert busy(zone, event("DTSTART;TZID=GMT+0100:20260706T100000", "DURATION:PT1H")) == MONDAY


def test_a_zone_whose_rules_ended_long_ago_keeps_its_last_offset() -> None:
    """Summer time until 1847, and since then an hour ahead of UTC."""
    part = "BEGIN:{}\nDTSTART:1840{:02}01T000000\nRRULE:FREQ=YEARLY;UNTIL={};BYMONTH={};BYDAY=1SU\nTZOFFSETFROM:{}\n"
    summer = part.format("DAYLIGHT", 4, "18470401T000000Z", 4, "+0100") + "TZOFFSETTO:+0200\nEND:DAYLIGHT"
    winter = part.format("STANDARD", 1, "18471130T000000Z", 10, "+0200") + "TZOFFSETTO:+0100\nEND:STANDARD"
    zone = f"BEGIN:VTIMEZONE\nTZID:Old\n{summer}\n{winter}\nEND:VTIMEZONE"
    assert busy(zone, event("DTSTART;TZID=Old:20260706T100000", "DURATION:PT1H")) == MONDAY


def test_notes_calls_londons_time_gmt_and_means_its_summer_too() -> None:
    """A GMT that is defined with a summer of its own is not the world's."""
    here = event("DTSTART;TZID=GMT:20260706T100000", "DURATION:PT1H")
    assert busy(LONDON_ZONE.format(name="GMT"), here) == MONDAY
    assert busy(here) == ["2026-07-06 11:00 to 12:00"]


@pytest.mark.parametrize(
    ("name", "key"), [("europe/london", "Europe/London"), ("EUROPE/LONDON", "Europe/London"), ("nowhere/at all", "")]
)
def test_a_zone_is_known_in_letters_of_any_size(name: str, key: str) -> None:
    zone = known_zone(name)
    assert (str(zone) if zone else "") == key


def test_windows_names_come_with_the_program() -> None:
    """Of CLDR's table: no library is asked."""
    assert str(windows_zone("W. Europe Standard Time")) == "Europe/Berlin"
    assert windows_zone("Nowhere Standard Time") is None
