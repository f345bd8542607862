"""Dates, moments and lists in words."""

from __future__ import annotations

from datetime import date

import pytest

from rota.text.english import (
    day_in_words,
    day_of_year_in_words,
    joined,
    moment_in_words,
    month_in_words,
    numbered,
    several,
)
from tests.support.builders import moment


def test_a_day_has_no_leading_nought() -> None:
    assert day_in_words(date(2026, 6, 3)) == "3 June 2026"
    assert day_in_words(date(2026, 12, 31)) == "31 December 2026"


def test_a_day_may_be_said_without_its_year() -> None:
    assert day_of_year_in_words(date(2026, 6, 3)) == "3 June"
    assert day_of_year_in_words(date(2027, 1, 31)) == "31 January"


def test_a_month_is_spelt_out() -> None:
    assert month_in_words(date(2027, 1, 31)) == "January 2027"


def test_a_moment_has_two_figures_for_hour_and_minute() -> None:
    assert moment_in_words(moment("2026-06-03 09:05")) == "3 June 2026 at 09:05"


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_with_and(parts: list[str], words: str) -> None:
    assert joined(parts) == words


def test_of_many_the_first_are_there_and_the_others_are_counted() -> None:
    assert several(["a", "b", "c"], 3) == "a, b and c"
    assert several(["a", "b", "c", "d"], 3) == "a, b, c and 1 more"
    assert several([str(number) for number in range(2000)], 1) == "0 and 1,999 more"
    assert several([]) == ""


def test_numbers_have_their_noun() -> None:
    assert [numbered("row", rows, 2) for rows in ([3], [3, 4], [3, 4, 9])] == [
        "row 3",
        "rows 3 and 4",
        "rows 3, 4 and 1 more",
    ]
