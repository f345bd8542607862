"""The paper of a re-plan, word for word: to be read aloud."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rota.domain import Closure, Problem
from rota.replanning.replan import Replanned
from rota.reports.replan_report import paper_of_replan
from rota.reports.report import as_lines, as_page
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.reoptimise import DisturbanceCost
from tests.replanning.worlds import JUNE_10, JUNE_17, JUNE_24, council, replanned, with_teams
from tests.support.builders import a_member, a_rota, a_team, away, hosted, span

ANN, BOB, CAT = (
    a_member("ann", name="Ann Alder"),
    a_member("bob", name="Bob Birch"),
    a_member("cat", "Conservative", name="Cat Cedar"),
)


def plan(problem: Problem, notice: int = 1, with_offers: bool = True) -> Replanned:
    found = replanned(problem, "2026-06-09", notice, with_offers=with_offers)
    assert isinstance(found, Replanned)
    return found


def text(problem: Problem, found: Replanned, *lost: str) -> str:
    return "\n".join(as_lines(paper_of_replan(problem, found, lost))) + "\n"


def without_ann() -> Problem:
    """Ann has gone since yesterday, 8 June."""
    return council(members=(replace(ANN, terms=(span(None, "2026-06-08"),)), BOB, CAT))


def test_a_member_who_leaves() -> None:
    """How many points it has is for the audit to say."""
    found = plan(without_ann())
    assert (
        text(without_ann(), found, "Ann Alder leaves the council after 8 June 2026.")
        == f"""\
Ann Alder leaves the council after 8 June 2026.
Nothing before 9 June 2026 changes; from then to 10 June 2026, the notice period, only what must.
2 changes in the diaries of 2 people; fewer is not possible.

How much changes, what weighs most first:
  Level                                        Number  Proof
  Visits within the notice period that change       0  fewer is not possible
  People disturbed                                  2  fewer is not possible
  Dates moved                                       0  fewer is not possible
  Changes within the notice period                  0  fewer is not possible
  Changes in diaries                                2  fewer is not possible
  Points, of all rotas that change as little    {found.points:,}  fewer is not possible

What changes, by person:
  Ann Alder no longer goes to South on 17 June 2026 at 10:00.
  Cat Cedar goes to South on 17 June 2026 at 10:00.

What more changes would buy:
  Disturbing up to 3 more people would save no points.
"""
    )


def test_nothing_that_has_to_change() -> None:
    assert (
        text(council(), plan(council()))
        == """\
Nothing before 9 June 2026 changes; from then to 10 June 2026, the notice period, only what must.
Nothing has to change: the published rota still keeps every must.
"""
    )


def test_a_must_that_is_broken_already_is_never_called_kept() -> None:
    shut = council(closures=(Closure(span("2026-06-03", "2026-06-03"), "snow"),))
    assert (
        text(shut, plan(shut))
        == """\
DRAFT: the rota breaks a must.
Nothing before 9 June 2026 changes; from then to 10 June 2026, the notice period, only what must.
Nothing has to change: every must that can still be kept is kept.

Broken already by visits that are over, and past mending:
  Mash is on 3 June 2026, which is closed: snow.
"""
    )


def test_a_visit_that_goes_one_that_comes_and_one_that_moves() -> None:
    """South has closed (Ann and Hal), the north, whose host is away on the 10th, moves (Bob, Cat and Ivy), and west is
    new (Ivy, and one who is told of something anyway): seven entries and five people.
    """
    gone = replace(council().team("south"), open=span(None, "2026-05-31"))
    problem = with_teams(gone, a_team("west", host="ivy"), absences=(away("ivy", "2026-06-10"),))
    lines = text(problem, plan(problem, notice=0, with_offers=False)).splitlines()
    assert lines[1:4] == [
        "7 changes in the diaries of 5 people; fewer is not possible.",
        "No longer owed: South.",
        "New: West.",
    ]
    changes = lines[lines.index("What changes, by person:") + 1 :]
    assert "  Ann no longer goes to South on 17 June 2026 at 10:00." in changes
    assert "  Hal no longer receives South on 17 June 2026 at 10:00." in changes
    assert any(line.startswith("  North moves from 10 June 2026 at 10:00 to ") for line in changes)
    assert any(line.startswith("  Ivy receives West on ") for line in changes)
    assert len(changes) == 7  # and nothing of what more changes would buy, for that was not asked


def test_what_more_changes_would_buy_is_a_table() -> None:
    """Bob, who was to go south, has left: Cat or Dot steps in. Ann goes twice, and one of the two not at all: 500 for
    the loads. With her and the other told too they go once each: 300.
    """
    people = (ANN, replace(BOB, terms=(span(None, "2026-06-08"),)), CAT, a_member("dot", "Conservative"))
    teams = [a_team(name, host="hal", group_most=1) for name in ("mash", "north", "south")]
    problem = council(members=people, teams=teams)
    known = a_rota({"mash-1": (JUNE_10, "ann"), "north-1": (JUNE_17, "ann"), "south-1": (JUNE_24, "bob")})
    found = replanned(problem, "2026-06-09", 0, hosted(problem, known), with_offers=True)
    assert isinstance(found, Replanned)
    lines = text(problem, found).splitlines()
    assert lines[lines.index("What more changes would buy:") + 1 :] == [
        "  People      Disturbed  Points  Saved",
        "  as planned          2     500         proven",
        "  1 more              2     500      0  proven",
        "  2 more              4     300    200  proven",
        "  3 more              4     300    200  proven",
    ]


PROVEN = Disturbance(0, 2, 0, 0, 2)


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (PROVEN, "fewer is not possible"),
        (Disturbance(0, 2, 0, 0, 0), "fewer people is not possible, though perhaps fewer changes"),
        (Disturbance(0, 1, 0, 0, 0), "fewer than 1 person is not possible"),
        (Disturbance(0, 0, 0, 0, 0), "fewer may be possible"),
    ],
)
def test_no_more_is_said_to_be_proven_than_is(bound: Disturbance, said: str) -> None:
    found = replace(plan(without_ann()), bound=bound)
    lines = text(without_ann(), found).splitlines()
    assert lines[1] == f"2 changes in the diaries of 2 people; {said}."
    proofs = [line.rpartition("  ")[2] for line in lines[5:10]]
    sure, unsure = "fewer is not possible", "fewer may be possible"
    levels = ("touched", "people", "moved", "late", "changes")
    first = next((n for n, level in enumerate(levels) if getattr(bound, level) < getattr(PROVEN, level)), 5)
    assert proofs == [sure] * first + [unsure] * (5 - first)


def test_points_that_are_not_proven_and_offers_that_are_not_are_told_so() -> None:
    found = plan(without_ann())
    unsure = tuple(replace(offer, proven=False) for offer in found.offers)
    lines = text(without_ann(), replace(found, proven_best=False, offers=unsure)).splitlines()
    assert lines[10].endswith("  fewer may be possible")
    assert lines[-1] == "  No rota was found that saves points by disturbing up to 3 more people."
    saving = (DisturbanceCost(2, 0, found.points, True), DisturbanceCost(3, 1, found.points - 40, False))
    lines = text(without_ann(), replace(found, offers=saving)).splitlines()
    assert [line.split() for line in lines[-4:]] == [
        ["People", "Disturbed", "Points", "Saved"],
        ["as", "planned", "2", f"{found.points:,}", "proven"],
        ["1", "more", "2", f"{found.points:,}", "0", "proven"],
        ["2", "more", "3", f"{found.points - 40:,}", "40", "found"],
    ]


def test_one_change_is_one_change() -> None:
    """Of Bob and Cat in the north Bob is away, and Cat is enough."""
    problem = council(absences=(away("bob", "2026-06-10"),))
    found = plan(problem, notice=0, with_offers=False)
    assert text(problem, found).splitlines()[1] == "1 change in the diary of 1 person; fewer is not possible."


def test_the_page_holds_the_same_with_names_made_safe() -> None:
    hostile = replace(CAT, name="<script>alert(1)</script>")
    problem = council(members=(replace(ANN, terms=(span(None, "2026-06-08"),)), BOB, hostile))
    page = as_page(paper_of_replan(problem, plan(problem), ("Lost & found.",))).decode()
    assert "<h1>The rota re-planned</h1>" in page
    assert "Lost &amp; found." in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; goes to South" in page
    assert "<script>" not in page


def test_a_visit_that_was_made_and_is_owed_no_longer_is_named_with_what_to_do() -> None:
    found = replace(plan(council()), over_and_not_owed=("Mash", "South"))
    assert text(council(), found).splitlines()[2] == (
        "Over, but owed no longer by the tables, so left out: Mash and South. To keep what was made, "
        "raise the team's visits a year."
    )
