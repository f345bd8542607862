"""A rule's numbers as rota.toml sets them: their kinds, and what is wrong with those that are not right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from rota.rules.contract import Rule
from rota.text.english import did_you_mean, joined

LARGEST = 1_000_000
"""No number of a rule is greater: points beyond it would drown every other rule, and the engines count in 64 bits."""


def table_faults(rule: type[Rule], table: object, where: str) -> list[str]:
    """A sentence for each mistake in the rule's table, which stands at ``where``; none when it may be used."""
    if not isinstance(table, Mapping):
        return [f"{where}: {table!r:.80} is not a table of numbers."]
    return [f"{where}, {key}: {fault}" for key, value in table.items() if (fault := _fault(rule, key, value))]


def instance(rule: type[Rule], table: Mapping[str, Any], where: str, faults: list[str]) -> Iterator[Rule]:
    """The rule with the numbers of the table, which has no ``table_faults``; or none, and one more of ``faults``."""
    kinds = {field.name: _kind(field) for field in fields(rule)}
    numbers = {key: _as_kind(value, kinds[key]) for key, value in table.items() if key != "on"}
    missing = [f.name for f in fields(rule) if f.name not in numbers and _has_no_default(f)]
    if missing:
        faults.append(f"{where}: it needs {joined(missing)}, which has no value of its own. Add it.")
        return
    try:
        yield rule(**numbers)
    except ValueError as problem:  # a rule may know more of its numbers than their kinds
        faults.append(f"{where}: {problem}.")


def _fault(rule: type[Rule], key: str, value: object) -> str:
    kinds = {field.name: _kind(field) for field in fields(rule)} | {"on": "bool"}
    if key == "must" and not rule.may_choose:
        return f"this rule is always a {rule.strength}; the council has no choice. Leave 'must' out."
    if key not in kinds:
        guess = did_you_mean(key, kinds)
        return f"the rule has no such number.{guess and f' {guess}'} It has {joined(sorted(kinds))}."
    if kinds[key] not in _KINDS:
        return f"its kind, {kinds[key]}, is not one that a council can set."
    words, fits = _KINDS[kinds[key]]
    if not fits(value):
        return f"{_shown(value)} is not {words}."
    if any(isinstance(number, int) and number > LARGEST for number in _listed(value)):
        return f"{value!r:.80} is more than {LARGEST}, the largest number that a rule may have."
    return ""


def _shown(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else f"{value!r:.80}"


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _all(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: all(fits(one) for one in _listed(value))


def _listed(value: object) -> tuple[object, ...]:
    """The items of a list; of anything else, itself alone: a workbook's cell cannot say that one word is a list."""
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "int": ("a whole number of at least 0", _is_number),
    "bool": ("true or false", lambda value: isinstance(value, bool)),
    "str": ("a text in quotation marks", _is_text),
    "tuple[str, ...]": ('a list of texts, such as ["one", "two"]', _all(_is_text)),
    "tuple[int, ...]": ("a list of whole numbers of at least 0, such as [1, 2]", _all(_is_number)),
}


def _kind(field: Field[Any]) -> str:
    """The field's type as it is written; the annotation is text or not, as the rule's author chose."""
    return field.type.__name__ if type(field.type) is type else str(field.type)


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _as_kind(value: object, kind: str) -> object:
    return _listed(value) if kind.startswith("tuple") else value
