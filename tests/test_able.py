"""Who can go on a visit of the year at all: read off what the rules in force say, and told to the officer alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from constraints.availability import Availability
from constraints.clearance import Clearance
from constraints.interests import Interests
from constraints.pinned import Pinned
from constraints.pool import Pool
from constraints.term_of_office import TermOfOffice
from constraints.yearly_limit import YearlyLimit
from rota.checking.who_can_go import PERSONAL, apart, apart_in_words, counts, with_who_can_go
from rota.domain import CommitteePlace, Dated, Interest, Pin, Problem
from rota.domain.edits import GiveRole, edited
from rota.rules import Rule
from tests.support.builders import a_member, a_problem, a_team, away, past, span

RULES: tuple[Rule, ...] = (
    Availability(),
    Clearance(),
    Interests(),
    Pinned(),
    Pool(),
    TermOfOffice(),
    YearlyLimit(visits_a_year=2),
)
TEAMS = (a_team("mash"), a_team("north"))


def asked(*members: Any, rules: Sequence[Rule] = RULES, **facts: Any) -> Problem:
    """Two teams in the week of 1 to 5 June 2026; Ann can go on either visit."""
    return with_who_can_go(a_problem((a_member("ann"), *members), facts.pop("teams", TEAMS), **facts), rules)


@pytest.mark.parametrize(
    ("fields", "facts", "why"),
    [
        ({"terms": (span(None, "2026-05-31"),)}, {}, "term_of_office"),
        ({"terms": (span("2026-06-06"),)}, {}, "term_of_office"),
        ({"trained": None}, {}, "clearance"),
        ({"trained": span("2020-01-01", "2026-05-31")}, {}, "clearance"),
        ({"roles": (Dated("Lead Member"),)}, {}, "pool"),
        ({"kind": "co-opted"}, {}, "pool"),
        ({"yearly_limit": 0}, {}, "yearly_limit"),
        ({}, {"absences": (away("bob", "2026-05-01", "2026-07-01"),)}, "availability"),
        ({}, {"interests": (Interest("bob", "mash"), Interest("bob", "north"))}, "interests"),
        ({}, {"pins": (Pin("mash-1", member="bob", never=True), Pin("north-1", member="bob", never=True))}, "pinned"),
        # Two visits made before this rota are as many as the limit allows.
        ({}, {"history": (past("bob", "mash", "2026-06-01"), past("bob", "north", "2026-06-02"))}, "yearly_limit"),
    ],
)
def test_one_whom_a_rule_keeps_from_every_visit_cannot_go(
    fields: dict[str, Any], facts: dict[str, Any], why: str
) -> None:
    problem = asked(a_member("bob", **fields), **facts)
    assert problem.cannot_go == {"bob": (why,)}


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"terms": (span(None, "2026-06-01"),)}, {}),
        ({"terms": (span("2026-06-05"),)}, {}),
        ({"trained": span("2026-06-05")}, {}),
        ({"yearly_limit": 1}, {}),
        ({}, {"absences": (away("bob", "2026-05-01", "2026-06-04"),)}),
        ({}, {"interests": (Interest("bob", "mash"),)}),
        ({}, {"pins": (Pin("mash-1", member="bob", never=True),)}),
        ({}, {"history": (past("bob", "mash", "2026-06-01"),)}),
        # Of the pool of one team, though not of the other.
        (
            {"kind": "co-opted"},
            {"teams": (a_team("mash"), a_team("home", pool="panel")), "committees": (CommitteePlace("bob", "panel"),)},
        ),
    ],
)
def test_one_who_can_go_once_can_go(fields: dict[str, Any], facts: dict[str, Any]) -> None:
    assert asked(a_member("bob", **fields), **facts).cannot_go == {}


def test_two_rules_may_do_together_what_neither_does_alone() -> None:
    """Trained from Thursday on, and away on Thursday and Friday."""
    bob = a_member("bob", trained=span("2026-06-04"))
    problem = asked(bob, absences=(away("bob", "2026-06-04", "2026-06-05"),))
    assert problem.cannot_go == {"bob": ("availability", "clearance")}


def test_a_rule_that_is_not_in_force_keeps_nobody_from_anything() -> None:
    lead = a_member("bob", roles=(Dated("lead member"),))
    assert asked(lead, rules=(Pool(roles_left_out=()),)).cannot_go == {}
    assert asked(lead, rules=()).cannot_go == {}


def test_where_no_visit_can_be_made_it_is_nobodys_fault() -> None:
    closed = asked(a_member("bob"), teams=(a_team("mash", open=span("2027-01-01")),))
    assert closed.visits == ()
    assert closed.cannot_go == {}


def test_a_problem_that_is_changed_is_to_be_asked_again() -> None:
    problem = asked(a_member("bob", trained=None))
    assert edited(problem, [GiveRole("ann", "lead member")]).cannot_go == {}
    again = with_who_can_go(edited(problem, [GiveRole("ann", "lead member")]), RULES)
    assert again.cannot_go == {"ann": ("pool",), "bob": ("clearance",)}


def test_what_is_known_changes_neither_the_problem_nor_its_equals() -> None:
    problem = a_problem((a_member("ann"), a_member("bob", trained=None)), TEAMS)
    assert with_who_can_go(problem, RULES) == problem
    assert problem.cannot_go == {}


WHO = (
    a_member("bob", trained=None),
    a_member("cat", roles=(Dated("lead member"),)),
    a_member("dee", trained=None),
    a_member("eve", terms=(span("2020-05-01", "2026-05-07"),)),
    a_member("fay", terms=(span("2026-06-10"),)),
    a_member("gus", terms=(span("2020-05-01", "2026-05-31"), span("2026-06-05"))),
)


def test_the_officer_is_told_who_is_not_counted_and_why() -> None:
    """Gus serves on the last day of the year; Eve and Fay on none of it."""
    problem = asked(*WHO)
    assert list(apart_in_words(apart(problem, (), ()))) == [
        "Can go on no visit of the year, and counted in no figure: Bob and Dee (clearance); Cat (pool).",
        "Do not serve in the year, and in no figure, page or calendar: Eve (left on 7 May 2026); "
        "Fay (joins on 10 June 2026).",
    ]
    assert [member.id for member in problem.members if counts(problem, member)] == ["ann", "gus"]


def test_to_others_what_is_personal_is_only_that() -> None:
    """Clearance is a personal rule, the pool is not."""
    found = {one.member: (one.serves, one.why) for one in apart(asked(*WHO), RULES, ())}
    assert found == {
        "bob": (True, PERSONAL),
        "cat": (True, "pool"),
        "dee": (True, PERSONAL),
        "eve": (False, "left on 7 May 2026"),
        "fay": (False, "joins on 10 June 2026"),
    }


def test_whoever_goes_all_the_same_is_counted() -> None:
    """A rota made by hand sends Bob and Eve."""
    assert [one.member for one in apart(asked(*WHO), RULES, {"bob", "eve"})] == ["cat", "dee", "fay"]


def test_one_alone_is_told_in_the_singular() -> None:
    alone = asked(a_member("eve", terms=(span(None, "2026-05-07"),)))
    assert list(apart_in_words(apart(alone, (), ()))) == [
        "Does not serve in the year, and in no figure, page or calendar: Eve (left on 7 May 2026)."
    ]
    assert list(apart_in_words(())) == []


def test_a_member_without_any_term_serves_never() -> None:
    problem = asked(replace(a_member("bob"), terms=()))
    assert [(one.member, one.why) for one in apart(problem, (), ())] == [("bob", "no time of office")]
