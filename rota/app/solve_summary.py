"""What ``rota solve`` says of its answer: a short summary to be read aloud, or the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.explaining.context import RotaContext
from rota.explaining.unmet import Unmet, unmet
from rota.exports.summary_text import (
    POINTS,
    certificate,
    measures_fairness,
    proven_best,
    summary,
    year_in_words,
)
from rota.exports.view import Document
from rota.reports.unmet_report import in_one_line
from rota.text.english import counted, gap_in_words

NAMED = 5
"""Preferences told in the summary; officer.html has them all."""
ASKED = 12
"""Visits that are asked, in a summary, why they do not meet a preference: each is a search of its own."""


MORE = "; 'rota why' with the rota says more"


def lines(document: Document, not_met: Sequence[Unmet], more: str = MORE) -> Iterator[str]:
    """The summary, a sentence on each line: what is ``not_met`` with its reasons, and where ``more`` is said of it."""
    yield f"{document.problem.council}, {year_in_words(document)}."
    yield from summary(document)[: -len(certificate(document))]
    if document.report.points:
        yield POINTS
    yield from _proven(document)
    yield from remarks(document)
    yield from _not_met(not_met, more)


def not_met(document: Document) -> tuple[Unmet, ...]:
    """The preferences that the new rota does not meet, with reasons for the first visits."""
    return unmet(RotaContext(document.problem, document.rules, document.record.rota), ASKED, ways=0)


def remarks(document: Document) -> Iterator[str]:
    """What the rules have to say of the rota that is no finding."""
    for rule in document.rules:
        yield from rule.remarks(document.problem, document.record.rota)


def _proven(document: Document) -> Iterator[str]:
    proof = document.record.certificate
    assert proof is not None
    if measures_fairness(document):
        short = counted(proof.fairness - proof.fairness_bound, "point")
        yield (
            "No fairer rota exists." if proof.proven_fairest else f"Fairness is within {short} of the fairest possible."
        )
    points = counted(proof.value, "point")
    if proof.proven_best:
        yield proven_best(proof.value)
    else:
        gap = gap_in_words(proof.gap, proof.bound).replace(")", " of the bound)")
        yield f"Not proven best: of its {points}, a better rota could save at most {gap}."


def _not_met(found: Sequence[Unmet], more: str) -> Iterator[str]:
    if not found:
        yield "Every preference is met."
        return
    yield f"{counted(len(found), 'preference')} could not be met everywhere{more}:"
    yield from map(in_one_line, found[:NAMED])
    rest = found[NAMED:]
    if rest:
        points = counted(sum(one.points for one in rest), "point")
        yield f"- {counted(len(rest), 'other')}, for {points} together."


def data(
    document: Document, files: Sequence[str], folder: str, stopped: bool, warnings: Sequence[str] = ()
) -> dict[str, object]:
    """The summary as JSON data, with what was warned of before."""
    proof = document.record.certificate
    assert proof is not None
    loads = [row.load for row in document.members() if row.share]
    paired = [row for row in document.visits() if len(row.visitors) >= 2]
    return {
        "result": "proven best" if proof.proven_best else "best found",
        "stopped": stopped,
        "council": document.problem.council,
        "visits": len(document.problem.visits),
        "visits_placed": len(document.problem.visits) - len(document.not_placed()),
        "points": proof.value,
        "bound": proof.bound,
        "gap": proof.gap,
        "proven_best": proof.proven_best,
        "fairness": proof.fairness,
        "fairness_bound": proof.fairness_bound,
        "proven_fairest": proof.proven_fairest and measures_fairness(document),
        "least_load": round(float(min(loads, default=0)), 3),
        "largest_load": round(float(max(loads, default=0)), 3),
        "members_counted": len(document.members()),
        "members_who_cannot_go": sum(row.serves for row in document.apart()),
        "cross_party_visits": sum(row.cross_party for row in paired),
        "visits_of_two_or_more": len(paired),
        "points_by_rule": document.report.points_by_rule(),
        "folder": folder,
        "files": list(files),
        "warning_count": len(warnings),
        "warnings": list(warnings),
    }
