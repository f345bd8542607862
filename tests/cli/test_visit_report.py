"""``rota visit-report``: a report in two versions, made with a form that the council has changed since."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document

from tests.cli.worlds import a_council, change, files_in, quietly_ended, run, text_of

ONE, TWO, THREE = "Example Member One", "Example Member Two", "Example Member Three"
HOST = "Example Manager One"
ROTA = "visit,date,start,member,host\n" + "".join(
    f"mash-1,2027-10-12,10:00,{one},{HOST}\n" for one in (ONE, TWO, THREE)
)
FORMS = """\
[[form]]
name = "Ours"
version = 1
kinds = ["mash"]
headings = ["The office", "The phones"]
[[form]]
name = "Ours"
version = 2
kinds = ["mash"]
headings = ["Buildings"]
"""
TABLES = {
    "outcomes": "team,date,result\nMASH,2027-10-12,held\n",
    "attendance": "",
    "notes": "visit,version,heading,text,looked_at\nmash-1,1,The phones,They ring for long.,\n"
    "mash-1,2,The phones,They ring for very long.,\nmash-1,2,The office,,no\nmash-1,2,Also,A word more.,\n",
    "reports": "visit,version,date,what,who,number,about,words,form,nobody_named,met,"
    "urgent_told,urgent_at,private_note\n"
    f'mash-1,1,2027-10-13,handed in,{ONE},,,,"Ours, version 1",yes,,,,\n'
    f"mash-1,1,2027-10-14,objected,{TWO},,,lynxword,,,,,,\n"
    f'mash-1,2,2027-10-15,handed in,{ONE},,,,"Ours, version 1",yes,social workers 6; carers 4,'
    "team manager,11:00,molword\n"
    f"mash-1,2,2027-10-18,agreed,{TWO},,,,,,,,,\n"
    "mash-1,2,2027-10-26,correction,,1,the phones,They ring for a minute.,,,,,,\n"
    "mash-1,2,2027-10-26,correction,,2,27/28-003.2,newtword,,,,,,\n"
    "mash-1,2,2027-10-27,correction left,,1,,We heard it.,,,,,,\n"
    "mash-1,,2027-10-28,publishable,,,,,,,,,,\n",
    "issues": "visit,number,version,text,publishable,paragraph\n"
    "mash-1,1,1,Why do they ring?,yes,\nmash-1,2,1,ottrword,no,3\n",
    "responses": f"issue,date,what,who,text\nmash-1.1,2027-11-10,accepted,{HOST},More people answer.\n",
    "actions": f"action,date,what,who,due,text\nmash-1.1a,2027-11-18,set,{HOST},2028-01-31,Two more people.\n",
}
OFFICERS = (ONE, TWO, THREE, HOST, "lynxword", "newtword", "ottrword", "team manager at 11:00")
NAME = "27-28-003-mash"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = a_council(tmp_path / "visits")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text) if text else (folder / f"{name}.csv").unlink(missing_ok=True)
    (folder / "proforma.toml").write_text(FORMS)
    (tmp_path / "rota.csv").write_text(ROTA)
    return folder


def written(council: Path, *words: str) -> Result:
    out = council.parent / "out"
    result = run("visit-report", council, council.parent / "rota.csv", *words, "--on", "2028-03-01", "--out", out)
    assert quietly_ended(result)
    return result


def lines(council: Path, name: str) -> list[str]:
    """What the Word document says: its paragraphs, and its tables' rows."""
    document = Document(str(council.parent / "out" / f"{name}.docx"))
    rows = [
        " | ".join(cell.text for cell in row.cells).replace("\xa0", " ")
        for table in document.tables
        for row in table.rows
    ]
    return [*(one.text for one in document.paragraphs if one.text), *rows]


def test_a_report_has_the_headings_of_the_form_with_which_it_was_made(council: Path) -> None:
    """Version 1 of the form, though the council has a second; what the form does not ask stands after it."""
    told = written(council)
    of = "1 report, each a Word document and a page, 1 of them for everybody too."
    assert told.stdout == f"Written to {council.parent / 'out'}: {of}\n"
    said = lines(council, NAME)
    first = said.index("What members saw and heard")
    assert said[first + 1 : first + 7] == [
        "The office",
        "Not looked at.",
        "The phones",
        "They ring for very long.",
        "Also",
        "A word more.",
    ]
    assert "Buildings" not in said


def test_who_agreed_which_version_and_what_the_host_corrected_is_shown(council: Path) -> None:
    """Member Three said nothing: it went on after five working days, on 22 October, marked so."""
    written(council)
    said = lines(council, f"{NAME}-officer")
    assert f"1 | 13 October 2027 | {ONE} | {TWO}: lynxword | -" in said
    assert f"2 | 15 October 2027 | {ONE} and {TWO} | - | 2 corrections, 26 October 2027" in said
    assert f"Marked: not yet agreed by {THREE}." in said
    assert "2 | the phones | They ring for a minute. | left it: We heard it." in said
    assert "2 | 27/28-003.2 | newtword | did not say" in said
    public = lines(council, NAME)
    assert "1 | 13 October 2027 | 1 member | 1 member | -" in public
    assert "Marked: not yet agreed by all who went." in public
    assert "2 | the phones | They ring for a minute. | left it: We heard it." in public
    assert "carers: fewer than 5" in public
    assert "1 correction not published here." in public
    assert "1 issue not published here." in public


def test_nobody_is_named_for_everybody_and_private_notes_are_nobody_s(council: Path) -> None:
    written(council)
    out = council.parent / "out"
    public = "".join(text_of(out / f"{NAME}{ending}") for ending in (".docx", ".html"))
    officer = text_of(out / f"{NAME}-officer.docx")
    assert [word for word in (*OFFICERS, "molword") if word in public] == []
    assert [word for word in OFFICERS if word not in officer] == []
    assert "molword" not in officer + text_of(out / f"{NAME}-officer.html")
    assert {file.name: stat.S_IMODE(file.stat().st_mode) & 0o077 == 0 for file in out.iterdir()} == {
        f"{NAME}{who}{ending}": bool(who) for who in ("", "-officer") for ending in (".docx", ".html")
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("exempt,,,2,,,,,,,\n", "For the officer alone, because exempt: 27/28-003."),
        ("", "For the officer alone, because nobody said in 'reports' that it is publishable: 27/28-003."),
    ],
)
def test_what_may_not_be_published_is_written_for_the_officer_alone(council: Path, row: str, said: str) -> None:
    before = "mash-1,,2027-10-28,publishable,,,,,,,,,,\n"
    change(council / "reports.csv", before, f"mash-1,,2027-10-28,{row}" if row else "")
    assert said in written(council, "MASH").stderr.splitlines()
    assert {file.name for file in (council.parent / "out").iterdir()} == {
        f"{NAME}-officer.docx",
        f"{NAME}-officer.html",
    }


def test_what_was_not_reported_or_is_no_visit_is_said(council: Path) -> None:
    nothing = written(council, "corporate-parenting-1")
    assert nothing.stdout == "No report has been handed in: none was written.\n"
    assert written(council, "27/28-099").exit_code == 2
    (council / "proforma.toml").write_text("[[form]\n")
    refused = written(council)
    assert refused.exit_code == 2
    assert "proforma.toml: this cannot be read as TOML" in refused.stderr


def test_reports_are_not_written_among_the_tables_and_a_folder_is_no_rota(council: Path) -> None:
    before = files_in(council)
    among = run("visit-report", council, council.parent / "rota.csv", "--out", council)
    assert among.exit_code == 2
    assert f"{council} is where the council's tables are. Nothing was written." in among.stderr
    no_rota = run("visit-report", council, ".", "--out", council.parent / "elsewhere")
    assert no_rota.exit_code == 2
    assert ".: this is a folder. Name the rota.json, CSV file or workbook in it." in no_rota.stderr
    assert files_in(council) == before
