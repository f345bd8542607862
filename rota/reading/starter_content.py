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
    "tracking.report": 10,
    "tracking.agreement": 5,
    "tracking.check": 5,
    "tracking.response": 20,
    "tracking.chased": "15; 20; 25; 30",
    "tracking.head": "Example Head of Service",
}
"""Settings that are not here stand in the workbook without a value."""

USUAL_SETTINGS: Mapping[str, Cell] = {
    key: value
    for key, value in EXAMPLE_SETTINGS.items()
    if key not in ("council.name", "year.start", "year.end", "election.polls", "tracking.head")
}
"""The same without what is of the invented council."""

Rows = tuple[Mapping[str, Cell], ...]

_TRAINED: Mapping[str, Cell] = {"trained": date(2027, 5, 10), "checked": date(2027, 5, 10)}

_VISIT = "27/28-003"
"""The reference of the visit to the MASH: the third of the year, in order of the ids."""


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
    "outcomes": ({"reference": _VISIT, "team": "MASH", "visit": 1, "date": date(2027, 10, 12), "result": "held"},),
    "attendance": (
        {"visit": _VISIT, "member": "Example Member One", "came": "yes"},
        {"visit": _VISIT, "member": "Example Member Two", "came": "yes"},
    ),
    "reports": (
        {
            "visit": _VISIT,
            "date": date(2027, 10, 14),
            "what": "handed in",
            "who": "Example Member One",
            "nobody_named": "yes",
        },
        {"visit": _VISIT, "date": date(2027, 10, 18), "what": "agreed", "who": "Example Member Two"},
        {"visit": _VISIT, "date": date(2027, 10, 20), "what": "accurate"},
    ),
    "notes": ({"visit": _VISIT, "heading": "Staffing", "text": "Two posts have been vacant since the spring."},),
    "issues": (
        {
            "visit": _VISIT,
            "number": 1,
            "text": "Two posts are vacant. When will they be filled?",
            "theme": "staffing",
            "asks": "for response",
        },
    ),
    "responses": (
        {"issue": f"{_VISIT}.1", "date": date(2027, 10, 22), "what": "owner named", "who": "Example Manager One"},
        {
            "issue": f"{_VISIT}.1",
            "date": date(2027, 11, 10),
            "what": "accepted",
            "who": "Example Manager One",
            "text": "Both posts are advertised in November.",
        },
    ),
    "actions": (
        {
            "action": f"{_VISIT}.1a",
            "date": date(2027, 11, 18),
            "what": "set",
            "who": "Example Manager One",
            "due": date(2028, 1, 31),
            "text": "Fill both posts.",
        },
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

[tracking]  # working days for each step after a visit; these are the usual ones
report = 10  # until the report is handed in
agreement = 5  # until the others who went have agreed it
check = 5  # until the host has checked it
response = 20  # until an issue is answered
chased = [15, 20, 25, 30]  # when owner, Head of Service, Director and Chief Executive are told
head = "Example Head of Service"  # or "Example Head of Service <head@example.gov.uk>"
"""

_OWN = {
    'name = "Example Council"': '# name = "The council\'s name"',
    "start = 2027-06-01\nend = 2028-05-31": "# start = 2027-06-01\n# end = 2028-05-31",
    "polls = [2028-05-04]": "# polls = [2028-05-04]",
    '[[closures.other]]  # as many as you need, each with this heading\nname = "Example staff day"\n'
    "start = 2027-11-03\nend = 2027-11-03": "# [[closures.other]]  # as many as you need, each with this heading\n"
    '# name = "Staff day"\n# start = 2027-11-03\n# end = 2027-11-03',
    '[[school_holidays]]  # visits avoid them where they can\nname = "Example half term"\n'
    "start = 2027-10-25\nend = 2027-10-29": "# [[school_holidays]]  # visits avoid them where they can\n"
    '# name = "Half term"\n# start = 2027-10-25\n# end = 2027-10-29',
    'head = "Example Head of Service"': '# head = "Head of Service"',
    "# Everything here is invented: change it to your council's own. Dates are written 2027-06-01.": (
        "# Take the # from a line and write your council's own. Dates are written 2027-06-01."
    ),
}


def _without_the_example(text: str) -> str:
    for invented, instead in _OWN.items():
        text = text.replace(invented, instead)
    return text


EMPTY_TOML = _without_the_example(EXAMPLE_TOML)
"""The settings with what is usual; what only the council knows is behind a #."""
