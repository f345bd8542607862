"""``rota diagnose``, and the nearest to a rota that ``rota solve --best-effort`` writes."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.architecture.sources import ROOT
from tests.cli.worlds import a_council, change, files_in, never_open, quietly_ended, run

IMPOSSIBLE = ROOT / "examples" / "impossible"
ANSWER = """\
No rota keeps every must: 3 things stand in the way.
With the first way out of each there is a rota; every other way out was tried in its place.

1. No date: Corporate parenting:
  Corporate parenting has no possible date. 398 times are open; host present takes out 316; on 82 too few members are \
left by availability (required role: at least one lead member); none is left.
  In turn                                                                             Takes out  Left
  open by all other rules                                                                         398
  host present                                                                              316    82
  too few members are left by availability (required role: at least one lead member)         82     0

Ways out of 1:
  a. Ask West 2 to keep 2 June 2026 at 10:00 free for Corporate parenting.
  b. Ask Service Manager, Corporate Parenting to offer one more date for Corporate parenting, such as \
28 May 2027 at 14:00.
  c. Name Service Manager, District as deputy for Corporate parenting.

2. No date: Family centre:
  Family centre has no possible date. 398 times are open; on 398 too few members are left by pool \
(enough members: a group has 3 members); none is left.

Ways out of 2:
  a. Appoint East 2 to Scrutiny.
  b. Let Family centre be visited by 2.

3. No date: MASH:
  MASH has no possible date. 522 times are open; host present takes out 474; open dates takes out 48; none is left.
  In turn                  Takes out  Left
  open by all other rules              522
  host present                   474    48
  open dates                      48     0

Ways out of 3:
  a. Ask Service Manager, MASH to offer one more date for MASH, such as 7 May 2027 at 14:00.
  b. Name Service Manager, District as deputy for MASH.
  c. Open 6 May 2027 for MASH.
"""


def test_every_obstacle_is_told_with_what_each_rule_takes_out_and_ways_out() -> None:
    result = run("diagnose", IMPOSSIBLE)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == ANSWER


def test_the_data_says_the_same_as_the_text() -> None:
    said = json.loads(run("diagnose", IMPOSSIBLE, "--format", "json").stdout)
    assert said["text"] == ANSWER.splitlines()
    obstacles = said["answer"]["obstacles"]
    assert [obstacle["visits"] for obstacle in obstacles] == [
        ["corporate-parenting-1"],
        ["family-centre-1"],
        ["mash-1"],
    ]
    assert obstacles[1]["rules"] == ["pool", "enough_members"]
    assert obstacles[1]["times_open"] == 398
    assert obstacles[1]["ways_out"][0]["edits"] == [{"edit": "Appoint", "committee": "Scrutiny", "member": "east-2"}]
    assert all(len(obstacle["confirmed"]) == 2 for obstacle in obstacles)


def test_the_page_says_the_same_as_the_text() -> None:
    page = run("diagnose", IMPOSSIBLE, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "Ask Service Manager, MASH to offer one more date for MASH, such as 7 May 2027 at 14:00." in page
    assert all(f"<h2>{number}. No date: " in page for number in (1, 2, 3))


def test_where_there_is_a_rota_nothing_stands_in_the_way(tmp_path: Path) -> None:
    result = run("diagnose", a_council(tmp_path / "visits"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Nothing stands in the way: there is a rota that keeps every must.\n"


def test_nothing_is_written(tmp_path: Path) -> None:
    council = never_open(tmp_path / "visits")
    before = files_in(tmp_path)
    assert run("diagnose", council).exit_code == 1
    assert files_in(tmp_path) == before


def test_faulty_tables_are_told_first(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    change(council / "teams.csv", "MASH,mash", "MASH,mosh")
    result = run("diagnose", council)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "teams.csv, row 2, column 'kind'" in result.stderr


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(IMPOSSIBLE, other)
    for table in other.glob("*.csv"):
        first, *rows = table.read_text(encoding="utf-8").splitlines()
        table.write_text("\n".join([first, *reversed(rows), ""]), encoding="utf-8")
    assert run("diagnose", other).stdout == ANSWER


def test_names_that_would_break_out_of_a_page_or_a_line_stay_inside(tmp_path: Path) -> None:
    council = never_open(tmp_path / "visits")
    (council / "published.csv").unlink()
    for table in council.glob("*.csv"):
        text = table.read_text(encoding="utf-8-sig")
        table.write_text(text.replace("MASH", "<b>Tŷ Hafan & 🏠</b>"), encoding="utf-8")
    page = run("diagnose", council, "--format", "html").stdout
    assert "<b>T" not in page
    assert "&lt;b&gt;Tŷ Hafan &amp; 🏠&lt;/b&gt;" in page


def test_a_councils_own_rule_stands_in_the_way_unchanged(tmp_path: Path) -> None:
    """Every member is for the ward in which the team works: the rule keeps them all away."""
    council = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "own_rules", council)
    (council / "travel.csv").unlink()
    members = (council / "members.csv").read_text(encoding="utf-8")
    everybody = re.sub(r",(West|North|South),", ",East,", members)
    (council / "members.csv").write_text(everybody, encoding="utf-8")
    result = run("diagnose", council, "--own-rules")
    assert quietly_ended(result)
    assert result.exit_code == 1
    assert "too few members are left by outside ward" in result.stdout
    assert "a. Switch the rule 'outside ward' off." in result.stdout


def test_the_nearest_to_a_rota_is_marked_on_every_file(tmp_path: Path) -> None:
    result = run("solve", IMPOSSIBLE, "--out", tmp_path, "--best-effort")
    assert result.exit_code == 1
    assert result.stdout == ANSWER
    assert result.stderr.splitlines()[:4] == [
        "DRAFT: this rota breaks 3 musts:",
        "  MASH is not in the rota.",
        "  Family centre has 2 members; it needs 3.",
        "  Corporate parenting has no visitor with the role lead member on 1 June 2026; it needs 1.",
    ]
    written = files_in(tmp_path)
    assert {"rota.json", "rota.csv", "rota.xlsx", "rota.html", "officer.html", "calendars/all.ics"} < written.keys()
    for name, content in written.items():
        if name.endswith(".xlsx"):
            book = load_workbook(BytesIO(content))
            assert all(sheet.title.startswith("DRAFT") for sheet in book)
            assert all("DRAFT" in (sheet.oddHeader.center.text or "") for sheet in book)
        else:
            assert b"DRAFT" in content or json.loads(content)["summary"]["draft"], name
    page = written["officer.html"].decode()
    assert "Family centre has 2 members; it needs 3." in page
    audited = run("audit", IMPOSSIBLE, tmp_path / "rota.json")
    assert audited.exit_code == 1
    assert "MASH is not in the rota." in audited.stdout


def test_where_there_is_a_rota_best_effort_is_that_rota(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    assert run("solve", council, "--out", tmp_path / "one").exit_code == 0
    assert run("solve", council, "--out", tmp_path / "other", "--best-effort").exit_code == 0
    assert files_in(tmp_path / "one") == files_in(tmp_path / "other")
