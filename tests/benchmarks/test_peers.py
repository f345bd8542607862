"""The peers read our own rules, their curves are read rightly, and what is absent is named."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ortools.linear_solver.python import model_builder

from benchmarks.instances import Instance, instance
from benchmarks.peers import timefold
from benchmarks.peers.__main__ import main
from benchmarks.peers.curve import Curve, Found, MisreadError, Sheet, audited, read_curve, rota_of
from benchmarks.peers.flat import cost, flat
from benchmarks.peers.mip import Mip
from benchmarks.peers.running import absence
from benchmarks.peers.table import Measured, lines
from benchmarks.plain_cp_sat import solve_plainly
from rota.auditing import audit
from rota.reading import read, write_starter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved, presolve
from rota.solving.model.statements import gather
from tests.architecture.sources import ROOT

pytestmark = pytest.mark.full


def _compiled(given: Instance) -> tuple[Compiled, Presolved]:
    compiled = compile_statements(given.problem, gather(given.problem, given.rules))
    return compiled, presolve(compiled)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """The council of the README's tour: 6 members, 3 visits, and 847 points at best."""
    folder = tmp_path_factory.mktemp("starter")
    write_starter(folder)
    reading = read(folder)
    assert reading.problem is not None
    return Instance("starter", 0, reading.problem, reading.settings)


@pytest.mark.parametrize(
    ("name", "seed"),
    [("S", 1), ("bar-66x30", 1), ("national-3", 1), pytest.param("M-tight", 2, marks=pytest.mark.slow)],
)
def test_the_flat_tables_cost_what_the_audit_finds_on_any_rota(name: str, seed: int) -> None:
    """Rotas drawn at random, of members who are free, break musts: both say whether any is broken, and the points."""
    given = instance(name, seed)
    compiled, presolved = _compiled(given)
    tables = json.loads(json.dumps(flat(compiled, presolved)))
    draw = random.Random(seed)
    for _ in range(4):
        slots = [draw.choice(slots) for slots in tables["slots_of"]]
        groups = [
            sorted(draw.sample([m for m in able if tables["free"][layer][m][slot] == "1"] or able, k=size))
            for able, layer, slot, size in zip(
                tables["members_of"], tables["layer"], slots, tables["seats"], strict=True
            )
        ]
        report = audit(given.problem, given.rules, rota_of(given, Found(0.0, 0, slots, groups)))
        broken, points = cost(tables, slots, groups)
        assert (broken > 0, points) == (not report.kept, report.points)


def test_the_tables_are_whole_numbers_and_texts_of_0_and_1(starter: Instance) -> None:
    """The reader in Java knows nothing else."""

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(map(plain, value.values()))
        if isinstance(value, list):
            return all(map(plain, value)) and len({isinstance(one, int) for one in value}) < 2
        return (type(value) is int) or (isinstance(value, str) and set(value) <= {"0", "1"})

    assert plain(flat(*_compiled(starter)))


def test_seats_that_may_stay_empty_are_marked(starter: Instance) -> None:
    """A group of 2 to 3 has three seats, the last of which is optional."""
    compiled, presolved = _compiled(starter)
    tables = flat(compiled, presolved)
    teams = [starter.problem.team_of(visit.id) for visit in starter.problem.visits]
    assert tables["seats"] == [team.group_most for team in teams]
    assert tables["optional"] == "".join(
        "0" * team.group_least + "1" * (team.group_most - team.group_least) for team in teams
    )


def test_plain_cp_sat_tells_each_better_rota_and_its_points(starter: Instance) -> None:
    compiled, presolved = _compiled(starter)
    seen: list[tuple[int, Assignment]] = []
    answer = solve_plainly(compiled, presolved, 20, lambda _, value, draft: seen.append((value, draft)))
    values = [value for value, _ in seen]
    assert values == sorted(values, reverse=True)
    assert answer.value == values[-1] == 847
    report = audit(starter.problem, starter.rules, seen[-1][1].rota(compiled))
    assert (report.kept, report.points) == (True, 847)


def test_the_mixed_integer_program_has_the_known_optimum(starter: Instance) -> None:
    """It is solved here by what comes with ortools, which needs no scipy."""
    compiled, presolved = _compiled(starter)
    program = Mip(flat(compiled, presolved))
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    columns = [
        model.new_var(0, most, bool(whole), None) for most, whole in zip(program.most, program.whole, strict=True)
    ]
    for row, (start, end) in enumerate(zip(program.starts, program.starts[1:], strict=False)):
        terms = zip(program.columns[start:end], program.factors[start:end], strict=True)
        total = sum(columns[column] * factor for column, factor in terms)
        model.add_linear_constraint(total, max(program.low[row], -1e9), min(program.high[row], 1e9))
    model.minimize(sum(column * price for column, price in zip(columns, program.price, strict=True)))
    solver = model_builder.Solver("SCIP")
    assert solver.solve(model) == model_builder.SolveStatus.OPTIMAL
    assert round(solver.objective_value) + program.constant == 847
    draft = program._draft(np.array([solver.value(column) for column in columns]))
    report = audit(starter.problem, starter.rules, draft.rota(compiled))
    assert (report.kept, report.points) == (True, 847)


# Curves


def _found(seconds: float, value: int) -> Found:
    return Found(seconds, value, [], [])


def test_a_curve_says_what_there_was_by_then_and_when_there_was_as_good() -> None:
    curve = Curve("rota", (_found(0.5, 30), _found(1.0, 20), _found(4.0, 10)))
    assert [one and one.value for one in (curve.at(0.4), curve.at(1.0), curve.at(60))] == [None, 20, 10]
    assert [curve.reached(value) for value in (30, 25, 20, 9)] == [0.5, 1.0, 1.0, None]


def test_a_sheet_keeps_better_rotas_and_the_last_of_each_tick(tmp_path: Path) -> None:
    """At 0.005 and 0.010 are within 0.02 s of the first; 40 at 3 s is no better than 30."""
    draft = Assignment(np.array([7, 8]), np.array([[True, False], [True, True]]))
    sheet = Sheet(tmp_path / "found.jsonl")
    for seconds, value in ((0.0, 50), (0.005, 45), (0.010, 40), (1.0, 30), (3.0, 40)):
        sheet.note(seconds, value, lambda: draft)
    sheet.end(4.0, 25)
    curve = read_curve("plain", tmp_path / "found.jsonl", 60)
    assert [(one.seconds, one.value) for one in curve.found] == [(0.01, 40), (1.0, 30)]
    assert (curve.found[0].slots, curve.found[0].groups) == ([7, 8], [[0, 1], [1]])
    assert (curve.ended, curve.bound) == (4.0, 25)


def test_a_solver_that_was_ended_from_outside_has_what_it_wrote(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "found.jsonl")
    sheet.note(0.5, 50, lambda: Assignment(np.array([7]), np.array([[True]])))
    sheet.note(1.5, 40, lambda: Assignment(np.array([7]), np.array([[True]])))
    curve = read_curve("plain", tmp_path / "found.jsonl", 60)
    assert [(one.seconds, one.value) for one in curve.found] == [(0.5, 50)]
    assert (curve.ended, curve.bound) == (60, None)
    assert read_curve("plain", tmp_path / "nothing.jsonl", 60).found == ()


def test_a_claim_that_the_audit_does_not_find_is_loud(starter: Instance) -> None:
    compiled, presolved = _compiled(starter)
    seen: list[tuple[int, Assignment]] = []
    solve_plainly(compiled, presolved, 20, lambda _, value, draft: seen.append((value, draft)))
    value, draft = seen[-1]
    groups = [np.flatnonzero(draft.groups[:, visit]).tolist() for visit in range(len(draft.slots))]
    found = Found(1.0, value, draft.slots.tolist(), groups)
    assert audited(starter, "plain", [found]) == {1.0: 847}
    with pytest.raises(MisreadError, match="claims 846 points, the audit finds 847"):
        audited(starter, "plain", [Found(1.0, 846, found.slots, groups)])


def test_the_table_compares_what_was_found_and_names_what_is_absent() -> None:
    """Timefold's best, 110, took it 4 s; Rota had 105 after 1 s: 4 times sooner. Both are above the bound of 100."""
    rota = Curve("rota", (_found(0.5, 120), _found(1.0, 105)), bound=100)
    peer = Curve("timefold", (_found(2.0, 130), _found(4.0, 110)))
    highs = Curve("highs", absent="scipy is not installed (pip install scipy)")
    text = "\n".join(lines([Measured("M", 3, (rota, peer, highs), (1.0, 5.0), 90)]))
    assert "| M, 3 | 100 | Rota | 105 (+5) | 105 (+5) | no | never | 1.00 |  |  |" in text
    assert "| M, 3 | 100 | Timefold | none | 110 (+10) | no | never | 4.00 | 1.00 | 4.0 |" in text
    assert "Absent: HiGHS: scipy is not installed (pip install scipy)." in text


def test_a_peer_that_rota_does_not_match_says_so() -> None:
    rota = Curve("rota", (_found(0.5, 120),), bound=100)
    peer = Curve("timefold", (_found(3.0, 110),))
    text = "\n".join(lines([Measured("M", 3, (rota, peer), (60.0,), 90)]))
    assert "| 3.00 | never | less than 0.05 |" in text


# What is absent


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Nothing is remembered of what was found before, and the cache is empty."""
    timefold.ready.cache_clear()
    timefold._jars.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("TIMEFOLD_WHEEL", raising=False)
    return monkeypatch


def test_without_java_timefold_is_absent(forgotten: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forgotten.setenv("PATH", str(tmp_path))
    assert absence("timefold") == "no Java compiler is on the path (JDK 17 or later)"


def test_without_its_jars_timefold_is_absent(forgotten: pytest.MonkeyPatch, tmp_path: Path) -> None:
    forgotten.setattr("benchmarks.peers.timefold.shutil.which", lambda name: name)
    forgotten.setattr("benchmarks.peers.timefold.importlib.util.find_spec", lambda name: None)
    assert absence("timefold").startswith("the jars of Timefold are not installed (pip download timefold==")
    (tmp_path / "timefold-1.zip").write_text("no wheel", encoding="utf-8")
    forgotten.setenv("TIMEFOLD_WHEEL", str(tmp_path / "timefold-1.zip"))
    assert absence("timefold") == "TIMEFOLD_WHEEL is not a wheel: timefold-1.zip"


def test_without_scipy_highs_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.peers.running.importlib.util.find_spec", lambda name: None)
    assert absence("highs") == "scipy is not installed (pip install scipy)"
    assert absence("rota") == absence("plain") == ""


def test_a_run_measures_audits_keeps_and_prints(
    forgotten: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rota alone on the smallest of the bar, which it solves to the known optimum; Timefold has no Java here."""
    forgotten.setattr("benchmarks.peers.timefold.shutil.which", lambda name: None)
    words = ["--families", "bar-66x30", "--limits", "60,120", "--solvers", "rota,timefold", "--out"]
    main([*words, str(tmp_path / "peers.json")])
    said = capsys.readouterr()
    assert "Timefold is absent: no Java compiler" in said.err
    assert "| bar-66x30, 1 | 1890 | Rota | 1890 (+0) | 1890 (+0) | yes |" in said.out
    kept = json.loads((tmp_path / "peers.json").read_text(encoding="utf-8"))
    assert kept["instances"][0]["curves"][0]["found"][-1][1] == 1890


def test_a_solver_alone_writes_its_curve(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.peers.alone", "rota", "S", "1", "0.5", str(tmp_path / "found.jsonl")]
    subprocess.run(command, cwd=ROOT, check=True)
    curve = read_curve("rota", tmp_path / "found.jsonl", 0.5)
    given = instance("S", 1)
    assert curve.found
    assert audited(given, "Rota", curve.found).keys() == {one.seconds for one in curve.found}
