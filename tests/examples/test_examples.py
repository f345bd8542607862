"""Each example is what its README says it is."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.folders import write_folder
from examples.homes import make as homes
from examples.sefton import make as sefton
from rota.auditing import audit
from rota.cli import main
from rota.domain import CommitteePlace, Host, Problem
from rota.reading import read
from rota.rules import rule_name
from rota.solving.engine import Impossible, Solved, solve
from rota.tables.schema import TABLES
from tests.examples.figures import EXAMPLES, figures, opened, run, table_of

pytestmark = pytest.mark.full

PROVEN = ("sefton", "small_town", "own_rules")


def rota(*words: str | Path) -> Result:
    """The command line's answer to these words."""
    return CliRunner().invoke(main, [str(word) for word in words])


def readme(name: str) -> str:
    return (EXAMPLES / name / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PROVEN)
def test_an_example_has_the_figures_of_its_readme(name: str) -> None:
    assert figures(run(name)) == table_of(name)


@pytest.mark.parametrize("name", PROVEN)
def test_an_example_is_proven_best_and_the_audit_agrees(name: str) -> None:
    done = run(name)
    assert isinstance(done.result, Solved)
    report = audit(done.problem, done.rules, done.result.rota)
    assert report.kept
    assert report.points == done.result.certificate.value == done.result.certificate.bound


@pytest.mark.parametrize("name", PROVEN)
def test_the_commands_of_a_readme_do_what_it_says(name: str, tmp_path: Path) -> None:
    """Every command of the README ends with 0 and the rota is written."""
    commands = re.findall(r"^    rota (.+)$", readme(name), re.MULTILINE)
    for command in commands:
        words = command.replace("examples/", f"{EXAMPLES}/").replace("out/", f"{tmp_path}/").split()
        answer = rota(*words)
        assert answer.exit_code == 0, (command, answer.output)
    assert (tmp_path / name / "rota.json").is_file()


@pytest.mark.parametrize(("name", "make"), [("sefton", sefton.make), ("homes", homes.make)])
def test_an_invented_example_is_made_again_byte_for_byte(
    name: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    """And no table lies there that make.py does not make."""
    make(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (EXAMPLES / name).iterdir() if path.suffix in (".csv", ".toml")}
    assert made == kept


def test_homes_reads_back_to_the_problem_it_was_made_from() -> None:
    problem, _ = opened("homes")
    assert problem == homes.county()


@pytest.mark.parametrize("name", ["sefton", "small_town", "impossible", "own_rules"])
def test_a_problem_written_as_a_folder_reads_back_to_itself(name: str, tmp_path: Path) -> None:
    """The small town has every table, so every table is written and read."""
    problem, _ = opened(name)
    write_folder(problem, (EXAMPLES / name / "rota.toml").read_text(encoding="utf-8"), tmp_path)
    assert read(tmp_path).problem == problem


def test_the_small_town_has_every_table() -> None:
    there = {path.stem for path in (EXAMPLES / "small_town").glob("*.csv")}
    assert there == {sheet.name for sheet in TABLES}


# Sefton


def test_sefton_has_its_66_seats_and_their_groups() -> None:
    """45 + 9 + 8 + 4 = 66 seats, on 22 wards of three."""
    problem, _ = opened("sefton")
    first, _ = problem.year.ends()
    groups = [member.group_on(first) for member in problem.members]
    counts = [groups.count(name) for name in ("Labour", "Liberal Democrats", "Conservative", "Independents Group")]
    assert counts == [45, 9, 8, 4]
    wards = [member.ward_on(first) for member in problem.members]
    assert {wards.count(ward) for ward in wards} == {3}
    assert {"Duke's", "St Oswald"} <= set(wards)


def test_sefton_says_what_is_invented_on_whatever_is_printed(tmp_path: Path) -> None:
    rota("solve", EXAMPLES / "sefton", "--out", tmp_path / "out")
    assert "invented diaries" in (tmp_path / "out" / "rota.html").read_text(encoding="utf-8")


# Impossible


def _with_a_deputy(problem: Problem) -> Problem:
    teams = (replace(team, deputies=("deputy",)) if team.id == "mash" else team for team in problem.teams)
    return replace(problem, teams=tuple(teams), hosts=(*problem.hosts, Host("deputy", "Deputy")))


def _with_a_common_day(problem: Problem) -> Problem:
    return replace(problem, weekly=tuple(row for row in problem.weekly if row.person != "west-2"))


def _with_a_third_place(problem: Problem) -> Problem:
    return replace(problem, committees=(*problem.committees, CommitteePlace("south-1", "Scrutiny")))


WAYS_OUT = {"MASH": _with_a_deputy, "Corporate parenting": _with_a_common_day, "Family centre": _with_a_third_place}


def _reasons() -> dict[str, str]:
    """The visits of the README's table, and what the answer to each names."""
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", readme("impossible"), re.MULTILINE)
    return {visit: words for visit, words in rows if visit in WAYS_OUT}


def test_each_reason_of_the_impossible_council_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    problem, rules = opened("impossible")
    result = solve(problem, rules)
    assert isinstance(result, Impossible)
    assert (result.stage, result.short) == ("dates", 3)
    answer = rota("solve", EXAMPLES / "impossible", "--out", tmp_path / "out")
    assert answer.exit_code == 1
    assert not (tmp_path / "out").exists()
    assert _reasons().keys() == WAYS_OUT.keys()
    for visit, words in _reasons().items():
        (line,) = (line for line in answer.output.splitlines() if line.startswith(f"  {visit} has no possible date"))
        assert words in line


@pytest.mark.parametrize("left", WAYS_OUT)
def test_each_reason_stands_when_the_others_are_gone(left: str) -> None:
    problem, rules = opened("impossible")
    for visit, way_out in WAYS_OUT.items():
        problem = problem if visit == left else way_out(problem)
    result = solve(problem, rules)
    assert isinstance(result, Impossible)
    assert [problem.title(visit) for visit in result.ids] == [left]


def test_with_all_three_ways_out_there_is_a_rota() -> None:
    problem, rules = opened("impossible")
    for way_out in WAYS_OUT.values():
        problem = way_out(problem)
    assert isinstance(solve(problem, rules), Solved)


# A rule of one's own


def test_the_councils_own_rule_changes_the_rota() -> None:
    """Without it one local member goes to each of two centres: of four hours' journeys at 4 points, two are left.

    800 + 2 x 4 = 808. A second local member would cost 10 for the same ward and save 4.
    """
    problem, rules = opened("own_rules")
    own = [rule for rule in rules if rule_name(type(rule)) == "outside_ward"]
    others = [rule for rule in rules if rule not in own]
    without = solve(problem, others)
    assert isinstance(without, Solved)
    assert without.certificate.value == 808
    assert len(audit(problem, own, without.rota).breaches) >= 2


@pytest.mark.parametrize("words", [("check",), ("solve",), ("rules", "--path")], ids=lambda words: words[0])
def test_a_rule_in_the_folder_is_not_run_unless_it_is_trusted(words: tuple[str, ...]) -> None:
    answer = rota(*words, EXAMPLES / "own_rules")
    assert answer.exit_code != 0
    assert "--own-rules" in answer.output


def test_the_councils_own_rule_is_explained() -> None:
    answer = rota("rules", "outside_ward", "--path", EXAMPLES / "own_rules", "--own-rules")
    assert answer.exit_code == 0
    for heading in ("outside_ward (must)", "Why: ", "Source: ", "Kept: ", "Broken: "):
        assert heading in answer.output


# Homes


def test_homes_is_drawn_with_every_must_kept_after_little_work() -> None:
    """302 = 25 x 12 + 2 visits and 606 = 300 x 2 + 2 x 3 places.

    The bound needs no search: 732,600 for the loads, and 22 visits by one group alone at 20 points each.
    """
    done = run("homes", work=2.0)
    found = figures(done)
    expected = table_of("homes")
    names = ("visits", "places", "bound", "proven fairest")
    assert [found[name] for name in names] == [expected[name] for name in names]
    assert audit(done.problem, done.rules, done.drawn.rota).kept


@pytest.mark.slow
def test_homes_is_drawn_within_its_gap_its_minute_and_its_memory(tmp_path: Path) -> None:
    """The whole command in a process of its own: seconds of processor, and kilobytes at the most, as the system counts.

    0.01 % of the bound, 733,040, is 73 points.
    """
    words = ["solve", str(EXAMPLES / "homes"), "--out", str(tmp_path / "out")]
    command = [sys.executable, "-c", "from rota.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime + used.ru_stime < 60
    assert used.ru_maxrss < 2**20
    certificate = json.loads((tmp_path / "out" / "rota.json").read_text(encoding="utf-8"))["record"]["certificate"]
    most = int(table_of("homes")["points above the bound"].removeprefix("at most "))
    assert certificate["value"] - certificate["bound"] <= most < 0.0001 * certificate["bound"]
