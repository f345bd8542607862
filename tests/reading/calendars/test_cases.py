"""Calendars with a fault of a real export each: what they give is right (tests/data/calendars has the source)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rota.reading.calendars.busy import busy_times
from tests.reading.calendars.ics import YEAR, shown
from tests.support.builders import span

CASES = Path(__file__).parents[2] / "data" / "calendars"
RIGHT = json.loads((CASES / "right.json").read_text())


def test_every_case_is_tried() -> None:
    assert sorted(RIGHT) == sorted(path.stem for path in CASES.glob("*.ics"))


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_case_gives_what_is_right(name: str) -> None:
    times, words = RIGHT[name]
    found = busy_times((CASES / f"{name}.ics").read_bytes(), span(*YEAR))
    assert shown(found) == times
    said = [*found.skipped, *found.remarks]
    assert len(said) == bool(words)
    assert words in "".join(said)
