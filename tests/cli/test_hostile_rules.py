"""A council's own rule that raises, loops or yields nonsense is named in a sentence: no traceback, nothing written."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from constraints.availability import Availability
from constraints.interests import Interests
from rota.rules import Bar, Tally, size
from rota.rules import validate as answers
from tests.cli.worlds import a_council, change, files_in, quietly_ended, run
from tests.support.builders import a_member, a_problem, a_team

pytestmark = pytest.mark.full

RULE = '''
import os, signal, sys
from dataclasses import dataclass
from rota.rules import Apart, Bar, Crowd, Distinct, Finding, Price, Rule, Tally

@dataclass(frozen=True)
class OwnRule(Rule):
    """Asks for what it should not."""
    strength = "preference"

    def statements(self, problem):
        first, host = problem.members[0].id, problem.hosts[0].id
{statements}

    def check(self, problem, rota):
{check}

RULES = (OwnRule,)
'''
NOTHING = "return iter(())"
WHO = "The rule 'own_rule' (in ours) "
REMEDY = "until it is mended, switch it off in rota.toml: under [rules.own_rule] write on = false. Nothing was written."


def a_council_with(folder: Path, code: str) -> Path:
    """The starter with a rule book of its own, whose code this is."""
    council = a_council(folder)
    change(council / "rota.toml", 'packages = ["constraints"]', 'packages = ["constraints", "ours"]')
    (council / "ours.py").write_text(code, encoding="utf-8")
    return council


def with_a_rule(folder: Path, statements: str = NOTHING, check: str = NOTHING) -> Path:
    """The starter with one rule of its own."""
    return a_council_with(folder, RULE.format(statements=indent(statements, " " * 8), check=indent(check, " " * 8)))


def could_not_run(council: Path, *args: str) -> str:
    """What the command says as it ends with 2; nothing is written and nothing is a traceback."""
    before = files_in(council)
    result = run(*args[:1], council, *args[1:], "--own-rules")
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert files_in(council) == before
    return result.stderr


STATEMENTS = {
    "raise RuntimeError('boom')": "fails in its statements, visits/ours.py, line 13: RuntimeError: boom.",
    "sys.exit(3)": "fails in its statements, visits/ours.py, line 13: SystemExit: 3.",
    "return 3": "fails in its statements: TypeError: 'int' object is not iterable.",
    "yield Tally(None, None, '', 'x', cost=(5, 0, 5, 0))": "ValueError: the cost table (5, 0, 5, 0) is not convex: x.",
    "yield 'Bar'": "asks for what cannot be read: 'Bar' is not a statement.",
    "yield Tally(('nobody',), None, '', 'x', most=1)": "in a Tally, members names 'nobody', which the problem does not",
    "yield Apart(('mash-9',), 3, 'x')": "in an Apart, visits names 'mash-9', which the problem does not have.",
    "yield Crowd(None, ('2027',), 'x', most=1)": "in a Crowd, slots names '2027', which the problem does not have.",
    "yield Bar(first, None, None, 'x')": "in a Bar, members is 'example-member-five', not a tuple of ids.",
    "yield Bar([first], None, None, 'x')": "in a Bar, members is ['example-member-five'], not a tuple of ids.",
    "yield Bar((first,), None, None, None)": "in a Bar, its why is None, not a text.",
    "yield Price(1.5, None, None, None, 'x')": "in a Price, points is 1.5, not a whole number from 1 to",
    "yield Price(10**30, None, None, None, 'x')": "in a Price, points is 1000000000000000000000000000000, not a whole",
    "yield Apart(None, 3, 'x', points=0)": "in an Apart, points is 0, not a whole number from 1 to",
    "yield Apart(None, -3, 'x')": "in an Apart, days is -3, not a whole number from 0 to 1,000,000.",
    "yield Tally(None, None, 'day', 'x', most=1)": "in a Tally, each is 'day', not '', 'visit' or 'member'.",
    "yield Tally(None, None, '', 'x', least=0.5)": "in a Tally, least is 0.5, not a whole number",
    "yield Tally(None, None, '', 'x', cost=(0.5, 1.5))": "in a Tally, cost is (0.5, 1.5), not a tuple of whole numbers",
    "yield Distinct(None, None, 'ward', 'x', most=1)": "in a Distinct, of is 'ward', not 'team' or 'partner'.",
    "yield Distinct(None, None, 'team', 'x', 'twice', most=1)": "in a Distinct, count is 'twice', not 'different' or",
    "yield Distinct((host,), None, 'team', 'x', most=1)": "who is no member: only members are counted.",
    "yield Distinct(None, ('mash-9',), 'team', 'x', most=1)": "in a Distinct, visits names 'mash-9', which the problem",
    "yield Distinct(None, None, 'team', 'x', cost=(0, 9, 9))": "ValueError: the cost table (0, 9, 9) is not convex: x.",
    "yield Distinct(None, None, 'team', 'x', most=0.5)": "in a Distinct, most is 0.5, not a whole number",
    "yield Tally(None, None, '', 'x', weights=(('nobody', 1),))": "the weight ('nobody', 1) is not a member's id and",
    "yield Tally(None, None, '', 'x', weights=((first, 10**12),))": "the weight 1000000000000 is not a whole number",
}


@pytest.mark.parametrize(("code", "said"), STATEMENTS.items())
def test_a_rule_that_asks_nonsense_is_named_before_any_work(tmp_path: Path, code: str, said: str) -> None:
    shown = could_not_run(with_a_rule(tmp_path / "visits", statements=code), "check")
    assert shown.startswith(WHO)
    assert said in shown
    assert shown.endswith(f"{REMEDY}\n")


CHECKS = {
    "raise KeyError('boom')": "fails in its check, visits/ours.py, line 16: KeyError: 'boom'.",
    "yield 1 / 0": "fails in its check, visits/ours.py, line 16: ZeroDivisionError: division by zero.",
    "return None": "fails in its check: TypeError: 'NoneType' object is not iterable.",
    "yield 'fine'": "finds what cannot be read: 'fine' is not a finding.",
    "yield Finding('fair_share', 'x')": "finds what cannot be read: a finding is in the name of the rule 'fair_share'.",
    "yield self.costs(0.5, 'x')": "finds what cannot be read: its points are 0.5, not a whole number from 0 to",
    "yield self.costs(-7, 'x')": "finds what cannot be read: its points are -7, not a whole number from 0 to",
    "yield self.costs(0, None)": "finds what cannot be read: the sentence None is not a text.",
    "yield Finding('own_rule', 'x', 5, True)": "finds what cannot be read: a breach of a must has points",
}


@pytest.mark.parametrize(("code", "said"), CHECKS.items())
def test_a_rule_that_finds_nonsense_is_named_and_no_rota_is_shown(tmp_path: Path, code: str, said: str) -> None:
    shown = could_not_run(with_a_rule(tmp_path / "visits", check=code), "solve")
    assert shown.startswith(WHO)
    assert said in shown
    assert shown.endswith(f"{REMEDY}\n")


@pytest.mark.parametrize(
    ("statements", "check", "said"),
    [
        ("yield Price(5, None, None, None, 'x')", NOTHING, "The engine claims 615 points and every must kept;"),
        (NOTHING, "yield self.breach('always broken')", "the audit finds 600 (always broken)."),
    ],
)
def test_a_rule_that_asks_one_thing_and_checks_another_is_named(
    tmp_path: Path, statements: str, check: str, said: str
) -> None:
    """The starter without history costs 600 points: six loads of one, 100 each; 3 visits at 5 points make it 615."""
    council = with_a_rule(tmp_path / "visits", statements, check)
    for name in ("history", "published", "fixed", "travel"):
        (council / f"{name}.csv").unlink()
    shown = could_not_run(council, "solve")
    assert said in shown
    assert f"{WHO}asks and checks otherwise. Tell whoever wrote the rule, or switch it off." in shown


def test_a_rule_that_asks_without_end_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is a million; a hundred show the same sooner."""
    monkeypatch.setattr(answers, "MOST_ANSWERS", 100)
    shown = could_not_run(with_a_rule(tmp_path / "visits", "while True: yield Bar((first,), None, (), 'x')"), "solve")
    assert shown.startswith(f"{WHO}has no end: it gives more than 100 answers.")


TOO_MANY = {
    "one count of everybody again and again": "for n in range(9000): yield Tally(None, None, 'visit', str(n), most=n)",
    "a table of every member and slot for each visit of many": (
        "for n in range(9000): yield Apart(tuple(v.id for v in problem.visits) * 20, n, str(n), True)"
    ),
    "months of slots named one by one": (
        "for n in range(9000): yield Bar((first,), None, tuple(slot.id for slot in problem.slots), str(n))"
    ),
}


@pytest.mark.parametrize("code", TOO_MANY.values(), ids=TOO_MANY)
@pytest.mark.parametrize("command", ["check", "solve", "diagnose"])
def test_a_rule_that_asks_more_than_can_be_held_is_named(
    tmp_path: Path, code: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is two gigabytes; four megabytes show the same sooner."""
    monkeypatch.setattr(size, "MOST_BYTES", 4_000_000)
    shown = could_not_run(with_a_rule(tmp_path / "visits", code), command)
    assert shown.startswith(f"{WHO}asks for more than can be held in memory: ")
    assert "It must say the same in fewer: one statement can be of many members, visits and slots" in shown
    assert REMEDY.removesuffix(" Nothing was written.") in shown


def test_the_rule_that_takes_most_is_named_whoever_came_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small statement of one rule overflows what many large ones of another filled."""
    monkeypatch.setattr(size, "MOST_BYTES", 1_000_000)
    world = a_problem([a_member("ann")], [a_team(), a_team("north")])
    room = size.StatementSize(world)
    large, small = Availability(), Interests()
    counts = Tally(None, None, "visit", "all", most=1)
    while not (named := room.add(large, counts)):
        pass
    assert named == "availability"
    assert room.add(small, Bar(("ann",), None, None, "one")) == "availability"
    assert room.words("availability").startswith("asks for more than can be held in memory: ")


def test_visits_that_all_differ_in_when_who_may_go_are_too_many_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two visits by one member at ten slots: 2 × 1 × 10 × 25 bytes; the same box for both would be half of it."""
    world = a_problem([a_member("ann")], [a_team(), a_team("north")], hosts=())
    room, alike = size.StatementSize(world), size.StatementSize(world)
    slot = (world.slots[0].id,)
    for visit in world.visits:
        room.add(Availability(), Bar(("ann",), (visit.id,), slot, "away"))
    alike.add(Availability(), Bar(("ann",), tuple(visit.id for visit in world.visits), slot, "away"))
    taken = 2 * 25 * len(world.slots) * (len(world.members) + len(world.hosts))
    monkeypatch.setattr(size, "MOST_BYTES", taken)
    assert room.finish() == ""
    monkeypatch.setattr(size, "MOST_BYTES", taken - 1)
    assert room.finish() == "availability"
    assert alike.finish() == ""


def test_a_rule_that_thinks_for_ever_is_named_when_it_is_stopped(tmp_path: Path) -> None:
    """The rule presses Ctrl-C itself, and would then go on without end."""
    code = "os.kill(os.getpid(), signal.SIGINT)\nwhile True: pass"
    shown = could_not_run(with_a_rule(tmp_path / "visits", statements=code), "check")
    assert shown == "Stopped before the end, while the rule 'own_rule' was asked for its statements.\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def x(:", "'ours' cannot be imported: SyntaxError: invalid syntax (ours.py, line 1)."),
        ("import nothing_there", "'ours' cannot be imported: ModuleNotFoundError: No module named 'nothing_there'."),
        ("raise SystemExit(0)", "'ours' cannot be imported: SystemExit: 0."),
        ("x = 1", "'ours' has no RULES. Its __init__.py must list its rules in a tuple of that name."),
        ("RULES = (1,)", "RULES of 'ours' holds 1, which is not a whole rule (a dataclass)."),
    ],
)
def test_a_rule_book_that_cannot_be_read_is_named(tmp_path: Path, code: str, said: str) -> None:
    shown = could_not_run(a_council_with(tmp_path / "visits", code), "solve")
    assert f"rota.toml, [rules], packages: {said}" in shown
