"""``rota worklist``: what is overdue, due and waiting, by who must act, and a letter to each of them."""

from __future__ import annotations

import json
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from rota.reports.letters import _free
from tests.cli.worlds import a_council, change, quietly_ended, run

ROTA = "visit,date,start,member,host\nmash-1,2027-10-12,10:00,{},{}\nmash-1,2027-10-12,10:00,{},{}\n"
"""The rota of the starter: its MASH visit and nothing else."""
HOST = "Example Manager One"
PLANTED = ("zebraword", "quaggaword", "okapiword", "gnuword", "tapirword", "dodoword")
"""Written where nobody but the officer may read it: in notes, issues, answers, reasons and private notes."""


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter, with its rota beside it."""
    folder = a_council(tmp_path / "visits")
    one, two = "Example Member One", "Example Member Two"
    (tmp_path / "rota.csv").write_text(ROTA.format(one, HOST, two, HOST))
    return folder


def listed(council: Path, on: str, *words: str | Path) -> Result:
    result = run("worklist", council, council.parent / "rota.csv", "--on", on, *words)
    assert quietly_ended(result)
    return result


def letters_of(folder: Path) -> dict[str, str]:
    """The text of each letter, by whom it is to."""
    messages = [message_from_bytes(file.read_bytes(), policy=default) for file in sorted(folder.iterdir())]
    return {str(message["To"]): message.get_content() for message in messages}


def test_what_is_to_be_done_stands_under_who_must_do_it(council: Path) -> None:
    """Held on Tuesday 12 October 2027: ten working days later is Tuesday 26 October."""
    result = listed(council, "2027-10-13")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:8] == [
        "On 13 October 2027: 0 overdue, 0 due by 20 October 2027 and 3 waiting.",
        "",
        "Example Member One:",
        "           Reference  Visit  What              Due",
        "  waiting  27/28-003  MASH   write the report  held 12 October + 10 working days = 26 October",
        "",
        "Example Member Two:",
        "           Reference  Visit  What              Due",
    ]
    assert "The officer:" in result.stdout
    assert (
        "7 rows bear a date after 13 October 2027, the last 18 November 2027: what is said there is not known yet."
        in result.stderr
    )


def test_an_answer_that_is_awaited_has_a_line_of_its_own(council: Path) -> None:
    """Sent on 20 October; the Head's answer of 10 November is not known on the 9th."""
    found = listed(council, "2027-11-09").stdout
    assert "  waiting  27/28-003.1  MASH   answer  sent 20 October + 20 working days = 17 November; " in found


def test_json_html_and_the_workbook_say_the_same(council: Path, tmp_path: Path) -> None:
    text = listed(council, "2028-02-01").stdout
    data = json.loads(listed(council, "2028-02-01", "--format", "json").stdout)
    assert data["text"] == text.splitlines()
    (slipped,) = [task for task in data["answer"]["tasks"] if task["reference"] == "27/28-003.1a"]
    assert (slipped["state"], slipped["who"], slipped["due"]) == ("overdue", ["Example Head of Service"], "2028-01-31")
    page = listed(council, "2028-02-01", "--format", "html").stdout
    assert "<h1>Worklist of 1 February 2028</h1>" in page
    assert "<td>promised for 31 January 2028</td>" in page
    listed(council, "2028-02-01", "--xlsx", tmp_path / "work.xlsx")
    sheet = load_workbook(tmp_path / "work.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["Who", "State", "Reference", "Visit"]
    (row,) = [row for row in rows if row[2] == "27/28-003.1a"]
    assert (row[0], row[1], row[5]) == ("Example Head of Service", "overdue", datetime(2028, 1, 31))
    assert len(rows) - 1 == sum(len(task["who"]) for task in data["answer"]["tasks"])


def test_the_same_day_gives_the_same_bytes(council: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        listed(council, "2028-02-01", "--letters", tmp_path / name, "--xlsx", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()} == {
        file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()
    }


def test_a_letter_says_the_state_one_step_and_the_sum_of_its_date(council: Path, tmp_path: Path) -> None:
    change(council / "rota.toml", 'head = "Example Head of Service"', 'head = "Example Head <head@example.gov.uk>"')
    told = listed(council, "2028-02-01", "--letters", tmp_path / "letters")
    assert "Written to " in told.stderr
    assert "1 of them has no e-mail address: fill it in before sending." in told.stderr
    file = tmp_path / "letters" / "2028-02-01-example-head.eml"
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert message["To"] == "Example Head <head@example.gov.uk>"
    assert message["Subject"] == "Overdue since 31 January 2028: 27/28-003.1a, MASH"
    assert message["Date"] == "Tue, 01 Feb 2028 09:00:00 +0000"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines()[2:5] == [
        "Overdue since 31 January 2028. The next step is yours: "
        "give a new date and the reason, or say that it is done.",
        "This is about MASH, 27/28-003.1a.",
        "The date: promised for 31 January 2028.",
    ]
    assert "head@example.gov.uk" not in told.stdout


@pytest.mark.parametrize(
    ("on", "to", "copied"),
    [
        # due on 31 January: the owner up to that day, the Head for five working days after, to 7 February
        ("2028-01-31", "Example Manager One:;", False),
        ("2028-02-01", "Example Head of Service:;", False),
        ("2028-02-07", "Example Head of Service:;", False),
        ("2028-02-08", "The Director:;", False),
        # and from the tenth working day, 14 February, the Chief Executive has a copy
        ("2028-02-11", "The Director:;", False),
        ("2028-02-14", "The Director:;", True),
    ],
)
def test_what_is_overdue_climbs_the_ladder(council: Path, tmp_path: Path, on: str, to: str, copied: bool) -> None:
    listed(council, on, "--letters", tmp_path / "letters")
    messages = [message_from_bytes(file.read_bytes(), policy=default) for file in (tmp_path / "letters").iterdir()]
    (mine,) = [one for one in messages if "27/28-003.1a" in str(one["Subject"])]
    assert mine["To"] == to
    assert (mine["Cc"] is not None) == copied


def test_everybody_has_one_letter_with_all_of_theirs(council: Path, tmp_path: Path) -> None:
    """On 30 November 2027 nothing of MASH is due, the first visit to corporate parenting is: it was never planned."""
    listed(council, "2027-11-30", "--letters", tmp_path / "letters")
    found = letters_of(tmp_path / "letters")
    assert list(found) == ["The officer:;"]
    assert "Due 30 November 2027. The next step is yours: plan the visit." in found["The officer:;"]


def test_two_people_whose_names_have_the_same_letters_have_a_letter_each() -> None:
    """Of "Ann-Lee Ash" and "Ann Lee Ash" one's would have been written over the other's."""
    taken: dict[str, bytes] = {}
    for _ in range(3):
        taken[_free("2027-11-30-ann-lee-ash", taken)] = b""
    assert list(taken) == [f"2027-11-30-ann-lee-ash{number}.eml" for number in ("", "-2", "-3")]


def test_where_nothing_presses_no_letter_is_written(council: Path, tmp_path: Path) -> None:
    told = listed(council, "2027-11-09", "--letters", tmp_path / "letters")
    assert "Nobody has anything overdue, soon due or new: no letter was written." in told.stderr
    assert not (tmp_path / "letters").exists()


def test_letters_are_not_written_over_unless_that_is_said(council: Path, tmp_path: Path) -> None:
    listed(council, "2028-02-01", "--letters", tmp_path / "letters")
    again = listed(council, "2028-02-01", "--letters", tmp_path / "letters")
    assert again.exit_code == 2
    assert listed(council, "2028-02-01", "--letters", tmp_path / "letters", "--force").exit_code == 0


def test_nothing_that_anybody_wrote_gets_out(council: Path, tmp_path: Path) -> None:
    note, issue, answer, private, objection, slip = PLANTED
    change(council / "notes.csv", "Two posts have", f"{note} two posts have")
    change(council / "issues.csv", "When will they be filled?", f"When {issue}?")
    change(council / "responses.csv", "Both posts are advertised", f"{answer} both posts are advertised")
    (council / "reports.csv").write_text(
        "visit,date,what,who,nobody_named,private_note,words\n"
        f"mash-1,2027-10-14,handed in,Example Member One,yes,{private},\n"
        f"mash-1,2027-10-18,objected,Example Member Two,,,{objection}\n"
    )
    (council / "actions.csv").write_text(
        "action,date,what,who,due,text,reason\n"
        f"mash-1.1a,2027-11-18,set,Example Manager One,2028-01-31,{answer},\n"
        f"mash-1.1a,2028-01-28,slipped,,2028-03-31,,{slip}\n"
    )
    out = ""
    for on in ("2027-10-19", "2027-10-26", "2027-11-15", "2028-01-31", "2028-04-03", "2028-05-31"):
        for form in ("text", "json", "html"):
            folder = tmp_path / f"{on}-{form}"
            result = listed(
                council, on, "--format", form, "--letters", folder, "--xlsx", tmp_path / f"{on}-{form}.xlsx"
            )
            assert result.exit_code == 0
            out += result.stdout + result.stderr
            out += "".join(letters_of(folder).values()) if folder.exists() else ""
            book = load_workbook(tmp_path / f"{on}-{form}.xlsx")
            out += str([[cell.value for cell in row] for row in book.worksheets[0].iter_rows()])
    assert "to revise" in out
    assert [word for word in PLANTED if word in out] == []


def test_what_the_rota_contradicts_is_set_aside_and_told(council: Path) -> None:
    """Member Three agreed a report of a visit on which the rota and the attendance do not have them."""
    (council / "attendance.csv").unlink()
    change(council / "reports.csv", "agreed,Example Member Two", "agreed,Example Member Three")
    published = (council / "published.csv").read_text(encoding="utf-8-sig")
    (council / "published.csv").write_text(published.splitlines()[0] + "\n")
    found = listed(council, "2027-10-19")
    assert found.exit_code == 0
    assert "Set aside: agreement of 27/28-003, 1, Example Member Three, 18 October 2027: the member was" in found.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "1066-10-14"), "is not a date of our time. Check --on"),
        (("--xlsx", "work.pdf"), "'work.pdf' is not called a workbook. Give a name that ends in .xlsx."),
    ],
)
def test_what_cannot_be_meant_is_refused(council: Path, words: tuple[str, ...], said: str) -> None:
    result = run("worklist", council, council.parent / "rota.csv", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_folder_that_keeps_nothing_yet_still_has_its_year_to_plan(council: Path) -> None:
    for name in ("outcomes", "attendance", "reports", "notes", "issues", "responses", "actions"):
        (council / f"{name}.csv").unlink()
    assert listed(council, "2027-06-01").stdout.splitlines()[0] == (
        "On 1 June 2027: 0 overdue, 0 due by 8 June 2027 and 3 waiting."
    )


@pytest.mark.parametrize(
    ("on", "since", "count"),
    [
        # due on 31 January; the Head is to be told on 1 February, and the Director on the 8th
        ("2028-02-01", "2028-01-31", 1),
        ("2028-02-01", "2028-02-01", 0),
        ("2028-02-07", "2028-02-01", 0),
        ("2028-02-08", "2028-02-07", 1),
    ],
)
def test_since_the_last_letters_only_who_is_to_be_told_has_one(
    council: Path, tmp_path: Path, on: str, since: str, count: int
) -> None:
    listed(council, on, "--letters", tmp_path / "letters", "--since", since)
    found = letters_of(tmp_path / "letters") if (tmp_path / "letters").exists() else {}
    assert len([text for text in found.values() if "27/28-003.1a" in text]) == count
