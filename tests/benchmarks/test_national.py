"""The national run: the command's summary is read rightly, and the table says what there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.national.__main__ import main
from benchmarks.national.councils import Council, Nation, councils_of
from benchmarks.national.running import Asked, written
from benchmarks.national.table import Beside, lines
from rota.batch.councils import find
from rota.batch.job import Account
from rota.batch.summary import Summary, SummaryRow
from rota.reports.as_json import as_json

pytestmark = pytest.mark.full

BEST = Council("a", "proven best", 2.0, 500, 500, True)
FOUND = Council("b", "best found", 61.0, 1_020, 1_000, False)
IMPOSSIBLE = Council("c", "impossible", 0.5, None, None, False, ("Nobody is there.", "All is in why.txt."))
LOST = Council("d", "not found", 9.0, None, None, False, ("None was found.",))


def test_the_summary_of_the_command_is_read() -> None:
    """As the command itself writes it."""
    rows = (
        SummaryRow("a", "out/a", Account("proven best", 2.0, 500, 500, 300, 300)),
        SummaryRow("b", "out/b", Account("best found", 61.0, 1_020, 1_000, 310, 300)),
        SummaryRow("c", "out/c", Account("impossible", 0.5, words=("Nobody is there.", "All is in why.txt."))),
    )
    assert councils_of(as_json(Summary(rows, (), "out"), ())) == (BEST, FOUND, IMPOSSIBLE)


def test_a_council_without_a_reason_is_not_named_impossible() -> None:
    assert IMPOSSIBLE.named_impossible
    assert not Council("c", "impossible", 0.5, None, None, False).named_impossible
    assert not LOST.named_impossible


def test_the_table_counts_and_names_who_has_no_rota() -> None:
    """Of two solved one is certified, and one took more than 60 s: 20 points above a bound of 1000 are 2 %."""
    text = list(lines([Nation(100.0, (BEST, FOUND, IMPOSSIBLE, LOST))], None))
    assert text[2] == "| 4 | 100.0 | 25.00 | 2 | 1 | 1 | 1 (50.0 %) | 1 | 1 | 61.0 (b) | 20 (b, 2.00 %) |"
    assert text[-2:] == ["- c, impossible: Nobody is there.", "- d, not found: None was found."]
    assert not [line for line in text if "to the power" in line]


def test_the_growth_is_that_of_the_wall_seconds() -> None:
    """Four councils in 40 s, two in 10 s: twice as many take four times as long."""
    text = "\n".join(lines([Nation(10.0, (BEST, BEST)), Nation(40.0, (BEST,) * 4)], None))
    assert "Seconds grow as councils to the power of 2.00." in text
    assert "Without a rota" not in text


def test_the_cluster_is_set_beside_the_processes() -> None:
    """The least are 10 and 11 s; the medians 11 and 13.2 s."""
    other = Council("b", "best found", 60.0, 1_021, 1_000, False)
    ours = (Nation(12.0, (BEST, FOUND)), Nation(10.0, (BEST, FOUND)))
    same = (Nation(11.0, (BEST, FOUND)), Nation(15.4, (BEST, FOUND)))
    words = (
        "2 councils on processes 10.0 s, on a Dask cluster 11.0 s: 1.10 times (the least of 2 each, by turns; medians"
    )
    text = "\n".join(lines([], Beside(ours, same)))
    assert f"{words} 1.20 times); all have the same points." in text
    text = "\n".join(lines([], Beside(ours, (Nation(11.0, (other, BEST)),))))
    assert text.endswith("1 differ: b.")


def test_the_councils_are_folders_that_the_command_finds(tmp_path: Path) -> None:
    found = find(written(tmp_path, 3, Asked("tight")), tmp_path / "out")
    assert [council.name for council in found.councils] == ["national-1", "national-2", "national-3"]
    assert 'name = "national-3 1"' in (tmp_path / "national-3" / "rota.toml").read_text(encoding="utf-8")


def test_a_run_draws_keeps_prints_and_names_what_is_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A council with a fault planted, which is soon found: the reason is the command's own."""
    monkeypatch.setattr("benchmarks.national.cluster.importlib.util.find_spec", lambda name: None)
    main(
        [
            "--kind",
            "infeasible",
            "--counts",
            "1",
            "--workers",
            "1",
            "--work",
            "1",
            "--out",
            str(tmp_path / "national.json"),
        ]
    )
    said = capsys.readouterr()
    assert "Nothing was drawn on a cluster: Dask is not installed (pip install 'rota[cluster]')." in said.err
    assert "- national-1, impossible: Both visits to Corporate parenting have no possible date." in said.out
    kept = json.loads((tmp_path / "national.json").read_text(encoding="utf-8"))
    assert (kept["asked"]["limit"], kept["beside"]) == (["--work", "1"], None)
    assert [council["result"] for council in kept["runs"][0]["councils"]] == ["impossible"]


@pytest.mark.slow
def test_processes_and_a_cluster_draw_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--counts", "2,3", "--cluster-count", "3", "--cluster-repeats", "1", "--work", "1"]
    main([*words, "--out", str(tmp_path / "national.json")])
    said = capsys.readouterr().out
    assert "; all have the same points." in said
    assert "to the power of" in said
    kept = json.loads((tmp_path / "national.json").read_text(encoding="utf-8"))
    (ours,), (theirs,) = kept["beside"]["processes"], kept["beside"]["cluster"]
    assert [council["points"] for council in ours["councils"]] == [council["points"] for council in theirs["councils"]]
    assert all(council["fairest"] for council in ours["councils"])
