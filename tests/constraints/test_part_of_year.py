"""Part of year: each visit keeps to its own part."""

from __future__ import annotations

import pytest

from constraints.part_of_year import PartOfYear
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_problem, a_rota, a_team, breaks, sentences, span

RULE = PartOfYear()
TWICE = a_problem(teams=[a_team(visits_a_year=2)])
"""Five days in two parts: 1 to 2 June and 3 to 5 June."""


@pytest.mark.parametrize(
    ("visit", "broken"), [("mash-1", [False, False, True, True, True]), ("mash-2", [True, True, False, False, False])]
)
def test_first_and_last_day_of_the_part_are_kept(visit: str, broken: list[bool]) -> None:
    """The part includes both its ends."""
    rotas = [a_rota({visit: (f"2026-06-0{day} 10:00", "ann")}) for day in range(1, 6)]
    assert [breaks(RULE, TWICE, rota) for rota in rotas] == broken


def test_sentences_say_by_how_many_days() -> None:
    """Too late and too early are told apart, in days."""
    rota = a_rota({"mash-1": ("2026-06-04 10:00", "ann"), "mash-2": ("2026-06-02 10:00", "ann")})
    assert sentences(RULE, TWICE, rota) == [
        "Mash, visit 1 of 2 is on 4 June 2026, 2 days after its part of the year ends on 2 June 2026.",
        "Mash, visit 2 of 2 is on 2 June 2026, 1 day before its part of the year begins on 3 June 2026.",
    ]


def test_visits_of_the_same_part_share_one_bar() -> None:
    """Visits with the same part go in one box; a visit with the whole year yields nothing."""
    teams = [a_team("east", visits_a_year=2), a_team("mash", visits_a_year=2), a_team("north")]
    bars = [bar for bar in RULE.statements(a_problem(teams=teams)) if isinstance(bar, Bar)]
    assert [(bar.visits, bar.slots) for bar in bars] == [
        (("east-1", "mash-1"), ("2026-06-03 10:00", "2026-06-04 10:00", "2026-06-05 10:00")),
        (("east-2", "mash-2"), ("2026-06-01 10:00", "2026-06-02 10:00")),
    ]
    assert bars[0].why == "part of year: 1 June 2026 to 2 June 2026"


def test_team_that_closes_keeps_its_visit_to_its_own_days() -> None:
    """A team open until 2 June is not visited on 3 June."""
    problem = a_problem(teams=[a_team(open=span(None, "2026-06-02"))])
    assert breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")}))
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-02 10:00", "ann")}))


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of a team visited twice and one visited once, the two readings are one."""
    problem = a_problem(teams=[a_team(visits_a_year=2), a_team("north")])
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
