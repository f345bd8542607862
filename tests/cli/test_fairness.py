"""``rota fairness``: the sheet that an officer shows a group whip."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.worlds import change, quietly_ended, run
from tests.explaining.commands import FORMATS, FOUR, rota_of, tamper


def sheet(council: Path, *words: str, rota: Path | None = None) -> str:
    result = run("fairness", council, rota or rota_of(council), *words)
    assert quietly_ended(result)
    assert result.exit_code == 0
    return result.stdout


def test_the_sheet_of_the_starter(council: Path) -> None:
    """Six members go once each; Member Four has been before."""
    lines = sheet(council).splitlines()
    assert lines[0] == "Visits from 1 June 2027 to 31 May 2028, and those before."
    assert "  Loads now: 5 members at about 1.0 and 1 member at about 2.0." in lines
    assert "  Proven fairest: no rota that keeps every must shares the visits more evenly." in lines
    table = lines[lines.index("By political group:") + 1 : lines.index("By member:") - 1]
    assert [line.split() for line in table[1:]] == [
        ["Another", "Party", "3", "3", "1", "3", "1.33", "50%", "50%"],
        ["Example", "Party", "3", "3", "0", "3", "1.00", "50%", "50%"],
    ]
    assert len(lines) - lines.index("By member:") == 1 + 1 + 6


def test_text_json_and_html_say_the_same(council: Path) -> None:
    text, data, page = (sheet(council, "--format", form) for form in FORMATS)
    answer = json.loads(data)
    assert answer["text"] == text.splitlines()
    assert answer["answer"]["proven_fairest"] is True
    (four,) = [one for one in answer["answer"]["members"] if one["name"] == FOUR]
    assert (four["earlier"], four["visits"], four["load"]) == (1, 1, 2.0)
    assert "<h1>How visits are shared, 1 June 2027 to 31 May 2028</h1>" in page
    assert f'<th scope="row">{FOUR}</th>' in page


def test_a_rota_that_was_changed_by_hand_is_told_the_fairest(council: Path) -> None:
    """Member Four goes in the place of One: 300 + 500 where 100 + 300 would do."""
    four = {"members": ["example-member-four", "example-member-two"]}
    by_hand = tamper(council, "by_hand.json", lambda record: record["rota"]["placements"][-1].update(four))
    lines = [line.strip() for line in sheet(council, rota=by_hand).splitlines()]
    assert "The sharing costs 1,200 points; no rota that keeps every must can cost fewer than 800." in lines
    assert "The fairest possible, at 800 points: 5 members at about 1.0 and 1 member at about 2.0." in lines


def test_without_points_for_fairness_nothing_is_proven(council: Path) -> None:
    change(council / "rota.toml", "points_per_squared_load = 100", "points_per_squared_load = 0")
    assert "Proven fairest" not in sheet(council)
    assert "No rule in force counts how evenly the visits are shared, so nothing is proven of it." in sheet(council)


def test_a_draft_is_marked_in_every_form(council: Path) -> None:
    partial = tamper(council, "partial.json", lambda record: record["rota"]["placements"].pop())
    text, data, page = (sheet(council, "--format", form, rota=partial) for form in FORMATS)
    assert text.startswith("DRAFT: the rota breaks a must.\n")
    assert json.loads(data)["text"][0] == "DRAFT: the rota breaks a must."
    assert '<p class="draft-mark">DRAFT: the rota breaks a must.</p>' in page
