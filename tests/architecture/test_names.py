"""One public class name has one meaning in the whole of Rota, so that a name alone says which class is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from tests.architecture.sources import Module, a_module, modules

# fmt: off
STILL_AMBIGUOUS = {
    "Alike", "Answer", "Apart", "Away", "Bar", "Change", "Council", "Difference", "Entry", "Flow", "Form",
    "Found", "Issue", "Kept", "Known", "Least", "Listed", "Look", "Meetings", "Names", "Network", "Offer",
    "Outcome", "Past", "Progress", "Record", "Report", "Room", "Row", "Rule", "Said", "Source", "Standing",
    "Table", "Tables", "Task", "Travel", "Verdict", "Work", "Year",
}
# fmt: on
"""Names that are still defined twice. The list may only become shorter: rename a class, and strike it out."""


def defined_twice(among: Iterable[Module]) -> dict[str, list[str]]:
    """Each public class name that several modules define, with the files in which it stands."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in among:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{module.path}, line {node.lineno}")
    return {name: found for name, found in sorted(places.items()) if len(found) > 1}


def test_a_public_class_name_is_defined_once() -> None:
    found = defined_twice(modules("rota", "constraints"))
    assert {name: places for name, places in found.items() if name not in STILL_AMBIGUOUS} == {}


def test_the_names_that_are_still_ambiguous_are_so() -> None:
    assert STILL_AMBIGUOUS - defined_twice(modules("rota", "constraints")).keys() == set()


def test_a_name_with_two_meanings_is_found_and_what_is_private_or_inside_is_passed_over() -> None:
    one = a_module("rota.one", "class Row:\n    class Cell: ...\nclass _Own: ...")
    other = a_module("rota.other", "import json\nclass Cell: ...\nclass Row: ...\nclass _Own: ...")
    assert defined_twice([one, other]) == {"Row": ["rota/one.py, line 1", "rota/other.py, line 3"]}
