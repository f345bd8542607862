"""Limits count work unless seconds are asked for; whoever holds the meter may stop the run."""

from __future__ import annotations

from rota.solving.limits import USUAL_WORK, Limits, Meter


class Solver:
    """Counts how often it is told to stop."""

    def __init__(self) -> None:
        self.stops = 0

    def stop_search(self) -> None:
        self.stops += 1


def test_work_has_a_usual_limit_unless_seconds_are_given() -> None:
    assert Limits().most_work == USUAL_WORK
    assert Limits(seconds=5).most_work == float("inf")
    assert Limits(work=2.0, seconds=5).most_work == 2.0


def test_a_meter_is_over_when_its_work_is_spent() -> None:
    meter = Meter(Limits(work=2.0))
    assert not meter.over
    assert meter.seconds_left is None
    meter.spend(1.5)
    assert (meter.left, meter.done) == (0.5, 0.75)
    meter.spend(1.0)
    assert meter.over
    assert (meter.left, meter.done) == (0.0, 1.0)


def test_no_seconds_left_is_over_whatever_the_work() -> None:
    assert Meter(Limits(seconds=0)).over


def test_a_stop_reaches_the_solver_that_runs() -> None:
    meter, solver = Meter(Limits()), Solver()
    meter.register(solver)
    meter.stop()
    assert solver.stops == 1
    assert meter.stopped
    assert meter.over


def test_a_solver_that_begins_after_the_stop_is_stopped_too() -> None:
    """Otherwise Ctrl-C between two neighbourhoods could be lost for as long as the next one takes."""
    meter, solver = Meter(Limits()), Solver()
    meter.stop()
    meter.register(solver)
    assert solver.stops == 1


def test_what_a_part_spends_is_spent_of_the_whole() -> None:
    meter = Meter(Limits(work=3.0, seed=7))
    meter.spend(1.0)
    part = meter.part(5.0)
    assert (part.left, part.limits.seed) == (2.0, 7)
    part.spend(1.5)
    assert (part.left, meter.left) == (0.5, 0.5)
    assert meter.part(0.25).left == 0.25


def test_what_is_done_besides_is_not() -> None:
    meter = Meter(Limits(work=1.0))
    meter.spend(1.0)
    beside = meter.beside(2.0)
    beside.spend(0.5)
    assert (beside.left, meter.spent) == (1.5, 1.0)
    assert not beside.over


def test_a_part_of_the_clock_ends_before_the_whole() -> None:
    meter = Meter(Limits(seconds=100))
    left = meter.part(meter.left, 0.7).seconds_left
    assert left is not None
    assert 60 < left <= 70
    assert meter.beside(1.0).seconds_left is not None
    assert Meter(Limits()).beside(1.0).seconds_left is None


def test_a_stop_reaches_the_solver_that_runs_in_a_part() -> None:
    meter, solver = Meter(Limits()), Solver()
    part = meter.beside(1.0).part(0.5)
    part.register(solver)
    meter.stop()
    assert solver.stops == 1
    assert part.over
    later = Solver()
    part.register(later)
    assert later.stops == 1
