"""What was found is on disk before those who stand by are worked out, whichever command found it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from rota.exports import EXPORTS, USUAL
from rota.exports.view import Document
from tests.cli.worlds import files_in, run
from tests.explaining.commands import ONE, a_drawn_council, record_in, rota_of

COMMANDS = {
    "replan": ("PUBLISHED", "--from", "2027-09-01", "--lost", ONE),
    "swap": ("ROTA", ONE, "mash-1", "--take", "1", "--from", "2027-06-01"),
    "reserve": ("ROTA", "mash-1", "--for", ONE, "--take", "1", "--from", "2027-06-01"),
}


def done(council: Path, command: str) -> str:
    """The command's exit code is 0 and its files are in 'new'; what it says on stderr."""
    words = {"PUBLISHED": str(council / "out"), "ROTA": str(rota_of(council))}
    result = run(command, council, *(words.get(one, one) for one in COMMANDS[command]), "--out", council.parent / "new")
    assert result.exit_code == 0, result.stderr
    return result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_rota_is_on_disk_before_its_reserves_are_worked_out(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    council, new = a_drawn_council(tmp_path / "visits"), tmp_path / "new"
    there: list[dict[str, bytes]] = []

    def fail(*_: object) -> None:
        there.append(files_in(new))
        raise MemoryError

    monkeypatch.setattr("rota.explaining.reserves.reserves", fail)
    said = done(council, command)
    assert "nobody stands by for any visit, because that could not be worked out: there was not enough memory" in said
    assert f"It was written to {new} without them." in said
    assert there == [files_in(new)]
    assert {"rota.json", "rota.html", "officer.html", "calendars/all.ics"} <= there[0].keys()
    assert record_in(new)["reserves"] == []
    assert record_in(new)["log"]


def test_only_what_shows_reserves_is_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendars, figures and the officer's page say nothing of who stands by."""
    council = a_drawn_council(tmp_path / "visits")
    rendered: Counter[str] = Counter()

    def counting(name: str, render: Callable[[Document], dict[str, bytes]], document: Document) -> dict[str, bytes]:
        rendered[name] += 1
        return render(document)

    for name in USUAL:
        export = replace(EXPORTS[name], render=partial(counting, name, EXPORTS[name].render))
        monkeypatch.setitem(EXPORTS, name, export)
    done(council, "swap")
    assert record_in(tmp_path / "new")["reserves"]
    assert rendered == {name: 2 if name in ("json", "csv", "xlsx", "html") else 1 for name in USUAL}
