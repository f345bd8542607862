"""Spans, and facts that hold for spans."""

from __future__ import annotations

from datetime import date

import pytest

from rota.domain import ALWAYS, Dated, Member, Span
from rota.domain.spans import value_on, values_on
from tests.support.builders import day, span


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-05-31", False), ("2026-06-01", True), ("2026-06-05", True), ("2026-06-06", False)]
)
def test_a_span_holds_both_its_ends_and_nothing_beyond(on: str, expected: bool) -> None:
    assert expected == (day(on) in span("2026-06-01", "2026-06-05"))


def test_an_open_side_has_no_limit() -> None:
    assert date.min in span(None, "2026-06-05")
    assert date.max in span("2026-06-01", None)
    assert date.max not in span(None, "2026-06-05")
    assert date.min in ALWAYS
    assert date.max in ALWAYS


def test_spans_that_share_one_day_meet_in_it() -> None:
    assert span("2026-06-05", "2026-06-05") == span("2026-06-01", "2026-06-05").within(span("2026-06-05"))


def test_spans_that_only_touch_do_not_meet() -> None:
    assert span("2026-06-01", "2026-06-05").within(span("2026-06-06", "2026-06-30")) is None


def test_the_part_within_keeps_a_side_that_is_open_in_both() -> None:
    assert span("2026-06-01", None) == span("2026-06-01", None).within(ALWAYS)
    assert ALWAYS.within(ALWAYS) == ALWAYS


def test_a_span_of_one_day_has_length_one() -> None:
    one = span("2026-06-01", "2026-06-01")
    assert one.length() == 1
    assert [day("2026-06-01")] == list(one.days())


def test_the_days_of_a_span_cross_a_leap_day() -> None:
    # 28 and 29 February, 1 March 2028: three days.
    leap = span("2028-02-28", "2028-03-01")
    assert leap.length() == 3
    assert [day("2028-02-28"), day("2028-02-29"), day("2028-03-01")] == list(leap.days())


@pytest.mark.parametrize("open_span", [ALWAYS, Span(date(2026, 6, 1)), Span(None, date(2026, 6, 1))])
def test_a_span_with_an_open_side_has_no_ends(open_span: Span) -> None:
    with pytest.raises(ValueError, match="open side"):
        open_span.ends()


def test_open_sides_sort_outermost() -> None:
    closed = span("2026-06-01", "2026-06-05")
    unordered = [span("2026-06-01", None), closed, span(None, "2026-06-05")]
    assert [span(None, "2026-06-05"), closed, span("2026-06-01", None)] == sorted(unordered, key=Span.sort_key)


GROUPS = (
    Dated("Labour", span("2024-05-01", "2025-04-30")),
    Dated("Independent", span("2026-01-01", "2026-06-30")),
)


@pytest.mark.parametrize(
    ("on", "expected", "because"),
    [
        ("2020-01-01", "Labour", "before the first it is the first"),
        ("2024-05-01", "Labour", "the first day counts"),
        ("2025-04-30", "Labour", "the last day counts"),
        ("2025-08-01", "Labour", "in a gap it is the last before"),
        ("2026-01-01", "Independent", "a change holds from its own day"),
        ("2030-01-01", "Independent", "after the last it is the last"),
    ],
)
def test_a_value_is_known_on_every_day(on: str, expected: str, because: str) -> None:
    assert expected == value_on(GROUPS, day(on)), because


def test_the_later_of_two_values_that_overlap_is_the_value() -> None:
    overlapping = (Dated("Labour"), Dated("Independent", span("2026-01-01")))
    assert value_on(overlapping, day("2026-01-01")) == "Independent"
    assert value_on(overlapping, day("2025-12-31")) == "Labour"
    assert values_on(overlapping, day("2026-01-01")) == ("Labour", "Independent")


def test_no_history_is_no_value() -> None:
    assert value_on((), day("2026-06-01")) == ""
    assert values_on((), day("2026-06-01")) == ()


def test_a_role_holds_only_on_its_own_days() -> None:
    lead = Member("ann", "Ann", roles=(Dated("lead member", span("2026-01-01", "2026-06-30")),))
    assert lead.roles_on(day("2026-06-30")) == ("lead member",)
    assert lead.roles_on(day("2026-07-01")) == ()


def test_a_member_serves_in_each_term_and_not_between() -> None:
    returned = Member("ann", "Ann", terms=(span("2026-05-08"), span("2019-05-06", "2023-05-08")))
    assert [returned.serves_on(day(on)) for on in ("2023-05-08", "2026-05-07", "2026-05-08")] == [True, False, True]
    assert returned.terms[0] == span("2019-05-06", "2023-05-08"), "terms are kept in order of time"
