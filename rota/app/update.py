"""A rota that was changed by hand or re-planned, as a document with its record brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rota.app.open_rota import changes
from rota.auditing import AuditReport
from rota.explaining.context import RotaContext
from rota.exports.view import Document
from rota.record import Certificate, LogEntry
from rota.rules import Rule


def changed(document: Document, after: RotaContext, entry: LogEntry) -> Document:
    """The document with the rota after what was done, which is logged. Nobody stands by yet.

    What was proven of the year still bounds it, unless the inputs have changed since.
    """
    proof = None if tuple(changes(document)) else document.record.certificate
    record = replace(
        document.record,
        rota=after.rota,
        certificate=proof and recertified(proof, document.rules, after.report),
        reserves=(),
        log=(*document.record.log, entry),
    )
    return replace(document, report=after.report, record=record)


def recertified(proof: Certificate, rules: Sequence[Rule], report: AuditReport) -> Certificate:
    """The bounds that are proven of the year, with the value of this rota."""
    return replace(proof, value=report.points, fairness=report.fairness(rules))
