"""Two rotas side by side: whose diary changes, by how many points and under which rules, and whose load."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rota.auditing import AuditReport, audit
from rota.compare import Difference, LoadChange, RuleChange, diary_changes, difference, rule_changes
from rota.domain import Host, Problem, Rota
from rota.rules import Finding
from tests.support.builders import a_member, a_problem, a_rota, a_team, past, span
from tests.support.verdicts import RULES

FAIR_SHARE = next(rule for rule in RULES if rule.name == "fair_share")
SIZES = next(rule for rule in RULES if rule.name == "enough_members")

FIRST, LATER = "2026-06-02 10:00", "2026-06-04 10:00"


def a_council() -> Problem:
    """Three members; the MASH is received by Zoe and the north team by Hal; Bob has been to the MASH once."""
    return a_problem(
        [a_member("ann", name="Ann Alder"), a_member("bob", name="bob Birch"), a_member("cat", name="Cat Cedar")],
        [a_team("mash", name="MASH", host="zoe"), a_team("north", name="North", host="hal")],
        hosts=(Host("hal", "Hal Holly"), Host("zoe", "Zoe Zelkova")),
        history=(past("bob", "mash", "2026-01-07"),),
        year=span("2026-06-01", "2027-05-31"),
    )


HOSTS = {"mash": "zoe", "north": "hal"}
BEFORE = a_rota({"mash-1": (FIRST, "ann", "bob"), "north-1": (FIRST, "cat")}, **HOSTS)


def sentences(after: Rota, before: Rota = BEFORE) -> list[str]:
    return [change.sentence for change in diary_changes(a_council(), before, after)]


def compared(after: Rota, before: Rota = BEFORE) -> Difference:
    rules = (SIZES, FAIR_SHARE)
    problem = a_council()
    return difference(problem, before, after, audit(problem, rules, before), audit(problem, rules, after))


def test_nothing_changes_between_a_rota_and_itself() -> None:
    assert compared(BEFORE) == Difference(0, (), (), ())


def test_who_takes_a_place_and_who_gives_it_up_are_told_each_in_a_sentence() -> None:
    """The host's diary does not name the visitors, so it stays as it is."""
    after = a_rota({"mash-1": (FIRST, "ann", "cat"), "north-1": (FIRST, "cat")}, **HOSTS)
    assert sentences(after) == [
        "bob Birch no longer goes to MASH on 2 June 2026 at 10:00.",
        "Cat Cedar goes to MASH on 2 June 2026 at 10:00.",
    ]


def test_a_visit_that_moves_is_told_to_all_who_go_and_to_its_host() -> None:
    """Members first, by name whatever its capitals, then hosts."""
    after = a_rota({"mash-1": (LATER, "bob", "cat"), "north-1": (FIRST, "cat")}, **HOSTS)
    assert sentences(after) == [
        "Ann Alder no longer goes to MASH on 2 June 2026 at 10:00.",
        "MASH moves from 2 June 2026 at 10:00 to 4 June 2026 at 10:00 for bob Birch.",
        "Cat Cedar goes to MASH on 4 June 2026 at 10:00.",
        "MASH moves from 2 June 2026 at 10:00 to 4 June 2026 at 10:00 for Zoe Zelkova.",
    ]
    found = compared(after)
    assert found.people == ("ann", "bob", "cat", "zoe")
    assert [change.role for change in found.diary] == ["member", "member", "member", "host"]


def test_a_visit_that_is_new_or_gone_is_received_or_no_longer() -> None:
    without = a_rota({"mash-1": (FIRST, "ann", "bob")}, **HOSTS)
    assert sentences(BEFORE, without) == [
        "Cat Cedar goes to North on 2 June 2026 at 10:00.",
        "Hal Holly receives North on 2 June 2026 at 10:00.",
    ]
    assert sentences(without) == [
        "Cat Cedar no longer goes to North on 2 June 2026 at 10:00.",
        "Hal Holly no longer receives North on 2 June 2026 at 10:00.",
    ]


def test_another_who_receives_is_told_and_so_is_the_one_who_no_longer_does() -> None:
    """Whoever it is; nobody else's diary says who receives."""
    after = a_rota({"mash-1": (FIRST, "ann", "bob"), "north-1": (FIRST, "cat")}, mash="hal", north="hal")
    assert sentences(after) == [
        "Hal Holly receives MASH on 2 June 2026 at 10:00.",
        "Zoe Zelkova no longer receives MASH on 2 June 2026 at 10:00.",
    ]
    assert compared(after).people == ("hal", "zoe")
    assert [change.role for change in compared(after).diary] == ["host", "host"]
    moved = a_rota({"mash-1": (LATER, "ann", "bob"), "north-1": (FIRST, "cat")}, mash="hal", north="hal")
    assert sentences(moved)[2:] == [
        "Hal Holly receives MASH on 4 June 2026 at 10:00.",
        "Zoe Zelkova no longer receives MASH on 2 June 2026 at 10:00.",
    ]


def test_somebody_who_was_a_host_before_is_told_by_the_name_of_before() -> None:
    now = replace(
        a_council(), teams=(a_team("mash", name="MASH"), a_team("north", name="North")), hosts=(Host("jo", "Jo"),)
    )
    after = a_rota({"mash-1": (FIRST, "ann", "bob"), "north-1": (FIRST, "cat")}, mash="jo")
    assert [change.sentence for change in diary_changes(now, BEFORE, after, a_council())] == [
        "Hal Holly no longer receives North on 2 June 2026 at 10:00.",
        "Jo receives MASH on 2 June 2026 at 10:00.",
        "Zoe Zelkova no longer receives MASH on 2 June 2026 at 10:00.",
    ]


def test_somebody_with_two_changes_is_one_person() -> None:
    after = a_rota({"mash-1": (FIRST, "bob", "cat"), "north-1": (FIRST, "ann")}, **HOSTS)
    found = compared(after)
    assert found.people == ("ann", "cat")
    assert [(change.name, change.visit) for change in found.diary] == [
        ("Ann Alder", "mash-1"),
        ("Ann Alder", "north-1"),
        ("Cat Cedar", "mash-1"),
        ("Cat Cedar", "north-1"),
    ]


def test_a_visit_or_a_member_that_the_year_does_not_know_is_told_by_its_id() -> None:
    after = a_rota({"mash-1": (FIRST, "ann", "bob"), "north-1": (FIRST, "cat"), "old-1": (LATER, "dee")}, **HOSTS)
    assert sentences(after) == ["dee goes to old-1 on 4 June 2026 at 10:00."]


def test_points_and_loads_change_as_the_audit_and_the_reading_of_loads_say() -> None:
    """The time counted is two years. Loads: Ann 1, Bob 1 + 1, Cat 1; then Bob 1 and Cat 2.

    100 points for each squared load beyond what history made: Ann 100; Bob 4 - 1 = 300; Cat 100. Then Bob
    has none in this rota and Cat 400: the sharing costs the same.
    """
    after = a_rota({"mash-1": (FIRST, "ann", "cat"), "north-1": (FIRST, "cat")}, **HOSTS)
    found = compared(after)
    assert found.points == (100 + 400) - (100 + 300 + 100) == 0
    assert found.by_rule == ()
    assert found.loads == (
        LoadChange("bob", "bob Birch", Fraction(2), Fraction(1)),
        LoadChange("cat", "Cat Cedar", Fraction(1), Fraction(2)),
    )


def test_points_are_those_of_the_other_rota_less_those_of_the_first() -> None:
    """Without Cat's visit her 100 are saved; with it they are more."""
    without = a_rota({"mash-1": (FIRST, "ann", "bob")}, **HOSTS)
    assert (compared(without).points, compared(BEFORE, without).points) == (-100, 100)
    assert compared(without).by_rule == (RuleChange("fair_share", 500, 400),)


def test_what_is_broken_besides_is_told_and_what_was_broken_before_is_not() -> None:
    """North had nobody before and has nobody now; then MASH has nobody too."""
    before = a_rota({"mash-1": (FIRST, "ann"), "north-1": (FIRST,)}, **HOSTS)
    after = a_rota({"mash-1": (FIRST,), "north-1": (FIRST,)}, **HOSTS)
    assert compared(after, before).breaches == ("MASH has 0 members; it needs 1 to 2.",)
    assert compared(before, after).breaches == ()


def report(**points: int) -> AuditReport:
    return AuditReport(tuple(Finding(rule, f"{rule} costs.", points=cost) for rule, cost in points.items()))


def test_rules_are_told_that_change_the_points_the_greatest_change_first() -> None:
    """Up or down alike; where two change as much, by name."""
    changes = list(rule_changes(report(a=5, b=40, c=1, e=7), report(a=15, c=1, d=90, f=7)))
    assert changes == [
        RuleChange("d", 0, 90),
        RuleChange("b", 40, 0),
        RuleChange("a", 5, 15),
        RuleChange("e", 7, 0),
        RuleChange("f", 0, 7),
    ]
    assert [change.points for change in changes] == [90, -40, 10, -7, 7]
