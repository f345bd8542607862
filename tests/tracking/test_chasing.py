"""Whoever must act is told when it begins, on the council's days, and again every five working days while overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rota.tracking.chasing import last_told
from rota.tracking.facts import Facts
from rota.tracking.follow import follow
from rota.tracking.responses import OwnerNamed
from rota.tracking.stages import Standing
from tests.support.builders import day
from tests.tracking.ended import ENDED, SENT
from tests.tracking.worlds import ISSUE, a_clock, a_response, a_visit, an_action, followed, held


def told(standing: Standing, today: str, **its_days: Any) -> list[str]:
    """Every day up to this one on which somebody was told, by a council with these days."""
    clock = a_clock(**its_days)
    days = (standing.since + timedelta(count) for count in range((day(today) - standing.since).days + 1))
    found = (last_told(standing, clock, one) for one in days)
    return list(dict.fromkeys(one.isoformat() for one in found if one))


def test_members_are_reminded_of_a_report_on_the_council_s_days() -> None:
    """Held on Tuesday 3 November: 5, 10 and 15 working days later are 10, 17 and 24 November."""
    standing = followed("2026-11-24", held()).standing
    assert told(standing, "2026-11-24") == ["2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"]
    assert told(standing, "2026-11-23") == ["2026-11-03", "2026-11-10", "2026-11-17"]


def test_the_officer_is_told_again_and_again_once_it_is_overdue() -> None:
    """From the end of waiting, 24 November, the officer has until 1 December: overdue from the 2nd, then 9 and 16."""
    standing = followed("2026-12-16", held()).standing
    assert told(standing, "2026-12-16") == ["2026-11-24", "2026-12-01", "2026-12-02", "2026-12-09", "2026-12-16"]


def test_an_answer_is_chased_by_the_ladder() -> None:
    """Sent on Monday 9 November: 15 and 20 working days later are 30 November and 7 December."""
    named = OwnerNamed(ISSUE, "Service manager", on=day("2026-11-10"))
    standing = followed("2026-12-07", *SENT, named).issues[0]
    assert told(standing, "2026-12-07") == ["2026-11-09", "2026-11-30", "2026-12-07"]
    late = followed("2026-12-14", *SENT, named).issues[0]
    # overdue since 7 December; the 25th working day is 14 December
    assert told(late, "2026-12-14") == ["2026-12-07", "2026-12-08", "2026-12-14"]


@pytest.mark.parametrize("today", ["2026-06-01", "2026-11-03"])
def test_a_planned_visit_is_chased_by_nobody(today: str) -> None:
    (found,) = follow((a_visit(),), Facts(), a_clock(), day(today))
    assert told(found.standing, today) == []


def test_an_action_is_told_of_when_it_is_set_and_when_it_is_due() -> None:
    standing = followed("2027-02-26", *ENDED).actions[0]
    assert told(standing, "2027-02-26") == ["2026-11-30", "2027-02-26"]


def test_a_report_is_chased_on_its_reminders_alone_and_not_when_it_is_due() -> None:
    """Held on 3 November, due on the 17th: reminders 4 and 8 working days later are 9 and 13 November."""
    reminders = {"report_reminders": (4, 8)}
    standing = followed("2026-11-17", held(), **reminders).standing
    assert told(standing, "2026-11-17", **reminders) == ["2026-11-03", "2026-11-09", "2026-11-13"]


def test_whoever_should_name_who_answers_is_chased_on_the_council_s_day() -> None:
    """Sent on Monday 9 November, due on the 11th and late on the 12th; 5 working days later is the 16th."""
    standing = followed("2026-11-16", *SENT, owner_chased=5).issues[0]
    days = ["2026-11-09", "2026-11-11", "2026-11-12", "2026-11-16"]
    assert told(standing, "2026-11-16", owner_chased=5) == days


@pytest.mark.parametrize(("every", "days"), [(0, [17, 18, 19, 20]), (1, [17, 18, 19, 20]), (2, [17, 19])])
def test_it_is_told_again_as_often_as_the_council_says_each_day_at_most(every: int, days: list[int]) -> None:
    """An action due on Monday 16 November is late from the 17th; two working days later is the 19th."""
    standing = followed("2026-11-20", *SENT, a_response("2026-11-10"), an_action("2026-11-16", "2026-11-10"))
    told_on = told(standing.actions[0], "2026-11-20", chased_again=every)
    assert told_on[-len(days) :] == [f"2026-11-{number}" for number in days]


def test_what_begins_on_a_saturday_is_not_told_of_on_the_friday_before() -> None:
    """Held on Saturday 7 November, and reminded that day alone; 5 working days later is Friday the 13th."""
    standing = followed("2026-11-13", held("2026-11-07"), report_reminders=(0,)).standing
    assert told(standing, "2026-11-13", report_reminders=(0,)) == ["2026-11-07", "2026-11-13"]
