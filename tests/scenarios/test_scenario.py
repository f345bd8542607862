"""A scenario: the edits make another problem, which has a rota of its own, shown beside the rota there is."""

from __future__ import annotations

from dataclasses import replace

from rota.auditing import audit
from rota.compare import RuleChange, diary_changes
from rota.domain import Closure
from rota.domain.edits import Away, Close, Leave, SetRule, SetTeam, Shut, edited
from rota.rules import ruled
from rota.scenarios.scenario import NoScenario, Pair, as_it_is, compared, imagined
from rota.solving.minimum_change.disturbance import Disturbance
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, PUBLISHED, council, with_teams
from tests.scenarios.worlds import BEST, HOSTS, RULES, best, published, tried
from tests.support.builders import a_member, a_rota, a_slot, a_team, day, moment, span

ONCE = SetRule("yearly_limit", "visits_a_year", 1)


def test_the_rota_there_is_stands_as_it_is_with_its_audit() -> None:
    """Loads of 2, 2 and 1: (4 + 4 + 1) x 100; two places beyond the least: 2 x 10."""
    base = published()
    assert (base.edits, base.rota, base.certificate) == ((), PUBLISHED, None)
    assert (base.report.kept, base.report.points) == (True, 920)


def test_the_best_rota_after_the_edits_is_the_one_that_disturbs_fewest() -> None:
    found = tried(published(), ONCE)
    assert found.rota == BEST
    assert (found.report.kept, found.report.points) == (True, 300)
    assert found.certificate is not None
    assert found.certificate.proven_best
    assert found.certificate.value == 300


def test_the_problem_and_the_rules_are_those_that_the_edits_make_and_the_base_stays() -> None:
    base, edits = published(), (ONCE, SetTeam("mash", "host", "ivy"))
    found = tried(base, *edits)
    assert found.edits == edits
    assert found.problem == edited(council(), edits) != council()
    assert found.rules == ruled(RULES, edits) != RULES
    assert (base.problem, base.rules, base.rota) == (council(), RULES, PUBLISHED)
    assert found.report == audit(found.problem, found.rules, found.rota)


def test_where_nothing_is_better_nothing_changes() -> None:
    assert tried(best()).rota == BEST


def test_where_the_edits_leave_no_rota_there_is_none() -> None:
    gone = [Leave(member, day("2026-05-31")) for member in ("ann", "bob", "cat")]
    found = imagined(best(), gone)
    assert isinstance(found, NoScenario)
    assert found.problem == edited(council(), gone)
    assert found.rules == RULES


def test_the_scenario_says_how_near_it_is_and_so_does_the_comparison() -> None:
    found = tried(published(), ONCE)
    assert found.nearness is not None
    assert found.nearness.proven
    assert found.nearness.disturbance == Disturbance(touched=0, people=2, moved=0, late=0, changes=2)
    assert compared(published(), found).nearness == found.nearness
    assert compared(published(), best()).nearness is None


def test_those_whom_the_edits_affect_anyway_are_counted_with_the_others() -> None:
    """The south closes, which Ann loses and Hal; the MASH has Ivy for its host and not Hal; all else is as it was."""
    edits = (Close("south", day("2026-05-31")), SetTeam("mash", "host", "ivy"))
    found = tried(best(), *edits)
    comparison = compared(best(), found)
    assert comparison.people == ("Ann", "Hal", "Ivy")
    assert found.nearness is not None
    assert found.nearness.disturbance.people == 3
    assert found.nearness.proven


def test_side_by_side() -> None:
    """Ann gives up the MASH and Bob the north; Ann's and Bob's loads fall from 2 to 1, and Cat's stays 1."""
    found = compared(published(), tried(published(), ONCE))
    mash, north = a_slot(JUNE_3), a_slot(JUNE_10)
    assert found.visits == (
        Pair("mash-1", "Mash", mash, ("Ann", "Bob"), mash, ("Bob",), ("Hal",), ("Hal",)),
        Pair("north-1", "North", north, ("Bob", "Cat"), north, ("Cat",), ("Ivy",), ("Ivy",)),
    )
    assert (found.alike, found.people) == (1, ("Ann", "Bob"))
    assert (found.points_before, found.points_after) == (920, 300)
    assert found.by_rule == (RuleChange("fair_share", 900, 300), RuleChange("enough_members", 20, 0))
    assert [(load.name, float(load.before), float(load.after)) for load in found.loads] == [
        ("Ann", 2.0, 1.0),
        ("Bob", 2.0, 1.0),
    ]
    assert (found.lightest, found.heaviest) == ((1.0, 1.0), (2.0, 1.0))
    assert (found.breaches_before, found.breaches_after) == ((), ())


def test_each_is_weighed_by_its_own_numbers() -> None:
    """A squared load of 50 points in place of 100: three loads of 1 are 150 points, with not a visit changed."""
    found = compared(best(), tried(best(), SetRule("fair_share", "points_per_squared_load", 50)))
    assert (found.visits, found.alike, found.people, found.loads) == ((), 3, (), ())
    assert (found.points_before, found.points_after) == (300, 150)


def test_whom_a_closed_team_concerns_are_its_members_and_its_host() -> None:
    """Ann goes to the south, which Hal receives."""
    found = compared(best(), tried(best(), Close("south", day("2026-05-31"))))
    assert found.visits == (Pair("south-1", "South", a_slot(JUNE_17), ("Ann",), None, (), ("Hal",)),)
    assert found.people == ("Ann", "Hal")
    assert (found.points_before, found.points_after) == (300, 200)
    assert (found.lightest, found.heaviest) == ((1.0, 0.0), (1.0, 1.0))


def test_an_entry_that_is_lost_bears_the_title_that_it_had() -> None:
    closed = tried(best(), Close("south", day("2026-05-31")))
    changes = diary_changes(closed.problem, BEST, closed.rota, council())
    assert [change.sentence for change in changes] == [
        "Ann no longer goes to South on 17 June 2026 at 10:00.",
        "Hal no longer receives South on 17 June 2026 at 10:00.",
    ]


def test_the_load_of_one_who_serves_no_more_is_told_and_of_one_who_never_did_is_not() -> None:
    """Ann leaves before the year: Bob or Cat goes twice, (4 + 1) x 100. Dot has not served in either.

    The ends are of those who serve: after it Bob and Cat, 1 and 2.
    """
    dot = a_member("dot", terms=(span(None, "2026-05-31"),))
    base = as_it_is(replace(council(), members=(*council().members, dot)), RULES, BEST)
    found = compared(base, tried(base, Leave("ann", day("2026-05-31"))))
    loads = {load.name: (float(load.before), float(load.after)) for load in found.loads}
    assert loads.pop("Ann") == (1.0, 0.0)
    assert list(loads.values()) == [(1.0, 2.0)]
    assert (found.points_after, found.lightest, found.heaviest) == (500, (1.0, 1.0), (1.0, 2.0))


def test_whom_another_host_concerns_are_both_hosts() -> None:
    found = compared(best(), tried(best(), SetTeam("mash", "host", "ivy")))
    (mash,) = found.visits
    assert (mash.names_before, mash.received_before) == (("Bob",), ("Hal",))
    assert (mash.names_after, mash.received_after) == (("Bob",), ("Ivy",))
    assert (found.alike, found.people) == (2, ("Hal", "Ivy"))


def test_whom_a_host_who_is_away_concerns_is_the_deputy_too() -> None:
    """Ivy cannot receive the north on 10 June. Hal, whom nothing keeps that day, stands in: both are told."""
    base = as_it_is(with_teams(a_team("north", host="ivy", deputies=("hal",))), RULES, BEST)
    found = compared(base, tried(base, Away("ivy", moment("2026-06-10"), moment("2026-06-11"))))
    (north,) = found.visits
    assert (north.visit, north.received_before, north.received_after) == ("north-1", ("Ivy",), ("Hal",))
    assert (found.alike, found.people) == (2, ("Hal", "Ivy"))
    assert (found.breaches_before, found.breaches_after) == ((), ())


def test_a_visit_that_is_new_has_no_before_and_is_titled_as_it_will_be() -> None:
    after = a_rota({"mash-1": (JUNE_3, "bob"), "north-1": (JUNE_10, "cat"), "north-2": (JUNE_17, "cat")}, **HOSTS)
    two = edited(council(), [SetTeam("north", "visits_a_year", 2)])
    found = compared(best(), replace(as_it_is(two, RULES, after)))
    assert found.visits[0] == Pair("north-2", "North, visit 2 of 2", None, (), a_slot(JUNE_17), ("Cat",), (), ("Ivy",))
    assert found.visits[1] == Pair("south-1", "South", a_slot(JUNE_17), ("Ann",), None, (), ("Hal",))
    assert (found.alike, found.breaches_after) == (2, ("South is not in the rota.",))


def test_what_either_rota_breaks_is_told_of_that_one() -> None:
    shut = as_it_is(replace(council(), closures=(Closure(span("2026-06-03", "2026-06-03"), "snow"),)), RULES, BEST)
    said = ("Mash is on 3 June 2026, which is closed: snow.",)
    assert (compared(shut, best()).breaches_before, compared(shut, best()).breaches_after) == (said, ())
    assert (compared(best(), shut).breaches_before, compared(best(), shut).breaches_after) == ((), said)


def test_a_day_that_is_shut_moves_its_visit_and_tells_its_host() -> None:
    """Every Wednesday is as good as another; of the others only 24 June is free of the visits of Hal's other team."""
    found = compared(best(), tried(best(), Shut(day("2026-06-03"), "snow")))
    (pair,) = found.visits
    assert (pair.visit, pair.names_before, pair.names_after) == ("mash-1", ("Bob",), ("Bob",))
    assert pair.after is not None
    assert pair.after.day != day("2026-06-03")
    assert found.people == ("Bob", "Hal")
    assert found.points_after == 300
