"""What every export promises, whatever its format."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

import constraints
from rota.domain import Absence, Interest
from rota.exports import EXPORTS, SHOWING_RESERVES, USUAL
from rota.record import Reserves
from tests.exports.documents import a_document, a_hostile_document, the_document, the_rota, the_year
from tests.support.builders import moment, weekly


def told(files: dict[str, bytes]) -> str:
    """Everything that the files say, workbooks unpacked, in small letters."""
    texts = []
    for name, content in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                texts += [parts.read(part).decode() for part in parts.namelist()]
        else:
            texts.append(content.decode())
    return "\n".join([*files, *texts]).casefold()


@pytest.fixture(params=USUAL)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("build", [the_document, a_document, a_hostile_document])
def test_two_renders_give_the_same_bytes(name: str, build: object) -> None:
    assert callable(build)
    assert EXPORTS[name].render(build()) == EXPORTS[name].render(build())


def test_a_workbook_written_later_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = EXPORTS["xlsx"].render(the_document())
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)  # the year 2096: zip entries take their date from it
    assert EXPORTS["xlsx"].render(the_document()) == first


def test_every_export_is_named_and_described(name: str) -> None:
    export = EXPORTS[name]
    assert export.name == name
    assert export.description.endswith(".")


def test_a_format_is_otherwise_with_reserves_exactly_where_it_says_so() -> None:
    """What is not said to be would keep the page of a rota on which nobody stands by yet."""
    bare = the_document()
    reserved = replace(bare, record=replace(bare.record, reserves=(Reserves("mash-1", ("dot", "bob")),)))
    otherwise = {name for name in USUAL if EXPORTS[name].render(reserved) != EXPORTS[name].render(bare)}
    assert otherwise == {*SHOWING_RESERVES}


def test_no_absence_or_interest_is_told(name: str) -> None:
    """The marker is in who is away, when, and in the rules' breaches; the rota alone may name the member."""
    rules = tuple(rule() for rule in constraints.RULES)
    secret = the_year(
        absences=(Absence("ann", moment("2026-06-03 09:17"), moment("2026-06-05 13:43")),),
        interests=(Interest("ann", "mash"),),
        weekly=(weekly("ann", 2, "13:37", "13:43", pattern="unavailable"),),
    )
    document = a_document(secret, the_rota(), rules)
    assert {"availability", "interests"} <= {finding.rule for finding in document.report.breaches}
    said = told(EXPORTS[name].render(document))
    for marker in ("09:17", "13:43", "13:37", "ann is not", "ann may not", "on leave", "absent"):
        assert marker not in said
    if name not in {"officer", "json"}:  # these name the rules in force, among them the one on interests
        assert "interest" not in said


def test_breaches_of_personal_rules_are_shown_without_their_reason() -> None:
    rules = tuple(rule() for rule in constraints.RULES if rule.__name__ == "Interests")
    assert rules
    document = a_document(the_year(interests=(Interest("ann", "mash"),)), the_rota(), rules)
    assert [finding.rule for finding in document.report.breaches] == ["interests"]
    page = EXPORTS["officer"].render(document)["officer.html"].decode()
    assert "Ann cannot make MASH." in page
    assert "Ann may not visit" not in page


def test_listing_the_exports_needs_no_library() -> None:
    program = "import sys, rota.exports; print([m for m in ('openpyxl', 'jinja2') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_file_name_stays_in_the_output_folder(name: str) -> None:
    for build in (the_document, a_hostile_document):
        names = list(EXPORTS[name].render(build()))
        assert names
        assert all(".." not in file and not file.startswith("/") and file.isascii() for file in names)
