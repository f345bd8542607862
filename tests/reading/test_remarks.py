"""What is read all the same and looked at: alike remarks are one sentence, with every place."""

from __future__ import annotations

from itertools import permutations

from rota.tables.cell_uses import Use, place
from rota.tables.remarks import FEW, Remarks

SO = ", so the row is not read. Take it out."
SO_MANY = ", so these rows are not read. Take them out."


def said(*uses: Use) -> tuple[str, ...]:
    """The sentences when each value is called a total."""
    remarks = Remarks()
    for use in uses:
        remarks.add(use, "is a total", SO, SO_MANY)
    return remarks.sentences()


def in_members(value: str, row: int) -> Use:
    return Use(value, "members.csv", row, "name")


def test_one_value_is_one_sentence_with_its_rows_however_it_is_spelt() -> None:
    """Twice in the same cell is once; of two spellings as often the first in the order of letters is shown."""
    assert said(in_members("Total", 4), in_members("Total", 4)) == (
        "members.csv, row 4, column 'name': 'Total' is a total, so the row is not read. Take it out.",
    )
    assert said(in_members("total:", 9), in_members("Total", 4), in_members("Total", 12)) == (
        "members.csv, rows 4, 9 and 12, column 'name': 'Total' is a total, so these rows are not read. Take them out.",
    )


def test_the_same_of_several_tables_is_one_sentence_too() -> None:
    assert said(in_members("Total", 4), Use("Total", "teams.csv", 3, "name")) == (
        "members.csv, row 4, column 'name' and teams.csv, row 3, column 'name': 'Total' is a total, so these rows are "
        "not read. Take them out.",
    )


def test_a_few_values_are_told_one_by_one_and_more_in_one_sentence() -> None:
    few = [in_members(f"Sum {number}", number + 2) for number in range(FEW)]
    assert len(said(*few)) == FEW
    (one,) = said(*few, in_members("Sum 9", 20), in_members("sum 9", 21))
    assert one == (
        "members.csv, column 'name': 'Sum 0' (row 2) is a total, 'Sum 1' (row 3) is a total, 'Sum 2' (row 4) is a "
        "total, 'Sum 3' (row 5) is a total, 'Sum 4' (row 6) is a total and 'Sum 9' (rows 20 and 21) is a total, so "
        "these rows are not read. Take them out."
    )
    (two_tables,) = said(*few, Use("All", "teams.csv", 3, "name"))
    assert two_tables.startswith("'Sum 0' (members.csv, row 2, column 'name') is a total, 'Sum 1' (")
    assert "and 'All' (teams.csv, row 3, column 'name') is a total, so these rows" in two_tables


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    """Eight of twelve values, five of seven rows."""
    (many,) = said(*(in_members(f"Sum {number:02}", number + 2) for number in range(12)))
    assert "'Sum 07' (row 9) is a total and 4 more, so these rows" in many
    assert place(in_members("Total", row) for row in range(2, 9)) == (
        "members.csv, rows 2, 3, 4, 5, 6 and 2 more, column 'name'"
    )


def test_what_says_its_own_remedy_is_never_put_together() -> None:
    remarks = Remarks()
    for row in range(2, 12):
        remarks.add(in_members(f"Member {row}", row), f"is number {row}. Check it.")
    assert len(remarks.sentences()) == 10


def test_the_order_is_that_of_files_as_they_are_met_and_then_of_rows() -> None:
    uses = [in_members("Total", 4), in_members("Sum", 2), Use("All", "teams.csv", 3, "name")]
    assert [words.partition(":")[0] for words in said(*uses)] == [
        "members.csv, row 2, column 'name'",
        "members.csv, row 4, column 'name'",
        "teams.csv, row 3, column 'name'",
    ]
    assert {said(*order, uses[2]) for order in permutations(uses[:2])} == {said(*uses)}


def test_what_was_said_of_a_file_can_be_taken_back() -> None:
    remarks = Remarks()
    remarks.add(in_members("Total", 4), "is a total", SO, SO_MANY)
    remarks.add(Use("Total", "teams.csv", 3, "name"), "is a total", SO, SO_MANY)
    remarks.forget("members.csv")
    assert remarks.sentences() == (
        "teams.csv, row 3, column 'name': 'Total' is a total, so the row is not read. Take it out.",
    )


def test_what_has_no_value_or_row_is_told_by_its_place_alone() -> None:
    remarks = Remarks()
    remarks.add(Use("", "saved.xml", None, "keyposts"), "something is left out.")
    remarks.add(Use("", "saved.xml"), "something else is.")
    assert remarks.sentences() == (
        "saved.xml: something else is.",
        "saved.xml, column 'keyposts': something is left out.",
    )
