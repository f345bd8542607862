"""officer.html: what the rota costs, what could not be met and what is proven of it. For officers, not published."""

from __future__ import annotations

from dataclasses import dataclass

from rota.exports.edition import edition
from rota.exports.page import page
from rota.exports.summary_text import POINTS, asks, draft, numbers, rule_in_words, summary, year_in_words
from rota.exports.view import Document, kind_of
from rota.exports.year_strip import span_in_words
from rota.text.english import counted, day_in_words, moment_in_words


@dataclass(frozen=True, slots=True)
class UnmetPreference:
    """A preference that costs points, with each of its findings."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule as the page tells it."""

    name: str
    asks: str
    kind: str
    numbers: tuple[str, ...]


def render(document: Document) -> dict[str, bytes]:
    """The file officer.html, in UTF-8."""
    members, groups, breaches = document.members(), document.groups(), document.breaches()
    told = edition(document)
    return {
        "officer.html": page(
            "officer",
            council=document.problem.council,
            year=year_in_words(document),
            draft=draft(document) if breaches else "",
            breaches=[row.sentence for row in breaches],
            summary=summary(document),
            points=POINTS,
            groups=groups,
            largest_share=max((max(row.share_of_seats, row.share_of_places) for row in groups), default=0) or 1,
            members=members,
            largest_load=max((row.load for row in members), default=0) or 1,
            closures=[(span_in_words(one.span), one.reason) for one in document.closures()],
            holidays=[(span_in_words(one.span), one.reason) for one in document.school_holidays()],
            unmet=_unmet(document),
            rules=[
                RuleInForce(rule_in_words(rule.name), asks(rule), kind_of(rule), numbers(rule))
                for rule in document.rules
            ],
            log=[f"{day_in_words(entry.day)}: {entry.sentence}" for entry in document.record.log],
            edition=told,
            provenance=_provenance(document, told),
        )
    }


def _unmet(document: Document) -> list[UnmetPreference]:
    """Each preference that costs points; fairness is shown by the loads instead."""
    return [
        UnmetPreference(
            f"{rule_in_words(name)}: {counted(points, 'point')}",
            tuple(f"{row.sentence} ({counted(row.points, 'point')})" for row in rows),
        )
        for name, points, rows in document.unmet()
    ]


def _provenance(document: Document, told: str) -> dict[str, str]:
    """Where the rota came from, so that anyone can ask for it to be made again."""
    origin = document.record.provenance
    return {
        "Edition": told,
        "Dated": moment_in_words(origin.stamp),
        "Program version": origin.version,
        "Seed": str(origin.seed),
        "Hash of the inputs": origin.snapshot,
    }
