"""Stretches of service out of terms of office."""

from __future__ import annotations

from datetime import date

import pytest

from rota.importing.terms import Term, present, stretches


def terms(*written: str) -> list[Term]:
    """Terms such as "2019-05-02 2023-05-04"; - is an open end."""
    ends = [[None if day == "-" else date.fromisoformat(day) for day in term.split()] for term in written]
    return [Term(start, end) for start, end in ends]


@pytest.mark.parametrize(
    ("written", "since"),
    [
        # The 31st day after an end is no gap, the 32nd is one: 2023-05-04 + 31 = 2023-06-04.
        (["2019-05-02 2023-05-04", "2023-06-04 -"], "2019-05-02"),
        (["2019-05-02 2023-05-04", "2023-06-05 -"], "2023-06-05"),
        # Open-ended terms before others; two, three and one in the middle.
        (["2005-11-20 -", "2007-05-03 -"], "2005-11-20"),
        (["2003-05-01 -", "2007-05-03 -", "2011-05-05 2015-05-07", "2015-05-07 -"], "2003-05-01"),
        (["2003-05-01 2007-05-03", "2007-05-03 -", "2011-05-05 -"], "2003-05-01"),
        # An open-ended term does not close a gap that lies behind it.
        (["2003-05-01 -", "2007-05-03 2011-05-05", "2015-05-07 -"], "2015-05-07"),
        # Terms that overlap, that lie in one another, and that are there twice.
        (["2011-05-05 2019-05-02", "2013-05-02 2015-05-07", "2019-05-02 -"], "2011-05-05"),
        (["2011-05-05 2015-05-07", "2014-05-22 2018-05-03"], "2011-05-05"),
        (["2023-05-04 -", "2023-05-04 -"], "2023-05-04"),
        # Whatever the order of the file.
        (["2023-05-04 -", "2019-05-02 2023-05-04"], "2019-05-02"),
        # A start that is not known is not known.
        (["- 2023-05-04", "2023-05-04 -"], None),
        # All have run out: the latest stretch is meant.
        (["2003-05-01 2007-05-03", "2015-05-07 2019-05-02", "2019-05-02 2023-05-04"], "2015-05-07"),
        # One that begins years from now is a slip of somebody who serves; one that is about to begin is not.
        (["2019-05-02 2023-05-04", "2031-05-01 2035-05-03"], "2019-05-02"),
        (["2015-05-07 2019-05-02", "2026-12-20 -"], "2026-12-20"),
        (["2027-05-06 -"], "2027-05-06"),
    ],
)
def test_the_present_stretch(written: list[str], since: str | None) -> None:
    now = present(terms(*written), date(2026, 11, 27))
    assert now is not None
    assert now.start == (date.fromisoformat(since) if since else None)


def test_without_terms_there_is_no_stretch() -> None:
    assert (stretches([]), present([], date(2026, 11, 27))) == ((), None)
