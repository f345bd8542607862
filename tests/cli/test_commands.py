"""What holds for every command: help, examples, exit codes, and that help is soon there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rota import __version__
from rota.cli import COMMANDS
from rota.cli.import_ import KINDS
from rota.domain import bank_holidays
from tests.cli.worlds import ROTA, quietly_ended, run

ALL = tuple(words for name in COMMANDS for words in ((name,), *((name, kind) for kind in KINDS if name == "import")))
"""Every command and, after their group, those of ``rota import``."""

DATA = Path(__file__).resolve().parents[1] / "data"
BANK_HOLIDAYS = Path(bank_holidays.__file__).parent / "data" / "bank_holidays.json"

HEAVY = ("distributed", "django", "icalendar", "numpy", "openpyxl", "ortools", "pandas", "rich")


def examples(*command: str) -> list[str]:
    """The commands under "Example:" in the help."""
    found = re.search(r"^  Example:\n((?:    .+\n)+)", run(*command, "-h").stdout, re.MULTILINE)
    return [line.strip() for line in found[1].splitlines()] if found else []


@pytest.mark.parametrize(
    "args", [["--help"], ["-h"], ["solve", "-h"], ["serve", "-h"], ["serve", "--keys"], ["--version"], ["nonsense"]]
)
def test_help_imports_no_library_but_click(args: list[str]) -> None:
    code = f"""
import sys
from rota.cli import main
try:
    main({args!r})
finally:
    found = sorted(set(sys.modules) & set({HEAVY!r}))
    print("heavy:", *found, file=sys.stderr)
"""
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert asked.stderr.splitlines()[-1] == "heavy:"


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_h_and_help_say_the_same_and_begin_with_one_sentence(command: tuple[str, ...]) -> None:
    short = run(*command, "-h")
    assert short.exit_code == 0
    assert short.stdout == run(*command, "--help").stdout
    assert re.search(r"\n\n  [A-Z][^.]*\.\n\n", short.stdout)


@pytest.mark.parametrize(("group", "commands"), [((), COMMANDS), (("import",), KINDS)])
def test_help_shows_the_sentence_of_each_command_whole(group: tuple[str, ...], commands: tuple[str, ...]) -> None:
    shown = run(*group, "-h").stdout
    assert [line.split()[0] for line in shown.partition("Commands:\n")[2].splitlines()] == list(commands)
    assert "..." not in shown.partition("Commands:\n")[2]


@pytest.mark.full
def test_the_example_of_each_command_runs_in_the_order_of_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(
        DATA, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("calendars")
    )  # councillors.xml and meetings.xml, as if saved
    shutil.copy(BANK_HOLIDAYS, tmp_path / "bank-holidays.json")
    (tmp_path / "terms.csv").write_text("name,start,end\nSpring half term,2028-02-14,2028-02-18\n", encoding="utf-8")
    (tmp_path / "seats.csv").write_text("name,committee\nExample Member One,Children's Scrutiny\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()  # where proformas that came back are put: none has, before there is a rota
    for command in ALL:
        lines = examples(*command)
        assert lines, command
        for line in lines:
            program, *args = shlex.split(line)
            own = args[:1] == ["import"] and args[1] in {"moderngov", "committees"}
            if own:  # the council's own members take the place of the example's, of whom the other commands speak
                shutil.copy("visits.xlsx", "as-it-was")
                assert run("import", "moderngov", "councillors.xml", "--into", "visits.xlsx").exit_code == 0
            result = run(*args)
            assert (program, result.exit_code) == ("rota", 0), (line, result.stderr)
            if own:
                shutil.move("as-it-was", "visits.xlsx")


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"rota, version {__version__}\n"


def test_a_command_misspelt_names_the_nearest_and_could_not_run() -> None:
    result = run("slove")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no command 'slove'. Did you mean 'solve'?\n"


def test_an_import_misspelt_names_the_nearest() -> None:
    assert run("import", "moderngow").stderr == "There is no command 'moderngow'. Did you mean 'moderngov'?\n"
    assert run("import", "zzz").stderr == "There is no command 'zzz'. 'rota import -h' lists those there are.\n"


def test_a_command_like_no_other_is_told_where_they_are() -> None:
    assert run("zzzzzz").stderr == "There is no command 'zzzzzz'. 'rota -h' lists those there are.\n"


@pytest.mark.parametrize(
    "args",
    [["check"], ["solve"], ["audit", "x"], ["new"], ["solve", "x", "--seconds", "0"], ["solve", "x", "--dated", "x"]],
)
def test_a_command_used_wrongly_could_not_run(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: rota" in result.stderr


BAD_PATHS = {
    "nowhere": "there is no such folder or workbook",
    "notes.txt": "neither a folder of CSV files nor an Excel workbook",
    "not_one.xlsx": "not an Excel workbook",
    "empty": "missing",
    "x" * 300: "cannot be read",
}


@pytest.mark.parametrize("command", ["check", "solve", "audit", "export"])
@pytest.mark.parametrize(("name", "words"), BAD_PATHS.items())
def test_a_path_that_is_no_council_is_said_in_a_sentence(
    tmp_path: Path, command: str, name: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, and nothing is a traceback; only "check" may call it an answer."""
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("hello", encoding="utf-8")
    Path("not_one.xlsx").write_bytes(b"hello")
    Path("empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    more = {"audit": ["rota.json"], "export": ["rota.json", "--out", "out"]}.get(command, [])
    result = run(command, name, *more)
    assert quietly_ended(result)
    assert result.exit_code in ((1, 2) if command == "check" else (2,))
    assert words in result.output
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """An escape code in an argument is shown without its escape."""
    result = run("check", tmp_path / "\x1b[31mred")
    assert "\x1b" not in result.output
    assert "[31mred" in result.output


def test_letters_that_the_terminal_does_not_have_are_replaced() -> None:
    command = [sys.executable, *ROTA, "rules", "Ŵyn"]
    asked = subprocess.run(command, capture_output=True, check=False, env={"PYTHONIOENCODING": "latin-1"})
    assert asked.returncode == 2
    assert asked.stderr.startswith(b"There is no rule '?yn'.")
