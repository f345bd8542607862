"""The invented council of the starter: what every table holds when a council begins, the same in both forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from rota.tables.cells import Cell

EXAMPLE_SETTINGS: Mapping[str, Cell] = {
    "council.name": "Example Council",
    "council.division": "england-and-wales",
    "year.start": date(2027, 6, 1),
    "year.end": date(2028, 5, 31),
    "visits.minutes": 60,
    "visits.travel_minutes": 30,
    "visits.weekdays": "Monday-Friday",
    "visits.group_size": "2 to 3",
    "visits.leave_days": 28,
    "closures.bank_holidays": "yes",
    "closures.august": "yes",
    "closures.christmas": "yes",
    "closures.pre_election": "yes",
    "election.polls": date(2028, 5, 4),
    "rules.packages": "constraints",
}

Rows = tuple[Mapping[str, Cell], ...]

_TRAINED: Mapping[str, Cell] = {"trained": date(2027, 5, 10), "checked": date(2027, 5, 10)}


def _member(number: str, group: str, ward: str, **more: Cell) -> Mapping[str, Cell]:
    return {"name": f"Example Member {number}", "group": group, "ward": ward, **_TRAINED, **more}


EXAMPLE_ROWS: Mapping[str, Rows] = {
    "members": (
        _member("One", "Example Party", "North Ward"),
        _member("Two", "Another Party", "North Ward"),
        _member("Three", "Example Party", "South Ward"),
        _member("Four", "Another Party", "South Ward"),
        _member("Five", "Example Party", "East Ward"),
        _member("Six", "Another Party", "East Ward"),
    ),
    "changes": ({"member": "Example Member Five", "what": "group", "from": date(2027, 12, 1), "value": "Third Party"},),
    "teams": (
        {"name": "MASH", "kind": "mash", "site": "Example House", "host": "Example Manager One"},
        {
            "name": "Corporate parenting",
            "kind": "corporate parenting",
            "site": "Sample Hall",
            "host": "Example Manager Two",
        },
    ),
    "absences": ({"person": "Example Member One", "start": date(2027, 7, 5), "end": date(2027, 7, 16)},),
    "weekly": (
        {
            "person": "Example Member Two",
            "day": "Monday-Friday",
            "start": time(9),
            "end": time(17),
            "pattern": "available",
            "season": "always",
        },
    ),
    "committees": ({"member": "Example Member Three", "committee": "Overview and Scrutiny"},),
    "meetings": (
        {"committee": "Overview and Scrutiny", "date": date(2027, 9, 14), "start": time(10), "end": time(12)},
    ),
    "interests": ({"member": "Example Member Six", "team": "MASH"},),
    "history": ({"member": "Example Member Four", "team": "MASH", "date": date(2027, 2, 10)},),
    "travel": ({"ward": "North Ward", "site": "Example House", "minutes": 15},),
    "fixed": ({"team": "MASH", "visit": 1, "date": date(2027, 10, 12), "time": time(10)},),
    "cancelled": ({"team": "MASH", "visit": 1, "date": date(2027, 9, 21), "by": "service"},),
    "published": (
        {"visit": "mash-1", "date": date(2027, 10, 12), "start": time(10), "member": "Example Member One"},
        {"visit": "mash-1", "date": date(2027, 10, 12), "start": time(10), "member": "Example Member Two"},
    ),
    "sessions": ({"name": "morning", "start": time(10)}, {"name": "afternoon", "start": time(14)}),
    "closures": ({"name": "Example staff day", "start": date(2027, 11, 3), "end": date(2027, 11, 3)},),
    "school_holidays": ({"name": "Example half term", "start": date(2027, 10, 25), "end": date(2027, 10, 29)},),
    "rules": ({"rule": "fair_share", "number": "points_per_squared_load", "value": 100},),
}

EXAMPLE_TOML = """\
# The settings of a council's rota. Lines that begin with # are notes and are not read.
# Everything here is invented: change it to your council's own. Dates are written 2027-06-01.

[council]
name = "Example Council"
division = "england-and-wales"  # or "scotland" or "northern-ireland": whose bank holidays hold

[year]
start = 2027-06-01
end = 2028-05-31

[visits]
minutes = 60  # how long a visit lasts
travel_minutes = 30  # free time that members need before and after it
weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
group_size = "2-3"  # for teams that leave it blank
leave_days = 28  # an absence this long is leave, and lessens a member's fair share

[sessions]  # the times of day at which visits start
morning = "10:00"
afternoon = "14:00"

[closures]  # days without visits; each is true unless you write false
bank_holidays = true
august = true
christmas = true  # 20 December to 4 January
pre_election = true  # from the notice of election to the poll

[[closures.other]]  # as many as you need, each with this heading
name = "Example staff day"
start = 2027-11-03
end = 2027-11-03

[election]
polls = [2028-05-04]

[[school_holidays]]  # visits avoid them where they can
name = "Example half term"
start = 2027-10-25
end = 2027-10-29

[rules]
packages = ["constraints"]  # the rule books, in order

[rules.fair_share]  # 'rota rules' lists the rules and their numbers
points_per_squared_load = 100
"""
