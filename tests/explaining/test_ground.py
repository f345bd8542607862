"""The ground of an explanation, and the rotas that none can stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rota.domain import Placement, Rota
from rota.explaining.context import RotaContext, with_placement, without_visit
from rota.solving.alternatives.alternatives import NotOfTheYearError
from tests.explaining.council import ROTA, a_ground
from tests.support.builders import a_rota, a_slot


def test_the_report_is_the_audit_and_is_made_once() -> None:
    asked = a_ground()
    assert asked.report == asked.audited(asked.rota)
    assert asked.report is asked.report
    assert asked.around is asked.around


def test_a_placement_is_found_by_its_visit() -> None:
    asked = a_ground()
    assert asked.placement("north-1") == Placement("north-1", a_slot("2026-06-04 10:00"), ("cat",))
    assert asked.around.places("north-1")
    with pytest.raises(KeyError, match="south-1"):
        asked.placement("south-1")
    assert not asked.around.places("south-1")


def test_a_rota_with_another_group_or_without_a_visit_is_another_rota() -> None:
    asked = a_ground()
    assert asked.with_group("mash-1", ["cat", "ann"]) == a_rota({**ROTA, "mash-1": ("2026-06-02 10:00", "ann", "cat")})
    assert without_visit(asked.rota, "mash-1") == a_rota({"north-1": ROTA["north-1"]})
    moved = replace(asked.placement("mash-1"), slot=a_slot("2026-06-03 10:00"))
    assert with_placement(asked.rota, moved) == a_rota({**ROTA, "mash-1": ("2026-06-03 10:00", "ann", "bob")})
    assert asked.rota == a_rota(ROTA)


def test_names_come_in_the_order_in_which_they_are_asked_for() -> None:
    assert a_ground().names(("cat", "ann")) == ("Cat Cedar", "Ann Alder")


def test_a_comparison_audits_the_other_rota_unless_it_is_given_its_report() -> None:
    asked = a_ground()
    other = without_visit(asked.rota, "north-1")
    assert asked.compared(other) == asked.compared(other, asked.audited(other))
    assert asked.compared(other).points == -100
    assert asked.compared(other).breaches == ("North team is not in the rota.",)


NOT_FOLLOWED = {
    "MASH is at 2026-06-02 03:00 to 04:00, which is not a session of the year. "
    "Add the session to the settings, or correct the rota.": {**ROTA, "mash-1": ("2026-06-02 03:00", "ann", "bob")},
    "MASH has a member more than once. Correct the rota; 'rota audit' says more.": {
        **ROTA,
        "mash-1": ("2026-06-02 10:00", "ann", "ann"),
    },
}


@pytest.mark.parametrize(("message", "placed"), NOT_FOLLOWED.items(), ids=["no session", "a member twice"])
def test_a_rota_that_arrays_cannot_hold_is_refused(message: str, placed: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(NotOfTheYearError, match=message.replace(".", r"\.")):
        _ = a_ground(rota=placed).around


def test_a_visit_of_another_length_or_twice_in_the_rota_is_refused() -> None:
    asked = a_ground()
    long = replace(asked.placement("mash-1"), slot=a_slot("2026-06-02 10:00", minutes=600))
    with pytest.raises(NotOfTheYearError, match="2026-06-02 10:00 to 20:00"):
        _ = RotaContext(asked.problem, asked.rules, with_placement(asked.rota, long)).around
    twice = Rota((*asked.rota.placements, replace(asked.placement("mash-1"), slot=a_slot("2026-06-05 10:00"))))
    with pytest.raises(NotOfTheYearError, match="MASH is in the rota more than once"):
        _ = RotaContext(asked.problem, asked.rules, twice).around


def test_a_visit_that_the_year_does_not_owe_is_kept_and_left_alone() -> None:
    """It is nothing that engines know of; every rota around this one has it too."""
    asked = a_ground(rota={**ROTA, "old-1": ("2026-06-05 10:00", "ann")})
    for rota in asked.around.alternatives("mash-1", 3):
        assert rota.of(["old-1"]) == asked.rota.of(["old-1"])
    assert not asked.around.places("old-1")
