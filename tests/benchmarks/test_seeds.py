"""The table of many seeds: counts and medians by hand."""

from __future__ import annotations

from benchmarks.instances import instance
from benchmarks.seeds import Seed, lines, measured
from rota.solving.limits import Limits


def test_a_line_for_each_family() -> None:
    """Excess of M at 1 s: 30 - 20 and 26 - 20, median 8; at 5 s 0 and 1, of which the median is 0.5."""
    seeds = [
        Seed("M", 1, "proven best", 2.0, 20, 20, True, 20, ((0.5, 30), (2.0, 20))),
        Seed("M", 2, "not proven", 4.0, 21, 20, False, 22, ((0.9, 26), (4.0, 21))),
        Seed("L", 1, "impossible", 1.0, None, None, False, None, ()),
    ]
    _, _, of_m, of_l = lines(seeds)
    cells = [cell.strip() for cell in of_m.strip("|").split("|")]
    assert cells[:9] == ["M", "2", "1", "0", "0", "1 of 2", "1 of 2", "3.00", "4.00"]
    assert cells[9:] == ["8, 10", "0.5, 1", "0.5, 1", "0.5, 1"]
    assert [cell.strip() for cell in of_l.strip("|").split("|")][3] == "1"
    assert of_l.count("none") == 4


def test_a_rota_not_there_yet_is_told() -> None:
    late = Seed("H", 1, "not proven", 9.0, 5, 5, True, 5, ((7.0, 5),))
    assert [late.excess(at) for at in (1.0, 10.0)] == [None, 0]
    assert "none | none | 0, 0 | 0, 0" in lines([late])[2]


def test_a_seed_is_solved_to_its_proof() -> None:
    one = measured(instance("S", 6), Limits())
    assert (one.outcome, one.value, one.bound) == ("proven best", 3484, 3484)
    assert one.found[-1][1] == one.searched == 3484
