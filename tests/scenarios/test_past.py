"""A scenario from a day on: what is over stays, and of all that leave it so the best is found; every rota is tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from constraints.fair_share import FairShare
from rota.auditing import audit
from rota.domain import Cancellation, Pin, Problem, Rota
from rota.domain.edits import Cancel, Close, Edit, Fix, SetMember, SetRule, SetTeam, Shut, edited
from rota.rules import Rule, ruled
from rota.scenarios.refused_edits import lost_too_late, not_made, rewritten
from rota.scenarios.scenario import NoScenario, Scenario, as_it_is, compared, imagined
from rota.solving.model.what_is_over import received_as_they_were, what_is_over
from tests.replanning.cases import SEEDS, a_case
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, JUNE_24, MUSTS, PUBLISHED, Task, council, every_rota
from tests.scenarios.worlds import BEST, RULES, best, published
from tests.support.builders import a_rota, day
from tests.support.tiers import first_few

pytestmark = pytest.mark.full


def broken(problem: Problem, rules: tuple[Rule, ...], rota: Rota) -> set[str]:
    """What the rules' own checks find broken, rotas being read as they are."""
    return {finding.sentence for rule in rules for finding in rule.check(problem, rota) if finding.breach}


def possible(task: Task, rules: tuple[Rule, ...]) -> Iterator[Rota]:
    """Every rota that leaves what is over as it was, and breaks nothing that this does not break by itself."""
    past = Rota(tuple(place for visit, place in task.known.items() if visit not in task.movable))
    already = broken(task.problem, rules, past)
    for _, placements in every_rota(task):
        if broken(task.problem, rules, Rota(placements)) <= already:
            yield Rota(placements)


def is_best(base: Scenario, edits: tuple[Edit, ...], first_day: str) -> bool:
    """The scenario is what brute force says; whether there is any."""
    found = imagined(base, edits, first_day=day(first_day))
    problem, rules = edited(base.problem, edits), ruled(base.rules, edits)
    known = {place.visit: place for place in base.rota.placements}
    task = Task(problem, known, day(first_day), day(first_day))
    every = {rota: audit(problem, rules, rota).points for rota in possible(task, rules)}
    assert isinstance(found, Scenario) == bool(every)
    if isinstance(found, NoScenario):
        return False
    facts = [place for place in base.rota.placements if place.visit not in task.movable]
    problem = received_as_they_were(problem, facts)
    assert found.report == audit(problem, rules, found.rota)
    assert found.report.points == every[found.rota] == min(every.values())
    assert found.past_breaks == (not found.report.kept)
    return True


@pytest.mark.parametrize("seed", first_few(5, SEEDS[:40]))
def test_the_best_of_every_rota_that_leaves_the_past_is_found(seed: int) -> None:
    """Of the drawn councils of re-planning, whose changes break musts of the past too: the tables are as changed."""
    case = a_case(seed)
    if case is not None:
        is_best(as_it_is(case.problem, RULES, case.published), (), case.from_day)


LIMIT = SetRule("yearly_limit", "visits_a_year", 1)


@pytest.mark.parametrize(
    ("first_day", "visits", "points"),
    [
        ("2026-06-03", BEST, 300),  # nothing is over: each goes once
        # The MASH keeps Ann and Bob, a place too many: 10. Cat goes north. The south is left, for which Ann or Bob has
        # been already: the limit of one cannot be kept by anybody else, so there is none.
        ("2026-06-04", None, 0),
        # All but the south is over: Bob has gone twice, and nobody is left for the south within the limit.
        ("2026-06-11", None, 0),
        # All is over: Ann and Bob have gone twice, loads of 4, 4 and 1 at 100 each, and two places too many.
        ("2026-06-18", PUBLISHED, 920),
    ],
)
def test_a_limit_set_from_a_day_on(first_day: str, visits: Rota | None, points: int) -> None:
    found = imagined(published(), (LIMIT,), first_day=day(first_day))
    assert is_best(published(), (LIMIT,), first_day) == (visits is not None)
    assert isinstance(found, Scenario) == (visits is not None)
    if isinstance(found, Scenario):
        assert (found.rota, found.report.points) == (visits, points)
        assert found.past_breaks == (first_day == "2026-06-18")


def test_where_the_past_breaks_a_must_all_others_that_can_be_are_kept() -> None:
    """On 11 June the MASH and the north are over. That Bob may go once only is broken, and nothing can mend it; the
    south is still to come, and may not be on the 17th: it is on the 24th. With Cat it would cost the same (loads of 1,
    2 and 2), but Ann knows of it, and nobody else need be told.
    """
    edits = (SetMember("bob", "yearly_limit", 1), Shut(day(JUNE_17[:10]), "snow"))
    assert is_best(published(), edits, "2026-06-11")
    found = imagined(published(), edits, first_day=day("2026-06-11"))
    assert isinstance(found, Scenario)
    assert found.past_breaks
    assert found.rota.of(["south-1"]) == a_rota({"south-1": (JUNE_24, "ann")}, south="hal").placements
    (breach,) = found.report.breaches
    assert breach.sentence.startswith("Bob has 2 visits this year, ")
    # Loads of 2, 2 and 1: 900 points, and 20 for two places too many.
    assert (found.report.points, found.certificate) == (920, None)
    shown = compared(published(), found, day("2026-06-11"))
    assert (shown.over, shown.past_breaks, shown.too_late) == (2, True, ())


def test_what_is_impossible_from_a_day_on_holds_to_the_past_in_its_diagnosis() -> None:
    """On 4 June the 3rd is gone: the south, which is to come, cannot be on it."""
    found = imagined(published(), (Fix(Pin("south-1", day=day(JUNE_3[:10]))),), first_day=day("2026-06-04"))
    assert isinstance(found, NoScenario)
    assert found.rules[-1].name == "what_is_over"


def test_another_host_from_now_on_changes_nobodys_past() -> None:
    """Ivy receives the MASH in Hal's place; on 4 June the MASH is over, and neither is told of it."""
    edits = (SetTeam("mash", "host", "ivy"),)
    for first_day, people in ((None, ("Hal", "Ivy")), (day("2026-06-03"), ("Hal", "Ivy")), (day("2026-06-04"), ())):
        found = imagined(best(), edits, first_day=first_day)
        assert isinstance(found, Scenario)
        assert compared(best(), found, first_day).people == people


def test_a_visit_called_off_on_its_day_is_owed_again_from_the_day_on() -> None:
    """On 18 June the MASH of the 3rd turns out not to have been made: it is on the 24th, the one Wednesday left."""
    off = Cancel(Cancellation("mash-1", day(JUNE_3[:10])))
    base = as_it_is(edited(council(), [off]), RULES, BEST)
    found = imagined(base, (), first_day=day("2026-06-18"))
    assert isinstance(found, Scenario)
    assert found.rota.of(["mash-1"]) == a_rota({"mash-1": (JUNE_24, "bob")}, mash="hal").placements
    shown = compared(base, found, day("2026-06-18"))
    assert (shown.over, shown.too_late) == (2, ())


def test_a_scenario_of_before_that_changes_what_is_over_since_is_said_to() -> None:
    """Tried before the year, opened on 11 June: by then the MASH and the north have been made."""
    tried = imagined(published(), (LIMIT,))
    assert isinstance(tried, Scenario)
    shown = compared(published(), tried, day("2026-06-11"))
    assert (shown.over, shown.too_late) == (2, ("Mash", "North"))
    moved = as_it_is(council(), RULES, a_rota({"mash-1": (JUNE_3, "bob"), "south-1": (JUNE_3, "ann")}))
    base = as_it_is(council(), RULES, a_rota({"mash-1": (JUNE_3, "bob"), "south-1": (JUNE_17, "ann")}))
    assert compared(base, moved, day("2026-06-11")).too_late == ("South",)


def refused(*edits: Edit, first_day: str = "2026-06-11") -> list[str]:
    over = what_is_over(council(), PUBLISHED, day(first_day))
    assert over is not None
    return list(rewritten(council(), edited(council(), edits), edits, over))


MASH_IS_OVER = "Mash was on 3 June 2026 at 10:00, before 11 June 2026: it is over and stays as it was."


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Fix(Pin("mash-1", day=day(JUNE_10[:10]))), MASH_IS_OVER),
        (Fix(Pin("mash-1", member="cat")), MASH_IS_OVER),
        (Fix(Pin("mash-1", member="ann", never=True)), MASH_IS_OVER),
        (Fix(Pin("mash-1", member="ann")), None),  # she did
        (Fix(Pin("mash-1", day=day(JUNE_3[:10]))), None),
        (
            Fix(Pin("south-1", day=day(JUNE_10[:10]))),
            "South cannot be moved to 10 June 2026, which is before 11 June 2026.",
        ),
        (Fix(Pin("south-1", day=day(JUNE_24[:10]))), None),
        (
            Cancel(Cancellation("mash-1", day(JUNE_3[:10]))),
            f"{MASH_IS_OVER} If it was not made, put it into the table 'cancelled': it is owed again then.",
        ),
        (Cancel(Cancellation("south-1", day(JUNE_17[:10]))), None),
        (
            Shut(day("2026-06-10"), "snow"),
            "10 June 2026 is before 11 June 2026: it is over, so it cannot be lost. If a visit was not made that day, "
            "name the visit.",
        ),
        (Shut(day("2026-06-11"), "snow"), None),
        (SetTeam("mash", "visits_a_year", 0), f"{MASH_IS_OVER} With this change the year would no longer owe it."),
        (SetTeam("south", "visits_a_year", 0), None),
        (Close("mash", day("2026-06-11")), None),
    ],
)
def test_an_edit_of_the_past_is_refused_in_words(edit: Edit, said: str | None) -> None:
    assert refused(edit) == ([] if said is None else [said])


def test_on_the_day_itself_everything_may_still_change() -> None:
    edits = (Fix(Pin("mash-1", member="cat")), Cancel(Cancellation("mash-1", day(JUNE_3[:10]))))
    assert refused(*edits, first_day="2026-06-03") == []
    assert len(refused(*edits, first_day="2026-06-04")) == 2


def test_what_is_called_off_after_its_day_is_said_to_count_as_not_made() -> None:
    gone = Cancel(Cancellation("mash-1", day(JUNE_3[:10])))
    said = ["3 June 2026 is over, so Mash counts as not made on it, and is owed again."]
    assert list(not_made(council(), gone, day("2026-06-04"))) == said
    assert list(not_made(council(), gone, day("2026-06-03"))) == []
    assert list(lost_too_late(gone, day("2026-06-04"))) == []


def test_the_rules_of_these_tests_have_a_must_and_a_price() -> None:
    assert (*MUSTS, FairShare()) == RULES
