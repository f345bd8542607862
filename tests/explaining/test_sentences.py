"""The sentences that people read, of a small council made by hand: to be read by eye when they change.

Every date is fixed, so that no two answers are equally good. The points: a load from 0 to 1 costs 100, from 1 to 2
it costs 300 and from 2 to 3 500; fresh eyes and the same ward 10, a group of one party 20, each newcomer too many 8.
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from typing import Any

from rota.compare import Difference, RuleChange
from rota.domain import Host, Interest, Pin
from rota.explaining.context import RotaContext
from rota.explaining.fairness import fairness
from rota.explaining.reserves import stand_by
from rota.explaining.swaps import offers
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import Alternative, why
from rota.reports.people_reports import paper_of_fairness, paper_of_reserves, paper_of_swaps, swap_in_words
from rota.reports.report import Paper, as_lines
from rota.reports.why_report import paper_of_why, paper_of_why_not, what_it_costs
from tests.explaining.council import MUSTS, RULES, a_ground, cat, mash
from tests.explaining.everywhere import some
from tests.support.builders import a_member, away, day, past, span

FIXED = (Pin("mash-1", day=day("2026-06-02")), Pin("north-1", day=day("2026-06-04")))
HISTORY = (past("bob", "mash", "2026-03-04"), past("dee", "north", "2026-01-14"), past("dee", "mash", "2024-09-04"))
DEE = a_member("dee", "Orange", "Park", name="Dee Dogwood")


def everybody(**fields: Any) -> RotaContext:
    """The council with Dee Dogwood, who has made two visits, and Bob Birch, who went to the MASH in March."""
    rules = (*RULES, *some("same_ward", "cross_party", "fresh_eyes", "mentoring"))
    return a_ground(DEE, **{"rules": rules, "history": HISTORY, "pins": FIXED, **fields})


def reads(paper: Paper, expected: str) -> None:
    assert "\n".join(as_lines(paper)) == dedent(expected).strip("\n")


# Why.


def test_why_a_visit_is_as_it_is() -> None:
    paper = paper_of_why("Testshire", why(everybody(), "mash-1"))
    assert paper.title == "Why MASH is as it is"
    reads(
        paper,
        """
        MASH is on 2 June 2026 at 10:00, with Ann Alder and Bob Birch.
        It adds 410 points to the rota: fair share 400, fresh eyes 10.

        What the audit says of it:
          Ann Alder has 1 visit and 0 earlier: a load of 1.0. (100)
          Bob Birch has 1 visit and 1 earlier: a load of 2.0. (300)
          Bob Birch goes on MASH, having visited the team on 4 March 2026; it should be over 1 year before the year begins. (10)

        The next best:
          1. On 2 June 2026 at 10:00, with Ann Alder and Cat Cedar: 6 points more (mentoring +16, fresh eyes -10).
             Loads: Bob Birch 2.0 to 1.0, Cat Cedar 1.0 to 2.0.
          2. On 2 June 2026 at 10:00, with Ann Alder and Dee Dogwood: 200 points more (fair share +200, fresh eyes -10, same ward +10).
             Loads: Bob Birch 2.0 to 1.0, Dee Dogwood 2.0 to 3.0.
          3. On 2 June 2026 at 10:00, with Bob Birch and Cat Cedar: 230 points more (fair share +200, cross party +20, same ward +10).
             Loads: Ann Alder 1.0 to 0.0, Cat Cedar 1.0 to 2.0.
        """,  # noqa: E501
    )


def test_why_a_member_goes() -> None:
    """Without Bob, Ann is alone: a group of one party (20) with one newcomer too many (8)."""
    paper = paper_of_why("Testshire", why(everybody(), "mash-1", "bob"))
    assert paper.title == "Why Bob Birch goes to MASH"
    reads(
        paper,
        """
        MASH is on 2 June 2026 at 10:00, with Ann Alder and Bob Birch.
        Bob Birch's place adds 282 points to the rota: fair share +300, cross party -20, fresh eyes +10, mentoring -8.

        What the audit says of it:
          Bob Birch has 1 visit and 1 earlier: a load of 2.0. (300)
          Bob Birch goes on MASH, having visited the team on 4 March 2026; it should be over 1 year before the year begins. (10)

        The next best without Bob Birch:
          1. On 2 June 2026 at 10:00, with Ann Alder and Cat Cedar: 6 points more (mentoring +16, fresh eyes -10).
             Loads: Bob Birch 2.0 to 1.0, Cat Cedar 1.0 to 2.0.
          2. On 2 June 2026 at 10:00, with Ann Alder and Dee Dogwood: 200 points more (fair share +200, fresh eyes -10, same ward +10).
             Loads: Bob Birch 2.0 to 1.0, Dee Dogwood 2.0 to 3.0.
          3. On 2 June 2026 at 10:00, with Cat Cedar and Dee Dogwood: 390 points more (fair share +400, fresh eyes -10).
             Loads: Ann Alder 1.0 to 0.0, Bob Birch 2.0 to 1.0, Cat Cedar 1.0 to 2.0, Dee Dogwood 2.0 to 3.0.
        """,  # noqa: E501
    )


def two_days(**fields: Any) -> RotaContext:
    """A year of two days and three members, where Cat may make one visit: little is left to choose."""
    limited = {"cat": cat(yearly_limit=1), "year": span("2026-06-02", "2026-06-04"), "weekdays": (1, 3)}
    return a_ground(**{**limited, **fields})


def test_why_where_others_have_to_change() -> None:
    """The date alone can change; without Ann, she and Cat change places."""
    host = {"hosts": (Host("hal", "Hal Holly"),), "mash": mash(host="hal")}
    reads(
        paper_of_why("Testshire", why(two_days(**host), "mash-1", "ann")),
        """
        MASH is on 2 June 2026 at 10:00, with Ann Alder and Bob Birch, received by Hal Holly.
        Ann Alder's place adds 100 points to the rota: fair share 100.

        What the audit says of it:
          Ann Alder has 1 visit and 0 earlier: a load of 1.0. (100)

        The next best without Ann Alder:
          There is no way without Ann Alder that leaves the other visits as they are.
          1. On 2 June 2026 at 10:00, with Bob Birch and Cat Cedar, received by Hal Holly: the same points.
             Others have to change: Ann Alder goes to North team on 4 June 2026 at 10:00. Cat Cedar no longer goes to North team on 4 June 2026 at 10:00.
        """,  # noqa: E501
    )
    lines = list(as_lines(paper_of_why("Testshire", why(two_days(**host), "mash-1"))))
    on_the_4th = "  1. On 4 June 2026 at 10:00, with Ann Alder and Bob Birch, received by Hal Holly: the same points."
    assert on_the_4th in lines
    assert lines[-1] == "  There is no further way that leaves the other visits as they are."


def test_why_where_there_is_no_other_way() -> None:
    """One day, three members, Ann and Bob both fixed."""
    pins = (Pin("mash-1", member="ann"), Pin("mash-1", member="bob"), FIXED[0])
    lines = list(as_lines(paper_of_why("Testshire", why(two_days(pins=pins), "mash-1"))))
    assert lines[-2:] == ["The next best:", "  There is no other way that leaves the other visits as they are."]
    of_ann = list(as_lines(paper_of_why("Testshire", why(two_days(pins=pins), "mash-1", "ann"))))
    assert of_ann[-1] == "  There is no other way without Ann Alder that leaves the other visits as they are."


def test_why_of_a_draft_names_the_musts_that_are_broken() -> None:
    asked = everybody(absences=(away("ann", "2026-06-02"),))
    lines = list(as_lines(paper_of_why("Testshire", why(asked, "mash-1"))))
    assert lines[4] == "  Ann Alder is not available on 2 June 2026 at 10:00. (a must is broken)"


def test_why_of_what_costs_nothing_and_of_what_saves_points() -> None:
    keep = replace(some("keep_published")[0], points_per_place=150)
    asked = a_ground(rules=MUSTS)
    assert list(as_lines(paper_of_why("T", why(asked, "north-1"))))[1] == "It adds no points to the rota."
    # Ann's place costs 100 and keeps what was published, which saves 150.
    published = a_ground().placement("mash-1")
    saves = a_ground(rules=(*RULES, keep), published=(published,))
    line = list(as_lines(paper_of_why("T", why(saves, "mash-1", "ann"))))[1]
    assert line == "Ann Alder's place saves the rota 50 points: keep published -150, fair share +100."


def test_why_of_a_visit_that_nobody_makes() -> None:
    asked = a_ground(rota={"mash-1": ("2026-06-02 10:00",), "north-1": ("2026-06-04 10:00", "cat")})
    assert next(as_lines(paper_of_why("T", why(asked, "mash-1")))) == "MASH is on 2 June 2026 at 10:00, with nobody."


def test_what_is_not_proven_to_disturb_fewest_says_so() -> None:
    answer = why(two_days(), "mash-1", "ann")
    unproven: tuple[Alternative, ...] = tuple(replace(one, proven=False) for one in answer.alternatives)
    lines = list(as_lines(paper_of_why("T", replace(answer, alternatives=unproven))))
    assert lines[-1].endswith(
        " Cat Cedar no longer goes to North team on 4 June 2026 at 10:00. Fewer changes may be possible."
    )


def test_what_another_rota_costs_is_said_as_more_fewer_or_the_same() -> None:
    changes = (RuleChange("fair_share", 1400, 200), RuleChange("same_ward", 0, 10))
    assert what_it_costs(Difference(-1190, changes, (), ())) == "1,190 points fewer (fair share -1,200, same ward +10)"
    assert what_it_costs(Difference(1, (), (), ())) == "1 point more"
    assert what_it_costs(Difference(-1, (), (), ())) == "1 point fewer"
    assert what_it_costs(Difference(0, (), (), ())) == "the same points"


# Why not.


def test_why_not_where_it_could_be() -> None:
    paper = paper_of_why_not("Testshire", why_not(everybody(), "mash-1", "cat"))
    assert paper.title == "Why Cat Cedar does not go to MASH"
    reads(
        paper,
        """
        Cat Cedar could go to MASH on 2 June 2026 at 10:00 for 6 points more (mentoring +16, fresh eyes -10); Ann Alder and Cat Cedar would go.
        """,  # noqa: E501
    )


def test_why_not_tells_no_other_date_that_costs_as_much() -> None:
    answer = why_not(everybody(), "mash-1", "cat")
    assert len(list(as_lines(paper_of_why_not("T", replace(answer, another_date=answer.could))))) == 1


def test_why_not_for_one_reason() -> None:
    reads(
        paper_of_why_not("T", why_not(everybody(interests=(Interest("cat", "mash"),)), "mash-1", "cat")),
        """
        Cat Cedar cannot go to MASH on 2 June 2026 at 10:00. The audit would say: Cat Cedar may not visit MASH.
        There is no date on which Cat Cedar could go while the other visits stay as they are.
        """,
    )


def test_why_not_on_that_date_but_on_another() -> None:
    """Friday the 5th is the only day that is neither Tuesday, when she is away, nor full."""
    year = {"year": span("2026-06-02", "2026-06-05"), "weekdays": (1, 3, 4), "pins": ()}
    reads(
        paper_of_why_not("T", why_not(everybody(absences=(away("cat", "2026-06-02"),), **year), "mash-1", "cat")),
        """
        Cat Cedar cannot go to MASH on 2 June 2026 at 10:00. The audit would say: Cat Cedar is not available on 2 June 2026 at 10:00.
        Cat Cedar could go if MASH were on 5 June 2026 at 10:00, for 6 points more (mentoring +16, fresh eyes -10); Ann Alder and Cat Cedar would go.
        """,  # noqa: E501
    )


def test_why_not_for_several_reasons() -> None:
    asked = everybody(cat=cat(yearly_limit=1), absences=(away("cat", "2026-06-02"),))
    reads(
        paper_of_why_not("T", why_not(asked, "mash-1", "cat")),
        """
        Cat Cedar cannot go to MASH on 2 June 2026 at 10:00.
        There is no date on which Cat Cedar could go while the other visits stay as they are.

        What the audit would say of it:
          Not free: Cat Cedar is not available on 2 June 2026 at 10:00.
          Limit: Cat Cedar has 2 visits this year, 0 of them already made; the limit is 1, so 1 too many.
        """,
    )


def test_why_not_for_a_reason_in_each_place() -> None:
    rules = (*some(musts=("same_ward",)), *RULES)
    pins = (*FIXED, Pin("mash-1", member="bob"))
    reads(
        paper_of_why_not("T", why_not(everybody(rules=rules, pins=pins), "mash-1", "cat")),
        """
        Cat Cedar cannot go to MASH on 2 June 2026 at 10:00 in anybody's place.
        There is no date on which Cat Cedar could go while the other visits stay as they are.

        What the audit would say of it:
          In the place of Ann Alder: MASH has 2 members for Quay (Bob Birch and Cat Cedar), 1 more than 1.
          In the place of Bob Birch: Bob Birch does not go to MASH, and is pinned to go.
        """,
    )


# Reserves.


def test_reserves() -> None:
    found = stand_by(everybody(), "mash-1")
    reads(
        paper_of_reserves("T", found, ("Dee Dogwood", "Cat Cedar"), 10),
        """
        MASH is made by Ann Alder and Bob Birch.
        Its reserves are Dee Dogwood and Cat Cedar.

        Who could step in today:
             Member       Group   Could stand in for       Points
          1  Cat Cedar    Green   Ann Alder and Bob Birch      +6
          2  Dee Dogwood  Orange  Ann Alder and Bob Birch    +200
        """,
    )
    assert list(as_lines(paper_of_reserves("T", found, ("Dee Dogwood",), 1)))[1:] == [
        "Its reserve is Dee Dogwood.",
        "",
        "Who could step in today:",
        "     Member     Group  Could stand in for       Points",
        "  1  Cat Cedar  Green  Ann Alder and Bob Birch      +6",
        "1 other could too; --most shows more.",
    ]


def test_reserves_where_nobody_could_step_in() -> None:
    asked = a_ground(cat=cat(yearly_limit=1))
    reads(
        paper_of_reserves("T", stand_by(asked, "mash-1"), (), 10),
        """
        MASH is made by Ann Alder and Bob Birch.
        Nobody could step in without breaking a must while everything else stays as it is.
        Cat Cedar has reached the yearly limit and can be asked no more this year.
        'rota swap' lists who could trade places; 'rota why' with --not says why of each.
        """,
    )


# Swaps.


def test_swaps() -> None:
    found = offers(everybody(), "cat", "north-1", 10)
    reads(
        paper_of_swaps("T", found),
        """
        2 legal swaps would free Cat Cedar from North team, best first:
        1. Cat Cedar goes to MASH on 2 June 2026 at 10:00 and Bob Birch goes to North team on 4 June 2026 at 10:00: 6 points more (mentoring +16, fresh eyes -10).
        2. Cat Cedar goes to MASH on 2 June 2026 at 10:00 and Ann Alder goes to North team on 4 June 2026 at 10:00: 30 points more (cross party +20, same ward +10).
        """,  # noqa: E501
    )
    assert swap_in_words(found.offers[0]) == (
        "Swap: Cat Cedar goes to MASH instead of North team and Bob Birch goes to North team instead of MASH."
    )


def test_swaps_of_which_not_all_are_shown_and_of_which_there_is_one_or_none() -> None:
    def opening(asked: RotaContext, member: str, visit: str, most: int) -> str:
        return next(as_lines(paper_of_swaps("T", offers(asked, member, visit, most))))

    assert opening(everybody(), "cat", "north-1", 1) == "2 legal swaps would free Cat Cedar from North team; the best:"
    assert opening(everybody(), "bob", "mash-1", 9) == "1 legal swap would free Bob Birch from MASH:"
    alone = everybody(pins=(*FIXED, Pin("north-1", member="cat")))
    assert opening(alone, "bob", "mash-1", 9) == (
        "No swap of two or three members would free Bob Birch from MASH and break no must."
    )


# Fairness.


def test_the_fairness_sheet() -> None:
    """Loads now: Ann and Cat 1, Bob 1 + 1, Dee 2 earlier. Whoever else went would have at least as much."""
    paper = paper_of_fairness("Testshire", fairness(everybody()), "1 June 2026 to 5 June 2026")
    assert paper.title == "How visits are shared, 1 June 2026 to 5 June 2026"
    reads(
        paper,
        """
        Visits from 1 June 2026 to 5 June 2026, and those before.
        A load is the number of a member's visits since election, those of this rota included, as if the member had served for the whole of the time counted: for one who joined late or was on leave each visit weighs more.

        How fair it is:
          Loads now: 2 members at about 1.0 and 2 members at about 2.0.
          Proven fairest: no rota that keeps every must shares the visits more evenly.

        By political group:
          Group   Seats  Can go  Earlier  This year  Mean load  Share of seats  Share of visits
          Green       2       2        1          2       1.50             50%              67%
          Labour      1       1        0          1       1.00             25%              33%
          Orange      1       1        2          0       2.00             25%               0%

        By member:
          Member       Group   Since  Earlier  This year  Time served  Load
          Bob Birch    Green                1          1         100%  2.00
          Cat Cedar    Green                0          1         100%  1.00
          Ann Alder    Labour               0          1         100%  1.00
          Dee Dogwood  Orange               2          0         100%  2.00
        """,  # noqa: E501
    )


def how_fair(asked: RotaContext) -> list[str]:
    lines = list(as_lines(paper_of_fairness("T", fairness(asked), "the year")))
    return [line.strip() for line in lines[lines.index("How fair it is:") + 1 : lines.index("By political group:") - 1]]


def test_how_fair_a_rota_is_that_could_be_fairer() -> None:
    """Ann makes both of her visits, 400, and Bob one, 100; Cat could make one of Ann's."""
    rota = {"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "ann")}
    assert how_fair(a_ground(rota=rota)) == [
        "Loads now: 1 member at about 0.0, 1 member at about 1.0 and 1 member at about 2.0.",
        "The sharing costs 500 points; no rota that keeps every must can cost fewer than 300.",
        "The fairest possible, at 300 points: 3 members at about 1.0.",
        "It was not chosen because it costs more points elsewhere, or because this rota was changed by hand.",
    ]


def test_how_fair_a_rota_is_where_nothing_measures_it() -> None:
    assert how_fair(a_ground(rules=MUSTS)) == [
        "No rule in force counts how evenly the visits are shared, so nothing is proven of it."
    ]
