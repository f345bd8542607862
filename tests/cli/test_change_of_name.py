"""Somebody who changes their name by hand in every table keeps link and history: a word says how, before it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.by_hand import by_hand
from tests.cli.worlds import a_council, change, files_in, run

DATED = ("--dated", "2027-05-20 09:00")
GONE = (
    "'example-member-two', whom people know from the rota, is not in members any more, and Example Wife Two is new. "
    "If that is one person under a new name, write 'example-member-two' in column 'id' of that row: link, visits and "
    "history then stay. Who has left keeps the row, with the last day in 'left'."
)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter with its rota published, after which Member Two has been called otherwise in every table."""
    council = a_council(tmp_path / "visits")
    assert run("export", council, by_hand(council), "--out", council / "out").exit_code == 0
    assert run("publish", council / "out", "--into", council / "pub", *DATED).exit_code == 0
    for file in council.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(text.replace("Example Member Two", "Example Wife Two"), encoding="utf-8")
    return council


def drawn_again(council: Path) -> None:
    assert run("solve", council, "--force", "--afresh").exit_code == 0


def link_of_two(council: Path) -> dict[str, str]:
    rows = json.loads((council / "pub/feeds.private.json").read_bytes())["feeds"]
    return {row["of"]: row["name"] for row in rows if row["feed"] == "member:example-member-two"}


def test_a_publication_that_would_take_a_link_away_is_refused_with_the_way_out(council: Path) -> None:
    drawn_again(council)
    before = files_in(council / "pub")
    result = run("publish", council / "out", "--over", council / "pub", *DATED)
    assert (result.exit_code, files_in(council / "pub")) == (1, before)
    assert result.stdout.splitlines() == ["Not published: somebody may have changed their name.", f"  {GONE}"]
    assert result.stderr.splitlines()[-1] == "If nobody has, say who left: --left example-member-two."


def test_with_the_old_id_she_keeps_her_link(council: Path) -> None:
    ((_, link),) = link_of_two(council).items()
    change(council / "members.csv", ",Example Wife Two", "example-member-two,Example Wife Two")
    drawn_again(council)
    assert run("publish", council / "out", "--over", council / "pub", *DATED).exit_code == 0
    assert link_of_two(council) == {"Example Wife Two": link}


def test_who_has_left_is_said_and_nobody_is_taken_for_them(council: Path) -> None:
    drawn_again(council)
    result = run("publish", council / "out", "--over", council / "pub", "--left", "Example Member Two", *DATED)
    assert (result.exit_code, "New links" in result.stdout, link_of_two(council)) == (0, True, {})


def test_a_replan_says_it_first(council: Path) -> None:
    result = run("replan", council, council / "pub", "--from", "2027-06-02", "--out", council.parent / "new")
    assert f"Warning: {GONE}" in result.stderr.splitlines()


def test_a_leaver_who_keeps_the_row_is_no_question(council: Path) -> None:
    """Two has left, dated, and Wife Two is elected: two people."""
    rows = (council / "members.csv").read_text(encoding="utf-8")
    left = ",Example Member Two,Another Party,North Ward,,,2027-05-31,,2027-05-10,,2027-05-10,,,\n"
    (council / "members.csv").write_text(rows + left, encoding="utf-8")
    drawn_again(council)
    assert run("publish", council / "out", "--over", council / "pub", *DATED).exit_code == 0
