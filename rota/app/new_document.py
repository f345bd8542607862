"""A rota drawn from inputs as a document: audited, with where it comes from and, later, who stands by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from rota import __version__
from rota.app.load import Inputs
from rota.auditing import audit
from rota.checking.who_can_go import for_rota
from rota.domain import LONDON, Problem, Rota
from rota.domain.snapshot import snapshot_hash
from rota.errors import RotaError
from rota.exports.view import Document
from rota.record import Certificate, Provenance, Record
from rota.rules import Rule
from rota.solving.model.what_is_over import received_as_they_were

NO_RESERVES = "The rota is whole, but nobody stands by for any visit, because that could not be worked out: {}"
"""What is said when the reserves fail."""


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


@dataclass(frozen=True, slots=True)
class Reserved:
    """The document with the members who stand by; or as it was, why in a sentence, and the ``error`` if it is a bug."""

    document: Document
    sentence: str = ""
    error: Exception | None = None


def with_reserves(inputs: Inputs, document: Document) -> Reserved:
    """The document with its reserves. Whatever fails meanwhile, the rota is there already and is whole without them."""
    from rota.explaining.context import RotaContext
    from rota.explaining.reserves import reserves  # here, so that a rota that is there already is soon read

    try:
        standing_by = reserves(RotaContext(inputs.problem, inputs.rules, document.record.rota))
    except (MemoryError, RotaError) as error:
        return Reserved(document, NO_RESERVES.format(_words(error)))
    except Exception as error:  # a bug: the rota is kept all the same, and whoever asked for it is shown where it is
        return Reserved(document, NO_RESERVES.format(_words(error)), error)
    return Reserved(replace(document, record=replace(document.record, reserves=standing_by)))


def _words(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there was not enough memory"
    return str(error) if isinstance(error, RotaError) else f"{type(error).__name__}: {error}".rstrip(": ")
