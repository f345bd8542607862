"""What ``rota replan`` says and writes: told in three forms, published, audited, private, in any letters."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from tests.architecture.sources import ROOT
from tests.cli.worlds import change, files_in, run
from tests.explaining.commands import (
    FIVE,
    FORMATS,
    ONE,
    SIX,
    TWO,
    group_of,
    record_in,
    tamper,
)
from tests.replanning.commands import SEPTEMBER, changes_in, replan


def test_what_more_changes_would_buy_is_listed(council: Path) -> None:
    """A rota that was fair no more: One and Two went to corporate parenting too, before it came to this."""

    def unfair(record: Any) -> None:
        for place in record["rota"]["placements"]:
            if place["visit"] == "corporate-parenting-2":
                place["members"] = ["example-member-one", "example-member-four"]

    code, out, _ = replan(council, *SEPTEMBER, "--lost", TWO, rota=tamper(council, "unfair.json", unfair))
    assert code == 0
    table = out.partition("What more changes would buy:\n")[2].splitlines()
    assert table[0].split() == ["People", "Disturbed", "Points", "Saved"]
    assert [row.split()[:2] for row in table[1:5]] == [["as", "planned"], ["1", "more"], ["2", "more"], ["3", "more"]]
    points = [int(re.findall(r"\d[\d,]*", row.partition("more")[2] or row)[1].replace(",", "")) for row in table[1:5]]
    assert points == sorted(points, reverse=True)
    assert points[-1] < points[0]


def test_text_json_and_page_say_the_same(council: Path) -> None:
    said = [
        replan(council, *SEPTEMBER, "--lost", ONE, "--format", form, "--out", council.parent / form)[1]
        for form in FORMATS
    ]
    text, data, page = said
    assert json.loads(data)["text"] == text.splitlines()[:-2]  # but for where it was written
    assert json.loads(data)["answer"]["people"].count("example-member-one") == 1
    assert "<h1>The rota re-planned</h1>" in page
    one, *others = (files_in(council.parent / form) for form in FORMATS)
    assert all(other == one for other in others)


def test_it_is_published_over_the_last_one_and_audited(council: Path) -> None:
    """The four whom the MASH concerns are told; nobody else is."""
    published = council.parent / "published"
    assert run("publish", council / "out", "--into", published, "--dated", "2027-05-20 09:00").exit_code == 0
    code, _, _ = replan(council, *SEPTEMBER, "--lost", ONE, rota=published)
    assert code == 0
    new = council.parent / "new"
    assert record_in(new)["publication"] == record_in(published)["publication"]
    audited = run("audit", council, new / "rota.json")
    assert (audited.exit_code, audited.stderr) == (0, "")
    assert "Every must is kept." in audited.stdout
    again = run("publish", new, "--path", council, "--over", published, "--dated", "2027-09-01 09:00")
    assert again.exit_code == 0
    told = [line.partition(":")[0] for line in again.stdout.splitlines()[1:-1]]
    assert {"Example Manager One", ONE, TWO} < set(told)
    assert len(told) == 4
    assert not {SIX, "Example Manager Two"} & set(told)


def test_nothing_private_is_told_or_written(council: Path) -> None:
    """Neither Six's interest, nor One's absence, nor the address of anybody's feed."""
    published = council.parent / "published"
    run("publish", council / "out", "--into", published, "--dated", "2027-05-20 09:00")
    private = json.loads((published / "feeds.private.json").read_text(encoding="utf-8"))
    tokens = [feed["name"] for feed in private["feeds"]]
    assert len(tokens) == 11
    _, said, _ = replan(council, *SEPTEMBER, "--lost", ONE, rota=published)
    texts = [content.decode(errors="ignore") for content in files_in(council.parent / "new").values()]
    for text in (said, *texts):
        assert not re.search(
            rf"{SIX} (may not|cannot|has declared)|{ONE} is (away|not)|2027-07-05|5 July|16 July", text
        )
        assert not any(token in text for token in tokens)
    assert FIVE in said or "Example Member Three" in said


def test_a_councils_own_rule_is_kept(tmp_path: Path) -> None:
    """No member goes to a team of their own ward, by a rule of the council's: nor does whoever steps in."""
    council = tmp_path / "own"
    shutil.copytree(ROOT / "examples" / "own_rules", council, ignore=shutil.ignore_patterns("__pycache__", "out"))
    assert run("solve", council, "--own-rules").exit_code == 0
    words = ("--from", "2026-08-31", "--lost", "North 2")
    code, _, err = replan(council, *words)
    assert code == 2
    assert "If you trust it, add --own-rules." in err
    code, out, _ = replan(council, *words, "--own-rules")
    assert code == 0
    assert "fewer is not possible" in out
    going = group_of(tmp_path / "new", "east-team-1")
    assert "north-2" not in going
    assert not any(member.startswith("east-") for member in going)
    assert run("audit", council, tmp_path / "new" / "rota.json", "--own-rules").exit_code == 0


def test_names_in_welsh_and_with_emoji(council: Path) -> None:
    for table in ("members", "absences", "published"):
        change(council / f"{table}.csv", ONE, "Siân 🌸 Llŷr")
    assert run("solve", council, "--force").exit_code == 0
    code, out, _ = replan(council, *SEPTEMBER, "--lost", "siân 🌸 llŷr")
    assert code == 0
    assert "Siân 🌸 Llŷr no longer goes to MASH on 12 October 2027 at 10:00." in changes_in(out)
    assert "siân-llŷr" not in group_of(council.parent / "new", "mash-1")
