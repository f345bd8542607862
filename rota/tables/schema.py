"""The tables a council fills in: their names, their columns, and the note that explains each."""

from __future__ import annotations

from rota.tables.cells import WEEKDAYS
from rota.tables.columns import Column as Column
from rota.tables.columns import TableSchema as TableSchema
from rota.tables.tracking_schema import TRACKING_TABLES

YES_NO = ("yes", "no")
KINDS = ("councillor", "co-opted")
TEAM_KINDS = ("mash", "locality", "corporate parenting", "home")
PATTERNS = ("available", "unavailable", "preferred")
SEASONS = ("always", "term", "holidays")
CANCELLED_BY = ("council", "service", "members")
CHANGES = ("group", "ward", "role", "joined", "left")


_NO_REASONS = "this column may not be here. Take it out: reasons are never kept."
_FROM = Column("from", "The first day; leave blank for always.")
_UNTIL = Column("until", "The last day; leave blank for always.")
_PERSON = Column("person", "The name or id of a member or a host.", True)
_MEMBER = Column("member", "The member's name or id.", True)
_TEAM = Column("team", "The team's name or id.", True)

MEMBERS = TableSchema(
    "members",
    "Everyone who sits on the council in the year.",
    (
        Column("id", "A short id; leave blank and it is made from the name."),
        Column("name", "The member's name, as it should appear in the rota.", True),
        Column("group", "The political group at the start of the year; blank for none. Later changes go in 'changes'."),
        Column("ward", "The ward at the start of the year."),
        Column("roles", "Such as lead member; several with ; between them."),
        Column("joined", "The first day of membership; leave blank when before the first visit on record."),
        Column("left", "The last day of membership; leave blank while it goes on."),
        Column("kind", "councillor or co-opted; blank means councillor.", options=KINDS),
        Column("trained", "The day from which training holds."),
        Column("trained_until", "The last day on which training holds; leave blank when it does not run out."),
        Column("checked", "The day from which the safeguarding check holds."),
        Column("checked_until", "The last day on which the check holds; leave blank when it does not run out."),
        Column("yearly_limit", "The most visits in a year; leave blank for the council's own limit."),
        Column("step_free", "Does the member need step-free access? yes or no; blank means no.", options=YES_NO),
    ),
    required=True,
)
CHANGES_SHEET = TableSchema(
    "changes",
    "What changes within the time on record: groups, wards, roles, and further terms of membership.",
    (
        _MEMBER,
        Column("what", "What changes: group, ward, role, joined or left.", True, CHANGES),
        Column("from", "The first day of the change; for 'left', the last day of membership.", True),
        Column("value", "The new group or ward; for a role, 'chair' or '+chair' to begin and '-chair' to end it."),
    ),
)
TEAMS = TableSchema(
    "teams",
    "The teams that are visited.",
    (
        Column("id", "A short id; leave blank and it is made from the name."),
        Column("name", "The team's name.", True),
        Column("kind", "mash, locality, corporate parenting or home; blank means locality.", options=TEAM_KINDS),
        Column("site", "The building."),
        Column("locality", "The part of the borough."),
        Column("host", "The service manager who receives the visitors."),
        Column("deputy", "Who receives them when the host cannot, in order, ; between them."),
        Column("visits_a_year", "Blank means 2 for corporate parenting, 12 for a home, otherwise 1."),
        Column("group_size", "Members on each visit, like 3 or 2 to 3; blank means the council's own."),
        Column("spacing_days", "Days between visits at least; blank means 120 for corporate parenting, otherwise 0."),
        Column("requires", "Roles of which each group needs one, ; between them."),
        Column("pool", "The committee that visitors come from; blank means every councillor."),
        Column("step_free", "Is the building step-free? yes or no; blank means yes.", options=YES_NO),
        Column("opened", "The team's first day, when it is new."),
        Column("closed", "The team's last day, when it ends."),
        Column("succeeds", "The teams it replaces, ; between them: their past visits count as its own."),
    ),
    required=True,
)
ABSENCES = TableSchema(
    "absences",
    "When a member or a host cannot be there. Never why.",
    (
        _PERSON,
        Column("start", "The first day, or a day and time.", True),
        Column("end", "The last day, or a day and time; leave blank for one day."),
    ),
    refused=dict.fromkeys(("reason", "reasons", "why", "note", "notes", "comment", "comments"), _NO_REASONS),
)
WEEKLY = TableSchema(
    "weekly",
    "A person's regular week. Once a person has 'available' rows, no other time is free.",
    (
        _PERSON,
        Column("day", "Monday, or Monday; Wednesday, or Monday-Friday.", True, (*WEEKDAYS, "Monday-Friday")),
        Column("start", "A time like 09:00.", True),
        Column("end", "A time like 17:00.", True),
        Column("pattern", "available, unavailable or preferred; blank means available.", options=PATTERNS),
        Column("season", "always, term or holidays; blank means always.", options=SEASONS),
        _FROM,
        _UNTIL,
    ),
    refused=ABSENCES.refused,
)
COMMITTEES = TableSchema(
    "committees",
    "Who sits on which committee. Every councillor sits on the full council without being named.",
    (_MEMBER, Column("committee", "The committee's name.", True), _FROM, _UNTIL),
)
MEETINGS = TableSchema(
    "meetings",
    "When committees meet. The full council goes by its usual names: Council, Annual Council, Budget Council.",
    (
        Column("committee", "The committee's name.", True),
        Column("date", "The date; leave blank when 'start' has date and time."),
        Column("start", "The time, or the date and time.", True),
        Column("end", "The time; blank means two hours after the start."),
        Column("id", "Its number in ModernGov, when it was imported; leave blank for others."),
    ),
)
INTERESTS = TableSchema(
    "interests",
    "Declared interests: this member may not visit this team. Never why.",
    (_MEMBER, _TEAM),
    refused=ABSENCES.refused,
)
HISTORY = TableSchema(
    "history",
    "Visits made in earlier years, or earlier this year; one that is in the rota too counts once.",
    (_MEMBER, _TEAM, Column("date", "The date of the visit.", True)),
)
TRAVEL = TableSchema(
    "travel",
    "Minutes from a ward to a site.",
    (
        Column("ward", "The ward, as in 'members'.", True),
        Column("site", "The site, as in 'teams'.", True),
        Column("minutes", "Minutes for the journey one way.", True),
    ),
)
FIXED = TableSchema(
    "fixed",
    "What is fixed already: a date, a time, a member who goes, or one who never goes.",
    (
        _TEAM,
        Column("visit", "Which of the team's visits in the year; blank means 1."),
        Column("date", "The fixed date."),
        Column("time", "The fixed time, one of the sessions."),
        Column("member", "A member who goes."),
        Column("never", "yes: this member does not go.", options=YES_NO),
    ),
)
CANCELLED = TableSchema(
    "cancelled",
    "Visits that were planned and not made: each is owed until it is made. Never why.",
    (
        _TEAM,
        Column("visit", "Which of the team's visits in the year; blank means 1."),
        Column("date", "The date for which it was planned.", True),
        Column("by", "Who cancelled it: council, service or members; may be blank.", options=CANCELLED_BY),
    ),
    refused=ABSENCES.refused,
)
PLACES = TableSchema(
    "published",
    "The rota as already known to people, a row for each place: the columns of rota.csv.",
    (
        Column("visit", "The visit's id, such as mash-1; or leave blank and give 'team' and 'number'."),
        Column("date", "The date.", True),
        Column("start", "The time."),
        Column("member", "A member who goes.", True),
        Column("team", "The team, when 'visit' is blank."),
        Column("number", "Which of the team's visits, when 'visit' is blank."),
        Column("host", "Who receives the visit: the host or a deputy."),
        *(Column(name, "Not read.") for name in ("end", "session", "site", "group", "ward", "reserves")),
    ),
)
TABLES: tuple[TableSchema, ...] = (
    MEMBERS,
    CHANGES_SHEET,
    TEAMS,
    ABSENCES,
    WEEKLY,
    COMMITTEES,
    MEETINGS,
    INTERESTS,
    HISTORY,
    TRAVEL,
    FIXED,
    CANCELLED,
    PLACES,
    *TRACKING_TABLES,
)

_PERIOD = (
    Column("name", "What it is called.", True),
    Column("start", "The first day.", True),
    Column("end", "The last day; blank for one day."),
)
SETTINGS = TableSchema(
    "settings",
    "The year and how visits are made.",
    (Column("key", "What is set.", True), Column("value", "What it is set to.")),
    required=True,
)
SESSIONS = TableSchema(
    "sessions",
    "The times of day at which visits start.",
    (Column("name", "Such as morning.", True), Column("start", "A time like 10:00.", True)),
)
CLOSURES = TableSchema("closures", "Further days on which there are no visits, and why.", _PERIOD)
SCHOOL_HOLIDAYS = TableSchema("school_holidays", "School holidays, which visits avoid where they can.", _PERIOD)
RULES = TableSchema(
    "rules",
    "Numbers of the rules that differ from the usual.",
    (
        Column("rule", "The rule's name, such as fair_share.", True),
        Column("number", "The number's name; or on; or must.", True),
        Column("value", "Its value: a number; yes or no; or words, several with ; between them.", True),
    ),
)
SETTINGS_TABLES: tuple[TableSchema, ...] = (SETTINGS, SESSIONS, CLOSURES, SCHOOL_HOLIDAYS, RULES)
"""In a workbook these say what rota.toml says in a folder."""
