"""Edits in sentences: what would be otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import assert_never

from rota.domain import FULL_COUNCIL, Pin, Problem
from rota.domain import edits as e
from rota.text.english import counted, day_in_words, joined, moment_in_words


def in_words(problem: Problem, edit: e.Edit) -> str:
    """The edit in one sentence. KeyError when it names something that there is not."""
    match edit:
        case e.SetRule():
            return _of_rule(edit)
        case e.SetTeam() | e.Close():
            return _of_team(problem, edit)
        case e.Shut(day, _):
            return f"No visit is made on {day_in_words(day)}."
        case e.Reopen(day):
            return f"Visits may be made on {day_in_words(day)} after all."
        case e.Cancel(cancellation):
            return f"{problem.title(cancellation.visit)} is not on {day_in_words(cancellation.day)}."
        case e.Fix(pin):
            return f"{_fixed(problem, pin)}."
        case e.Unfix(pin):
            return f"It is no longer fixed that {_fixed(problem, pin)}."
        case e.Postpone(meeting):
            who = "full council" if meeting.committee == FULL_COUNCIL else f"committee '{meeting.committee}'"
            return f"The {who} does not meet on {moment_in_words(meeting.start)}."
        case _:
            return _of_person(problem, edit)


def _of_rule(edit: e.SetRule) -> str:
    name = edit.rule.replace("_", " ")
    if edit.number == "on":
        return f"The rule '{name}' is switched {'on' if edit.value else 'off'}."
    if edit.number == "must":
        return f"The rule '{name}' is a {'must' if edit.value else 'preference'}."
    return f"In the rule '{name}', '{edit.number.replace('_', ' ')}' is {_value(edit.value)}."


def _of_team(problem: Problem, edit: e.SetTeam | e.Close) -> str:
    name = problem.team(edit.team).name
    if isinstance(edit, e.Close):
        return f"{name} closes after {day_in_words(edit.last_day)}."
    value = edit.value
    match edit.fact:
        case "visits_a_year":
            return f"{name} is owed {counted(int(str(value)), 'visit')} a year."
        case "group_least" | "group_most":
            end = "least" if edit.fact == "group_least" else "most"
            return f"Each visit to {name} has at {end} {counted(int(str(value)), 'member')}."
        case "spacing_days":
            return f"Two visits to {name} are at least {counted(int(str(value)), 'day')} apart."
        case "host":
            return f"{joined(_hosts(problem, value)) or 'Nobody'} receives the visits to {name}."
        case "deputies":
            who = _hosts(problem, value)
            receive = ", in this order, receive" if len(who) > 1 else " receives"
            return f"{joined(who) or 'Nobody'}{receive} the visits to {name} when the host cannot."
        case "step_free":
            return f"{name} has {'' if value else 'no '}step-free access."
        case "requires":
            return f"Each visit to {name} needs {'one of each of these roles: ' if value else ''}{_value(value)}."
        case _:
            assert_never(edit.fact)


Personal = e.SetMember | e.Leave | e.Away | e.Free | e.Appoint | e.GiveRole | e.Clear


def _of_person(problem: Problem, edit: Personal) -> str:
    people = {member.id: member.name for member in problem.members}
    if isinstance(edit, (e.Away, e.Free)):
        name = (people | {host.id: host.name for host in problem.hosts})[edit.person]
        after_all = " after all" if isinstance(edit, e.Free) else ""
        return f"{name} {'can' if after_all else 'cannot'} be there {_stretch(edit.start, edit.end)}{after_all}."
    name = people[edit.member]
    match edit:
        case e.SetMember(_, "yearly_limit", limit):
            return f"{name} makes {'at most ' if limit else ''}{counted(limit, 'visit')} a year."
        case e.SetMember(_, _, needs):
            return f"{name} {'needs' if needs else 'does not need'} step-free access."
        case e.Leave(_, day):
            return f"{name} leaves the council after {day_in_words(day)}."
        case e.Appoint(_, committee):
            return f"{name} sits on the committee '{committee}'."
        case e.GiveRole(_, role):
            return f"{name} holds the role '{role}'."
        case e.Clear(_, what, start):
            held = "training" if what == "trained" else "safeguarding check"
            return f"{name}'s {held} counts from {day_in_words(start)}."


def _hosts(problem: Problem, value: e.Value) -> list[str]:
    """The names of the hosts, of one or several. KeyError for one whom there is not."""
    names = {host.id: host.name for host in problem.hosts}
    return [names[str(person)] for person in (value if isinstance(value, tuple) else (value,)) if person]


def _stretch(start: datetime, end: datetime) -> str:
    """From when to when: whole days as days, hours of one day with the day once."""
    last = end - timedelta(1)
    if (start.time(), end.time()) == (time.min, time.min) and start < end:
        same = start.date() == last.date()
        return f"on {day_in_words(start)}" if same else f"from {day_in_words(start)} to {day_in_words(last)}"
    if start.date() == end.date():
        return f"on {day_in_words(start)} from {start:%H:%M} to {end:%H:%M}"
    return f"from {moment_in_words(start)} to {moment_in_words(end)}"


def _value(value: e.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return joined(value) or "nothing" if isinstance(value, tuple) else value


def _fixed(problem: Problem, pin: Pin) -> str:
    """What the pin fixes, without an end: date and time, and who goes or does not."""
    return joined(list(_matters(problem, pin))) or f"{problem.title(pin.visit)} is made"


def _matters(problem: Problem, pin: Pin) -> Iterator[str]:
    title = problem.title(pin.visit)
    if pin.day or pin.start:
        on = f" on {day_in_words(pin.day)}" if pin.day else ""
        at = f" at {pin.start:%H:%M}" if pin.start else ""
        yield f"{title} is{on}{at}"
    if pin.member is not None:
        hosts = {host.id: host.name for host in problem.hosts}
        goes = ("receives", "does not receive") if pin.member in hosts else ("goes to", "does not go to")
        yield f"{hosts.get(pin.member) or problem.member(pin.member).name} {goes[pin.never]} {title}"
