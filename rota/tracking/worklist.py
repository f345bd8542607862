"""Everything that somebody has to do: what is overdue, what is due within the week, and what waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rota.tracking.chasing import last_told
from rota.tracking.clocks import Clock
from rota.tracking.follow import Followed
from rota.tracking.kept import Posts
from rota.tracking.references import in_order
from rota.tracking.stages import ROLE_WORDS, Ask, Mark, Names, Next, Role, Stage, Standing

SOON = 5
"""Working days, today apart, within which what is due is soon due."""

State = Literal["overdue", "due", "waiting"]
STATES: tuple[State, ...] = ("overdue", "due", "waiting")

WITH_ANOTHER = frozenset({"with the report", "to act on"})
"""Stages of an issue in which it waits for its visit or its actions, which have lines of their own."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be done: ``ask`` of the ``people`` by name, or of whoever has the ``role``, by the ``due`` date.

    ``sum`` says how the date was counted. ``since`` is the day on which it came to its stage, ``told`` the last day on
    which whoever must act was to be told. A ``copy`` goes to the Chief Executive when it is long overdue. Nothing in it
    says what anybody wrote.
    """

    state: State
    reference: str
    title: str
    stage: Stage
    ask: Ask
    role: Role
    people: tuple[str, ...]
    due: date
    sum: str
    since: date
    told: date | None = None
    marks: tuple[str, ...] = ()
    copy: bool = False

    @property
    def who(self) -> tuple[str, ...]:
        """Each person by name, or the role in words."""
        return self.people or (in_title(self.role),)


def in_title(role: Role) -> str:
    """The role as a heading has it: "The officer"."""
    words = ROLE_WORDS[role]
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The tasks on a ``day``, overdue first and each group by date; ``soon`` is the last day that is soon."""

    day: date
    soon: date
    tasks: tuple[Task, ...]

    def of(self, state: State) -> tuple[Task, ...]:
        """The tasks of this state."""
        return tuple(task for task in self.tasks if task.state == state)

    def by_person(self) -> dict[str, tuple[Task, ...]]:
        """The tasks of each person or role; whoever has the most urgent one comes first."""
        found: dict[str, list[Task]] = {}
        for task in self.tasks:
            for name in task.who:
                found.setdefault(name, []).append(task)
        return {name: tuple(theirs) for name, theirs in found.items()}


def worklist(followed: Iterable[Followed], posts: Posts, names: Names, clock: Clock, today: date) -> Worklist:
    """Everything that is to be done, each thing once. ``names`` gives members, hosts and owners their names."""
    soon = clock.working.after(today, SOON)
    tasks = (
        _task(one, standing, standing.next, posts, names, clock, today, soon)
        for one in followed
        for standing in _lines(one)
        if standing.next
    )
    ordered = sorted(tasks, key=lambda task: (STATES.index(task.state), task.due, in_order(task.reference)))
    return Worklist(today, soon, tuple(ordered))


def _lines(one: Followed) -> Iterator[Standing]:
    """What has a task of its own: not a visit that waits for the answers to its issues, nor what waits with another."""
    if one.standing.stage != "to answer":
        yield one.standing
    yield from (issue for issue in one.issues if issue.stage not in WITH_ANOTHER)
    yield from one.actions


def _task(
    one: Followed, standing: Standing, asked: Next, posts: Posts, names: Names, clock: Clock, today: date, soon: date
) -> Task:
    state: State = "overdue" if standing.overdue(today) else "due" if asked.due.day <= soon else "waiting"
    people = asked.who.people or _post(asked.who.role, posts)
    return Task(
        state,
        standing.reference,
        one.visit.name,
        standing.stage,
        asked.ask,
        asked.who.role,
        tuple(names(person) for person in people),
        asked.due.day,
        asked.due.words,
        standing.since,
        last_told(standing, clock, today),
        tuple(Mark(mark.kind, mark.people).words(names) for mark in standing.marks),
        asked.who.role == "director" and today >= _copied_from(asked, clock),
    )


def _copied_from(asked: Next, clock: Clock) -> date:
    """The day from which the Chief Executive has a copy: counted from the due date, as long as for an answer."""
    chased = clock.days.chased
    return clock.working.after(asked.due.day, chased[3] - chased[1])


def _post(role: Role, posts: Posts) -> tuple[str, ...]:
    holders = {"head of service": posts.head, "director": posts.director, "officer": posts.officer}
    holder = holders.get(role, "")
    return (holder,) if holder else ()
