"""The log of a rota that another takes the place of: what was done by hand is not forgotten with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from rota.exports.view import Document
from rota.record import LogEntry, Record
from rota.record_json import bytes_in, read_record
from rota.text.english import counted

DRAWN_ANEW = "Drawn anew: what stands above was done to the rota before."


def with_log_of_the_one_before(document: Document, folder: Path, day: date, how: str = DRAWN_ANEW) -> Document:
    """The document with the log of the rota in the folder, if that is of its year, and on ``day`` what took its place.

    A rota that says the same goes on with the same log.
    """
    before = _record_in(folder)
    if before is None or not before.log or document.record.log:
        return document
    if not any(place.slot.day in document.problem.year for place in before.rota.placements):
        return document
    same = before.rota == document.record.rota
    log = before.log if same else (*before.log, LogEntry(day, how))
    return replace(document, record=replace(document.record, log=log))


def word_on_log(document: Document) -> Iterator[str]:
    """A sentence when the log tells of what was done to the rota before."""
    log = document.record.log
    if log and log[-1].sentence == DRAWN_ANEW:
        done = counted(len(log) - 1, "thing")
        yield f"By hand {done} had been done to the rota that was there: the log keeps that, the new rota does not."


def _record_in(folder: Path) -> Record | None:
    try:
        return read_record(bytes_in(folder))
    except (OSError, ValueError):
        return None
