"""The views that every format shares."""

from __future__ import annotations

from fractions import Fraction

import pytest

from constraints.fair_share import FairShare
from constraints.host_present import HostPresent
from constraints.interests import Interests
from rota.auditing import AuditReport
from rota.domain import Placement, Rota
from rota.exports.summary_text import certificate, numbers, summary
from rota.exports.view import Document
from rota.record import Certificate
from rota.rules import Finding
from tests.exports.documents import a_document, the_document, the_rota, the_year
from tests.support.builders import a_member, a_problem, a_rota, a_slot, a_team


def test_places_are_a_row_for_each_member_earliest_first() -> None:
    rows = [(place.visit.visit, place.visitor.id if place.visitor else None) for place in the_document().places()]
    assert rows == [("mash-1", "ann"), ("mash-1", "cai"), ("north-1", "ann"), ("north-1", "bob"), ("north-2", "bob")]


def test_a_visit_with_nobody_still_has_a_row() -> None:
    document = a_document(rota=Rota((Placement("mash-1", a_slot("2026-06-03 10:00"), ()),)))
    assert [place.visitor for place in document.places()] == [None]


def test_visits_are_gathered_by_month() -> None:
    months = [(first.isoformat(), len(rows)) for first, rows in the_document().visits_by_month()]
    assert months == [("2026-06-01", 1), ("2026-09-01", 1), ("2027-01-01", 1)]


def test_loads_count_this_year_and_earlier_visits() -> None:
    # Ann 2 visits; Bob 2 and one earlier, on 2 April 2026, within the year; Cai 1; Dot none. All serve throughout.
    loads = {row.id: (row.visits, row.earlier, row.load) for row in the_document().members()}
    assert loads == {"ann": (2, 0, 2), "bob": (2, 1, 3), "cai": (1, 0, 1), "dot": (0, 0, 0)}


def test_groups_carry_seats_and_places() -> None:
    # Seats: Labour 2 of 4, Plaid Cymru 1, no group 1. Places: Ann 2 + Bob 2 = 4 of 5 Labour, Cai 1 of 5.
    rows = [(row.group, row.seats, row.places, row.share_of_places) for row in the_document().groups()]
    assert rows == [
        ("Labour", 2, 4, Fraction(4, 5)),
        ("Plaid Cymru", 1, 1, Fraction(1, 5)),
        ("No group", 1, 0, Fraction(0)),
    ]


def test_the_summary_is_read_aloud() -> None:
    # Groups of two: mash-1 (Labour with Plaid Cymru) and north-1 (Labour twice), so one of two is cross-party.
    assert summary(the_document()) == (
        "All 3 visits placed, with 5 places filled by members.",
        "1 of the 2 visits made by two members or more is cross-party.",
        "This year 1 member makes no visits, 1 member makes 1 visit and 2 members make 2 visits each.",
        "Counting earlier visits and time served, members' loads run from 0.0 to 3.0.",
        "This rota has no certificate: nothing is proven of how fair it is.",
    )


def test_many_numbers_of_visits_are_told_by_their_ends_and_mean() -> None:
    # Of five members the first goes on 0 visits, the next on 1 and so on to 4: 10 places, 2 on average.
    members = [a_member(name) for name in ("ann", "bob", "cai", "dot", "eve")]
    going = {1: ("bob", "cai", "dot", "eve"), 2: ("cai", "dot", "eve"), 3: ("dot", "eve"), 4: ("eve",)}
    rota = a_rota({f"mash-{number}": (f"2026-06-0{number} 10:00", *names) for number, names in going.items()})
    document = a_document(a_problem(members, [a_team(visits_a_year=4)]), rota)
    assert summary(document)[2] == "This year 5 members make 0 to 4 visits each, 2.0 on average."


def test_two_members_of_no_group_are_cross_party() -> None:
    problem = a_problem([a_member("ann", ""), a_member("bob", "")], [a_team()])
    document = a_document(problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")}))
    assert document.visits()[0].cross_party
    assert summary(document)[1] == "The one visit made by two members or more is cross-party."


def test_the_one_visit_of_members_of_one_group_is_not_cross_party() -> None:
    problem = a_problem([a_member("ann", "Labour"), a_member("bob", "Labour")], [a_team()])
    document = a_document(problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")}))
    assert summary(document)[1] == "The one visit made by two members or more is not cross-party."


def test_visits_without_a_date_are_counted() -> None:
    document = a_document(the_year(), Rota())
    assert [visit.id for visit in document.not_placed()] == ["mash-1", "north-1", "north-2"]
    assert summary(document)[0] == "0 of 3 visits placed, with no places filled by members."


def test_a_rota_that_costs_no_points_is_proven_best_in_words_of_its_own() -> None:
    """Without a rule that costs points there are none: "fewer than its no points" is no English."""
    assert certificate(the_document([], Certificate(0, 0, 0, 0))) == (
        "Proven best: every must is kept and no preference costs a point.",
    )


def test_nothing_is_said_of_fairness_when_no_rule_measures_it() -> None:
    """Without fair share, or with it at no points, a rota costs 0 points of fairness however uneven it is."""
    for rules in ([], [FairShare(points_per_squared_load=0)]):
        said = certificate(the_document(rules, Certificate(0, 0, 0, 0)))
        assert not any("fair" in sentence for sentence in said)


def test_a_certificate_of_the_audited_value_is_believed() -> None:
    # FairShare: Ann 100 + 300, Bob from one earlier 300 + 500, Cai 100: 1,300 points.
    document = the_document([FairShare()], Certificate(1300, 1300, 1300, 1300))
    assert certificate(document) == (
        "Proven fairest: no rota that keeps every must shares the visits more evenly.",
        "Proven best: no rota that keeps every must has fewer than its 1,300 points.",
    )


def test_a_gap_is_said() -> None:
    document = the_document([FairShare()], Certificate(1300, 1250, 1300, 1200))
    assert certificate(document) == (
        "Not proven fairest: its sharing costs 1,300 points, and no rota's can cost fewer than 1,200.",
        "Not proven best: of its 1,300 points, a better rota could save at most 50.",
    )


def test_a_certificate_that_the_audit_contradicts_proves_nothing() -> None:
    document = the_document([FairShare()], Certificate(900, 900, 900, 900))
    assert certificate(document) == (
        "The certificate is for a rota of 900 points and the audit finds 1,300, so nothing is proven of this one.",
    )


def test_a_rota_that_breaks_a_must_is_proven_nothing() -> None:
    # No visit is placed: three breaches of form.
    document = a_document(the_year(), Rota(), certificate=Certificate(0, 0, 0, 0))
    assert certificate(document) == ("This rota breaks a must, so nothing is proven of how fair it is.",)


def test_unmet_preferences_leave_fairness_to_the_loads() -> None:
    plain = the_document([FairShare()])
    report = AuditReport((*plain.report.findings, Finding("cross_party", "One party.", points=20)))
    document = Document(plain.problem, report, plain.rules, plain.record)
    assert [(name, points) for name, points, _ in document.unmet()] == [("cross_party", 20)]


def test_breaches_that_are_personal_lose_their_reason() -> None:
    interests = Finding("interests", "Ann may not visit MASH.", breach=True, visit="mash-1", members=("ann",))
    host = Finding("host_present", "Hari Shah is away on 3 June 2026.", breach=True, visit="mash-1")
    plain = the_document()
    document = Document(plain.problem, AuditReport((interests, host)), (Interests(), HostPresent()), plain.record)
    assert [(row.rule, row.sentence) for row in document.breaches()] == [
        ("personal circumstances", "Ann cannot make MASH."),
        ("personal circumstances", "The time of MASH does not suit everybody it needs."),
    ]


def test_a_hand_made_rota_may_name_what_the_problem_has_not() -> None:
    document = a_document(the_year(), a_rota({"gone-1": ("2026-06-03 10:00", "zoe")}))
    row = document.visits()[0]
    assert (row.title, row.team, row.number, row.visitors[0].name) == ("gone-1", "", None, "zoe")


def test_a_rule_tells_its_numbers() -> None:
    assert numbers(FairShare()) == ("points per squared load: 100",)


def test_a_row_names_whoever_receives_the_visit() -> None:
    rows = {row.visit: (row.host, row.hosts) for row in a_document(the_year(), the_rota()).visits()}
    assert rows["mash-1"] == ("Hari Shah", ("hari",))
    assert rows["north-1"] == ("", ())


@pytest.mark.parametrize(
    ("receivers", "host", "hosts"),
    [
        ("dee", "Dee Puty", ("dee",)),
        ("hari dee", "Dee Puty; Hari Shah", ("dee", "hari")),  # two, which breaks a must, in order of their ids
        ("zoe", "zoe", ("zoe",)),  # somebody who is not listed any more
        ("", "", ()),
    ],
)
def test_whoever_that_is(receivers: str, host: str, hosts: tuple[str, ...]) -> None:
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann", "cai")}, mash=receivers)
    (row,) = a_document(the_year(), rota).visits()
    assert (row.host, row.hosts) == (host, hosts)
