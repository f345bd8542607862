"""What a rule says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from constraints import RULES
from constraints.breathing_space import BreathingSpace
from constraints.clearance import Clearance
from constraints.even_year import EvenYear
from rota.rules import rule_name
from rota.rules.docs import WIDTH, explain, numbers, sections, strength, table


def test_a_docstring_falls_into_its_parts() -> None:
    parts = sections(EvenYear)
    assert list(parts) == ["asks", "more", "Why", "Source", "Kept", "Broken", "Numbers"]
    assert parts["asks"] == "Visits are spread evenly over the months of the year, with no long time without one."
    assert parts["more"].startswith("The months are those with a date that is not closed, and each has")
    assert parts["Broken"] == "Two of the six fall in June, one more than its share of 1."


def test_an_explanation_holds_the_words_and_the_numbers_in_force() -> None:
    text = explain(BreathingSpace(days_between=28, must=True))
    assert text.splitlines()[0] == "breathing_space (must, the council may choose)"
    assert text.splitlines()[2] == "Two visits by the same member lie at least so many days apart."
    assert text.splitlines()[-1] == "In force: days_between = 28, points_per_pair = 15, must = true"
    for heading in ("Why: ", "Source: ", "Kept: ", "Broken: ", "Numbers: "):
        assert f"\n{heading}" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_the_strength_is_the_one_in_force() -> None:
    assert strength(BreathingSpace()) == "preference, the council may choose"
    assert strength(BreathingSpace(must=True)) == "must, the council may choose"
    assert strength(EvenYear()) == "preference"


def test_numbers_are_written_as_rota_toml_writes_them() -> None:
    written = numbers(Clearance(training_required=True, check_required_for=("home", "mash")))
    assert written == 'training_required = true, check_required_for = ["home", "mash"]'


def test_the_table_has_a_row_for_each_rule() -> None:
    rows = table(rule() for rule in RULES).splitlines()
    assert rows[0] == "| rule | must or preference | what it asks | numbers |"
    assert [row.split("`")[1] for row in rows[2:]] == [rule_name(rule) for rule in RULES]
    assert rows[-1] == (
        "| `keep_published` | preference | A visit that has been published keeps its members, whoever receives it, its "
        "date and its time. | points_per_place = 50, points_per_date = 30 |"
    )


def test_an_upright_stroke_does_not_break_the_table() -> None:
    @dataclass(frozen=True)
    class Odd(EvenYear):
        """Either a | or b."""

    assert "Either a \\| or b." in table([Odd()])
