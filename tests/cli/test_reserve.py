"""``rota reserve``: who could step in on a visit today, and stepping in."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.cli.worlds import change, files_in, quietly_ended, run
from tests.explaining.commands import (
    CONTROL,
    FIVE,
    FORMATS,
    FOUR,
    ONE,
    THREE,
    TWO,
    ask,
    group_of,
    record_in,
    steers,
    tamper,
    told,
)
from tests.support.clock import TODAY

reserve, said = partial(ask, "reserve"), partial(told, "reserve")


def listed(out: str) -> list[str]:
    """The names in the table, in order."""
    lines = out.splitlines()
    rows = lines[lines.index("Who could step in today:") + 2 :]
    return [" ".join(row.split()[1:4]) for row in rows if row.startswith("  ")]


def test_those_who_could_step_in_are_listed_best_first(council: Path) -> None:
    """Member Six has an interest in the MASH. The group beside One or Two costs Five and Three 240 more, Four 439."""
    out = said(council, "mash-1")
    assert out.startswith(f"MASH is made by {ONE} and {TWO}.\nIts reserves are ")
    assert listed(out) == [FIVE, THREE, FOUR]
    assert [row.split()[-1] for row in out.splitlines()[-3:]] == ["+240", "+240", "+439"]


def test_the_reserves_that_the_rota_names_are_told_by_name_whoever_drops_out(council: Path) -> None:
    """Even one who could not step in today, and one of whom the tables know nothing."""
    record = [{"visit": "mash-1", "members": ["example-member-six", "nobody"]}]
    changed = tamper(council, "changed.json", lambda data: data.update(reserves=record))
    assert "Its reserves are Example Member Six and nobody.\n" in reserve(council, "mash-1", rota=changed)[1]


def test_for_one_who_drops_out_only_that_place_is_told(council: Path) -> None:
    out = said(council, "mash-1", "--for", TWO)
    assert listed(out) == [FIVE, THREE, FOUR]
    assert all(f"  {TWO}  " in row and ONE not in row for row in out.splitlines()[-3:])


def test_of_many_the_best_are_listed_and_the_rest_counted(council: Path) -> None:
    out = said(council, "mash-1", "--most", "1")
    assert listed(out) == [FIVE]
    assert out.endswith("\n2 others could too; --most shows more.\n")


def test_text_json_and_html_say_the_same(council: Path) -> None:
    text, data, page = (said(council, "mash-1", "--format", form) for form in FORMATS)
    answer = json.loads(data)
    assert answer["text"] == text.splitlines()
    assert [one["name"] for one in answer["answer"]["reserves"]] == [FIVE, THREE, FOUR]
    assert "<h1>Reserves for MASH</h1>" in page


def test_stepping_in_writes_a_rota_with_a_log(council: Path) -> None:
    """Nothing else changes; what was proven of the year still bounds it; reserves are found anew."""
    before = record_in(council / "out")
    words = ("mash-1", "--for", TWO, "--take", "1", "--out", str(council.parent / "again"), "--dated", "2027-09-01")
    out = said(council, *words)
    assert out.splitlines()[0] == f"{FIVE} goes to MASH in the place of {TWO}."
    assert out.splitlines()[1].startswith(f"Written to {council.parent / 'again'}: rota.json, rota.csv, rota.xlsx, ")
    after = record_in(council.parent / "again")
    assert group_of(council.parent / "again", "mash-1") == ["example-member-five", "example-member-one"]
    assert after["log"] == [{"day": "2027-09-01", "sentence": f"{FIVE} goes to MASH in the place of {TWO}."}]
    assert [one for one in after["rota"]["placements"] if one["visit"] != "mash-1"] == [
        one for one in before["rota"]["placements"] if one["visit"] != "mash-1"
    ]
    bounds = ("bound", "fairness_bound")
    assert [after["certificate"][name] for name in bounds] == [before["certificate"][name] for name in bounds]
    # 240 points for stepping in for One, 20 more for a group of one party: One and Five are of the same one.
    assert after["certificate"]["value"] == before["certificate"]["value"] + 260
    assert after["provenance"] == before["provenance"]
    reserves = {one["visit"]: one["members"] for one in after["reserves"]}
    assert set(reserves) == {one["visit"] for one in after["rota"]["placements"]}
    assert "example-member-five" not in reserves["mash-1"]


def test_what_was_written_audits_and_says_that_it_is_as_proven(council: Path) -> None:
    said(
        council, "mash-1", "--for", TWO, "--take", "1", "--out", str(council.parent / "again"), "--dated", "2027-09-01"
    )
    audited = run("audit", council, council.parent / "again" / "rota.json")
    assert (audited.exit_code, audited.stderr) == (0, "")
    assert audited.stdout.startswith("Every must is kept.\n")


def test_the_log_only_grows(council: Path) -> None:
    first, second = council.parent / "first", council.parent / "second"
    said(council, "mash-1", "--for", TWO, "--take", "1", "--out", str(first), "--dated", "2027-09-01")
    words = ("mash-1", "--for", FIVE, "--take", "1", "--out", str(second), "--dated", "2027-09-02")
    assert reserve(council, *words, rota=first / "rota.json")[0] == 0
    assert [entry["day"] for entry in record_in(second)["log"]] == ["2027-09-01", "2027-09-02"]
    assert record_in(second)["log"][:1] == record_in(first)["log"]


def test_where_the_inputs_have_changed_nothing_is_proven_any_more(council: Path) -> None:
    change(council / "absences.csv", "2027-07-16", "2027-07-15")
    words = ("mash-1", "--for", TWO, "--take", "1", "--out", str(council.parent / "again"), "--dated", "2027-09-01")
    code, _, err = reserve(council, *words)
    assert (code, err) == (0, "The inputs have changed since this rota was drawn.\n")
    assert record_in(council.parent / "again")["certificate"] is None


REFUSED = {
    "nobody's place": (("mash-1", "--take", "1"), "Say with --for whose place is taken."),
    "one who does not go": (("mash-1", "--for", FIVE), f"{FIVE} does not go on this visit."),
    "an unknown member": (
        ("mash-1", "--for", "Example Member Tow"),
        f"There is no member called 'Example Member Tow'. Did you mean '{TWO}'?",
    ),
    "an unknown visit": (("mash-9",), "There is no visit called 'mash-9'. Did you mean 'mash-1'?"),
    "a number too high": (
        ("mash-1", "--for", TWO, "--take", "4"),
        "There is nobody with the number 4: 3 members could step in.",
    ),
    "a date of another age": (
        ("mash-1", "--for", TWO, "--take", "1", "--out", "new", "--dated", "1066-10-14"),
        "1066-10-14 is not a date of our time. Check --dated and the computer's clock.",
    ),
    "a number below one": (("mash-1", "--for", TWO, "--take", "0"), "Usage: rota reserve"),
    "none to list": (("mash-1", "--most", "0"), "Usage: rota reserve"),
    "among the tables": (
        ("mash-1", "--for", TWO, "--take", "1", "--out", "visits"),
        "visits is where the council's tables are. Nothing was written.",
    ),
}


@pytest.mark.parametrize(("words", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    council: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], remedy: str
) -> None:
    monkeypatch.chdir(council.parent)
    before = files_in(council.parent)
    result = run("reserve", "visits", Path("visits/out/rota.json"), *words)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(remedy)
    assert files_in(council.parent) == before


def test_a_rota_that_is_there_is_not_written_over_without_force(council: Path) -> None:
    """Nor is anything said to be done. With --force the rota itself is brought up to date."""
    words = ("mash-1", "--for", TWO, "--take", "1", "--dated", "2027-09-01")
    before = files_in(council)
    code, out, err = reserve(council, *words)
    assert (code, out) == (2, "")
    assert err.endswith("Name another folder with --out, or replace what is there with --force.\n")
    assert files_in(council) == before
    said(council, *words, "--force")
    assert group_of(council / "out", "mash-1") == ["example-member-five", "example-member-one"]
    assert files_in(council).keys() - before.keys() == set()


def test_a_visit_that_the_rota_leaves_out_is_said_to_be(council: Path) -> None:
    partial = tamper(council, "partial.json", lambda record: record["rota"]["placements"].pop())
    code, out, err = reserve(council, "mash-1", rota=partial)
    assert (code, out) == (2, "")
    assert err.endswith("MASH is not in the rota. 'rota audit' lists what is missing.\n")


def test_a_hostile_reserve_in_the_record_neither_steers_nor_becomes_markup(council: Path) -> None:
    record = [{"visit": "mash-1", "members": [f"<b>{CONTROL}"]}]
    changed = tamper(council, "changed.json", lambda data: data.update(reserves=record))
    for form in FORMATS:
        code, out, _ = reserve(council, "mash-1", "--format", form, rota=changed)
        assert (code, steers(out)) == (0, False)
        assert form != "html" or ("&lt;b&gt;[31m" in out and "<b>" not in out)


def test_without_a_date_the_log_bears_today(council: Path) -> None:
    said(council, "mash-1", "--for", TWO, "--take", "1", "--out", str(council.parent / "again"))
    assert record_in(council.parent / "again")["log"][0]["day"] == TODAY.date().isoformat()
