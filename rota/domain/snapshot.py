"""The canonical JSON form of the nouns: it round-trips and hashes, so a rota can name its inputs."""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from rota.domain.problem import Problem
from rota.domain.visits import LONDON

Noun = TypeVar("Noun")


def to_data(value: Any) -> Any:
    """A noun as plain JSON data. Fields that are derived are left out; times are local London times."""
    if is_dataclass(value) and not isinstance(value, type):
        given = {f: getattr(value, f.name) for f in fields(value) if f.init}
        return {f.name: to_data(one) for f, one in given.items() if one or not f.metadata.get("later")}
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value


def from_data(kind: type[Noun], data: Any) -> Noun:
    """The noun that ``to_data`` gave. ValueError, TypeError or KeyError when the data is not of its form."""
    return _read(kind, data)  # type: ignore[no-any-return]


def _read(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not type(None))
        return None if data is None else _read(inner, data)
    if origin is Literal:
        return _checked(data, data in get_args(kind), kind)
    if origin is tuple:
        _checked(data, isinstance(data, list), kind)
        return tuple(_read(get_args(kind)[0], item) for item in data)
    if is_dataclass(kind):
        _checked(data, isinstance(data, dict), kind)
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in data.items()})  # type: ignore[operator]
    if kind is datetime:
        return datetime.strptime(data, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    if kind in (date, time):
        return kind.fromisoformat(data)
    return _checked(data, type(data) is kind, kind)


def _checked(data: Any, right: bool, kind: Any) -> Any:
    if not right:
        raise ValueError(f"{data!r} is not of the form {kind}")
    return data


def canonical(value: Any) -> str:
    """One line of JSON, sorted keys, no spaces, UTF-8: equal nouns give equal text."""
    return json.dumps(to_data(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def snapshot(problem: Problem) -> str:
    """The Problem as canonical JSON."""
    return canonical(problem)


def from_snapshot(text: str) -> Problem:
    """The Problem that ``snapshot`` wrote."""
    return from_data(Problem, json.loads(text))


def snapshot_hash(problem: Problem) -> str:
    """The SHA-256 of the snapshot, in hexadecimal: what a ``rota.json`` refers to."""
    return hashlib.sha256(snapshot(problem).encode()).hexdigest()
