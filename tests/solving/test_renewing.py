"""Rotas in, rotas out: what may change, what stands, what is said where there is none, and that the audit is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from constraints.host_present import HostPresent
from constraints.open_dates import OpenDates
from constraints.yearly_limit import YearlyLimit
from rota.auditing import DisagreementError, audit
from rota.domain import Closure, Host, Problem, Rota
from rota.rules import Finding, Rule, Statement
from rota.solving.minimum_change.disturbance import NOWHERE, Disturbance
from rota.solving.minimum_change.reoptimise import (
    NotRenewed,
    PublishedRota,
    Reoptimised,
    movable_after,
    renewed,
    task_of,
)
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from tests.support.builders import a_member, a_problem, a_rota, a_team, day, span

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (f"2026-06-0{number} 10:00" for number in (1, 2, 3, 4, 5))
KNOWN = a_rota(
    {"mash-1": (MONDAY, "ann"), "north-1": (WEDNESDAY, "bob"), "south-1": (FRIDAY, "ann")}, mash="hal", north="ivy"
)


def week(**fields: object) -> Problem:
    """Ann and Bob, and three teams that Hal, Ivy and nobody receive, in the first week of June 2026."""
    teams = (a_team("mash", host="hal"), a_team("north", host="ivy"), a_team("south"))
    facts: dict[str, object] = {
        "members": (a_member("ann"), a_member("bob")),
        "teams": teams,
        "hosts": (Host("hal", "Hal"), Host("ivy", "Ivy")),
    }
    return a_problem(**facts | fields)  # type: ignore[arg-type]


def known(first_day: str = "2026-06-01", notice_ends: str = "2026-06-01", rota: Rota = KNOWN) -> PublishedRota:
    movable = movable_after(week(), rota.placements, day(first_day))
    return PublishedRota(rota.placements, movable, day(first_day), day(notice_ends))


def task(problem: Problem, told: PublishedRota) -> ChangeTask:
    stated = gather(problem, (EnoughMembers(), OpenDates(), HostPresent()))
    compiled = compile_statements(problem, stated)
    return task_of(problem, compiled, presolve(compiled), told)


def test_a_visit_on_the_first_day_or_later_may_change_and_so_may_one_that_nobody_knows() -> None:
    assert movable_after(week(), KNOWN.placements, day("2026-06-03")) == {"north-1", "south-1"}
    assert movable_after(week(), KNOWN.placements, day("2026-06-04")) == {"south-1"}
    assert movable_after(week(), KNOWN.placements[:1], day("2026-06-06")) == {"north-1", "south-1"}
    assert movable_after(week(), (), day("2026-06-06")) == {"mash-1", "north-1", "south-1"}


def test_a_visit_may_be_on_the_first_day_or_later() -> None:
    found = task(week(), known("2026-06-03"))
    assert {visit: slots.tolist() for visit, slots in found.slots.items()} == {1: [2, 3, 4], 2: [2, 3, 4]}


def test_the_notice_period_runs_from_the_first_day_to_its_last() -> None:
    soon = task(week(), known("2026-06-02", "2026-06-04")).standing.notice
    assert soon.tolist() == [False, True, True, True, False]
    none = task(week(), known("2026-06-02", "2026-06-01")).standing.notice
    assert not none.any()


def test_what_people_know_is_what_stands() -> None:
    """Hosts are numbered after the members; a visit that nobody receives has none."""
    standing = task(week(), known()).standing
    assert (standing.gone, standing.comes) == ({0: set(), 1: set(), 2: set()}, {0: set(), 1: set(), 2: set()})
    assert standing.slots.tolist() == [0, 2, 4]
    assert standing.groups.T.tolist() == [[True, False], [False, True], [True, False]]
    assert standing.hosts.tolist() == [2, 3, NOWHERE]


def test_who_no_longer_receives_and_who_now_does_where_there_is_no_choice() -> None:
    """Of the MASH nobody was told who receives it, or it was Ivy: Hal, number 2, does. Zoe is not listed."""
    for before, gone in (("", set()), ("ivy", {3}), ("zoe", set()), ("hal", set())):
        rota = a_rota({"mash-1": (MONDAY, "ann")}, mash=before)
        standing = task(week(), known(rota=rota)).standing
        assert (standing.gone, standing.comes) == ({0: gone}, {0: set() if before == "hal" else {2}})
        assert standing.hosts.tolist() == [2 if before == "hal" else NOWHERE, 3, NOWHERE]


def test_a_visit_that_is_not_known_or_at_no_time_of_the_year_stands_nowhere_and_one_who_is_gone_not_at_all() -> None:
    rota = a_rota({"north-1": ("2026-06-06 10:00", "bob"), "south-1": (FRIDAY, "ann", "zoe")})
    standing = task(week(), known(rota=rota)).standing
    assert standing.slots.tolist() == [NOWHERE, NOWHERE, 4]
    assert standing.groups.T.tolist() == [[False, False], [False, True], [True, False]]


def test_people_who_are_affected_anyway_are_members_and_hosts() -> None:
    told = replace(known(), already=frozenset({"bob", "ivy", "zoe"}))
    assert task(week(), told).standing.already == {1, 3}


def test_a_rota_that_keeps_every_must_is_given_back() -> None:
    """Two loads of 2 and 1: the squares are 100 x (4 + 1)."""
    rules = (EnoughMembers(), FairShare())
    found = renewed(week(), rules, known())
    assert isinstance(found, Reoptimised)
    assert (found.rota, found.disturbance, found.bound) == (KNOWN, *[Disturbance(0, 0, 0, 0, 0)] * 2)
    assert found.report == audit(week(), rules, KNOWN)
    assert found.certificate is not None
    assert found.certificate.value == found.report.points == 500
    assert found.certificate.bound <= 500
    assert found.proven_best


def test_a_visit_without_a_slot_from_the_first_day_on_is_named() -> None:
    """Friday is closed: the south, from Thursday on, has Thursday; from Friday on, nothing."""
    problem = week(closures=(Closure(span("2026-06-05", "2026-06-05"), "snow"),))
    rules = (EnoughMembers(), OpenDates())
    found = renewed(problem, rules, known("2026-06-04"))
    assert isinstance(found, Reoptimised)
    assert found.rota.of(["south-1"]) == a_rota({"south-1": (THURSDAY, "ann")}).placements
    assert renewed(problem, rules, known("2026-06-05")) == NotRenewed(("south-1",))


def test_that_there_is_none_is_said_without_a_visits_name_where_none_is_to_blame() -> None:
    """Two members who may go once each cannot make three visits."""
    assert renewed(week(), (EnoughMembers(), YearlyLimit(visits_a_year=1)), known()) == NotRenewed(())


def test_where_what_is_over_breaks_a_must_nothing_is_proven_of_the_year() -> None:
    closed = week(closures=(Closure(span("2026-06-01", "2026-06-01"), "snow"),))
    found = renewed(closed, (EnoughMembers(), OpenDates()), known("2026-06-02"))
    assert isinstance(found, Reoptimised)
    assert not found.report.kept
    assert found.certificate is None
    assert found.rota == KNOWN


def test_offers_are_made_for_one_two_and_three_more_people_unless_they_are_not_wanted() -> None:
    """Bob takes the south from Ann and Ann keeps the MASH? Loads of 2 and 1 stay: no points are to be saved."""
    rules = (EnoughMembers(), FairShare())
    found = renewed(week(), rules, known())
    assert isinstance(found, Reoptimised)
    assert [offer.points for offer in found.offers] == [500, 500, 500]
    assert all(offer.proven for offer in found.offers)
    without = renewed(week(), rules, known(), with_offers=False)
    assert isinstance(without, Reoptimised)
    assert without.offers == ()


def test_an_offer_saves_what_more_people_make_possible() -> None:
    """Ann goes on all three: 900. With two people disturbed, Ann and Bob, one visit changes hands: 500, and no fewer.

    With one person, Bob joins a visit: 900 + 100, or none changes.
    """
    alone = a_rota({"mash-1": (MONDAY, "ann"), "north-1": (WEDNESDAY, "ann"), "south-1": (FRIDAY, "ann")})
    found = renewed(week(), (EnoughMembers(), FairShare()), known(rota=alone))
    assert isinstance(found, Reoptimised)
    assert [offer.points for offer in found.offers] == [900, 500, 500]
    assert [offer.people <= more for more, offer in enumerate(found.offers, start=1)] == [True] * 3


@dataclass(frozen=True)
class TwoFaced(Rule):
    """Asks for nothing and finds that everything costs a point."""

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield from ()

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        yield self.costs(1, "It costs a point.")


@dataclass(frozen=True)
class Strict(TwoFaced):
    """Asks for nothing and finds everything broken."""

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        yield self.breach("It is broken.")


@pytest.mark.parametrize("rule", [TwoFaced(), Strict()])
def test_a_rule_that_asks_otherwise_than_it_checks_is_loud(rule: Rule) -> None:
    with pytest.raises(DisagreementError, match="The engine claims 0 points and every must kept; the audit finds"):
        renewed(week(), (EnoughMembers(), rule), known())
