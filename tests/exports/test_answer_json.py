"""An answer as JSON: every field by name, what is worked out from them, and the same in sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from rota.domain import LONDON
from rota.explaining.reserves import stand_by
from rota.explaining.swaps import offers
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import why
from rota.reports.as_json import as_json
from tests.explaining.council import a_ground


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer, with something that is worked out."""

    name: str
    load: Fraction
    derived: str = field(init=False, repr=False, compare=False, default="not told")

    @property
    def doubled(self) -> Fraction:
        """Twice the load."""
        return self.load * 2


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer with parts of every kind."""

    parts: tuple[Part, ...]
    by_name: dict[str, Part]
    day: date
    at: datetime
    nothing: None = None
    true: bool = True


def data(answer: object, *lines: str) -> Any:
    return json.loads(as_json(answer, lines))


def test_an_answer_is_its_fields_and_what_is_worked_out_from_them() -> None:
    """Fractions are numbers of three decimals, dates and times are written as in the tables."""
    part = Part("Ann", Fraction(2, 3))
    whole = Whole((part,), {"a": part}, date(2026, 6, 2), datetime(2026, 6, 2, 10, tzinfo=LONDON))
    shown = {"name": "Ann", "load": 0.667, "doubled": 1.333}
    assert data(whole, "One.", "Two.") == {
        "answer": {
            "parts": [shown],
            "by_name": {"a": shown},
            "day": "2026-06-02",
            "at": "2026-06-02 10:00",
            "nothing": None,
            "true": True,
        },
        "text": ["One.", "Two."],
    }


def test_the_sentences_may_come_one_by_one() -> None:
    assert json.loads(as_json(None, (line for line in ("One.", "Two."))))["text"] == ["One.", "Two."]


def test_keys_are_sorted_and_the_same_answer_gives_the_same_text() -> None:
    text = as_json(Part("Ann", Fraction(1)), ())
    assert text.index('"doubled"') < text.index('"load"') < text.index('"name"')
    assert text == as_json(Part("Ann", Fraction(1)), ())


def test_what_could_steer_a_terminal_is_written_as_an_escape() -> None:
    hostile = "Si\u00e2n \x1b[31m\u202e\x00<b>"
    text = as_json(Part(hostile, Fraction(1)), [hostile])
    assert text.isascii()
    assert text.isprintable() or set(text) - set("\n") <= set(map(chr, range(32, 127)))
    assert json.loads(text)["answer"]["name"] == hostile


def test_a_why_tells_points_people_and_slots() -> None:
    """What a program would ask for is there without reading a sentence."""
    asked = a_ground()
    found = why(asked, "mash-1")
    answer = data(found)["answer"]
    assert answer["points"] == found.points == sum(cost["points"] for cost in answer["costs"])
    assert answer["placement"]["slot"] == {"start": "2026-06-02 10:00", "end": "2026-06-02 11:00"}
    first = answer["alternatives"][0]
    assert first["difference"]["people"] == list(found.alternatives[0].difference.people)
    assert first["difference"]["points"] == found.alternatives[0].difference.points
    for change, told in zip(found.alternatives[0].difference.diary, first["difference"]["diary"], strict=True):
        assert told["sentence"] == change.sentence


def test_the_other_answers_tell_theirs() -> None:
    asked = a_ground()
    assert data(why_not(asked, "mash-1", "cat"))["answer"]["could"]["names"][1] == "Cat Cedar"
    assert data(stand_by(asked, "mash-1"))["answer"]["reserves"][0]["points"] == 200
    swap = data(offers(asked, "ann", "mash-1", 5))["answer"]
    assert (swap["in_all"], len(swap["offers"])) == (1, 1)
    assert swap["offers"][0]["steps"][0]["takes_on_slot"]["start"] == "2026-06-04 10:00"
