"""Members go with somebody new each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Distinct, Finding, Rule, Statement
from rota.text.english import joined


@dataclass(frozen=True)
class NewPartners(Rule):
    """No two members go on more than one visit of the year together.

    Earlier years are not looked at. It is off until a council asks for it.

    Why: Members learn from each other, and a pair that always goes together sees with one pair of eyes.
    Source: Judgement: councils that rotate pairs say "no pair twice in a term".
    Kept: Ann goes once with Bob and once with Cat.
    Broken: Ann goes twice with Bob.
    Numbers: points_per_repeat is the price, to each of the two members, of each time that they go together again;
        must makes it a must.
    """

    points_per_repeat: int = 10
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True
    on_by_default: ClassVar[bool] = False

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if len(problem.visits) > 1 and len(problem.members) > 1 and (self.must or self.points_per_repeat):
            most, cost = (0, ()) if self.must else (None, (0, self.points_per_repeat))
            yield Distinct(None, None, "partner", "new partners each time", "again", most=most, cost=cost)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        together: Counter[tuple[str, str]] = Counter()
        listed = {member.id for member in problem.members}
        for placement in rota.placements:
            going = sorted(listed.intersection(placement.members))
            together.update((one, other) for place, one in enumerate(going) for other in going[place + 1 :])
        for pair, times in sorted(together.items()):
            if times > 1 and (self.must or self.points_per_repeat):
                names = joined([problem.member(member).name for member in pair])
                sentence = f"{names} go on {times} visits together; one is enough, so {times - 1} too many."
                if self.must:
                    yield self.breach(sentence, members=pair)
                else:
                    yield self.costs(2 * (times - 1) * self.points_per_repeat, sentence, members=pair)
