"""What ``rota replan`` refuses: it says what, where and the way out, and not a byte is written or lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rota.cli import first_day as days
from tests.cli.worlds import change, files_in, quietly_ended, run
from tests.explaining.commands import ONE, record_in, steers, tamper
from tests.replanning.commands import SEPTEMBER, replan
from tests.support.clock import standing_at

LOST = (*SEPTEMBER, "--lost", ONE)


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "nobody of that name": (
        (*SEPTEMBER, "--lost", "Example Member Onne"),
        f"There is no member, host, team or visit called 'Example Member Onne'. Did you mean '{ONE}'?",
    ),
    "a lost date that is none": ((*SEPTEMBER, "--lost", "2027-02-30"), "'2027-02-30' is not a date. Write it like"),
    "a lost date of another year": ((*SEPTEMBER, "--lost", "2028-06-01"), "2028-06-01 is not in the year, 2027-06-01"),
    "a name that steers": ((*SEPTEMBER, "--lost", "\x1b[31m\u202e"), "There is no member, host, team or visit called"),
    "a day that is none": (("--from", "2027-02-30"), "Usage: rota replan"),
    "a day of another time": (("--from", "1000-01-01"), "1000-01-01 is not a date of our time. Check --from and the"),
    "a loss after the year": (("--from", "2028-06-01", "--lost", ONE), "Nothing is lost from 2028-06-01 on: the year"),
    "no notice below 0": ((*LOST, "--notice", "-1"), "Usage: rota replan"),
    "no notice beyond a year": ((*LOST, "--notice", "367"), "Usage: rota replan"),
    "no notice in words": ((*LOST, "--notice", "soon"), "Usage: rota replan"),
    "a rota that is there": (
        (*LOST, "--out", "visits/out"),
        "rota.json, rota.csv, rota.xlsx, figures.xlsx, rota.html, officer.html and "
        "calendars are already in visits/out. Nothing was written. Name",
    ),
    "among the tables": (
        (*LOST, "--out", "visits", "--force"),
        "visits is where the council's tables are.",
    ),
    "a file for a folder": (
        (*LOST, "--out", "visits/rota.toml", "--force"),
        "visits/rota.toml is a file, not a folder. Name another folder. Nothing was written.",
    ),
}


@pytest.mark.parametrize(("words", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    council: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], remedy: str
) -> None:
    monkeypatch.chdir(council.parent)
    before = files_in(council.parent)
    out = () if "--out" in words else ("--out", "new")
    result = run("replan", "visits", "visits/out", *words, *out)
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(remedy)
    assert not steers(result.stderr)
    assert files_in(council.parent) == before
    assert not (council.parent / "new").exists()


def test_the_rota_goes_beside_the_tables_unless_told_and_then_with_force(council: Path) -> None:
    refused = run("replan", council, council / "out", *LOST)
    assert refused.exit_code == 2
    inputs = {name: content for name, content in files_in(council).items() if not name.startswith("out/")}
    assert run("replan", council, council / "out", *LOST, "--force").exit_code == 0
    assert record_in(council / "out")["certificate"]["value"] == 1087
    after = {name: content for name, content in files_in(council).items() if not name.startswith("out/")}
    assert after == inputs


def refuse_to_move(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_when_the_disk_refuses_the_old_rota_stays_whole(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_in(council)
    monkeypatch.setattr(os, "replace", refuse_to_move)
    code, out, err = replan(council, *LOST, "--out", council / "out", "--force")
    assert (code, out) == (2, "")
    assert "cannot be written: the disk is full. Make room, or name another place. No rota was changed." in err
    assert files_in(council) == before


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"\x00\xff" * 999, b"[" * 100_000, b'{"format": "rota"}'])
def test_a_rota_that_is_none_is_refused(council: Path, content: bytes) -> None:
    file = council.parent / "rota.json"
    file.write_bytes(content)
    code, out, err = replan(council, *LOST, rota=file)
    assert (code, out) == (2, "")
    assert re.match(r"(\S*/)?rota\.json", err)
    assert not (council.parent / "new").exists()


def test_a_rota_that_is_not_there_is_named(council: Path) -> None:
    code, out, err = replan(council, *LOST, rota=council / "none")
    assert (code, out) == (2, "")
    assert err.startswith("none: there is no such file. Give a rota.json, a CSV file or a workbook.")
    assert run("replan", council.parent / "nowhere", council / "out", *LOST).exit_code == 2


def placements(record: Any) -> Any:
    return record["rota"]["placements"]


def twice(record: Any) -> None:
    placements(record).append(placements(record)[-1])


def at_night(record: Any) -> None:
    placements(record)[0]["slot"] = {"start": "2027-06-17 23:00", "end": "2027-06-17 23:59"}


def long_ago(record: Any) -> None:
    placements(record)[0]["slot"] = {"start": "0001-06-17 10:00", "end": "0001-06-17 11:00"}


SPOILT: dict[str, tuple[Callable[[Any], None], str]] = {
    "a visit twice": (twice, "is in the published rota 2 times. Keep one of them."),
    "a visit that is over at no session": (at_night, "2027-06-17 23:00, which is not a session of the year. Add the"),
    "a visit of another time": (long_ago, "is outside the years 1930 to 2100. Check the year."),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILT.values(), ids=SPOILT)
def test_a_rota_that_cannot_be_kept_to_is_refused(council: Path, spoil: Callable[[Any], None], said: str) -> None:
    code, out, err = replan(council, *SEPTEMBER, rota=tamper(council, "spoilt.json", spoil))
    assert (code, out) == (2, "")
    assert said in err
    assert not (council.parent / "new").exists()


def test_somebody_whom_the_register_does_not_know_is_replaced(council: Path) -> None:
    """A rota is not refused for one who has gone from the tables: they are told that they no longer go."""

    def stranger(record: Any) -> None:
        mash = next(place for place in placements(record) if place["visit"] == "mash-1")
        mash["members"] = ["example-member-two", "zoe-gone"]

    code, out, _ = replan(council, *SEPTEMBER, rota=tamper(council, "stranger.json", stranger))
    assert code == 0
    assert "  zoe-gone no longer goes to MASH on 12 October 2027 at 10:00." in out.splitlines()


def test_faulty_tables_are_told_first(council: Path) -> None:
    change(council / "teams.csv", "MASH,mash", "MASH,mosh")
    code, out, err = replan(council, *LOST)
    assert (code, out) == (2, "")
    assert err.startswith("teams.csv, row 2, column 'kind': 'mosh'")


def test_today_is_the_first_day_unless_told(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that stands at half past midnight of 1 September in London: 31 August in Greenwich."""

    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 8, 31, 23, 30, tzinfo=UTC)))
    code, out, _ = replan(council)
    assert code == 0
    assert out.startswith("Nothing before 1 September 2027 changes;")
