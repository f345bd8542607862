"""The tiny council of the re-plans, its published rota beside the best there is, and scenarios begun from either.

Ann and Bob are Labour, Cat is Conservative. Of the rules only the loads and places beyond the least cost anything.
"""

from __future__ import annotations

from constraints.fair_share import FairShare
from rota.domain.edits import Edit
from rota.rules import Rule
from rota.scenarios.scenario import Scenario, as_it_is, imagined
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, MUSTS, PUBLISHED, council
from tests.support.builders import a_rota

RULES: tuple[Rule, ...] = (*MUSTS, FairShare())
HOSTS = {"mash": "hal", "north": "ivy", "south": "hal"}
BEST = a_rota({"mash-1": (JUNE_3, "bob"), "north-1": (JUNE_10, "cat"), "south-1": (JUNE_17, "ann")}, **HOSTS)
"""Each goes once: 300 points, the fewest for three visits, and of all such rotas the nearest to the published one.

The published one has a place too many at the MASH and in the north. Ann and Bob give up one each: two changes. Were Bob
to give up both, Ann could not go twice either, and he would have to go south for her: four changes.
"""


def published() -> Scenario:
    """Ann and Bob go twice and Cat once, 900 points; two places beyond the least, 20."""
    return as_it_is(council(), RULES, PUBLISHED)


def best() -> Scenario:
    return as_it_is(council(), RULES, BEST)


def tried(base: Scenario, *edits: Edit) -> Scenario:
    """What comes of the edits, where there is a rota."""
    found = imagined(base, edits)
    assert isinstance(found, Scenario)
    return found
