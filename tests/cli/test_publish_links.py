"""Feeds reach people: a private list to send, papers of the same number beside them, and no link that leads nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from pathlib import Path

import pytest

from rota.publishing.feed_names import FILE
from rota.publishing.links import FILE as LINKS
from rota.record import Record
from rota.record_json import read_record
from tests.cli.by_hand import by_hand
from tests.cli.worlds import a_council, change, files_in, run

ADDRESS = "https://visits.example.gov.uk/feeds"
FIRST, THEN = ("--dated", "2027-05-20 09:00"), ("--dated", "2027-05-21 09:00")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A rota made by hand, in the folder "out" of the starter's workbook."""
    assert run("new", tmp_path / "visits.xlsx").exit_code == 0
    drawn = by_hand(a_council(tmp_path / "tables"))
    assert run("export", tmp_path / "visits.xlsx", drawn, "--out", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


def rows(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / LINKS).read_bytes().decode("utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def record(folder: Path) -> Record:
    return read_record((folder / "rota.json").read_bytes())


def test_with_an_address_everybodys_whole_link_is_in_a_private_list(out: Path) -> None:
    into = out.parent / "published"
    result = run("publish", out, "--into", into, "--address", ADDRESS, *FIRST)
    assert result.stdout.splitlines()[1] == f"Everybody must be sent their own link, once: 11 links, in {LINKS}."
    paths = {row["of"]: row["path"] for row in json.loads((into / FILE).read_text())["feeds"]}
    listed = rows(into)
    assert {name: row["link"] for name, row in listed.items()} == {n: f"{ADDRESS}/{p}" for n, p in paths.items()}
    ann = listed["Example Member One"]
    assert (into / "served" / ann["link"].removeprefix(f"{ADDRESS}/")).is_file()
    assert (ann["email"], ann["send"]) == ("", "yes")
    assert "Subscribe from web" in ann["outlook"]
    assert "From URL" in ann["google"]
    assert ann["link"].replace("https://", "webcal://") in ann["apple"]
    assert stat.S_IMODE((into / LINKS).stat().st_mode) == 0o600


def test_the_address_and_typed_addresses_of_people_hold_and_only_new_links_are_to_be_sent(out: Path) -> None:
    into = out.parent / "published"
    run("publish", out, "--into", into, "--address", ADDRESS, *FIRST)
    text = (into / LINKS).read_bytes().decode("utf-8-sig")
    (into / LINKS).write_text(text.replace("Example Member Two,,", "Example Member Two,two@example.gov.uk,"))
    result = run("publish", out, "--over", into, "--replace", "Cllr Member One", "--detail", "full", *THEN)
    assert result.stdout.splitlines()[0] == f"New links, which {LINKS} holds, go to: Example Member One."
    listed = rows(into)
    assert {name for name, row in listed.items() if row["send"] == "yes"} == {"Example Member One"}
    assert listed["Example Member Two"]["email"] == "two@example.gov.uk"
    assert all(row["link"].startswith(f"{ADDRESS}/f/") for row in listed.values())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://visits.example.gov.uk", "is not safe: a link is a key. Serve the feeds over https://."),
        ("visits.example.gov.uk", "is not an address"),
        ("https://visits.example.gov.uk/?a=b", "is not an address"),
        ("https://example.gov.uk:99999/x", "is not an address"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_and_nothing_is_written(out: Path, address: str, said: str) -> None:
    result = run("publish", out, "--into", out.parent / "published", "--address", address, *FIRST)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (out.parent / "published").exists()


def test_page_workbook_and_calendars_bear_the_number_of_the_publication(out: Path) -> None:
    """The rota in "out" is revision 1 still; its second publication, and all papers of it, are revision 2."""
    into = out.parent / "published"
    run("publish", out, "--into", into, *FIRST)
    run("publish", out, "--over", into, "--detail", "full", *THEN)
    revision = record(into).provenance.revision
    page = (into / "rota.html").read_text()
    assert (revision, set(re.findall(r"Revision (\d+)", page))) == (2, {"2"})
    assert "Revision 2" in (into / "changes.html").read_text() or "revision 2" in (into / "changes.html").read_text()
    calendars = {name for name in files_in(into) if name.startswith("calendars/")}
    assert calendars == {f"calendars/{name}" for name in files_in(out / "calendars")}


def test_a_link_leads_to_a_place_on_the_page_that_is_published(out: Path) -> None:
    into = out.parent / "published"
    run("publish", out, "--into", into, "--link", "https://example.gov.uk/rota.html", *FIRST)
    served = b"".join(content for name, content in files_in(into).items() if name.startswith("served/"))
    unfolded = served.replace(b"\r\n ", b"")
    anchors = set(re.findall(rb"URL:https://example\.gov\.uk/rota\.html#([0-9a-f]+)", unfolded))
    assert len(anchors) == 3  # a place for each visit
    page = (into / "rota.html").read_text()
    assert all(f'id="{anchor.decode()}"' in page for anchor in anchors)


def test_a_council_is_found_above_the_rota_and_when_there_is_none_it_is_asked_for(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    out.rename(tmp_path / "elsewhere" / "out")
    result = run("publish", tmp_path / "elsewhere" / "out", "--into", tmp_path / "published", *FIRST)
    assert result.exit_code == 2
    assert "There are no tables of a council in" in result.stderr
    assert "Name them with --path." in result.stderr
    told = run("publish", tmp_path / "elsewhere" / "out", "--path", tmp_path, "--into", tmp_path / "published", *FIRST)
    assert told.exit_code == 0


def test_an_edited_workbook_keeps_the_log_of_the_rota_beside_it(out: Path) -> None:
    swap = ("Example Member One", "MASH", "--take", "1", "--from", "2027-06-01", "--dated", "2027-06-02", "--force")
    council = out.parent / "visits.xlsx"
    assert run("swap", council, out / "rota.json", *swap).exit_code == 0
    log = record(out).log
    assert len(log) == 1
    for source in ("rota.xlsx", "rota.csv"):
        again = out.parent / f"again-{source}"
        result = run("export", council, out / source, "--out", again)
        assert f"{source} was written with the rota.json beside it, and keeps its number and its log." in result.stderr
        assert record(again).log == log
    alone = out.parent / "alone"
    alone.mkdir()
    (out / "rota.csv").rename(alone / "rota.csv")
    assert run("export", council, alone / "rota.csv", "--out", alone / "out").exit_code == 0
    assert record(alone / "out").log == ()


def test_an_edited_rota_is_audited_as_it_is_now_though_it_keeps_the_log(out: Path) -> None:
    change(out / "rota.csv", "Example Member One", "Example Member Three")
    council = out.parent / "visits.xlsx"
    result = run("export", council, out / "rota.csv", "--out", out.parent / "again")
    assert result.exit_code == 0
    assert record(out.parent / "again").certificate is None
