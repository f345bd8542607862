"""Ways out ask for no more than is enough: of each number that is told the one before it leaves no rota."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from rota.domain import Closure, CommitteePlace, Member, Pin, Problem, Team
from rota.domain.edits import Edit, SetMember, SetRule, SetTeam, edited
from rota.explaining.no_rota import WhyNoRota, why_no_rota
from rota.rules import ruled
from rota.solving.diagnosis.conflicts import look
from rota.solving.diagnosis.hard_problem import HardProblem
from rota.solving.engine import Impossible, Solved, solve
from rota.solving.limits import Limits, Meter
from tests.solving.diagnosis.troubles import a_rule_book
from tests.support.builders import a_member, a_problem, a_team, day, past, span

pytestmark = pytest.mark.full

YEAR = span("2027-06-01", "2028-05-31")
Chosen = Mapping[str, dict[str, object]]
WISHES = (
    "fair_share",
    "cross_party",
    "party_share",
    "fresh_eyes",
    "first_visit",
    "own_host",
    "breathing_space",
    "even_year",
    "preferred_times",
    "school_holidays",
    "same_ward",
    "travel",
    "mentoring",
    "keep_published",
)
NINE: Chosen = {"yearly_limit": {"visits_a_year": 9}}
MANY: Chosen = {**NINE, "part_of_year": {"on": False}}


def people(many: int, group: str = "Red", **fields: object) -> list[Member]:
    return [a_member(f"{group.lower()}-{number}", group, **fields) for number in range(1, many + 1)]


def north(visits: int, **fields: object) -> Team:
    return a_team("north", visits_a_year=visits, **fields)


def four_visits_125_days_apart() -> Problem:
    """3 × 122 = 366 days are more than the 365 from the first day to the last; 121 fit: 1 June, 30 September,
    31 January (29 is a Saturday) and 31 May are 121, 123 and 121 days apart.
    """
    return a_problem(people(4), [north(4, spacing_days=125)], year=YEAR)


def twelve_visits_40_days_apart() -> Problem:
    """11 × 33 = 363 of 365 days: a third of the gaps would end at a weekend, for which there are 2 days to spare."""
    return a_problem(people(4), [north(12, spacing_days=40)], year=YEAR)


def open_for_two_months() -> Problem:
    """2 visits from Wednesday 1 September 2027 to Saturday 30 October: to Friday 29 it is 58 days."""
    team = north(12, spacing_days=90, open=span("2027-09-01", "2027-10-30"))
    return a_problem(people(4), [team], year=YEAR)


def closed_but_for_october() -> Problem:
    """Open on 1 June, in October and on 31 May: from 1 June to Friday 29 October it is 150 days."""
    closed = (span("2027-06-02", "2027-09-30"), span("2027-11-01", "2028-05-30"))
    closures = tuple(Closure(stretch, "works") for stretch in closed)
    return a_problem(people(4), [north(3, spacing_days=160)], year=YEAR, closures=closures)


def fixed_to_two_dates() -> Problem:
    """From 1 October to 3 January it is 30 + 30 + 31 + 3 = 94 days."""
    pins = (Pin("north-1", day=day("2027-10-01")), Pin("north-2", day=day("2028-01-03")))
    return a_problem(people(4), [north(2, spacing_days=120)], year=YEAR, pins=pins)


def five_in_one_week() -> Problem:
    """Five teams, each fixed to a day of its own in the week of 14 June."""
    pins = tuple(Pin(f"t{n}-1", day=day(f"2027-06-{14 + n}")) for n in range(5))
    return a_problem(people(5), [a_team(f"t{n}") for n in range(5)], year=span("2027-06-01", "2027-06-30"), pins=pins)


def twelve_in_four_weeks() -> Problem:
    """12 visits in four weeks: 2 a week hold 8, 3 hold 12."""
    return a_problem(people(4), [north(12)], year=span("2027-06-01", "2027-06-25"))


def nine_visits_by_two() -> Problem:
    """18 places and 12 members: 1 each are 12, 2 each are 24."""
    return a_problem(people(8) + people(4, "Blue"), [north(9, group_least=2)], year=YEAR)


def some_with_limits_of_their_own() -> Problem:
    """12 places: Ann 1, Bob 0, and Cat and Dan to whom the council's limit holds; each can make 6. 1 + 5 + 6 = 12."""
    members = [a_member("ann", yearly_limit=1), a_member("bob", yearly_limit=0), a_member("cat"), a_member("dan")]
    return a_problem(members, [north(6, group_least=2)], year=YEAR, history=(past("cat", "north", "2027-06-02"),))


def one_blue_on_the_board() -> Problem:
    """4 visits ask for the board's only Blue, who may make 2."""
    board = tuple(CommitteePlace(member, "board") for member in ("red-1", "red-2", "red-3", "blue-1"))
    team = north(4, group_least=2, group_most=3, pool="board")
    return a_problem(people(8) + people(4, "Blue"), [team], year=YEAR, committees=board)


def one_blue_with_days_between() -> Problem:
    """8 visits by one Blue: 7 × 52 = 364 of 365 days, but a gap that ends at a weekend takes a day or two more."""
    blue = a_member("blue", "Blue", yearly_limit=12)
    return a_problem([blue, *people(8)], [north(8, group_least=2)], year=YEAR)


def groups_of_four() -> Problem:
    """4 visits by four are 16 places for six members at 2: by three they are 12."""
    return a_problem(people(6, yearly_limit=2), [north(4, group_least=4, group_most=4)], year=YEAR)


TOLD: tuple[tuple[Callable[[], Problem], Chosen, tuple[Edit, ...]], ...] = (
    (four_visits_125_days_apart, {}, (SetTeam("north", "spacing_days", 121),)),
    (twelve_visits_40_days_apart, NINE, (SetTeam("north", "spacing_days", 32),)),
    (open_for_two_months, {}, (SetTeam("north", "spacing_days", 58),)),
    (closed_but_for_october, MANY, (SetTeam("north", "spacing_days", 150),)),
    (fixed_to_two_dates, {}, (SetTeam("north", "spacing_days", 94),)),
    (five_in_one_week, {"week_limit": {"visits_a_week": 3}}, (SetRule("week_limit", "visits_a_week", 5),)),
    (
        twelve_in_four_weeks,
        {**MANY, "week_limit": {"visits_a_week": 2}},
        (SetRule("week_limit", "visits_a_week", 3),),
    ),
    (nine_visits_by_two, {"yearly_limit": {"visits_a_year": 1}}, (SetRule("yearly_limit", "visits_a_year", 2),)),
    (some_with_limits_of_their_own, {}, (SetRule("yearly_limit", "visits_a_year", 6),)),
    (one_blue_on_the_board, {"cross_party": {"must": True}}, (SetMember("blue-1", "yearly_limit", 4),)),
    (
        one_blue_with_days_between,
        {"cross_party": {"must": True}, "breathing_space": {"must": True}},
        (SetRule("breathing_space", "days_between", 51),),
    ),
    (groups_of_four, {}, (SetTeam("north", "group_least", 3),)),
)


def possible(problem: Problem, edits: Sequence[Edit], **chosen: dict[str, object]) -> bool:
    """Whether a rota keeps every must once the edits are made; no wish that is not chosen is looked at besides."""
    rules = a_rule_book(**{**{wish: {"on": False} for wish in WISHES}, **chosen})
    found = solve(edited(problem, edits), ruled(rules, edits))
    assert isinstance(found, Solved | Impossible)
    return isinstance(found, Solved)


_DIAGNOSED: dict[str, WhyNoRota] = {}


def diagnosed(council: Callable[[], Problem], chosen: Chosen) -> WhyNoRota:
    """What is said of the council, asked once for all tests of it."""
    key = f"{council.__name__} {chosen}"
    if key not in _DIAGNOSED:
        _DIAGNOSED[key] = why_no_rota(council(), a_rule_book(**chosen))
    return _DIAGNOSED[key]


def before(edit: Edit) -> Edit:
    """The same edit with one step less of change."""
    assert isinstance(edit, (SetTeam, SetRule, SetMember))
    assert type(edit.value) is int
    less = {"spacing_days": 1, "days_between": 1, "group_least": 1}
    number = edit.number if isinstance(edit, SetRule) else edit.fact
    return replace(edit, value=edit.value + less.get(number, -1))


@pytest.mark.parametrize(("council", "chosen", "edits"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_the_least_that_works_is_told(council: Callable[[], Problem], chosen: Chosen, edits: tuple[Edit, ...]) -> None:
    (obstacle,) = diagnosed(council, chosen).obstacles
    assert edits in [way.edits for way in obstacle.ways_out], [way.sentence for way in obstacle.ways_out]
    assert possible(council(), edits, **chosen)
    assert not possible(council(), [before(edit) for edit in edits], **chosen)


@pytest.mark.parametrize(("council", "chosen", "edits"), TOLD, ids=lambda value: getattr(value, "__name__", ""))
def test_no_way_out_does_all_that_another_does_and_more(
    council: Callable[[], Problem], chosen: Chosen, edits: tuple[Edit, ...]
) -> None:
    (obstacle,) = diagnosed(council, chosen).obstacles
    made = [set(way.edits) for way in obstacle.ways_out]
    assert not any(one < other for one in made for other in made)


@pytest.mark.parametrize(
    ("council", "chosen", "said"),
    [
        (
            four_visits_125_days_apart,
            {},
            "4 visits 125 days apart take 3 × 125 = 375 days, and from 1 June 2027 to 31 May 2028 there are 365",
        ),
        (
            twelve_visits_40_days_apart,
            NINE,
            "12 visits 40 days apart take 11 × 40 = 440 days, and from 1 June 2027 to 31 May 2028 there are 365",
        ),
        (
            open_for_two_months,
            {},
            "2 visits 90 days apart take 90 days, and from 1 September 2027 to 29 October 2027 there are 58",
        ),
        (fixed_to_two_dates, {}, "take 120 days, and from 1 October 2027 to 3 January 2028 there are 94"),
        (one_blue_with_days_between, TOLD[10][1], "may make 7 visits 56 days apart, so 1 place is left over"),
        (five_in_one_week, TOLD[5][1], "one stretch of dates with room for 3 of these 5 visits"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_sum_is_said_where_it_is_the_reason(council: Callable[[], Problem], chosen: Chosen, said: str) -> None:
    (obstacle,) = diagnosed(council, chosen).obstacles
    assert said in obstacle.sentence


def test_where_no_sum_is_the_reason_none_is_said() -> None:
    """2 × 160 = 320 days fit into 365: it is the closures that leave no such dates."""
    (obstacle,) = diagnosed(closed_but_for_october, MANY).obstacles
    assert obstacle.rules == ("open_dates", "visit_interval")
    assert "open dates and visit interval cannot be kept together" in obstacle.sentence


def test_the_fewest_are_appointed() -> None:
    """Of 4 visits by two of a board of three at 2 visits, 2 places are left over: one appointed makes them both."""
    board = tuple(CommitteePlace(f"red-{number}", "board") for number in (1, 2, 3))
    problem = a_problem(people(8), [north(4, group_least=2, pool="board")], year=YEAR, committees=board)
    (obstacle,) = why_no_rota(problem, a_rule_book()).obstacles
    assert [way.sentence for way in obstacle.ways_out if way.sentence.startswith("Appoint")] == [
        "Appoint Red-4 to board."
    ]


def test_the_fewest_pins_are_given_up() -> None:
    """5 visits are fixed to a week of 3: two must go, and which is as good as any other."""
    (obstacle,) = diagnosed(five_in_one_week, {"week_limit": {"visits_a_week": 3}}).obstacles
    assert [len(way.edits) for way in obstacle.ways_out] == [2, 1]  # two pins, or one number
    assert obstacle.ways_out[0].sentence.startswith("Fix nothing of ")


def test_what_is_the_least_for_each_is_taken_further_until_there_is_a_rota_with_all() -> None:
    """Each team alone could have its 4 visits 121 days apart, from 1 June to 31 May, but no week has room for both.

    Of neither team could the visits be a day further apart while the other's are as they are.
    """
    teams = [a_team(name, visits_a_year=4, spacing_days=125) for name in ("east", "north")]
    problem, chosen = a_problem(people(8), teams, year=YEAR), {"week_limit": {"visits_a_week": 1}}
    found = why_no_rota(problem, a_rule_book(**chosen))
    assert [obstacle.visits[0] for obstacle in found.obstacles] == ["east-1", "north-1"]
    numbers = [edit.value for edit in found.edits if isinstance(edit, SetTeam)]
    assert len(numbers) == 2
    assert all(type(days) is int and 100 < days < 121 for days in numbers)
    assert possible(problem, found.edits, **chosen)
    for edit in found.edits:
        assert not possible(problem, [before(one) if one == edit else one for one in found.edits], **chosen), edit


def test_clashes_that_have_nothing_to_do_with_one_another_are_found_at_once() -> None:
    teams = [a_team(f"t{n}", visits_a_year=2, spacing_days=10 + n) for n in range(5)]
    problem = a_problem(people(8), teams, sessions=("10:00", "12:00", "14:00", "16:00"))
    world = HardProblem.of(problem, a_rule_book(week_limit={"visits_a_week": 10}))
    seen = look(world, world.compiled, Meter(Limits()))
    assert {conflict.visits for conflict in seen.conflicts} == {(2 * n, 2 * n + 1) for n in range(5)}
