"""A re-plan as a paper: how few changes, what each person must know, and what more changes would buy."""

from __future__ import annotations

from collections.abc import Iterator

from rota.domain import Problem
from rota.exports.paper import Paper, Section, Table
from rota.replanning.replan import Replanned
from rota.words import counted, day_in_words, joined

HEADINGS = {
    "touched": "Visits within the notice period that change",
    "people": "People disturbed",
    "moved": "Dates moved",
    "late": "Changes within the notice period",
    "changes": "Changes in diaries",
}
"""Each level of disturbance, the weightiest first."""


def paper_of_replan(problem: Problem, plan: Replanned) -> Paper:
    """The answer, to be read aloud and then worked through."""
    sections = (
        Section("", tuple(_opening(plan))),
        Section("Level by level, the first before the second and so on", (), _levels(plan)),
        Section("What changes, by person", tuple(change.sentence for change in plan.changes)),
        Section("What more changes would buy", tuple(_offers(plan)), _offer_table(plan)),
        Section("Broken already by what is over, which nothing can mend", plan.already_broken),
    )
    return Paper(problem.council, "The rota re-planned", sections, draft=bool(plan.already_broken))


def _opening(plan: Replanned) -> Iterator[str]:
    since = f"From {day_in_words(plan.from_day)}, with notice until {day_in_words(plan.notice_ends)}."
    yield since
    if not plan.changes:
        yield "Nothing has to change: the published rota still keeps every must."
        return
    people = _people(len(plan.people))
    yield f"{counted(len(plan.changes), 'change')} for {people}; {_proof(plan)}."
    if plan.dropped:
        yield f"No longer owed: {joined(plan.dropped)}."
    if plan.added:
        yield f"New: {joined(plan.added)}."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _proof(plan: Replanned) -> str:
    if plan.proven_nearest:
        return "fewer is not possible"
    if plan.bound.people == plan.disturbance.people:
        return "fewer people is not possible, though perhaps fewer changes"
    return f"fewer than {_people(plan.bound.people)} is not possible"


def _levels(plan: Replanned) -> Table | None:
    if not plan.changes:
        return None
    rows = []
    proven = True
    for level, heading in HEADINGS.items():
        reached, bound = getattr(plan.disturbance, level), getattr(plan.bound, level)
        proven = proven and reached <= bound
        rows.append((heading, str(reached), "fewer is not possible" if proven else "fewer may be possible"))
    least = "fewer is not possible" if plan.proven_best else "fewer may be possible"
    rows.append(("Points, of all that disturb as little", f"{plan.points:,}", least))
    return Table(("Level", "Number", "Proof"), tuple(rows), numeric=(1,))


def _offers(plan: Replanned) -> Iterator[str]:
    if plan.changes and not any(offer.points < plan.points for offer in plan.offers):
        best = all(offer.proven for offer in plan.offers)
        yield f"Up to {len(plan.offers)} more people {'would' if best else 'were not found to'} save no points."


def _offer_table(plan: Replanned) -> Table | None:
    if not plan.changes or not any(offer.points < plan.points for offer in plan.offers):
        return None
    rows = [("as planned", str(plan.disturbance.people), f"{plan.points:,}", "", _sure(plan.proven_best))]
    for more, offer in enumerate(plan.offers, start=1):
        saved = plan.points - offer.points
        rows.append((f"{more} more", str(offer.people), f"{offer.points:,}", f"{saved:,}", _sure(offer.proven)))
    return Table(("People", "Disturbed", "Points", "Saved", ""), tuple(rows), numeric=(1, 2, 3))


def _sure(proven: bool) -> str:
    return "proven" if proven else "found"
