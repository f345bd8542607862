"""Edits as an officer writes them on the command line: what is lost, what is set, what is pinned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from rota.cli.named import Meant
from rota.cli.talk import CouldNotRunError
from rota.domain import LONDON, Cancellation, Pin, Problem, Rota
from rota.domain.edits import Away, Cancel, Close, Edit, Fix, Leave, SetMember, SetRule, SetTeam, Shut
from rota.rule_numbers import table_faults
from rota.rules import Rule

_DAY = timedelta(1)


def lost(problem: Problem, words: Iterable[str], from_day: date, rota: Rota) -> Iterator[Edit]:
    """What is lost from a day on: a visit's date, a member, a host, a team, or a date for everybody."""
    meant = Meant(problem)
    for word in words:
        day = _date(word)
        if day is not None:
            yield Shut(day, "lost")
            continue
        kind, found = meant.any_of(word, ("visit", "member", "host", "team"))
        yield from _lost(problem, kind, found, from_day, rota)


def _lost(problem: Problem, kind: str, found: str, from_day: date, rota: Rota) -> Iterator[Edit]:
    if kind == "visit":
        placed = rota.of([found])
        if not placed:
            raise CouldNotRunError(f"{problem.title(found)} is not in the rota, so it has no date to lose.")
        yield Cancel(Cancellation(found, placed[0].slot.day))
    elif kind == "member":
        yield Leave(found, from_day - _DAY)
    elif kind == "host":
        _, last = problem.year.ends()
        yield Away(found, _midnight(from_day), _midnight(last + _DAY))
    else:
        yield Close(found, from_day - _DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        return None


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
        if day not in problem.year:
            raise CouldNotRunError(f"{day.isoformat()} is not in the year.")
        yield Fix(Pin(visit, day=day, start=start if second else None))
    elif start is not None and not second:
        yield Fix(Pin(visit, start=start))
    else:
        never = what.casefold().startswith("not ")
        yield Fix(Pin(visit, member=meant.member(what[4:] if never else what), never=never))


def _time(word: str) -> time | None:
    try:
        return time.fromisoformat(word.strip()) if ":" in word else None
    except ValueError:
        return None


_TEAM_FACTS = ("visits_a_year", "group_least", "group_most", "spacing_days", "host", "deputy", "step_free", "requires")
_MEMBER_FACTS = {"yearly_limit": "yearly_limit", "step_free": "needs_step_free"}


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
        near = get_close_matches(name, by_name, 1)
        if rule is None and near and not meant.knows(name):
            raise CouldNotRunError(f"There is no rule, team or member called '{name}'. Did you mean '{near[0]}'?")
        yield _rule_number(rule, fact, value) if rule else _fact(meant, name, fact, value)


def _rule_number(rule: Rule, number: str, text: str) -> Edit:
    value = _value(text)
    faults = table_faults(type(rule), {number: value}, rule.name)
    if faults:
        raise CouldNotRunError("\n".join(faults))
    return SetRule(rule.name, number, value)


def _fact(meant: Meant, name: str, fact: str, text: str) -> Edit:
    kind, found = meant.any_of(name, ("team", "member"))
    value = _value(text)
    if kind == "member" and fact in _MEMBER_FACTS:
        if not isinstance(value, int):
            raise CouldNotRunError(f"'{text}' is not a number, nor yes or no.")
        return SetMember(found, _MEMBER_FACTS[fact], value)  # type: ignore[arg-type]
    if kind == "team" and fact in _TEAM_FACTS:
        return _team_fact(meant, found, fact, value)
    facts = _TEAM_FACTS if kind == "team" else tuple(_MEMBER_FACTS)
    raise CouldNotRunError(f"A {kind} has no '{fact}' that can be set. It has {', '.join(facts)}.")


def _team_fact(meant: Meant, team: str, fact: str, value: int | bool | str | tuple[str, ...]) -> Edit:
    numbers = fact in ("visits_a_year", "group_least", "group_most", "spacing_days")
    if numbers and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise CouldNotRunError(f"'{fact}' is a whole number, not '{value}'.")
    if fact == "step_free" and not isinstance(value, bool):
        raise CouldNotRunError("'step_free' is yes or no.")
    if fact == "requires":
        value = value if isinstance(value, tuple) else (str(value),)
    if fact in ("host", "deputy"):
        value = meant.any_of(str(value), ("host",))[1]
    return SetTeam(team, fact, value)  # type: ignore[arg-type]


def _value(text: str) -> int | bool | str | tuple[str, ...]:
    """A whole number, yes or no, several texts with ; between them, or a text."""
    word = text.strip()
    if word.casefold() in ("true", "yes", "false", "no"):
        return word.casefold() in ("true", "yes")
    if word.lstrip("-").isdigit() and len(word) < 10:
        return int(word)
    if ";" in word:
        return tuple(part.strip() for part in word.split(";") if part.strip())
    return word
