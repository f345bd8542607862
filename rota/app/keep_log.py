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
    try:
        return with_log_of(document, bytes_in(folder), day, how)
    except OSError:
        return document


def with_log_of(document: Document, saved: bytes, day: date, how: str = DRAWN_ANEW) -> Document:
    """The same, of the rota.json ``saved`` that it takes the place of; empty when there is none."""
    before = _record(saved)
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


def _record(saved: bytes) -> Record | None:
    try:
        return read_record(saved)
    except ValueError:
        return None
