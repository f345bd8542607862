"""The greedy start by itself: repair would hide what it forgets."""

from __future__ import annotations

import numpy as np

from benchmarks.families import RULE_NUMBERS, problem
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.model.assignment import pairs_too_close
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from rota.solving.search.greedy import first_draft


def test_a_members_own_visits_are_as_far_apart_as_they_must_be() -> None:
    """Monthly visits to 25 homes, a week between any two of one member: six visits each for a hundred members."""
    council = problem("L", 1)
    compiled = compile_statements(council, gather(council, load(Settings(rules=RULE_NUMBERS["L"]))))
    gaps = [gap for gap in compiled.shared_gaps if gap.points is None]
    assert {gap.rule for gap in gaps} == {"one_place_at_a_time", "breathing_space"}
    draft = first_draft(compiled, presolve(compiled))
    placed = np.nonzero(draft.groups)
    assert draft.groups.sum() >= 2 * compiled.visit_count
    assert [pairs_too_close(gap, draft, placed) for gap in gaps] == [0, 0]
