"""What came of one visit as records, and in figures: each number derived by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rota.figures.counted import Figure
from rota.figures.figures import Figures, figures
from rota.figures.records import Records
from rota.tracking.fact import Closing, Disclosure, Fact
from rota.tracking.facts import Facts
from rota.tracking.issues import IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.reports import Agreement, VisitReport
from rota.tracking.responses import Verdict
from rota.tracking.visits import TrackedVisit
from tests.figures.worlds import COUNCIL, YEAR, recorded, recorded_of
from tests.support.builders import day, span
from tests.tracking.ended import ACCURATE, BOB_AGREES, ENDED, SENT
from tests.tracking.worlds import (
    ACTION,
    ISSUE,
    VISIT,
    a_confirmation,
    a_report,
    a_response,
    a_visit,
    an_issue,
    an_update,
    held,
)

DONE = (*ENDED, an_update("2027-02-20", "done", evidence="Two started."), a_confirmation("2027-02-25"))
"""Held on 3 November 2026, reported on the 5th, agreed, found accurate and sent on the 9th, answered on the 20th;
its action promised for 26 February, said to be done on the 20th and confirmed on the 25th."""


def on(text: str, *facts: Fact, visit: TrackedVisit | None = None) -> Records:
    return recorded_of(visit or a_visit(), day(text), *facts)


def counted(known: Records, before: Records | None = None) -> Figures:
    nothing = Records(known.day, (), (), (), ())
    return figures(COUNCIL, YEAR, known, before or nothing)


def reached(found: Figures) -> list[int]:
    return [step.reached.value for step in found.funnel]


def lost(found: Figures) -> list[tuple[str, str]]:
    return [(step.reached.name, one.name) for step in found.funnel for one in step.lost if one.refs]


def figure(among: tuple[Figure, ...], name: str) -> int:
    return next(one.value for one in among if one.name == name)


def test_a_visit_whose_action_is_done_and_confirmed_reaches_the_end() -> None:
    known = on("2027-03-01", *DONE)
    (visit,), (issue,), (action,) = known.visits, known.issues, known.actions
    assert (visit.held, visit.reported, visit.report_due) == (day("2026-11-03"), day("2026-11-05"), day("2026-11-17"))
    assert (visit.agreed, visit.checked, visit.sent) == ("yes", "accurate", day("2026-11-09"))
    # sent on Monday 9 November + 20 working days is 7 December
    assert (issue.asked, issue.answer_due, issue.answered) == (day("2026-11-09"), day("2026-12-07"), "in time")
    assert (action.confirmed, action.capacity, action.confirmer) == (day("2027-02-25"), "visiting member", "ann")
    assert reached(counted(known)) == [1] * 8


@pytest.mark.parametrize(
    ("today", "facts", "where"),
    [
        ("2026-11-03", (), ("held", "still to come")),
        ("2026-11-04", (), ("held", "nobody said what came of it")),
        (
            "2026-11-04",
            (Outcome(VISIT, day("2026-11-03"), "cancelled", "service", "inspection", on=day("2026-11-03")),),
            ("held", "cancelled by the service: inspection"),
        ),
        (
            "2026-11-04",
            (Outcome(VISIT, day("2026-11-03"), "nobody came", "", "", on=day("2026-11-03")),),
            ("held", "nobody came"),
        ),
        ("2026-11-17", (held(),), ("reported in time", "not due yet")),
        ("2026-11-18", (held(),), ("reported in time", "no report")),
        ("2026-11-18", (held(), a_report("2026-11-18")), ("reported in time", "reported late")),
        ("2026-11-12", (held(), a_report("2026-11-05")), ("agreed", "not agreed yet")),
        ("2026-11-13", (held(), a_report("2026-11-05")), ("agreed", "went on without the word of all")),
        (
            "2026-11-17",
            (held(), a_report("2026-11-05"), Agreement(VISIT, 1, "bob", False, "No.", on=day("2026-11-09"))),
            ("agreed", "objected to"),
        ),
        ("2026-11-06", (held(), a_report("2026-11-05"), BOB_AGREES), ("answered in time", "not sent yet")),
        (
            "2026-11-10",
            (held(), a_report("2026-11-05"), BOB_AGREES, ACCURATE, an_issue("2026-11-05", asks="praise")),
            ("answered in time", "nothing asked for an answer"),
        ),
        ("2026-12-07", SENT, ("answered in time", "answer not due yet")),
        ("2026-12-08", SENT, ("answered in time", "no answer in time")),
        ("2026-12-08", (*SENT, a_response("2026-12-08")), ("answered in time", "answered late")),
        (
            "2026-12-08",
            (*SENT, Closing(ISSUE, "Merged.", on=day("2026-11-20"))),
            ("answered in time", "closed without an answer"),
        ),
        ("2026-11-23", (*SENT, a_response("2026-11-20")), ("with an action due", "no action set")),
        (
            "2026-11-23",
            (*SENT, a_response("2026-11-20", "not accepted", reason="Cost.")),
            ("with an action due", "nothing promised: not accepted"),
        ),
        ("2027-02-26", ENDED, ("with an action due", "action not due yet")),
        ("2027-02-27", ENDED, ("done and confirmed", "slipped")),
        ("2027-03-01", (*ENDED, an_update("2027-02-20", "done")), ("done and confirmed", "done, not confirmed")),
        ("2027-02-20", (*ENDED, an_update("2027-02-20", "not ours")), ("done and confirmed", "not ours to do")),
    ],
)
def test_a_visit_is_lost_once_at_the_first_step_it_does_not_reach(
    today: str, facts: tuple[Fact, ...], where: tuple[str, str]
) -> None:
    found = counted(on(today, *facts))
    assert lost(found) == [where]
    assert sum(reached(found)) == [step.reached.name for step in found.funnel].index(where[0])


def test_a_visit_without_a_date_was_not_planned() -> None:
    assert lost(counted(on("2026-11-04", visit=a_visit(day=None)))) == [("planned", "not given a date")]


def test_a_date_that_was_lost_is_told_though_the_visit_was_held_later() -> None:
    off = Outcome(VISIT, day("2026-11-03"), "cancelled", "service", "inspection", on=day("2026-11-02"))
    found = counted(on("2026-12-02", off, held("2026-12-01"), visit=a_visit(day=day("2026-12-01"))))
    assert [(one.name, one.refs) for one in found.dates_lost] == [("cancelled by the service: inspection", (VISIT,))]
    assert figure(found.visits, "held") == figure(found.visits, "held after a date was lost") == 1


def test_last_year_stands_as_it_stood_a_year_before() -> None:
    """Last year's visit was held on 3 November 2025 and reported on the 5th; a year before the 4th it was not yet."""
    old = a_visit(reference="25/26-001", day=day("2025-11-03"), part=None)
    facts = (
        Outcome(old.reference, day("2025-11-03"), "held", on=day("2025-11-03")),
        VisitReport(old.reference, 1, "ann", nobody_named=True, on=day("2025-11-05")),
    )
    then = recorded_of(old, day("2025-11-04"), *facts)
    found = counted(on("2026-11-04", held()), then)
    steps = {step.reached.name: (step.reached.value, step.reached.last) for step in found.funnel}
    assert (steps["held"], steps["reported in time"]) == ((1, 1), (0, 0))


def test_of_a_year_of_which_nothing_is_kept_nothing_is_said() -> None:
    found = counted(on("2026-11-04", held()))
    assert {step.reached.last for step in found.funnel} == {None}


def test_who_saw_it_at_a_later_visit_is_members_of_that_visit() -> None:
    facts = (*ENDED, an_update("2027-02-20", "done"), IssueProgress("26/27-009", ISSUE, "done", on=day("2027-03-03")))
    (action,) = on("2027-03-03", *facts).actions
    assert (action.confirmed, action.capacity, action.confirmer) == (day("2027-03-03"), "next visit", "26/27-009")


def test_the_owner_s_own_word_confirms_nothing() -> None:
    own = a_confirmation("2027-02-25", "Service manager", capacity="officer")
    (action,) = on("2027-03-01", *ENDED, an_update("2027-02-20", "done"), own).actions
    assert (action.stage, action.confirmed) == ("done, to confirm", None)


def test_every_later_date_of_an_action_stands_beside_the_first() -> None:
    slipped = an_update("2027-02-25", "slipped", "2027-04-30", reason="Nobody applied.")
    (action,) = on("2027-03-01", *ENDED, slipped).actions
    assert action.due_dates == (day("2027-02-26"), day("2027-04-30"))
    assert (action.reference, action.reason, action.is_due(day("2027-03-01"))) == (ACTION, "Nobody applied.", True)


def test_the_last_word_on_publishing_counts() -> None:
    yes, no = Disclosure(ISSUE, True, on=day("2026-11-10")), Disclosure(ISSUE, False, "2", on=day("2026-11-11"))
    assert [on("2026-11-09", *SENT, yes, no).issues[0].publishable] == [None]
    (issue,) = on("2026-11-11", *SENT, yes, no).issues
    assert (issue.publishable, issue.paragraph) == (False, "2")


def test_what_members_say_is_no_answer_is_disputed() -> None:
    verdict = Verdict(ISSUE, "bob", False, "When?", on=day("2026-11-25"))
    (issue,) = on("2026-11-25", *SENT, a_response("2026-11-20"), verdict).issues
    assert (issue.disputed, issue.answered) == (True, "in time")


def test_who_did_not_come_did_not_go() -> None:
    absent = Attendance(VISIT, "bob", "no", on=day("2026-11-03"))
    places = {place.member: (place.asked, place.came, place.went) for place in on("2026-11-04", held(), absent).places}
    assert places == {"ann": (True, "not known yet", True), "bob": (True, "no", False)}


def test_the_open_are_aged_from_the_day_they_were_raised() -> None:
    """Raised on 5 November 2026: 91 days later is 4 February 2027, 183 days 7 May, 365 days 5 November 2027."""
    days = ("2027-02-04", "2027-02-05", "2027-05-07", "2027-05-08", "2027-11-05", "2027-11-06")
    bands = [next(one.name for one in counted(on(text, *SENT)).ages if one.refs) for text in days]
    assert bands == [*["up to 3 months"], *["3 to 6 months"] * 2, *["6 to 12 months"] * 2, "over a year"]


@pytest.mark.parametrize(
    ("on_day", "quarter"),
    # what is made before the year begins or after it has ended belongs to its first or last quarter
    [("2026-05-29", 1), ("2026-08-31", 1), ("2026-09-01", 2), ("2027-02-28", 3), ("2027-05-31", 4), ("2027-06-02", 4)],
)
def test_a_visit_belongs_to_one_quarter(on_day: str, quarter: int) -> None:
    (visit,) = on("2027-07-01", visit=a_visit(day=day(on_day))).visits
    assert [one.quarter for one in YEAR.quarters() if one.has(visit)] == [quarter]


def test_a_visit_without_a_day_stands_where_the_year_owes_it() -> None:
    (owed,) = on("2026-07-01", visit=a_visit(day=None, part=span("2026-06-01", "2026-11-30"))).visits
    (never,) = on("2026-07-01", visit=a_visit(day=None, part=None)).visits
    assert [[one.quarter for one in YEAR.quarters() if one.has(visit)] for visit in (owed, never)] == [[2], [4]]


@pytest.mark.parametrize(("confirmed", "count"), [("2026-05-31", 0), ("2026-06-01", 1)])
def test_what_was_confirmed_on_the_year_s_first_day_is_of_the_year(confirmed: str, count: int) -> None:
    known = on("2027-03-01", *DONE)
    (action,) = known.actions
    known = replace(known, actions=(replace(action, confirmed=day(confirmed)),))
    assert len(counted(known).changed) == count


def test_what_was_confirmed_this_year_of_an_earlier_visit_changed_something() -> None:
    old = a_visit(part=None)
    known = recorded((old,), Facts.of(DONE), day("2027-06-30"))
    later = YEAR.before().before()
    assert [one.reference for one in figures(COUNCIL, YEAR, known, known).changed] == [ACTION]
    assert figures(COUNCIL, later, known, known).changed == ()
