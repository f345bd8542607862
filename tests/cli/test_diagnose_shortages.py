"""``rota diagnose`` on councils as an officer types them: people too few, limits too low, visits too far apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.worlds import run

SETTINGS = """\
[council]
name = "Example Council"
[year]
start = 2027-06-01
end = 2028-05-31
[visits]
group_size = "2-3"
[sessions]
morning = "10:00"
afternoon = "14:00"
[election]
polls = [2028-05-04]
[rules.cross_party]
must = {cross_party}
[rules.yearly_limit]
visits_a_year = {limit}
"""
REDS = ("Ann Apple", "Ben Birch", "Cal Cedar", "Dot Damson", "Eve Elder", "Fay Fig", "Gil Gorse", "Hal Hazel")
BLUES = ("Ivy Ivy", "Jo Juniper", "Kay Kale", "Lou Laurel")
NORTH = "North,locality,Manager Two,{visits},2,{days},"
HOME = "Home 1,home,Manager One,4,2,0,Board"
BOARD = ("Ann Apple", "Ben Birch", "Cal Cedar", "Ivy Ivy")


def a_council(folder: Path, *teams: str, limit: int = 2, cross_party: str = "false") -> Path:
    folder.mkdir()
    (folder / "rota.toml").write_text(SETTINGS.format(limit=limit, cross_party=cross_party), encoding="utf-8")
    people = [*((name, "Red") for name in REDS), *((name, "Blue") for name in BLUES)]
    rows = [f"{name},{group},Ward {n},2027-05-01,2027-05-01" for n, (name, group) in enumerate(people)]
    _table(folder / "members.csv", "name,group,ward,trained,checked", rows)
    _table(folder / "teams.csv", "name,kind,host,visits_a_year,group_size,spacing_days,pool", teams)
    _table(folder / "committees.csv", "member,committee", [f"{name},Board" for name in BOARD])
    return folder


def _table(file: Path, headings: str, rows: list[str] | tuple[str, ...]) -> None:
    file.write_text("\n".join([headings, *rows, ""]), encoding="utf-8")


def ways(text: str) -> list[str]:
    return [line.split(". ", 1)[1] for line in text.splitlines() if line[:5].strip(" abcd") == "."]


def test_the_boards_only_blue_is_named_with_the_least_that_mends_it(tmp_path: Path) -> None:
    """4 visits of the board's ask for a Blue, who may make 2. That 9 visits ask for 4 Blues, who may make 8, hid it."""
    council = a_council(tmp_path / "c", HOME, NORTH.format(visits=5, days=0), cross_party="true")
    told = run("diagnose", council).stdout
    assert (
        "The 4 visits to Home 1 ask for 4 places (somebody from outside Red) that only Ivy Ivy may fill: they may make "
        "2 visits, so 2 places are left over (pool, yearly limit and cross party)."
    ) in told
    assert "1 thing stands in the way." in told
    assert ways(told) == [
        "Lift the yearly limit to 4 for Ivy Ivy.",
        "Allow a visit by members of one political group alone.",
        "Lift the yearly limit to 4 for everybody who has none of their own.",
    ]
    (obstacle,) = json.loads(run("diagnose", council, "--format", "json").stdout)["answer"]["obstacles"]
    assert obstacle["members"] == ["ivy-ivy"]


def test_a_limit_for_everybody_is_no_higher_than_is_enough(tmp_path: Path) -> None:
    """9 visits by two are 18 places; 12 members at 1 each make 12, at 2 each 24. The least who help is one, with 7."""
    told = run("diagnose", a_council(tmp_path / "c", NORTH.format(visits=9, days=0), limit=1)).stdout
    assert ways(told) == [
        "Lift the yearly limit to 7 for Ann Apple.",
        "Let North be visited by 1.",
        "Lift the yearly limit to 2 for everybody who has none of their own.",
        "Lift the yearly limit to 2 for Ann Apple, Ben Birch, Cal Cedar, Dot Damson, Eve Elder and Fay Fig.",
    ]


def test_visits_are_as_far_apart_as_they_can_be(tmp_path: Path) -> None:
    """3 × 122 = 366 days are more than the 365 there are. 121 fit, bank holidays, August and the poll left out:

    1 June, 30 September, 31 January (29 is a Saturday) and 31 May are 121, 123 and 121 days apart.
    """
    told = run("diagnose", a_council(tmp_path / "c", NORTH.format(visits=4, days=125), limit=4)).stdout
    assert "4 visits 125 days apart take 3 × 125 = 375 days, and from 1 June 2027 to 31 May 2028 there are 365" in told
    assert ways(told) == ["Let two visits to North be 121 days apart instead of 125."]


@pytest.mark.parametrize(
    ("visits", "days", "said", "least"), [(3, 190, "take 2 × 190 = 380 days", 182), (2, 366, "take 366 days", 365)]
)
def test_of_other_spacings_too(tmp_path: Path, visits: int, days: int, said: str, least: int) -> None:
    """2 × 182 = 364 of 365 days: 1 June, 30 November and 31 May are 182 and 183 days apart."""
    told = run("diagnose", a_council(tmp_path / "c", NORTH.format(visits=visits, days=days), limit=4)).stdout
    assert said in told
    assert ways(told) == [f"Let two visits to North be {least} days apart instead of {days}."]
