"""London's time zone as a component of a calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

from rota.exports.ics_text import Written

LONDON = "Europe/London"


def london() -> Timezone:
    """The one form of the zone on which all engines agree: two rules without end, held to zoneinfo by a test.

    Not by icalendar's ``add_missing_timezones``, whose zone, a list of dates that ends, is an hour late in ical.js
    (Nextcloud, Thunderbird) and ical4j (ICSx5, DAVx5) in the summers that it does not list (7.3.0, November 2026).
    """
    zone = Timezone()
    zone.add("TZID", LONDON)
    zone.add("X-LIC-LOCATION", Written(LONDON))
    zone.add_component(_half(TimezoneDaylight(), 0, 1, "BST", "1970-03-29T01:00"))
    zone.add_component(_half(TimezoneStandard(), 1, 0, "GMT", "1970-10-25T02:00"))
    return zone


def _half(half: Component, before: int, after: int, name: str, first: str) -> Component:
    onset = datetime.fromisoformat(first)  # by the clock that it changes, as section 3.6.5 of RFC 5545 asks
    half.add("TZOFFSETFROM", timedelta(hours=before))
    half.add("TZOFFSETTO", timedelta(hours=after))
    half.add("TZNAME", name)
    half.add("DTSTART", onset)
    half.add("RRULE", Written(f"FREQ=YEARLY;BYMONTH={onset.month};BYDAY=-1SU"))
    return half
