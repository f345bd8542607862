"""The rule book as a thing: every rule has words, numbers, tests and a good name, and reads its rota twice."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from constraints import RULES
from rota.domain import Closure, Dated, Problem
from rota.rules import Rule, rule_name
from rota.rules.docs import HEADINGS, sections
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, past, span

UNITS = {
    "points",
    "days",
    "minutes",
    "hours",
    "weeks",
    "months",
    "years",
    "year",
    "week",
    "places",
    "visits",
    "members",
}
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=rule_name)


def test_the_order_is_musts_then_preferences_and_fair_share_leads_these() -> None:
    strengths = [rule.strength for rule in RULES]
    assert strengths == sorted(strengths, key=("must", "preference").index)
    assert rule_name(RULES[strengths.index("preference")]) == "fair_share"


def test_exactly_one_rule_measures_fairness() -> None:
    assert [rule_name(rule) for rule in RULES if rule.measures_fairness] == ["fair_share"]


def test_every_file_of_the_package_is_a_rule_of_the_book() -> None:
    folder = Path(inspect.getfile(RULES[0])).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {rule_name(rule) for rule in RULES}
    assert len(set(RULES)) == len(RULES)


@EVERY_RULE
def test_the_file_and_the_test_file_carry_the_rules_name(rule: type[Rule]) -> None:
    assert Path(inspect.getfile(rule)).stem == rule_name(rule)
    assert (Path(__file__).parent / f"test_{rule_name(rule)}.py").is_file()


@EVERY_RULE
def test_the_name_does_not_say_that_it_forbids_or_checks(rule: type[Rule]) -> None:
    assert not re.match(r"(no|max|min|check)_", rule_name(rule))


@EVERY_RULE
def test_the_rule_is_frozen_and_stands_without_numbers_given(rule: type[Rule]) -> None:
    assert rule.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert rule() == rule()
    assert eval(repr(rule()), {rule.__name__: rule}) == rule()


@EVERY_RULE
def test_the_rule_says_what_it_asks_and_fills_every_heading(rule: type[Rule]) -> None:
    parts = sections(rule)
    assert re.fullmatch(r"[A-Z].*\.", parts["asks"]), "the first paragraph is a full sentence"
    wanted = HEADINGS if fields(rule) else [heading for heading in HEADINGS if heading != "Numbers"]
    for heading in wanted:
        assert re.search(r"\w{3}.*\.$", parts.get(heading, "")), f"{heading} is a sentence"


@EVERY_RULE
def test_every_number_is_explained_and_a_whole_number_names_its_unit(rule: type[Rule]) -> None:
    for field in fields(rule):
        assert re.search(rf"\b{field.name}\b", sections(rule)["Numbers"]), f"Numbers explains {field.name}"
        assert field.default is not MISSING
        if type(field.default) is int:
            assert UNITS.intersection(field.name.split("_")), f"{field.name} carries its unit"


@EVERY_RULE
def test_a_rule_has_a_must_where_the_council_may_choose_and_only_there(rule: type[Rule]) -> None:
    musts = [field.default for field in fields(rule) if field.name == "must"]
    assert musts == ([rule.strength == "must"] if rule.may_choose else [])


def _functions(tree: ast.Module, rule: type[Rule]) -> dict[str, ast.AST]:
    """Every function of the file and every method of the rule, by name: "helper", "self.helper".

    A rule may stand on another rule's file (host_present does); then what is in that file counts too.
    """
    found: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("constraints."):
            other = importlib.import_module(node.module or "")
            found |= _functions(ast.parse(inspect.getsource(other)), rule)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            own = "self" if node.name == rule.__name__ else node.name
            found[node.name] = node
            found |= {f"{own}.{inner.name}": inner for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return found


def _mentioned(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            yield f"self.{inner.attr}"


def _reachable(tree: ast.Module, rule: type[Rule], start: str) -> set[str]:
    functions = _functions(tree, rule)
    found, waiting = set(), [f"self.{start}"]
    while waiting:
        for name in _mentioned(functions[waiting.pop()]):
            if name in functions and name not in found and name != rule.__name__:
                found.add(name)
                waiting.append(name)
    return found


def shared_helpers(source: str, rule: type[Rule]) -> set[str]:
    tree = ast.parse(source)
    return _reachable(tree, rule, "statements") & _reachable(tree, rule, "check")


@EVERY_RULE
def test_statements_and_check_share_no_helper(rule: type[Rule]) -> None:
    assert shared_helpers(Path(inspect.getfile(rule)).read_text(encoding="utf-8"), rule) == set()


@EVERY_RULE
def test_a_rule_knows_only_the_nouns_the_contract_and_the_words(rule: type[Rule]) -> None:
    tree = ast.parse(Path(inspect.getfile(rule)).read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    ours = {module for module in modules if module.split(".")[0] in ("rota", "tests")}
    assert ours <= {"rota.domain", "rota.domain.edits", "rota.rules", "rota.text.english"}


class Sample(Rule):
    """Only a name for the test below."""


@pytest.mark.parametrize(
    ("helper", "call"),
    [("def _near(): ...", "_near()"), ("", "self._near()"), ("def _near(): return _far()\ndef _far(): ...", "_near()")],
)
def test_a_shared_helper_would_be_seen(helper: str, call: str) -> None:
    methods = "\n".join(f"    def {name}(self): return {body}" for name, body in _methods(call))
    assert any("_near" in name for name in shared_helpers(f"{helper}\nclass Sample:\n{methods}", Sample))


def _methods(call: str) -> list[tuple[str, str]]:
    return [("statements", call), ("check", f"[{call} for _ in 'x']"), ("_near", "1")]


def a_world() -> Problem:
    """A world in which there is something to say for most rules."""
    members = [
        a_member("ann", "Labour", "Ainsdale", roles=(Dated("lead member"),), needs_step_free=True),
        a_member("bob", "Labour", "Ainsdale", trained=None),
        a_member("cat", "Conservative", "Birkdale", terms=(span("2026-06-02"),)),
    ]
    teams = [a_team(group_least=2, visits_a_year=2, spacing_days=2), a_team("north", step_free=False)]
    return a_problem(
        members,
        teams,
        closures=(Closure(span("2026-06-03", "2026-06-03"), "council day"),),
        school_holidays=(Closure(span("2026-06-04", "2026-06-05"), "half term"),),
        absences=(away("ann", "2026-06-02"),),
        history=(past("ann", "mash", "2026-03-03"),),
        published=a_rota({"mash-1": ("2026-06-01 10:00", "cat")}).placements,
    )


@EVERY_RULE
def test_a_rule_says_the_same_twice(rule: type[Rule]) -> None:
    """The worlds are built twice, so that nothing hangs on which object it is."""
    rota = a_rota({f"{visit}": ("2026-06-02 10:00", "ann", "bob") for visit in ("mash-1", "mash-2", "north-1")})
    assert list(rule().statements(a_world())) == list(rule().statements(a_world()))
    assert list(rule().check(a_world(), rota)) == list(rule().check(a_world(), rota))


@EVERY_RULE
def test_a_finding_is_one_sentence_under_the_rules_own_name(rule: type[Rule]) -> None:
    rota = a_rota({f"{visit}": ("2026-06-02 10:00", "ann", "bob") for visit in ("mash-1", "mash-2", "north-1")})
    for finding in rule().check(a_world(), rota):
        assert finding.rule == rule_name(rule)
        assert re.fullmatch(r"[A-Z0-9].*[^.]\.", finding.sentence)
        assert finding.breach != bool(finding.points)


@EVERY_RULE
def test_check_reads_an_empty_rota_and_one_with_empty_groups(rule: type[Rule]) -> None:
    module = importlib.import_module(rule.__module__)
    assert getattr(module, rule.__name__) is rule
    for rota in (a_rota({}), a_rota({"mash-1": ("2030-01-01 23:30",)})):
        list(rule().check(a_world(), rota))
