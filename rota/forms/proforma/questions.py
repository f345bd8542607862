"""The sheets of a proforma and of the Head of Service's workbook, their columns, and the sentences in them.

Columns that are read must come back: one that was taken out would be an answer that nobody sees is missing.
"""

from __future__ import annotations

from rota.tables.columns import Column, TableSchema
from rota.tracking.issues import FOUND, ISSUE_KINDS, PRIORITIES, THEMES
from rota.tracking.outcomes import CAME, CAUSES, REASONS, RESULTS
from rota.tracking.responses import RESPONSE_KINDS

YES_NO = ("yes", "no")
HIDDEN = "rota proforma"
"""Hidden from the members: says which form this is."""

HOW = (
    "Fill in what you can say, and send it to the officer. Write nothing by which a child, a family or a member of "
    "staff could be recognised: no names, no initials, no addresses.",
    "Of a heading that you did not look at, write no under 'looked at'.",
    "An urgent concern is told on the day to somebody who can act. Here say only whom you told, and when.",
)

QUESTIONS: tuple[Column, ...] = (
    Column("what came of it", "held, partly held, could not be done, cancelled or nobody came.", True, RESULTS),
    Column("date", "The day on which it was held, or for which it was planned.", True),
    Column("who caused it", "When it was not held, or not whole: council, service or members.", False, CAUSES[1:]),
    Column("reason", "When it was not held, or not whole: one of the list.", False, tuple(REASONS)),
    Column("handed in by", "The member who writes this report.", True),
    Column("handed in on", "The day, like 30/06/2027.", True),
    Column(
        "nobody can be recognised", "yes: no child, family or member of staff can be. It must be there.", True, YES_NO
    ),
    Column("nothing to raise", "yes, when there is nothing.", False, YES_NO),
    Column("people met", "How many, by role: social workers 4; managers 2. Never names."),
    Column("urgent concern told to", "The role of whoever was told on the day; never what it was."),
    Column("urgent concern told at", "The time, like 11:30."),
    Column("an interest was found", "yes, when a member found on the day that they had an interest.", False, YES_NO),
)
"""What is asked on the first sheet, a line each."""

VISIT = TableSchema(
    "Visit",
    "What came of the visit.",
    (Column("question", "What is asked.", True), Column("answer", "Your answer.", True)),
)
WHO = TableSchema(
    "Who was there",
    "The members who were to go. Add another who went. Never why somebody did not.",
    (Column("member", "The member's name.", True), Column("came", "yes, no, or not known yet.", True, CAME)),
)
NOTES = TableSchema(
    "Notes",
    "What you saw and heard, under each heading.",
    (
        Column("heading", "The heading.", True),
        Column("asked", "What it is about."),
        Column("looked at", "no, when you did not look at it; blank is yes.", True, YES_NO),
        Column("what you say", "In your own words; nobody may be recognised.", True),
    ),
)
ISSUES = TableSchema(
    "Issues",
    "What you raise, one on each line. Numbers stay as they are.",
    (
        Column("number", "The issue's number.", True),
        Column("issue", "What you raise; nobody may be recognised.", True),
        Column("theme", "What it is about; blank is other.", True, THEMES),
        Column("asks", "for response, to note or praise; blank is for response.", True, ISSUE_KINDS),
        Column("priority", "normal or high; blank is normal.", True, PRIORITIES),
        Column("raised with", "The role with whom you raised it on the day.", True),
        Column("settled", "yes, when it was settled there.", True, YES_NO),
        Column("wanted by", "The day by which you would like it done.", True),
    ),
)
EARLIER = TableSchema(
    "Earlier issues",
    "What earlier visits to this team raised and is still open. Say what you found of it.",
    (
        Column("reference", "The issue's reference.", True),
        Column("issue", "What was raised."),
        Column("found", "done, partly, not, or could not tell; blank when you did not look at it.", True, FOUND),
        Column("note", "What you saw; nobody may be recognised.", True),
    ),
)
SHEETS = (VISIT, WHO, NOTES, ISSUES, EARLIER)

ANSWERS = TableSchema(
    "Answers",
    "What awaits an answer. Write into the columns from 'owner' on; leave blank what you do not answer now.",
    (
        Column("issue", "The issue's reference.", True),
        Column("visit", "The visit that raised it."),
        Column("raised", "What was raised."),
        Column("theme", "What it is about."),
        Column("due", "The day by which it is to be answered, and how it was counted."),
        Column("owner", "Who deals with it: a role or a name.", True),
        Column("answered on", "The day of the answer, like 30/06/2027.", True),
        Column("answer", "accepted, accepted in part, not accepted, or outside our control.", True, RESPONSE_KINDS),
        Column("what you answer", "The answer; nobody may be recognised.", True),
        Column("reason", "Why it is not accepted.", True),
        Column("who was asked", "When it is outside the council's control.", True),
        Column("action", "What will be done.", True),
        Column("by whom", "A role or a name.", True),
        Column("action due", "The day by which it will be done.", True),
    ),
)
FIXED = ("issue", "visit", "raised", "theme", "due")
"""Columns of the answers that are filled in already and not read again."""
