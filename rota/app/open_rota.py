"""A rota that is there already, from its file to a document that can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rota.app.load import Inputs
from rota.app.new_document import document_of, provenance
from rota.app.tell import Tell, unheard
from rota.domain import YEARS, Problem, Rota
from rota.domain.as_held import as_held, held_otherwise
from rota.domain.history_overlap import besides
from rota.domain.snapshot import snapshot_hash
from rota.errors import CouldNotRunError
from rota.exports.view import Document
from rota.reading import SaidOfYear, contradictions, read_rota, rows_of_rota, summary
from rota.reading.rotas import RotaRead
from rota.record import Record
from rota.record_json import read_record
from rota.text.english import joined
from rota.text.system_refusals import refused

HELD_OTHERWISE = "held on another day, or by others, than the rota has it: it is read as it was held."


def read_document(
    inputs: Inputs, path: Path, *, complete: bool = True, keep_log: bool = False, tell: Tell = unheard
) -> Document:
    """The rota at ``path`` with its audit. CouldNotRunError, with every fault, when it cannot be read.

    Unless the inputs are ``complete``, it may have visits and members that they do not have any more, and visits that
    nobody was told to receive, though somebody could now. With ``keep_log`` a table or a workbook of it has the log of
    the rota.json beside it.
    """
    read = _read(inputs, path, complete, tell)
    drawn = _with_receivers(inputs, read, complete, tell)
    rota = as_held(inputs.problem, drawn)
    if otherwise := held_otherwise(inputs.problem, drawn):
        tell(f"By the outcomes, {joined(otherwise)} {'was' if len(otherwise) == 1 else 'were'} {HELD_OTHERWISE}")
    for doubt in _doubts(inputs, rota, path):
        tell(f"Warning: {doubt}")
    if read.saved is None:
        made = document_of(inputs, rota, provenance(inputs.problem, inputs.rules, seed=0), None)
        return _with_log_beside(made, path, tell) if keep_log else made
    record = read.saved.record
    document = document_of(inputs, rota, record.provenance, record.certificate, record.over_before)
    return with_publication(document, record)


def _with_log_beside(document: Document, path: Path, tell: Tell) -> Document:
    """A rota edited where it was written, with the number and the log of the rota.json beside it.

    What was proven of that one, and who stood by, it does not have.
    """
    beside = path.with_name("rota.json")
    try:
        record = read_record(beside.read_bytes())
    except (ValueError, OSError):
        return document
    placed = {one.visit for one in document.record.rota.placements}
    known = bool(record.log or record.publication)
    if not known or placed.isdisjoint(one.visit for one in record.rota.placements):
        return document
    tell(f"{path.name} was written with the {beside.name} beside it, and keeps its number and its log.")
    numbered = replace(document.record.provenance, revision=record.provenance.revision, stamp=record.provenance.stamp)
    kept = replace(document.record, provenance=numbered, publication=record.publication, log=record.log)
    return replace(document, record=kept)


def _doubts(inputs: Inputs, rota: Rota, path: Path) -> Iterator[str]:
    """What the history says of this year's visits otherwise than the rota."""
    said = SaidOfYear(rota.placements, rows_of_rota(path, inputs.problem))
    return contradictions(inputs.problem, inputs.made, said)


def rota_as_planned(inputs: Inputs, path: Path, tell: Tell = unheard) -> Rota:
    """The rota at ``path`` as people were told it, whatever came of it: beside that the outcomes are read.

    CouldNotRunError, with every fault, when it cannot be read.
    """
    rota = _with_receivers(inputs, _read(inputs, path, False, tell), False, tell)
    for doubt in _doubts(inputs, as_held(inputs.problem, rota), path):
        tell(f"Warning: {doubt}")
    return rota


def with_publication(document: Document, record: Record) -> Document:
    """The document with what subscribers have been told, who stands by and the log, which no audit can change."""
    kept = replace(document.record, publication=record.publication, reserves=record.reserves, log=record.log)
    return replace(document, record=kept)


def changes(document: Document) -> Iterator[str]:
    """What has changed since the rota was drawn, in sentences; nothing is known to have for one made by hand.

    That its own visits have been put into the history, or were held as it has them, is no change: they are the same.
    """
    now = provenance(document.problem, document.rules, seed=0)
    drawn = document.record.provenance
    same = drawn.snapshot == now.snapshot or drawn.snapshot in map(snapshot_hash, _without_its_own(document))
    if not same:
        yield "The inputs have changed since this rota was drawn."
    if drawn.rules != now.rules:
        yield "The rules or their numbers have changed since this rota was drawn."
    if same and drawn.rules == now.rules and not _is_proven(document):
        yield "The rota is not the one that its record was proven of: the audit finds other points. Was it edited?"


def _without_its_own(document: Document) -> Iterator[Problem]:
    """The problem without what the history has of the rota, and what it says was held: what is fixed as it was drawn
    leaves what was proven."""
    for problem in (document.problem, replace(document.problem, held=())):
        yield problem
        yield besides(problem, document.record.rota.placements)


def _is_proven(document: Document) -> bool:
    """Whether the certificate, if there is one, says of the rota what the audit says."""
    proof, report = document.record.certificate, document.report
    claimed = proof and (True, proof.value, proof.fairness, True)
    fairness = report.fairness(document.rules)
    return proof is None or claimed == (report.kept, report.points, fairness, proof.bound <= proof.value)


def _with_receivers(inputs: Inputs, read: RotaRead, complete: bool, tell: Tell) -> Rota:
    told = read.saved is not None and read.saved.names_receivers and not complete
    return read.rota if told else _received(inputs, read.rota, tell)


def _read(inputs: Inputs, path: Path, complete: bool, tell: Tell) -> RotaRead:
    try:
        notes: list[str] = []
        read = read_rota(path, inputs.problem, notes, complete=complete)
    except OSError as error:
        raise CouldNotRunError(refused(error, path, "read")) from error
    for note in notes:
        tell(note)
    if read.faults:
        raise CouldNotRunError(summary(read.faults))
    for placement in read.rota.placements:
        if placement.slot.start.year not in YEARS or placement.slot.end.year not in YEARS:
            raise CouldNotRunError(
                f"{path.name}: '{placement.slot.id}' is outside the years {YEARS[0]} to {YEARS[-1]}. Check the year."
            )
    return read


def _received(inputs: Inputs, rota: Rota, tell: Tell) -> Rota:
    """The rota with whoever receives each visit; where it does not say who, whoever fits best, which is told."""
    from rota.solving.alternatives.fill_receivers import (  # loads the engines, which are seldom needed
        says_who_receives,
        with_receivers,
    )

    if says_who_receives(inputs.problem, rota):
        return rota
    received = with_receivers(inputs.problem, inputs.rules, rota)
    if received != rota:
        tell("The rota does not say who receives each visit: where not, the host or deputy who fits best is taken.")
    return received
