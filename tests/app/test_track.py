"""What came of the visits for whoever works in a notebook: frames, and figures that are sums of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import rota
from rota.domain import Rota
from tests.cli.worlds import a_council, change
from tests.support.builders import day


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> rota.Tracked:
    """The starter on 1 March 2028, its action late; its rota is what is published."""
    folder: Path = a_council(tmp_path_factory.mktemp("council") / "visits")
    change(folder / "rota.toml", 'head = "Example', 'head = "Other')
    council = rota.read(folder)
    return rota.track(council, Rota(council.problem.published), day("2028-03-01"))


def test_a_frame_has_a_row_a_visit_a_place_an_issue_an_action(tracked: rota.Tracked) -> None:
    assert list(tracked.visits["reference"]) == ["27/28-001", "27/28-002", "27/28-003"]
    assert list(tracked.places["member"]) == ["example-member-one", "example-member-two"]
    assert list(tracked.issues["reference"]) == ["27/28-003.1"]
    assert list(tracked.actions["reference"]) == ["27/28-003.1a"]


def test_frames_answer_what_is_asked_of_them(tracked: rota.Tracked) -> None:
    """Held on 12 October 2027 after a date was lost; answered on 10 November; promised for 31 January."""
    (held,) = tracked.visits[tracked.visits["held"].notna()].to_dict("records")
    assert (held["held"], held["result"], held["dates_lost"], held["agreed"]) == (day("2027-10-12"), "held", 1, "yes")
    (issue,) = tracked.issues.to_dict("records")
    assert (issue["answered"], issue["answer"], issue["open"]) == ("in time", "accepted", True)
    assert issue["answer_text"] == "Both posts are advertised in November."
    (action,) = tracked.actions.to_dict("records")
    assert (action["stage"], action["promised"], action["due_dates"]) == (
        "slipped",
        day("2028-01-31"),
        (day("2028-01-31"),),
    )


def test_figures_are_sums_of_the_frames(tracked: rota.Tracked) -> None:
    found = tracked.figures().found
    figures = {one.name: one.value for one in (*found.visits, *found.reports, *found.issues, *found.actions)}
    visits, issues, actions = tracked.visits, tracked.issues, tracked.actions
    assert figures["visits required"] == len(visits)
    assert figures["held"] == visits["held"].notna().sum()
    assert figures["received in time"] == visits["reported_in_time"].sum()
    assert figures["issues raised"] == len(issues)
    assert figures["answered in time"] == (issues["answered"] == "in time").sum()
    assert figures["slipped"] == (actions["stage"] == "slipped").sum()
    assert len(found.participation.everybody.places) == tracked.places["went"].sum()


def test_a_quarter_and_what_is_none(tracked: rota.Tracked) -> None:
    assert tracked.figures(quarter=2).found.period.name == "quarter 2 of 2027/28"
    assert tracked.figures("26/27").text.startswith("2026/27, 1 June 2026 to 31 May 2027")
    with pytest.raises(rota.CouldNotRunError, match="There is no quarter 5"):
        tracked.figures(quarter=5)
