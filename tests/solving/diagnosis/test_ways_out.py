"""What is said of each must that stands in the way, and the ways out it offers: the whole of it, to be read by eye."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from constraints import RULES
from examples.own_rules.our_rules import OutsideWard
from rota.domain import Interest, Problem
from rota.domain.edits import edited
from rota.explaining.no_rota import why_no_rota
from rota.rules import rule_name, ruled
from rota.solving.engine import Solved, solve
from tests.solving.diagnosis.troubles import (
    a_full_week,
    a_pool_of_one,
    a_rule_book,
    fixed_outside_its_part,
    fixed_to_an_hour_without_a_session,
    fixed_to_the_day_that_was_cancelled,
    fixed_to_two_days,
    host_and_deputy_are_away_in_the_morning_that_is_fixed,
    limits_too_low,
    nobody_leads,
    one_cannot_take_the_stairs,
    one_has_an_interest,
    one_has_left,
    one_host_for_two_on_one_day,
    one_is_away,
    one_is_in_committee,
    one_is_not_trained,
    one_member_in_two_places,
    one_member_only,
    one_party_only,
    the_council_is_closed,
    the_host_is_away,
    two_visits_far_apart,
)
from tests.support.builders import a_member, a_problem, a_team


@dataclass(frozen=True)
class Trouble:
    """A council, the rules by which its obstacle is named, the sentence and the ways out, the least effort first."""

    council: Callable[[], Problem]
    rules: tuple[str, ...]
    sentence: str
    ways_out: tuple[str, ...]
    chosen: Mapping[str, dict[str, object]] = field(default_factory=dict)


TROUBLES = (
    Trouble(
        one_member_only,
        ("enough_members",),
        "Mash has no possible date. 5 times are open; on 5 there are too few members (enough members: a "
        "group has 2 members); none is left.",
        ("Let Mash be visited by 1.",),
    ),
    Trouble(
        one_is_away,
        ("availability", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by availability "
        "(enough members: a group has 2 members); none is left.",
        ("Ask Bob to keep 1 June 2026 at 10:00 free for Mash.", "Let Mash be visited by 1."),
    ),
    Trouble(
        one_is_in_committee,
        ("meetings", "enough_members"),
        "Mash has no possible date. 1 time is open; on 1 too few members are left by meetings (enough "
        "members: a group has 2 members); none is left.",
        ("Move the meeting of planning on 1 June 2026 at 10:30.", "Let Mash be visited by 1."),
    ),
    Trouble(
        the_host_is_away,
        ("host_present",),
        "Mash has no possible date. 5 times are open; host present takes out 5; none is left.",
        ("Ask Hal to offer one more date for Mash, such as 5 June 2026 at 10:00.", "Name Ivy as deputy for Mash."),
    ),
    Trouble(
        host_and_deputy_are_away_in_the_morning_that_is_fixed,
        ("host_present", "pinned"),
        "Mash has no possible date. 10 times are open; pinned takes out 9; on 1 nobody is there to receive it (host "
        "present); none is left.",
        (
            "Ask Ivy to offer one more date for Mash, such as 1 June 2026 at 10:00.",
            "Name Jo as deputy for Mash.",
            "Let Mash be at another time than 1 June 2026 at 10:00, to which it is fixed.",
        ),
    ),
    Trouble(
        the_council_is_closed,
        ("open_dates",),
        "Mash has no possible date. 5 times are open; open dates takes out 5; none is left.",
        ("Open 5 June 2026 for Mash.",),
    ),
    Trouble(
        fixed_outside_its_part,
        ("part_of_year", "pinned"),
        "Mash, visit 2 of 2 has no possible date. 5 times are open; part of year takes out 2; pinned "
        "takes out 3; none is left.",
        (
            "Let Mash, visit 2 of 2 be at another time than 1 June 2026, to which it is fixed.",
            "Switch the rule 'part of year' off.",
        ),
    ),
    Trouble(
        fixed_to_the_day_that_was_cancelled,
        ("cancelled", "pinned"),
        "Mash has no possible date. 5 times are open; cancelled takes out 1; pinned takes out 4; none is left.",
        ("Let Mash be at another time than 2 June 2026, to which it is fixed.",),
    ),
    Trouble(
        one_member_in_two_places,
        ("enough_members", "one_place_at_a_time"),
        "Mash and North ask for 2 places that the council's 1 member may fill: they may make 1 visit, on the dates "
        "on which they can come, so 1 place is left over (enough members and one place at a time).",
        (),
    ),
    Trouble(
        one_has_an_interest,
        ("interests", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by interests (enough "
        "members: a group has 2 members); none is left.",
        ("Let Mash be visited by 1.",),
    ),
    Trouble(
        one_is_not_trained,
        ("clearance", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by clearance (enough "
        "members: a group has 2 members); none is left.",
        (
            "Train Bob by 1 June 2026.",
            "Hold the training of 1 September 2026 by 1 June 2026 instead, for 1 member.",
            "Let Mash be visited by 1.",
        ),
    ),
    Trouble(
        one_has_left,
        ("term_of_office", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by term of office "
        "(enough members: a group has 2 members); none is left.",
        ("Let Mash be visited by 1.",),
    ),
    Trouble(
        a_pool_of_one,
        ("pool", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by pool (enough "
        "members: a group has 2 members); none is left.",
        ("Appoint Bob to panel.", "Let Mash be visited by 1."),
    ),
    Trouble(
        nobody_leads,
        ("required_role",),
        "Mash has no possible date. 5 times are open; on 5 there are too few members (required role: at "
        "least one lead member); none is left.",
        ("Let Mash be visited without anybody who is lead member.", "Make required roles a preference."),
    ),
    Trouble(
        one_cannot_take_the_stairs,
        ("step_free", "enough_members"),
        "Mash has no possible date. 5 times are open; on 5 too few members are left by step free (enough "
        "members: a group has 2 members); none is left.",
        ("Receive visitors to Mash where there is step-free access.", "Let Mash be visited by 1."),
    ),
    Trouble(
        two_visits_far_apart,
        ("visit_interval",),
        "No rota can have both visits to Mash, though each could be made by itself: 2 visits 10 days apart take 10 "
        "days, and from 1 June 2026 to 5 June 2026 there are 4 (visit interval).",
        ("Let two visits to Mash be 4 days apart instead of 10.",),
    ),
    Trouble(
        limits_too_low,
        ("enough_members", "yearly_limit"),
        "Both visits to Mash ask for 2 places that the council's 1 member may fill: they may make 1 "
        "visit, so 1 place is left over (enough members and yearly limit).",
        ("Lift the yearly limit to 2 for Ann.",),
    ),
    Trouble(
        one_host_for_two_on_one_day,
        ("host_pace",),
        "No rota can have Mash and North, though each could be made by itself: host pace cannot be kept.",
        (
            "Name Ivy as deputy for Mash.",
            "Name Ivy as deputy for North.",
            "Let a host receive two visits on one day.",
        ),
    ),
    Trouble(
        a_full_week,
        ("week_limit",),
        "Mash and North can only be in one stretch of dates with room for 1 of these 2 visits (week "
        "limit): 1 too many.",
        ("Allow 2 visits in one week.",),
        {"week_limit": {"visits_a_week": 1}},
    ),
    Trouble(
        fixed_to_two_days,
        ("pinned",),
        "Mash has no possible date. 5 times are open; pinned takes out 5; none is left.",
        (
            "Let Mash be at another time than 1 June 2026, to which it is fixed.",
            "Let Mash be at another time than 2 June 2026, to which it is fixed.",
        ),
    ),
    Trouble(
        fixed_to_an_hour_without_a_session,
        ("pinned",),
        "Mash has no possible date. 5 times are open; pinned takes out 5; none is left.",
        ("Let Mash be at another time than 18:00, to which it is fixed.",),
    ),
    Trouble(
        one_party_only,
        ("cross_party",),
        "Mash has no possible date. 5 times are open; on 5 there are too few members (cross party: "
        "somebody from outside Labour); none is left.",
        ("Allow a visit by members of one political group alone.",),
        {"cross_party": {"must": True}},
    ),
)
MUSTS = {rule_name(rule) for rule in RULES if rule.strength == "must"}


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.council.__name__)
def test_each_must_that_stands_in_the_way_is_named_with_ways_out_that_the_engine_confirms(trouble: Trouble) -> None:
    problem, rules = trouble.council(), a_rule_book(**trouble.chosen)
    (obstacle,) = why_no_rota(problem, rules).obstacles
    assert obstacle.rules == trouble.rules
    assert obstacle.sentence == trouble.sentence
    assert tuple(way.sentence for way in obstacle.ways_out) == trouble.ways_out
    assert [way.effort for way in obstacle.ways_out] == sorted(way.effort for way in obstacle.ways_out)
    for way in obstacle.ways_out:
        answer = solve(edited(problem, way.edits), ruled(rules, way.edits))
        assert isinstance(answer, Solved), way.sentence


def test_every_must_stands_in_the_way_somewhere_above() -> None:
    """And so does the one preference that a council often makes a must."""
    assert {rule for trouble in TROUBLES for rule in trouble.rules} == MUSTS | {"cross_party"}


def test_a_councils_own_rule_is_named_and_may_be_switched_off() -> None:
    """The only member is for the ward in which the team works. The rule was written before there was a diagnosis."""
    problem = a_problem([a_member("ann", ward="East")], [replace(a_team("mash"), locality="East")])
    rules = [*a_rule_book(), OutsideWard()]
    (obstacle,) = why_no_rota(problem, rules).obstacles
    assert obstacle.rules == ("outside_ward", "enough_members")
    assert obstacle.sentence == (
        "Mash has no possible date. 5 times are open; on 5 too few members are left by outside ward "
        "(enough members: a group has 1 to 2 members); none is left."
    )
    (way,) = obstacle.ways_out
    assert way.sentence == "Switch the rule 'outside ward' off."
    assert isinstance(solve(problem, ruled(rules, way.edits)), Solved)


def test_a_visit_without_a_way_out_is_left_out_and_the_rest_is_planned() -> None:
    """The only member has an interest in the MASH, which is not for the council to set aside."""
    problem = a_problem([a_member("ann")], [a_team("mash"), a_team("south")], interests=(Interest("ann", "mash"),))
    found = why_no_rota(problem, a_rule_book())
    (obstacle,) = found.obstacles
    assert obstacle.rules == ("interests", "enough_members")
    assert not obstacle.ways_out
    assert found.left_out == ("mash-1",)
    assert found.rota is not None
    assert [placement.visit for placement in found.rota.placements] == ["south-1"]
