"""The worklist as a paper and as a workbook."""

from __future__ import annotations

from datetime import datetime, time

from rota.exports.xlsx_table import add_table
from rota.reports.report import Paper, ReportTable, Section
from rota.tables.workbook_writer import as_bytes, empty_workbook, new_sheet
from rota.text.english import counted, day_in_words, joined
from rota.tracking.worklist import STATES, Task, Worklist

HEADINGS = ("state", "reference", "visit", "what has to be done", "due", "how the date was counted", "stage", "marked")


def paper_of(council: str, found: Worklist) -> Paper:
    """The worklist to read: how much there is, and then each person's part."""
    opening = Section("", (in_a_sentence(found),))
    parts = (
        Section(name, (), ReportTable(("", "Reference", "Visit", "What", "Due"), tuple(_line(task) for task in theirs)))
        for name, theirs in found.by_person().items()
    )
    return Paper(council, f"Worklist of {day_in_words(found.day)}", (opening, *parts))


def in_a_sentence(found: Worklist) -> str:
    """How many things are overdue, due and waiting: "On 1 December 2026: 1 overdue, 2 due by 8 December 2026, …"."""
    if not found.tasks:
        return f"On {day_in_words(found.day)} nobody has anything to do."
    count = {state: len(found.of(state)) for state in STATES}
    due = f"{count['due']} due by {day_in_words(found.soon)}"
    parts = (f"{count['overdue']} overdue", due, f"{count['waiting']} waiting")
    return f"On {day_in_words(found.day)}: {joined(parts)}."


def _line(task: Task) -> tuple[str, ...]:
    return task.state, task.reference, task.title, _what(task), task.sum


def _what(task: Task) -> str:
    marks = f" ({joined(task.marks)})" if task.marks else ""
    copied = "; copy to the Chief Executive" if task.copy else ""
    return f"{task.ask}{marks}{copied}"


def workbook_of(council: str, found: Worklist) -> bytes:
    """The worklist as a workbook, with a row for each person who has to do a thing: always the same bytes."""
    book = empty_workbook()
    rows = (
        (name, task.state, task.reference, task.title, task.ask, task.due, task.sum, task.stage, "; ".join(task.marks))
        for name, theirs in found.by_person().items()
        for task in theirs
    )
    add_table(new_sheet(book, "Worklist"), ("who", *HEADINGS), rows)
    title = f"Worklist, {council}, {counted(len(found.tasks), 'thing')} to do"
    return as_bytes(book, datetime.combine(found.day, time()), title)
