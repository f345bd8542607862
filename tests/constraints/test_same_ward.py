"""The rule "same ward"."""

from __future__ import annotations

from constraints.same_ward import SameWard
from rota.domain import Dated, Member, Problem
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences, span

ANN, BOB, CAT = (a_member(name, ward="Ainsdale") for name in ("ann", "bob", "cat"))
DEE = a_member("dee", ward="Birkdale")
MOVED = a_member("bob", wards=(Dated("Birkdale", span(None, "2026-06-02")), Dated("Ainsdale", span("2026-06-03"))))
ALL = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob", "cat")})


def a_world(*members: Member) -> Problem:
    return a_problem(members, [a_team()])


def test_members_of_different_wards_keep_it() -> None:
    assert sentences(SameWard(), a_world(ANN, DEE), a_rota({"mash-1": ("2026-06-01 10:00", "ann", "dee")})) == []


def test_two_members_of_a_ward_cost_points_and_the_sentence_names_them() -> None:
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})
    assert points(SameWard(), a_world(ANN, BOB, DEE), rota) == 10
    assert sentences(SameWard(), a_world(ANN, BOB, DEE), rota) == [
        "Mash has 2 members for Ainsdale (Ann and Bob), 1 more than 1."
    ]


def test_each_member_beyond_the_first_costs_points() -> None:
    assert points(SameWard(), a_world(ANN, BOB, CAT), ALL) == 20


def test_members_of_no_ward_are_never_of_the_same_ward() -> None:
    members = a_member("ann"), a_member("bob"), a_member("cat")
    assert list(SameWard().statements(a_world(*members))) == []
    assert points(SameWard(), a_world(*members), ALL) == 0


def test_it_is_a_must_when_the_council_says_so() -> None:
    assert breaks(SameWard(points_per_extra_member=0, must=True), a_world(ANN, BOB, CAT), ALL)


def test_no_points_or_one_member_for_each_ward_ask_for_nothing() -> None:
    assert list(SameWard(points_per_extra_member=0).statements(a_world(ANN, BOB, CAT))) == []
    assert sentences(SameWard(points_per_extra_member=0), a_world(ANN, BOB, CAT), ALL) == []
    assert list(SameWard().statements(a_world(ANN, DEE))) == []


def test_wards_are_read_on_the_first_day_of_the_visits_part_of_the_year() -> None:
    """Bob moves to Ainsdale on 3 June, when the second visit's part begins."""
    problem = a_problem([ANN, MOVED], [a_team(visits_a_year=2)])
    first, second = (a_rota({f"mash-{n}": ("2026-06-04 10:00", "ann", "bob")}) for n in (1, 2))
    assert (points(SameWard(), problem, first), points(SameWard(), problem, second)) == (0, 10)


def test_statements_and_check_agree_on_every_rota() -> None:
    problem = a_problem([ANN, MOVED, DEE], [a_team(visits_a_year=2), a_team("north")], weekdays=(0,))
    # first visits: Bob and Dee together; the second of MASH: Ann and Bob together; so none to three
    assert outcomes(problem, SameWard()) == {(False, 10 * n) for n in range(4)}
    assert outcomes(problem, SameWard(must=True)) == {(False, 0), (True, 0)}
    three = a_problem([ANN, BOB, CAT], [a_team(), a_team("north")], weekdays=(0, 1))
    # two visits with none, one or two members too many
    assert outcomes(three, SameWard()) == {(False, 10 * n) for n in range(5)}
