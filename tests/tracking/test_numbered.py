"""References are given by the visits' order, so that what is recorded of one leaves the others' as they were."""

from __future__ import annotations

from itertools import permutations

from rota.tracking.references import numbered
from tests.support.builders import span

YEAR = span("2027-06-01", "2028-05-31")
VISITS = ("a", "b", "c", "d")


def test_whatever_is_recorded_first_every_visit_keeps_its_reference() -> None:
    """A form that was sent out under a number must come back to the same visit."""
    given = numbered(YEAR, VISITS, {})
    assert list(given.values()) == ["27/28-001", "27/28-002", "27/28-003", "27/28-004"]
    for order in permutations(VISITS):
        known: dict[str, str] = {}
        for visit in order:
            known[visit] = given[visit]
            assert numbered(YEAR, VISITS, known) == given


def test_a_number_that_an_officer_gave_moves_one_visit_alone_and_it_stays_there() -> None:
    """003 was given to a: c, whose place it is, has the one that a left; what is then recorded changes nothing."""
    first = numbered(YEAR, VISITS, {"a": "27/28-003"})
    assert first == {"a": "27/28-003", "b": "27/28-002", "c": "27/28-001", "d": "27/28-004"}
    for order in permutations(("b", "c", "d")):
        known = {"a": "27/28-003"}
        for visit in order:
            known[visit] = first[visit]
            assert numbered(YEAR, VISITS, known) == first


def test_references_of_other_years_take_no_number() -> None:
    assert numbered(YEAR, ("a",), {"z": "26/27-001"}) == {"a": "27/28-001"}
