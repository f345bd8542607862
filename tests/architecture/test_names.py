"""One public class name has one meaning in the whole of Rota, so that a name alone says which class is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.architecture.sources import Module, a_module, modules

OF_DJANGO = {"Command", "Migration"}
"""Names under which Django looks for a class: each file of its kind has one."""


def defined_twice(among: Iterable[Module]) -> dict[str, list[str]]:
    """Each public class name that several modules define, with the files in which it stands."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in among:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in OF_DJANGO:
                places[node.name].append(f"{module.path}, line {node.lineno}")
    return {name: found for name, found in sorted(places.items()) if len(found) > 1}


def test_a_public_class_name_is_defined_once() -> None:
    assert defined_twice(modules("rota", "constraints")) == {}


def test_a_name_with_two_meanings_is_found_and_what_is_private_or_inside_is_passed_over() -> None:
    one = a_module("rota.one", "class Row:\n    class Cell: ...\nclass _Own: ...")
    other = a_module("rota.other", "import json\nclass Cell: ...\nclass Row: ...\nclass _Own: ...")
    assert defined_twice([one, other]) == {"Row": ["rota/one.py, line 1", "rota/other.py, line 3"]}
