"""What each member carries, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rota.domain import Absence, Load, Member, Problem, Rota, Span, member_loads
from tests.support.builders import a_member, a_problem, a_rota, away, past, span

YEAR = span("2026-06-01", "2027-05-31")

NOBODY_GOES = Rota()


def _load_of(problem: Problem, rota: Rota = NOBODY_GOES) -> Load:
    return next(load for load in member_loads(problem, rota) if load.member == "ann")


def _share(member: Member | None = None, *absences: Absence) -> Fraction:
    return _load_of(a_problem([member or a_member()], year=YEAR, absences=absences)).share


def test_a_part_year_member_with_history_and_leave() -> None:
    # The oldest visit in the history is Bob's of 15 September 2025, so the time counted is the two municipal years
    # from 1 June 2025 to 31 May 2027: 365 + 365 = 730 days.
    # Ann was elected on 1 January 2026: 31 + 28 + 31 + 30 + 31 = 151 days to 31 May, then 365: 516 days.
    # Leave from 1 September to 30 November 2026: 30 + 31 + 30 = 91 days. She can serve 425 of 730 days.
    # Her visit of 10 February 2026 counts; that of 1 October 2025 was made before her present term began.
    # With one new visit her load is (1 + 1) / (425/730) = 1460/425 = 292/85.
    problem = a_problem(
        [a_member("ann", terms=(span("2019-05-06", "2025-12-01"), span("2026-01-01"))), a_member("bob")],
        year=YEAR,
        absences=[away("ann", "2026-09-01", "2026-11-30")],
        history=[
            past("bob", "mash", "2025-09-15"),
            past("ann", "mash", "2025-10-01"),
            past("ann", "mash", "2026-02-10"),
        ],
    )
    ann, bob = member_loads(problem, a_rota({"mash-1": ("2026-07-01 10:00", "ann", "bob")}))
    assert Load("ann", visits=1, earlier=1, share=Fraction(425, 730)) == ann
    assert Fraction(292, 85) == ann.load
    assert Load("bob", visits=1, earlier=1, share=Fraction(1)) == bob
    assert bob.load == 2


def test_without_history_the_time_counted_is_this_year() -> None:
    # Elected on 1 December 2026: 31 + 31 + 28 + 31 + 30 + 31 = 182 days of 365.
    assert Fraction(182, 365) == _share(a_member(terms=(span("2026-12-01"),)))


def test_a_visit_on_the_first_day_of_the_year_reaches_no_further_back() -> None:
    # Counted from 1 June 2026, 365 days, although a visit lies in the history.
    member = a_member(terms=(span("2026-12-01"),))
    problem = a_problem([member], year=YEAR, history=[past("ann", "mash", "2026-06-01")])
    assert Fraction(182, 365) == _load_of(problem).share


def test_a_visit_the_day_before_the_year_brings_in_the_year_before() -> None:
    # 1 June 2025 to 31 May 2027: 182 of 730 days.
    member = a_member(terms=(span("2026-12-01"),))
    problem = a_problem([member], year=YEAR, history=[past("ann", "mash", "2026-05-31")])
    assert Fraction(182, 730) == _load_of(problem).share


@pytest.mark.parametrize(
    ("absence", "days_on_leave"),
    [
        (away("ann", "2026-09-01", "2026-09-27"), 0),  # 27 days are no leave
        (away("ann", "2026-09-01", "2026-09-28"), 28),  # 28 days are
        (away("ann", "2026-09-01 12:00", "2026-09-29 12:00"), 0),  # 28 days from noon to noon have 27 whole days
        (away("ann", "2026-09-01 12:00", "2026-09-30 12:00"), 28),  # 2 to 29 September
        (away("ann", "2026-05-01", "2026-06-10"), 10),  # only 1 to 10 June lie in the time counted
        (away("bob", "2026-09-01", "2026-09-28"), 0),  # somebody else
    ],
)
def test_leave_is_28_whole_days_or_more(absence: Absence, days_on_leave: int) -> None:
    assert Fraction(365 - days_on_leave, 365) == _share(None, absence)


def test_leave_that_overlaps_counts_each_day_once() -> None:
    # 1 September to 15 October: 30 + 15 = 45 days.
    overlapping = (away("ann", "2026-09-01", "2026-09-30"), away("ann", "2026-09-15", "2026-10-15"))
    assert Fraction(365 - 45, 365) == _share(None, *overlapping)


@pytest.mark.parametrize(
    ("rows", "days_on_leave"),
    [
        # 1 September to 10 October: 30 + 10 = 40 days.
        ([("2026-09-01", "2026-09-20"), ("2026-09-21", "2026-10-10")], 40),
        ([("2026-09-15", "2026-10-10"), ("2026-09-01", "2026-09-20")], 40),  # out of order, and they overlap
        ([("2026-09-01", "2026-10-10"), ("2026-09-07", "2026-09-08")], 40),  # one within the other
        ([("2026-09-01", "2026-09-12"), ("2026-09-13", "2026-09-24"), ("2026-09-25", "2026-10-10")], 40),
        ([("2026-09-01", "2026-09-20"), ("2026-09-22", "2026-10-10")], 0),  # a day at work between
        ([("2026-09-01 00:00", "2026-09-20 12:00"), ("2026-09-20 12:00", "2026-10-11 00:00")], 40),
        ([("2026-09-01 00:00", "2026-09-20 12:00"), ("2026-09-20 13:00", "2026-10-11 00:00")], 0),
    ],
)
def test_leave_in_rows_that_touch_or_overlap_is_one_leave(rows: list[tuple[str, str]], days_on_leave: int) -> None:
    problem = a_problem([a_member()], year=YEAR, absences=[away("ann", *row) for row in rows])
    assert _load_of(problem).share == Fraction(365 - days_on_leave, 365)


@pytest.mark.parametrize("term", [span(None, "2026-05-31"), span("2027-06-01")])
def test_one_who_never_serves_in_the_year_has_no_share_and_no_load(term: Span) -> None:
    problem = a_problem([a_member(terms=(term,))], year=YEAR)
    assert Load("ann", visits=1, earlier=0, share=Fraction(0)) == _load_of(
        problem, a_rota({"mash-1": ("2026-07-01 10:00", "ann")})
    )
    assert _load_of(problem).load == 0


def test_loads_come_in_order_of_id_and_include_those_with_no_visit() -> None:
    problem = a_problem([a_member("bob"), a_member("ann")])
    assert [(load.member, load.visits) for load in member_loads(problem, Rota())] == [("ann", 0), ("bob", 0)]


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        # A visit of Bob's a year before makes the time counted two years, 730 days; Ann left on 7 May 2026.
        ((span("2019-05-06", "2026-05-07"),), Fraction(0)),
        ((span("2019-05-06", "2026-05-31"),), Fraction(0)),
        # Who leaves on the year's first day served 366 of them.
        ((span("2019-05-06", "2026-06-01"),), Fraction(366, 730)),
        ((span("2027-06-01"),), Fraction(0)),
    ],
)
def test_who_serves_on_no_day_of_the_year_is_owed_nothing(terms: tuple[Span, ...], share: Fraction) -> None:
    members = [a_member("ann", terms=terms), a_member("bob")]
    history = [past("ann", "mash", "2025-10-01"), past("bob", "mash", "2025-09-15")]
    load = _load_of(a_problem(members, year=YEAR, history=history))
    assert load.share == share
    assert load.load == (load.earlier / share if share else 0)
