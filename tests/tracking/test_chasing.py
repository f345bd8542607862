"""Whoever must act is told when it begins, on the council's days, and again every five working days while overdue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rota.tracking.chasing import last_told
from rota.tracking.facts import Facts
from rota.tracking.follow import follow
from rota.tracking.responses import OwnerNamed
from rota.tracking.stages import Standing
from tests.support.builders import day
from tests.tracking.ended import ENDED, SENT
from tests.tracking.worlds import ISSUE, a_clock, a_visit, followed, held


def told(standing: Standing, today: str) -> list[str]:
    """Every day up to this one on which somebody was told."""
    days = (standing.since + timedelta(count) for count in range((day(today) - standing.since).days + 1))
    found = (last_told(standing, a_clock(), one) for one in days)
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
