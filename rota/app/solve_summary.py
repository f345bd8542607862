"""What ``rota solve`` says of its answer: a short summary to be read aloud, or the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.exports.summary_text import (
    certificate,
    measures_fairness,
    proven_best,
    rule_in_words,
    summary,
    year_in_words,
)
from rota.exports.view import Document
from rota.text.english import counted, gap_in_words, joined

NAMED = 5
"""Preferences named in the summary; rota.html has them all."""


def lines(document: Document) -> Iterator[str]:
    """The summary, a sentence on each line."""
    yield f"{document.problem.council}, {year_in_words(document)}."
    yield from summary(document)[: -len(certificate(document))]
    yield from _proven(document)
    yield _unmet(document)


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


def _unmet(document: Document) -> str:
    costly = sorted(document.unmet(), key=lambda found: -found[1])
    if not costly:
        return "Every preference is met."
    named = [
        f"{rule_in_words(name).lower()} {counted(points, 'point')} ({_times(len(rows))})"
        for name, points, rows in costly
    ]
    rest = len(named) - NAMED
    if rest > 0:
        named[NAMED:] = [counted(rest, "other rule")]
    return f"Preferences not met: {joined(named)}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


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
