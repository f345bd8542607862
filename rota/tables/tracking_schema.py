"""The tables of what came of the visits: their names, their columns, and the note that explains each."""

from __future__ import annotations

from rota.tables.columns import Column, TableSchema
from rota.tracking.actions import CAPACITIES, SAID
from rota.tracking.issues import ISSUE_KINDS, PRIORITIES, THEMES
from rota.tracking.outcomes import CAME, CAUSES, REASONS, RESULTS
from rota.tracking.responses import RESPONSE_KINDS

YES_NO = ("yes", "no")
MOST_ROWS = 100_000
"""Rows of one of these tables: three for each of 10,000 issues, over ten years, and their changes."""

HANDED_IN = "handed in"
REPORT_ROWS = (
    HANDED_IN,
    "agreed",
    "objected",
    "accurate",
    "correction",
    "correction taken",
    "correction left",
    "publishable",
    "exempt",
    "visit closed",
)
"""What a row of 'reports' may say."""

OWNER_NAMED = "owner named"
VERDICTS = {"answers it": True, "does not answer it": False}
FOUND_WORDS = {
    "found done": "done",
    "found partly done": "partly",
    "found not done": "not",
    "found: could not tell": "could not tell",
}
RESPONSE_ROWS = (OWNER_NAMED, *RESPONSE_KINDS, *VERDICTS, *FOUND_WORDS, "issue closed")
"""What a row of 'responses' may say."""

ACTION_ROWS = ("set", *SAID, "confirmed", "found not done", "action closed")
"""What a row of 'actions' may say."""

_NO_STORY = (
    "this column may not be here. Take it out: reasons come from the list, and why somebody was away is not kept."
)
_VISIT = Column(
    "visit", "The visit: its reference like 26/27-014, or its id like mash-1; or a team visited once.", True
)
_ISSUE = Column("issue", "The issue: its reference like 26/27-014.2; or the visit's id and its number, mash-1.2.", True)
_VERSION = Column("version", "Which version of the report; blank means 1.")
_BY = Column("entered_by", "Who typed it in for somebody else; leave blank otherwise.")
_UNDONE = Column("undone", "The day on which the row was found to be wrong: it is kept and does not count. Else blank.")
_LAST = (_BY, _UNDONE)

OUTCOMES = TableSchema(
    "outcomes",
    "What came of each visit, and the reference under which it is followed up. Nothing of anybody's health or family.",
    (
        Column("reference", "The visit's reference like 26/27-014; leave blank and it is given one: keep it then."),
        Column("team", "The team's name or id.", True),
        Column("visit", "Which of the team's visits in the year; blank means 1."),
        Column("date", "The date for which it was planned, or on which it was held."),
        Column(
            "result", "held, partly held, could not be done, cancelled, nobody came; blank: not yet.", False, RESULTS
        ),
        Column("by", "Who caused it: council, service or members; blank when nobody did.", False, CAUSES[1:]),
        Column("reason", "Why it was not held, or not whole, from the list.", False, tuple(REASONS)),
        Column("recorded", "The day on which this became known; blank means the date."),
        *_LAST,
    ),
    refused=dict.fromkeys(("why", "note", "notes", "comment", "comments"), _NO_STORY),
    most_rows=MOST_ROWS,
    common_name=True,
)
ATTENDANCE = TableSchema(
    "attendance",
    "Who was at a visit. Never why somebody was not.",
    (
        _VISIT,
        Column("member", "The member's name or id.", True),
        Column("came", "yes, no, not known yet, or cannot be known.", True, CAME),
        Column("recorded", "The day on which this became known; blank means the day the visit was held."),
        *_LAST,
    ),
    refused=dict.fromkeys(("reason", "reasons", "why", "note", "notes", "comment", "comments"), _NO_STORY),
    most_rows=MOST_ROWS,
    common_name=True,
)
REPORTS = TableSchema(
    "reports",
    "What was done with the report of a visit, a row each time: handed in, agreed, checked by the host.",
    (
        _VISIT,
        _VERSION,
        Column("date", "The day on which it was done.", True),
        Column("what", f"One of: {'; '.join(REPORT_ROWS)}.", True, REPORT_ROWS),
        Column("who", "The member who handed it in, agreed or objected."),
        Column("number", "Of a correction: 1, 2, 3 in each version; of 'correction taken' or 'left' the same number."),
        Column("about", "Of a correction: the heading or the issue. Of 'exempt': the paragraph of schedule 12A."),
        Column("words", "What was objected, what is right, or why the visit is closed."),
        Column("form", "The form that was filled in, with its version."),
        Column(
            "nobody_named",
            "yes: no child, family or member of staff can be recognised. Needed to hand in.",
            False,
            YES_NO,
        ),
        Column("nothing_to_raise", "yes: the members raise nothing; blank means no.", False, YES_NO),
        Column("met", "How many people were met, by role: social workers 4; managers 2. Never names."),
        Column("urgent_told", "The role that was told of an urgent concern on the day. Never what it was."),
        Column("urgent_at", "The time at which they were told."),
        Column("interest_found", "yes: a member found on the day that they had an interest.", False, YES_NO),
        Column("private_note", "For the officer alone; never printed."),
        *_LAST,
    ),
    most_rows=MOST_ROWS,
    common_name=True,
)
NOTES = TableSchema(
    "notes",
    "What a report says under each heading of its form.",
    (
        _VISIT,
        _VERSION,
        Column("heading", "The heading.", True),
        Column("text", "What the members say; nobody may be recognised."),
        Column("looked_at", "no: the members did not look at it; blank means yes.", False, YES_NO),
    ),
    most_rows=MOST_ROWS,
    common_name=True,
)
ISSUES = TableSchema(
    "issues",
    "The key issues of each report, numbered within their visit.",
    (
        _VISIT,
        Column("number", "The issue's number within the visit; a number is never given twice.", True),
        _VERSION,
        Column("text", "The issue; nobody may be recognised."),
        Column("theme", "What it is counted by; blank means other.", False, THEMES),
        Column("asks", "for response, to note, praise or withdrawn; blank means for response.", False, ISSUE_KINDS),
        Column("priority", "normal or high; blank means normal.", False, PRIORITIES),
        Column("raised_with", "The role with whom it was raised on the day."),
        Column("settled", "yes: it was settled there; blank means no.", False, YES_NO),
        Column("suggested", "The day by which members would like it done."),
        Column("date", "The day on which it was raised; blank means the day this version was handed in."),
        Column("publishable", "yes or no; blank: not decided, and not published.", False, YES_NO),
        Column("paragraph", "When it may not be published: the paragraph of schedule 12A by which it is exempt."),
        *_LAST,
    ),
    most_rows=MOST_ROWS,
    common_name=True,
)
RESPONSES = TableSchema(
    "responses",
    "What was answered to each issue, and what was said of the answer, a row each time.",
    (
        _ISSUE,
        Column("date", "The day.", True),
        Column("what", f"One of: {'; '.join(RESPONSE_ROWS)}.", True, RESPONSE_ROWS),
        Column("who", "The owner, a role or a name; who answers; or the member who says whether that answers it."),
        Column("text", "The answer, or what was found at a later visit."),
        Column("reason", "Why it is not accepted, does not answer the issue, or is closed."),
        Column("asked", "Who was asked, when it is outside the council's control."),
        Column("visit", "The later visit, of what was found there."),
        *_LAST,
    ),
    most_rows=MOST_ROWS,
    common_name=True,
)
ACTIONS = TableSchema(
    "actions",
    "What is done about the issues, a row for each action and for each word on it.",
    (
        Column("action", "The issue and a letter: 26/27-014.2a, or mash-1.2a.", True),
        Column("date", "The day on which it was said.", True),
        Column("what", f"One of: {'; '.join(ACTION_ROWS)}.", True, ACTION_ROWS),
        Column("who", "Of 'set': the owner, a role or a name. Of 'confirmed': who saw it."),
        Column("due", "The day by which it will be done; of 'slipped' the new one; of 'paused' when to look again."),
        Column("text", "What will be done; of 'found not done', what is not."),
        Column("reason", "Why it slipped, is paused, was not achieved or is closed."),
        Column("evidence", "What shows that it is done, or a link."),
        Column("asked", "Who was asked, when it is not ours to do."),
        Column(
            "capacity",
            "Who confirms: a visiting member (also when blank), the next visit, a committee or an officer.",
            False,
            CAPACITIES,
        ),
        *_LAST,
    ),
    most_rows=MOST_ROWS,
    common_name=True,
)
TRACKING_TABLES: tuple[TableSchema, ...] = (OUTCOMES, ATTENDANCE, REPORTS, NOTES, ISSUES, RESPONSES, ACTIONS)
