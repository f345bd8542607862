"""What an export says of a rota in sentences, the same in every format."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from rota.exports.view import Document
from rota.rules import Rule
from rota.text.english import counted, day_in_words, joined

DIFFERENT = 4
"""Numbers of visits told one by one: more would not be listened to."""

POINTS = "Points are the price of preferences that are not met, as the council set them: the fewer, the better."
"""What points are, wherever they first appear."""


def year_in_words(document: Document) -> str:
    """The year of the rota, such as "1 April 2026 to 31 March 2027"."""
    first, last = document.problem.year.ends()
    return f"{day_in_words(first)} to {day_in_words(last)}"


def summary(document: Document) -> tuple[str, ...]:
    """What the rota achieves: visits placed, cross-party groups, how the visits are shared, what is proven."""
    return (_placed(document), *_deputies(document), _cross_party(document), *_shared(document), *certificate(document))


def _placed(document: Document) -> str:
    owed, missing = len(document.problem.visits), len(document.not_placed())
    filled = sum(place.visitor is not None for place in document.places())
    placed = (
        f"All {counted(owed, 'visit')} placed" if owed and not missing else f"{owed - missing} of {owed} visits placed"
    )
    return f"{placed}, with {counted(filled, 'place')} filled by members."


def _deputies(document: Document) -> Iterator[str]:
    """How many visits a deputy receives, where any does."""
    problem = document.problem
    hosts = {visit.id: problem.team_of(visit.id).receivers[:1] for visit in problem.visits}
    rows = document.visits()
    stood_in = [row for row in rows if row.hosts and row.hosts != hosts.get(row.visit, row.hosts)]
    if stood_in:
        of_them = "1 visit is" if len(stood_in) == 1 else f"{len(stood_in):,} visits are"
        yield f"{of_them} received by a deputy."


def _cross_party(document: Document) -> str:
    paired = [row for row in document.visits() if len(row.visitors) >= 2]
    if not paired:
        return "No visit is made by two members or more, so none can be cross-party."
    across = sum(row.cross_party for row in paired)
    if len(paired) == 1:
        return f"The one visit made by two members or more is {'' if across else 'not '}cross-party."
    of_them = (
        f"All {across:,} visits" if across == len(paired) else f"{across:,} of the {counted(len(paired), 'visit')}"
    )
    return f"{of_them} made by two members or more {_are(across)} cross-party."


def _shared(document: Document) -> Iterator[str]:
    members = document.members()
    if not members:
        return
    yield f"This year {_visits_each([row.visits for row in members])}."
    yield from cannot_go(document)
    loads = [row.load for row in members if row.share]
    if loads:
        ends = f"{float(min(loads)):.1f} to {float(max(loads)):.1f}"
        yield f"Counting earlier visits and time served, members' loads run from {ends}."


def cannot_go(document: Document) -> tuple[str, ...]:
    """How many members serve and are counted in no figure, for they can go on no visit; nothing where all can."""
    apart = sum(row.serves for row in document.apart())
    if not apart:
        return ()
    who, is_not = ("1 more member serves", "is not") if apart == 1 else (f"{apart:,} more members serve", "are not")
    return (f"{who} but can go on no visit of the year, and {is_not} counted.",)


def _visits_each(visits: Sequence[int]) -> str:
    """How many members make how many visits; only the ends and the mean when the numbers are many."""
    counts = sorted(Counter(visits).items())
    if len(counts) > DIFFERENT:
        mean = sum(visits) / len(visits)
        return f"{len(visits):,} members make {counts[0][0]} to {counts[-1][0]} visits each, {mean:.1f} on average"
    return joined(
        [
            f"{counted(people, 'member')} {'makes' if people == 1 else 'make'} {counted(number, 'visit')}"
            f"{' each' if number and people > 1 else ''}"
            for number, people in counts
        ]
    )


def certificate(document: Document) -> tuple[str, ...]:
    """What is proven of the rota, never more than the audit bears out."""
    proof, report = document.record.certificate, document.report
    if proof is None:
        return ("This rota has no certificate: nothing is proven of how fair it is.",)
    if not report.kept:
        return ("This rota breaks a must, so nothing is proven of how fair it is.",)
    if proof.value != report.points:
        return (
            f"The certificate is for a rota of {proof.value:,} points and the audit finds {report.points:,}, "
            "so nothing is proven of this one.",
        )
    fair = (
        "Proven fairest: no rota that keeps every must shares the visits more evenly."
        if proof.proven_fairest
        else f"Not proven fairest: its sharing costs {proof.fairness:,} points, and no rota's can cost fewer than "
        f"{proof.fairness_bound:,}."
    )
    best = (
        proven_best(proof.value)
        if proof.proven_best
        else f"Not proven best: of its {counted(proof.value, 'point')}, a better rota could save at most {proof.gap:,}."
    )
    return (fair, best) if measures_fairness(document) else (best,)


def measures_fairness(document: Document) -> bool:
    """Whether a rule in force counts how evenly visits are shared: without one, nothing is known of it."""
    measuring = (rule for rule in document.rules if rule.measures_fairness)
    return any(True for rule in measuring for _ in rule.statements(document.problem))


def proven_best(points: int) -> str:
    """That no rota is better, in a sentence."""
    if not points:
        return "Proven best: every must is kept and no preference costs a point."
    return f"Proven best: no rota that keeps every must has fewer than its {counted(points, 'point')}."


def rule_in_words(name: str) -> str:
    """A rule's name as people write it: "fair_share" is "Fair share"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def draft(document: Document) -> str:
    """What marks a rota that breaks a must on every page and file of it."""
    return f"DRAFT: this rota breaks {counted(len(document.breaches()), 'must')}"


def asks(rule: Rule) -> str:
    """What the rule asks: the first line of its docstring."""
    return (inspect.getdoc(type(rule)) or "").partition("\n")[0]


def numbers(rule: Rule) -> tuple[str, ...]:
    """The rule's numbers in force, such as "points per visit: 20". Whether it is a must is its kind, not a number."""
    names = [field.name for field in fields(rule) if field.name != "must"]
    return tuple(f"{name.replace('_', ' ')}: {_value(getattr(rule, name))}" for name in names)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return joined([str(item) for item in value]) or "none"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
