"""A rota that is there already, from its file to a document that can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rota.cli.inputs import Inputs
from rota.cli.talk import CouldNotRunError, tell
from rota.domain import Rota
from rota.drawing.documents import document_of, provenance
from rota.exports.document import Document
from rota.exports.rota_json import read_record
from rota.reading import read_rota, summary
from rota.reading.rotas import names_receivers
from rota.record import Record

YEARS = range(1930, 2101)
"""Dates outside are refused here as they are in every table."""


def read_document(inputs: Inputs, path: Path, *, complete: bool = True) -> Document:
    """The rota at ``path`` with its audit. CouldNotRunError, with every fault, when it cannot be read.

    Unless the inputs are ``complete``, it may have visits and members that they do not have any more, and visits that
    nobody was told to receive, though somebody could now.
    """
    rota = _rota(inputs, path, complete)
    if path.suffix.casefold() != ".json":
        return document_of(inputs, rota, provenance(inputs.problem, inputs.rules, seed=0), None)
    try:
        record = read_record(path.read_bytes())
    except (ValueError, OSError) as error:
        raise CouldNotRunError(f"{path}: {error} Draw the rota again, or audit its rota.csv.") from error
    return with_publication(document_of(inputs, rota, record.provenance, record.certificate), record)


def with_publication(document: Document, record: Record) -> Document:
    """The document with what subscribers have been told, who stands by and the log, which no audit can change."""
    kept = replace(document.record, publication=record.publication, reserves=record.reserves, log=record.log)
    return replace(document, record=kept)


def changes(document: Document) -> Iterator[str]:
    """What has changed since the rota was drawn, in sentences; nothing is known to have for one made by hand."""
    now = provenance(document.problem, document.rules, seed=0)
    drawn = document.record.provenance
    if drawn.snapshot != now.snapshot:
        yield "The inputs have changed since this rota was drawn."
    if drawn.rules != now.rules:
        yield "The rules or their numbers have changed since this rota was drawn."
    if (drawn.snapshot, drawn.rules) == (now.snapshot, now.rules) and not _is_proven(document):
        yield "The rota is not the one that its record was proven of: the audit finds other points. Was it edited?"


def _is_proven(document: Document) -> bool:
    """Whether the certificate, if there is one, says of the rota what the audit says."""
    proof, report = document.record.certificate, document.report
    fair = {rule.name for rule in document.rules if rule.measures_fairness}
    fairness = sum(finding.points for finding in report.findings if finding.rule in fair)
    claimed = proof and (True, proof.value, proof.fairness, True)
    return proof is None or claimed == (report.kept, report.points, fairness, proof.bound <= proof.value)


def _rota(inputs: Inputs, path: Path, complete: bool) -> Rota:
    try:
        notes: list[str] = []
        rota, faults = read_rota(path, inputs.problem, notes, complete=complete)
    except OSError as error:
        raise CouldNotRunError(f"{path} cannot be read: {error.strerror or error}. Check who may read it.") from error
    tell(*notes)
    if faults:
        raise CouldNotRunError(summary(faults))
    for placement in rota.placements:
        if placement.slot.start.year not in YEARS or placement.slot.end.year not in YEARS:
            raise CouldNotRunError(
                f"{path.name}: '{placement.slot.id}' is outside the years {YEARS[0]} to {YEARS[-1]}. Check the year."
            )
    return rota if not complete and names_receivers(path) else _received(inputs, rota)


def _received(inputs: Inputs, rota: Rota) -> Rota:
    """The rota with whoever receives each visit; where it does not say who, whoever fits best, which is told."""
    from rota.solving.receiving import says_who_receives, with_receivers  # loads the engines, which are seldom needed

    if says_who_receives(inputs.problem, rota):
        return rota
    received = with_receivers(inputs.problem, inputs.rules, rota)
    if received != rota:
        tell("The rota does not say who receives each visit: where not, the host or deputy who fits best is taken.")
    return received
