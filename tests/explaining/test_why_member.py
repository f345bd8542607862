"""Why a member goes, or does not: places for how many, what each carried, who was level, what would have to change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from rota.checking.who_can_go import with_who_can_go
from rota.explaining.context import RotaContext
from rota.explaining.why_member import for_member, why_member
from rota.reports.report import as_lines
from rota.reports.why_member_report import paper_of_why_member
from tests.explaining.council import RULES, a_ground
from tests.explaining.everywhere import some
from tests.support.builders import a_member, away, past

DEE = a_member("dee", "Orange", "Park", name="Dee Dogwood")
EVE = a_member("eve", "Green", "Quay", name="Eve Elder")


def knowing_who_can_go(asked: RotaContext, first_day: date | None = None) -> RotaContext:
    return replace(asked, problem=with_who_can_go(asked.problem, asked.rules), first_day=first_day)


def said(member: str, **fields: Any) -> str:
    people, first_day = fields.pop("people", (DEE, EVE)), fields.pop("first_day", None)
    asked = knowing_who_can_go(a_ground(*people, **fields), first_day)
    return "\n".join(as_lines(paper_of_why_member("Testshire", why_member(asked, member))))


def test_who_was_level_with_one_who_goes_is_named_and_the_choice_said_to_be_a_tie() -> None:
    """3 places for Ann, Bob, Cat, Dee and Eve. Dee and Eve, with no visit, could have Ann's place for the same points:
    the square of one visit is gained and lost. Cat could not, having one already: two visits cost 3 times 100 more."""
    assert said("ann") == dedent(
        """\
        Ann Alder goes on 1 visit: MASH on 2 June 2026 at 10:00.
        The rota has 3 places for 5 members who can go: 3 of them go if nobody goes twice.

        Who carried what before:
          Before this year Ann Alder had made no visit; of the others who can go 4 had made as many.

        Who else was level:
          MASH: 2 others were level with Ann Alder, Dee Dogwood and Eve Elder. The choice was a tie.

        What would have to change:
          For somebody else to go to MASH, nothing need get worse: any of those may take the place.
          'rota swap' lists who could trade places, 'rota why' with the visit and the name the other ways.

        Figures:
          Points are the price of preferences that are not met, as the council set them; a rota has as few as it can. At the same points neither rota is better, and the choice between them is a tie.
          Ann Alder has no earlier visits and 1 in this rota in 100% of the time counted: a load of 1.00."""  # noqa: E501
    )


def test_where_nobody_was_level_the_next_is_told_with_what_they_would_cost() -> None:
    """Dee has two visits behind her: a third makes 9 of 4, 5 more than the 1 that Ann's place saves, less 1: 400."""
    history = (past("dee", "mash", "2024-09-04"), past("dee", "north", "2024-10-04"))
    lines = said("ann", people=(DEE,), history=history).splitlines()
    assert (
        "  MASH: nobody was level with Ann Alder. The next, Cat Cedar, would cost 200 points more (fair share +200)."
        in (lines)
    )
    assert "              0       3             3" in lines
    assert "              2       1             0" in lines


def test_where_nobody_else_can_go_it_says_so() -> None:
    lines = said("ann", people=(), absences=(away("cat", "2026-06-02"),)).splitlines()
    assert "  MASH: nobody else could go on that date while the other visits stay as they are." in lines


def test_who_does_not_go_is_told_where_they_were_level() -> None:
    lines = said("dee").splitlines()
    assert lines[0] == "Dee Dogwood goes on no visit of this rota."
    assert (
        "  Dee Dogwood could have gone to MASH in the place of Ann Alder or Bob Birch; North team in the place of "
        "Cat Cedar: all else being equal, the choice was a tie."
    ) in lines


def test_who_does_not_go_and_was_not_level_is_told_the_nearest() -> None:
    """Dee's second visit costs 4 - 1 = 3 squares of 100, and whoever gives up their only one saves 1: 200 more."""
    lines = said("dee", people=(DEE,), history=(past("dee", "mash", "2024-09-04"),)).splitlines()
    assert (
        "  Nobody who goes was level with Dee Dogwood: the nearest is MASH, where Dee Dogwood in the place of "
        "Ann Alder or Bob Birch costs 200 points more."
    ) in lines


def test_who_can_go_on_no_visit_is_told_the_rule() -> None:
    """The pool has no co-opted members."""
    lines = said("zoe", people=(DEE, a_member("zoe", "", name="Zoe Zelkova", kind="co-opted"))).splitlines()
    assert lines[1] == "Zoe Zelkova can go on no visit of the year (pool)."
    assert "  What keeps Zoe Zelkova from every visit would have to change; 'rota check' lists it." in lines


def test_what_is_over_is_not_asked_about() -> None:
    lines = said("ann", first_day=date(2026, 6, 3)).splitlines()
    assert "  MASH is over, and is not asked about." in lines
    assert not any(line.startswith("  For somebody else") for line in lines)


@pytest.mark.parametrize("member", ["ann", "dee"])
def test_a_member_is_told_of_nobodys_leave(member: str) -> None:
    """Ann is on leave for a part of the year, so that her one visit weighs more than 1."""
    found = for_member(why_member(a_ground(DEE, absences=(away("ann", "2026-06-03", "2026-06-05"),)), member))
    text = "\n".join(as_lines(paper_of_why_member("T", found)))
    assert (found.load, found.time_served) == (None, None)
    assert "load of" not in text
    assert "time counted" not in text


def test_a_person_kept_away_for_personal_reasons_is_only_not_available() -> None:
    asked = a_ground(DEE, absences=(away("dee", "2026-06-01", "2026-06-05"),))
    found = why_member(knowing_who_can_go(asked), "dee")
    assert found.cannot == "personal circumstances"
    assert for_member(found).cannot == "not available"


def test_two_rules_that_pull_apart_are_both_in_the_price() -> None:
    """Eve for Ann makes the MASH Green alone: 20 points for cross party, and for the ward of Quay twice 10."""
    rules = (*RULES, *some("cross_party", "same_ward"))
    lines = said("ann", people=(EVE,), rules=rules).splitlines()
    assert (
        "  MASH: nobody was level with Ann Alder. The next, Eve Elder, would cost 30 points more "
        "(cross party +20, same ward +10)."
    ) in lines
