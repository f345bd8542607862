"""Edits as an officer writes them on the command line: what is lost, what is set, what is pinned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from rota.app.lookup import Meant
from rota.domain import LONDON, Cancellation, Pin, Problem, Rota
from rota.domain.editable_fields import MOST
from rota.domain.edits import (
    Away,
    Cancel,
    Close,
    Edit,
    Fix,
    Leave,
    SetMember,
    SetRule,
    SetTeam,
    Shut,
    Unfix,
    Value,
    edited,
)
from rota.errors import CouldNotRunError
from rota.reports.edit_sentences import in_words
from rota.rules import Rule
from rota.rules.parameters import table_faults
from rota.text.english import did_you_mean

_DAY = timedelta(1)
_LIKE_A_DATE = re.compile(r"[0-9]{1,4}[-/.:][0-9]{1,2}\b.*")


def lost(problem: Problem, words: Iterable[str], from_day: date, rota: Rota) -> Iterator[Edit]:
    """What is lost from a day on: a member, a host, a team, a visit's date, or a date for everybody.

    A team's name means the team, also where it has one visit, which is then meant by its id.
    """
    meant = Meant(problem)
    for word in words:
        day = _date(word)
        if day is not None:
            yield Shut(_in_year(problem, day), "lost")
            yield from _unfixed(problem, day, {visit.id for visit in problem.visits})
            continue
        try:
            kind, found = meant.any_of(word, ("member", "host", "team", "visit"))
        except CouldNotRunError as error:
            raise _not_a_date(word, "Write it like 2027-03-04.") or error from None
        yield from _lost(problem, kind, found, from_day, rota)


def _lost(problem: Problem, kind: str, found: str, from_day: date, rota: Rota) -> Iterator[Edit]:
    _, last = problem.year.ends()
    if kind != "visit" and from_day > last:
        raise CouldNotRunError(f"Nothing is lost from {from_day} on: the year ends on {last}. Give an earlier --from.")
    if kind == "visit":
        placed = rota.of([found])
        if not placed:
            raise CouldNotRunError(f"{problem.title(found)} is not in the rota, so it has no date to lose.")
        yield Cancel(Cancellation(found, placed[0].slot.day))
        yield from _unfixed(problem, placed[0].slot.day, {found})
    elif kind == "member":
        yield Leave(found, from_day - _DAY)
        yield from _let_off(problem, found, from_day, rota)
    elif kind == "host":
        yield Away(found, _midnight(from_day), _midnight(last + _DAY))
        yield from _let_off(problem, found, from_day, rota)
    else:
        yield from _closed(problem, found, from_day, rota)


def _unfixed(problem: Problem, day: date, visits: Collection[str]) -> Iterator[Edit]:
    """What is fixed of these visits for a day that is lost; who goes, or never goes, stays fixed."""
    for pin in problem.pins:
        if pin.day == day and pin.visit in visits:
            yield Unfix(pin)
            if pin.member is not None:
                yield Fix(replace(pin, day=None, start=None))


def _let_off(problem: Problem, member: str, from_day: date, rota: Rota) -> Iterator[Edit]:
    """What is fixed of a member or host for visits to come; the visit's date and time stay fixed."""
    made = {place.visit for place in rota.placements if place.slot.day < from_day}
    for pin in problem.pins:
        if pin.member == member and not pin.never and pin.visit not in made:
            yield Unfix(pin)
            if pin.day is not None or pin.start is not None:
                yield Fix(replace(pin, member=None))


def _closed(problem: Problem, team: str, from_day: date, rota: Rota) -> Iterator[Edit]:
    """The team closes the day before, and until then is owed the visits that have been made and no others.

    A team that closes is owed its share of the year's visits, which may be more than were made, or fewer.
    """
    close, usual = Close(team, from_day - _DAY), problem.team(team).visits_a_year
    mine = {visit.id for visit in problem.visits if visit.team == team}
    made = {place.visit for place in rota.placements if place.slot.day < from_day} & mine
    for count in sorted(range(MOST + 1), key=lambda count: (abs(count - usual), count)):
        edits = (close,) if count == usual else (close, SetTeam(team, "visits_a_year", count))
        if made == {visit.id for visit in edited(problem, edits).visits if visit.team == team}:
            yield from edits
            return
    raise CouldNotRunError(
        f"{problem.team(team).name} cannot close after {close.last_day}: of its visits, later ones were made before "
        "earlier ones. Name each visit that is lost, or write its last day into column 'closed' of teams."
    )


def _in_year(problem: Problem, day: date) -> date:
    if day not in problem.year:
        first, last = problem.year.ends()
        raise CouldNotRunError(f"{day.isoformat()} is not in the year, {first.isoformat()} to {last.isoformat()}.")
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        return None


def _not_a_date(word: str, remedy: str) -> CouldNotRunError | None:
    return CouldNotRunError(f"'{word}' is not a date. {remedy}") if _LIKE_A_DATE.fullmatch(word.strip()) else None


def said_once(problem: Problem, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Each edit once, in order. CouldNotRunError when two say otherwise of the same."""
    each = tuple(dict.fromkeys(edits))
    said: dict[tuple[str, ...], tuple[object, Edit]] = {}
    for edit in each:
        for matter, value in _matters(edit):
            known, before = said.setdefault(matter, (value, edit))
            if known != value:
                both = f"{in_words(problem, before)} {in_words(problem, edit)}"
                raise CouldNotRunError(f"{both} Both cannot be: keep one of the two.")
    return each


def _matters(edit: Edit) -> Iterator[tuple[tuple[str, ...], object]]:
    """What the edit is of, and what it says of it."""
    match edit:
        case SetRule(name, number, value):
            yield ("rule", name, number), value
        case SetTeam(team, fact, value):
            yield ("team", team, fact), value
        case SetMember(member, fact, value):
            yield ("member", member, fact), value
        case Fix(pin):
            if pin.day is not None:
                yield ("day", pin.visit), pin.day
            if pin.start is not None:
                yield ("time", pin.visit), pin.start
            if pin.member is not None:
                yield ("goes", pin.visit, pin.member), pin.never


def pinned(problem: Problem, words: Iterable[str]) -> Iterator[Edit]:
    """What is fixed: "mash-1=2027-03-04", "mash-1=2027-03-04 10:00", "mash-1=10:00", "mash-1=Ann", "mash-1=not Ann"."""
    meant = Meant(problem)
    for word in words:
        name, _, what = word.partition("=")
        visit = meant.visit(name)
        what = what.strip()
        if not what:
            raise CouldNotRunError(f"'{word}' fixes nothing. Write it like mash-1=2027-03-04, or mash-1=Ann Example.")
        yield from _pin(problem, meant, visit, what)


def _pin(problem: Problem, meant: Meant, visit: str, what: str) -> Iterator[Edit]:
    first, _, second = what.partition(" ")
    day, start = _date(first), _time(second or first)
    if day is not None and (start is not None or not second):
        yield Fix(Pin(visit, day=_in_year(problem, day), start=start if second else None))
    elif start is not None and not second:
        yield Fix(Pin(visit, start=start))
    else:
        never = what.casefold().startswith("not ")
        try:
            yield Fix(Pin(visit, member=meant.any_of(what[4:] if never else what, ("member", "host"))[1], never=never))
        except CouldNotRunError as error:
            remedy = "Write it like 2027-03-04, 2027-03-04 10:00 or 10:00, and a member in another --pin."
            raise _not_a_date(what, remedy) or error from None


def _time(word: str) -> time | None:
    try:
        return datetime.strptime(word.strip(), "%H:%M").time()  # noqa: DTZ007 - the time of a clock on the wall
    except ValueError:
        return None


_OF_TEAMS = {"deputy": "deputies"}
"""A fact of a team that the table heads otherwise."""
_AS_IN_THE_TABLE = {"step_free": "needs_step_free"}
"""A fact of a member that the table heads otherwise."""


def set_to(problem: Problem, rules: Sequence[Rule], words: Iterable[str]) -> Iterator[Edit]:
    """What is set: a number of a rule, "yearly_limit.visits_a_year=3", or a fact of a team or a member."""
    meant, by_name = Meant(problem), {rule.name: rule for rule in rules}
    for word in words:
        place, _, value = word.partition("=")
        name, _, fact = place.rpartition(".")
        if not name or not fact or not value.strip():
            raise CouldNotRunError(f"'{word}' sets nothing. Write it like yearly_limit.visits_a_year=3.")
        fact = fact.strip().replace("-", "_")
        rule = by_name.get(name.strip().replace("-", "_"))
        near = did_you_mean(name, by_name)
        if rule is None and near and not meant.knows(name):
            raise CouldNotRunError(f"There is no rule, team or member called '{name}'. {near}")
        yield _rule_number(rule, fact, value) if rule else _fact(meant, name, fact, value)


def _rule_number(rule: Rule, number: str, text: str) -> Edit:
    value = _value(text)
    if isinstance(getattr(rule, number, None), tuple) and not isinstance(value, tuple):
        value = (str(value),)  # one word is a list of one
    edit = SetRule(rule.name, number, value)
    faults = rule_faults((rule,), (edit,))
    if faults:
        raise CouldNotRunError("\n".join(faults))
    return edit


def rule_faults(rules: Sequence[Rule], edits: Iterable[Edit]) -> list[str]:
    """A sentence for each edit of a number that no rule in force has, or of a value that it may not have."""
    faults: list[str] = []
    for edit in edits:
        if isinstance(edit, SetRule):
            rule = next((rule for rule in rules if rule.name == edit.rule), None)
            none = [f"There is no rule '{edit.rule}' in force."]
            faults += table_faults(type(rule), {edit.number: edit.value}, edit.rule) if rule else none
    return faults


def _fact(meant: Meant, name: str, fact: str, text: str) -> Edit:
    kind, found = meant.any_of(name, ("team", "member"))
    try:
        if kind == "member":
            return SetMember(found, _AS_IN_THE_TABLE.get(fact, fact), _value(text))  # type: ignore[arg-type]
        fact = _OF_TEAMS.get(fact, fact)
        return SetTeam(found, fact, _of_team(meant, fact, _value(text)))  # type: ignore[arg-type]
    except ValueError as error:
        raise CouldNotRunError(f"{name}: {error}") from error


def _of_team(meant: Meant, fact: str, value: Value) -> Value:
    """The value as the table would be read: roles whatever their case, one or several, and hosts by name."""
    several = value if isinstance(value, tuple) else (str(value),)
    if fact == "requires":
        return tuple(role.casefold() for role in several)
    if fact == "deputies":
        return tuple(meant.any_of(name, ("host",))[1] for name in several)
    return meant.any_of(str(value), ("host",))[1] if fact == "host" else value


def _value(text: str) -> Value:
    """A whole number, yes or no, several texts with ; between them, or a text."""
    word = text.strip()
    if word.casefold() in ("true", "yes", "false", "no"):
        return word.casefold() in ("true", "yes")
    if re.fullmatch(r"-?[0-9]{1,9}", word):
        return int(word)
    if ";" in word:
        return tuple(part.strip() for part in word.split(";") if part.strip())
    return word
