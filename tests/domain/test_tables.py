"""The tables of a problem are taken out and put back without a change."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given

from rota.domain import Problem
from rota.domain.edit_target import EditTarget
from tests.support.builders import a_member, a_problem
from tests.support.strategies import problems
from tests.support.tiers import examples


@given(problems())
@examples(25, filtered=True)
def test_tables_that_nobody_changed_make_the_same_problem(problem: Problem) -> None:
    assert EditTarget.of(problem).problem(problem) == problem


def test_a_table_that_is_changed_is_changed_in_the_new_problem_alone() -> None:
    before = a_problem([a_member("ann")])
    tables = EditTarget.of(before)
    tables.members = (a_member("bob"),)
    assert [member.id for member in tables.problem(before).members] == ["bob"]
    assert [member.id for member in before.members] == ["ann"]


def test_every_table_is_one_of_the_problem() -> None:
    assert {field.name for field in fields(EditTarget)} <= {field.name for field in fields(Problem) if field.init}
