"""Stretches of service out of terms of office; and which key posts may be the lead member's."""

from __future__ import annotations

from datetime import date

import pytest

from rota.importing.posts import leads_on_children
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


@pytest.mark.parametrize(
    "post",
    [
        "Lead Member for Children's Services",
        "Cabinet Member for Children",
        "Cabinet Member - Adult & Children's Social Care & Health",
        "(Deputy Mayor and Cabinet Member for Education & Children's Services)",
        "Deputy Leader of the Council and Cabinet Member for Children and Young People",
        "Children and Families Portfolio Holder",
        "Portfolio Holder: Children's Social Care",
        "Cabinet Member with Responsibility for Children and Families",
        "Commissioner for Education and Children",
        "Deputy Leader - Early Years, Children and Families",
        "Cabinet Member for Children and Schools / Chair of Corporate Parenting Committee",
        "Aelod Cabinet dros Blant a Theuluoedd",
    ],
)
def test_posts_that_may_be_the_lead_members(post: str) -> None:
    assert leads_on_children(post)


@pytest.mark.parametrize(
    "post",
    [
        "Deputy Lead Member",
        "Deputy Lead Member for Children's Services",
        "Shadow Cabinet Member for Children",
        "Shadow Portfolio Holder - Children",
        "Lead Member for Highways",
        "Cabinet Member for Highways and Chair of the Children's Panel",
        "Chair of Children's Services Scrutiny",
        "Lead Member of Children's Services Select Committee",
        "Chair, Children, Family and Education Committee",
        "Assistant Cabinet Member for Children",
        "Cabinet Support Member for Children",
        "Advisory Cabinet Member - Children",
        "Children and Families Deputy Portfolio Holder",
        "Depute Policy Lead for Children and Families and Children's Champion",
        "Opposition Spokesperson: Children's Social Care",
        "Cabinet Member for Housing, Deputy Cabinet Member for Children",
        "Children's Champion",
        "Cabinet Adviser for Children",
        "Cabinet Deputy for Children",
        "Cabinet Member Support for Children",
        "Leader of the Council",
    ],
)
def test_posts_that_are_not(post: str) -> None:
    assert not leads_on_children(post)
