"""rota ask, and rota import availability."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.worlds import files_in, quietly_ended, run
from tests.forms.worlds import ABSENCES, WEEKLY, a_council, asked, fill


def test_ask_writes_a_workbook_and_a_page_for_everybody(tmp_path: Path) -> None:
    """Three members and one host: eight files."""
    result = run("ask", a_council(tmp_path / "c"), "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Written to {tmp_path / 'out'}: 4 forms, each a workbook and a page to print.\n",
    )
    assert len(files_in(tmp_path / "out")) == 8


def test_the_examples_in_the_help_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They begin with the council that "rota new" writes: six members and two hosts."""
    monkeypatch.chdir(tmp_path)
    run("new", "visits.xlsx")
    for command, last in (
        (("ask",), "8 forms"),
        (("import", "availability"), "Nothing had to be changed in visits.xlsx."),
    ):
        example = run(*command, "-h").stdout.partition("Example:\n")[2].splitlines()[0].split()
        result = run(*example[1:])
        assert (example[0], result.exit_code) == ("rota", 0)
        assert last in result.stdout


def test_ask_writes_over_nothing_without_force(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), tmp_path / "out"
    asked(council, out)
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    before = files_in(out)
    refused = run("ask", council, "--out", out)
    assert (refused.exit_code, refused.stdout, files_in(out)) == (2, "", before)
    assert "--force" in refused.stderr
    assert run("ask", council, "--out", out, "--force").exit_code == 0
    assert files_in(out) != before


def test_ask_of_tables_with_a_fault_says_it_and_writes_nothing(tmp_path: Path) -> None:
    council = a_council(tmp_path / "c", absences="person,start\nNobody,2026-07-06\n")
    result = run("ask", council, "--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "absences.csv, row 2, column 'person'" in result.stderr


def test_import_says_who_answered_what_changed_and_who_has_not(tmp_path: Path) -> None:
    """How many changes, never which: the screen may be seen by others."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}, "Your week": {"B2": "cannot", "C2": None}})
    (out / "bob-brown.xlsx").unlink()
    result = run("import", "availability", out, "--into", council)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Ann Apple: 1 change to dates away and 2 changes to the ordinary week.",
        "Cat Cole: nothing has changed.",
        "Meg Manager: nothing has changed.",
        "Not answered (1): Bob Brown.",
        f"Written to {council}: absences.csv and weekly.csv.",
    ]
    again = run("import", "availability", out, "--into", council)
    assert again.stdout.splitlines()[-1] == f"Nothing had to be changed in {council}."


def test_with_a_fault_nothing_is_written_unless_partial(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": "soon"}})
    fill(out / "bob-brown.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    before = files_in(council)
    refused = run("import", "availability", out, "--into", council)
    assert (refused.exit_code, files_in(council)) == (1, before)
    assert refused.stdout.splitlines()[1:] == ["1 fault.", "Not taken (1): Ann Apple."]
    assert "--partial" in refused.stderr
    partial = run("import", "availability", out, "--into", council, "--partial")
    assert partial.exit_code == 1
    assert "Bob Brown: 1 change to dates away." in partial.stdout
    assert "Not taken (1): Ann Apple." in partial.stdout
    assert (council / "absences.csv").read_text() == ABSENCES + "Bob Brown,2026-08-03,2026-08-03\n"
    assert (council / "weekly.csv").read_text() == WEEKLY


def test_an_import_that_cannot_run_says_why(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    for folder, into, words in (
        (tmp_path / "nowhere", council, "nowhere is not there. Give the folder"),
        (out, tmp_path / "nowhere", "there is no such folder"),
        (out / "ann-apple.xlsx", council, "ann-apple.xlsx is a file. Give the folder that holds the forms"),
    ):
        result = run("import", "availability", folder, "--into", into)
        assert quietly_ended(result)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr


def test_an_empty_folder_is_an_answer_from_nobody(tmp_path: Path) -> None:
    council = a_council(tmp_path / "c")
    (tmp_path / "out").mkdir()
    result = run("import", "availability", tmp_path / "out", "--into", council)
    assert result.exit_code == 0
    assert "Not answered (4): Ann Apple, Bob Brown, Cat Cole, Meg Manager." in result.stdout


def test_what_the_officer_took_out_stays_out_when_the_same_forms_are_taken_in_again(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3), "A4": date(2026, 9, 7)}})
    assert run("import", "availability", out, "--into", council).exit_code == 0
    table = council / "absences.csv"
    table.write_text(table.read_text().replace("Ann Apple,2026-08-03,2026-08-03\n", ""))
    before = files_in(council)
    again = run("import", "availability", out, "--into", council)
    assert again.stdout.splitlines()[0] == (
        "Ann Apple: nothing that was not taken in before. "
        "1 change was undone in the tables since, and stays so: --again takes all in."
    )
    assert (again.exit_code, files_in(council)) == (0, before)
    assert run("import", "availability", out, "--into", council, "--again").exit_code == 0
    assert "2026-08-03" in table.read_text()


def test_of_a_form_that_came_back_twice_only_what_is_new_is_taken_in(tmp_path: Path) -> None:
    """Ann sends her form again with one more date; the officer has taken the first one out meanwhile."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    run("import", "availability", out, "--into", council)
    (council / "absences.csv").write_text(ABSENCES)
    fill(out / "ann-apple.xlsx", {"Dates away": {"A4": date(2026, 9, 7)}})
    said = run("import", "availability", out, "--into", council).stdout.splitlines()[0]
    assert said.startswith("Ann Apple: 1 change to dates away. 1 change was undone")
    text = (council / "absences.csv").read_text()
    assert ("2026-08-03" in text, "2026-09-07" in text) == (False, True)


def test_what_a_form_took_out_and_the_officer_put_back_stays_in(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A2": None, "C2": None}})
    run("import", "availability", out, "--into", council)
    assert "Ann Apple" not in (council / "absences.csv").read_text()
    (council / "absences.csv").write_text(ABSENCES)
    run("import", "availability", out, "--into", council)
    assert (council / "absences.csv").read_text() == ABSENCES


def test_a_new_form_is_a_new_answer(tmp_path: Path) -> None:
    """Asked again when the tables say something else, she may mean the same date once more."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    run("import", "availability", out, "--into", council)
    (council / "absences.csv").write_text("person,start,end\nAnn Apple,2026-07-06,2026-07-11\n")
    asked(council, out)
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    assert run("import", "availability", out, "--into", council).stdout.startswith("Ann Apple: 1 change to dates away.")
    assert "2026-08-03" in (council / "absences.csv").read_text()


def test_what_was_taken_in_is_kept_as_digests_for_its_owner_alone(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": date(2026, 8, 3)}})
    run("import", "availability", out, "--into", council)
    kept = council / "answers.taken.json"
    assert "2026-08-03" not in kept.read_text()
    assert "ann" not in kept.read_text().casefold().replace("answers", "")
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_text("spoilt")
    assert run("import", "availability", out, "--into", council).exit_code == 0
