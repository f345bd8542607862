"""A rota drawn from inputs as a document: audited, with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from rota import __version__
from rota.app.load import Inputs
from rota.auditing import audit
from rota.checking.who_can_go import for_rota
from rota.domain import LONDON, Problem, Rota
from rota.domain.snapshot import snapshot_hash
from rota.exports.view import Document
from rota.record import Certificate, Provenance, Record
from rota.rules import Rule
from rota.solving.model.what_is_over import received_as_they_were


def provenance(problem: Problem, rules: Sequence[Rule], seed: int, stamp: datetime | None = None) -> Provenance:
    """Where a rota drawn from these inputs comes from. Without a stamp it is given the year's first midnight."""
    given = stamp or datetime.combine(problem.year.ends()[0], time())
    numbers = tuple(repr(rule) for rule in rules)
    return Provenance(1, given.replace(tzinfo=LONDON), snapshot_hash(problem), numbers, __version__, seed)


def document_of(
    inputs: Inputs, rota: Rota, origin: Provenance, certificate: Certificate | None, over_before: date | None = None
) -> Document:
    """The rota with its audit by the rules in force, beside what else the history holds.

    Whoever received a visit before the day ``over_before`` did so rightly, whomever its team names by now.
    """
    problem = for_rota(inputs.problem, inputs.rules, rota.placements)
    if over_before is not None:
        problem = received_as_they_were(problem, rota.before(over_before))
    report = audit(problem, inputs.rules, rota)
    return Document(inputs.problem, report, inputs.rules, Record(rota, origin, certificate, over_before=over_before))


def new_document(inputs: Inputs, rota: Rota, proof: Certificate | None, seed: int, dated: datetime | None) -> Document:
    """A rota just drawn as a document, to be kept before anything else is asked about it: nobody stands by yet."""
    return document_of(inputs, rota, provenance(inputs.problem, inputs.rules, seed, dated), proof)
