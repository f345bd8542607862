"""Which preferences a rota could not meet, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rota.domain import Pin
from rota.explaining.unmet import Unmet, unmet
from rota.reports.report import as_lines
from rota.reports.unmet_report import paper_of_unmet
from tests.explaining.council import RULES, a_ground
from tests.explaining.everywhere import some
from tests.support.builders import a_member, past

ACROSS = (*RULES, *some("cross_party"))
SAME = {"mash-1": ("2026-06-02 10:00", "bob", "cat"), "north-1": ("2026-06-04 10:00", "ann")}
"""Bob and Cat are both Green."""


def one_unmet(*found: Unmet) -> Unmet:
    (one,) = found
    return one


def test_a_preference_that_another_group_would_meet_has_the_price_of_that() -> None:
    """Ann in the place of Bob, who then goes on none: 3 squares more for her second visit, 1 less for his, 20 less."""
    one = one_unmet(*unmet(a_ground(rules=ACROSS, rota=SAME)))
    assert (one.rule, one.points, one.times, one.nobody_could) == ("cross_party", 20, 1, ())
    (way,) = one.instead
    assert (way.title, way.difference.points) == ("MASH", 200 - 20)


def test_a_preference_that_nobody_could_meet_is_said_to_be_so() -> None:
    """Ann, who alone is not Green, may not go to the MASH."""
    one = one_unmet(*unmet(a_ground(rules=ACROSS, rota=SAME, pins=(Pin("mash-1", member="ann", never=True),))))
    assert (one.nobody_could, one.instead, one.elsewhere) == (("MASH",), (), ())
    (line,) = [line for line in as_lines(paper_of_unmet("T", (one,))) if "Not met" in line]
    reason = "no other date or group would do while the other visits stay as they are"
    assert line == f"  Not met once, for 20 points; on MASH {reason}."


def test_a_rule_has_its_own_words_for_that_nobody_could() -> None:
    """Dee, who is experienced, may not go to the MASH."""
    dee = a_member("dee", "Orange", name="Dee Dogwood")
    rota = {"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "cat")}
    pins = (Pin("mash-1", member="dee", never=True),)
    rules, history = (*RULES, *some("mentoring")), (past("dee", "north", "2024-10-04"),)
    one = one_unmet(*unmet(a_ground(dee, rules=rules, history=history, rota=rota, pins=pins)))
    (line,) = [line for line in as_lines(paper_of_unmet("T", (one,))) if "Not met" in line]
    assert "; on MASH nobody experienced could go, or no fewer newcomers, while the other visits stay." in line


def test_without_ways_only_that_it_would_cost_more_is_known() -> None:
    one = one_unmet(*unmet(a_ground(rules=ACROSS, rota=SAME), ways=0))
    assert (one.instead, one.elsewhere) == ((), ("MASH",))


def test_only_so_many_visits_are_asked_about_and_the_rest_are_counted() -> None:
    one = one_unmet(*unmet(a_ground(rules=ACROSS, rota=SAME), most=0))
    assert (one.nobody_could, one.instead, one.elsewhere, one.not_asked) == ((), (), (), 1)


def test_what_is_over_is_said_to_be() -> None:
    one = one_unmet(*unmet(replace(a_ground(rules=ACROSS, rota=SAME), first_day=date(2026, 6, 3))))
    assert (one.over, one.instead) == (("MASH",), ())


def test_when_all_is_met_nothing_is_found_and_fairness_is_not_among_it() -> None:
    asked = a_ground()
    assert asked.report.points > 0
    assert unmet(asked) == ()
    assert list(as_lines(paper_of_unmet("T", ()))) == ["Every preference is met."]
