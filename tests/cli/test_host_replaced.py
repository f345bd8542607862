"""A host who takes over another team in the middle of the year received what they received: a fact, and no fault.

Of the starter Manager Two receives corporate parenting, on 30 July 2027 and 31 January 2028. From September on it is
Manager One's, and Manager Two has the north, a new team.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.one_rota import must_say_one_rota, problem_of
from tests.cli.worlds import quietly_ended, run
from tests.explaining.commands import a_drawn_council, rota_of

FROM = ("--from", "2027-09-01")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn, then changed, then re-planned into its folder 're'."""
    found = a_drawn_council(tmp_path_factory.mktemp("host") / "visits")
    teams = found / "teams.csv"
    text = teams.read_text(encoding="utf-8-sig").replace("Hall,,Example Manager Two", "Hall,,Example Manager One")
    teams.write_text(text + ",North,locality,,,Example Manager Two,,,,,,,,,,\n", encoding="utf-8")
    done(found, "replan", rota_of(found), "--out", found / "re", *FROM)
    return found


def done(council: Path, command: str, *words: str | Path) -> str:
    result = run(command, council, *words)
    assert quietly_ended(result)
    assert (result.exit_code, result.stderr) in ((0, ""), (0, "Kept as 'it'.\n"))
    return result.stdout


def test_what_was_received_stays_and_the_rota_keeps_every_must(council: Path) -> None:
    must_say_one_rota(council / "re", problem_of(council))
    rows = (council / "re" / "rota.csv").read_text(encoding="utf-8-sig").splitlines()
    hosts = {row.split(",")[0]: row.split(",")[8] for row in rows[1:]}
    assert hosts["corporate-parenting-1"] == "Example Manager Two"
    assert hosts["corporate-parenting-2"] == "Example Manager One"
    assert hosts["north-1"] == "Example Manager Two"
    assert done(council, "audit", council / "re" / "rota.json").startswith("Every must is kept.\n")


def test_it_can_be_published(council: Path) -> None:
    published = council / "published"
    result = run("publish", council / "re", "--path", council, "--into", published, "--dated", "2027-09-01 09:00")
    assert quietly_ended(result)
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("words", [(), FROM])
def test_why_tells_no_broken_must(council: Path, words: tuple[str, ...]) -> None:
    """Also for one who asks before that day: the rota was re-planned from it."""
    out = done(council, "why", council / "re" / "rota.json", "corporate-parenting-1", *words)
    assert "received by Example Manager Two." in out
    assert "it is over and stays as it was" in out
    assert "a must is broken" not in out


def test_what_if_leaves_it_too(council: Path) -> None:
    out = done(
        council, "what-if", council / "re" / "rota.json", "--set", "yearly_limit.visits_a_year=3", *FROM, "--save", "it"
    )
    assert "No visit differs" in out
    assert "broken" not in out
    again = done(council, "what-if", council / "re" / "rota.json", "--compare", "it", *FROM)
    assert "broken" not in again
