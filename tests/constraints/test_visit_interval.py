"""Visit interval: visits to one team are spread out."""

from __future__ import annotations

import pytest

from constraints.visit_interval import VisitInterval
from rota.rules import Apart, Degrees, Trouble
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_problem, a_rota, a_team, breaks, sentences, span

RULE = VisitInterval()
TWICE = a_team("parenting", name="Corporate parenting", visits_a_year=2, spacing_days=120)
YEAR = span("2026-04-01", "2027-03-31")


# From 1 May: 30 days to 31 May, 30 more to 30 June, 31 to 31 July, 29 to 29 August: 120.
@pytest.mark.parametrize(("second", "broken"), [("2026-08-29", False), ("2026-08-28", True), ("2026-05-01", True)])
def test_exactly_the_spacing_is_enough(second: str, broken: bool) -> None:
    """The spacing counts days from the date of one visit to that of the next, whichever comes first."""
    problem = a_problem(teams=[TWICE], year=YEAR)
    there = a_rota({"parenting-1": ("2026-05-01 10:00",), "parenting-2": (f"{second} 10:00",)})
    back = a_rota({"parenting-2": ("2026-05-01 10:00",), "parenting-1": (f"{second} 10:00",)})
    assert breaks(RULE, problem, there) == broken
    assert breaks(RULE, problem, back) == broken


def test_one_finding_for_each_pair() -> None:
    """The finding names both visits, the days between and the shortfall: 120 less 119 is 1."""
    rota = a_rota({"parenting-1": ("2026-05-01 10:00",), "parenting-2": ("2026-08-28 10:00",)})
    assert sentences(RULE, a_problem(teams=[TWICE], year=YEAR), rota) == [
        "Corporate parenting, visit 1 of 2 on 1 May 2026 and Corporate parenting, visit 2 of 2 on 28 August 2026 "
        "are 119 days apart; the least is 120, so 1 too few."
    ]


def test_three_visits_on_one_day_are_three_pairs() -> None:
    """Three visits have three pairs; visits to different teams have none."""
    problem = a_problem(teams=[a_team(visits_a_year=3, spacing_days=2), a_team("north", spacing_days=2)])
    rota = a_rota(dict.fromkeys(("mash-1", "mash-2", "mash-3", "north-1"), ("2026-06-03 10:00",)))
    assert len(sentences(RULE, problem, rota)) == 3


def test_only_teams_with_spacing_and_two_visits_are_asked() -> None:
    """A team visited once, or with no spacing, yields no statement."""
    teams = [
        a_team("east", spacing_days=9),
        a_team("mash", visits_a_year=2),
        a_team("north", visits_a_year=2, spacing_days=3),
    ]
    assert list(RULE.statements(a_problem(teams=teams))) == [
        Apart(("north-1", "north-2"), 3, "visit interval: 3 days between visits to North")
    ]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of a team visited twice and another once, the two readings are one."""
    problem = a_problem(teams=[a_team(visits_a_year=2, spacing_days=2), a_team("north", spacing_days=3)])
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_each_shorter_spacing_is_offered_for_each_team_concerned() -> None:
    teams = [a_team("mash", visits_a_year=2, spacing_days=2), a_team("north", visits_a_year=2, spacing_days=1)]
    trouble = Trouble(("mash-1",), close=(("mash-1", "mash-2", 0), ("north-1", "north-2", 0)))
    offered = list(RULE.ways_out(a_problem(teams=teams), trouble))
    assert all(isinstance(way, Degrees) for way in offered)
    assert [[each.sentence for each in way.ways] for way in offered if isinstance(way, Degrees)] == [
        ["Let two visits to Mash be 1 day apart instead of 2.", "Let two visits to Mash be on one day instead of 2."],
        ["Let two visits to North be on one day instead of 1."],
    ]
