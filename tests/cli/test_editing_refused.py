"""Edits that cannot be meant: each says what is wrong and the way out, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.worlds import files_in, quietly_ended, run
from tests.explaining.commands import ONE, a_drawn_council, rota_of, steers

REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing to set": (("--set", "x"), "'x' sets nothing. Write it like yearly_limit.visits_a_year=3."),
    "no value": (("--set", "mash.host="), "'mash.host=' sets nothing. Write it like"),
    "no name": (("--set", ".host=x"), "'.host=x' sets nothing."),
    "an unknown number": (
        ("--set", "yearly_limit.visits=1"),
        "yearly_limit, visits: the rule has no such number. Did you mean 'visits_a_year'?",
    ),
    "a number below 0": (
        ("--set", "yearly_limit.visits_a_year=-1"),
        "yearly_limit, visits_a_year: -1 is not a whole number of at least 0.",
    ),
    "a number in words": (
        ("--set", "yearly_limit.visits_a_year=two"),
        "yearly_limit, visits_a_year: 'two' is not a whole number of at least 0.",
    ),
    "a number of no sense": (
        ("--set", "fair_share.points_per_squared_load=999999999"),
        "fair_share, points_per_squared_load: 999999999 is more than 1000000",
    ),
    "a must without choice": (("--set", "interests.must=no"), "interests, must: this rule is always a must;"),
    "an unknown rule": (
        ("--set", "yearly_limmit.visits_a_year=2"),
        "There is no rule, team or member called 'yearly_limmit'. Did you mean 'yearly_limit'?",
    ),
    "an unknown member": (
        ("--set", "Example Member Onne.yearly_limit=1"),
        f"There is no team or member called 'Example Member Onne'. Did you mean '{ONE}'?",
    ),
    "an unknown fact": (("--set", f"{ONE}.name=Bob"), f"{ONE}: 'name' is not a fact that can be set. It can be one of"),
    "an unknown host": (("--set", "mash.host=Nobody"), "There is no host called 'Nobody'."),
    "nobody in a group": (
        ("--set", "mash.group_least=0"),
        "mash: 'group_least' is a whole number from 1 to 20,",
    ),
    "a crowd": (("--set", "mash.group_most=21"), "mash: 'group_most' is a whole number from 1 to 20, not '21'."),
    "more than a visit a day": (
        ("--set", "mash.visits_a_year=367"),
        "mash: 'visits_a_year' is a whole number from 0 to 366, not '367'.",
    ),
    "least above most": (("--set", "mash.group_least=4"), "MASH: group_least is 4, more than group_most, 3."),
    "nothing to pin": (("--pin", "mash-1"), "'mash-1' fixes nothing. Write it like mash-1=2027-03-04, or mash-1=Ann"),
    "an unknown visit": (("--pin", "mash-9=10:00"), "There is no visit called 'mash-9'. Did you mean 'mash-1'?"),
    "one of two visits": (
        ("--pin", "Corporate parenting=10:00"),
        "'Corporate parenting' may be Corporate parenting, visit 1 of 2",
    ),
    "a pinned date of another year": (
        ("--pin", "mash-1=2029-02-03"),
        "2029-02-03 is not in the year, 2027-06-01 to 2028-05-31.",
    ),
    "a pinned date that is none": (("--pin", "mash-1=2027-02-30"), "'2027-02-30' is not a date. Write it like 2027-"),
    "a pinned time that is none": (("--pin", "mash-1=25:00"), "'25:00' is not a date. Write it like 2027-03-04,"),
    "two things in one pin": (
        ("--pin", f"mash-1=2027-10-13 {ONE}"),
        f"'2027-10-13 {ONE}' is not a date. Write it like 2027-03-04, 2027-03-04 10:00 or 10:00, and a member in",
    ),
    "nobody to pin": (("--pin", "mash-1=Zoe"), "There is no member or host called 'Zoe'."),
    "not nobody": (("--pin", "mash-1=not"), "There is no member or host called 'not'."),
    "nothing to drop": (("--drop", ""), "There is no member, host, team or visit called ''."),
    "a date to drop that is none": (("--drop", "2027-1-12"), "'2027-1-12' is not a date. Write it like 2027-03-04."),
    "a date as the English write it": (
        ("--drop", "12/10/2027"),
        "'12/10/2027' is not a date.",
    ),
    "a date to drop of another year": (("--drop", "2027-05-31"), "2027-05-31 is not in the year, 2027-06-01 to"),
    "two dates": (
        ("--pin", "mash-1=2027-10-13", "--pin", "mash-1=2027-10-14"),
        "MASH is on 13 October 2027. MASH is on 14 October 2027. Both cannot be: keep one of the two.",
    ),
    "two times": (
        ("--pin", "mash-1=10:00", "--pin", "mash-1=14:00"),
        "MASH is at 10:00. MASH is at 14:00. Both cannot",
    ),
    "both goes and does not": (
        ("--pin", f"mash-1={ONE}", "--pin", f"mash-1=not {ONE}"),
        f"{ONE} goes to MASH. {ONE} does not go to MASH. Both cannot be: keep one of the two.",
    ),
    "two limits": (
        ("--set", f"{ONE}.yearly_limit=1", "--set", "example-member-one.yearly_limit=2"),
        f"{ONE} makes at most 1 visit a year. {ONE} makes at most 2 visits a year. Both cannot be",
    ),
    "a rule on and off": (
        ("--set", "same_ward.on=no", "--set", "same-ward.on=yes"),
        "The rule 'same ward' is switched off. The rule 'same ward' is switched on. Both cannot be",
    ),
    "two hosts": (
        ("--set", "mash.host=Example Manager One", "--set", "mash.host=Example Manager Two"),
        "Example Manager One receives the visits to MASH. Example Manager Two receives the visits to MASH. Both",
    ),
    "what steers a terminal": (("--drop", "\x1b[31m\u202e"), "There is no member, host, team or visit called '[31m'."),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with its rota. Nothing in it may change."""
    return a_drawn_council(tmp_path_factory.mktemp("refused") / "visits")


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_meant_is_said_and_nothing_is_written(drawn: Path, words: tuple[str, ...], said: str) -> None:
    before = files_in(drawn.parent)
    result = run("what-if", drawn, rota_of(drawn), *words, "--save", "kept")
    assert quietly_ended(result)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert not steers(result.stderr)
    assert files_in(drawn.parent) == before
