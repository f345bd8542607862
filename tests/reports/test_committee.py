"""The year's report and the tracker: what they say, to whom, and how long they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from rota.exports.committee_html import as_page
from rota.exports.committee_paper import CommitteePaper, PaperHeading, PaperList, PaperTable, PaperText
from rota.reports.committee.papers import annual_report, for_officer, missing, tracker
from rota.reports.committee.reader import PaperFacts
from rota.reports.committee.timetable import dates_before
from tests.figures.worlds import YEAR, paper_facts
from tests.support.builders import day

SEEDS = range(12)
QUESTIONS = [
    "How many of the required visits happened?",
    "What did members raise?",
    "What changed because of it, and who confirmed it?",
    "What is still open, and how old is it?",
    "Were the same themes raised last year?",
]


def words(paper: CommitteePaper) -> list[str]:
    """Everything that the paper says, a text each."""
    found = [paper.title, paper.mark, *(text for pair in paper.front for text in pair)]
    for block in (*paper.body, *paper.appendix):
        match block:
            case PaperHeading(_, text) | PaperText(text):
                found.append(text)
            case PaperList(points):
                found += points
            case PaperTable():
                found += [block.about, *block.headings, *(cell for row in block.rows for cell in row)]
    return found


def headings(paper: CommitteePaper) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in paper.body if isinstance(block, PaperHeading)]


def a_paper(seed: int = 0, **fields: object) -> PaperFacts:
    return paper_facts(seed, **fields)


@pytest.mark.parametrize("kind", [annual_report, tracker])
def test_a_paper_begins_with_the_five_questions_and_headings_nest(kind: object) -> None:
    for seed in SEEDS:
        paper = kind(a_paper(seed))  # type: ignore[operator]
        assert headings(paper)[:6] == [(2, "In short"), *((3, question) for question in QUESTIONS)]
        levels = [1, *(block.level for block in (*paper.body, *paper.appendix) if isinstance(block, PaperHeading))]
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", [annual_report, tracker])
def test_tables_have_a_row_of_headings_and_no_empty_one(kind: object) -> None:
    for seed in SEEDS:
        paper = kind(for_officer(a_paper(seed, committee=day("2027-09-21"))))  # type: ignore[operator]
        tables = [block for block in (*paper.body, *paper.appendix) if isinstance(block, PaperTable)]
        assert tables
        for table in tables:
            assert all(table.headings)
            assert table.about
            assert {len(row) for row in table.rows} <= {len(table.headings)}


def test_what_is_not_publishable_stands_in_the_officer_s_alone() -> None:
    """Over many histories; of each issue that is not publishable the text is changed to a word of its own."""
    hidden = 0
    for seed in range(40):
        facts = a_paper(seed)
        issues = tuple(replace(one, text=f"text of {one.reference};") for one in facts.records.issues)
        actions = tuple(
            replace(one, text=f"text of {one.reference};", confirmed=facts.figures.day) for one in facts.records.actions
        )
        mine = {one.reference for one in facts.figures.records.issues}
        figures = replace(
            facts.figures,
            records=replace(facts.figures.records, issues=tuple(one for one in issues if one.reference in mine)),
            open=tuple(one for one in issues if one.open),
            changed=tuple(one for one in actions if one.issue in mine),
        )
        facts = replace(facts, records=replace(facts.records, issues=issues, actions=actions), figures=figures)
        for paper in (annual_report, tracker):
            public, officer = "\n".join(words(paper(facts))), "\n".join(words(paper(for_officer(facts))))
            for one in figures.records.issues:
                assert f"text of {one.reference};" in officer
                assert (f"text of {one.reference};" in public) == facts.is_public(one)
                hidden += not facts.is_public(one)
            for action in figures.changed:
                assert f"text of {action.reference};" in officer
                assert (f"text of {action.reference};" in public) == facts.may_read_action(action)
    assert hidden > 10


def test_an_exempt_report_takes_its_issues_with_it() -> None:
    facts = next(facts for facts in map(a_paper, range(40)) if facts.figures.records.issues)
    issue = replace(facts.figures.records.issues[0], publishable=True)
    visits = tuple(
        replace(visit, publishable=False, paragraph="2") if visit.reference == issue.visit else visit
        for visit in facts.records.visits
    )
    assert not replace(facts, records=replace(facts.records, visits=visits)).is_public(issue)


def test_background_papers_leave_out_what_is_exempt_or_not_decided() -> None:
    seen = set()
    for seed in range(40):
        facts = a_paper(seed)
        paper = annual_report(facts)
        listed = paper.appendix[-1]
        points = listed.points if isinstance(listed, PaperList) else ()
        named = {point.split(",")[0].removeprefix("Report of visit ") for point in points}
        assert named == {one.reference for one in facts.figures.records.visits if one.reported and one.publishable}
        seen |= {one.publishable for one in facts.figures.records.visits if one.reported}
    assert seen == {True, False, None}


def test_they_are_open_for_four_years_from_the_meeting() -> None:
    facts = next(
        facts
        for facts in (a_paper(seed, committee=day("2028-02-29")) for seed in range(40))
        if any(one.reported and one.publishable for one in facts.figures.records.visits)
    )
    assert any(
        "until 29 February 2032 (Local Government Act 1972, s.100D)" in text for text in words(annual_report(facts))
    )


def test_dates_are_counted_back_from_the_meeting() -> None:
    """Tuesday 21 September 2027. Seven working days before: 20, 17, 16, 15, 14, 13 and 10; fifteen: 9, 8, 7, 6, 3, 2, 1
    September and 31 August, as 30 August is a bank holiday. Five clear days, 14 to 20, lie after the 13th."""
    facts = a_paper(committee=day("2027-09-21"))
    assert [(what, on) for what, on, _ in dates_before(facts, date(2027, 9, 21))] == [
        ("cleared by all who must see it", day("2027-08-31")),
        ("final in the report system", day("2027-09-10")),
        ("published", day("2027-09-13")),
    ]
    assert "Timetable" in words(annual_report(for_officer(facts)))
    assert "Timetable" not in words(annual_report(facts))


def test_who_was_trained_and_not_asked_is_named_to_the_officer_alone() -> None:
    facts = next(facts for facts in map(a_paper, SEEDS) if facts.figures.participation.idle)
    (name, *_) = [facts.problem.name_of(one) for one in facts.figures.participation.idle or ()]
    found = words(annual_report(for_officer(facts)))
    assert name in found[found.index("Trained and not asked") + 1]
    assert not any(name in text for text in words(annual_report(facts)))


def test_nobody_s_address_stands_in_a_paper() -> None:
    text = "\n".join(words(annual_report(for_officer(a_paper()))))
    assert "Hed" in text
    assert "@" not in text


def test_what_the_front_lacks_is_said() -> None:
    assert missing(a_paper()) == (
        "the committee (--to)",
        "the date of its meeting (--committee)",
        "the contact (tracking.officer)",
    )


def test_rules_that_are_broken_are_named() -> None:
    assert "The rota keeps every must of the council's rules." in words(annual_report(a_paper()))
    broken = annual_report(a_paper(broken=("travel (2 times)",)))
    assert "The rota does not keep every must: travel (2 times)." in words(broken)


def test_each_chart_of_the_page_has_its_table_beside_it() -> None:
    for seed in SEEDS:
        paper = annual_report(a_paper(seed))
        text = as_page(paper).decode()
        charted = [block for block in paper.body if isinstance(block, PaperTable) and block.charted]
        assert text.count('<svg viewBox="0 0 400') == text.count('<div class="beside">') == len(charted) >= 2
        assert text.count('role="img" aria-label="') == len(charted)
        assert "officers-only" not in text.split("</style>")[1]


def test_a_bar_is_as_long_as_its_number() -> None:
    """Of 4 and 2 the second bar is half as long as the first, 340 of 400; there is no bar where nothing is known."""
    table = PaperTable("A.", ("Step", "Now", "Last year"), (("one", "4", "2"), ("two", "1,000", "-")), (1, 2), (1, 2))
    paper = CommitteePaper("C", "T", date(2027, 1, 1), (), (table,), ())
    text = as_page(paper).decode()
    widths = re.findall(r'<rect x="0" y="\d+" width="([\d.]+)"', text)
    assert widths == ["1.4", "0.7", "340.0"]
    assert "2 last year" in text


def test_a_quarter_s_tracker_shows_its_own_visits_alone() -> None:
    """Those of September to November 2026, by the day on which they were held or are planned."""
    shown = 0
    for seed in SEEDS:
        facts = paper_facts(seed, YEAR.quarters()[1])
        paper = tracker(facts)
        assert paper.title == "Members' visits to children's services: tracker of quarter 2 of 2026/27"
        (_, table) = paper.appendix[:2]
        rows = [row[0] for row in table.rows] if isinstance(table, PaperTable) else []
        autumn = (day("2026-09-01"), day("2026-11-30"))
        mine = [
            one for one in facts.records.visits if one.year == "26/27" and one.day and autumn[0] <= one.day <= autumn[1]
        ]
        assert rows == [one.reference for one in mine]
        shown += len(rows)
    assert shown > 3
