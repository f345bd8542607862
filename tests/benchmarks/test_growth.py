"""What a larger council costs: measured in a process of its own, told as a table, and drawn."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.growth import alone
from benchmarks.growth.__main__ import LADDER, main
from benchmarks.growth.measured import Measured, measured_of
from benchmarks.growth.table import COSTS, growth, lines
from benchmarks.instances import instance
from rota.solving.engine import Impossible

PLOT = Path(__file__).parents[2] / "benchmarks" / "results" / "growth.svg"

SMALL = Measured("S", 1, 10, 5, 20, 30.0, ((0.5, 1_200), (1.0, 1_001), (2.0, 1_000)), 2.5, 1_000, 1_000, 90.0, 100.0)
LARGE = Measured("L", 1, 40, 50, 50, 30.0, ((5.0, 9_000), (8.0, 8_080)), 30.1, 8_080, 8_000, 91.0, 1_091.0)
NONE = Measured("H", 1, 40, 50, 50, 30.0, (), 31.0, None, None, 91.0, 291.0)


def test_the_seconds_are_read_off_the_curve() -> None:
    """A thousandth above 1000 is 1001; 8080 is a hundredth above 8000."""
    assert [(one.size, one.first, one.near, one.excess) for one in (SMALL, LARGE, NONE)] == [
        (1_000, 0.5, 1.0, 0),
        (100_000, 5.0, None, 80),
        (100_000, None, None, None),
    ]


def test_the_table_tells_what_was_not_reached() -> None:
    text = list(lines([SMALL, LARGE, NONE]))
    assert text[2:5] == [
        "| S, 1 | 10 | 5 | 20 | 0.0 | 0.50 | 1.00 | 2.5 | 0 (0.00 %) | yes | 100 |",
        "| L, 1 | 40 | 50 | 50 | 0.1 | 5.00 | not within 30 | 30.1 | 80 (1.00 %) | no | 1091 |",
        "| H, 1 | 40 | 50 | 50 | 0.1 | not within 30 | not within 30 | 31.0 | no rota | no | 291 |",
    ]


def test_the_powers_are_of_what_was_reached() -> None:
    """A hundred times the size takes ten times the seconds, and 1000 MB besides the bare 91 instead of 10."""
    text = "\n".join(lines([SMALL, LARGE]))
    assert "Seconds to the first rota: members × visits × slots to the power of 0.50." in text
    assert "Memory besides the bare process: members × visits × slots to the power of 1.00." in text
    assert "to within 0.1 %" not in text.partition("\n\n")[2]
    assert "takes 90 MB." in text
    text = "\n".join(lines([SMALL, LARGE, NONE]))
    assert "Seconds to the first rota: members × visits × slots to the power of 0.50, of the 2 of 3 that" in text


def test_one_size_has_no_power() -> None:
    assert growth([SMALL, replace(SMALL, seed=2)], COSTS["Seconds to the first rota"]) == (None, 2)


def test_a_measurement_reads_back() -> None:
    assert measured_of(json.loads(json.dumps(LARGE.to_data()))) == LARGE


def test_each_of_the_ladder_is_larger_than_the_last() -> None:
    problems = [instance(name, 1).problem for name in LADDER.split(",")]
    sizes = [len(made.members) * len(made.visits) * len(made.slots) for made in problems]
    assert sizes == sorted(set(sizes))


def test_a_run_measures_in_a_process_of_its_own_keeps_and_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth of an S: 7 members, one team and the two visits to corporate parenting."""
    monkeypatch.setattr("benchmarks.growth.plot.importlib.util.find_spec", lambda name: None)
    words = ["--seconds", "30", "--out", str(tmp_path / "growth.json")]
    main(["--instances", "Sx0.1", *words])
    said = capsys.readouterr()
    assert "| Sx0.1, 1 | 7 | 3 | 522 | 0.0 |" in said.out
    assert "The plot is left out: matplotlib is not installed (make peers, then PYTHONPATH=" in said.err
    (kept,) = json.loads((tmp_path / "growth.json").read_text(encoding="utf-8"))["measured"]
    assert 0 < kept["found"][0][0] <= kept["seconds"] < 30
    assert kept["found"][-1][1] == kept["points"] >= kept["bound"] > 0
    assert 20 < kept["bare"] < kept["megabytes"]
    main(["--again", *words])
    assert capsys.readouterr().out == said.out


def test_memory_is_that_of_this_process_at_its_peak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much again and 64 MB, given back at once: the peak stays. Without Linux's file the system's count is taken."""
    before = alone.peak()
    len(b"x" * (int(before + 64) * 2**20))
    assert alone.peak() > before + 60
    (tmp_path / "status").write_text("VmPeak:\t  4096 kB\nVmHWM:\t   2048 kB\n", encoding="utf-8")
    monkeypatch.setattr(alone, "STATUS", tmp_path / "status")
    assert alone.peak() == 2.0
    monkeypatch.setattr(alone, "STATUS", tmp_path / "none")
    assert alone.peak() > before


def test_a_council_without_a_rota_is_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.growth.alone.solve", lambda *_: Impossible("whole"))
    one = alone.measured("Sx0.1", 1, 30.0)
    assert (one.points, one.bound, one.first, one.near) == (None, None, None, None)


def test_the_plot_that_is_kept_holds_no_script_no_date_and_each_instance() -> None:
    text = PLOT.read_text(encoding="utf-8")
    tags = {element.tag.rpartition("}")[2].casefold() for element in ElementTree.fromstring(text).iter()}
    assert "svg" in tags
    assert not tags & {"script", "foreignobject", "image", "a", "date"}
    assert not re.search(r"\son\w+=|javascript:", text, re.IGNORECASE)
    kept = json.loads(PLOT.with_suffix(".json").read_text(encoding="utf-8"))["measured"]
    assert all(f">{one['name']}</text>" in text for one in kept)
