"""rota.json: the record of a revision, which reads back to the same rota."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from rota.domain.snapshot import from_data, to_data
from rota.exports.view import Document
from rota.record import Record

FORMAT = "rota"
VERSION = 1
LARGEST_FILE = 20_000_000
"""Bytes. A year of a thousand visits takes less than a hundredth of it."""

LARGEST_NUMBER = 10**18
"""Points, a seed or a revision beyond it were never written by this program."""
YEARS = range(1930, 2101)
"""The years of a stamp, as of every date that is read."""

_KEYS = {"format", "version", "record", "sequences", "summary"}
_NEEDED = _KEYS - {"summary"}


def render(document: Document) -> dict[str, bytes]:
    """The file rota.json: UTF-8, keys sorted, so that the same rota always gives the same bytes."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "record": to_data(document.record),
        "sequences": _sequences(document),
        "summary": _summary(document),
    }
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=True)
    return {"rota.json": f"{text}\n".encode()}


def _sequences(document: Document) -> dict[str, int]:
    """The highest sequence number of each visit's events in the calendars; 0 for a rota that was never published."""
    from rota.exports.ics_files import next_publication  # here, so that reading a rota needs no icalendar

    record = document.record
    numbers = {placement.visit: 0 for placement in record.rota.placements}
    for entry in next_publication(document).entries if record.publication else ():
        if entry.visit in numbers:
            numbers[entry.visit] = max(numbers[entry.visit], entry.sequence)
    return numbers


def _summary(document: Document) -> dict[str, Any]:
    loads = [row.load for row in document.members() if row.share]
    return {
        "visits_owed": len(document.problem.visits),
        "visits_not_placed": len(document.not_placed()),
        "places_filled": sum(place.visitor is not None for place in document.places()),
        "cross_party_visits": sum(row.cross_party for row in document.visits()),
        "draft": not document.report.kept,
        "breaches": len(document.report.breaches),
        "points": document.report.points,
        "points_by_rule": document.report.points_by_rule(),
        "least_load": round(float(min(loads, default=0)), 3),
        "largest_load": round(float(max(loads, default=0)), 3),
    }


def read_record(content: bytes) -> Record:
    """The record that ``render`` wrote. ValueError, with a sentence, for anything else."""
    data = _parsed(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError("This is not a rota.json: it does not say that its format is 'rota'.")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise ValueError(f"This rota.json is of version {_shown(data.get('version'))}; this program reads {VERSION}.")
    if unknown := sorted(data.keys() - _KEYS):
        raise ValueError(f"This rota.json has a key that is not known: {_shown(unknown[0])}. Was it edited by hand?")
    if missing := sorted(_NEEDED - data.keys()):
        raise ValueError(f"This rota.json has no '{missing[0]}'. Was it cut short?")
    _check_sequences(data["sequences"])
    try:
        record = from_data(Record, data["record"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(f"The record in this rota.json is not of the right form: {_shown(str(error))}.") from error
    _check_numbers(record)
    return record


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST_FILE:
        raise ValueError(f"This file has {len(content):,} bytes; a rota.json has at most {LARGEST_FILE:,}.")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_refused)
        json.dumps(data, ensure_ascii=False).encode()  # half a character would spoil every file made from it
    except RecursionError as error:
        raise ValueError("This is not a rota.json: it is nested too deeply.") from error
    except ValueError as error:  # wrong encoding, wrong JSON, a number too long
        raise ValueError(f"This is not a rota.json: {_shown(str(error))}.") from error
    return data


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key is there twice")
    return data


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is not a number")


def _check_sequences(sequences: Any) -> None:
    if not isinstance(sequences, dict) or any(type(n) is not int or n < 0 for n in sequences.values()):
        raise ValueError("The sequences in this rota.json are not whole numbers by visit.")


def _check_numbers(record: Record) -> None:
    """ValueError for a number that no rota bears: files made from it would be of no use to anybody."""
    origin, proof = record.provenance, record.certificate
    numbers = {"revision": origin.revision, "seed": origin.seed}
    numbers |= {field.name: getattr(proof, field.name) for field in fields(proof)} if proof else {}
    wrong = [name for name, number in numbers.items() if not 0 <= number <= LARGEST_NUMBER]
    if wrong:
        raise ValueError(f"The {wrong[0]} in this rota.json is {_shown(numbers[wrong[0]])}, out of all sense.")
    if origin.stamp.year not in YEARS:
        raise ValueError(f"The stamp in this rota.json is outside the years {YEARS[0]} to {YEARS[-1]}.")


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:120]} ..."
