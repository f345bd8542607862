"""What a worker gives back for one council: the bytes of ``rota solve``, or why there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from rota.app.keep import NO_RESERVES
from rota.batch import worker as drawing
from rota.batch.worker import draw
from rota.rules import size
from tests.batch.councils import a_job, councils, with_rules, with_two_faults
from tests.cli.worlds import change, files_in, never_open, run


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return councils(tmp_path, "visits") / "visits"


def test_the_files_are_those_of_rota_solve(council: Path, tmp_path: Path) -> None:
    run("solve", council, "--out", tmp_path / "out")
    outcome = draw(a_job(council))
    assert outcome.files == files_in(tmp_path / "out")
    account = outcome.account
    assert (account.result, account.points, account.bound, account.gap) == ("proven best", 847, 847, 0)
    assert (account.solved, account.proven, account.faults, account.words) == (True, True, 0, ())


def test_the_fairness_is_told_with_its_bound(council: Path) -> None:
    """Six places and six members, each once: 100 for each of the five without history, 100 x (4 - 1) for the sixth."""
    account = draw(a_job(council)).account
    assert (account.fairness, account.fairness_bound, account.proven_fairest) == (800, 800, True)


def test_where_no_rule_measures_fairness_nothing_is_told_of_it(council: Path) -> None:
    change(council / "rota.toml", "points_per_squared_load = 100", "on = false")
    account = draw(a_job(council)).account
    assert (account.fairness, account.fairness_bound, account.proven_fairest) == (None, None, False)
    assert account.solved


def test_so_they_are_with_options(council: Path, tmp_path: Path) -> None:
    run("solve", council, "--out", tmp_path / "out", "--seed", "7", "--work", "1", "--dated", "2027-05-20")
    assert draw(a_job(council, seed=7, work=1, dated=datetime(2027, 5, 20))).files == files_in(tmp_path / "out")


def test_the_log_of_the_rota_that_it_takes_the_place_of_goes_on(council: Path, tmp_path: Path) -> None:
    """As with ``rota solve --force`` over a swap: a rota that was drawn anew tells what had been done by hand."""
    drawn = draw(a_job(council)).files
    data = json.loads(drawn["rota.json"])
    data["record"]["log"] = [{"day": "2027-05-01", "sentence": "Swap: Example Member One goes."}]
    same = replace(a_job(council), before=json.dumps(data).encode())
    data["record"]["rota"]["placements"][0]["members"] = ["example-member-one", "example-member-six"]
    other = replace(a_job(council), before=json.dumps(data).encode())
    sentences = [
        [entry["sentence"] for entry in json.loads(draw(job).files["rota.json"])["record"]["log"]]
        for job in (same, other)
    ]
    kept = "Swap: Example Member One goes."
    assert sentences == [[kept], [kept, "Drawn anew: what stands above was done to the rota before."]]
    assert any("By hand 1 thing had been done" in word for word in draw(other).account.words)


def test_faults_are_counted_the_first_is_told_and_all_are_kept(council: Path) -> None:
    with_two_faults(council)
    told = run("check", council).stdout
    outcome = draw(a_job(council))
    assert outcome.files == {"faults.txt": told.encode()}
    assert (outcome.account.result, outcome.account.faults) == ("faults", 2)
    first = told.splitlines()[0]
    assert outcome.account.words == (f"2 faults, the first: {first}", "All are in faults.txt.")
    assert (outcome.account.solved, outcome.account.gap) == (False, None)


def test_without_a_rota_the_reason_is_told_and_the_ways_out_are_kept(tmp_path: Path) -> None:
    council = never_open(tmp_path / "visits")
    told = run("solve", council).stdout
    outcome = draw(a_job(council))
    assert outcome.files == {"why.txt": told.encode()}
    assert outcome.account.result == "impossible"
    assert outcome.account.words[0].startswith("Both visits to Corporate parenting and MASH have no possible date")


def test_a_warning_of_the_reading_is_told_beside_the_rota(council: Path) -> None:
    (council / "calendars").mkdir()
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:nonsense\nEND:VEVENT"
    name = "example-member-one.ics"
    (council / "calendars" / name).write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}\nEND:VCALENDAR\n")
    account = draw(a_job(council)).account
    assert account.solved
    assert account.words[0].startswith(f"2 warnings, the first: calendars/{name}")


def test_a_fault_names_the_councils_folder_not_the_workers(council: Path) -> None:
    with_rules(council, "RULES = ()\n")
    assert f"code in the folder {council}." in draw(a_job(council)).account.words[0]


BROKEN_RULE = """
from dataclasses import dataclass
from rota.rules import Rule

@dataclass(frozen=True)
class Broken(Rule):
    '''Breaks.'''
    strength = "must"
    def statements(self, problem):
        raise KeyError("oh")
    def check(self, problem, rota):
        return ()

RULES = (Broken,)
"""


def test_a_rule_that_goes_wrong_is_named(council: Path) -> None:
    account = draw(a_job(with_rules(council, BROKEN_RULE), own_rules=True)).account
    assert account.result == "failed"
    assert account.words[0].startswith(
        "The rule 'broken' (in our_rules) fails in its statements, our_rules/__init__.py,"
    )


def test_a_rule_that_asks_too_much_is_named_and_stops_no_other_council(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(size, "MOST_BYTES", 100_000)
    account = draw(a_job(council)).account
    assert account.result == "failed"
    assert "asks for more than can be held in memory" in account.words[0]
    monkeypatch.undo()
    assert draw(a_job(council)).account.solved


def test_without_reserves_there_is_a_rota_all_the_same(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("rota.explaining.reserves.reserves", fail)
    outcome = draw(a_job(council))
    assert outcome.account.solved
    assert outcome.account.words[0] == NO_RESERVES.format("there was not enough memory")
    assert b'"reserves": []' in outcome.files["rota.json"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), ("There was not enough memory. Draw fewer at once with --workers.",)),
        (KeyError("x"), ("KeyError: 'x'", "'rota solve {}' shows where.")),
        (TimeoutError("too long"), ("TimeoutError: too long", "'rota solve {}' shows where.")),
    ],
)
def test_whatever_goes_wrong_is_an_outcome(
    council: Path, error: Exception, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(drawing, "solve", fail)
    account = draw(a_job(council)).account
    assert (account.result, account.words) == ("failed", tuple(word.format(council) for word in words))


def test_a_worker_of_another_version_draws_nothing(council: Path) -> None:
    job = replace(a_job(council), versions={"rota": "9.9", "ortools": "1.0"})
    outcome = draw(job)
    assert (outcome.account.result, outcome.files) == ("failed", {})
    assert outcome.account.words[0].endswith("the command rota 9.9 with ortools 1.0. Install the same.")


@pytest.mark.parametrize("own_rules", [False, True])
def test_no_table_ever_lies_in_a_folder_of_the_worker(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_rules: bool
) -> None:
    """A worker may be killed at any moment, and the tables are of people."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    there: list[dict[str, bytes]] = []

    def look(*_: object, **__: object) -> None:
        there.append(files_in(tmp_path / "temporary"))
        raise TimeoutError

    monkeypatch.setattr(drawing, "solve", look)
    draw(a_job(council, own_rules=own_rules))
    assert there == [{}]
    assert files_in(tmp_path / "temporary") == {}
