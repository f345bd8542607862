"""A bounded model of everything that can happen to a visit, an issue and an action, walked through exhaustively.

A state is what happened, each with its age in working days. What is older than the model's ``oldest`` may be taken to
be that old: every step of the model's clock lasts one or two days, so that nothing waits so long. From each state a
day may pass, or something may happen that has not happened before and makes sense after what has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from rota.domain import Span
from rota.domain.working_days import WorkingDays
from rota.tracking.clocks import Clock
from rota.tracking.days import Days
from rota.tracking.fact import Fact
from rota.tracking.facts import Facts
from rota.tracking.follow import Followed, follow
from tests.tracking.worlds import a_visit

SHORT = Days(
    outcome=1,
    report=1,
    report_reminders=(1,),
    agreement=1,
    revision=1,
    check=1,
    corrections=1,
    owner=1,
    owner_chased=1,
    response=2,
    chased=(1, 2, 3, 4),
    dispute=1,
    second_response=1,
    action=1,
    paused=1,
    confirmation=1,
    by_officer=1,
    chased_again=1,
)
CLOCK = Clock(WorkingDays((), Span(date(2026, 1, 1), date(2027, 12, 31))), SHORT)
TODAY = date(2026, 6, 19)

State = tuple[tuple[str, int], ...]
"""What happened, oldest first, and on one day in the order in which it did; with its age in working days."""


def ago(age: int) -> date:
    """The working day so many before today, or after it when negative."""
    return CLOCK.working.before(TODAY, age) if age >= 0 else CLOCK.working.after(TODAY, -age)


@dataclass(frozen=True)
class Move:
    """Something that can happen once: the facts it makes on its day, and what must have happened before.

    ``make`` is given the day, the number of the move in its history and the day for which the visit is planned.
    ``never_with`` are moves of which one happened that make it senseless.
    """

    make: Callable[[date, int, date], Iterable[Fact]]
    after: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Model:
    """What can happen, and what has happened in the beginning. The visit is planned for the day of the first state."""

    moves: dict[str, Move]
    begin: tuple[str, ...] = ()
    most: int = 9
    """Moves in one history, those of the beginning apart."""
    oldest: int = 5
    last: frozenset[str] = frozenset({"closed", "issue closed", "action closed"})
    """Moves after which nothing else is tried."""


@dataclass
class Walk:
    """Every state reached, where it stands, and the states that follow it."""

    states: dict[State, Followed] = field(default_factory=dict)
    next: dict[State, list[tuple[str, State]]] = field(default_factory=dict)

    def can_end(self, ended: Callable[[Followed], bool]) -> set[State]:
        """The states from which one can be reached that has ended."""
        before: dict[State, list[State]] = {}
        for state, follows in self.next.items():
            for _, after in follows:
                before.setdefault(after, []).append(state)
        found = {state for state, followed in self.states.items() if ended(followed)}
        waiting = deque(found)
        while waiting:
            for state in before.get(waiting.popleft(), ()):
                if state not in found:
                    found.add(state)
                    waiting.append(state)
        return found


def walk(model: Model) -> Walk:
    """All of it."""
    found = Walk()
    waiting: deque[State] = deque([tuple((name, 0) for name in model.begin)])
    while waiting:
        state = waiting.popleft()
        if state in found.states:
            continue
        found.states[state] = stands(model, state)
        found.next[state] = list(_following(model, state))
        waiting.extend(after for _, after in found.next[state])
    return found


def stands(model: Model, state: State, days_later: int = 0) -> Followed:
    """Where everything stands in this state, or when nothing happens for so many days more."""
    plans = [ago(age - 1) for name, age in state if name.startswith("planned")]
    visit = a_visit(day=plans[-1] if plans else None, part=Span(date(2026, 5, 1), date(2027, 4, 30)))
    facts: list[Fact] = []
    plan = ago(0)
    for number, (name, age) in enumerate(state):
        if name.startswith("planned"):
            plan = ago(age - 1)
        else:
            facts += model.moves[name].make(ago(age), number, plan)
    return follow((visit,), Facts.of(facts), CLOCK, ago(-days_later))[0]


def _following(model: Model, state: State) -> Iterator[tuple[str, State]]:
    yield "a day passes", tuple((name, min(age + 1, model.oldest)) for name, age in state)
    happened = {name for name, _ in state}
    if len(state) - len(model.begin) >= model.most or happened & model.last:
        return
    for name, move in model.moves.items():
        possible = name not in happened and set(move.after) <= happened and not set(move.never_with) & happened
        if possible:
            yield name, (*state, (name, 0))
