"""Dates, moments and lists in words."""

from __future__ import annotations

from datetime import date

import pytest

from rota.words import day_in_words, day_of_year_in_words, joined, moment_in_words, month_in_words
from tests.builders import moment


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
