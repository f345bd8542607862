"""In every state that can be reached exactly one thing is to be done next, by somebody and by a day, until the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, get_args

import pytest

from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.fact import Closing, Fact
from rota.tracking.follow import Followed
from rota.tracking.issues import Issue, IssueProgress
from rota.tracking.kept import Posts
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.reports import Agreement, Correction, CorrectionReply, HostCheck, VisitReport
from rota.tracking.responses import OwnerNamed, Response, Verdict
from rota.tracking.stages import ACTION_STAGES, FINAL, ISSUE_STAGES, VISIT_STAGES, Ask, Standing, as_given
from rota.tracking.worklist import worklist
from tests.tracking.model import CLOCK, Model, Move, State, Walk, ago, stands, walk
from tests.tracking.worlds import ACTION, ISSUE, VISIT


def move(kind: Any, *fields: Any, after: Iterable[str] = (), never_with: Iterable[str] = (), **named: Any) -> Move:
    """A move that makes one fact of the kind, with the day on which it happens."""

    def make(on: date, number: int, plan: date) -> Iterator[Fact]:
        yield kind(*fields, on=on, sequence=number, **named)

    return Move(make, tuple(after), tuple(never_with))


def outcome(result: Any, after: str, **fields: Any) -> Move:
    """An outcome of the planned day, or if that is still to come, of today: nothing is held in the future."""

    def make(on: date, number: int, plan: date) -> Iterator[Fact]:
        day = min(on, plan) if result in ("held", "partly held") else plan
        yield Outcome(VISIT, day, result, on=on, sequence=number, **fields)

    return Move(make, (after,))


def nothing() -> Move:
    return Move(lambda on, number, plan: ())


def update(said: Any, *, after: str = "set", weeks: int = 0, **fields: Any) -> Move:
    def make(on: date, number: int, plan: date) -> Iterator[Fact]:
        due = ago(-1) if weeks else None
        yield Update(ACTION, said, due, on=on, sequence=number, **fields)

    return Move(make, (after,))


def action() -> Move:
    def make(on: date, number: int, plan: date) -> Iterator[Fact]:
        yield Action(ACTION, "Fill two posts.", "manager", on, on=on, sequence=number)

    return Move(make, ("accepted",))


def report(version: int, *after: str) -> Move:
    """A version of the report, in which something is to be noted."""

    def make(on: date, number: int, plan: date) -> Iterator[Fact]:
        yield VisitReport(VISIT, version, "ann", nobody_named=True, on=on, sequence=number)
        yield Issue(ISSUE, "A new lift.", asks="to note", version=version, on=on, sequence=number)

    return Move(make, after)


REPORTED = Move(
    lambda on, number, plan: (
        Outcome(VISIT, plan if plan <= on else on, "held", on=on),
        VisitReport(VISIT, 1, "ann", nobody_named=True, on=on),
        Agreement(VISIT, 1, "bob", on=on),
        HostCheck(VISIT, 1, on=on),
        Issue(ISSUE, "Four posts are vacant.", on=on),
    ),
)

PLANNING = Model(
    {
        "planned": nothing(),
        "planned again": Move(lambda on, number, plan: (), ("cancelled",)),
        "held": outcome("held", "planned"),
        "held in part": outcome("partly held", "planned again"),
        "cancelled": outcome("cancelled", "planned", cause="service", reason="inspection"),
        "version 1": report(1, "held"),
        "closed": move(Closing, VISIT, "The team was merged."),
    },
    most=5,
)
REPORTING = Model(
    {
        "planned": nothing(),
        "held": outcome("held", "planned"),
        "bob was not there": move(Attendance, VISIT, "bob", "no"),
        "version 1": report(1),
        "version 2": report(2, "version 1"),
        "bob agrees": move(Agreement, VISIT, 1, "bob", after=("version 1",)),
        "bob objects": move(Agreement, VISIT, 1, "bob", False, "No.", after=("version 1",)),
        "bob agrees to 2": move(Agreement, VISIT, 2, "bob", after=("version 2",)),
        "host finds 1 accurate": move(HostCheck, VISIT, 1, after=("version 1",), never_with=("host corrects 1",)),
        "host corrects 1": move(
            HostCheck, VISIT, 1, (Correction("staffing", "Three."),), after=("version 1",), never_with=("version 2",)
        ),
        "correction taken": move(CorrectionReply, VISIT, 1, 1, True, after=("host corrects 1",)),
        "closed": move(Closing, VISIT, "The team was merged."),
    },
    begin=("planned", "held"),
    most=4,
    oldest=4,
)
ANSWERING = Model(
    {
        "planned": nothing(),
        "reported": REPORTED,
        "owner named": move(OwnerNamed, ISSUE, "manager"),
        "accepted": move(Response, ISSUE, "accepted", "We shall.", never_with=("not accepted",)),
        "not accepted": move(Response, ISSUE, "not accepted", "No.", reason="Cost.", never_with=("accepted",)),
        "ann is content": move(Verdict, ISSUE, "ann", True),
        "bob is content": move(Verdict, ISSUE, "bob", True, after=("ann is content",)),
        "withdrawn": Move(
            lambda on, number, plan: (
                VisitReport(VISIT, 2, "ann", nobody_named=True, on=on, sequence=number),
                Issue(ISSUE, "", asks="withdrawn", version=2, on=on, sequence=number),
            )
        ),
        "issue closed": move(Closing, ISSUE, "Overtaken by events."),
    },
    begin=("planned", "reported"),
    most=4,
    oldest=4,
)
DISPUTING = Model(
    {
        "planned": nothing(),
        "reported": REPORTED,
        "owner named": move(OwnerNamed, ISSUE, "manager"),
        "accepted": move(Response, ISSUE, "accepted", "We shall."),
        "disputed": move(Verdict, ISSUE, "bob", False, "When?"),
        "accepted in part": move(Response, ISSUE, "accepted in part", "Some.", after=("disputed",)),
        "outside": move(Response, ISSUE, "outside our control", "No.", asked="ICB", after=("disputed",)),
        "set": action(),
        "not achieved": update("not achieved", reason="No funds."),
        "issue closed": move(Closing, ISSUE, "Overtaken by events."),
    },
    begin=("planned", "reported", "accepted"),
    most=4,
    oldest=4,
)
ACTING = Model(
    {
        "planned": nothing(),
        "reported": REPORTED,
        "accepted": move(Response, ISSUE, "accepted", "We shall."),
        "set": action(),
        "on track": update("on track"),
        "slipped": update("slipped", weeks=1, reason="Nobody applied."),
        "paused": update("paused", reason="A review."),
        "done": update("done", evidence="Two started."),
        "done again": update("done", after="seen not to be", evidence="Two started."),
        "not achieved": update("not achieved", reason="No funds."),
        "not ours": update("not ours", asked="ICB"),
        "confirmed": move(Confirmation, ACTION, "ann", "visiting member", after=("done",)),
        "confirmed by the owner": move(Confirmation, ACTION, "Manager", "officer", after=("done",)),
        "seen not to be": move(Confirmation, ACTION, "bob", "visiting member", False, "One did.", after=("done",)),
        "found done": move(IssueProgress, "27/28-001", ISSUE, "done", after=("done",)),
        "action closed": move(Closing, ACTION, "The team was merged.", after=("set",)),
    },
    begin=("planned", "reported", "accepted", "set"),
    most=3,
)
MODELS = {
    "planning": PLANNING,
    "reporting": REPORTING,
    "answering": ANSWERING,
    "disputing": DISPUTING,
    "acting": ACTING,
}


SHORTER = [replace(model, most=model.most - 1) for model in MODELS.values()]
EACH_MODEL = pytest.mark.parametrize(
    "model",
    SHORTER + [pytest.param(model, marks=pytest.mark.slow) for model in MODELS.values()],
    ids=[*MODELS, *(f"{name}, a move more" for name in MODELS)],
)


@cache
def walked(model: Model) -> Walk:
    return walk(model)


def standings(followed: Followed) -> tuple[Standing, ...]:
    return (followed.standing, *followed.issues, *followed.actions)


def at_an_end(followed: Followed) -> bool:
    return all(standing.closed for standing in standings(followed))


def told(state: State) -> str:
    return " < ".join(f"{name} ({age})" for name, age in state)


@EACH_MODEL
def test_in_every_state_there_is_one_next_action_of_one_owner_by_one_day_until_the_end(model: Model) -> None:
    stages = {"visit": VISIT_STAGES, "issue": ISSUE_STAGES, "action": ACTION_STAGES}
    for state, followed in walked(model).states.items():
        kinds = (("visit", followed.standing), *(("issue", one) for one in followed.issues))
        for kind, standing in (*kinds, *(("action", one) for one in followed.actions)):
            assert standing.stage in stages[kind], told(state)
            assert standing.closed == (standing.stage in FINAL), told(state)
            if standing.next:
                assert standing.next.ask in get_args(Ask)
                assert standing.next.who.words()
                assert standing.next.due.words
                assert standing.since <= max(ago(0), standing.next.due.day), told(state)


@EACH_MODEL
def test_from_every_state_there_is_a_way_to_the_end(model: Model) -> None:
    """Histories that have as many moves as the model allows are past asking: only the others can go on."""
    found = walked(model)
    ends = found.can_end(at_an_end)
    stuck = [state for state in found.states if state not in ends and len(state) - len(model.begin) < model.most]
    assert stuck == []


@EACH_MODEL
def test_silence_never_blocks(model: Model) -> None:
    """The day after something is no longer waited for, somebody else is asked, or for something else, or it is over."""
    for state, followed in walked(model).states.items():
        for number, standing in enumerate(standings(followed)):
            if standing.next and standing.next.ends and standing.next.ends <= ago(-3):
                days = next(count for count in range(1, 9) if ago(-count) > standing.next.ends)
                later = standings(stands(model, state, days))[number]
                assert (later.stage, later.next) != (standing.stage, standing.next), told(state)
                assert later.next is None or (later.next.ask, later.next.who) != (standing.next.ask, standing.next.who)


@EACH_MODEL
def test_nothing_is_closed_of_which_nobody_was_asked_for_anything(model: Model) -> None:
    """Whatever is over was there before and somebody was asked about it, but for what was over when it was said."""
    found = walked(model)
    for state, follows in found.next.items():
        before = {one.reference for one in standings(found.states[state])}
        for what, after in follows:
            new = [one for one in standings(found.states[after]) if one.reference not in before]
            assert all(one.next for one in new) or "closed" in what, told(after)


@EACH_MODEL
def test_the_worklist_has_each_thing_that_is_to_be_done_once(model: Model) -> None:
    for state, followed in walked(model).states.items():
        tasks = worklist((followed,), Posts(), as_given, CLOCK, ago(0)).tasks
        asked = {(one.next.ask, one.next.who.role, one.next.due.day) for one in standings(followed) if one.next}
        assert {(task.ask, task.role, task.due) for task in tasks} == asked, told(state)
        assert len({task.reference for task in tasks}) == len(tasks), told(state)


def test_every_stage_and_every_question_is_reached() -> None:
    reached = [
        standing for model in SHORTER for followed in walked(model).states.values() for standing in standings(followed)
    ]
    assert {standing.stage for standing in reached} == {*VISIT_STAGES, *ISSUE_STAGES, *ACTION_STAGES}
    assert {standing.next.ask for standing in reached if standing.next} == set(get_args(Ask))
