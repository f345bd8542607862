"""``rota figures``, ``rota annual-report`` and ``rota tracker`` on the starter: MASH was visited on 12 October 2027."""

from __future__ import annotations

import csv
import gc
import io
import json
import stat
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document

from tests.cli.worlds import a_council, change, files_in, quietly_ended, run, text_of

ROTA = "visit,date,start,member,host\nmash-1,2027-10-12,10:00,{0},{1}\nmash-1,2027-10-12,10:00,{2},{1}\n"
MARCH = "2028-03-01"
"""The action, promised for 31 January, is late by then; the visits to corporate parenting were never given a date."""
FILES = ["report-officer.docx", "report-officer.html", "report.csv", "report.docx", "report.html"]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = a_council(tmp_path / "visits")
    text = ROTA.format("Example Member One", "Example Manager One", "Example Member Two")
    (tmp_path / "rota.csv").write_text(text)
    return folder


def asked(council: Path, command: str, *words: str | Path) -> Result:
    result = run(command, council, council.parent / "rota.csv", "--on", MARCH, *words)
    assert quietly_ended(result)
    return result


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        # planned, held and not, with why
        (
            "visits",
            [
                "required 3 - 27/28-001, 27/28-002 and 27/28-003",
                "planned 1 - 27/28-003",
                "held 1 - 27/28-003",
                "planned not given a date 2 - 27/28-001 and 27/28-002",
                "cancelled by the service 1 - 27/28-003",
            ],
        ),
        # reported
        ("reports", ["received in time 1 - 27/28-003"]),
        # raised
        ("issues", ["staffing 1 - 27/28-003.1"]),
        # answered: sent on 20 October, + 20 working days is 17 November; answered on the 10th
        ("answers", ["answered in time 1 - 27/28-003.1"]),
        # what changed
        ("changes", ["slipped 1 - 27/28-003.1a", "Nothing yet."]),
        # what is open, and how old: raised on 14 October, 139 days before 1 March
        ("open", ["3 to 6 months 1 - 27/28-003.1"]),
        # who has not gone
        (
            "members",
            ["Have not gone since elected: Example Member Five, Example Member Six and Example Member Three."],
        ),
    ],
)
def test_each_question_of_the_scrutiny_chair_in_march_has_one_command(
    council: Path, topic: str, said: list[str]
) -> None:
    lines = [" ".join(line.split()) for line in asked(council, "figures", "--about", topic).stdout.splitlines()]
    assert [line for line in said if line not in lines] == []


def test_members_are_listed_only_when_asked_for(council: Path) -> None:
    assert "Example Member" not in asked(council, "figures").stdout
    assert "Example Member Four" in asked(council, "figures", "--about", "members").stdout


def test_json_has_every_reference_and_html_the_same_words(council: Path) -> None:
    text = asked(council, "figures").stdout
    data = json.loads(asked(council, "figures", "--format", "json").stdout)
    assert data["text"] == text.splitlines()
    held = next(one for one in data["answer"]["visits"] if one["name"] == "held")
    assert (held["value"], held["last"], held["refs"]) == (1, None, ["27/28-003"])
    assert "<h1>Figures of 2027/28</h1>" in asked(council, "figures", "--format", "html").stdout


def test_an_earlier_year_and_a_quarter_can_be_asked_for(council: Path) -> None:
    autumn = asked(council, "figures", "--quarter", "2").stdout
    assert autumn.startswith("Quarter 2 of 2027/28, 1 September 2027 to 30 November 2027, as it stood on 1 March 2028.")
    assert asked(council, "figures", "--year", "26/27").stdout.splitlines()[4] == "  No visit was required."
    refused = asked(council, "figures", "--year", "29/30")
    assert refused.exit_code == 2
    assert "'29/30' is no year up to this one. Write it like 27/28 or 26/27." in refused.stderr


def test_one_command_writes_the_report_for_everybody_and_for_the_officer(council: Path, tmp_path: Path) -> None:
    told = asked(council, "annual-report", "--out", tmp_path / "out" / "report.docx", "--to", "Scrutiny")
    assert told.exit_code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == FILES
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "out").iterdir()}
    assert {name for name, mode in modes.items() if not mode & 0o077} == set(FILES[:2])
    document = Document(str(tmp_path / "out" / "report.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "Members' visits to children's services: annual report 2027/28"
    assert "Report to: Scrutiny" in said
    assert (
        "Of 3 required visits 1 was held. Not planned: not given a date, 2 (27/28-001 and 27/28-002). "
        "Not visited: Corporate parenting. 1 of 1 visit held was reported, 1 in time."
    ) in said
    assert "Not said in it: the date of its meeting (--committee), the contact (tracking.officer)." in told.stderr


def test_the_table_of_figures_can_be_added_up(council: Path, tmp_path: Path) -> None:
    asked(council, "annual-report", "--out", tmp_path / "report.docx")
    rows = list(csv.DictReader(io.StringIO(text_of(tmp_path / "report.csv"))))
    assert all(int(row["number"]) == len(row["which"].split()) for row in rows if row["which"])
    steps = {row["figure"]: int(row["number"]) for row in rows if row["part"] == "funnel, in visits"}
    lost = sum(int(row["number"]) for row in rows if row["part"].startswith("lost before"))
    assert steps["required"] - lost == steps["done and confirmed"]


def test_a_tracker_is_of_the_last_quarter_that_is_over(council: Path, tmp_path: Path) -> None:
    asked(council, "tracker", "--out", tmp_path / "t.docx")
    assert "<h1>Members&#39; visits to children&#39;s services: tracker of quarter 3 of 2027/28</h1>" in text_of(
        tmp_path / "t.html"
    )
    asked(council, "tracker", "--out", tmp_path / "t.docx", "--quarter", "2", "--force")
    page = text_of(tmp_path / "t-officer.html")
    assert "tracker of quarter 2 of 2027/28 (officer&#39;s version)" in page
    assert "late: to act on, due 31 January 2028 (a: slipped, no new date given)" in page


def test_the_same_day_gives_the_same_bytes(council: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        asked(council, "annual-report", "--out", tmp_path / name / "report.docx", "--committee", "2028-09-19")
    assert [(tmp_path / "one" / name).read_bytes() for name in FILES] == [
        (tmp_path / "two" / name).read_bytes() for name in FILES
    ]


def test_a_council_s_template_is_filled_and_what_is_left_is_told(council: Path, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ title }}, {{ wards }}")
    document.save(str(tmp_path / "ours.docx"))
    told = asked(council, "annual-report", "--out", tmp_path / "r.docx", "--template", tmp_path / "ours.docx")
    assert "Fields of the template that were filled: title." in told.stderr
    assert "Fields that it has and nobody filled: wards. Fill them by hand." in told.stderr
    assert "does not say {{ body }} in a paragraph of its own, so the report stands at its end." in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "report.pdf"), "'report.pdf' is not called a Word document. Give a name that ends in .docx."),
        (("--out", "r.docx", "--template", "nowhere.docx"), "nowhere.docx: there is no such file. Check its name."),
        (("--out", "r.docx", "--committee", "1066-10-14"), "is not a date of our time. Check --committee"),
        (("--out", "r.docx", "--year", "soon"), "'soon' is no year up to this one."),
    ],
)
def test_what_cannot_be_meant_is_refused(council: Path, words: tuple[str, ...], said: str) -> None:
    for command in ("annual-report", "tracker"):
        result = asked(council, command, *words)
        assert result.exit_code == 2
        assert said in result.stderr


def test_a_paper_among_the_tables_is_refused_for_its_csv_would_be_read_as_one(council: Path) -> None:
    before = files_in(council)
    for command in ("annual-report", "tracker"):
        result = asked(council, command, "--out", council / "year.docx")
        assert (result.exit_code, files_in(council)) == (2, before)
        assert f"{council} is where the council's tables are, and year.csv would be taken for one." in result.stderr


def test_a_template_that_is_none_is_refused_and_nothing_is_written(council: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_text("Dear committee")
    result = asked(council, "annual-report", "--out", tmp_path / "out" / "r.docx", "--template", tmp_path / "ours.docx")
    assert result.exit_code == 2
    assert "this is not a Word document that can be read. Open it in Word and save it" in result.stderr
    assert not (tmp_path / "out").exists()


PUBLIC = ("aardvarkword", "bisonword", "caimanword")
"""In an issue that may be published, its answer and its action."""
OFFICERS = ("dingoword", "elandword", "ferretword", "geckoword", "hyenaword", "ibexword", "jackalword", "quollword")
"""In an exempt issue, its answer and its action; in one that nobody decided about; an owner, evidence, a reason; why
that issue was closed."""
NOBODYS = ("kudeword", "lemurword", "mambaword", "narwhalword", "ocelotword", "pandaword", "rheaword")
"""In a note, a private note, an objection, a correction, a verdict, an urgent matter; an e-mail address."""


def planted(council: Path) -> None:
    """Writes each word where it belongs."""
    one, two = "Example Member One", "Example Member Two"
    tables = {
        "notes": f"visit,heading,text\nmash-1,Staffing,{NOBODYS[0]}\n",
        "reports": "visit,date,what,who,nobody_named,private_note,words,about,urgent_told,urgent_at,interest_found,"
        "number\n"
        f"mash-1,2027-10-14,handed in,{one},yes,{NOBODYS[1]},,,{NOBODYS[5]},11:00,yes,\n"
        f"mash-1,2027-10-18,objected,{two},,,{NOBODYS[2]},,,,,\n"
        f"mash-1,2027-10-26,correction,,,,{NOBODYS[3]},Staffing,,,,1\n"
        "mash-1,2027-10-26,publishable,,,,,,,,,\n",
        "issues": "visit,number,text,theme,publishable,paragraph\n"
        f"mash-1,1,{PUBLIC[0]},staffing,yes,\nmash-1,2,{OFFICERS[0]},IT,no,2\nmash-1,3,{OFFICERS[3]},IT,,\n",
        "responses": "issue,date,what,who,text,reason\n"
        f"mash-1.1,2027-11-10,accepted,{OFFICERS[4]},{PUBLIC[1]},\n"
        f"mash-1.1,2027-11-11,does not answer it,{one},,{NOBODYS[4]}\n"
        f"mash-1.1,2027-11-15,accepted,Head,{PUBLIC[1]},\n"
        f"mash-1.1,2027-11-10,owner named,{OFFICERS[4]} <{NOBODYS[6]}@example.gov.uk>,,\n"
        f"mash-1.2,2027-11-10,accepted,Head,{OFFICERS[1]},\n"
        f"mash-1.3,2027-11-10,issue closed,,,{OFFICERS[7]}\n",
        "actions": "action,date,what,who,due,text,evidence,reason\n"
        f"mash-1.1a,2027-11-18,set,Head,2028-01-31,{PUBLIC[2]},,\n"
        f"mash-1.1a,2028-01-20,done,,,,{OFFICERS[5]},\n"
        f"mash-1.2a,2027-11-18,set,Head,2028-01-31,{OFFICERS[2]},,\n"
        f"mash-1.2a,2028-01-20,slipped,,2028-03-31,,,{OFFICERS[6]}\n",
    }
    for name, text in tables.items():
        (council / f"{name}.csv").write_text(text)
    change(council / "rota.toml", 'of Service"  # or', f'of Service <{NOBODYS[6]}@example.gov.uk>"  # or')


def test_planted_words_are_read_by_whoever_may_and_nobody_else(council: Path, tmp_path: Path) -> None:
    planted(council)
    public = officer = ""
    for command in ("annual-report", "tracker"):
        quarter = ("--quarter", "2") if command == "tracker" else ()
        told = asked(council, command, "--out", tmp_path / command / "r.docx", "--committee", "2028-09-19", *quarter)
        assert told.exit_code == 0
        public += told.stdout
        for file in (tmp_path / command).iterdir():
            if "-officer" in file.name:
                officer += text_of(file)
            else:
                public += text_of(file)
    assert [word for word in PUBLIC if word not in public] == []
    assert [word for word in (*OFFICERS, *NOBODYS) if word in public] == []
    assert [word for word in OFFICERS if word not in officer] == []
    assert [word for word in NOBODYS if word in officer] == []
    for name in ("Example Member", "interest"):
        assert name not in public


def test_figures_repeat_nothing_that_is_private(council: Path) -> None:
    planted(council)
    shown = "".join(
        asked(council, "figures", *topics, "--format", form).stdout
        for topics in ((), ("--about", "members"))
        for form in ("text", "json", "html")
    )
    assert [word for word in (*NOBODYS[:4], *NOBODYS[5:], OFFICERS[7]) if word in shown] == []


def everything_in(folder: Path) -> str:
    """All that somebody could read in the files of a folder and below it: of workbooks and documents every part."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return "".join(text_of(file) for file in files)


def test_planted_words_are_in_nothing_that_is_not_the_officer_s(council: Path, tmp_path: Path) -> None:
    """Everything that is written or told, by every command that knows of what came of the visits."""
    planted(council)
    shown = ""
    for form in ("text", "json", "html"):
        for words in (("worklist",), ("figures",), ("figures", "--about", "members")):
            told = asked(council, words[0], *words[1:], "--format", form)
            shown += told.stdout + told.stderr
    out = tmp_path / "all"
    asked(council, "worklist", "--letters", out / "letters", "--xlsx", out / "worklist.xlsx")
    asked(council, "proforma", "mash-1", "corporate-parenting-1", "--answers", "--out", out / "forms")
    asked(council, "next-year", "--out", tmp_path / "next")
    run("solve", council, "--out", out / "rota")
    run("publish", out / "rota", "--into", out / "published")
    told = asked(council, "visit-report", "--out", tmp_path / "reports")
    reports = told.stdout + told.stderr
    for file in (tmp_path / "reports").iterdir():
        reports += "" if "-officer" in file.name else text_of(file)
    note, private, objection, correction, verdict, urgent, address = NOBODYS
    shown += everything_in(out)
    assert [
        word for word in (note, private, objection, correction, verdict, urgent, OFFICERS[7]) if word in shown
    ] == []
    assert address not in shown.replace(f"<{address}@example.gov.uk>", "")  # to whom a letter goes
    assert [word for word in (private, objection, verdict, urgent, address) if word in reports] == []
    assert [word for word in OFFICERS if word in reports] == []
    assert (note in reports, correction in reports) == (True, True)  # the report was said to be publishable


def test_what_a_command_leaves_behind_is_looked_for_again_when_it_has_ended(council: Path) -> None:
    assert gc.isenabled()
    asked(council, "figures")
    asked(council, "figures", "--year", "soon")
    assert gc.isenabled()
