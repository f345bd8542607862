"""Explanations of a council's rota: why, why not, how fair, who could swap and who could step in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from rota.app.answer import Found, Result
from rota.app.council import Council, Solution
from rota.app.lookup import Meant
from rota.app.substitute import carried
from rota.domain import Rota
from rota.errors import CouldNotRunError
from rota.explaining import fairness as fairly
from rota.explaining import reserves as standing_by
from rota.explaining import swaps as swapping
from rota.explaining import unmet as preferences
from rota.explaining import why_member as of_member
from rota.explaining import why_not as of_absence
from rota.explaining import why_visit
from rota.explaining.context import RotaContext
from rota.exports.view import Document
from rota.reports import people_reports, unmet_report, why_member_report, why_report
from rota.text.english import day_in_words

Audience = Literal["officer", "member"]
"""For a member, what is personal is only 'not available'."""


def why(
    council: Council,
    rota: Rota | Solution,
    visit: str,
    member: str | None = None,
    *,
    first_day: date | None = None,
    audience: Audience = "officer",
) -> Result[why_visit.Why]:
    """Why a visit is as it is, or why a member goes on it: what it costs, and the next best ways.

    Visit and member are named as on the command line. What was before ``first_day`` is over.
    """
    ground, meant = ground_of(council, rota, first_day), Meant(council.problem)
    visit, who = meant.member_on(visit, member, ground.rota) if member else (meant.placed(visit, ground.rota), "")
    return why_in(ground, visit, _goes(ground, visit, who) if who else "", audience)


def why_not(
    council: Council,
    rota: Rota | Solution,
    visit: str,
    member: str,
    *,
    first_day: date | None = None,
    audience: Audience = "officer",
) -> Result[of_absence.WhyNot]:
    """Why a member does not go on a visit, and what it would cost."""
    ground, meant = ground_of(council, rota, first_day), Meant(council.problem)
    visit, who = meant.placed(visit, ground.rota), meant.member(member)
    if who in ground.placement(visit).members:
        raise CouldNotRunError(f"{council.problem.member(who).name} goes on this visit.")
    return why_not_in(ground, visit, who, audience)


def why_member(
    council: Council,
    rota: Rota | Solution,
    member: str,
    *,
    first_day: date | None = None,
    audience: Audience = "officer",
) -> Result[of_member.WhyMember]:
    """Why a member has the visits they have: places and who can go, what each carried, who else was level."""
    ground = ground_of(council, rota, first_day)
    return why_member_in(ground, Meant(council.problem).member(member), audience)


def unmet(
    council: Council, rota: Rota | Solution, *, first_day: date | None = None
) -> Result[tuple[preferences.Unmet, ...]]:
    """What preferences the rota could not meet, and why."""
    return unmet_in(ground_of(council, rota, first_day))


def why_in(ground: RotaContext, visit: str, member: str, audience: Audience) -> Result[why_visit.Why]:
    """The answer to ``why`` where a rota is open; the member, if one is given by id, goes on the visit."""
    found = why_visit.why(ground, visit, member)
    found = why_visit.for_member(found, ground) if audience == "member" else found
    return _marked(Result(found, why_report.paper_of_why(ground.problem.council, found)), ground)


def why_not_in(ground: RotaContext, visit: str, member: str, audience: Audience) -> Result[of_absence.WhyNot]:
    """The answer to ``why_not`` where a rota is open; the member, by id, does not go on the visit."""
    found = of_absence.why_not(ground, visit, member)
    found = of_absence.for_member(found) if audience == "member" else found
    return _marked(Result(found, why_report.paper_of_why_not(ground.problem.council, found)), ground)


def why_member_in(ground: RotaContext, member: str, audience: Audience) -> Result[of_member.WhyMember]:
    """The answer to ``why_member`` where a rota is open, of a member by id."""
    found = of_member.why_member(ground, member)
    found = of_member.for_member(found) if audience == "member" else found
    return _marked(Result(found, why_member_report.paper_of_why_member(ground.problem.council, found)), ground)


def unmet_in(ground: RotaContext) -> Result[tuple[preferences.Unmet, ...]]:
    """The answer to ``unmet`` where a rota is open."""
    found = preferences.unmet(ground)
    return _marked(Result(found, unmet_report.paper_of_unmet(ground.problem.council, found)), ground)


def fairness(
    council: Council, rota: Rota | Solution, *, first_day: date | None = None, audience: Audience = "officer"
) -> Result[fairly.Fairness]:
    """How visits are shared by group and by member, and how fair that is."""
    return fairness_in(ground_of(council, rota, first_day), audience)


def fairness_in(ground: RotaContext, audience: Audience) -> Result[fairly.Fairness]:
    """The answer to ``fairness`` where a rota is open."""
    found = fairly.fairness(ground)
    found = fairly.for_member(found) if audience == "member" else found
    year = " to ".join(day_in_words(day) for day in ground.problem.year.ends())
    return _marked(Result(found, people_reports.paper_of_fairness(ground.problem.council, found, year)), ground)


def swaps(
    council: Council, rota: Rota | Solution, member: str, visit: str, *, most: int = 10, first_day: date | None = None
) -> Result[swapping.Offers]:
    """The lawful swaps of two or three members that free the member from the visit, fewest points first."""
    ground, meant = ground_of(council, rota, first_day), Meant(council.problem)
    return swaps_in(ground, meant.member_on(visit, member, ground.rota), most)


def swaps_in(ground: RotaContext, place: tuple[str, str], most: int) -> Result[swapping.Offers]:
    """The answer to ``swaps`` where a rota is open, of a place: a visit and a member, by id."""
    visit, who = place
    found = swapping.offers(ground, _goes(ground, visit, who), visit, most)
    return _marked(Result(found, people_reports.paper_of_swaps(ground.problem.council, found)), ground)


def reserves(
    council: Council,
    rota: Rota | Solution,
    visit: str,
    leaver: str | None = None,
    *,
    most: int = 10,
    first_day: date | None = None,
) -> Result[standing_by.StandBy]:
    """Who could step in on the visit, for the leaver or for anybody, without breaking a hard rule."""
    ground, meant = ground_of(council, rota, first_day), Meant(council.problem)
    place = meant.member_on(visit, leaver, ground.rota) if leaver else (meant.placed(visit, ground.rota), "")
    return reserves_in(ground, place, rota.opened if isinstance(rota, Solution) else None, most)


def reserves_in(
    ground: RotaContext, place: tuple[str, str], document: Document | None, most: int
) -> Result[standing_by.StandBy]:
    """The answer to ``reserves`` where a rota is open, of a visit and whoever leaves it, empty for anybody, by id.

    The reserves that the ``document`` gives the visit are named.
    """
    visit, leaver = place
    found = standing_by.stand_by(ground, visit, _goes(ground, visit, leaver) if leaver else "")
    held = carried(ground.problem, document, visit) if document else ()
    return _marked(Result(found, people_reports.paper_of_reserves(ground.problem.council, found, held, most)), ground)


def ground_of(council: Council, rota: Rota | Solution, first_day: date | None) -> RotaContext:
    """What explanations stand on. NotOfTheYearError when the rota is of another year."""
    over = rota.opened.record.over_before if isinstance(rota, Solution) and rota.opened else None
    first = max(filter(None, (first_day, over)), default=None)
    return RotaContext(council.problem, council.rules, rota_of(rota), first)


def _goes(ground: RotaContext, visit: str, member: str) -> str:
    """The member, who goes on the visit. CouldNotRunError when not."""
    if member not in ground.placement(visit).members:
        raise CouldNotRunError(f"{ground.problem.member(member).name} does not go on this visit.")
    return member


def rota_of(rota: Rota | Solution) -> Rota:
    """The rota alone."""
    return rota.rota if isinstance(rota, Solution) else rota


def _marked(answer: Result[Found], ground: RotaContext) -> Result[Found]:
    """The answer, its paper marked when the rota breaks a hard rule."""
    return replace(answer, paper=replace(answer.paper, draft=answer.paper.draft or not ground.kept))
