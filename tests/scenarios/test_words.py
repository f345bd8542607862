"""The papers of scenarios, word for word: to be read aloud, then worked through."""

from __future__ import annotations

from dataclasses import replace

from rota.domain.edits import Close, SetRule, SetTeam
from rota.reports.as_json import as_json
from rota.reports.report import Paper, as_lines, as_page
from rota.reports.scenario_report import paper_of_comparison, paper_of_list
from rota.scenarios.scenario import Comparison, Pair, compared
from rota.scenarios.store import KeptScenario
from tests.replanning.worlds import JUNE_3, PUBLISHED
from tests.scenarios.worlds import best, published, tried
from tests.support.builders import a_slot, day

NAMES = ("as it is", "lighter")
ALIKE = Comparison((), 3, (), 300, 300, (), (), (1.0, 1.0), (1.0, 1.0), (), ())
PAIR = Pair("mash-1", "MASH", a_slot(JUNE_3), ("Ann",), a_slot(JUNE_3), ("Bob",))


def text(comparison: Comparison, *edits: str) -> str:
    return "\n".join(as_lines(paper_of_comparison("Testshire", comparison, NAMES, edits))) + "\n"


def test_two_rotas_side_by_side() -> None:
    """The numbers are those of the scenario's own test: 920 points before, 300 after."""
    found = compared(published(), tried(published(), SetRule("yearly_limit", "visits_a_year", 1)))
    assert (
        text(found, "In the rule 'yearly limit', 'visits a year' is 1.")
        == """\
In the rule 'yearly limit', 'visits a year' is 1.
2 of 3 visits differ; 2 people are affected.
Proven nearest: no rota that is as good changes less.
300 points, 620 fewer than the 920 before.
Loads run from 1.0 to 1.0; before, from 1.0 to 2.0.

Visits that differ:
  Visit  Date, 'as it is'       People                        Date, 'lighter'        People
  Mash   3 June 2026 at 10:00   Ann and Bob, received by Hal  3 June 2026 at 10:00   Bob, received by Hal
  North  10 June 2026 at 10:00  Bob and Cat, received by Ivy  10 June 2026 at 10:00  Cat, received by Ivy

Points by rule:
  Rule            'as it is'  'lighter'  Change
  Fair share             900        300    -600
  Enough members          20          0     -20

Loads that differ:
  Member  'as it is'  'lighter'
  Ann           2.00       1.00
  Bob           2.00       1.00
"""
    )


def test_a_visit_that_is_not_made_any_more() -> None:
    lines = text(compared(best(), tried(best(), Close("south", day("2026-05-31"))))).splitlines()
    assert lines[0] == "1 of 3 visits differs; 2 people are affected."
    assert lines[2] == "200 points, 100 fewer than the 300 before."
    assert lines[7].split(maxsplit=1)[0] == "South"
    assert lines[7].split(maxsplit=6)[6].split() == ["Ann,", "received", "by", "Hal", "not", "placed"]


def test_nothing_that_differs() -> None:
    assert (
        text(ALIKE)
        == """\
No visit differs between 'as it is' and 'lighter'.
300 points, as before.
Loads run from 1.0 to 1.0, as before.
"""
    )


def test_another_host_is_a_visit_that_differs() -> None:
    """The same people at the same time, received by Ivy and no longer by Hal."""
    found = compared(best(), tried(best(), SetTeam("mash", "host", "ivy")))
    lines = text(found).splitlines()
    assert lines[0] == "1 of 3 visits differs; 2 people are affected."
    assert lines[7].split("  ")[-1].strip() == "Bob, received by Ivy"


def test_one_is_one() -> None:
    one = replace(ALIKE, visits=(PAIR,), alike=0, people=("Ann",), points_before=0, points_after=1)
    assert text(one).splitlines()[:2] == [
        "1 of 1 visit differs; 1 person is affected.",
        "1 point, 1 more than the 0 before.",
    ]


def test_no_points_and_many() -> None:
    assert "No points, 1,300 fewer than the 1,300 before." in text(replace(ALIKE, points_before=1300, points_after=0))
    assert "1,300 points, 1,000 more than the 300 before." in text(replace(ALIKE, points_after=1300))


def test_broken_musts_are_told_of_the_rota_that_breaks_them() -> None:
    broken = replace(ALIKE, breaches_before=("One is broken.",), breaches_after=("Another is.",))
    assert text(broken).splitlines()[3:] == [
        "",
        "Musts broken in 'as it is':",
        "  One is broken.",
        "",
        "Musts broken in 'lighter':",
        "  Another is.",
    ]


def test_the_page_is_titled_and_names_are_made_safe() -> None:
    hostile = replace(PAIR, title="<script>alert(1)</script>", names_after=("Siân 🌸 & <b>",))
    paper = paper_of_comparison("Tŷ & Co", replace(ALIKE, visits=(hostile,)), NAMES, ("<i>",))
    page = as_page(paper).decode()
    assert "<h1>What if: &#39;lighter&#39; beside &#39;as it is&#39;</h1>" in page
    assert "Siân 🌸 &amp; &lt;b&gt;" in page
    assert not any(tag in page for tag in ("<script>", "<b>", "<i>"))


def kept(name: str, points: int, *words: str) -> KeptScenario:
    return KeptScenario(name, (), words, "0" * 64, points, PUBLISHED)


def lines_of(paper: Paper) -> list[str]:
    return list(as_lines(paper))


def test_the_list_of_scenarios() -> None:
    paper = paper_of_list("Testshire", [kept("fewer", 85, "One.", "Two."), kept("lighter", 1300, "Three.")])
    assert lines_of(paper) == [
        "Name     Points  What if",
        "fewer        85  One. Two.",
        "lighter   1,300  Three.",
    ]


def test_an_empty_list_says_how_to_keep_one() -> None:
    assert lines_of(paper_of_list("Testshire", [])) == ["No scenario is kept. --save keeps one under a name."]


def test_what_steers_a_terminal_is_taken_out_of_what_was_kept() -> None:
    lines = lines_of(paper_of_list("Testshire", [kept("lighter", 1, "\x1b[31mred\u202e")]))
    assert not any(letter in line for line in lines for letter in "\x1b\u202e")


def test_the_data_holds_the_comparison() -> None:
    data = as_json(compared(published(), best()), ())
    assert '"points_after": 300' in data
    assert '"people": [\n   "Ann",\n   "Bob"\n  ]' in data
