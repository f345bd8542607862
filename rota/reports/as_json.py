"""An answer as JSON: its data, and the same in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, get_args

from rota.domain.edits import Edit, edit_to_data
from rota.domain.snapshot import to_data


def as_json(answer: object, lines: Iterable[str]) -> str:
    """The answer's fields under "answer", and its sentences under "text"."""
    return json.dumps({"answer": data_of(answer), "text": list(lines)}, indent=1, sort_keys=True)


def data_of(value: Any) -> Any:
    """As ``to_data``, but what a part of the answer works out, such as a number of points, is told too."""
    if isinstance(value, Fraction):
        return round(float(value), 3)
    if isinstance(value, dict):
        return {key: data_of(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [data_of(item) for item in value]
    if isinstance(value, get_args(Edit)):
        return edit_to_data(value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.init]
        names += [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        return {name: data_of(getattr(value, name)) for name in names}
    return to_data(value)
