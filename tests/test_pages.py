"""README.md and docs say what is so: commands run, outputs are those shown, links lead somewhere, parts are fresh."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rota.cli import COMMANDS
from tests.architecture.sources import ROOT
from tests.cli.worlds import run
from tests.pages import DOCS, MARK, PARTS, PICTURES, RENEW, TOP, page_of, pages, parts_of, renewed
from tests.support import sheet

README = ROOT / "README.md"
NAMES = [page.relative_to(ROOT).as_posix() for page in pages()]
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
SITE = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
GUIDE = [f"docs/{name}" for name in re.findall(r"\bguide/[\w-]+\.md", SITE)]
"""The officer's guide, in the order in which it is read: each page goes on where the last one ended."""

STEP = re.compile(r"^```console\n(?P<console>.*?)^```|^<!-- run: (?P<hidden>.*?) -->$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img [^>]*src=\"([^\"]+)\"")
PLACE = re.compile(r"`((?:constraints|rota|examples|benchmarks|tests|docs)/[\w./-]*)`")
BEHIND = re.compile(
    r"(?P<command>.+?)(?: \| (?P<end>head|tail) -n (?P<most>\d+)|(?P<code> \|\| echo \"exit code \$\?\"))?"
)
"""A command, and the few things of a shell that pages put behind one."""
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Each command of the console blocks with the output that stands below it; and what is done unseen between them."""
    for step in STEP.finditer(text):
        if step["hidden"]:
            yield step["hidden"], "..."
        else:
            for one in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
                command, _, output = one.partition("\n")
                yield command, output


def matches(output: str, expected: str) -> bool:
    """Whether the output is as shown, where "..." stands for anything."""
    pattern = ".*".join(re.escape(piece) for piece in expected.split("..."))
    return re.fullmatch(pattern, output, re.DOTALL) is not None


# README.md by itself, the guide as one tour, and each other page that shows commands.
TOURS = [
    ["README.md"],
    GUIDE,
    *([name] for name in NAMES if name not in {"README.md", *GUIDE} and STEP.search(TEXTS[name])),
]


def ran(line: str) -> tuple[int, str]:
    """The exit code and all that is shown, as by a shell: see ``ran_alone`` for what is run by none."""
    shown = ""
    for command in line.split(" && "):
        code, more = ran_alone(command)
        shown += more
        if code:
            break
    return code, shown


def ran_alone(command: str) -> tuple[int, str]:
    """Rota and ``sheet``, an officer's hand, run within this process, and what stands behind them too."""
    found = BEHIND.fullmatch(command)
    assert found is not None
    program, *args = shlex.split(found["command"])
    if program == "sheet":
        sheet.main(Path(args[0]), *args[1:])
        return 0, ""
    if program != "rota":
        asked = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return asked.returncode, asked.stdout.decode()
    result = run(*args)
    if found["most"]:
        lines, most = result.stdout.splitlines(keepends=True), int(found["most"])
        return 0, result.stderr + "".join(lines[:most] if found["end"] == "head" else lines[-most:])
    if found["code"] and result.exit_code:
        return 0, f"{result.output}exit code {result.exit_code}\n"
    return result.exit_code, result.output


@pytest.mark.full
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour[0])
def test_every_command_runs_and_prints_what_is_shown(
    tour: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In order, in one folder, as a reader would."""
    (tmp_path / "tour").mkdir()
    (tmp_path / "tour" / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path / "tour")
    for page in tour:
        for command, expected in shown(TEXTS[page]):
            code, output = ran(command)
            assert (page, command, code, output if code else "") == (page, command, 0, "")
            assert matches(output, expected), f"{page}: $ {command}\n{output}"


@pytest.mark.parametrize("name", [name for name in NAMES if PYTHON.search(TEXTS[name])])
def test_every_block_of_python_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, as one program, in a folder from which the examples are seen."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(ROOT))
    program = "\n\n".join(PYTHON.findall(TEXTS[name]))
    exec(compile(program, name, "exec"), {"__name__": "page"})


def test_the_guide_is_every_page_of_its_folder_and_uses_every_command() -> None:
    assert sorted(GUIDE) == [name for name in NAMES if name.startswith("docs/guide/")]
    used = {command.split()[1] for name in GUIDE for command, _ in shown(TEXTS[name]) if command.startswith("rota ")}
    assert used == set(COMMANDS)


def test_readme_can_be_read_in_one_sitting() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= 200


def test_the_view_of_the_readme_is_the_one_that_the_reference_runs_and_has_fewer_than_15_lines() -> None:
    (shown,), run = (PYTHON.findall(TEXTS[name]) for name in ("README.md", "docs/reference/api.md"))
    assert shown == run[0]
    assert len(shown.strip().splitlines()) < 15


@pytest.mark.parametrize("part", PARTS)
def test_what_is_generated_is_fresh(part: str) -> None:
    holding = [name for name in NAMES if part in parts_of(TEXTS[name])]
    assert len(holding) == 1, f"'{part}' should stand on one page"
    text = TEXTS[holding[0]]
    stands = next(match.group() for match in MARK.finditer(text) if match["name"] == part)
    assert stands == f"<!-- {part}: begin -->\n{PARTS[part]()}\n<!-- {part}: end -->", f"{holding[0]} {RENEW}"


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_made_from_the_code_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PICTURES[name](), f"{name} {RENEW}"


def test_renewing_changes_nothing_more_than_the_parts_and_does_so_once() -> None:
    page = TEXTS["docs/rules.md"]
    stale = page.replace("| [`fair_share`]", "| [`unfair_share`]")
    assert stale != page
    assert renewed(stale) == page == renewed(page)


@pytest.mark.parametrize(("output", "same"), [("a 12 b\nc\n", True), ("a 12 b\n", False), ("b 12 b\nc\n", False)])
def test_dots_stand_for_anything_and_the_rest_for_itself(output: str, same: bool) -> None:
    assert matches(output, "a ... b\nc\n") is same


def test_hidden_steps_are_taken_between_those_that_are_shown() -> None:
    text = "```console\n$ one\n1\n$ two\n```\n\n<!-- run: three -->\n```console\n$ four\n```\n"
    assert list(shown(text)) == [("one", "1\n"), ("two", ""), ("three", "..."), ("four", "")]


def _anchors(text: str) -> set[str]:
    """The anchors of a page: those that are set, and those that headings get by their words."""
    bare = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    set_here = {name for pair in re.findall(r'id="([\w.-]+)"|\{#([\w.-]+)\}', bare) for name in pair if name}
    words = (
        re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in re.findall(r"^#+ (.*)$", bare, re.MULTILINE)
    )
    return set_here | {re.sub(r"[\s-]+", "-", heading) for heading in words}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_and_an_anchor_that_are_there(name: str) -> None:
    text = CODE.sub("", TEXTS[name])
    lost = []
    for link in (one or other for one, other in LINK.findall(text)):
        if re.match(r"\w+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (ROOT / name).parent / file if file else ROOT / name
        if not target.exists() or (anchor and anchor not in _anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def test_every_place_that_is_named_is_there() -> None:
    """Paths of code and examples, wherever a page names one."""
    named = {(name, place) for name in NAMES for place in PLACE.findall(TEXTS[name])}
    assert {"rota/cli/", "constraints/", "examples/own_rules"} <= {place for _, place in named}
    assert [(name, place) for name, place in sorted(named) if not (ROOT / place).exists()] == []


def test_every_page_is_in_the_site_and_every_page_of_the_site_is_there() -> None:
    listed = set(re.findall(r": ([\w/-]+\.md)$", SITE, re.MULTILINE))
    own = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert listed == own | {page.name for page in TOP} - {"README.md"}


def test_every_requirement_that_the_code_cites_has_an_anchor() -> None:
    """Comments cite "domain A19" and "calendars, section 1.4": each is a row or a heading of the sources."""
    cited = re.compile(r"\b(domain|reports|calendars)(?:\.md)?,? (?:section )?([A-C]?\d+(?:\.\d+)*)\b")
    places = [path for top in ("rota", "constraints", "examples") for path in (ROOT / top).rglob("*.py")]
    found = {match.groups() for path in places for match in cited.finditer(path.read_text(encoding="utf-8"))}
    assert ("domain", "A19") in found
    anchors = {name: _anchors(TEXTS[f"docs/sources/{name}.md"]) for name in ("domain", "reports", "calendars")}
    lost = [
        (page, anchor)
        for page, anchor in sorted(found)
        if anchor not in anchors[page_of(anchor) if re.fullmatch(r"A\d+", anchor) else page]
    ]
    assert lost == []
