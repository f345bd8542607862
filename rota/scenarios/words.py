"""Scenarios as papers, and edits in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rota.domain import Pin, Problem, Slot
from rota.domain import edits as e
from rota.exports.paper import Paper, Section, Table
from rota.exports.wording import rule_in_words
from rota.scenarios.scenario import Comparison
from rota.scenarios.store import Kept
from rota.words import counted, day_in_words, joined, moment_in_words


def paper_of_comparison(council: str, comparison: Comparison, names: tuple[str, str], edits: Sequence[str]) -> Paper:
    """Two rotas side by side, under their names."""
    sections = (
        Section("", tuple(_opening(comparison, names, edits))),
        Section("Visits that differ", (), _visits(comparison, names)),
        Section("Points by rule", (), _points(comparison, names)),
        Section("Loads that differ", (), _loads(comparison, names)),
        Section(f"Musts that {names[0]} breaks", comparison.breaches_before),
        Section(f"Musts that {names[1]} breaks", comparison.breaches_after),
    )
    return Paper(council, f"What if: {names[1]} beside {names[0]}", sections)


def _opening(comparison: Comparison, names: tuple[str, str], edits: Sequence[str]) -> Iterator[str]:
    yield from edits
    if not comparison.visits:
        yield f"No visit differs between {names[0]} and {names[1]}."
    else:
        who = "1 person is" if len(comparison.people) == 1 else f"{len(comparison.people):,} people are"
        whole = comparison.alike + len(comparison.visits)
        yield f"{counted(len(comparison.visits), 'visit')} of {whole:,} differ; {who} affected."
    change = comparison.points_after - comparison.points_before
    more = f"{abs(change):,} {'more' if change > 0 else 'fewer'}" if change else "as many"
    yield f"{comparison.points_after:,} points, {more} than {comparison.points_before:,}."
    low, high = comparison.lightest, comparison.heaviest
    yield f"Loads run from {low[1]:.1f} to {high[1]:.1f}; before, from {low[0]:.1f} to {high[0]:.1f}."


def _visits(comparison: Comparison, names: tuple[str, str]) -> Table | None:
    rows = tuple(
        (pair.title, _when(pair.before), joined(pair.names_before), _when(pair.after), joined(pair.names_after))
        for pair in comparison.visits
    )
    return Table(("Visit", f"Date, {names[0]}", "People", f"Date, {names[1]}", "People"), rows) if rows else None


def _when(slot: Slot | None) -> str:
    return moment_in_words(slot.start) if slot else "not placed"


def _points(comparison: Comparison, names: tuple[str, str]) -> Table | None:
    rows = tuple(
        (rule_in_words(one.rule), f"{one.before:,}", f"{one.after:,}", f"{one.points:+,}") for one in comparison.by_rule
    )
    return Table(("Rule", names[0], names[1], "Change"), rows, numeric=(1, 2, 3)) if rows else None


def _loads(comparison: Comparison, names: tuple[str, str]) -> Table | None:
    rows = tuple((one.name, f"{float(one.before):.2f}", f"{float(one.after):.2f}") for one in comparison.loads)
    return Table(("Member", names[0], names[1]), rows, numeric=(1, 2)) if rows else None


def paper_of_list(council: str, kept: Sequence[Kept]) -> Paper:
    """The scenarios that are kept."""
    if not kept:
        return Paper(council, "Scenarios", (Section("", ("No scenario is kept. --save keeps one under a name.",)),))
    rows = tuple((one.name, f"{one.points:,}", " ".join(one.words)) for one in kept)
    return Paper(council, "Scenarios", (Section("", (), Table(("Name", "Points", "What if"), rows, numeric=(1,))),))


def in_words(problem: Problem, edit: e.Edit) -> str:
    """The edit in one sentence."""
    members = {member.id: member.name for member in problem.members}
    people = members | {host.id: host.name for host in problem.hosts}
    teams = {team.id: team.name for team in problem.teams}
    match edit:
        case e.SetRule(rule, number, value):
            return f"{rule_in_words(rule)}: {number.replace('_', ' ')} is {_value(value)}."
        case e.SetTeam(team, fact, value):
            return f"{teams[team]}: {fact.replace('_', ' ')} is {_value(value)}."
        case e.SetMember(member, fact, value):
            return f"{members[member]}: {fact.replace('_', ' ')} is {_value(value)}."
        case e.Leave(member, day):
            return f"{members[member]} leaves the council after {day_in_words(day)}."
        case e.Close(team, day):
            return f"{teams[team]} closes after {day_in_words(day)}."
        case e.Shut(day, _):
            return f"No visit is made on {day_in_words(day)}."
        case e.Cancel(cancellation):
            return f"{problem.title(cancellation.visit)} is not on {day_in_words(cancellation.day)}."
        case e.Away(person, start, end):
            return f"{people[person]} cannot be there from {moment_in_words(start)} to {moment_in_words(end)}."
        case e.Fix(pin):
            return _fixed(pin, problem.title(pin.visit), members.get(pin.member or ""))
        case _:
            return f"{type(edit).__name__}."


def _value(value: e.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return joined(value) or "nothing" if isinstance(value, tuple) else str(value)


def _fixed(pin: Pin, title: str, member: str | None) -> str:
    if member is not None:
        return f"{member} {'does not go' if pin.never else 'goes'} to {title}."
    on = f" on {day_in_words(pin.day)}" if pin.day else ""
    at = f" at {pin.start:%H:%M}" if pin.start else ""
    return f"{title} is{on}{at}."
