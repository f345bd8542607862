"""Only those who are members of the council on the day go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota, Span
from rota.rules import Bar, Finding, Ids, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class TermOfOffice(Rule):
    """Each member who goes is a member of the council on the day of the visit.

    Why: Members resign, lose seats and are elected during a year; only those in office may visit.
    Source: Sefton, a resignation in the weeks before May 2024; terms reset at elections (domain A34, 0.4).
    Kept: Ann, who leaves the council after 3 June, visits on 3 June.
    Broken: Ann visits on 4 June.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        alike: dict[tuple[Span, ...], list[str]] = defaultdict(list)
        for member in problem.members:
            alike[member.terms].append(member.id)
        members: dict[Ids, list[str]] = defaultdict(list)
        for terms, people in alike.items():
            ends = [term.sort_key() for term in terms]
            out = [slot.id for slot in problem.slots if not any(a <= slot.day <= b for a, b in ends)]
            members[tuple(out)] += people
        for slots, people in members.items():
            if slots:
                why = "term of office: not members of the council then"
                yield Bar(tuple(sorted(people)), None, all_or(slots, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            day = placement.slot.day
            for person in placement.members:
                member = problem.member(person)
                if not member.serves_on(day):
                    sentence = (
                        f"{member.name} is not a member of the council on {day_in_words(day)}, "
                        f"the day of {problem.title(placement.visit)}."
                    )
                    yield self.breach(sentence, placement.visit, (person,))

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Nothing: only members of the council go."""
        yield from ()
