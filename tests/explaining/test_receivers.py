"""Whoever receives a visit is told with it, and what is explained of one visit leaves who receives the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from constraints.own_host import OwnHost
from rota.domain import Host, Rota
from rota.explaining.context import RotaContext
from rota.explaining.swaps import offers
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import why
from rota.solving.alternatives.alternatives import NotOfTheYearError
from tests.explaining.council import MUSTS, RULES, a_ground, mash
from tests.explaining.everywhere import some
from tests.support.builders import a_team, away

HAL, IVY = Host("hal", "Hal Holly"), Host("ivy", "Ivy Elm")


def received(ground: RotaContext, **receivers: tuple[str, ...]) -> RotaContext:
    """The same with these who receive: mash=("ivy",)."""
    placements = tuple(
        replace(place, receivers=receivers.get(place.visit.rpartition("-")[0], place.receivers))
        for place in ground.rota.placements
    )
    return replace(ground, rota=Rota(placements))


def with_a_deputy(rules: tuple[object, ...] = (*RULES, OwnHost()), **fields: object) -> RotaContext:
    """Hal receives the MASH; Ivy could, and the north is received by nobody."""
    asked = a_ground(mash=mash(host="hal", deputies=("ivy",)), hosts=(HAL, IVY), **fields)  # type: ignore[arg-type]
    return replace(asked, rules=rules)  # type: ignore[arg-type]


def placed(ground: RotaContext, visit: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], int]]:
    """The alternatives: the day, who goes, who receives and the points more."""
    found = why(ground, visit).alternatives
    return [(f"{one.placement.slot.day:%a}", one.names, one.received_by, one.difference.points) for one in found]


def test_another_who_receives_is_another_way() -> None:
    """On another day with the same people costs nothing; there are four of them, and three are told.

    With all of them closed, and Cat at home, nothing is left but that the deputy receives, for 10 points.
    """
    going = ("Ann Alder", "Bob Birch")
    days = [("Mon", going, ("Hal Holly",), 0), ("Wed", going, ("Hal Holly",), 0), ("Thu", going, ("Hal Holly",), 0)]
    assert len(placed(with_a_deputy(), "mash-1")) == 3
    assert set(placed(with_a_deputy(), "mash-1")) <= {*days, ("Fri", going, ("Hal Holly",), 0)}
    shut = tuple(away(who, f"2026-06-0{day}") for who in ("ann", "bob") for day in (1, 3, 4, 5))
    alone = with_a_deputy(absences=(*shut, away("cat", "2026-06-02")))
    assert placed(alone, "mash-1") == [("Tue", going, ("Ivy Elm",), 10)]


def test_the_deputy_who_receives_costs_the_visit_its_points() -> None:
    """Ann and Bob cost 100 each; so does Ivy's standing in 10, which Hal would save."""
    asked = received(with_a_deputy(), mash=("ivy",))
    answer = why(asked, "mash-1")
    assert (answer.received_by, answer.points) == (("Ivy Elm",), 210)
    assert answer.alternatives[0].difference.points == -10
    assert answer.alternatives[0].received_by == ("Hal Holly",)


def test_a_member_who_could_go_does_so_with_whoever_receives() -> None:
    could = why_not(received(with_a_deputy(), mash=("ivy",)), "mash-1", "cat").could
    assert could is not None
    assert could.received_by == ("Hal Holly",)  # the cheapest way


@pytest.mark.parametrize("who", ["zoe", "ivy"], ids=["somebody who has left", "somebody of another team"])
def test_a_visit_that_its_team_would_now_have_received_by_another_stays_as_it_is(who: str) -> None:
    """Hal is MASH's host by now; Zoe, who is not listed any more, received it, or Ivy, who is the north's."""
    asked = a_ground(mash=mash(host="hal"), hosts=(HAL, IVY))
    north = a_team("north", name="North team", group_most=1, host="ivy")
    problem = replace(asked.problem, teams=(mash(host="hal"), north))
    asked = received(replace(asked, problem=problem), mash=(who,), north=("ivy",))
    assert why(asked, "mash-1").placement.receivers == (who,)
    for alternative in why(asked, "north-1").alternatives:
        assert alternative.placement.receivers == ("ivy",)
        assert {change.visit for change in alternative.difference.diary} == {"north-1"}
    assert offers(asked, "cat", "north-1", 9).in_all == 2
    for step_in in asked.around.stand_ins(["mash-1"]):
        assert step_in.member == "cat"


def test_a_visit_that_nobody_receives_where_somebody_must_cannot_be_followed() -> None:
    asked = received(a_ground(mash=mash(host="hal"), hosts=(HAL,)), mash=())
    with pytest.raises(NotOfTheYearError, match="MASH is received by nobody, which its team does not provide for"):
        why(asked, "mash-1")


def test_where_no_rule_asks_who_receives_nobody_is_sent_to_two_places_at_once_all_the_same() -> None:
    """Hal receives both, and "host present" is off: the MASH cannot move to 4 June, when the north is visited."""
    rules = (*(rule for rule in MUSTS if rule.name != "host_present"), *some("fair_share"))
    asked = received(with_a_deputy(rules), mash=("hal",), north=("hal",))
    found = asked.around.alternatives("mash-1", 100)
    assert {rota.of(["mash-1"])[0].slot.day.day for rota in found} == {1, 2, 3, 5}
    assert {rota.of(["mash-1"])[0].receivers for rota in found} == {("hal",)}
    assert all(asked.audited(rota).kept for rota in found)
