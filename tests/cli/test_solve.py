"""``rota solve``: what it says, what it writes, and when it writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rota.app import files, running
from rota.auditing import AuditReport, DisagreementError
from rota.domain import Problem, Rota
from rota.errors import RotaError
from rota.explaining import no_rota
from rota.exports import EXPORTS, FILES
from rota.rules import Finding, Rule
from rota.solving.diagnosis.obstacle import Diagnosis
from rota.solving.engine import NotFound, Result, solve
from tests.cli.worlds import a_council, change, files_in, never_open, quietly_ended, run
from tests.exports.documents import the_document


def test_the_summary_can_be_read_aloud(tmp_path: Path) -> None:
    """Six places for six members: one each. Member Four made a visit before, so carries 2."""
    result = run("solve", a_council(tmp_path / "visits"))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:8] == [
        "Example Council, 1 June 2027 to 31 May 2028.",
        "All 3 visits placed, with 6 places filled by members.",
        "All 3 visits made by two members or more are cross-party.",
        "This year 6 members make 1 visit each.",
        "Counting earlier visits and time served, members' loads run from 1.0 to 2.0.",
        "Points are the price of preferences that are not met, as the council set them: the fewer, the better.",
        "No fairer rota exists.",
        lines[7],
    ]
    assert lines[7].startswith("Proven best: no rota that keeps every must has fewer than its ")
    assert lines[8].startswith("All 3 visits that may have 2 to 3 members have 2: each place above 2 costs 10 points")
    assert lines[9] == "3 preferences could not be met everywhere; 'rota why' with the rota says more:"
    assert lines[10].startswith("- Members who have never visited go with somebody experienced")
    assert lines[13].startswith(
        f"Written to {tmp_path / 'visits' / 'out'}: rota.json, rota.csv, rota.xlsx, figures.xlsx, "
        "rota.html, officer.html and "
    )
    assert len(lines) == 14


def test_a_workbook_has_its_rota_beside_it(tmp_path: Path) -> None:
    run("new", tmp_path / "visits.xlsx")
    assert run("solve", tmp_path / "visits.xlsx").exit_code == 0
    assert (tmp_path / "out" / "rota.json").is_file()


def test_a_folder_and_a_workbook_of_the_same_council_give_the_same_rota(tmp_path: Path) -> None:
    run("new", tmp_path / "visits.xlsx")
    run("solve", tmp_path / "visits.xlsx", "--out", tmp_path / "one")
    run("solve", a_council(tmp_path / "visits"), "--out", tmp_path / "other")
    assert (tmp_path / "one" / "rota.csv").read_bytes() == (tmp_path / "other" / "rota.csv").read_bytes()


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    run("solve", council, "--out", tmp_path / "one")
    run("solve", council, "--out", tmp_path / "other")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "other")
    assert {"rota.json", "rota.csv", "rota.xlsx", "rota.html"} < files_in(tmp_path / "one").keys()


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    run("solve", council, "--out", tmp_path / "one")
    for name in ("members", "teams", "published", "absences"):
        first, *rows = (council / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        (council / f"{name}.csv").write_text("\n".join([first, *reversed(rows), ""]), encoding="utf-8")
    run("solve", council, "--out", tmp_path / "other")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "other")


def test_json_says_the_same(tmp_path: Path) -> None:
    result = run("solve", a_council(tmp_path / "visits"), "--format", "json")
    data = json.loads(result.stdout)
    assert (data["result"], data["visits_placed"], data["cross_party_visits"]) == ("proven best", 3, 3)
    assert (data["points"], data["gap"], data["proven_fairest"]) == (data["bound"], 0, True)
    assert sum(data["points_by_rule"].values()) == data["points"]
    assert {*data["files"]} == {*files_in(tmp_path / "visits" / "out")}


def test_the_rota_bears_the_first_day_of_its_year_or_the_date_given(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    run("solve", council, "--out", tmp_path / "one")
    run("solve", council, "--out", tmp_path / "other", "--dated", "2027-05-20")
    stamps = [
        json.loads((tmp_path / name / "rota.json").read_text())["record"]["provenance"] for name in ("one", "other")
    ]
    assert [stamp["stamp"] for stamp in stamps] == ["2027-06-01 00:00", "2027-05-20 00:00"]


def test_a_rota_that_is_there_is_kept_before_any_work_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = a_council(tmp_path / "visits")
    (council / "out").mkdir()
    (council / "out" / "rota.csv").write_text("mine", encoding="utf-8")
    before = files_in(tmp_path)
    monkeypatch.setattr(running, "solve", None)  # calling it would fail
    result = run("solve", council)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rota.csv is already in" in result.stderr
    assert "--force" in result.stderr
    assert quietly_ended(result)
    assert files_in(tmp_path) == before


def test_force_replaces_the_rota_and_keeps_other_files(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    (council / "out").mkdir()
    (council / "out" / "rota.csv").write_text("old", encoding="utf-8")
    (council / "out" / "letter.txt").write_text("mine", encoding="utf-8")
    assert run("solve", council, "--force").exit_code == 0
    assert (council / "out" / "rota.csv").read_text(encoding="utf-8-sig").startswith("visit,")
    assert (council / "out" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    result = run("solve", a_council(tmp_path / "visits"), "--out", tmp_path / "out", "--force")
    assert result.exit_code == 2
    assert "is a file, not a folder" in result.stderr


def test_an_output_with_a_name_that_no_disk_takes_is_refused(tmp_path: Path) -> None:
    result = run("solve", a_council(tmp_path / "visits"), "--out", tmp_path / ("x" * 300))
    assert quietly_ended(result)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_an_output_below_a_file_is_refused_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(running, "solve", None)
    result = run("solve", a_council(tmp_path / "visits"), "--out", tmp_path / "file" / "out")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_what_is_looked_for_before_is_what_is_written() -> None:
    written = [name.split("/")[0] for name in files.rendered(the_document(), EXPORTS)]
    assert {*written} == {*FILES}


def test_when_no_rota_exists_it_says_why_and_writes_nothing(tmp_path: Path) -> None:
    council = never_open(tmp_path / "visits")
    before = files_in(tmp_path)
    result = run("solve", council)
    assert result.exit_code == 1
    assert result.stderr == "Nothing was written. --best-effort writes the nearest there is, marked as a DRAFT.\n"
    assert "No rota keeps every must: 1 thing stands in the way." in result.stdout
    assert "Both visits to Corporate parenting and MASH have no possible date" in result.stdout
    assert files_in(tmp_path) == before
    said = json.loads(run("solve", council, "--format", "json").stdout)
    assert said["result"] == "impossible"
    assert said["text"] == result.stdout.splitlines()
    assert [obstacle["rules"] for obstacle in said["diagnosis"]["obstacles"]] == [["open_dates"]]


def test_it_says_no_less_than_rota_diagnose(tmp_path: Path) -> None:
    council = never_open(tmp_path / "visits")
    assert run("solve", council).stdout == run("diagnose", council).stdout


def not_found(reasons: Sequence[str]) -> Callable[..., Result]:
    """The engine is stood in for: a world on which it fails within its limits would take minutes."""
    return lambda *_, **__: NotFound(AuditReport(tuple(Finding("pool", reason, breach=True) for reason in reasons)))


def test_when_none_was_found_it_says_what_is_still_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = a_council(tmp_path / "visits")
    before = files_in(tmp_path)
    monkeypatch.setattr(running, "solve", not_found([f"Visit {number} has nobody." for number in range(14)]))
    monkeypatch.setattr(no_rota, "why_no_rota", lambda *_: Diagnosis((), None, ()))
    result = run("solve", council)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert "was found within the limits" in lines[0]
    assert lines[10:12] == ["  Visit 9 has nobody.", "  and 4 more like these."]
    assert "one may exist" in result.stdout
    assert result.stderr.startswith("Nothing was written.")
    assert files_in(tmp_path) == before
    said = json.loads(run("solve", council, "--format", "json").stdout)
    assert said["result"] == "not found"


def test_a_rota_met_while_looking_for_reasons_is_where_the_engine_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine, stood in for, finds none by itself; diagnosis needs any rota only, and finds one."""
    begun = []

    def only_from_a_rota(problem: Problem, rules: Sequence[Rule], *, start: Rota | None, **rest: object) -> Result:
        begun.append(start)
        return (
            solve(problem, rules, start=start)
            if start
            else NotFound(AuditReport((Finding("pool", "Nobody is on MASH.", breach=True),)))
        )

    monkeypatch.setattr(running, "solve", only_from_a_rota)
    result = run("solve", a_council(tmp_path / "visits"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Proven best" in result.stdout
    assert len(begun) == 2


def test_faults_are_told_all_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    change(council / "rota.toml", 'packages = ["constraints"]', 'packages = ["constraints", "our_rules"]')
    change(council / "teams.csv", "MASH,mash", "MASH,mosh")
    before = files_in(tmp_path)
    result = run("solve", council)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "teams.csv, row 2, column 'kind'" in result.stderr
    assert "there is no package 'our_rules'" in result.stderr
    assert files_in(tmp_path) == before


def test_a_disagreement_between_engine_and_audit_is_loud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(*_: object, **__: object) -> None:
        raise DisagreementError("two readings")

    monkeypatch.setattr(running, "solve", disagree)
    result = run("solve", a_council(tmp_path / "visits"))
    assert isinstance(result.exception, DisagreementError)
    assert not (tmp_path / "visits" / "out").exists()


OUR_RULE = '''
from dataclasses import dataclass
from rota.rules import Bar, Rule

@dataclass(frozen=True)
class NoMondays(Rule):
    """No visit is on a Monday."""

    def statements(self, problem):
        slots = tuple(slot.id for slot in problem.slots if slot.day.weekday() == 0)
        yield Bar(None, None, slots, "no Mondays")

    def check(self, problem, rota):
        for placement in rota.placements:
            if placement.slot.day.weekday() == 0:
                yield self.breach("A visit is on a Monday.", placement.visit)

RULES = (NoMondays,)
'''


def test_rules_of_the_council_run_only_when_they_are_trusted(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    (council / "our_rules").mkdir()
    (council / "our_rules" / "__init__.py").write_text(OUR_RULE, encoding="utf-8")
    change(council / "rota.toml", 'packages = ["constraints"]', 'packages = ["constraints", "our_rules"]')
    refused = run("solve", council)
    assert refused.exit_code == 2
    assert "--own-rules" in refused.stderr
    assert run("solve", council, "--own-rules").exit_code == 0
    assert "NoMondays()" in (council / "out" / "rota.json").read_text(encoding="utf-8")
    assert run("audit", council, council / "out" / "rota.json", "--own-rules").exit_code == 0


def standing_by(council: Path) -> list[list[str]]:
    """Who stands by for each visit, as the record has it."""
    record = json.loads((council / "out" / "rota.json").read_text(encoding="utf-8"))
    return [one["members"] for one in record["record"]["reserves"]]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError("Unable to allocate 713. KiB"), "there was not enough memory"),
        (RotaError("The rule 'x' cannot be used."), "The rule 'x' cannot be used."),
    ],
)
def test_the_rota_is_on_disk_before_its_reserves_are_worked_out(
    tmp_path: Path, error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = a_council(tmp_path / "visits")
    there: list[bool] = []

    def fail(*_: object) -> None:
        there.append((council / "out" / "rota.json").is_file())
        raise error

    monkeypatch.setattr("rota.explaining.reserves.reserves", fail)
    result = run("solve", council)
    assert result.exit_code == 0
    assert there == [True]
    assert f"nobody stands by for any visit, because that could not be worked out: {words}" in result.stderr
    assert standing_by(council) == []
    assert run("audit", council, council / "out" / "rota.json").exit_code == 0


def test_a_bug_among_the_reserves_is_shown_and_the_rota_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("ann")

    council = a_council(tmp_path / "visits")
    monkeypatch.setattr("rota.explaining.reserves.reserves", fail)
    result = run("solve", council)
    assert isinstance(result.exception, KeyError)
    assert "could not be worked out: KeyError: 'ann' It was written to" in result.stderr.replace(". It", " It")
    assert (council / "out" / "rota.html").is_file()


def test_when_all_goes_well_what_is_written_last_has_the_reserves(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    assert run("solve", council).exit_code == 0
    assert len(standing_by(council)) == 3
