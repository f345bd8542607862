"""The pictures of who imports whom: floors from the imports, arrows that others imply left out."""

from __future__ import annotations

from graphlib import CycleError

import pytest

from tests.support.floors import drawn, floors, imports, told

HOUSE = {"cli": {"app", "text"}, "app": {"text"}, "text": set(), "errors": set()}


def test_a_box_stands_above_whatever_it_imports() -> None:
    assert floors(HOUSE) == {"text": 0, "errors": 0, "app": 1, "cli": 2}


def test_an_arrow_that_others_imply_is_left_out() -> None:
    """``cli`` reaches ``text`` by way of ``app``."""
    assert told(HOUSE) == {"cli": {"app"}, "app": {"text"}, "text": set(), "errors": set()}


def test_two_that_import_each_other_cannot_be_drawn() -> None:
    with pytest.raises(CycleError):
        floors({"app": {"cli"}, "cli": {"app"}})


def test_every_arrow_goes_down_and_what_stands_alone_is_not_drawn() -> None:
    """Three boxes and two arrows; ``errors`` imports nothing and nothing imports it."""
    picture = drawn(HOUSE, "A & B")
    assert picture.count("<rect") == 3
    assert picture.count('marker-end="url(#point)"') == 2
    assert "<title>A &amp; B</title>" in picture


def test_the_imports_are_the_projects_own() -> None:
    house = imports("rota", "constraints")
    assert {"domain", "rules"} <= house["constraints"]
    assert house["domain"] == set()
    assert {"model", "cpsat", "bounds"} <= imports("rota.solving").keys()
