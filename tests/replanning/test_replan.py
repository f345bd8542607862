"""What changes when something is lost: on a tiny council, against every rota that there could be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rota.domain import Cancellation, Closure, Placement, Problem, Rota, Session
from rota.replanning.replan import CannotStayError, Replanned
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.reoptimise import NotRenewed
from tests.replanning.worlds import (
    JUNE_3,
    JUNE_10,
    JUNE_17,
    JUNE_24,
    PUBLISHED,
    agreed,
    council,
    fewest_points,
    replanned,
    task_of,
    with_teams,
)
from tests.support.builders import a_member, a_rota, a_slot, a_team, away, day, hosted, moment, span

NOTHING = Disturbance(0, 0, 0, 0, 0)


def placed(plan: Replanned, visit: str) -> Placement:
    (place,) = plan.rota.of([visit])
    return place


def sentences(plan: Replanned) -> list[str]:
    return [change.sentence for change in plan.changes]


def members(*people: object) -> Problem:
    return council(members=people)


ANN, BOB, CAT = a_member("ann"), a_member("bob"), a_member("cat", "Conservative")


def leaving(member: object, last_day: str) -> object:
    return replace(member, terms=(span(None, last_day),))  # type: ignore[type-var]


def test_nothing_changes_where_nothing_has_changed() -> None:
    plan = agreed(council(), "2026-06-01")
    assert (plan.rota, plan.disturbance, plan.changes, plan.people) == (PUBLISHED, NOTHING, (), ())
    assert (plan.dropped, plan.added, plan.already_broken) == ((), (), ())


@pytest.mark.parametrize("from_day", ["2026-05-01", "2026-06-01", "2026-06-10", "2026-06-30", "2027-01-01"])
def test_nothing_changes_where_nothing_has_changed_from_whichever_day_on(from_day: str) -> None:
    assert agreed(council(), from_day, notice=5).rota == PUBLISHED


def test_a_member_who_leaves_is_replaced_by_one_on_each_visit_to_come() -> None:
    """Ann goes on 31 May: her two visits each need somebody. The MASH has Bob still; the south needs one, and
    Bob has two visits, which is the limit. Cat, who has one, takes the south: Ann and Cat, an entry each, and Ann's
    other.
    """
    plan = agreed(members(leaving(ANN, "2026-05-31"), BOB, CAT), "2026-06-01")
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 3)
    assert placed(plan, "south-1") == Placement("south-1", a_slot(JUNE_17), ("cat",), ("hal",))
    assert placed(plan, "mash-1").members == ("bob",)


def test_visits_that_are_over_stay_with_those_who_made_them() -> None:
    """Ann leaves on 8 June, after the MASH: only the south needs somebody, and Cat steps in."""
    plan = agreed(members(leaving(ANN, "2026-06-08"), BOB, CAT), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert placed(plan, "mash-1").members == ("ann", "bob")
    assert sentences(plan) == [
        "Ann no longer goes to South on 17 June 2026 at 10:00.",
        "Cat goes to South on 17 June 2026 at 10:00.",
    ]


def test_an_absence_moves_nobody_while_somebody_can_step_in() -> None:
    """Ann alone goes south on the 17th. To move the visit would disturb Ann and Hal; Cat in her place, Ann and Cat:
    two people either way, and no date moved.
    """
    plan = agreed(council(absences=(away("ann", "2026-06-17"),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert placed(plan, "south-1") == Placement("south-1", a_slot(JUNE_17), ("cat",), ("hal",))


def test_a_visit_with_enough_members_left_loses_one_and_that_is_all() -> None:
    """Of Bob and Cat in the north Bob is away: one is enough, so only Bob is disturbed."""
    plan = agreed(council(absences=(away("bob", "2026-06-10"),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 1, 0, 0, 1)
    assert plan.people == ("bob",)


def test_a_host_who_is_away_moves_the_visit() -> None:
    """Ivy receives the north alone. She, Bob and Cat are told, whether they go on 17 or 24 June or not at all."""
    plan = agreed(council(absences=(away("ivy", "2026-06-10"),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 3, 1, 0, 3)
    assert placed(plan, "north-1").slot in (a_slot(JUNE_17), a_slot(JUNE_24))


def test_a_deputy_receives_the_visit_and_no_date_moves() -> None:
    """Ivy and Hal are told, and nobody else; moving the north would disturb Ivy, Bob and Cat."""
    teams = with_teams(a_team("north", host="ivy", deputies=("hal",))).teams
    plan = agreed(council(teams=teams, absences=(away("ivy", "2026-06-10"),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert placed(plan, "north-1") == replace(PUBLISHED.of(["north-1"])[0], receivers=("hal",))
    assert sentences(plan) == [
        "Hal receives North on 10 June 2026 at 10:00.",
        "Ivy no longer receives North on 10 June 2026 at 10:00.",
    ]


def test_a_date_that_is_closed_moves_what_was_on_it() -> None:
    """Ann and Hal are told of another day for the south: two people, one date, two entries."""
    shut = Closure(span("2026-06-17", "2026-06-17"), "snow")
    plan = agreed(council(closures=(shut,)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 2, 1, 0, 2)
    assert placed(plan, "south-1").slot in (a_slot(JUNE_10), a_slot(JUNE_24))
    assert placed(plan, "south-1").members == ("ann",)


def test_a_date_that_was_closed_already_when_the_visit_was_made_is_told_and_mends_nothing() -> None:
    shut = Closure(span("2026-06-03", "2026-06-03"), "snow")
    plan = replanned(council(closures=(shut,)), "2026-06-09")
    assert isinstance(plan, Replanned)
    assert (plan.rota, plan.disturbance) == (PUBLISHED, NOTHING)
    assert plan.already_broken == ("Mash is on 3 June 2026, which is closed: snow.",)
    assert plan.certificate is None


def test_a_visit_to_come_that_is_cancelled_is_on_another_day() -> None:
    plan = agreed(council(cancelled=(Cancellation("south-1", day("2026-06-17")),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 2, 1, 0, 2)
    assert placed(plan, "south-1").slot in (a_slot(JUNE_10), a_slot(JUNE_24))
    assert placed(plan, "south-1").members == ("ann",)


def test_a_visit_that_was_not_made_is_still_owed() -> None:
    """The MASH was called off on 3 June, which is over: Hal and one of the two go on another day, and the other not.

    Ann, on the south already, or Bob, on the north: neither would be on three. That is three people told, or two
    with one alone: Bob or Ann leaves, told too. Everybody of the MASH is told: Ann, Bob and Hal.
    """
    plan = agreed(council(cancelled=(Cancellation("mash-1", day("2026-06-03")),)), "2026-06-09")
    assert plan.disturbance == Disturbance(0, 3, 1, 0, 3)
    assert placed(plan, "mash-1").slot in (a_slot(JUNE_10), a_slot(JUNE_17), a_slot(JUNE_24))
    assert {change.visit for change in plan.changes} == {"mash-1"}


def test_a_visit_that_was_cancelled_on_another_day_and_then_made_stays() -> None:
    plan = agreed(council(cancelled=(Cancellation("mash-1", day("2026-06-02")),)), "2026-06-09")
    assert plan.rota == PUBLISHED


def test_teams_that_are_merged_keep_the_date_and_the_members_of_the_one_they_replace() -> None:
    """East takes the place of the north, with the same host: nobody's diary changes but in the name of the team."""
    teams = (council().team("mash"), council().team("south"), a_team("east", host="ivy", succeeds=("north",)))
    slots = {"mash-1": (JUNE_3, "ann", "bob"), "east-1": (JUNE_10, "bob", "cat"), "south-1": (JUNE_17, "ann")}
    known = a_rota(slots, mash="hal", east="ivy", south="hal")
    plan = agreed(council(teams=teams), "2026-06-09", known=known)
    assert (plan.rota, plan.disturbance) == (known, NOTHING)
    assert (plan.dropped, plan.added) == ((), ())


def test_of_two_teams_merged_into_one_with_one_visit_the_earlier_is_kept_and_the_later_is_dropped() -> None:
    """East takes the place of north (10 June) and south (17 June). Ann alone went south: she and Hal are told."""
    east = a_team("east", host="ivy", succeeds=("north", "south"))
    gone = [replace(council().team(name), open=span(None, "2026-05-31")) for name in ("north", "south")]
    problem = with_teams(*gone, east)
    kept = {"mash-1": (JUNE_3, "ann", "bob"), "east-1": (JUNE_10, "bob", "cat")}
    hosts = {"mash": "hal", "east": "ivy", "south": "hal"}
    plan = agreed(problem, "2026-06-09", known=a_rota({**kept, "south-1": (JUNE_17, "ann")}, **hosts))
    assert plan.rota == a_rota(kept, **hosts)
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert plan.dropped == ("South",)
    assert sentences(plan) == [
        "Ann no longer goes to South on 17 June 2026 at 10:00.",
        "Hal no longer receives South on 17 June 2026 at 10:00.",
    ]


def test_an_heir_takes_only_a_date_in_its_own_part_of_the_year() -> None:
    """East opens on 15 June: the north's visit of 10 June is not in its time, so its own is new, and that one gone."""
    east = a_team("east", host="ivy", succeeds=("north",), open=span("2026-06-15"))
    teams = (council().team("mash"), council().team("south"), east)
    plan = agreed(council(teams=teams), "2026-06-09")
    assert plan.added == ("East",)
    assert placed(plan, "east-1").slot.day >= day("2026-06-15")
    assert plan.dropped == ("north-1",)  # the register has no team of that name any more
    assert set(plan.people) >= {"bob", "cat"}


def test_a_new_team_is_visited_and_only_those_who_go_and_its_host_are_told() -> None:
    """Cat has one visit and room for another: she and Hal are two, the fewest, for each visit needs one of each."""
    plan = agreed(with_teams(a_team("west", host="hal")), "2026-06-09")
    assert plan.added == ("West",)
    assert plan.disturbance == Disturbance(0, 2, 0, 0, 2)


def test_a_team_that_closes_is_visited_no_longer_and_its_people_are_told() -> None:
    gone = replace(council().team("south"), open=span(None, "2026-05-31"))
    plan = agreed(with_teams(gone), "2026-06-09")
    assert plan.dropped == ("South",)
    assert plan.people == ("ann", "hal")
    assert [place.visit for place in plan.rota.placements] == ["mash-1", "north-1"]


def test_a_visit_that_is_dropped_within_the_notice_period_is_touched_and_told_late() -> None:
    """Six working days from 9 June is the 17th, when Ann was to go south and Hal to receive her."""
    gone = replace(council().team("south"), open=span(None, "2026-05-31"))
    assert agreed(with_teams(gone), "2026-06-09", notice=5).disturbance == Disturbance(0, 2, 0, 0, 2)
    assert agreed(with_teams(gone), "2026-06-09", notice=6).disturbance == Disturbance(1, 2, 0, 2, 2)


def test_a_closed_teams_visit_that_is_over_troubles_nobody() -> None:
    gone = replace(council().team("mash"), open=span(None, "2026-05-31"))
    plan = agreed(with_teams(gone), "2026-06-09")
    assert (plan.dropped, plan.changes, plan.disturbance) == ((), (), NOTHING)
    assert plan.over_and_not_owed == ("Mash",)


def test_people_who_are_told_of_a_dropped_visit_anyway_step_in_first() -> None:
    """South is dropped, so Ann is told anyway. Cat and Bob cannot go north any more: Ann goes, rather than nobody."""
    gone = replace(council().team("south"), open=span(None, "2026-05-31"))
    absences = (away("bob", "2026-06-10"), away("cat", "2026-06-10"))
    plan = agreed(with_teams(gone, absences=absences), "2026-06-09")
    assert plan.disturbance.people == 4
    assert placed(plan, "north-1") == Placement("north-1", a_slot(JUNE_10), ("ann",), ("ivy",))


def test_a_member_who_is_no_longer_in_the_register_is_told_by_id_and_replaced() -> None:
    """Cat is deleted. One is enough for the north, and Bob is there: nobody who is listed is disturbed."""
    plan = replanned(members(ANN, BOB), "2026-06-09")
    assert isinstance(plan, Replanned)
    assert plan.disturbance == NOTHING
    assert sentences(plan) == ["cat no longer goes to North on 10 June 2026 at 10:00."]
    assert placed(plan, "north-1").members == ("bob",)


def test_a_past_visit_of_a_member_who_was_deleted_is_not_told_as_a_change() -> None:
    """Ann is deleted: MASH, which is over, has Bob still; of the south, to come, she is told."""
    plan = replanned(members(BOB, CAT), "2026-06-09")
    assert isinstance(plan, Replanned)
    assert placed(plan, "mash-1") == Placement("mash-1", a_slot(JUNE_3), ("bob",), ("hal",))
    assert [change.visit for change in plan.changes] == ["south-1", "south-1"]
    assert plan.disturbance.people == 1  # Cat, who steps in; Ann is not listed


def test_a_past_visit_that_has_nobody_left_is_broken_already_and_the_rest_is_planned() -> None:
    """Both who went to the MASH are deleted from the register."""
    plan = replanned(members(CAT, a_member("dot")), "2026-06-09")
    assert isinstance(plan, Replanned)
    assert plan.already_broken == ("Mash has 0 members; it needs 1 to 2.",)
    assert placed(plan, "south-1").members in (("cat",), ("dot",))
    assert placed(plan, "north-1").members == ("cat",)


def test_what_is_over_may_break_a_limit_which_is_then_not_broken_further() -> None:
    """Bob's limit has become 0: the MASH is over and breaks it. He leaves the north, where Cat is enough."""
    problem = members(ANN, replace(BOB, yearly_limit=0), CAT)
    plan = replanned(problem, "2026-06-09")
    assert isinstance(plan, Replanned)
    assert plan.already_broken == ("Bob has 1 visit this year, 0 of them already made; the limit is 0, so 1 too many.",)
    assert placed(plan, "north-1").members == ("cat",)
    assert plan.people == ("bob",)


def test_a_visit_that_can_be_on_no_date_is_named() -> None:
    """Every Wednesday from the 10th on is closed: north and south have none left. The MASH, which is over, has."""
    shut = Closure(span("2026-06-10", "2026-06-30"), "snow")
    assert replanned(council(closures=(shut,)), "2026-06-09") == NotRenewed(("north-1", "south-1"))


def test_a_new_visit_after_the_years_end_can_be_on_no_date() -> None:
    assert replanned(with_teams(a_team("west")), "2026-07-01") == NotRenewed(("west-1",))


def test_where_no_rota_leaves_what_is_over_as_it_is_there_is_none() -> None:
    """Ann and Bob may go once and went to the MASH; Cat, with one visit more, cannot go to both others."""
    people = members(replace(ANN, yearly_limit=1), replace(BOB, yearly_limit=1), replace(CAT, yearly_limit=1))
    assert replanned(people, "2026-06-09") == NotRenewed(())


def test_a_visit_that_is_over_at_no_time_of_the_year_cannot_stay() -> None:
    """The council has moved its session to the afternoon: what was at 10:00 has no place in the year any more."""
    with pytest.raises(CannotStayError, match=r"^Mash was on 2026-06-03 10:00, which is not a session of the year\. "):
        replanned(council(sessions=("14:00",)), "2026-06-09")


def test_a_visit_to_come_at_no_time_of_the_year_moves() -> None:
    """On Thursday the 18th no visit is made. Ann, who went, and Hal are told of another day."""
    slots = {"mash-1": (JUNE_3, "bob"), "north-1": (JUNE_10, "cat"), "south-1": ("2026-06-18 10:00", "ann")}
    published = hosted(council(), a_rota(slots))
    plan = replanned(council(), "2026-06-09", published=published)
    assert isinstance(plan, Replanned)
    assert plan.people == ("ann", "hal")
    assert placed(plan, "south-1").members == ("ann",)


def test_visits_that_have_become_longer_stay_where_they_are() -> None:
    """The end of a visit is the settings' affair: 90 minutes now, and nobody need be told another date."""
    plan = replanned(council(visit_minutes=90), "2026-06-09")
    assert isinstance(plan, Replanned)
    assert (plan.disturbance, plan.changes) == (NOTHING, ())
    assert placed(plan, "mash-1").slot == a_slot(JUNE_3, 90)


def test_a_published_rota_that_names_a_visit_twice_is_refused() -> None:
    twice = Rota((*PUBLISHED.placements, Placement("south-1", a_slot(JUNE_24), ("cat",))))
    with pytest.raises(CannotStayError, match=r"^The visit 'south-1' is in the published rota 2 times\."):
        replanned(council(), "2026-06-09", published=twice)


class TestNotice:
    """Within the notice period nothing changes unless it must."""

    # From Tuesday 9 June: one working day on is the 10th, when the north is visited; six on is the 17th.

    def test_it_ends_on_the_last_of_its_working_days(self) -> None:
        shut = Closure(span("2026-06-15", "2026-06-15"), "bank holiday: Test Day")
        for notice, last in ((0, "2026-06-09"), (1, "2026-06-10"), (3, "2026-06-12"), (4, "2026-06-16")):
            assert agreed(council(closures=(shut,)), "2026-06-09", notice).notice_ends == day(last)

    def test_a_date_is_moved_rather_than_a_visit_within_it_touched(self) -> None:
        """Ann cannot go south on the 17th; Cat may go once and Bob goes twice. Cat could leave the north, where Bob
        is enough, for the south: Ann and Cat, three entries and no date. With the north within the notice period the
        south moves instead, to the 24th: Ann and Hal, two entries and a date.
        """
        problem = council(members=(ANN, BOB, replace(CAT, yearly_limit=1)), absences=(away("ann", "2026-06-17"),))
        assert agreed(problem, "2026-06-09", notice=0).disturbance == Disturbance(0, 2, 0, 0, 3)
        plan = agreed(problem, "2026-06-09", notice=1)
        assert plan.disturbance == Disturbance(0, 2, 1, 0, 2)
        assert placed(plan, "south-1") == Placement("south-1", a_slot(JUNE_24), ("ann",), ("hal",))

    def test_a_visit_within_it_is_touched_where_it_must_be(self) -> None:
        """Ivy is away: the north moves at once, and all who are told are told late."""
        plan = agreed(council(absences=(away("ivy", "2026-06-10"),)), "2026-06-09", notice=1)
        assert (plan.disturbance.touched, plan.disturbance.moved) == (1, 1)
        assert plan.disturbance.late == plan.disturbance.changes

    def test_who_finds_a_visit_within_it_is_told_late(self) -> None:
        """The south moves from the 24th, which is closed, to the 10th or the 17th: later is better with notice."""
        slots = {"mash-1": (JUNE_3, "ann"), "north-1": (JUNE_10, "bob"), "south-1": (JUNE_24, "cat")}
        published = hosted(council(), a_rota(slots))
        shut = (Closure(span("2026-06-24", "2026-06-24"), "snow"),)
        plan = agreed(council(closures=shut), "2026-06-09", notice=1, published=published)
        assert placed(plan, "south-1").slot == a_slot(JUNE_17)
        assert plan.disturbance == Disturbance(0, 2, 1, 0, 2)
        hurried = agreed(council(closures=shut), "2026-06-09", notice=6, published=published)
        assert hurried.disturbance == Disturbance(0, 2, 1, 2, 2)

    def test_a_new_visit_is_not_put_within_it_without_need(self) -> None:
        """One Wednesday is within it and two are not: nobody need be told late."""
        plan = agreed(with_teams(a_team("west", host="hal")), "2026-06-09", notice=1)
        assert plan.disturbance.late == 0
        assert placed(plan, "west-1").slot.day > day("2026-06-10")


def test_offers_are_the_fewest_points_that_so_many_more_people_can_have() -> None:
    problem = council(absences=(away("ann", "2026-06-17"),))
    plan = agreed(problem, "2026-06-09", with_offers=True)
    task = task_of(problem, plan, PUBLISHED)
    assert [offer.points for offer in plan.offers] == list(fewest_points(task, plan.disturbance, 3))
    assert all(offer.proven for offer in plan.offers)
    assert all(offer.people <= plan.disturbance.people + more for more, offer in enumerate(plan.offers, start=1))


def test_without_offers_none_are_looked_for() -> None:
    assert agreed(council(), "2026-06-09").offers == ()


def test_the_same_is_planned_whatever_the_order_of_rows() -> None:
    absences = (away("ann", "2026-06-17"), away("ivy", "2026-06-10"))
    one = council(absences=absences)
    other = council(
        absences=absences[::-1], members=one.members[::-1], teams=one.teams[::-1], sessions=("10:00",), hosts=one.hosts
    )
    assert replanned(one, "2026-06-09") == replanned(other, "2026-06-09")


def test_a_session_more_changes_nothing_for_anybody() -> None:
    more = replace(council(), sessions=(Session(moment(JUNE_3).time()), Session(moment("2026-06-03 14:00").time())))
    assert agreed(more, "2026-06-09").rota == PUBLISHED
