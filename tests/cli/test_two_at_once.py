"""Two commands at once: one waits for the other, or is refused in words, and nothing of either is lost."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rota import forms
from rota.writing import lock
from tests.cli.by_hand import by_hand
from tests.cli.worlds import a_council, files_in, run
from tests.forms.worlds import fill
from tests.support.writers import another_at_work_in

IMPORTS = {
    "availability": ("forms",),
    "proforma": ("forms",),
    "moderngov": ("councillors.xml",),
    "school-terms": ("terms.csv",),
    "bank-holidays": ("bank-holidays.json",),
}


@pytest.mark.parametrize("kind", IMPORTS)
def test_every_import_waits_for_whoever_writes_to_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """What is imported is merged with what is there: read before another has written, that would be lost."""
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    council = a_council(tmp_path / "visits")
    before = files_in(council)
    with another_at_work_in(council):
        result = run("import", kind, *(tmp_path / name for name in IMPORTS[kind]), "--into", council)
    assert (result.exit_code, files_in(council)) == (2, before)
    assert result.stderr.splitlines() == [
        f"Another rota command writes to {council}: waiting for its end.",
        f"Another rota command writes to {council}, and has not ended in 0 seconds. Nothing was written. "
        "Give this command again when it has.",
    ]


def a_rota_in(folder: Path) -> Path:
    """The starter with a rota made by hand in its folder "out"."""
    council = a_council(folder)
    assert run("export", council, by_hand(council), "--out", council / "out").exit_code == 0
    return council


@pytest.mark.parametrize(
    "command",
    [
        ("publish", "{0}/out", "--into", "{0}/out"),
        ("publish", "{0}/out", "--over", "{0}/out"),
        ("swap", "{0}", "{0}/out/rota.json", "Example Member One", "mash-1", "--take", "1", "--force"),
        ("reserve", "{0}", "{0}/out/rota.json", "mash-1", "--for", "Example Member One", "--take", "1", "--force"),
        ("export", "{0}", "{0}/out/rota.csv", "--out", "{0}/out", "--force"),
        ("solve", "{0}", "--force"),
        ("replan", "{0}", "{0}/out", "--force"),
        ("ask", "{0}", "--out", "{0}/out"),
    ],
)
def test_whoever_writes_to_the_folder_of_a_rota_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    council = a_rota_in(tmp_path / "visits")
    before = files_in(council)
    with another_at_work_in(council / "out"):
        result = run(*(word.format(council) for word in command))
    assert (result.exit_code, files_in(council)) == (2, before)
    assert f"Another rota command writes to {council / 'out'}, and has not ended" in result.stderr


def test_of_two_first_publications_the_second_is_refused_and_every_feed_that_is_served_is_known(
    tmp_path: Path,
) -> None:
    """Each gives every feed a name of its own: both at once served 22 feeds, of which 11 were known."""
    council = a_rota_in(tmp_path / "visits")
    first, into = council / "first", council / "published"
    assert run("publish", council / "out", "--into", first).exit_code == 0
    with another_at_work_in(into) as ends:
        threading.Timer(0.2, lambda: (shutil.copytree(first, into, dirs_exist_ok=True), ends.set())).start()  # type: ignore[func-returns-value]
        result = run("publish", council / "out", "--into", into)
    assert (result.exit_code, f"{into} holds a rota already." in result.stderr) == (2, True)
    assert files_in(into) == files_in(first)


def test_what_a_spreadsheet_saved_while_answers_were_taken_in_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel waits for nobody: the import is then refused, and given again it takes in both."""
    council, forms_folder = a_council(tmp_path / "visits"), tmp_path / "forms"
    assert run("ask", council, "--out", forms_folder).exit_code == 0
    fill(forms_folder / "example-member-three.xlsx", {"Dates away": {"A3": date(2027, 7, 5), "C3": date(2027, 7, 9)}})
    real = forms.merge

    def meanwhile(*args: Any) -> Any:
        with (council / "absences.csv").open("a", encoding="utf-8") as file:
            file.write("Example Member Six,2027-08-02,2027-08-06\r\n")
        monkeypatch.setattr(forms, "merge", real)
        return real(*args)

    monkeypatch.setattr(forms, "merge", meanwhile)
    result = run("import", "availability", forms_folder, "--into", council)
    assert (result.exit_code, "absences.csv in" in result.stderr) == (2, True)
    assert run("import", "availability", forms_folder, "--into", council).exit_code == 0
    rows = (council / "absences.csv").read_text(encoding="utf-8-sig")
    assert ("2027-07-05" in rows, "2027-08-02" in rows) == (True, True)
