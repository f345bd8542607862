"""Who may be the lead member for children's services, by the titles that councils give their cabinets."""

from __future__ import annotations

import pytest

from rota.tables.posts import leading_on_children


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
    assert leading_on_children([post]) == {post}


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
    assert leading_on_children([post]) == set()


def test_where_no_post_names_children_those_of_schools_and_families_may_be_meant() -> None:
    schools, highways = "Cabinet Member for Education and Skills", "Cabinet Member for Highways"
    assert leading_on_children([schools, highways]) == {schools}
    children = "Cabinet Member for Children"
    assert leading_on_children([schools, highways, children]) == {children}
    assert leading_on_children([schools, "Shadow Cabinet Member for Children"]) == {schools}
