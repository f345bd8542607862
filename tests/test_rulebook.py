"""The rule book in force, loaded with a council's numbers, and every mistake in rota.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import constraints
from constraints.clearance import Clearance
from constraints.cross_party import CrossParty
from constraints.fair_share import FairShare
from constraints.new_partners import NewPartners
from constraints.one_team_of_a_kind import OneTeamOfAKind
from rota.rules.rulebook import load
from rota.rules.settings import Settings, SettingsError
from tests.support.own_rules import A_RULE, own_rules


def faults(settings: Settings, folder: Path | None = None, trusted: bool = False) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(settings, folder, trusted)
    return list(caught.value.faults)


def with_rules(**rules: Any) -> Settings:
    return Settings(rules=rules)


def test_every_rule_of_the_book_is_in_force_with_its_own_numbers() -> None:
    assert load(Settings()) == tuple(rule() for rule in constraints.RULES if rule.on_by_default)


def test_a_council_sets_numbers_and_makes_a_preference_a_must() -> None:
    rules = load(
        with_rules(
            fair_share={"points_per_squared_load": 7},
            cross_party={"must": True, "on": True},
            clearance={"check_required_for": ["home", "mash"]},
        )
    )
    assert FairShare(points_per_squared_load=7) in rules
    assert CrossParty(must=True) in rules
    assert Clearance(check_required_for=("home", "mash")) in rules


def test_a_rule_that_is_off_is_left_out() -> None:
    rules = load(with_rules(fair_share={"on": False}))
    assert len(rules) == len(load(Settings())) - 1
    assert not any(isinstance(rule, FairShare) for rule in rules)


def test_a_rule_that_ships_off_is_in_force_when_the_council_switches_it_on() -> None:
    off = {rule for rule in constraints.RULES if not rule.on_by_default}
    assert {OneTeamOfAKind, NewPartners} <= off
    assert off.isdisjoint(map(type, load(Settings())))
    rules = load(with_rules(one_team_of_a_kind={"on": True, "must": True}, new_partners={"on": False}))
    assert OneTeamOfAKind(must=True) in rules
    assert not any(isinstance(rule, NewPartners) for rule in rules)
    assert off <= set(map(type, load(Settings(), off_too=True)))


def test_numbers_of_a_rule_that_ships_off_are_no_use_unless_it_is_switched_on() -> None:
    assert faults(with_rules(new_partners={"points_per_repeat": 3})) == [
        "rota.toml, [rules.new_partners]: this rule is off until it is switched on, so its numbers would do nothing. "
        "Add on = true or, to say that it stays off, on = false."
    ]
    load(with_rules(new_partners={"points_per_repeat": 3, "on": False}))


@pytest.mark.parametrize(
    ("rule", "table", "expected"),
    [
        (
            "fair_shar",
            {},
            "rota.toml, [rules.fair_shar]: there is no rule 'fair_shar'. Did you mean 'fair_share'?",
        ),
        (
            "zzz",
            {},
            "rota.toml, [rules.zzz]: there is no rule 'zzz'. The command 'rota rules' lists those there are.",
        ),
        (
            "yearly_limit",
            {"visits_a_year": "two"},
            "rota.toml, [rules.yearly_limit], visits_a_year: 'two' is not a whole number of at least 0.",
        ),
        (
            "yearly_limit",
            {"visits_a_year": -1},
            "rota.toml, [rules.yearly_limit], visits_a_year: -1 is not a whole number of at least 0.",
        ),
        (
            "yearly_limit",
            {"visits_a_year": 2.0},
            "rota.toml, [rules.yearly_limit], visits_a_year: 2.0 is not a whole number of at least 0.",
        ),
        (
            "yearly_limit",
            {"visits_a_year": True},
            "rota.toml, [rules.yearly_limit], visits_a_year: true is not a whole number of at least 0.",
        ),
        (
            "travel",
            {"free_minutes": 1_000_001},
            "rota.toml, [rules.travel], free_minutes: "
            "1000001 is more than 1000000, the largest number that a rule may have.",
        ),
        (
            "travel",
            {"free_minute": 3},
            "rota.toml, [rules.travel], free_minute: the rule has no such number. "
            "Did you mean 'free_minutes'? It has free_minutes, on and points_per_quarter_hour.",
        ),
        (
            "cross_party",
            {"must": "yes"},
            "rota.toml, [rules.cross_party], must: 'yes' is not true or false.",
        ),
        (
            "clearance",
            {"check_required_for": 3},
            'rota.toml, [rules.clearance], check_required_for: 3 is not a list of texts, such as ["one", "two"].',
        ),
        (
            "interests",
            {"must": False},
            "rota.toml, [rules.interests], must: "
            "this rule is always a must; the council has no choice. Leave 'must' out.",
        ),
        ("travel", {"on": 1}, "rota.toml, [rules.travel], on: 1 is not true or false."),
        ("travel", 3, "rota.toml, [rules.travel]: 3 is not a table of numbers."),
    ],
)
def test_a_mistake_is_named_with_its_remedy(rule: str, table: Any, expected: str) -> None:
    assert faults(with_rules(**{rule: table})) == [expected]


def test_one_text_where_a_list_belongs_is_a_list_of_it() -> None:
    (rule,) = (rule for rule in load(with_rules(clearance={"check_required_for": "mash"})) if rule.name == "clearance")
    assert "check_required_for=('mash',)" in repr(rule)


def test_a_mistake_in_a_workbook_is_said_to_be_in_its_sheet() -> None:
    settings = Settings(rules={"fair_shar": {}, "travel": {"free_minutes": "x"}}, where="my.xlsx, sheet 'rules'")
    assert faults(settings) == [
        "my.xlsx, sheet 'rules', rule 'fair_shar': there is no rule 'fair_shar'. Did you mean 'fair_share'?",
        "my.xlsx, sheet 'rules', rule 'travel', free_minutes: 'x' is not a whole number of at least 0.",
    ]


def test_every_mistake_is_told_at_once() -> None:
    settings = Settings(
        packages=("constraints", "not_there"),
        rules={"fair_shar": {}, "travel": {"free_minutes": "x", "on": "y"}},
    )
    assert len(faults(settings)) == 4


def test_a_mistake_in_a_rule_that_is_off_is_told_too() -> None:
    assert len(faults(with_rules(travel={"on": False, "free_minutes": "x"}))) == 1


@pytest.mark.parametrize(
    "package", ["", "..secrets", "our rules", "../our_rules", "our_rules/one", "_thread.x", "__main__"]
)
def test_what_cannot_be_a_package_is_refused(package: str) -> None:
    assert faults(Settings((package,))) == [
        f"rota.toml, [rules], packages: '{package}' is not the name of a Python package, such as our_rules."
    ]


def test_a_part_of_python_is_never_imported_as_rules() -> None:
    sys.modules.pop("antigravity", None)
    assert faults(Settings(("antigravity",))) == [
        "rota.toml, [rules], packages: 'antigravity' is a part of Python, not a package of rules. Rename yours."
    ]
    assert "antigravity" not in sys.modules


def test_a_package_that_is_nowhere_is_told(tmp_path: Path) -> None:
    assert faults(Settings(("our_rules",)), tmp_path, trusted=True) == [
        "rota.toml, [rules], packages: there is no package 'our_rules'. "
        "Install it, or put a folder of that name beside rota.toml."
    ]


def test_a_package_without_rules_is_told() -> None:
    assert faults(Settings(("rota",))) == [
        "rota.toml, [rules], packages: 'rota' has no RULES. "
        "Its __init__.py must list its rules in a tuple of that name."
    ]


def test_code_in_the_folder_is_not_imported_unless_trusted(tmp_path: Path) -> None:
    (tmp_path / "our_rules.py").write_text("raise SystemExit('it ran')\n")
    assert faults(Settings(("our_rules",)), tmp_path) == [
        f"rota.toml, [rules], packages: 'our_rules' is code in the folder {tmp_path}. If you trust it, add --own-rules."
    ]


def test_the_folder_is_not_trusted_for_being_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is when the command is run in that folder with python -m."""
    monkeypatch.syspath_prepend(str(own_rules(tmp_path)))
    assert "If you trust it, add --own-rules." in faults(Settings(("our_rules",)), tmp_path)[0]


def test_a_trusted_package_in_the_folder_is_loaded_after_the_others(tmp_path: Path) -> None:
    settings = Settings(("constraints", "our_rules"), {"own_rule": {"days": 9}})
    rules = load(settings, own_rules(tmp_path), trusted=True)
    assert [rule.name for rule in rules[-2:]] == ["keep_published", "own_rule"]
    assert repr(rules[-1]) == "OwnRule(days=9)"


def test_a_single_file_may_be_the_package(tmp_path: Path) -> None:
    text = A_RULE.format(name="OwnRule", asks="Something is asked.", days=4) + "\nRULES = [OwnRule]\n"
    (tmp_path / "our_rules.py").write_text(text)
    assert [repr(rule) for rule in load(Settings(("our_rules",)), tmp_path, trusted=True)] == ["OwnRule(days=4)"]


def test_two_folders_may_use_one_name_for_their_packages(tmp_path: Path) -> None:
    folders = own_rules(tmp_path / "a", days=1), own_rules(tmp_path / "b", days=2)
    loaded = [load(Settings(("our_rules",)), folder, trusted=True) for folder in (*folders, folders[0])]
    assert [repr(rule) for (rule,) in loaded] == ["OwnRule(days=1)", "OwnRule(days=2)", "OwnRule(days=1)"]


def test_loading_leaves_python_and_the_folder_as_they_were(tmp_path: Path) -> None:
    own_rules(tmp_path)
    before = list(sys.path), set(sys.modules), sorted(tmp_path.rglob("*")), sys.dont_write_bytecode
    load(Settings(("our_rules",)), tmp_path, trusted=True)
    assert (list(sys.path), set(sys.modules), sorted(tmp_path.rglob("*")), sys.dont_write_bytecode) == before


def test_own_code_that_fails_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "our_rules.py").write_text("1 / 0\n")
    before = set(sys.modules)
    assert faults(Settings(("our_rules",)), tmp_path, trusted=True) == [
        "rota.toml, [rules], packages: 'our_rules' cannot be imported: ZeroDivisionError: division by zero."
    ]
    assert set(sys.modules) == before


def test_two_rules_of_one_name_are_told(tmp_path: Path) -> None:
    own_rules(tmp_path, name="FairShare")
    assert faults(Settings(("constraints", "our_rules")), tmp_path, trusted=True) == [
        "rota.toml, [rules], packages: two rules are called 'fair_share' (in constraints and our_rules). "
        "Give one of them another name."
    ]


def test_a_package_named_twice_counts_once() -> None:
    assert load(Settings(("constraints", "constraints"))) == load(Settings())


def test_something_that_is_no_rule_in_rules_is_told(tmp_path: Path) -> None:
    (tmp_path / "our_rules.py").write_text("RULES = (3,)\n")
    assert faults(Settings(("our_rules",)), tmp_path, trusted=True) == [
        "rota.toml, [rules], packages: RULES of 'our_rules' holds 3, which is not a whole rule (a dataclass)."
    ]


def test_a_table_of_a_rule_in_a_package_that_cannot_be_read_is_no_second_mistake(tmp_path: Path) -> None:
    settings = Settings(("constraints", "our_rules"), {"own_rule": {"days": 9}})
    assert len(faults(settings, own_rules(tmp_path))) == 1


def test_a_number_that_has_no_value_of_its_own_must_be_given(tmp_path: Path) -> None:
    text = A_RULE.format(name="OwnRule", asks="Something is asked.", days=4).replace("days: int = 4", "days: int")
    (tmp_path / "our_rules.py").write_text(text + "\nRULES = (OwnRule,)\n")
    assert faults(Settings(("our_rules",)), tmp_path, trusted=True) == [
        "rota.toml, [rules.own_rule]: it needs days, which has no value of its own. Add it."
    ]
    given = Settings(("our_rules",), {"own_rule": {"days": 3}})
    assert [repr(rule) for rule in load(given, tmp_path, trusted=True)] == ["OwnRule(days=3)"]


def test_a_rules_own_objection_to_a_number_is_told(tmp_path: Path) -> None:
    text = A_RULE.format(name="OwnRule", asks="Something is asked.", days=4)
    text += (
        "\n    def __post_init__(self) -> None:\n        raise ValueError('days must be odd')\n\n\nRULES = (OwnRule,)\n"
    )
    (tmp_path / "our_rules.py").write_text(text)
    assert faults(Settings(("our_rules",)), tmp_path, trusted=True) == [
        "rota.toml, [rules.own_rule]: days must be odd."
    ]
