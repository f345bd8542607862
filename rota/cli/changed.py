"""A rota that was changed by hand or re-planned, as a document with its record brought up to date, and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from rota.able import for_rota
from rota.audit import Report, audit
from rota.cli.drawn import changes
from rota.cli.files import refuse_early, rendered, tell_files, write
from rota.cli.inputs import Inputs
from rota.cli.talk import CouldNotRunError, answer
from rota.domain import Rota
from rota.explaining.ground import Ground
from rota.explaining.reserves import reserves
from rota.exports import EXPORTS
from rota.exports.document import Document
from rota.record import Certificate, LogEntry
from rota.rules import Rule

EARLIEST, LATEST = date(1930, 1, 1), date(2100, 12, 31)


def first_day(since: datetime | None, otherwise: date) -> date:
    """The day that --from names, or the other. CouldNotRunError when it is of another time."""
    day = since.date() if since else otherwise
    if not EARLIEST <= day <= LATEST:
        raise CouldNotRunError(f"{day} is not a date of our time. Check --from and the computer's clock.")
    return day


def changed(document: Document, rota: Rota, entry: LogEntry) -> Document:
    """The document with this rota in place of its own, what was done logged, and its reserves found anew.

    What was proven of the year still bounds it, unless the inputs have changed since.
    """
    if not EARLIEST <= entry.day <= LATEST:
        raise CouldNotRunError(f"{entry.day} is not a date of our time. Check --dated and the computer's clock.")
    report = audit(for_rota(document.problem, document.rules, rota.placements), document.rules, rota)
    proof = None if tuple(changes(document)) else document.record.certificate
    record = replace(
        document.record,
        rota=rota,
        certificate=proof and recertified(proof, document.rules, report),
        reserves=reserves(Ground(document.problem, document.rules, rota)),
        log=(*document.record.log, entry),
    )
    return replace(document, report=report, record=record)


def recertified(proof: Certificate, rules: Sequence[Rule], report: Report) -> Certificate:
    """The bounds that are proven of the year, with the value of this rota."""
    fair = {rule.name for rule in rules if rule.measures_fairness}
    fairness = sum(finding.points for finding in report.findings if finding.rule in fair)
    return replace(proof, value=report.points, fairness=fairness)


def written(document: Document, folder: Path, force: bool, inputs: Inputs) -> None:
    """Writes every format of the document and says so. CouldNotRunError when that is refused."""
    refuse_early(folder, force, inputs.path)
    names = write(rendered(document, EXPORTS), folder, force)
    answer(tell_files(names, folder))
