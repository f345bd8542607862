"""Makes a published rota fit what has changed: past visits stay, and fewest people are disturbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.auditing import DisagreementError
from rota.checking.who_can_go import for_rota
from rota.compare import DiaryChange, diary_changes
from rota.domain import Placement, Problem, Rota
from rota.domain.working_days import working_days_after
from rota.errors import RotaError
from rota.record import Certificate
from rota.replanning.dropped import Dropped, by_person, together
from rota.replanning.inheritance import Inherited, inherited
from rota.rules import Rule
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.reoptimise import (
    DisturbanceCost,
    NotRenewed,
    PublishedRota,
    Reoptimised,
    movable_after,
    renewed,
)
from rota.solving.model.what_is_over import received_as_they_were
from rota.text.english import day_in_words

USUAL_NOTICE = 20
"""Working days within which nothing is changed unless it must be (domain A19)."""


class CannotStayError(RotaError):
    """A visit cannot be kept as people know it; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """The nearest rota to a published one, with its proof and what it changes.

    ``changes`` are by person. ``dropped`` are visits that are no longer owed and ``added`` those that are new, by
    title; ``over_and_not_owed`` were made, and the tables owe them no longer, so that the rota cannot hold them, nor
    the people of ``over_without``, a sentence each, whom they no longer list.
    ``already_broken`` are musts that what is over breaks, and nothing can mend. ``points`` and the ``offers``
    weigh the same rules: those of now.
    """

    rota: Rota
    from_day: date
    notice_ends: date
    disturbance: Disturbance
    bound: Disturbance
    proven_best: bool
    points: int
    offers: tuple[DisturbanceCost, ...]
    changes: tuple[DiaryChange, ...]
    dropped: tuple[str, ...]
    over_and_not_owed: tuple[str, ...]
    over_without: tuple[str, ...]
    added: tuple[str, ...]
    already_broken: tuple[str, ...]
    certificate: Certificate | None

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those whose diary changes, each once."""
        return tuple(dict.fromkeys(change.person for change in self.changes))

    @property
    def proven_nearest(self) -> bool:
        """No rota disturbs less."""
        return self.disturbance <= self.bound


def replan(
    problem: Problem,
    rules: Sequence[Rule],
    published: Rota,
    from_day: date,
    notice: int = USUAL_NOTICE,
    with_offers: bool = True,
    names: Mapping[str, str] | None = None,
) -> Replanned | NotRenewed:
    """The rota nearest to the published one, from this day on, or that there is none or none was found.

    Visits before that day stay as they were, unless they were cancelled. Within ``notice`` working days nothing
    changes unless it must. A visit lasts as long as the problem says, whatever it was when it was published, and what
    the history holds of it is the same visit. ``names`` are of people who are no longer listed. CannotStayError when
    a visit that is over is at no time of the year, or one is published twice.
    """
    _must_be_once(published)
    known = inherited(problem, _as_long_as_now(problem, published))
    problem = for_rota(problem, rules, known.placements)
    movable = movable_after(problem, known.placements, from_day) | _cancelled(problem, known)
    problem = received_as_they_were(problem, [place for place in known.placements if place.visit not in movable])
    _must_be_of_the_year(problem, [place for place in known.placements if place.visit not in movable])
    notice_ends = working_days_after(from_day, notice, problem.closures)
    dropped = Dropped(problem, tuple(place for place in known.dropped if place.slot.day >= from_day))
    over = Dropped(problem, tuple(place for place in known.dropped if place.slot.day < from_day))
    told = PublishedRota(known.placements, movable, from_day, notice_ends, dropped.people)
    found = renewed(problem, rules, told, with_offers)
    if isinstance(found, NotRenewed):
        return found
    plan = _replanned(problem, told, dropped, over, found)
    renamed = (replace(one, name=(names or {}).get(one.person, one.name)) for one in plan.changes)
    return replace(plan, changes=by_person(tuple(renamed)))


def _cancelled(problem: Problem, known: Inherited) -> frozenset[str]:
    """Visits that were cancelled on the day for which they are planned: they are owed again, past or not."""
    off = {(one.visit, one.day) for one in problem.cancelled}
    return frozenset(place.visit for place in known.placements if (place.visit, place.slot.day) in off)


def _as_long_as_now(problem: Problem, published: Rota) -> Rota:
    slots = {slot.id: slot for slot in problem.slots}
    return Rota(tuple(replace(place, slot=slots.get(place.slot.id, place.slot)) for place in published.placements))


def _must_be_once(published: Rota) -> None:
    for visit, times in Counter(place.visit for place in published.placements).items():
        if times > 1:
            raise CannotStayError(f"The visit '{visit:.80}' is in the published rota {times} times. Keep one of them.")


def _must_be_of_the_year(problem: Problem, placements: Sequence[Placement]) -> None:
    slots = set(problem.slots)
    for place in placements:
        if place.slot not in slots:
            raise CannotStayError(
                f"{problem.title(place.visit)} was on {place.slot.id}, which is not a session of the year. "
                "Add the session to the settings, so that what is over can stay as it was."
            )


def _replanned(problem: Problem, told: PublishedRota, dropped: Dropped, over: Dropped, found: Reoptimised) -> Replanned:
    """Everything that the answer tells, the people counted again from the two rotas."""
    moves = diary_changes(problem, Rota(told.placements), found.rota)
    changes = by_person([*(change for change in moves if change.visit in told.movable), *dropped.changes])
    _must_agree(problem, changes, found)
    titles = {place.visit for place in told.placements}
    sure = dropped.disturbs(told.first_day, told.notice_ends)
    return Replanned(
        rota=found.rota,
        from_day=told.first_day,
        notice_ends=told.notice_ends,
        disturbance=together(found.disturbance, sure),
        bound=together(found.bound, sure),
        proven_best=found.proven_best,
        points=found.report.points,
        offers=found.offers,
        changes=changes,
        dropped=dropped.titles,
        over_and_not_owed=over.titles,
        over_without=tuple(_over_without(problem, told)),
        added=tuple(problem.title(visit.id) for visit in problem.visits if visit.id not in titles),
        already_broken=tuple(finding.sentence for finding in found.report.breaches),
        certificate=found.certificate,
    )


def _over_without(problem: Problem, told: PublishedRota) -> Iterator[str]:
    """Each person who went on a visit that is over and is not in the tables any more."""
    listed = {member.id for member in problem.members}
    for place in told.placements:
        if place.visit not in told.movable:
            for member in sorted(set(place.members) - listed):
                yield f"{member}, who went to {problem.title(place.visit)} on {day_in_words(place.slot.day)}"


def _must_agree(problem: Problem, changes: Sequence[DiaryChange], found: Reoptimised) -> None:
    """The people that the two rotas show must be as many as the engine counted; it does not know who is not listed."""
    listed = {member.id for member in problem.members} | {host.id for host in problem.hosts}
    people = {change.person for change in changes} & listed
    if len(people) != found.disturbance.people:
        raise DisagreementError(
            f"The engine counts {found.disturbance.people} people disturbed; the two rotas show {len(people)}."
        )
