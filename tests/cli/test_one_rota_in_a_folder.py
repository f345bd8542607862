"""Whatever is written together says the same rota: an invariant over every command that writes one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.one_rota import must_say_one_rota, problem_of, sequences
from tests.cli.worlds import a_council, change, run
from tests.explaining.commands import a_drawn_council, record_in

pytestmark = pytest.mark.full

BEFORE = ("--dated", "2027-05-20 09:00")
DAY = ("--from", "2027-06-01")


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    """A copy of the council whose rota was published."""
    shutil.copytree(published_once, tmp_path / "visits")
    return tmp_path / "visits"


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with a deputy for each team, drawn, published and its folder written again as published."""
    council = a_council(tmp_path_factory.mktemp("published") / "visits")
    change(council / "teams.csv", "Example Manager One,,", "Example Manager One,Example Manager Two,")
    assert run("solve", council, "--dated", "2027-05-20").exit_code == 0
    assert run("publish", council / "out", "--into", council / "published", *BEFORE).exit_code == 0
    assert run("export", council, council / "published" / "rota.json", "--out", council / "now").exit_code == 0
    return council


def replanned(council: Path, *lost: str) -> Path:
    words = [word for one in lost for word in ("--lost", one)]
    done = run("replan", council, council / "published", *DAY, *words, "--out", council / "new")
    assert done.exit_code == 0, done.output
    return council / "new"


def visit_of(council: Path) -> dict:
    """MASH, which has a deputy."""
    return next(one for one in record_in(council / "now")["rota"]["placements"] if one["visit"] == "mash-1")


def a_member_is_lost(council: Path) -> Path:
    return replanned(council, visit_of(council)["members"][0])


def a_host_is_lost(council: Path) -> Path:
    return replanned(council, visit_of(council)["receivers"][0])


def a_visit_is_lost(council: Path) -> Path:
    return replanned(council, visit_of(council)["visit"])


def a_swap_is_taken(council: Path) -> Path:
    one = visit_of(council)
    words = (one["members"][0], one["visit"], "--take", "1", "--out", council / "new")
    done = run("swap", council, council / "now" / "rota.json", *words)
    assert done.exit_code == 0, done.output
    return council / "new"


def a_reserve_is_taken(council: Path) -> Path:
    one = visit_of(council)
    words = (one["visit"], "--for", one["members"][0], "--take", "1", "--out", council / "new")
    done = run("reserve", council, council / "now" / "rota.json", *words)
    assert done.exit_code == 0, done.output
    return council / "new"


CHANGES = (a_member_is_lost, a_host_is_lost, a_visit_is_lost, a_swap_is_taken, a_reserve_is_taken)


@pytest.mark.parametrize("changed", CHANGES)
def test_after_a_change_every_file_says_the_changed_rota(published: Path, changed: Callable[[Path], Path]) -> None:
    folder = changed(published)
    before, after = (record_in(where)["rota"]["placements"] for where in (published / "now", folder))
    assert before != after
    must_say_one_rota(folder, problem_of(published))
    only_events_that_differ_rise_in_number(published)


def only_events_that_differ_rise_in_number(published: Path) -> None:
    """Events whose visit has another time, or that are no longer cancelled, are read again by every client."""
    before, after = (sequences(published / name / "calendars") for name in ("now", "new"))
    old, new = (
        {(file.name, block.partition("\r\n")[0]): block for file in folder.glob("*.ics") for block in _events(file)}
        for folder in (published / "now" / "calendars", published / "new" / "calendars")
    )
    for event in before.keys() & after.keys():
        assert after[event] - before[event] == (old[event] != new[event])
    assert all(after[event] == 0 for event in after.keys() - before.keys())


def _events(file: Path) -> list[str]:
    """Each event from its id on, without its number and its times of change."""
    text = file.read_bytes().decode()
    blocks = [block.partition("END:VEVENT")[0] for block in text.split("BEGIN:VEVENT\r\nUID:")[1:]]
    moving = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
    return ["\r\n".join(line for line in block.split("\r\n") if not line.startswith(moving)) for block in blocks]


def test_a_rota_that_is_drawn_exported_or_drawn_again_over_what_was_published(published: Path) -> None:
    problem = problem_of(published)
    for folder in ("out", "now"):
        must_say_one_rota(published / folder, problem)
    change(published / "rota.toml", "points_per_squared_load = 100", "points_per_squared_load = 30")
    assert run("solve", published, "--force").exit_code == 0
    must_say_one_rota(published / "out", problem)


def test_a_draft_too(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    with (council / "absences.csv").open("a", encoding="utf-8") as absences:
        absences.write("Example Manager One,2027-06-01,2028-05-31\n")
    assert run("solve", council, "--best-effort").exit_code == 1
    must_say_one_rota(council / "out", problem_of(council))


def test_and_each_council_of_a_batch(tmp_path: Path) -> None:
    for name in ("north", "south"):
        a_council(tmp_path / "councils" / name)
    assert run("batch", tmp_path / "councils", "--workers", "1").exit_code == 0
    for name in ("north", "south"):
        must_say_one_rota(tmp_path / "councils" / "out" / name, problem_of(tmp_path / "councils" / name))


def test_a_published_folder_exported_as_it_is_says_what_was_published(published: Path) -> None:
    """Nothing differs, so no event has another number or time of change than the ones that are served."""
    council = a_drawn_council(published.parent / "again")
    assert run("publish", council / "out", "--into", council / "published", *BEFORE).exit_code == 0
    assert run("export", council, council / "published" / "rota.json", "--out", council / "now").exit_code == 0
    served = {feed.read_bytes() for feed in (council / "published").rglob("*.ics")}
    written = {feed.read_bytes() for feed in (council / "now" / "calendars").iterdir()}
    assert written == served
