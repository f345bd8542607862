"""A council's folder or workbook carried on into the next year, as far as anybody can know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from rota.app.load import Inputs, look_into
from rota.domain import Problem, Rota, Span
from rota.importing.source_ids import FILE as SOURCE_IDS
from rota.reading.bank_holidays import CALENDAR_FILE
from rota.reading.next_settings import next_settings
from rota.reading.next_tables import next_tables
from rota.reading.raw import Raw
from rota.reading.reader import raw_tables
from rota.reading.written_tables import as_folder, as_workbook
from rota.source import CALENDARS, FileRefusedError, MappingSource
from rota.tables.faults import Faults
from rota.text.english import counted, day_in_words, several
from rota.tracking.year_end import YearEnd, next_span, year_end

WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class NextYear:
    """The files of the next ``year`` by name: those of a folder, or one workbook.

    ``end`` is how this year ended; ``look_at`` what must be looked at, in sentences; ``faults`` what has to be put
    right before a rota can be drawn.
    """

    year: Span
    files: dict[str, bytes]
    end: YearEnd
    look_at: tuple[str, ...]
    faults: tuple[str, ...] = ()


def next_year(
    inputs: Inputs, rota: Rota, day: date, *, workbook: str = "", as_planned: bool = False, own_rules: bool = False
) -> NextYear:
    """The council of these inputs a year on. ``rota`` is this year's as it was planned, ``day`` the day it is asked.

    A ``workbook`` by this name is made, or else the files of a folder.
    """
    raw, remarks = raw_tables(inputs.source, Faults()), list[str]()
    assert raw.settings is not None  # the inputs were read without a fault
    problem, year = inputs.problem, next_span(inputs.problem.year)
    end = year_end(problem, rota, inputs.kept, day, as_planned=as_planned)
    settings = next_settings(raw.settings, year, remarks)
    tables = next_tables(raw, problem, end, year.ends()[0], remarks)
    about = f"{problem.council}, carried on from the year before. Look at everything in it."
    made = {workbook: as_workbook(tables, settings, about)} if workbook else as_folder(tables, settings, about)
    files = {**made, **dict(_beside(inputs))}
    look = look_into(MappingSource(files, workbook=workbook or None), own_rules, year.ends()[0])
    said = (*_of_visits(end, day), *remarks, *_of_people(problem, raw, end, year))
    return NextYear(year, files, end, said, look.faults)


def _beside(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The files beside the tables that the next year needs too: calendars, bank holidays, forms and rules."""
    for name in inputs.source.names():
        path = PurePosixPath(name)
        within = len(path.parts) > 1 and (path.parts[0] == CALENDARS or path.suffix == ".py")
        if within or name in (CALENDAR_FILE, SOURCE_IDS, "proforma.toml"):
            try:
                yield name, inputs.source.read(name)
            except (FileRefusedError, OSError):
                continue


def _of_visits(end: YearEnd, day: date) -> Iterator[str]:
    """A sentence for each visit that did not become history, and on those that did."""
    held = end.ended("held")
    yield f"Visits held: {len(held)}, which are {counted(len(end.made), 'row')} of 'history'."
    for one in end.visits_owed:
        on = f" on {day_in_words(one.day)}" if one.day else ""
        if one.ending == "not held":
            by = f", by the {one.by}" if one.by else ""
            yield f"{one.title} was not held{on}{by}: nobody carries it, and the new year owes what its team is owed."
        elif one.ending == "to come":
            yield f"{one.title}{on} is to come on {day_in_words(day)}: run this again when it is over."
        elif one.ending == "not planned":
            yield f"{one.title} was in no rota."
    unsaid = end.ended("nothing said")
    if unsaid:
        these = several([f"{one.title}{f' on {day_in_words(one.day)}' if one.day else ''}" for one in unsaid])
        was, it_is = ("it was", "it is") if len(unsaid) == 1 else ("they were", "they are")
        yield (
            f"{these}: nothing says whether {was} held, so {it_is} no history. Say so in 'outcomes' and run "
            "this again; --as-planned takes all such visits to have been held as planned."
        )


def _of_people(problem: Problem, raw: Raw, end: YearEnd, year: Span) -> Iterator[str]:
    last = year.ends()[1]
    if end.leavers:
        names = ", ".join(member.name for member in end.leavers)
        has = "has" if len(end.leavers) == 1 else "have"
        yield f"{names} {has} left, and {'is' if len(end.leavers) == 1 else 'are'} left out with all of their rows."
    gone = set(end.leavers)
    spans = ((member, span) for member in problem.members for span in (member.trained, member.checked))
    out = {member.id for member, span in spans if span and span.end and span.end < last and member not in gone}
    if out:
        yield f"Training or checks of {counted(len(out), 'member')} run out before {day_in_words(last)}."
    if raw.tables.get("committees"):
        yield "Seats on committees go on: look whether annual council has changed them, and when they meet."
