"""Who can go on a visit of the year at all, by the rules in force: figures are of these, and some rules ask for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rota.checking.open_slots import unable
from rota.domain import Member, Placement, Problem
from rota.domain.history_overlap import besides
from rota.rules import Rule
from rota.rules.validate import statements_of
from rota.text.english import day_in_words, joined

PERSONAL = "personal circumstances"
"""The name shown instead of a rule whose breach would tell of an absence, an interest, a check or a need."""


def with_who_can_go(problem: Problem, rules: Sequence[Rule]) -> Problem:
    """The problem in which it is known whom the rules keep from every visit, and which of them do. RuleError as ever.

    To be asked again whenever the problem or the rules have changed.
    """
    return problem.knowing(unable(problem, ((rule.name, said) for rule, said in statements_of(problem, rules))))


def for_rota(problem: Problem, rules: Sequence[Rule], placements: Iterable[Placement]) -> Problem:
    """The problem as it is read beside a rota with these placements: what both hold is the rota's, and counts once.

    Who can go is asked anew where that changes anything: a limit may be used up by a visit that is the rota's own.
    """
    once = besides(problem, placements)
    return problem if once is problem else with_who_can_go(once, rules)


def counts(problem: Problem, member: Member) -> bool:
    """Whether figures count the member: one who serves on a day of the year and can go on a visit of it."""
    return member.serves_in(problem.year) and member.id not in problem.cannot_go


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A member whom no figure counts: one who ``serves`` in the year but can go on no visit of it, or does not serve.

    ``why`` are the rules that keep the member from every visit, those that are personal under one name; or since when
    or until when the member does not serve.
    """

    member: str
    name: str
    serves: bool
    why: str


def apart(problem: Problem, rules: Sequence[Rule], going: Collection[str]) -> tuple[Uncounted, ...]:
    """Everybody whom no figure counts, in order of name; those who are ``going`` are counted in any case."""
    personal = {rule.name for rule in rules if rule.personal}
    found = [
        Uncounted(member.id, member.name, member.serves_in(problem.year), _why(problem, member, personal))
        for member in problem.members
        if member.id not in going and not counts(problem, member)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.member)))


def _why(problem: Problem, member: Member, personal: Collection[str]) -> str:
    if not member.serves_in(problem.year):
        return _when_not(problem, member)
    names = (PERSONAL if name in personal else name.replace("_", " ") for name in problem.cannot_go[member.id])
    return joined(list(dict.fromkeys(names)))


def _when_not(problem: Problem, member: Member) -> str:
    """When one who does not serve in the year left, or will join."""
    first, last = problem.year.ends()
    begins = [term.start for term in member.terms if term.start and term.start > last]
    ended = [term.end for term in member.terms if term.end and term.end < first]
    if begins:
        return f"joins on {day_in_words(min(begins))}"
    return f"left on {day_in_words(max(ended))}" if ended else "no time of office"


def apart_in_words(found: Sequence[Uncounted]) -> Iterator[str]:
    """For the officer alone: who is counted in no figure, by name, and why."""
    unable, gone = [one for one in found if one.serves], [one for one in found if not one.serves]
    if unable:
        yield f"Can go on no visit of the year, and counted in no figure: {_by_reason(unable)}."
    if gone:
        does = "Does" if len(gone) == 1 else "Do"
        yield f"{does} not serve in the year, and in no figure, page or calendar: {_by_reason(gone)}."


def _by_reason(found: Sequence[Uncounted]) -> str:
    names: dict[str, list[str]] = {}
    for one in found:
        names.setdefault(one.why, []).append(one.name)
    return "; ".join(f"{joined(those)} ({why})" for why, those in names.items())
