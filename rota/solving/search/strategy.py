"""How much of each search a problem gets, by its size and by whether the first draft broke a must."""

from __future__ import annotations

from dataclasses import dataclass

from rota.solving.search.annealing import Schedule

SMALL = 6_000
"""Booleans in the whole model up to which it is solved outright; S (66 members, 9 visits) has about 3,500.

Measured of S alone: all of 20 seeds proven, median 0.24 s (27 November 2026). Where between S and M the whole stops
paying was not; what would be measured is seconds to the proof of Mx0.5 either way."""
MIDDLING = 25_000
"""Booleans up to which the whole model is tried once neighbourhoods have brought the rota near the bound.

Measured below it: M, Mx0.5, Lx0.25 and Lx0.5 are proven so within 8.1 s and 215 MB (27 November 2026). The limit itself
was chosen without measurement: seconds and memory of Mx2 and L, tried whole, would set it."""
AT_ONCE = Schedule(10, 1.0)
"""Enough for the public bar, whose greedy rota is nearly the best; less than any compiled search takes to load.

Measured: the bar of 100 by 300 is at its bound after 0.22 s (27 November 2026)."""
QUICKLY = Schedule(200, 3.0)
"""What comes before the relaxation. Measured: on L neighbourhoods around blame, after it, take the place
of 1.8 million proposals (27 November 2026). The two numbers were chosen without measurement: M's and L's excess after
1 s would set them. Hotter starts than 3 ended worse when the kernel was made (24 November 2026, figures not kept)."""
WHERE_SMALL = (Schedule(200, 10.0), Schedule(300, 3.0))
"""Once more for small problems, hotter: a cold start stays as it is; so 18 of S's 20 seeds end at the best,
which was measured at this heat and at twice it, with 400 proposals for 300 (24 November 2026): the same 18."""
WHERE_TIGHT = (Schedule(3_000, 50.0),)
"""The same where the first draft broke a must: hot enough to pass over dear rotas, for there are few others.

Measured with it alone: of S-tight's seeds 5 of 5 that have a rota and of M-tight's 8 of 8 end at the best of the run,
after 3.7 and 9.0 s (medians, 27 November 2026); figures of other heats were not kept."""
WITHOUT_BLAME = (Schedule(1_000, 2.0), Schedule(2_000, 1.5))
"""Local search for problems too large for the relaxation; in steps, so that there is a fair rota early on.

Measured with it alone: H is 1,207 points above its bound after 30 s and 1,189 after 60 (27 November 2026). Its numbers
were chosen without a comparison that is kept."""
WHERE_VARIED = (Schedule(1_500, 5.0),)
"""Where different teams are counted, in large problems: neighbourhoods gain little there for their time, so that
there are none.

Measured on 300 visits to 25 homes, where a member had better see one (28 November 2026, seconds of CPU): 1,091 points
above the bound after 7 s, 1,236 at heat 6, where the same year without the rule takes 5; with neighbourhoods after it
821 after 25 s. 10,000 proposals a place, before swaps looked for known teams, and neighbourhoods: 779 after 45 s."""
LEAST_FOR_PROOF, PART_FOR_PROOF = 1.0, 0.1
"""Of the work allowed such a part, and so much at least. Measured: M's hardest seeds take 2.2 units, and more
seldom end a proof (24 November 2026)."""


IDLE, IDLE_WHERE_SMALL, IDLE_WHERE_TIGHT = 20, 2, 8
"""Neighbourhoods in a row without a gain after which those around visits to blame are given up. Those of small
problems are nearly proofs, and those of tight ones seldom gain: of both there are few.

Chosen without a measurement that is kept: S's worst seconds and S-tight's excess after 5 s, at half and twice as many,
would set them. Measured with these: the best is there before any proof on 18 of 20, 20 of 20 and 5 of 5 seeds of S, M
and L (27 November 2026)."""
IDLE_BEFORE_PROOF, IDLE_AT_LAST = 2, 30
"""The same of neighbourhoods at the end, where a proof follows and where none does.

Chosen without a measurement that is kept: 30 took the place of 80 once local search came first (24 November 2026). What
would be measured is H's excess after 30 s, and seconds to M's proof."""


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
