"""``rota publish`` over a year under way: what was before its day changes only by name, and then in the change list."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from rota.cli import first_day as days
from rota.domain import LONDON
from tests.cli.worlds import change, files_in, quietly_ended, run
from tests.explaining.commands import FIVE, ONE, TWO, a_drawn_council
from tests.support.clock import standing_at

FIRST, NOVEMBER = ("--dated", "2027-05-20 09:00"), ("--dated", "2027-11-01 09:00")
RECEIVED = ", received by Example Manager One"
WAS = f"MASH was on 12 October 2027 at 10:00, with {ONE} and {TWO}{RECEIVED}"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """The starter's rota, published before its year; the one in ``out`` has since had Five at the MASH in One's place.

    It is as a swap would have written it before commands knew the day, or an officer by hand.
    """
    folder = a_drawn_council(tmp_path / "visits")
    assert run("publish", folder / "out", "--into", folder / "published", *FIRST).exit_code == 0
    rewrite(folder, "mash-1", members=["example-member-five", "example-member-two"])
    return folder


def rewrite(council: Path, visit: str, **facts: Any) -> None:
    """Changes the placement of the visit in the rota.json of ``out``."""
    file = council / "out" / "rota.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    place = next(one for one in data["record"]["rota"]["placements"] if one["visit"] == visit)
    place.update(facts)
    data["record"]["certificate"] = None
    file.write_text(json.dumps(data), encoding="utf-8")


def publish(council: Path, *words: str) -> Result:
    result = run("publish", council / "out", "--over", council / "published", *words)
    assert quietly_ended(result)
    return result


def test_what_was_before_its_day_is_not_changed(council: Path) -> None:
    before = files_in(council)
    refused = publish(council, *NOVEMBER)
    assert (refused.exit_code, refused.stdout.splitlines()) == (
        1,
        [
            "Not published: 1 visit would be told otherwise than before, though over on 1 November 2027.",
            f"  {WAS}; it would be with {FIVE} and {TWO}{RECEIVED}.",
        ],
    )
    assert refused.stderr == (
        "Take back what changed or, where it is what happened, publish it by name: --correct mash-1.\n"
    )
    assert files_in(council) == before


@pytest.mark.parametrize("dated", ["2027-10-12 23:59", "2027-10-12", "2027-07-01 09:00"])
def test_on_the_day_itself_and_before_it_is_a_change_like_any_other(council: Path, dated: str) -> None:
    made = publish(council, "--dated", dated)
    assert (made.exit_code, made.stderr) == (0, "")
    assert "Corrected" not in made.stdout


def test_the_day_is_londons_today_unless_told(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 10, 13, 0, 30, tzinfo=LONDON)))
    assert publish(council).exit_code == 1
    monkeypatch.setattr(days, "datetime", standing_at(datetime(2027, 10, 12, 23, 30, tzinfo=LONDON)))
    assert publish(council).exit_code == 0


@pytest.mark.parametrize("name", ["mash-1", "MASH", "mash", "Mash 1"])
def test_told_by_name_it_is_published_and_listed(council: Path, name: str) -> None:
    made = publish(council, *NOVEMBER, "--correct", name)
    assert (made.exit_code, made.stderr) == (0, "")
    sentence = f"Corrected: {WAS}; it is with {FIVE} and {TWO}{RECEIVED}."
    people = ("Example Manager One", FIVE, ONE, TWO)
    assert made.stdout.splitlines() == [
        f"Published to {council / 'published'}: revision 2, 11 feeds.",
        *(f"{person}: {sentence}" for person in people),
        "Nobody need be told by e-mail or phone.",
    ]
    text = (council / "published" / "changes.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["person"], row["change"], row["what"]) for row in rows] == [
        (person, "corrected", sentence) for person in people
    ]
    assert sentence in (council / "published" / "changes.html").read_text(encoding="utf-8")
    assert publish(council, "--dated", "2027-11-02 09:00").stdout.startswith("No visit has changed since revision 2")


def test_each_must_be_named(council: Path) -> None:
    """July's visit is otherwise too: naming the one leaves the other, and both go together."""
    rewrite(council, "corporate-parenting-1", members=["example-member-four", "example-member-one"])
    refused = publish(council, *NOVEMBER)
    assert refused.stdout.startswith("Not published: 2 visits would be told otherwise than before,")
    assert refused.stderr.splitlines()[-1].endswith("by name: --correct corporate-parenting-1 --correct mash-1.")
    one = publish(council, *NOVEMBER, "--correct", "mash-1")
    (left,) = (line for line in one.stdout.splitlines() if line.startswith("  "))
    assert (one.exit_code, left.startswith("  Corporate parenting, visit 1 of 2 was on 30 July 2027")) == (1, True)
    both = publish(council, *NOVEMBER, "--correct", "mash-1", "--correct", "Corporate parenting, visit 1 of 2")
    assert both.exit_code == 0


@pytest.mark.parametrize("name", ["corporate-parenting-2", "corporate parenting, visit 2 of 2"])
def test_a_visit_that_is_owed_no_longer_can_be_named_too(council: Path, name: str) -> None:
    """January's visit was made; since then the team is owed one a year, and a re-plan leaves the second out."""
    change(council / "teams.csv", "Example Manager Two,,,", "Example Manager Two,,1,")
    march, new = ("--dated", "2028-03-01 09:00"), council / "new"
    assert run("replan", council, council / "published", "--from", "2028-03-01", "--out", new).exit_code == 0
    words = ("publish", new, "--over", council / "published", *march)
    refused = run(*words)
    assert refused.exit_code == 1
    assert "Corporate parenting, visit 2 of 2 was on 31 January 2028 at 10:00, with " in refused.stdout
    assert refused.stdout.endswith("; it would not be in the rota.\n")
    assert run(*words, "--correct", name).exit_code == 0


def test_a_name_that_is_none_is_refused_and_one_that_was_not_needed_is_told(council: Path) -> None:
    code = publish(council, *NOVEMBER, "--correct", "mash-9")
    assert (code.exit_code, code.stderr) == (2, "There is no visit called 'mash-9'. Did you mean 'mash-1'?\n")
    needless = publish(council, *NOVEMBER, "--correct", "mash-1", "--correct", "corporate-parenting-2")
    assert needless.exit_code == 0
    assert needless.stderr == (
        "Nothing of Corporate parenting, visit 2 of 2 changes before 1 November 2027: --correct was not needed.\n"
    )


def test_a_visit_that_was_called_off_in_the_tables_is_published_on_its_new_day(council: Path) -> None:
    """The MASH was not made on 12 October: the tables say so, and a re-plan puts it on a day to come."""
    (council / "fixed.csv").write_text("team,visit,date\n", encoding="utf-8")
    (council / "cancelled.csv").write_text("team,visit,date\nMASH,1,2027-10-12\n", encoding="utf-8")
    new = council / "new"
    assert run("replan", council, council / "published", "--from", "2027-11-01", "--out", new).exit_code == 0
    made = run("publish", new, "--over", council / "published", *NOVEMBER)
    assert (made.exit_code, made.stderr) == (0, "")
    assert "MASH moves from 12 October 2027 at 10:00 to " in made.stdout
    assert "Corrected" not in made.stdout


WRITING = {
    "replan": ("replan", "--lost", "Example Member Three"),
    "swap": ("swap", "Example Member Three", "corporate-parenting-2", "--take", "1"),
    "reserve": ("reserve", "corporate-parenting-2", "--for", "Example Member Three", "--take", "1"),
}


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_what_commands_write_of_a_year_under_way_needs_no_name(council: Path, words: tuple[str, ...]) -> None:
    """What was before August is left by each of them, so that nothing has to be corrected on any day of August."""
    new, published = council / "new", council / "published" / "rota.json"
    written = run(words[0], council, published, *words[1:], "--from", "2027-08-01", "--out", new)
    assert written.exit_code == 0
    made = run("publish", new, "--over", council / "published", "--dated", "2027-08-31 09:00")
    assert made.exit_code == 0
    assert "revision 2" in made.stdout
    assert "Corrected" not in made.stdout
