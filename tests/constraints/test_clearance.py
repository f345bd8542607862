"""Clearance: trained on the day and, for some kinds of team, checked."""

from __future__ import annotations

import pytest

from constraints.clearance import Clearance
from rota.domain import ALWAYS, Span
from rota.rules import Bar
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, sentences, span

RULE = Clearance()


@pytest.mark.parametrize(
    ("trained", "broken"),
    [
        (ALWAYS, False),
        (None, True),
        (span("2026-06-03", None), False),
        (span("2026-06-04", None), True),
        (span(None, "2026-06-03"), False),
        (span(None, "2026-06-02"), True),
    ],
)
def test_training_holds_on_its_first_and_last_day(trained: Span | None, broken: bool) -> None:
    """A visit on 3 June needs training in date on 3 June."""
    problem = a_problem([a_member(trained=trained)])
    assert breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")})) == broken


def test_check_is_needed_for_homes_only() -> None:
    """By default a member with no check may visit a team's office and not a children's home."""
    problem = a_problem([a_member(checked=None)], [a_team("home", kind="home"), a_team("mash", kind="mash")])
    assert breaks(RULE, problem, a_rota({"home-1": ("2026-06-03 10:00", "ann")}))
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")}))
    assert breaks(Clearance(check_required_for=("mash",)), problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")}))


def test_training_may_be_off() -> None:
    """A council that asks for no training is asked for none, and checks still hold."""
    problem = a_problem([a_member(trained=None, checked=None)], [a_team("home", kind="home"), a_team("mash")])
    rule = Clearance(training_required=False)
    assert not breaks(rule, problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")}))
    assert breaks(rule, problem, a_rota({"home-1": ("2026-06-03 10:00", "ann")}))


def test_sentences_say_what_and_by_how_much() -> None:
    """From 3 June to 5 June is 2 days; from 2 June to 3 June is 1."""
    members = [
        a_member("ann", trained=span("2026-06-05", None)),
        a_member("bob", checked=span(None, "2026-06-02")),
        a_member("cat", trained=None),
    ]
    problem = a_problem(members, [a_team("home", kind="home")])
    assert sentences(RULE, problem, a_rota({"home-1": ("2026-06-03 10:00", "ann", "bob", "cat")})) == [
        "Ann goes to Home on 3 June 2026, but the training counts only from 5 June 2026, 2 days later.",
        "Bob goes to Home on 3 June 2026, but the safeguarding check ran out on 2 June 2026, 1 day earlier.",
        "Cat goes to Home on 3 June 2026, but no training is recorded.",
    ]


def test_members_alike_share_one_bar() -> None:
    """The untrained share one box over all visits and slots; the unchecked one over the homes."""
    members = [a_member("ann", trained=None), a_member("bob", trained=None), a_member("cat", checked=None)]
    problem = a_problem(members, [a_team("home", kind="home"), a_team("mash")])
    assert list(RULE.statements(problem)) == [
        Bar(("ann", "bob"), None, None, "clearance: training not in date"),
        Bar(("cat",), ("home-1",), None, "clearance: safeguarding check not in date"),
    ]


def test_everybody_in_date_asks_nothing() -> None:
    """Members trained and checked for the whole year yield no statement."""
    assert list(RULE.statements(a_problem(teams=[a_team(kind="home")]))) == []


def test_a_kind_misspelt_is_refused() -> None:
    """A kind of team that does not exist would leave homes unprotected, so it is refused by name."""
    with pytest.raises(ValueError, match="check_required_for has 'homes'"):
        Clearance(check_required_for=("homes",))


@pytest.mark.parametrize("rule", [RULE, Clearance(training_required=False), Clearance(check_required_for=())])
def test_statements_and_check_agree_on_every_rota(rule: Clearance) -> None:
    """Over every rota of three members cleared for different days, the two readings are one."""
    members = [
        a_member("ann", trained=span("2026-06-02", None)),
        a_member("bob", trained=None, checked=span(None, "2026-06-01")),
        a_member("cat", trained=span("2026-06-01", "2026-06-02"), checked=None),
    ]
    teams = [a_team("home", kind="home"), a_team("mash")]
    problem = a_problem(members, teams, year=span("2026-06-01", "2026-06-03"))
    assert outcomes(problem, rule) == {(False, 0), (True, 0)}
