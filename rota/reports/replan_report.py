"""A re-plan as a paper: how few changes, what each person must know, and what more changes would buy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.domain import Problem
from rota.replanning.replan import Replanned
from rota.reports.report import Paper, ReportTable, Section
from rota.text.english import counted, day_in_words, joined

HEADINGS = {
    "touched": "Visits within the notice period that change",
    "people": "People disturbed",
    "moved": "Dates moved",
    "late": "Changes within the notice period",
    "changes": "Changes in diaries",
}
"""Each level of disturbance, the weightiest first."""


def paper_of_replan(problem: Problem, plan: Replanned, lost: Sequence[str] = ()) -> Paper:
    """The answer, to be read aloud and then worked through; ``lost`` says in sentences what it was asked for."""
    sections = (
        Section("", (*lost, *_opening(plan))),
        Section("How much changes, what weighs most first", (), _levels(plan)),
        Section("What changes, by person", tuple(change.sentence for change in plan.changes)),
        Section("What more changes would buy", tuple(_offers(plan)), _offer_table(plan)),
        Section("Broken already by visits that are over, and past mending", plan.already_broken),
    )
    return Paper(problem.council, "The rota re-planned", sections, draft=bool(plan.already_broken))


def _opening(plan: Replanned) -> Iterator[str]:
    first, last = day_in_words(plan.from_day), day_in_words(plan.notice_ends)
    yield f"Nothing before {first} changes; from then to {last}, the notice period, only what must."
    if plan.changes:
        diaries = "diary" if len(plan.people) == 1 else "diaries"
        changes = f"{counted(len(plan.changes), 'change')} in the {diaries} of {_people(len(plan.people))}"
        yield f"{changes}; {_proof(plan)}."
    elif plan.already_broken:
        yield "Nothing has to change: every must that can still be kept is kept."
    else:
        yield "Nothing has to change: the published rota still keeps every must."
    if plan.dropped:
        yield f"No longer owed: {joined(plan.dropped)}."
    if plan.over_and_not_owed:
        yield (
            f"Over, but owed no longer by the tables, so left out: {joined(plan.over_and_not_owed)}. "
            "To keep what was made, raise the team's visits a year."
        )
    if plan.over_without:
        yield (
            f"Not in the tables any more, so left out of what is over: {joined(plan.over_without)}. "
            "To keep who went, put them back into members with their last day."
        )
    if plan.added:
        yield f"New: {joined(plan.added)}."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _proof(plan: Replanned) -> str:
    if plan.proven_nearest:
        return "fewer is not possible"
    if plan.bound.people == plan.disturbance.people:
        return "fewer people is not possible, though perhaps fewer changes"
    if not plan.bound.people:
        return "fewer may be possible"
    return f"fewer than {_people(plan.bound.people)} is not possible"


def _levels(plan: Replanned) -> ReportTable | None:
    if not plan.changes:
        return None
    rows = []
    proven = True
    for level, heading in HEADINGS.items():
        reached, bound = getattr(plan.disturbance, level), getattr(plan.bound, level)
        proven = proven and reached <= bound
        rows.append((heading, str(reached), "fewer is not possible" if proven else "fewer may be possible"))
    least = "fewer is not possible" if plan.proven_best else "fewer may be possible"
    rows.append(("Points, of all rotas that change as little", f"{plan.points:,}", least))
    return ReportTable(("Level", "Number", "Proof"), tuple(rows), numeric=(1,))


def _offers(plan: Replanned) -> Iterator[str]:
    if plan.changes and plan.offers and not any(offer.points < plan.points for offer in plan.offers):
        more = f"isturbing up to {len(plan.offers)} more people"
        proven = all(offer.proven for offer in plan.offers)
        yield f"D{more} would save no points." if proven else f"No rota was found that saves points by d{more}."


def _offer_table(plan: Replanned) -> ReportTable | None:
    if not plan.changes or not any(offer.points < plan.points for offer in plan.offers):
        return None
    rows = [("as planned", str(plan.disturbance.people), f"{plan.points:,}", "", _sure(plan.proven_best))]
    for more, offer in enumerate(plan.offers, start=1):
        saved = plan.points - offer.points
        rows.append((f"{more} more", str(offer.people), f"{offer.points:,}", f"{saved:,}", _sure(offer.proven)))
    return ReportTable(("People", "Disturbed", "Points", "Saved", ""), tuple(rows), numeric=(1, 2, 3))


def _sure(proven: bool) -> str:
    return "proven" if proven else "found"
