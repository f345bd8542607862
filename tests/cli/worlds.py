"""Councils for tests of the command line, and how to run it on them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner, Result

from rota.cli import main
from rota.reading import write_starter
from tests.architecture.sources import ROOT

STILL = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.support import clock; clock.stand_still()"
ROTA = ("-c", f"{STILL}; from rota.cli import main; main()")
"""What makes a Python of its own run the command line, by a clock that stands still."""


def run(*args: str | Path) -> Result:
    """Runs ``rota`` within this process; 80 columns, whatever the terminal."""
    return CliRunner().invoke(main, [str(arg) for arg in args], prog_name="rota", terminal_width=80)


def quietly_ended(result: Result) -> bool:
    """Whether the command ended by itself: a fault of the program would be another exception."""
    return result.exception is None or isinstance(result.exception, SystemExit)


def a_council(folder: Path) -> Path:
    """The starter: 6 members, MASH once and corporate parenting twice in the year from June 2027."""
    write_starter(folder)
    return folder


def change(file: Path, before: str, after: str) -> None:
    """Replaces text that must be there."""
    text = file.read_text(encoding="utf-8-sig")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def text_of(file: Path) -> str:
    """Everything in a file that somebody could read, properties and all."""
    if file.suffix not in (".docx", ".xlsx"):
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def never_open(folder: Path) -> Path:
    """The starter with every day of its year closed, so that no rota exists."""
    council = a_council(folder)
    change(council / "rota.toml", "start = 2027-11-03\nend = 2027-11-03", "start = 2027-06-01\nend = 2028-05-31")
    return council


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file in the folder and below it, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _walk(folder) if path.is_file()}


def _walk(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*"))


LARGE = """\
[council]
name = "Largeshire"
[year]
start = 2027-06-01
end = 2028-05-31
[sessions]
morning = "10:00"
afternoon = "14:00"
[closures]
august = false
christmas = false
pre_election = false
[rules.week_limit]
visits_a_week = 9
[rules.yearly_limit]
visits_a_year = 20
"""


def a_large_council(folder: Path) -> Path:
    """60 members and 15 homes visited monthly: 180 visits, on which the engine works for more than a minute."""
    folder.mkdir()
    members = [f"Member {n},{'ABC'[n % 3]} Party,Ward {n % 20},2027-01-01,2027-01-01" for n in range(60)]
    teams = [f"Home {n},home,2,14" for n in range(15)]
    (folder / "rota.toml").write_text(LARGE, encoding="utf-8")
    _table(folder / "members.csv", "name,group,ward,trained,checked", members)
    _table(folder / "teams.csv", "name,kind,group_size,spacing_days", teams)
    return folder


def _table(file: Path, headings: str, rows: list[str]) -> None:
    file.write_text("\n".join([headings, *rows, ""]), encoding="utf-8")
