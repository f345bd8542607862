"""A committee's paper opens in LibreOffice, and its body has at most four sides, however large the council is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from rota.domain import Dated, Member, Problem, Span, Team
from rota.exports.committee_docx import as_docx
from rota.exports.committee_paper import CommitteePaper
from rota.figures.figures import figures
from rota.figures.periods import a_year_before
from rota.figures.records import Records
from rota.reports.committee.papers import annual_report, for_officer, tracker
from rota.reports.committee.reader import PaperFacts
from rota.tracking.kept import Posts
from tests.architecture.sources import ROOT
from tests.browser.libreoffice import sides
from tests.cli.worlds import run
from tests.figures.histories import CLOCK, MEMBERS, YEARS, history
from tests.figures.worlds import YEAR, paper_facts, recorded
from tests.support.builders import day

pytestmark = pytest.mark.browser

MOST_SIDES = 4
LONG = "The posts of experienced social workers are vacant and are covered by agency staff who leave within weeks. " * 4


def a_large_council(teams: int) -> Problem:
    """Long names everywhere, and twelve groups of five."""
    kinds = ("mash", "locality", "corporate parenting", "home")
    return Problem(
        "The Metropolitan Borough Council of North and South Exampleshire",
        YEARS["26/27"],
        tuple(
            Member(
                one if number == 0 else f"{one}{number}",
                f"Councillor Fortescue-Featherstonehaugh {one} {number}",
                (Dated(f"Independents and Residents Association of Ward {number}"),),
                roles=(Dated("scrutiny"), Dated(f"champion for the {number} localities")),
                trained=Span(day("2020-01-01")),
            )
            for number in range(12)
            for one in MEMBERS
        ),
        tuple(
            Team(
                f"team-{number}",
                f"Referral and assessment team {number} of the north-western locality",
                kinds[number % 4],
            )
            for number in range(teams)
        ),
    )


def large(teams: int) -> PaperFacts:
    """The paper of a history of many visits, everything in it long and publishable."""
    problem = a_large_council(teams)
    visits, facts, _ = history(7, 201, tuple(team.id for team in problem.teams))
    on = day("2027-09-01")
    earlier = (visit for visit in visits if not visit.reference.startswith("26/27"))
    known, then = _long(recorded(visits, facts, on)), _long(recorded(earlier, facts, a_year_before(on)))
    posts = Posts(*(f"Councillor Fortescue-Featherstonehaugh {number}" for number in range(4)))
    to = "Overview and Scrutiny Committee (Children's Services and Safeguarding)"
    broken = tuple(f"rule {number} (2 times)" for number in range(8))
    return PaperFacts(problem, figures(problem, YEAR, known, then), known, CLOCK, posts, to, day("2027-09-21"), broken)


def _long(known: Records) -> Records:
    return replace(
        known,
        visits=tuple(replace(one, publishable=True) for one in known.visits),
        issues=tuple(replace(one, text=LONG, publishable=True) for one in known.issues),
        actions=tuple(replace(one, text=LONG) for one in known.actions),
    )


@pytest.mark.parametrize("kind", [annual_report, tracker])
@pytest.mark.parametrize("teams", [5, 7])
@pytest.mark.parametrize("officer", [False, True])
def test_the_body_of_a_large_council_s_paper_has_four_sides_at_most(kind, teams, officer, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Of five teams each has a row, of seven each kind has."""
    facts = large(teams)
    assert len(facts.figures.changed) > 8
    assert len(facts.figures.participation.groups) == 12
    paper = kind(for_officer(facts) if officer else facts)
    assert 2 <= sides(_body(paper), tmp_path) <= MOST_SIDES


def test_a_small_council_s_paper_opens_with_its_appendix(tmp_path: Path) -> None:
    paper = annual_report(paper_facts(1))
    body, whole = sides(_body(paper), tmp_path / "body"), sides(as_docx(paper).content, tmp_path / "whole")
    assert body <= MOST_SIDES < whole


def test_the_body_of_the_lived_year_s_report_has_four_sides_at_most(tmp_path: Path) -> None:
    """The file that the README's command writes, without what follows the heading of its appendix."""
    year = ROOT / "examples" / "sefton_year"
    run("annual-report", year, year / "published.csv", "--on", "2019-06-03", "--out", tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    everything = list(document.element.body)
    (at,) = [number for number, one in enumerate(everything) if one.text == "Appendix"]
    for one in everything[at - 1 : -1]:  # from the break before the heading, to what says how large a side is
        one.getparent().remove(one)
    body = BytesIO()
    document.save(body)
    assert 2 <= sides(body.getvalue(), tmp_path / "body") <= MOST_SIDES
    assert sides((tmp_path / "report.docx").read_bytes(), tmp_path / "whole") > MOST_SIDES


def _body(paper: CommitteePaper) -> bytes:
    return as_docx(replace(paper, appendix=())).content
