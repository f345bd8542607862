"""The sheets of a form, their columns, and every sentence that stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from rota.forms.form import Form
from rota.forms.lines import CAN, CAN_ONLY, CANNOT, PREFER
from rota.tables.cells import WEEKDAYS
from rota.tables.schema import SEASONS, Column, TableSchema
from rota.text.english import day_in_words

START = "Start here"
HIDDEN = "rota form"
"""Hidden from the member: says which form this is, so that an old one is known again."""

GRID_WORDS = (CAN, CANNOT, PREFER)
OTHER_WORDS = (CANNOT, PREFER, CAN_ONLY)
SESSION = "visits from"

NO_REASONS = "Please never write why: reasons are not asked for and are not kept."

AWAY = TableSchema(
    "Dates away",
    "Dates on which you cannot be there, like 30/06/2027. Leave the times blank when you are away the whole day. "
    + NO_REASONS,
    (
        Column("first day", "The first day away, like 30/06/2027.", True),
        Column("from", "The time on the first day, like 13:00; blank when away the whole day.", True),
        Column("last day", "The last day away; blank when it is one day.", True),
        Column("until", "The time on the last day, like 16:30; blank when away the whole day.", True),
    ),
)
OTHER = TableSchema(
    "Other times",
    "Times of an ordinary week that the grid does not say; most people leave this empty. 'Can only' means that no "
    "other time of the week is free. 'When' is always, term or holidays.",
    (
        Column("day", "Monday, or Monday; Wednesday, or Monday-Friday.", True, (*WEEKDAYS, "Monday-Friday")),
        Column("from", "A time like 09:00.", True),
        Column("until", "A time like 12:30.", True),
        Column("answer", "cannot, prefer, or can only: then no other time of the week is free.", True, OTHER_WORDS),
        Column("when", "always, in school term, or in the school holidays; blank is always.", True, SEASONS),
        Column("first day", "The first day on which this holds; blank when it has held before.", True),
        Column("last day", "The last day on which this holds; blank when it goes on.", True),
    ),
)


def week(form: Form) -> TableSchema:
    """The grid of sessions by weekday."""
    note = "can, cannot or prefer; blank is can."
    days = (Column(WEEKDAYS[day], note, True, GRID_WORDS) for day in form.weekdays)
    about = "Your ordinary week, all year round, at the times of the council's visits. A blank means that you can."
    return TableSchema("Your week", about, (Column(SESSION, "The time of the visit.", True), *days))


def who(form: Form) -> Mapping[str, str]:
    """Whose form it is and for what: fixed, and checked when it comes back."""
    first, last = form.year.ends()
    return {
        "Name": form.name,
        "Id": form.person,
        "Council": form.council,
        "Year": f"{day_in_words(first)} to {day_in_words(last)}",
    }


TITLE = "When can you be there for visits?"
HOW = (
    "What we hold for you is filled in already. Change what is no longer right, add what is missing, and send it back.",
    "If nothing has changed, send it back as it is.",
    "Your week: for each time of the council's visits say can, cannot or prefer. A blank means that you can.",
    "Dates away: the days of this year on which you cannot be there. For part of a day, give the times too.",
    "Other times: only if the grid cannot say it, such as a time that holds in school term alone.",
    NO_REASONS,
)
