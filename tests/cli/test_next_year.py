"""``rota next-year``: three years running, with an election in between; what is carried on, and what is left out."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import rota
from rota.cli.files import new_in
from tests.cli.worlds import a_council, change, run

TOML = """\
[council]
name = "Example Council (invented)"

[year]
start = 2022-06-01
end = 2023-05-31

[visits]
group_size = "2"

[sessions]
morning = "10:00"

[election]
polls = [2024-05-02]
"""
MEMBERS = "name,group,ward,trained,left\n" + "".join(
    f"{name},{party},{ward},2022-05-10,\n"
    for name, party, ward in (
        ("Ann Apple", "Red", "North"),
        ("Bob Brown", "Blue", "South"),
        ("Cat Cole", "Red", "East"),
        ("Dan Drew", "Blue", "West"),
    )
)
TEAMS = "name,kind,host\nMASH,mash,Host One\nNorth,locality,Host Two\n"
OUTCOMES = "team,visit,date,result,by,reason\n"


def a_small_council(folder: Path) -> Path:
    """Four members and two teams, each visited once by two: a place for each member a year."""
    folder.mkdir()
    for name, text in (("rota.toml", TOML), ("members.csv", MEMBERS), ("teams.csv", TEAMS)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig") as text:
        return list(csv.DictReader(text))


def append(file: Path, *lines: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)


def places(council: Path) -> dict[str, tuple[str, list[str]]]:
    """For each team the date of its visit by rota.csv and who is to go."""
    found: dict[str, tuple[str, list[str]]] = {}
    for row in rows(council / "out" / "rota.csv"):
        found.setdefault(row["team"], (row["date"], []))[1].append(row["member"])
    return found


def drawn(council: Path) -> dict[str, tuple[str, list[str]]]:
    assert run("solve", council).exit_code == 0
    return places(council)


def carried_on(council: Path, following: Path, on: str) -> list[str]:
    result = run("next-year", council, council / "out" / "rota.json", "--out", following, "--on", on)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def added_up(council: Path) -> Counter[str]:
    """Each member's visits as a reader counts them: rows of history.csv and rows of rota.csv."""
    return Counter(row["member"] for name in ("history.csv", "out/rota.csv") for row in rows(council / name))


def test_three_years_with_an_election_give_loads_that_add_up_from_the_papers(tmp_path: Path) -> None:
    """Of the first year three places were kept, as Cat or whoever else was second to North did not come; of the second
    two, as North was cancelled by the service; then Dan left and Eve came."""
    first = a_small_council(tmp_path / "first")
    plan = drawn(first)
    (mash, both), (north, (one, other)) = plan["MASH"], plan["North"]
    assert Counter([*both, one, other]) == Counter(["Ann Apple", "Bob Brown", "Cat Cole", "Dan Drew"])
    (first / "outcomes.csv").write_text(f"{OUTCOMES}MASH,1,{mash},held,,\nNorth,1,{north},held,,\n", encoding="utf-8")
    (first / "attendance.csv").write_text(f"visit,member,came\nnorth-1,{other},no\n", encoding="utf-8")
    second = tmp_path / "second"
    told = carried_on(first, second, "2023-06-05")
    assert "  Visits held: 2, which are 3 rows of 'history'." in told
    assert "  The year is 1 June 2023 to 31 May 2024: look whether it begins with annual council." in told
    history = {(row["member"], row["team"], row["date"]) for row in rows(second / "history.csv")}
    assert history == {(both[0], "MASH", mash), (both[1], "MASH", mash), (one, "North", north)}

    plan = drawn(second)
    # Seven visits by four, as evenly as can be: whoever did not come goes, and two, two, two and one.
    assert sorted(added_up(second).values()) == [1, 2, 2, 2]
    assert other in {*plan["MASH"][1], *plan["North"][1]}
    append(
        second / "outcomes.csv",
        f",MASH,1,{plan['MASH'][0]},held,,,,,",
        f",North,1,{plan['North'][0]},cancelled,service,,,,,",
    )
    change(second / "members.csv", ",Dan Drew,Blue,West,,,,", ",Dan Drew,Blue,West,,,2024-05-06,")
    third = tmp_path / "third.xlsx"
    told = carried_on(second, third, "2024-06-05")
    assert "  Dan Drew has left, and is left out with all of their rows." in told
    assert any(
        line.startswith("  North was not held on ") and ", by the service: nobody carries it" in line for line in told
    )
    assert any(line.startswith("  The poll of 2 May 2024 is over and left out: ") for line in told)

    # The third year begins in a workbook, and goes on in a folder: the same tables.
    append_member(third)
    council = rota.read(third)
    stayed = Counter(past.member for past in council.problem.history)
    papers = history | {(who, "MASH", plan["MASH"][0]) for who in plan["MASH"][1]}
    assert stayed == Counter(slug(who) for who, _, _ in papers if who != "Dan Drew")
    assert run("solve", third, "--out", tmp_path / "out").exit_code == 0
    counted = stayed + Counter(slug(row["member"]) for row in rows(tmp_path / "out" / "rota.csv"))
    # Eve serves from 7 May 2024 to 31 May 2025, 390 days of the 1,096 from 1 June 2022; the others all of them.
    share = {"eve-elm": Fraction((date(2025, 5, 31) - date(2024, 5, 6)).days, 1096)}
    for load in council.opened((tmp_path / "out" / "rota.json").read_bytes()).loads.to_dict("records"):
        of = slug(load["name"])
        assert load["visits"] + load["earlier"] == counted[of]
        assert load["load"] == pytest.approx(float(counted[of] / share.get(of, Fraction(1))), abs=0.001)


def slug(name: str) -> str:
    return name.casefold().replace(" ", "-")


def append_member(book: Path) -> None:
    """Eve Elm, elected on 2 May 2024, in a new row of the sheet 'members'."""
    from openpyxl import load_workbook

    loaded = load_workbook(book)
    sheet = loaded["members"]
    heading = [cell.value for cell in sheet[1]]
    eve = {"name": "Eve Elm", "group": "Blue", "ward": "West", "trained": "2022-05-10", "joined": "2024-05-07"}
    sheet.append([eve.get(str(name)) for name in heading])
    loaded.save(book)


def lived(folder: Path) -> Path:
    """The small council after its first year: the rota in 'published'; the MASH held, and a report with an issue that
    is open, handed in by one who has left since; Dan was on leave, and Bob away for a day."""
    council = a_small_council(folder)
    change(council / "members.csv", "Cat Cole,Red,East,2022-05-10,", "Cat Cole,Red,East,2022-05-10,2023-05-05")
    tables = {
        "published": "visit,date,start,member,host\n"
        "mash-1,2022-09-07,10:00,Ann Apple,Host One\nmash-1,2022-09-07,10:00,Cat Cole,Host One\n"
        "north-1,2023-01-18,10:00,Bob Brown,Host Two\nnorth-1,2023-01-18,10:00,Dan Drew,Host Two\n",
        "outcomes": f"{OUTCOMES}MASH,1,2022-09-07,held,,\n",
        "reports": "visit,date,what,who,nobody_named\nmash-1,2022-09-14,handed in,Cat Cole,yes\n",
        "issues": "visit,number,text,theme\nmash-1,1,The lift is out of order.,accommodation\n",
        "history": "member,team,date\nAnn Apple,MASH,2022-09-07\n",
        "absences": "person,start,end\nDan Drew,2022-10-01,2022-12-31\nBob Brown,2022-10-03,\n",
        "interests": "member,team\nBob Brown,MASH\n",
    }
    for name, text in tables.items():
        (council / f"{name}.csv").write_text(text, encoding="utf-8")
    return council


def following(council: Path, out: Path, *options: str) -> list[str]:
    words = ("next-year", council, council / "published.csv", "--out", out, "--on", "2023-06-05", *options)
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_what_is_open_goes_along_and_who_has_left_does_not(tmp_path: Path) -> None:
    """The report keeps Cat's name. The history has Ann's visit already: it is there once."""
    out = tmp_path / "next"
    told = following(lived(tmp_path / "year"), out)
    assert "  Cat Cole has left, and is left out with all of their rows." in told
    assert any(line.startswith("  North on 18 January 2023: nothing says whether it was held") for line in told)
    assert [row["name"] for row in rows(out / "members.csv")] == ["Ann Apple", "Bob Brown", "Dan Drew"]
    assert [tuple(row.values()) for row in rows(out / "history.csv")] == [("Ann Apple", "MASH", "2022-09-07")]
    assert [row["who"] for row in rows(out / "reports.csv")] == ["Cat Cole"]
    assert [(row["visit"], row["text"]) for row in rows(out / "issues.csv")] == [
        ("22/23-001", "The lift is out of order.")
    ]
    # Leave lessens a share in years to come; a day away is over. Interests stay.
    assert [row["person"] for row in rows(out / "absences.csv")] == ["Dan Drew"]
    assert [row["member"] for row in rows(out / "interests.csv")] == ["Bob Brown"]
    checked = run("check", out)
    assert checked.exit_code == 0
    assert "Of visits of earlier years Cat Cole is named, and not in 'members': taken to have left." in checked.stdout


def test_visits_of_which_nothing_is_said_count_only_when_told_so(tmp_path: Path) -> None:
    out = tmp_path / "next"
    following(lived(tmp_path / "year"), out, "--as-planned")
    went = {(row["member"], row["team"]) for row in rows(out / "history.csv")}
    assert went == {("Ann Apple", "MASH"), ("Bob Brown", "North"), ("Dan Drew", "North")}


def test_a_folder_and_a_workbook_carry_on_to_the_same(tmp_path: Path) -> None:
    council = lived(tmp_path / "year")
    following(council, tmp_path / "next")
    following(council, tmp_path / "next.xlsx")
    folder, book = rota.read(tmp_path / "next"), rota.read(tmp_path / "next.xlsx")
    assert folder.problem == book.problem
    assert folder.inputs.kept == book.inputs.kept


@pytest.mark.parametrize("name", ["next", "next.xlsx"])
def test_nothing_is_written_over(name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    if out.suffix:
        out.write_bytes(b"mine")
    else:
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    council = lived(tmp_path / "year")
    result = run("next-year", council, council / "published.csv", "--out", out)
    assert result.exit_code == 2
    assert "is there already. Nothing was written." in result.output


def test_what_stands_in_the_way_of_a_rota_is_said(tmp_path: Path) -> None:
    """The starter's next year ends in May 2029, of which no bank holidays are known."""
    council = a_council(tmp_path / "visits")
    lines = following(council, tmp_path / "next")
    assert "is outside the years whose bank holidays are known" in lines[lines.index("Before a rota can be drawn:") + 1]


def test_what_lies_beside_the_workbook_already_is_no_obstacle(tmp_path: Path) -> None:
    """Bank holidays and calendars of a workbook serve next year's in the same folder too."""
    (tmp_path / "bank-holidays.json").write_bytes(b"{}")
    files = {"next.xlsx": b"book", "bank-holidays.json": b"{}", "councillors.ids.json": b"{}"}
    assert list(new_in(tmp_path, files)) == ["next.xlsx", "councillors.ids.json"]
    assert "bank-holidays.json" in new_in(tmp_path, {**files, "bank-holidays.json": b"{ }"})
