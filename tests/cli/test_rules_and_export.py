"""``rota rules`` explains what is in force; ``rota export`` writes a rota's files again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rota.exports import EXPORTS
from rota.rules.docs import explain
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from tests.cli.by_hand import BY_HAND, by_hand, with_hosts
from tests.cli.worlds import a_council, change, files_in, run

DEFAULTS = load(Settings(), off_too=True)
OFF = [rule.name for rule in DEFAULTS if not rule.on_by_default]
"""Those that are off until a council asks for them."""


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return a_council(tmp_path / "visits")


def test_every_rule_is_listed_with_its_kind_and_its_sentence() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.name for rule in DEFAULTS]
    assert lines[0].split()[:3] == ["enough_members", "must", "on"]
    assert all(line.endswith(".") for line in lines)
    assert [line.split()[0] for line in lines if line.split()[2] == "off"] == OFF


def test_a_rule_that_is_off_is_listed_as_off_and_left_out_of_the_table(council: Path) -> None:
    change(council / "rota.toml", "[rules.fair_share]", "[rules.mentoring]\non = false\n\n[rules.fair_share]")
    listed = {line.split()[0]: line.split()[2] for line in run("rules", "--path", council).stdout.splitlines()}
    assert [name for name, switch in listed.items() if switch == "off"] == [
        rule.name for rule in DEFAULTS if rule.name in ("mentoring", *OFF)
    ]
    assert "`mentoring`" not in run("rules", "--path", council, "--format", "markdown").stdout
    assert "This rule is off" in run("rules", "mentoring", "--path", council).stdout
    assert "This rule is off" not in run("rules", "fair_share", "--path", council).stdout


@pytest.mark.parametrize("rule", DEFAULTS, ids=lambda rule: rule.name)
def test_each_rule_is_explained_by_its_own_words(rule: object) -> None:
    name = next(one.name for one in DEFAULTS if one is rule)
    off = f"This rule is off until it is switched on: in rota.toml, under [rules.{name}], write on = true.\n"
    said = explain(next(one for one in DEFAULTS if one is rule)) + (off if name in OFF else "")
    assert run("rules", name).stdout == said


def test_a_rule_that_ships_off_is_in_the_table_once_the_council_asks_for_it(council: Path) -> None:
    table = run("rules", "--format", "markdown").stdout
    assert "| `new_partners` | preference, the council may choose; off until `on = true` |" in table
    assert "new_partners" not in run("rules", "--path", council, "--format", "markdown").stdout
    change(council / "rota.toml", "[rules.fair_share]", "[rules.new_partners]\non = true\n\n[rules.fair_share]")
    assert "`new_partners`" in run("rules", "--path", council, "--format", "markdown").stdout
    assert "This rule is off" not in run("rules", "new_partners", "--path", council).stdout


def test_the_numbers_shown_are_those_of_the_council(council: Path) -> None:
    change(council / "rota.toml", "points_per_squared_load = 100", "points_per_squared_load = 70")
    assert "In force: points_per_squared_load = 70" in run("rules", "fair_share", "--path", council).stdout
    assert "In force: points_per_squared_load = 100" in run("rules", "fair_share").stdout


@pytest.mark.parametrize("name", ["fair_share", "Fair share", "FAIR-SHARE"])
def test_a_rule_may_be_named_as_people_write_it(name: str) -> None:
    assert run("rules", name).stdout.startswith("fair_share (preference)")


def test_a_rule_misspelt_names_the_nearest() -> None:
    result = run("rules", "fair_shaer")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no rule 'fair_shaer'. Did you mean 'fair_share'?\n"


def test_export_writes_the_formats_asked_for_and_no_other(council: Path) -> None:
    out = council.parent / "sent"
    result = run("export", council, by_hand(council, with_hosts()), "--out", out, "--only", "HTML, csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert {*files_in(out)} == {"rota.csv", "rota.html"}
    assert result.stdout == f"Written to {out}: rota.csv and rota.html.\n"


def test_export_of_what_solve_wrote_gives_the_same_bytes(council: Path) -> None:
    """The record holds all that the files show: nothing is lost on the way."""
    run("solve", council)
    assert run("export", council, council / "out" / "rota.json", "--out", council.parent / "again").exit_code == 0
    assert files_in(council.parent / "again") == files_in(council / "out")


def test_export_of_a_rota_made_by_hand_claims_no_proof(council: Path) -> None:
    run("export", council, by_hand(council), "--out", council.parent / "sent")
    record = json.loads((council.parent / "sent" / "rota.json").read_text(encoding="utf-8"))["record"]
    assert record["certificate"] is None


def test_export_drops_a_proof_that_was_of_other_inputs(council: Path) -> None:
    run("solve", council)
    change(council / "absences.csv", "2027-07-16", "2027-07-15")
    result = run("export", council, council / "out" / "rota.json", "--out", council.parent / "sent")
    record = json.loads((council.parent / "sent" / "rota.json").read_text(encoding="utf-8"))["record"]
    assert (result.exit_code, record["certificate"]) == (0, None)
    assert result.stderr == "The inputs have changed since this rota was drawn.\n"


def test_a_rota_that_breaks_a_must_is_exported_as_a_draft(council: Path) -> None:
    text = BY_HAND.replace("mash-1,2027-10-12,10:00,Example Member Two\n", "")
    result = run("export", council, by_hand(council, with_hosts(text)), "--out", council.parent / "sent")
    assert result.exit_code == 0
    assert result.stderr.startswith("DRAFT: this rota breaks 1 must.")
    assert "DRAFT" in (council.parent / "sent" / "rota.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("only", "words"),
    [
        ("htm", "There is no format 'htm'. Did you mean 'html'?"),
        ("json,docx", "There is no format 'docx'."),
        ("", "--only names no format."),
    ],
)
def test_a_format_that_is_not_known_writes_nothing(council: Path, only: str, words: str) -> None:
    result = run("export", council, by_hand(council), "--out", council.parent / "sent", "--only", only)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(words)
    assert all(name in result.stderr for name in EXPORTS)
    assert not (council.parent / "sent").exists()


def test_export_never_writes_over_a_rota_unless_forced(council: Path) -> None:
    out = council.parent / "sent"
    args = ("export", council, by_hand(council), "--out", out, "--only", "csv")
    run(*args)
    before = files_in(out)
    again = run(*args)
    assert (again.exit_code, again.stdout, files_in(out)) == (2, "", before)
    assert "--force" in again.stderr
    assert run(*args, "--force").exit_code == 0
