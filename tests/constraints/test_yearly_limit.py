"""Yearly limit: nobody is asked too often in one year."""

from __future__ import annotations

import pytest

from constraints.yearly_limit import YearlyLimit
from rota.domain.edits import MOST, SetRule
from rota.rules import Degrees, Miss, Tally, Trouble, WayOut
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, past, sentences, span

RULE = YearlyLimit()
TEAMS = (a_team("east"), a_team("mash"), a_team("north"))


@pytest.mark.parametrize(
    ("limit", "visits", "broken"),
    [(None, 2, False), (None, 3, True), (1, 1, False), (1, 2, True), (3, 3, False), (0, 0, False), (0, 1, True)],
)
def test_own_limit_goes_before_the_councils(limit: int | None, visits: int, broken: bool) -> None:
    """A member without a limit has the council's 2; a limit of their own, even 0, replaces it."""
    problem = a_problem([a_member(yearly_limit=limit)], TEAMS)
    goes = {team.id: ("ann",) if number < visits else () for number, team in enumerate(TEAMS)}
    rota = a_rota({f"{team}-1": ("2026-06-03 10:00", *who) for team, who in goes.items()})
    assert breaks(RULE, problem, rota) == broken


# The year is 1 to 5 June 2026.
@pytest.mark.parametrize(
    ("day", "broken"), [("2026-05-31", False), ("2026-06-01", True), ("2026-06-05", True), ("2026-06-06", False)]
)
def test_visits_already_made_in_the_year_count(day: str, broken: bool) -> None:
    """One visit made and two new ones are one more than 2, if the first was made in the year."""
    problem = a_problem(teams=TEAMS, history=[past("ann", "mash", day)])
    rota = a_rota({"east-1": ("2026-06-03 10:00", "ann"), "mash-1": ("2026-06-04 10:00", "ann")})
    assert breaks(RULE, problem, rota) == broken


def test_sentence_says_by_how_much() -> None:
    """Two new visits and one made are 3 of 2: 1 too many."""
    problem = a_problem(teams=TEAMS, history=[past("ann", "mash", "2026-06-01")])
    rota = a_rota({"east-1": ("2026-06-03 10:00", "ann"), "mash-1": ("2026-06-04 10:00", "ann")})
    assert sentences(RULE, problem, rota) == [
        "Ann has 3 visits this year, 1 of them already made; the limit is 2, so 1 too many."
    ]


def test_visits_made_beyond_the_limit_are_not_held_against_the_rota() -> None:
    """One who has already made more than the limit breaks nothing until sent again."""
    problem = a_problem(
        [a_member(yearly_limit=1)], TEAMS, history=[past("ann", "mash", f"2026-06-0{d}") for d in (1, 2)]
    )
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00",)}))
    assert breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")}))


def test_members_with_the_same_remainder_share_one_tally() -> None:
    """Ann has 2 less 1 and Bob 1 of his own: 1 each. Cat may go to all three, so nothing is asked of her."""
    members = [a_member("ann"), a_member("bob", yearly_limit=1), a_member("cat", yearly_limit=3)]
    problem = a_problem(members, TEAMS, history=[past("ann", "mash", "2026-06-01")])
    expected = Tally(("ann", "bob"), None, "member", "yearly limit: visits left this year: 1", most=1)
    assert list(RULE.statements(problem)) == [expected]


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of three members with different limits and histories, the two readings are one."""
    members = [a_member("ann"), a_member("bob", yearly_limit=1), a_member("cat", yearly_limit=1)]
    history = [past("ann", "mash", "2026-06-01"), past("bob", "mash", "2025-06-01")]
    history += [past("ann", "east", "2026-06-02"), past("bob", "north", "2026-06-03")]
    history += [past("cat", "mash", "2026-06-01"), past("cat", "north", "2026-06-01")]
    problem = a_problem(members, TEAMS, year=span("2026-06-01", "2026-06-02"), history=history)
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}


def test_a_limit_is_lifted_from_what_was_made_where_that_is_more() -> None:
    """Ann may make 2 and has made 3: one more is 4. Bob, with a limit of 1 and nothing made, goes from 1 to 3."""
    history = [past("ann", "mash", f"2026-06-0{day}") for day in (1, 2, 3)]
    problem = a_problem([a_member("ann"), a_member("bob", yearly_limit=1)], TEAMS, history=history)
    misses = (Miss(("mash-1",), ("ann",), (), over=1), Miss(("mash-1",), ("bob",), (), over=2))
    way, everybody = RULE.ways_out(problem, Trouble(("mash-1",), misses=misses))
    assert isinstance(way, WayOut)
    assert (way.sentence, way.effort) == ("Lift the yearly limit to 3 for Bob and to 4 for Ann.", 2)
    assert isinstance(everybody, Degrees)
    # From one more than the council's 2 up to where Ann, who made 3, could make all 3 visits.
    assert [way.edits for way in everybody.ways] == [
        (SetRule("yearly_limit", "visits_a_year", n),) for n in (3, 4, 5, 6)
    ]


def test_everybody_is_more_to_ask_than_the_people_needed() -> None:
    members = [a_member(f"m{n}") for n in range(7)]
    misses = tuple(Miss(("mash-1",), (member.id,), (), over=1) for member in members[:6])
    way, everybody = RULE.ways_out(a_problem(members, TEAMS), Trouble(("mash-1",), misses=misses))
    assert isinstance(way, WayOut)
    assert isinstance(everybody, Degrees)
    assert (way.effort, {each.effort for each in everybody.ways}) == (6, {7})


def test_no_limit_is_offered_that_the_tables_may_not_have() -> None:
    trouble = Trouble(("mash-1",), misses=(Miss(("mash-1",), ("ann",), (), over=MOST),))
    assert list(RULE.ways_out(a_problem([a_member("ann")], TEAMS), trouble)) == []


def test_where_everybody_has_a_limit_of_their_own_the_councils_is_not_offered() -> None:
    trouble = Trouble(("mash-1",), misses=(Miss(("mash-1",), ("ann",), (), over=1),))
    (way,) = RULE.ways_out(a_problem([a_member("ann", yearly_limit=0)], TEAMS), trouble)
    assert isinstance(way, WayOut)
    assert way.sentence == "Lift the yearly limit to 1 for Ann."


def test_who_has_reached_the_limit_is_remarked_and_who_goes_on_nothing_is_not() -> None:
    """Ann, whose limit is 1, goes once; Bob, at the council's 2, made one before; Cat may go once more."""
    people = [a_member(yearly_limit=1), a_member("bob"), a_member("cat"), a_member("dee", yearly_limit=0)]
    problem = a_problem(people, TEAMS, history=[past("bob", "mash", "2026-06-01")])
    rota = a_rota({"east-1": ("2026-06-03 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "cat")})
    names = [problem.member(one).name for one in ("ann", "bob")]
    assert list(RULE.remarks(problem, rota)) == [
        f"{names[0]} and {names[1]} have reached the yearly limit and can be asked no more this year."
    ]
