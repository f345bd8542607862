"""How much of each search a problem gets, by its size and by whether the first draft broke a must."""

from __future__ import annotations

from dataclasses import dataclass

from rota.solving.search.annealing import Schedule

SMALL = 6_000
"""Booleans in the whole model up to which it is solved outright; S (66 members, 9 visits) has about 3,500."""
MIDDLING = 25_000
"""Booleans up to which the whole model is tried once neighbourhoods have brought the rota near the bound."""
AT_ONCE = Schedule(10, 1.0)
"""Enough for the public bar, whose greedy rota is nearly the best; less than any compiled search takes to load."""
QUICKLY = Schedule(200, 3.0)
WHERE_SMALL = (Schedule(200, 10.0), Schedule(300, 3.0))
"""Once more for small problems, hotter: a cold start stays as it is; so 18 of S's 20 seeds end at the best."""
WHERE_TIGHT = (Schedule(3_000, 50.0),)
"""The same where the first draft broke a must: hot enough to pass over dear rotas, for there are few others."""
WITHOUT_BLAME = (Schedule(1_000, 2.0), Schedule(2_000, 1.5))
"""Local search for problems too large for the relaxation; in steps, so that there is a fair rota early on."""
WHERE_VARIED = (Schedule(1_500, 5.0),)
"""Where different teams are counted, in large problems: neighbourhoods gain little there for their time, so that
there are none. On 300 visits to 25 homes, where a member had better see one (28 November 2026, seconds of CPU): 1,091
points above the bound after 7 s, 1,236 at heat 6, where the same year without the rule takes 5; with neighbourhoods
after it 821 after 25 s. 10,000 proposals a place, before swaps looked for known teams, and neighbourhoods: 779 after
45 s."""
LEAST_FOR_PROOF = 1.0
PART_FOR_PROOF = 0.1
"""Of the work allowed, and LEAST_FOR_PROOF at least: M's hardest seeds take 2.2 units, and more seldom end a proof."""


IDLE, IDLE_WHERE_SMALL, IDLE_WHERE_TIGHT = 20, 2, 8
"""Neighbourhoods in a row without a gain after which those around visits to blame are given up. Those of small
problems are nearly proofs, and those of tight ones seldom gain: of both there are few."""
IDLE_BEFORE_PROOF, IDLE_AT_LAST = 2, 30
"""The same of neighbourhoods at the end, where a proof follows and where none does."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """The searches of one run, in order.

    ``early`` comes before the relaxation; then neighbourhoods around the visits it blames, until so many in a row
    (``blamed``) gain nothing; then ``again``, or ``without_blame`` where there is no relaxation; then neighbourhoods
    once more (``last``). Then the ``whole`` model may be tried, with so much ``linearization``, and ``fairness`` alone.
    """

    blamed: int
    again: tuple[Schedule, ...]
    without_blame: tuple[Schedule, ...]
    last: int
    whole: bool
    fairness: bool
    linearization: int
    early: tuple[Schedule, ...] = (AT_ONCE, QUICKLY)


def plan_for(size: int, tight: bool, varied: bool = False) -> Strategy:
    """The plan of a problem with so many Booleans; ``tight`` when the first draft broke a must.

    ``varied`` when it counts different teams.
    """
    if varied and not tight and size > MIDDLING:
        return Strategy(
            blamed=0,
            again=WHERE_VARIED,
            without_blame=WHERE_VARIED,
            last=0,
            whole=False,
            fairness=False,
            linearization=2,
            early=(AT_ONCE,),
        )
    small, middling = size <= SMALL, size <= MIDDLING
    before_proof = IDLE_WHERE_TIGHT if tight else IDLE_BEFORE_PROOF
    return Strategy(
        blamed=IDLE_WHERE_TIGHT if tight else IDLE_WHERE_SMALL if small else IDLE,
        again=WHERE_TIGHT if tight else WHERE_SMALL if small else (),
        without_blame=WHERE_TIGHT if tight else WHERE_SMALL if small else WITHOUT_BLAME,
        last=before_proof if middling else IDLE_AT_LAST,
        whole=middling,
        fairness=small,
        linearization=1 if small else 2,
    )


def work_for_proof(most_work: float) -> float:
    """The work that one proof may take, of so much that is allowed."""
    return max(LEAST_FOR_PROOF, PART_FOR_PROOF * most_work)
