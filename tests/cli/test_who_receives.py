"""Who receives a visit, from the tables to every answer: deputies in a cell, the column 'host', pins, old rotas.

Of the starter Manager One is the host of the MASH, on 12 October 2027, and Manager Two of corporate parenting, twice.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.one_rota import must_say_one_rota, problem_of
from tests.cli.worlds import a_council, change, quietly_ended, run
from tests.explaining.commands import a_drawn_council, rota_of, tamper

pytestmark = pytest.mark.full

ONE, TWO = "Example Manager One", "Example Manager Two"
AWAY = "{},2027-06-01,2028-05-31\n"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return a_council(tmp_path / "visits")


def with_deputies(council: Path, deputies: str) -> None:
    change(council / "teams.csv", f",MASH,mash,Example House,,{ONE},,", f",MASH,mash,Example House,,{ONE},{deputies},")


def away(council: Path, *people: str) -> None:
    file = council / "absences.csv"
    file.write_text(file.read_text(encoding="utf-8-sig") + "".join(map(AWAY.format, people)), encoding="utf-8")


def hosts_in(folder: Path) -> dict[str, str]:
    """The column 'host' of rota.csv by visit."""
    rows = [row.split(",") for row in (folder / "rota.csv").read_text(encoding="utf-8-sig").splitlines()]
    return {row[0]: row[8] for row in rows[1:]}


@pytest.mark.parametrize(
    ("gone", "who", "said"),
    [
        ((), ONE, ""),
        ((ONE,), "Ann Able", "(10 points)"),
        ((ONE, "Ann Able"), "Bob Brown", "(20 points)"),
    ],
)
def test_deputies_receive_in_their_order_each_at_ten_points_more(
    council: Path, gone: tuple[str, ...], who: str, said: str
) -> None:
    with_deputies(council, "Ann Able; Bob Brown")
    away(council, *gone)
    result = run("solve", council)
    assert quietly_ended(result)
    assert (result.exit_code, hosts_in(council / "out")["mash-1"]) == (0, who)
    told = [
        line for line in result.stdout.splitlines() if line.startswith("- Each visit is received by the team's host")
    ]
    assert ([said in line for line in told] or [not said]) == [True]
    must_say_one_rota(council / "out", problem_of(council))


def test_one_who_receives_two_teams_is_never_in_two_places(council: Path) -> None:
    """Both are away but for Ann Able, who is the deputy of both teams: all three visits are hers, a day apart."""
    with_deputies(council, "Ann Able")
    change(council / "teams.csv", f"Sample Hall,,{TWO},,", f"Sample Hall,,{TWO},Ann Able,")
    away(council, ONE, TWO)
    assert run("solve", council).exit_code == 0
    assert set(hosts_in(council / "out").values()) == {"Ann Able"}


def by_hand(council: Path, host: str) -> Path:
    """The starter's drawn rota with somebody else in the column 'host' of the MASH's rows."""
    text = (council / "out" / "rota.csv").read_text(encoding="utf-8-sig")
    lines = [line.replace(ONE, host) if line.startswith("mash-1") else line for line in text.splitlines()]
    file = council.parent / "by-hand.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("host", "code", "words"),
    [
        (ONE, 0, "Every must is kept."),
        (f"{ONE}; {TWO}", 1, "This rota breaks"),  # two receive it
        (TWO, 1, "This rota breaks"),  # the host of another team
        ("", 0, "Every must is kept."),  # a rota that does not say: whoever can
    ],
)
def test_the_column_host_of_a_rota_made_by_hand_is_read_and_audited(
    tmp_path: Path, host: str, code: int, words: str
) -> None:
    council = a_drawn_council(tmp_path / "visits")
    result = run("audit", council, by_hand(council, host))
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout.splitlines()[0].startswith(words)) == (code, True)


def test_a_name_that_is_nobodys_in_the_column_host_is_told_with_the_nearest(tmp_path: Path) -> None:
    council = a_drawn_council(tmp_path / "visits")
    result = run("audit", council, by_hand(council, "Example Manger One"))
    assert (
        "by-hand.csv: 'Example Manger One', who receives a visit, is not a host or deputy in teams, so nothing is "
        f"known of when they can. Did you mean '{ONE}'?"
    ) in result.stderr


def test_a_host_is_fixed_to_receive_a_visit_in_the_table(council: Path) -> None:
    """Nothing but the pin makes Manager Two receive the MASH."""
    change(council / "fixed.csv", "MASH,1,2027-10-12,10:00,,", f"MASH,1,2027-10-12,10:00,{TWO},")
    assert run("solve", council).exit_code == 0
    assert hosts_in(council / "out")["mash-1"] == TWO


def test_one_manager_fixed_to_receive_two_teams_at_one_hour_is_impossible_and_the_audit_finds_it(council: Path) -> None:
    """Both pinned to 12 October at 10:00, in two buildings, and Manager One fixed to receive either."""
    text = f"team,visit,date,time,member,never\nMASH,1,2027-10-12,10:00,{ONE},\n"
    text += f"Corporate parenting,1,2027-10-12,10:00,{ONE},\n"
    (council / "fixed.csv").write_text(text, encoding="utf-8")
    (council / "published.csv").unlink(missing_ok=True)
    result = run("solve", council, "--best-effort")
    assert result.exit_code == 1
    assert "MASH and Corporate parenting, visit 1 of 2" in result.stdout or "Visits that clash" in result.stdout
    audit = run("audit", council, rota_of(council))
    assert audit.exit_code == 1


def test_a_pin_and_a_deputy_are_tried_in_what_if(tmp_path: Path) -> None:
    council = a_drawn_council(tmp_path / "visits")
    pinned = run("what-if", council, rota_of(council), "--pin", f"mash-1={TWO}").stdout
    assert f"received by {TWO}" in pinned
    swapped = ("--set", f"mash.host={TWO}", "--set", f"mash.deputy={ONE}")
    named = run("what-if", council, rota_of(council), *swapped).stdout
    assert f"received by {TWO}" in named
    assert "as before" in next(line for line in named.splitlines() if "points" in line)  # a host costs nothing


def test_a_rota_json_of_before_receivers_were_named_is_received_by_its_hosts(tmp_path: Path) -> None:
    council = a_drawn_council(tmp_path / "visits")

    def forget(record: dict[str, dict[str, list[dict[str, object]]]]) -> None:
        for placement in record["rota"]["placements"]:
            del placement["receivers"]

    old = tamper(council, "old.json", forget)
    audited = run("audit", council, old)
    assert (audited.exit_code, audited.stdout.splitlines()[0]) == (0, "Every must is kept.")
    assert run("export", council, old, "--out", tmp_path / "again").exit_code == 0
    assert hosts_in(tmp_path / "again") == hosts_in(council / "out")
