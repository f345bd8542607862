"""Of people who are too few each smallest set is named, none is invented, and the first way out asks the least."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from rota.domain import CommitteePlace, Dated, Pin, Problem
from rota.domain.edits import SetMember, SetRule, edited
from rota.explaining.no_rota import ObstacleInWords, WhyNoRota, why_no_rota
from rota.rules import Rule, ruled
from rota.solving.diagnosis.demand import Asked, LeastMembers, Limit, VisitsAlike, members_in
from rota.solving.diagnosis.place_capacity import PlaceNetwork, networks
from rota.solving.diagnosis.shortages import shortages, smallest_sets
from rota.solving.engine import Solved, solve
from tests.solving.diagnosis.shortage_worlds import (
    a_council,
    asked,
    can_be_filled,
    cheapest,
    helps,
    is_short,
    least_raised,
    limits,
    smallest_short,
    what_only,
)
from tests.solving.diagnosis.troubles import a_rule_book
from tests.support.builders import a_member, a_problem, a_team, away, past, span
from tests.support.tiers import first_few
from tests.support.verdicts import compiled

pytestmark = pytest.mark.full

WORLDS = 2000
CROSS_PARTY: dict[str, dict[str, object]] = {"cross_party": {"must": True}}
YEAR = span("2027-06-01", "2028-05-31")


# Drawn at random, beside brute force.


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(20, WORLDS, 97))], ids=str
)
def test_each_smallest_set_is_named_none_invented_and_the_first_way_out_is_the_cheapest(first: int) -> None:
    for seed in range(first, min(WORLDS, first + (97 if first else 20))):
        _is_told_right(seed)


@pytest.mark.parametrize("seed", first_few(4, [153, 372, 836, 979, 168, 187, 197, 290, 428, 796, 861, 885]))
def test_so_it_is_in_councils_of_which_less_or_more_was_told_once(seed: int) -> None:
    """Members without a visit left, roles that cross, dates kept free, two shortages that one edit mends."""
    _is_told_right(seed)


def _is_told_right(seed: int) -> None:
    problem, rules = a_council(random.Random(seed))
    found = why_no_rota(problem, rules)
    named = [obstacle for obstacle in found.obstacles if obstacle.members]
    assert smallest_short(problem, rules) <= {frozenset(one.members) for one in named}, seed
    assert all(is_short(problem, rules, one.members) for one in named), seed
    assert found.rota is not None, seed
    assert isinstance(solve(edited(problem, found.edits), ruled(rules, found.edits)), Solved), seed
    then = [(problem, rules)]
    for obstacle in found.obstacles:
        if obstacle.kind == "too few places":
            _its_first_way_is_the_cheapest(then, obstacle)
        else:  # roles and groups that cross, of which no sum tells: their smallest set is named of some visits
            assert not can_be_filled(asked(problem, rules), limits(problem, rules)), seed
            assert obstacle.members, seed
        edits = [edit for way in obstacle.ways_out[:1] for edit in way.edits]
        problem, rules = edited(problem, edits), tuple(ruled(rules, edits))
        then.append((problem, rules))


def _its_first_way_is_the_cheapest(then: list[tuple[Problem, tuple[Rule, ...]]], obstacle: ObstacleInWords) -> None:
    """After the first ways out of those before it, the last of ``then``; without one of its own, these are enough.

    What its members are too few for is what only they could fill when it was met: when they were last too few.
    """
    wanted = next(what_only(*one, obstacle.members) for one in reversed(then) if is_short(*one, obstacle.members))
    problem, rules = then[-1]
    assert bool(obstacle.ways_out) != helps(problem, rules, wanted)
    for way in obstacle.ways_out[:1]:
        assert helps(problem, rules, wanted, way.edits), way.sentence
        assert way.effort == cheapest(problem, rules, wanted, obstacle.rules), way.sentence
        if all(isinstance(edit, SetMember) for edit in way.edits):
            after = limits(edited(problem, way.edits), rules)
            raised = sum(after.values()) - sum(limits(problem, rules).values())
            assert raised == least_raised(problem, rules, wanted, len(way.edits)), way.sentence


def test_the_councils_that_are_drawn_have_shortages_of_every_form() -> None:
    """Else the test above would say little: several at once, some that overlap, and wide ones that hide narrow ones."""
    forms: Counter[str] = Counter()
    for seed in range(60):
        problem, rules = a_council(random.Random(seed))
        sets = sorted(smallest_short(problem, rules), key=sorted)
        forms["none" if not sets else "one" if len(sets) == 1 else "several"] += 1
        forms["overlapping"] += any(one & other for one in sets for other in sets if one != other)
        arrays = compiled(problem, *rules)
        every = list(networks(Asked.of(arrays)))
        whole = every[0].flow(every[0].everybody).short
        forms["hidden"] += any(cut.short < whole for cut in shortages(arrays))
        forms["crossing"] += len(every) > 1
    assert all(forms[form] >= 4 for form in ("none", "one", "several", "overlapping", "hidden", "crossing")), forms


# By hand.


def sitting(committee: str, *members: str) -> tuple[CommitteePlace, ...]:
    return tuple(CommitteePlace(member, committee) for member in members)


def members(reds: int, blues: int, greens: int = 0) -> list[object]:
    groups = [("Red", reds), ("Blue", blues), ("Green", greens)]
    return [a_member(f"{group.lower()}-{n}", group) for group, many in groups for n in range(1, many + 1)]


HOME = a_team("home", visits_a_year=4, group_least=2, group_most=3, pool="board")
NORTH = a_team("north", visits_a_year=5, group_least=2, group_most=3)
ONE_BLUE = ("red-1", "red-2", "red-3", "blue-1")


def told(problem: Problem, **chosen: dict[str, object]) -> WhyNoRota:
    """What is found; its first ways out and, in the place of each, every other one leave a rota."""
    rules = a_rule_book(**chosen)
    found = why_no_rota(problem, rules)
    assert found.rota is not None
    for number, obstacle in enumerate(found.obstacles):
        for way in obstacle.ways_out:
            firsts = [other.ways_out[:1] for other in found.obstacles]
            ways = [one for chosen in (*firsts[:number], (way,), *firsts[number + 1 :]) for one in chosen]
            edits = [edit for one in ways for edit in one.edits]
            assert isinstance(solve(edited(problem, edits), ruled(rules, edits)), Solved), way.sentence
    return found


@pytest.mark.parametrize("greens", [0, 3])
def test_the_boards_only_member_of_another_group_is_named_though_all_blues_are_short_too(greens: int) -> None:
    """Board: three Red and one Blue. Home's 4 visits need a Blue each, who may make 2: 2 are left over.

    Without Green 9 visits ask for a Blue and the 4 Blues may make 8: 1 left over, but not once the limit is 4: 9 <= 10.
    """
    problem = a_problem(members(8, 4, greens), [HOME, NORTH], year=YEAR, committees=sitting("board", *ONE_BLUE))
    (obstacle,) = told(problem, **CROSS_PARTY).obstacles
    assert (obstacle.kind, obstacle.members) == ("too few places", ("blue-1",))
    assert obstacle.visits == ("home-1", "home-2", "home-3", "home-4")
    assert obstacle.rules == ("pool", "yearly_limit", "cross_party")
    assert obstacle.sentence == (
        "The 4 visits to Home ask for 4 places (somebody from outside Red) that only Blue-1 may fill: they may make "
        "2 visits, so 2 places are left over (pool, yearly limit and cross party)."
    )
    ways = [way.sentence for way in obstacle.ways_out]
    assert ways[0] == "Lift the yearly limit to 4 for Blue-1."
    assert "Allow a visit by members of one political group alone." in ways[:3]
    assert ("Appoint Blue-2 to board." in ways) == bool(greens)  # without Green the Blues are then 1 short, as before


def test_every_set_is_named_and_then_the_wide_one_that_is_short_still() -> None:
    """Two panels with a Blue each, 2 short each; with limits of 4 and 4 the Blues may make 12 of 13: 1 is left over."""
    places = (*sitting("board", *ONE_BLUE), *sitting("panel", "red-4", "red-5", "blue-2"))
    other = replace(HOME, id="inn", name="Inn", pool="panel")
    problem = a_problem(members(8, 4), [HOME, other, NORTH], year=YEAR, committees=places)
    found = told(problem, **CROSS_PARTY)
    blues = ("blue-1", "blue-2", "blue-3", "blue-4")
    assert {obstacle.members for obstacle in found.obstacles} == {("blue-1",), ("blue-2",), blues}
    assert found.obstacles[-1].members == blues
    firsts = [obstacle.ways_out[0].sentence for obstacle in found.obstacles[:2]]
    assert sorted(firsts) == [f"Lift the yearly limit to 4 for Blue-{n}." for n in (1, 2)]
    assert found.obstacles[-1].ways_out[0].sentence == "Lift the yearly limit to 5 for Blue-1."
    # With Blue-1 at 5 all is well whatever is done for the first two, but that does not make it a way out of them.
    others = [way.sentence for obstacle in found.obstacles for way in obstacle.ways_out[1:]]
    assert others
    assert not any("lead member" in sentence for sentence in others)


def test_one_with_a_role_for_eight_visits_is_named() -> None:
    """8 visits ask for one with the role; Ann may make 2: 6 are left over. The others have enough for the rest."""
    ann = a_member("ann", roles=(Dated("scrutiny"),))
    team = a_team("mash", visits_a_year=8, group_least=2, requires=("scrutiny",))
    (obstacle,) = told(a_problem([ann, *members(8, 4)], [team], year=YEAR)).obstacles
    assert (obstacle.members, len(obstacle.visits)) == (("ann",), 8)
    assert "(required role: at least one scrutiny) that only Ann may fill: they may make 2 visits" in obstacle.sentence
    assert obstacle.ways_out[0].sentence == "Lift the yearly limit to 8 for Ann."


def test_roles_that_share_holders_are_each_counted() -> None:
    """Ann leads and scrutinises, Bob leads, Cat scrutinises; of each role 2 places by limits of 0, 1 and 0: Cat and Ann
    make none of 2 and, with Bob, one of 2.
    """
    roles = {"ann": ("lead", "scrutiny"), "bob": ("lead",), "cat": ("scrutiny",)}
    people = [
        a_member(name, roles=tuple(map(Dated, held)), yearly_limit=int(name == "bob")) for name, held in roles.items()
    ]
    team = a_team("mash", visits_a_year=2, requires=("lead", "scrutiny"))
    found = told(a_problem([*people, *members(4, 4)], [team], year=YEAR))
    assert {obstacle.members for obstacle in found.obstacles} >= {("ann", "bob"), ("ann", "cat")}


def test_one_who_is_fixed_to_more_visits_than_the_limit_is_named() -> None:
    pins = tuple(Pin(f"north-{number}", member="red-1") for number in (1, 2, 3))
    (obstacle,) = told(a_problem(members(4, 4), [NORTH], year=YEAR, pins=pins)).obstacles
    assert (obstacle.members, obstacle.rules) == (("red-1",), ("yearly_limit", "pinned"))
    assert [way.sentence for way in obstacle.ways_out] == [
        "Lift the yearly limit to 3 for Red-1.",
        "Let somebody go to North, visit 1 of 5 in Red-1's place.",
        "Let somebody go to North, visit 2 of 5 in Red-1's place.",
        "Let somebody go to North, visit 3 of 5 in Red-1's place.",
    ]


def test_one_who_can_come_on_few_dates_is_named() -> None:
    """Ann alone may go to home, which is owed 3 visits, and is free on 2 days of 10: 1 place is left over."""
    team = a_team("home", visits_a_year=3, pool="board")
    gone = (away("ann", "2026-06-03", "2026-06-12"),)
    year, places = span("2026-06-01", "2026-06-12"), sitting("board", "ann")
    problem = a_problem([a_member("ann")], [team], year=year, committees=places, absences=gone)
    found = told(problem, part_of_year={"on": False}, yearly_limit={"visits_a_year": 9})
    obstacle = found.obstacles[0]
    assert obstacle.members == ("ann",)
    assert "they may make 2 visits, on the dates on which they can come, so 1 place is left over" in obstacle.sentence


def test_no_limit_is_lifted_for_whom_dates_stand_in_the_way() -> None:
    """Of 4 visits Ann, who is free on one day, and Bob may make one each. It is Bob who can make 2 more."""
    team = a_team("home", visits_a_year=4, pool="board")
    gone = (away("ann", "2026-06-02", "2026-06-12"),)
    year, places = span("2026-06-01", "2026-06-12"), sitting("board", "ann", "bob")
    problem = a_problem([a_member("ann"), a_member("bob")], [team], year=year, committees=places, absences=gone)
    found = told(problem, part_of_year={"on": False}, yearly_limit={"visits_a_year": 1})
    assert found.obstacles[0].ways_out[0].sentence == "Lift the yearly limit to 3 for Bob."


def test_the_days_between_a_members_visits_are_counted() -> None:
    """Of 8 visits at 56 days a Blue could make 7: from 1 June 2027 six times 56 days are 336 of 365, seven are 392."""
    people = [a_member("blue", "Blue", yearly_limit=9), *members(8, 0)]
    team = a_team("north", visits_a_year=8, group_least=2)
    problem = a_problem(people, [team], year=YEAR)
    (obstacle,) = told(problem, **CROSS_PARTY, breathing_space={"must": True}).obstacles
    assert obstacle.rules == ("cross_party", "breathing_space")
    assert "they may make 7 visits 56 days apart, so 1 place is left over" in obstacle.sentence
    # 8 visits in 7 gaps of 52 days are 364 days; the weekends leave 51.
    assert [way.sentence for way in obstacle.ways_out] == [
        "Allow a visit by members of one political group alone.",
        "Let two visits of one member be 51 days apart instead of 56.",
        "Make the rule 'breathing space' a preference.",
    ]


def test_visits_made_already_are_counted_with_the_limit_that_is_offered() -> None:
    """Cat made 3 in the year, above the limit of 2: to make one more Cat's limit must be 4, not 3."""
    history = tuple(past("cat", "mash", f"2027-06-0{day}") for day in (2, 3, 4))
    problem = a_problem([a_member("cat")], [a_team("mash")], year=YEAR, history=history)
    (obstacle,) = told(problem).obstacles
    assert [way.sentence for way in obstacle.ways_out] == [
        "Lift the yearly limit to 4 for Cat.",
        "Lift the yearly limit to 4 for everybody who has none of their own.",
    ]


def test_a_member_without_visits_left_does_not_change_what_is_named() -> None:
    """Dan may go to home, but may make no visit: the board's other two are as short without Dan."""
    people = [a_member("ann"), a_member("bob"), a_member("dan", yearly_limit=0)]
    team = a_team("home", visits_a_year=3, group_least=2, pool="board")
    problem = a_problem(people, [team], year=YEAR, committees=sitting("board", "ann", "bob"))
    (obstacle,) = told(problem).obstacles
    assert obstacle.members == ("ann", "bob")
    assert obstacle.rules == ("enough_members", "yearly_limit")


@pytest.mark.parametrize("seed", range(60))
def test_of_sets_that_overlap_all_are_found(seed: int) -> None:
    """Up to nine boards of seven members, each with some visits to make: beside every set of members."""
    draw = random.Random(seed)
    boards = [
        sum(1 << member for member in draw.sample(range(7), draw.randint(1, 4))) for _ in range(draw.randint(1, 9))
    ]
    alike = tuple(
        VisitsAlike(
            str(n),
            tuple(range(10 * n, 10 * n + draw.randint(1, 3))),
            board,
            (LeastMembers("size", "", board, 1, True),),
            7,
        )
        for n, board in enumerate(boards)
    )
    limits = tuple(Limit(np.arange(7) == member, draw.randint(0, 2), "limit") for member in range(7))
    network = PlaceNetwork(Asked(alike, limits, 7))
    short = [members for members in range(1, 1 << 7) if network.flow(members).short]
    smallest = {one for one in short if not any(other & ~one == 0 and other != one for other in short)}
    assert set(smallest_sets(network)) == smallest


def test_many_sets_apart_are_all_found() -> None:
    """Twenty homes with a board of two each who may make two visits of three: twenty sets."""
    people = [a_member(f"m{number}") for number in range(40)]
    homes = [a_team(f"home-{n}", visits_a_year=3, group_least=2, pool=f"board-{n}") for n in range(20)]
    places = [place for n in range(20) for place in sitting(f"board-{n}", f"m{2 * n}", f"m{2 * n + 1}")]
    problem = a_problem(people, homes, year=YEAR, committees=tuple(places))
    rules = a_rule_book()
    cuts = shortages(compiled(problem, *rules))
    numbers = {member.id: number for number, member in enumerate(problem.members)}
    expected = {frozenset((numbers[f"m{2 * n}"], numbers[f"m{2 * n + 1}"])) for n in range(20)}
    assert {frozenset(members_in(cut.members)) for cut in cuts} == expected
    assert all((cut.asked, cut.short) == (6, 2) for cut in cuts)


def test_a_number_for_everybody_is_the_least_that_is_enough() -> None:
    """9 visits by two are 18 places; 12 members at 1 make 12, at 2 they make 24. One alone must make 7: 11 + 7 = 18."""
    team = a_team("north", visits_a_year=9, group_least=2, group_most=3)
    (obstacle,) = told(a_problem(members(8, 4), [team], year=YEAR), yearly_limit={"visits_a_year": 1}).obstacles
    assert [way.sentence for way in obstacle.ways_out] == [
        "Lift the yearly limit to 7 for Blue-1.",
        "Let North be visited by 1.",
        "Lift the yearly limit to 2 for everybody who has none of their own.",
        "Lift the yearly limit to 2 for Blue-1, Blue-2, Blue-3, Blue-4, Red-1 and Red-2.",
    ]
    assert obstacle.ways_out[2].edits == (SetRule("yearly_limit", "visits_a_year", 2),)
