"""``rota publish``: what an officer sees, from the first publication to a change the day before a visit."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from rota.publishing.feed_names import FILE
from rota.publishing.folder import write
from tests.cli.by_hand import BY_HAND, by_hand
from tests.cli.worlds import a_council, files_in, quietly_ended, run
from tests.publishing.lint import lint
from tests.publishing.worlds import Council

pytestmark = pytest.mark.full

FIRST = ("--dated", "2027-05-20 09:00")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter with a rota made by hand in its folder "out"."""
    folder = a_council(tmp_path / "visits")
    hand_made(folder)
    return folder


def hand_made(folder: Path, text: str = BY_HAND) -> None:
    """Puts the rota made by hand into "out", as 'rota solve' would."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    assert run("export", folder, by_hand(folder, text), "--out", folder / "out").exit_code == 0


def publish(council: Path, *args: str | Path) -> Result:
    result = run("publish", council / "out", *args)
    assert quietly_ended(result)
    return result


def test_a_first_publication_writes_clean_feeds_and_says_where(council: Path) -> None:
    into = council / "published"
    result = publish(council, "--into", into, *FIRST)
    assert (result.exit_code, result.stderr) == (0, "")
    # The feed of all, 6 members, 2 hosts and 2 teams.
    assert result.stdout.splitlines() == [
        f"Published to {into}: revision 1, 11 feeds.",
        f"Everybody must be sent their own link, once: 11 links, in {FILE}.",
        "With --address https://… their whole links are written to a list for a mail merge.",
    ]
    files = files_in(into)
    feeds = [content for name, content in files.items() if name.startswith("served/")]
    assert len(feeds) == 11
    assert [fault for content in feeds for fault in lint(content)] == []
    others = {name for name in files if not name.endswith(".ics")}
    papers = {"rota.html", "rota.xlsx"}
    headers = {"headers.apache.conf", "headers.nginx.conf"}
    assert others == {"changes.csv", "changes.html", FILE, "rota.json", *papers, *headers}


def test_the_same_rota_again_changes_nothing(council: Path) -> None:
    into = council / "published"
    publish(council, "--into", into, *FIRST)
    before = files_in(into)
    result = publish(council, "--over", into, "--dated", "2027-05-21 09:00")
    assert result.stdout == f"No visit has changed since revision 1, which is in {into}.\n"
    assert (result.exit_code, files_in(into)) == (0, before)


def test_a_late_change_is_said_first_and_numbered(council: Path) -> None:
    into = council / "published"
    publish(council, "--into", into, *FIRST)
    hand_made(council, BY_HAND.replace("2027-09-07,14:00", "2027-09-08,10:00"))
    result = publish(council, "--over", into, "--dated", "2027-09-03 09:00")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"Published to {into}: revision 2, 11 feeds."
    sentence = "visit 1 of 2 moves from 7 September 2027 at 14:00 to 8 September 2027 at 10:00, until 11:00."
    assert all(line.startswith("LATE ") and line.endswith(sentence) for line in lines[1:-1])
    # Two members and the host.
    assert lines[-1] == "3 late changes: tell these people by e-mail or phone."
    record = json.loads((into / "rota.json").read_text(encoding="utf-8"))
    assert (record["record"]["provenance"]["revision"], record["sequences"]["corporate-parenting-1"]) == (2, 1)


def test_a_publication_may_go_to_another_folder_and_keeps_every_link(council: Path) -> None:
    publish(council, "--into", council / "one", *FIRST)
    publish(council, "--over", council / "one" / "rota.json", "--into", council / "two", "--detail", "full", *FIRST)
    one, other = ({name for name in files_in(council / folder) if name.endswith(".ics")} for folder in ("one", "two"))
    assert one == other


def test_options_once_given_hold_until_others_are(council: Path) -> None:
    into = council / "published"
    options = ("--detail", "full", "--alarm", "60", "--link", "https://a.example/x", "--private")
    publish(council, "--into", into, *options, *FIRST)
    assert publish(council, "--over", into, *FIRST).stdout.startswith("No visit has changed")
    feeds = b"".join(content for name, content in files_in(into).items() if name.endswith(".ics"))
    assert all(word in feeds for word in (b"Team: MASH", b"TRIGGER:-PT60M", b"URL:https://a", b"CLASS:PRIVATE"))
    publish(council, "--over", into, "--detail", "minimal", "--alarm", "0", "--link", "", "--not-private", *FIRST)
    feeds = b"".join(content for name, content in files_in(into).items() if name.endswith(".ics"))
    assert not any(word in feeds for word in (b"MASH", b"VALARM", b"URL:", b"CLASS:"))


def test_one_person_is_given_a_new_link_and_the_old_one_is_empty(council: Path) -> None:
    into = council / "published"
    publish(council, "--into", into, *FIRST)
    before = names(into)
    result = publish(council, "--over", into, "--replace", "example member one", *FIRST)
    assert result.stdout.splitlines()[0] == "New links, which feeds.private.json holds, go to: Example Member One."
    after = names(into)
    key = "member:example-member-one"
    assert [name for name in before if before[name] != after[name]] == [key]
    old = (into / "served" / "f" / before[key] / "visits.ics").read_bytes()
    assert b"link replaced" in old
    assert b"VEVENT" not in old


def names(into: Path) -> dict[str, str]:
    rows = json.loads((into / FILE).read_text(encoding="utf-8"))["feeds"]
    return {row["feed"]: row["name"] for row in rows}


def test_no_output_holds_the_name_of_a_feed(council: Path) -> None:
    into = council / "published"
    said = [
        publish(council, "--into", into, *FIRST),
        publish(council, "--over", into, "--replace", "all", "--detail", "full", *FIRST),
    ]
    (into / FILE).write_text(json.dumps({"format": "rota feed names", "version": 1, "feeds": 3}), encoding="utf-8")
    said.append(publish(council, "--over", into, *FIRST))
    assert said[-1].exit_code == 2
    shown = "".join(result.output for result in said)
    assert not [name for name in [*names_served(into)] if name in shown]


def names_served(into: Path) -> list[str]:
    found = [path.name for path in (into / "served" / "f").iterdir()]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", name) for name in found)
    return found


def test_a_rota_that_breaks_a_must_is_published_only_as_a_draft(council: Path) -> None:
    hand_made(council, BY_HAND.replace("mash-1,2027-10-12,10:00,Example Member Two\n", ""))
    result = publish(council, "--into", council / "published", *FIRST)
    assert result.exit_code == 1
    assert result.stdout.startswith("Not published: this rota breaks 1 must.\n  ")
    assert not (council / "published").exists()
    assert publish(council, "--into", council / "published", "--draft", *FIRST).exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "Name the folder to publish to with --into"),
        (("--over", "nowhere"), "to publish for the first time leave out --over"),
        (("--over", "out"), "was never published"),
        (("--into", "out"), "holds a rota already. Publish over it with --over"),
        (("--into", "published"), "holds a rota already"),
        (("--over", "published", "--into", "out"), "holds a rota already"),
        (("--over", "published", "--link", "visits"), "'visits' is not an address"),
        (("--over", "published", "--alarm", "99999"), "An alarm rings 0 to 10,080 minutes before"),
        (("--over", "published", "--replace", "Exmple Member One"), "Did you mean 'Example Member One'?"),
        (("--over", "published", "--dated", "2027-05-20 08:59"), "is before the last publication"),
        (("--over", "published", "--dated", "9999-05-20"), "is not a date of our time"),
        (("--over", "published", "--path", "nowhere"), "there is no such folder"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    council: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(council)
    publish(council, "--into", "published", *FIRST)
    before = files_in(council)
    result = publish(council, *(FIRST if "--dated" not in args else ()), *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert files_in(council) == before


def test_a_rota_that_is_not_there_is_said(council: Path) -> None:
    result = run("publish", council / "nothing", "--into", council / "published", *FIRST)
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr
    assert not (council / "published").exists()


def test_a_published_record_exports_the_calendars_that_were_published(council: Path) -> None:
    into = council / "published"
    publish(council, "--into", into, *FIRST)
    publish(council, "--over", into, "--detail", "full", *FIRST)
    run("export", council, into / "rota.json", "--out", council / "again", "--only", "ics")
    exported = sorted(files_in(council / "again").values())
    assert exported == sorted(content for name, content in files_in(into).items() if name.startswith("served/"))
    assert any(b"SEQUENCE:1\r\n" in content for content in exported)


def test_what_another_council_published_is_no_hindrance(council: Path, tmp_path: Path) -> None:
    """Nobody of the other council is here: their feeds are emptied."""
    write(Council().publish("2026-05-25 09:30:00").files, tmp_path / "other")
    result = publish(council, "--over", tmp_path / "other", *FIRST)
    assert result.exit_code == 0
    feeds = [content for name, content in files_in(tmp_path / "other").items() if name.startswith("served/")]
    assert len(feeds) == 11 + 7  # nine of theirs, of which the feed of all and that of MASH live on
    assert [fault for content in feeds for fault in lint(content)] == []
    assert sum(b"link replaced" in content for content in feeds) == 7
