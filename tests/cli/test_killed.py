"""Every command that writes, killed before each of its renames: old or new, a re-run works, nothing is left."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from rota.writing.session import settle
from tests.architecture.sources import ROOT
from tests.cli.by_hand import BY_HAND, by_hand
from tests.cli.worlds import a_council, files_in, run
from tests.forms.worlds import fill
from tests.support.kills import KilledError, is_killed, killed_before, leftovers

RENAMES = ("replace", "rename")
DATA = ROOT / "tests" / "data"
MOVED = BY_HAND.replace("2027-09-07", "2027-09-14")
TAKE = ("--take", "1", "--force")
DATED = ("--dated", "2027-05-20 09:00")


def with_a_rota(folder: Path) -> Path:
    """The starter with a rota made by hand in its folder "out"."""
    council = a_council(folder)
    assert run("export", council, by_hand(council), "--out", council / "out").exit_code == 0
    return council


def published(folder: Path) -> Path:
    """The same, published, and one visit moved in "out" since."""
    council = with_a_rota(folder)
    assert run("publish", council / "out", "--into", council / "pub", *DATED).exit_code == 0
    assert run("export", council, by_hand(council, MOVED), "--out", council / "out", "--force").exit_code == 0
    return council


def without_marks(folder: Path) -> dict[str, bytes]:
    """The files as an officer sees them."""
    return {name: content for name, content in files_in(folder).items() if ".rota-" not in name}


@pytest.mark.parametrize("step", [0, 1, 2, 7, 17])
def test_a_first_publish_that_is_killed_is_simply_given_again(tmp_path: Path, step: int) -> None:
    """Neither "holds a rota already" nor "is not there": before the last rename nothing of it is there."""
    council = with_a_rota(tmp_path / "visits")
    again = ("publish", council / "out", "--into", council / "pub", *DATED)
    with killed_before(step, RENAMES), pytest.raises(KilledError):
        run(*again)
    result = run(*again)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Published to {council / 'pub'}: revision 1, 11 feeds.")
    assert (len(list((council / "pub/served/f").iterdir())), leftovers(council)) == (11, [])


@pytest.mark.parametrize("step", [1, 3, 6])
def test_a_publish_over_another_that_is_killed_tells_again_who_must_be_told(tmp_path: Path, step: int) -> None:
    council = published(tmp_path / "visits")
    again = ("publish", council / "out", "--over", council / "pub", *DATED)
    with killed_before(step, RENAMES), pytest.raises(KilledError):
        run(*again)
    result = run(*again)
    assert (result.exit_code, "revision 2" in result.stdout, "Example Member Three" in result.stdout) == (0, True, True)
    assert leftovers(council) == []


@pytest.mark.parametrize("step", [1, 4, 9])
def test_the_next_command_audits_the_rota_that_was_there(tmp_path: Path, step: int) -> None:
    """rota.json and rota.csv of two rotas would each be audited as if the other said the same."""
    council = with_a_rota(tmp_path / "visits")
    before = files_in(council / "out")
    with killed_before(step, RENAMES), pytest.raises(KilledError):
        run("export", council, by_hand(council, MOVED), "--out", council / "out", "--force")
    assert files_in(council / "out") != before
    assert run("audit", council, council / "out" / "rota.csv").exit_code == 0
    assert files_in(council / "out") == before


def test_an_import_into_two_tables_that_is_killed_changes_neither(tmp_path: Path) -> None:
    council, answers = a_council(tmp_path / "visits"), a_form_of_two_tables(tmp_path)
    before = files_in(council)
    for step in range(3):
        with killed_before(step, RENAMES), pytest.raises(KilledError):
            run("import", "availability", answers, "--into", council)
        assert run("check", council).exit_code == 0
        assert without_marks(council) == before
    assert run("import", "availability", answers, "--into", council).exit_code == 0
    assert leftovers(council) == []
    after = files_in(council)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"absences.csv", "weekly.csv", "answers.taken.json"}


def a_form_of_two_tables(folder: Path) -> Path:
    """The folder with a form that changes dates away and the ordinary week."""
    council, answers = a_council(folder / "asking"), folder / "answers"
    answers.mkdir()
    assert run("ask", council, "--out", folder / "forms").exit_code == 0
    cells = {"Dates away": {"A3": "2027-07-05"}, "Your week": {"B2": "cannot"}}
    fill(folder / "forms" / "example-member-three.xlsx", cells, answers / "three.xlsx")
    return answers


def test_a_next_year_that_is_killed_can_be_given_again(tmp_path: Path) -> None:
    """The folder that it made and wrote nothing into is not "there already"."""
    council = with_a_rota(tmp_path / "visits")
    again = ("next-year", *(word.format(council) for word in ROTA), "--out", tmp_path / "next", "--as-planned", *AFTER)
    assert is_killed(lambda: run(*again), 0, RENAMES)
    assert (tmp_path / "next").is_dir()
    assert (run(*again).exit_code, leftovers(tmp_path)) == (0, [])


def test_a_new_council_that_is_killed_can_be_written_again(tmp_path: Path) -> None:
    for step in range(0, 30, 7):
        council = tmp_path / str(step)
        assert is_killed(lambda council=council: run("new", council), step) or step > 20  # type: ignore[misc]
        result = run("new", council)
        assert result.exit_code == 0 or "is there already" in result.stderr
        assert (len(without_marks(council)), run("check", council).exit_code) == (21, 0)


def with_files(folder: Path) -> Path:
    """The same, and beside it what is to be imported, and forms of proforma that came back."""
    council = with_a_rota(folder)
    there = folder.parents[1]
    shutil.copy(DATA / "councillors.xml", there)
    (there / "terms.csv").write_text("name,start,end\nHalf term,2028-02-14,2028-02-18\n")
    days = [{"title": f"Day {day}", "date": f"2029-01-{day:02}"} for day in range(1, 9)]
    (there / "days.json").write_text(json.dumps({"england-and-wales": {"events": days}}))
    return council


AFTER = ("--on", "2028-06-01")
ROTA = ("{0}", "{0}/out/rota.json")


EVERY = {
    "new": (lambda folder: folder, ("new", "{0}/council")),
    "ask": (a_council, ("ask", "{0}", "--out", "{0}/forms")),
    "import availability": (a_council, ("import", "availability", "{0}/../../answers", "--into", "{0}")),
    "solve": (a_council, ("solve", "{0}")),
    "solve --force": (with_a_rota, ("solve", "{0}", "--force")),
    "export": (with_a_rota, ("export", "{0}", "{0}/out/rota.csv", "--out", "{0}/to-print")),
    "swap": (
        with_a_rota,
        ("swap", "{0}", "{0}/out/rota.json", "Example Member One", "mash-1", *TAKE),
    ),
    "publish": (with_a_rota, ("publish", "{0}/out", "--into", "{0}/pub", *DATED)),
    "publish --over": (published, ("publish", "{0}/out", "--over", "{0}/pub", *DATED)),
    "replan": (
        published,
        ("replan", "{0}", "{0}/pub", "--lost", "Example Member One", "--force"),
    ),
    "reserve": (with_a_rota, ("reserve", *ROTA, "mash-1", "--for", "Example Member One", *TAKE)),
    "what-if": (with_a_rota, ("what-if", *ROTA, "--set", "yearly_limit.visits_a_year=3", "--save", "three")),
    "new workbook": (lambda folder: folder, ("new", "{0}/council.xlsx")),
    "import moderngov": (with_files, ("import", "moderngov", "{0}/../../councillors.xml", "--into", "{0}")),
    "import school-terms": (with_files, ("import", "school-terms", "{0}/../../terms.csv", "--into", "{0}")),
    "import bank-holidays": (with_files, ("import", "bank-holidays", "{0}/../../days.json", "--into", "{0}")),
    "proforma": (with_a_rota, ("proforma", *ROTA, "mash-1", "--out", "{0}/given", *AFTER)),
    "worklist --letters": (with_a_rota, ("worklist", *ROTA, "--letters", "{0}/letters", "--on", "2027-11-20")),
    "worklist --xlsx": (with_a_rota, ("worklist", *ROTA, "--xlsx", "{0}/lists/to-do.xlsx", "--on", "2027-11-20")),
    "next-year": (with_a_rota, ("next-year", *ROTA, "--out", "{0}/next", "--as-planned", *AFTER)),
    "annual-report": (with_a_rota, ("annual-report", *ROTA, "--out", "{0}/papers/year.docx", *AFTER)),
    "tracker": (with_a_rota, ("tracker", *ROTA, "--out", "{0}/papers/tracker.docx", *AFTER)),
    "batch": (lambda folder: with_a_rota(folder / "one").parent, ("batch", "{0}", "--force")),
}
"""How each begins, and what is run: without --force it must run again all the same."""


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_each_command_killed_before_each_rename(tmp_path: Path, name: str) -> None:
    """The system's own SIGKILL, in a process of its own, before every rename in turn."""
    begin, words = EVERY[name]
    if name == "import availability":
        a_form_of_two_tables(tmp_path)
    first = tmp_path / "first"
    first.mkdir()
    begin(first / "visits") if not name.startswith("new") else (first / "visits").mkdir()
    for step in itertools.count():
        council = tmp_path / f"{step}" / "visits"
        shutil.copytree(first / "visits", council)
        before = files_in(council)
        command = [word.format(council) for word in words]
        killed = ended_by_kill(lambda command=command: run(*command), step)  # type: ignore[misc]
        for place in (council, *(path for path in council.rglob("*") if path.is_dir() and ".rota-" not in path.name)):
            if place.is_dir():
                settle(place)
        there, result = without_marks(council), run(*command)
        is_old = there == before
        assert is_old or not killed or set(there) == set(without_marks(council))
        assert result.exit_code == 0 or not is_old, result.output
        assert leftovers(council) == []
        if not killed:
            assert step >= 3
            return
        shutil.rmtree(tmp_path / f"{step}")


READING = {
    "audit": ("audit", "{0}", "{0}/out/rota.csv"),
    "why": ("why", *ROTA, "mash-1"),
    "fairness": ("fairness", *ROTA),
    "reserve": ("reserve", *ROTA, "mash-1"),
    "swap": ("swap", *ROTA, "Example Member One", "mash-1"),
    "what-if": ("what-if", *ROTA, "--set", "yearly_limit.visits_a_year=3"),
    "diagnose": ("diagnose", "{0}"),
    "check": ("check", "{0}"),
    "export": ("export", *ROTA, "--out", "{0}/paper"),
    "publish": ("publish", "{0}/out", "--into", "{0}/pub", *DATED),
    "worklist": ("worklist", *ROTA, "--on", "2027-11-20"),
    "figures": ("figures", *ROTA, *AFTER),
    "proforma": ("proforma", *ROTA, "mash-1", "--out", "{0}/given", *AFTER),
    "tracker": ("tracker", *ROTA, "--out", "{0}/papers/tracker.docx", *AFTER),
    "next-year": ("next-year", *ROTA, "--out", "{0}/next", "--as-planned", *AFTER),
    "solve near": ("solve", "{0}", "--near", "{0}/out/rota.json", "--out", "{0}/near"),
    "batch": ("batch", "{0}/..", "--force"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", READING)
def test_every_command_that_reads_finds_one_rota_and_one_set_of_tables(tmp_path: Path, name: str) -> None:
    """Both the folder of the rota and that of the tables were half written when a command was killed."""
    council = with_a_rota(tmp_path / "visits")
    before = files_in(council)
    with killed_before(6, RENAMES), pytest.raises(KilledError):
        run("export", council, by_hand(council, MOVED), "--out", council / "out", "--force")
    with killed_before(2, RENAMES), pytest.raises(KilledError):
        run("import", "availability", a_form_of_two_tables(tmp_path), "--into", council)
    assert {name: content for name, content in without_marks(council).items() if name in before} != before
    result = run(*(word.format(council) for word in READING[name]))
    assert result.exit_code in (0, 1), result.output
    after, of_tables = without_marks(council), name in ("check", "diagnose", "batch")
    read = [one for one in before if "/" not in one or not of_tables]
    assert {one: after[one] for one in read} == {one: before[one] for one in read}


def ended_by_kill(work: Callable[[], object], step: int) -> bool:
    """Runs the work in a process of its own, which the system kills before the rename of this number."""
    child = os.fork()
    if child == 0:
        with killed_before(step, RENAMES):
            try:
                work()
            except KilledError:
                os.kill(os.getpid(), signal.SIGKILL)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.slow
def test_two_imports_at_once_a_hundred_times(tmp_path: Path) -> None:
    """Four processes keep the machine busy meanwhile; both answers are kept, or one is refused in words."""
    council, answers = a_council(tmp_path / "visits"), [tmp_path / who for who in ("three", "four")]
    assert run("ask", council, "--out", tmp_path / "forms").exit_code == 0
    for folder in answers:
        folder.mkdir()
        name = f"example-member-{folder.name}.xlsx"
        fill(tmp_path / "forms" / name, {"Dates away": {"A3": "2027-07-05"}}, folder / name)
    clean = (council / "absences.csv").read_bytes()
    for _ in range(100):
        (council / "absences.csv").write_bytes(clean)
        (council / "answers.taken.json").unlink(missing_ok=True)  # else what is not there was taken out on purpose
        both_at_once([("import", "availability", str(folder), "--into", str(council)) for folder in answers])
        kept = (council / "absences.csv").read_text(encoding="utf-8-sig")
        assert (kept.count("Member Three,2027-07-05"), kept.count("Member Four,2027-07-05")) == (1, 1)
    assert leftovers(council) == []


def both_at_once(commands: list[tuple[str, ...]]) -> list[int]:
    """The exit codes of commands that run at once, each in a process of its own."""
    children = []
    for command in commands:
        child = os.fork()
        if child == 0:
            os._exit(run(*command).exit_code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


@pytest.mark.slow
def test_two_publications_at_once_fifty_times(tmp_path: Path) -> None:
    council = with_a_rota(tmp_path / "visits")
    for number in range(50):
        into = tmp_path / str(number)
        codes = both_at_once([("publish", str(council / "out"), "--into", str(into), *DATED)] * 2)
        assert sorted(codes) == [0, 2]
        served = {path.name for path in (into / "served/f").iterdir()}
        named = (into / "feeds.private.json").read_text()
        assert len(served) == 11
        assert all(name in named for name in served)
