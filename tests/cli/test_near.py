"""``rota solve`` where there is a rota already: of those as good the nearest to it is drawn, and how near is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.councils import councils
from tests.cli.worlds import change, files_in, quietly_ended, run
from tests.explaining.commands import record_in, rota_of, tamper

pytestmark = pytest.mark.full

NEAREST = "Proven nearest: no rota that is as good changes less."


def pinned_to_another_day(council: Path) -> None:
    """The starter fixes the MASH on 12 October; now it is a day later."""
    change(council / "fixed.csv", "2027-10-12", "2027-10-13")


def placements(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """When each visit is, and who goes, by the rota.json in the folder."""
    return {
        one["visit"]: (one["slot"]["start"], tuple(one["members"])) for one in record_in(folder)["rota"]["placements"]
    }


def differing(one: Path, other: Path) -> set[str]:
    before, after = placements(one), placements(other)
    return {visit for visit in before.keys() | after.keys() if before.get(visit) != after.get(visit)}


def another_as_good(council: Path) -> Path:
    """A rota of the same points, written by hand: the three visits by others, each once as before."""
    result = run("solve", council, "--seed", "5", "--out", council / "other")
    assert result.exit_code == 0
    return council / "other" / "rota.json"


def test_a_pin_that_is_added_moves_its_visit_and_nothing_else(council: Path, tmp_path: Path) -> None:
    """In place of the rota that was there; three people: the two who go and their host."""
    before = files_in(council / "out")
    pinned_to_another_day(council)
    result = run("solve", council, "--force")
    assert (result.exit_code, result.stderr) == (0, "")
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "rota.json").write_bytes(before["rota.json"])
    assert differing(tmp_path / "before", council / "out") == {"mash-1"}
    lines = result.stdout.splitlines()
    assert lines[-3:-1] == [
        f"1 visit differs from the one that was in {council / 'out'}; 3 people are affected.",
        NEAREST,
    ]


def test_the_rota_that_is_near_costs_what_one_drawn_afresh_costs(council: Path) -> None:
    pinned_to_another_day(council)
    near, afresh = (run("solve", council, "--force", *words, "--format", "json") for words in ((), ("--afresh",)))
    one, other = json.loads(near.stdout), json.loads(afresh.stdout)
    assert "near" not in other
    for name in ("points", "bound", "fairness", "fairness_bound", "proven_best", "proven_fairest"):
        assert one[name] == other[name]


def test_what_is_named_is_what_the_new_one_is_near_to(council: Path) -> None:
    named = another_as_good(council)
    result = run("solve", council, "--near", named, "--out", council / "new", "--format", "json")
    said = json.loads(result.stdout)["near"]
    assert said["near_to"] == str(named)
    assert said["nearness"]["proven"]
    assert said["visits_that_differ"] == len(differing(council / "other", council / "new")) == 0
    assert placements(council / "new") == placements(council / "other")


def test_the_same_inputs_give_the_same_bytes_over_again(council: Path) -> None:
    """Nothing has changed, so nothing is to be near to: the first rota, whatever lies in the folder."""
    before = files_in(council / "out")
    result = run("solve", council, "--force")
    assert "differ" not in result.stdout
    assert files_in(council / "out") == before


def test_a_rule_that_changes_is_a_change_of_inputs_too(council: Path) -> None:
    change(council / "rota.toml", "points_per_squared_load = 100", "points_per_squared_load = 50")
    result = run("solve", council, "--force")
    assert f"No visit differs from the one that was in {council / 'out'}." in result.stdout.splitlines()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"format": "rota", "version": 1}'])
def test_a_file_that_is_no_rota_stands_in_nobodys_way(council: Path, content: bytes) -> None:
    rota_of(council).write_bytes(content)
    pinned_to_another_day(council)
    result = run("solve", council, "--force")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "differ" not in result.stdout


def last_year(record: Any) -> None:
    for one in record["rota"]["placements"]:
        for end in ("start", "end"):
            one["slot"][end] = one["slot"][end].replace("2027-", "2026-").replace("2028-", "2027-")


def test_last_years_rota_is_not_what_people_know_of_this_year(council: Path) -> None:
    """The same visits by name, but nobody expects the same people again."""
    old = tamper(council, "old.json", last_year)
    rota_of(council).write_bytes(old.read_bytes())
    pinned_to_another_day(council)
    assert "differ" not in run("solve", council, "--force").stdout
    refused = run("solve", council, "--near", old, "--out", council / "new")
    assert refused.exit_code == 2
    assert refused.stderr == f"{old} has no visit in the year that is drawn, so no rota can be near to it.\n"
    assert not (council / "new").exists()


def test_near_to_one_and_afresh_cannot_both_be(council: Path) -> None:
    refused = run("solve", council, "--near", rota_of(council), "--afresh", "--out", council / "new")
    assert (refused.exit_code, quietly_ended(refused)) == (2, True)
    assert refused.stderr == "--afresh is near to no rota, and --near names one. Leave out one of the two.\n"


def test_a_rota_that_cannot_be_read_is_refused_by_name(council: Path) -> None:
    refused = run("solve", council, "--near", council / "none.json", "--out", council / "new")
    assert refused.exit_code == 2
    assert "none.json" in refused.stderr


def with_somebody_gone(record: Any) -> None:
    """A member who is in no table goes on the MASH, and there is a visit to a team that is in none."""
    first = record["rota"]["placements"][-1]
    assert first["visit"] == "mash-1"
    first["members"][0] = "somebody"
    record["rota"]["placements"].append({**first, "visit": "gone-1"})


def test_it_may_have_visits_and_members_that_are_no_longer_there(council: Path) -> None:
    known = tamper(council, "known.json", with_somebody_gone)
    result = run("solve", council, "--near", known, "--out", council / "new")
    assert (result.exit_code, result.stderr) == (0, "")
    assert differing(council / "out", council / "new") <= {"mash-1"}
    assert f"2 visits differ from {known}; " in result.stdout


def test_where_there_is_no_rota_it_is_said_as_ever(council: Path) -> None:
    change(council / "rota.toml", "start = 2027-11-03\nend = 2027-11-03", "start = 2027-06-01\nend = 2028-05-31")
    result = run("solve", council, "--force")
    assert result.exit_code == 1
    assert "near" not in result.stdout.casefold().replace("the nearest", "")


def test_a_batch_draws_what_has_changed_near_to_what_was_there(tmp_path: Path) -> None:
    """Two councils; one is pinned. The other is left as it is."""
    folder = councils(tmp_path / "councils", "one", "two")
    assert run("batch", folder, "--workers", "1").exit_code == 0
    before = {name: placements(folder / "out" / name) for name in ("one", "two")}
    pinned_to_another_day(folder / "one")
    result = run("batch", folder, "--workers", "1", "--format", "json")
    rows = {row["council"]: row for row in json.loads(result.stdout)["answer"]["rows"]}
    assert rows["two"]["earlier"]
    assert rows["one"]["account"]["words"] == [
        "1 visit differs from the one before; 3 people are affected.",
        NEAREST,
    ]
    after = placements(folder / "out" / "one")
    assert {visit for visit in after if after[visit] != before["one"][visit]} == {"mash-1"}
    assert placements(folder / "out" / "two") == before["two"]
