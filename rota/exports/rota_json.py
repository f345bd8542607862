"""rota.json: the record of a revision, which ``rota.record_json`` reads back to the same rota."""

from __future__ import annotations

import json
from typing import Any

from rota.domain.snapshot import to_data
from rota.exports.view import Document
from rota.record_json import FORMAT, VERSION


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
