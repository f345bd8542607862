"""The public API: every name, on the smallest councils, as a script, a notebook or a service would use it."""

from __future__ import annotations

import inspect
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas
import pytest

import rota
from rota import api
from rota.app.council import WORKBOOK
from rota.domain.edits import SetRule
from rota.explaining.context import RotaContext
from rota.reading import write_starter
from tests.app.zips import zipped
from tests.architecture.sources import ROOT
from tests.cli.worlds import a_council, change, files_in, never_open, run
from tests.support.clock import TODAY

LIMITS = rota.Limits(work=5)
NAMES = {
    *("read", "Council", "InputFaults", "solve", "Limits", "Solution", "audit", "diagnose", "why", "why_not"),
    *("why_member", "unmet"),
    *("fairness", "swaps", "reserves", "replan", "what_if", "export", "write", "RotaError", "Problem", "Rota", "Rule"),
}
"""Those that the API promised first."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter: 6 members, MASH once and corporate parenting twice in the year from June 2027."""
    return a_council(tmp_path_factory.mktemp("api") / "visits")


@pytest.fixture(scope="module")
def council(folder: Path) -> rota.Council:
    return rota.read(folder, on=TODAY.date())


@pytest.fixture(scope="module")
def solution(council: rota.Council) -> rota.Solution:
    found = rota.solve(council, LIMITS)
    assert found is not None
    return found


def a_view(files: dict[str, bytes], visit: str) -> tuple[int, str]:
    """What a web service does with an upload: it solves and shows why a visit is as it is, or says what is wrong."""
    try:
        council = rota.read(files)
    except rota.InputFaults as error:
        return 400, "\n".join(error.faults)
    solution = rota.solve(council, LIMITS)
    if solution is None:
        return 409, rota.diagnose(council).html
    return 200, rota.why(council, solution, visit, audience="member").html


def test_a_view_that_solves_and_shows_why_has_fewer_than_15_lines() -> None:
    lines = inspect.getsource(a_view).splitlines()
    assert len(lines) < 15


def test_the_view_answers(folder: Path, tmp_path: Path) -> None:
    files = files_in(folder)
    status, page = a_view(files, "mash-1")
    assert (status, page[:15], "MASH" in page) == (200, "<!DOCTYPE html>", True)
    assert a_view(files_in(never_open(tmp_path / "closed")), "mash-1")[0] == 409
    files["absences.csv"] += b"Example Member Tow,2027-07-05,2027-07-16\n"
    status, said = a_view(files, "mash-1")
    assert status == 400
    assert said.startswith("absences.csv, row")


def test_every_name_is_there_and_no_other() -> None:
    assert {*NAMES} <= {*rota.__all__} == {*rota.__all__} & {*dir(rota)}
    assert all(getattr(rota, name).__doc__ for name in rota.__all__)
    with pytest.raises(AttributeError, match="module 'rota' has no attribute 'nothing'"):
        getattr(rota, "nothing")  # noqa: B009 - mypy knows that it is not there


def test_what_needs_no_engine_is_what_the_api_gives() -> None:
    assert [name for name in rota._LIGHT if getattr(rota, name) is not getattr(api, name)] == []


@pytest.mark.full
@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import rota", "numpy ortools pandas openpyxl click rota.api rota.domain"),
        ("import rota; rota.RotaError, rota.Problem, rota.Rule, rota.Limits", "numpy ortools pandas openpyxl click"),
        ("import rota, sys; rota.read(sys.argv[1])", "numpy ortools pandas openpyxl click"),
        ("import rota, sys; c = rota.read(sys.argv[1]); rota.solve(c, rota.Limits(work=1))", "openpyxl click"),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(code: str, absent: str, folder: Path) -> None:
    """pandas comes with the engine, whose library imports it, and else with the first frame."""
    asks = f"{code}; import sys; print(*sorted(set({absent.split()!r}) & set(sys.modules)))"
    asked = subprocess.run([sys.executable, "-c", asks, folder], cwd=ROOT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == ""


def test_a_council_is_read_from_wherever_it_is(folder: Path, council: rota.Council, tmp_path: Path) -> None:
    files, packed = files_in(folder), zipped(folder, "visits/")
    (tmp_path / "visits.zip").write_bytes(packed)
    for source in (str(folder), files, packed, tmp_path / "visits.zip"):
        read = rota.read(source, on=TODAY.date())
        assert (read.problem, read.rules, read.warnings) == (council.problem, council.rules, council.warnings)
    assert rota.read(council.problem).problem == council.problem
    write_starter(tmp_path / "visits.xlsx")
    book = (tmp_path / "visits.xlsx").read_bytes()
    whole = rota.read(tmp_path / "visits.xlsx").problem
    assert [rota.read(source).problem for source in (book, {"my.xlsx": book})] == [whole, whole]


@pytest.mark.parametrize("made", ["folder", "files", "zip", "frames"])
def test_every_fault_comes_with_its_place_whatever_the_source(folder: Path, made: str) -> None:
    """Three faults in two tables: the same sentences, rows and columns, however they are read."""
    here = folder.parent / f"faulty-{made}"
    a_council(here)
    change(here / "members.csv", "Example Member Two", "Example Member One")
    with (here / "absences.csv").open("a", encoding="utf-8") as file:
        file.write("Example Member Tow,2027-07-05,2027-07-16\nExample Member One,31/06/2027,2027-07-16\n")
    rows = len((here / "absences.csv").read_text(encoding="utf-8-sig").splitlines())
    checked = run("check", here).stdout.splitlines()
    with pytest.raises(rota.InputFaults) as caught:
        {
            "folder": lambda: rota.read(here),
            "files": lambda: rota.read(files_in(here)),
            "zip": lambda: rota.read(zipped(here)),
            "frames": lambda: rota.Council.from_frames(_frames(here), (here / "rota.toml").read_text()),
        }[made]()
    assert list(caught.value.faults) == checked[:-1]
    places = {(fault.where, fault.row, fault.column) for fault in caught.value.places}
    assert {("absences.csv", rows - 1, "person"), ("absences.csv", rows, "start")} <= places


def _frames(folder: Path) -> dict[str, pandas.DataFrame]:
    return {file.stem: pandas.read_csv(file, dtype=str) for file in sorted(folder.glob("*.csv"))}


def test_frames_there_and_back_are_the_same_council(folder: Path, council: rota.Council) -> None:
    frames = council.frames()
    assert list(frames["members"]["name"][:2]) == ["Example Member One", "Example Member Two"]
    assert frames["members"].index[0] == 2
    again = rota.Council.from_frames(frames, (folder / "rota.toml").read_bytes(), on=TODAY.date())
    assert (again.problem, again.rules) == (council.problem, council.rules)


def test_frames_of_a_workbook_are_the_same_council(folder: Path, council: rota.Council, tmp_path: Path) -> None:
    write_starter(tmp_path / "visits.xlsx")
    frames = rota.read(tmp_path / "visits.xlsx").frames()
    assert isinstance(frames["absences"]["start"].iloc[0], pandas.Timestamp | date)
    again = rota.Council.from_frames(frames, (folder / "rota.toml").read_text(), on=TODAY.date())
    assert again.problem == council.problem


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (None, '""'),
        (float("nan"), '""'),
        (pandas.NaT, '""'),
        (pandas.NA, '""'),
        (2.0, "2"),
        (7, "7"),
        (True, "yes"),
        (pandas.Timestamp(2027, 7, 5), "2027-07-05"),
        (pandas.Timestamp(2027, 7, 5, 9, 30), "2027-07-05 09:30"),
        (date(2027, 7, 5), "2027-07-05"),
        (pandas.Timestamp(2027, 7, 5, 9, 30).time(), "09:30"),
        (["chair", "lead"], "chair; lead"),
        ('a "b", c', '"a ""b"", c"'),
    ],
)
def test_a_cell_of_a_frame_is_written_as_an_officer_would_type_it(cell: object, typed: str) -> None:
    from rota.app.frames import source_of_frames

    source = source_of_frames({"members": pandas.DataFrame({"x": pandas.Series([cell], dtype=object)})}, "")
    assert source.read("members.csv").decode() == f"x\r\n{typed}\r\n"


def test_calendars_come_with_frames(folder: Path) -> None:
    ics = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    with pytest.raises(rota.InputFaults, match=r"calendars/nobody\.ics"):
        rota.Council.from_frames(_frames(folder), (folder / "rota.toml").read_text(), calendars={"nobody.ics": ics})


def test_a_solution_says_what_the_command_says(folder: Path, solution: rota.Solution, tmp_path: Path) -> None:
    said = json.loads(run("solve", folder, "--out", tmp_path / "out", "--work", "5", "--format", "json").stdout)
    assert (solution.optimal, solution.gap, solution.report.points) == (
        said["proven_best"],
        said["gap"],
        said["points"],
    )
    assert rota.export(solution) == files_in(tmp_path / "out")
    assert (
        rota.audit(solution.council, solution).points
        == said["points"]
        == rota.audit(solution.council, solution.rota).points
    )


def test_the_frames_of_a_solution_agree_with_its_audit(solution: rota.Solution) -> None:
    problem, placed = solution.council.problem, solution.rota.placements
    assert list(solution.visits["visit"]) == [one.visit for one in sorted(placed, key=lambda one: one.slot)]
    assert len(solution.places) == sum(len(one.members) for one in placed)
    assert solution.findings["points"].sum() == solution.report.points
    counts = solution.places.groupby("member").size().to_dict()
    loads = solution.loads.set_index("member")["visits"]
    assert {member: count for member, count in loads.items() if count} == counts
    assert set(loads.index) <= {member.id for member in problem.members}


def test_progress_is_heard_and_a_start_is_taken(council: rota.Council, solution: rota.Solution) -> None:
    heard: list[object] = []
    again = rota.solve(council, LIMITS, start=solution.rota, near=solution.rota, on_progress=heard.append)
    assert again is not None
    assert again.rota == solution.rota
    assert heard


def test_without_a_rota_the_answer_is_none_and_the_diagnosis_says_why(tmp_path: Path) -> None:
    council = rota.read(never_open(tmp_path / "visits"))
    assert rota.solve(council, LIMITS) is None
    why = rota.diagnose(council)
    assert why.found.obstacles
    assert why.text.splitlines() == run("diagnose", tmp_path / "visits").stdout.splitlines()


def test_explanations_say_what_the_commands_say(folder: Path, solution: rota.Solution, tmp_path: Path) -> None:
    council, first = solution.council, date(2027, 6, 1)
    rota.write(rota.export(solution, ["json"]), tmp_path)
    file, goes = tmp_path / "rota.json", solution.rota.of(["mash-1"])[0].members
    member, other = (council.problem.member(one).name for one in (goes[0], _other(council, goes)))
    opened, at = council.opened(file.read_bytes()), ("--from", "2027-06-01")
    said = {
        ("why", folder, file, "mash-1"): rota.why(council, opened, "mash-1", first_day=first).text,
        ("why", folder, file, "mash-1", member): rota.why(council, opened, "mash-1", member, first_day=first).text,
        ("why", folder, file, "mash-1", "--not", other): rota.why_not(
            council, opened, "mash-1", other, first_day=first
        ).text,
        ("why", folder, file, member): rota.why_member(council, opened, member, first_day=first).text,
        ("why", folder, file, member, "--for", "member"): rota.why_member(
            council, opened, member, first_day=first, audience="member"
        ).text,
        ("why", folder, file): rota.unmet(council, opened, first_day=first).text,
        ("fairness", folder, file): rota.fairness(council, opened, first_day=first).text,
        ("swap", folder, file, member, "mash-1"): rota.swaps(council, opened, member, "mash-1", first_day=first).text,
        ("reserve", folder, file, "mash-1"): rota.reserves(council, opened, "mash-1", first_day=first).text,
    }
    for command, text in said.items():
        assert text.splitlines() == run(*command, *at).stdout.splitlines()


def _other(council: rota.Council, goes: tuple[str, ...]) -> str:
    return next(member.id for member in council.problem.members if member.id not in goes)


def test_what_cannot_be_asked_is_refused_in_a_sentence(solution: rota.Solution) -> None:
    council, goes = solution.council, solution.rota.of(["mash-1"])[0].members
    with pytest.raises(rota.RotaError, match=r"There is no visit called 'mahs-1'\. Did you mean"):
        rota.why(council, solution, "mahs-1")
    with pytest.raises(rota.RotaError, match=r"'Example Member Tow'.*Did you mean"):
        rota.why_member(council, solution, "Example Member Tow")
    with pytest.raises(rota.RotaError, match="does not go on this visit"):
        rota.swaps(council, solution, _other(council, goes), "mash-1")
    with pytest.raises(rota.RotaError, match="goes on this visit"):
        rota.why_not(council, solution, "mash-1", goes[0])
    with pytest.raises(rota.InputFaults, match=r"rota\.json: "):
        council.opened(b"{}")


def test_a_rota_is_replanned_for_a_member_who_leaves(solution: rota.Solution) -> None:
    council, (leaver, *_) = solution.council, solution.rota.of(["mash-1"])[0].members
    name = council.problem.member(leaver).name
    plan = rota.replan(council, solution, date(2027, 6, 1), 0, lost=[name])
    assert plan.solution is not None
    assert all(leaver not in one.members for one in plan.solution.rota.placements)
    assert plan.answer.lines[0].startswith(name)
    record = json.loads(rota.export(plan.solution, ["json"])["rota.json"])["record"]
    assert record["over_before"] == "2027-06-01"
    assert record["log"]


def test_what_people_were_told_outlives_a_replanning(folder: Path, solution: rota.Solution, tmp_path: Path) -> None:
    """The ledger of a published rota comes through ``opened`` and ``replan`` to the export, byte for byte."""
    rota.write(rota.export(solution), folder / "out", force=True)
    run("publish", folder / "out", "--into", tmp_path / "published", "--dated", "2027-05-01 09:00")
    published = solution.council.opened((tmp_path / "published" / "rota.json").read_bytes())
    assert published.document.record.publication is not None
    plan = rota.replan(solution.council, published, date(2027, 6, 1))
    assert plan.solution is not None
    assert plan.solution.document.record.publication == published.document.record.publication


def test_what_cannot_be_replanned_says_why(tmp_path: Path, solution: rota.Solution) -> None:
    closed = rota.read(never_open(tmp_path / "visits"))
    plan = rota.replan(closed, solution.rota, date(2027, 6, 1))
    assert plan.solution is None
    assert "No rota leaves what is over as it is and keeps every must." in plan.answer.text


def test_what_if_says_it_in_words_or_in_edits(solution: rota.Solution) -> None:
    council = solution.council
    said = rota.what_if(council, solution, set=["yearly_limit.visits_a_year=3"])
    made = rota.what_if(council, solution, edits=[SetRule("yearly_limit", "visits_a_year", 3)])
    assert said.scenario is not None
    assert made.scenario is not None
    assert said.answer.text == made.answer.text
    assert rota.what_if(council, solution, set=["yearly_limit.visits_a_year=0"]).scenario is None
    with pytest.raises(rota.RotaError, match="Did you mean 'yearly_limit'"):
        rota.what_if(council, solution, set=["yearly_limt.visits_a_year=3"])


def test_files_are_written_all_or_none(solution: rota.Solution, tmp_path: Path) -> None:
    files = rota.export(solution, ["csv", "json"])
    assert rota.write(files, tmp_path / "out") == ("rota.csv", "rota.json")
    with pytest.raises(rota.OutputRefused):
        rota.write(files, tmp_path / "out")
    assert rota.write(files, str(tmp_path / "out"), force=True)
    assert files_in(tmp_path / "out") == files


def test_a_rota_of_other_inputs_is_opened_without_its_proof(folder: Path, solution: rota.Solution) -> None:
    content = rota.export(solution, ["json"])["rota.json"]
    assert solution.council.opened(content).optimal == solution.optimal
    files = files_in(folder)
    files["absences.csv"] += b"Example Member Two,2027-07-05,2027-07-16\n"
    assert rota.read(files).opened(content).certificate is None


def test_bytes_alone_are_a_workbook_or_a_zip() -> None:
    assert WORKBOOK.endswith(".xlsx")
    with pytest.raises(rota.RotaError, match="not a zip that can be opened"):
        rota.read(io.BytesIO(b"neither").getvalue())


def test_a_draft_is_marked_in_every_answer(council: rota.Council, solution: rota.Solution) -> None:
    first, *rest = solution.rota.placements
    broken = rota.Rota(tuple(rest))
    assert not RotaContext(council.problem, council.rules, broken).report.kept
    assert rota.why(council, broken, rest[0].visit).paper.draft
    assert not rota.why(council, solution, rest[0].visit).paper.draft
    assert first.visit in {one.visit for one in solution.rota.placements}
