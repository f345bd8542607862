"""The five questions that scrutiny asks of a year of visits, answered in sentences without anybody's words or name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rota.figures.counted import DaysTaken, Figure
from rota.figures.figures import Figures
from rota.text.english import counted, day_in_words, joined, several

MOST_NAMED = 5
"""References or themes that a sentence names; the tables have all."""


@dataclass(frozen=True, slots=True)
class FiveAnswers:
    """A question of scrutiny, and its answer."""

    question: str
    sentences: tuple[str, ...]


def five_answers(found: Figures, team_name: Callable[[str], str]) -> tuple[FiveAnswers, ...]:
    """The five, in order. ``team_name`` gives a team's name by id.

    Source: what members of scrutiny bodies ask of such reports (docs/sources/reports.md, 2.3).
    """
    return (
        FiveAnswers("How many of the required visits happened?", tuple(_happened(found, team_name))),
        FiveAnswers("What did members raise?", tuple(_raised(found))),
        FiveAnswers("What changed because of it, and who confirmed it?", tuple(_changed(found))),
        FiveAnswers("What is still open, and how old is it?", tuple(_open(found))),
        FiveAnswers("Were the same themes raised last year?", tuple(_themes(found))),
    )


def figure(among: Iterable[Figure], name: str) -> Figure:
    """The figure of this name. StopIteration when there is none."""
    return next(one for one in among if one.name == name)


def which(references: Sequence[str]) -> str:
    """ "26/27-001 and 26/27-003", or the first few and how many more."""
    return several(references, MOST_NAMED)


def lived(capacity: str) -> str:
    """Who confirmed, as a capacity and never a name."""
    return {"visiting member": "a visiting member", "next visit": "members at a later visit", "": "nobody"}.get(
        capacity, f"the {capacity}"
    )


def in_the_middle(what: str, days: DaysTaken) -> str:
    """ "The median report took 12 days (last year 9)."; empty when there was none."""
    if days.median is None:
        return ""
    last = "" if days.last is None else f" (last year {days.last:g})"
    return f"The median {what} took {days.median:g} {'day' if days.median == 1 else 'days'}{last}."


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _last(one: Figure, among: Figure | None = None) -> str:
    if one.last is None:
        return ""
    return f" (last year {one.last:,}{f' of {among.last:,}' if among and among.last is not None else ''})"


def _happened(found: Figures, team_name: Callable[[str], str]) -> Iterator[str]:
    required, held = figure(found.visits, "visits required"), figure(found.visits, "held")
    if not required.value:
        yield "No visit was required."
        return
    of = counted(required.value, "required visit")
    yield f"Of {of} {held.value:,} {_was(held.value)} held{_last(held, required)}."
    for step in found.funnel[1:3]:
        reasons = [f"{one.name}, {one.value:,} ({which(one.refs)})" for one in step.lost if one.refs]
        if reasons:
            yield f"Not {step.reached.name}: {joined(reasons)}."
    missed = [team_name(one.team) for one in found.coverage if not any(visit.held for visit in one.visits)]
    if missed:
        yield f"Not visited: {several(missed, MOST_NAMED)}."
    received, in_time = figure(found.reports, "reports received"), figure(found.reports, "received in time")
    if held.value:
        were = f"{received.value:,} of {counted(held.value, 'visit')} held {_was(received.value)} reported"
        yield f"{were}, {in_time.value:,} in time{_last(in_time)}."


def _raised(found: Figures) -> Iterator[str]:
    raised = figure(found.issues, "issues raised")
    if not raised.value:
        yield f"Members raised no issue{_last(raised)}."
        return
    kinds = [(figure(found.issues, name), name) for name in ("for response", "to note", "praise")]
    parts = joined([f"{one.value:,} {name}" for one, name in kinds if one.value])
    yield f"Members raised {counted(raised.value, 'issue')}: {parts}{_last(raised)}."
    top = [one for one in found.themes if one.refs][:3]
    if top:
        most = "They" if len(top) == sum(bool(one.refs) for one in found.themes) else "Most"
        yield f"{most} were about {joined([f'{one.name} ({one.value:,})' for one in top])}."
    sent, answered = figure(found.issues, "sent to be answered"), figure(found.issues, "answered")
    in_time, overdue = figure(found.issues, "answered in time"), figure(found.issues, "overdue without an answer")
    if sent.value:
        late = f", and {overdue.value:,} {'is' if overdue.value == 1 else 'are'} overdue" if overdue.value else ""
        yield (
            f"Of {counted(sent.value, 'issue')} that went to be answered {answered.value:,} {_was(answered.value)} "
            f"answered, {in_time.value:,} in time{late}{_last(in_time)}."
        )


def _changed(found: Figures) -> Iterator[str]:
    due, done = figure(found.actions, "due or ended"), figure(found.actions, "done and confirmed")
    if due.value:
        of = counted(due.value, "action")
        yield f"Of {of} due {done.value:,} {_was(done.value)} done and confirmed{_last(done)}."
    else:
        yield f"No action was due{_last(done)}."
    earlier = [one for one in found.changed if one.year != found.period.year]
    if found.changed:
        by = Counter(lived(one.capacity) for one in found.changed)
        who = joined([f"{many:,} by {name}" for name, many in sorted(by.items(), key=lambda one: (-one[1], one[0]))])
        old = f", {len(earlier):,} of them raised in an earlier year" if earlier else ""
        yield f"Confirmed since {day_in_words(found.period.span.ends()[0])}: {who}{old}."
    named = ("done, to confirm", "slipped", "not achieved", "paused", "not ours to do")
    others = [f"{one.value:,} {one.name}" for one in (figure(found.actions, name) for name in named) if one.value]
    if others:
        yield f"The others: {joined(others)}."


def _open(found: Figures) -> Iterator[str]:
    if not found.open:
        yield "No issue is open."
        return
    bands = [f"{one.value:,} for {one.name}" for one in found.ages if one.value]
    is_ = "is" if len(found.open) == 1 else "are"
    before = sum(one.last or 0 for one in found.ages) if any(one.last is not None for one in found.ages) else None
    last = "" if before is None else f" (last year {before:,})"
    yield f"{counted(len(found.open), 'issue')} {is_} open: {joined(bands)}{last}."
    oldest = found.open[0]
    yield f"The oldest is {oldest.reference}, raised {_ago(oldest.raised, found.day)}."


def _ago(raised: date, day: date) -> str:
    return f"on {day_in_words(raised)}, {counted((day - raised).days, 'day')} before"


def _themes(found: Figures) -> Iterator[str]:
    if all(one.before is None for one in found.themes) and figure(found.visits, "visits required").before is None:
        yield f"Nothing is kept of {found.period.before().name}, so nothing can be compared."
        return
    again = [one for one in found.themes if one.refs and one.before]
    new = [one for one in found.themes if one.refs and not one.before]
    gone = [one for one in found.themes if one.before and not one.refs]
    if again:
        yield f"Raised again: {_pairs(again)}."
    if new:
        yield f"New this year: {joined([f'{one.name} ({one.value:,})' for one in new[:MOST_NAMED]])}."
    if gone:
        yield f"Last year and not this: {joined([f'{one.name} ({one.last:,})' for one in gone[:MOST_NAMED]])}."
    if not (again or new or gone):
        yield "No issue was raised in either year."


def _pairs(several_: Sequence[Figure]) -> str:
    return joined([f"{one.name} ({one.value:,}; last year {one.last:,})" for one in several_[:MOST_NAMED]])
