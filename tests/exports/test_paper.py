"""A paper says the same as text and as a page: sentences in order, tables in line, figures to the right."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from rota.explaining.fairness import fairness
from rota.explaining.reserves import stand_by
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import why
from rota.exports.summary_text import POINTS
from rota.reports.people_reports import paper_of_fairness, paper_of_reserves
from rota.reports.report import DRAFT, GAP, Paper, ReportTable, Section, as_lines, as_page, for_people
from rota.reports.why_report import paper_of_why, paper_of_why_not
from tests.explaining.council import a_ground


class Page(HTMLParser):
    """What a page says: its texts in order, without style, and the tags that it has."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = False
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("style", "title", "caption") or (self._hidden and tag != "body")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "title", "caption"):
            self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.texts.append(data)


def words(text: str) -> list[str]:
    """The words of a text, without what text and page set differently: indents, colons of headings, gaps."""
    return re.sub(r"[:\s]+", " ", text).split()


def a_table() -> ReportTable:
    rows = (("Ann Alder", "1", "+1,200"), ("Bob", "12", "-3"))
    return ReportTable(("Member", "Visits", "Points"), rows, numeric=(1, 2))


PAPERS = {
    "sentences": Paper("Testshire", "Title", (Section("", ("One.", "Two.")), Section("More", ("Three.",)))),
    "a table": Paper("Testshire", "Title", (Section("", ("One.",)), Section("Table", ("Two.",), a_table()))),
    "a table alone": Paper("Testshire", "Title", (Section("Table", (), a_table()),)),
    "a sentence after a table": Paper("Testshire", "Title", (Section("T", (), a_table()), Section("", ("Last.",)))),
    "nothing": Paper("Testshire", "Title", (Section("", ()), Section("Empty", ()))),
    "a draft": Paper("Testshire", "Title", (Section("", ("One.",)),), draft=True),
    "why": paper_of_why("Testshire", why(a_ground(), "mash-1")),
    "why not": paper_of_why_not("Testshire", why_not(a_ground(), "mash-1", "cat")),
    "fairness": paper_of_fairness("Testshire", fairness(a_ground()), "the year"),
    "reserves": paper_of_reserves("Testshire", stand_by(a_ground(), "mash-1"), (), 5),
}

each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


@each_paper
def test_text_and_page_say_the_same_in_the_same_order(paper: Paper) -> None:
    """The page has the council and the title besides."""
    said = Page(as_page(paper)).texts
    heading = [paper.council, paper.title]
    assert said[:2] == heading
    assert words(" ".join(said[2:])) == words("\n".join(as_lines(for_people(paper))))


def test_what_stands_under_a_heading_is_indented_and_set_apart() -> None:
    paper = Paper(
        "T", "Title", (Section("", ("One.",)), Section("First", ("Two.", "Three.")), Section("Last", ("Four.",)))
    )
    assert list(as_lines(paper)) == ["One.", "", "First:", "  Two.", "  Three.", "", "Last:", "  Four."]


def test_no_blank_line_comes_first_and_a_section_without_content_is_not_there() -> None:
    paper = Paper("T", "Title", (Section("", ()), Section("Empty", ()), Section("First", ("One.",))))
    assert list(as_lines(paper)) == ["First:", "  One."]
    assert [tag for tag, _ in Page(as_page(paper)).tags].count("section") == 1


def test_a_tables_columns_stand_in_line_and_its_figures_to_the_right() -> None:
    paper = Paper("T", "Title", (Section("Table", (), a_table()),))
    assert list(as_lines(paper)) == [
        "Table:",
        "  Member     Visits  Points",
        "  Ann Alder       1  +1,200",
        "  Bob            12      -3",
    ]


def test_points_are_explained_once_to_people_where_they_are_told() -> None:
    sections = (Section("", ("It adds 76 points to the rota.",)), Section("Next", ("The same points.",)))
    assert list(as_lines(for_people(Paper("T", "Title", sections))))[-1] == POINTS
    assert POINTS.encode() in as_page(Paper("T", "Title", sections))
    for said in (f"{POINTS} It adds 76 points.", "On 3 June."):
        paper = Paper("T", "Title", (Section("", (said,)),))
        assert for_people(paper) == paper


def test_a_wide_letter_takes_two_columns() -> None:
    table = ReportTable(("Name", "Ward"), (("Ann 🌼", "North"), ("Bob", "South")))
    assert list(as_lines(Paper("T", "T", (Section("", (), table),)))) == [
        "Name    Ward",
        "Ann 🌼  North",
        "Bob     South",
    ]


def test_every_line_of_a_table_puts_its_cells_where_the_headings_are() -> None:
    (section,) = (one for one in PAPERS["fairness"].sections if one.heading == "By member")
    assert section.table is not None
    lines = [line[2:] for line in as_lines(Paper("T", "T", (section,)))][1:]
    rows = [section.table.headings, *section.table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for line, row in zip(lines, rows, strict=True):
        start = 0
        for column, width in enumerate(widths):
            cell = line[start : start + width]
            assert cell.strip() == row[column]
            assert cell == (cell.rjust(width) if column in section.table.numeric else cell)
            assert not row[column] or column not in section.table.numeric or cell.endswith(row[column])
            start += width + len(GAP)


@pytest.mark.parametrize("name", ["fairness", "reserves"])
def test_the_columns_of_figures_are_those_that_hold_nothing_else(name: str) -> None:
    figure = re.compile(r"[+-]?[\d,.]+%?")
    for table in (section.table for section in PAPERS[name].sections if section.table):
        columns = enumerate(zip(*table.rows, strict=True))
        assert table.numeric == tuple(column for column, cells in columns if all(map(figure.fullmatch, cells)))


def test_a_column_of_figures_is_set_right_on_the_page_too() -> None:
    page = Page(as_page(Paper("T", "Title", (Section("Table", (), a_table()),))))
    heads = [attributes.get("class") for tag, attributes in page.tags if tag == "th" and attributes["scope"] == "col"]
    cells = [attributes.get("class") for tag, attributes in page.tags if tag == "td"]
    assert heads == [None, "number", "number"]
    assert cells == ["number"] * 4


def test_a_table_without_rows_is_left_out() -> None:
    paper = Paper("T", "Title", (Section("Table", ("None.",), ReportTable(("A", "B"), ())),))
    assert list(as_lines(paper)) == ["Table:", "  None."]
    assert "<table" not in as_page(paper).decode()


def test_a_draft_says_so_before_anything_else() -> None:
    paper = PAPERS["a draft"]
    assert list(as_lines(paper)) == [DRAFT, "One."]
    page = as_page(paper).decode()
    assert f'<p class="draft-mark">{DRAFT}</p>' in page
    assert "<title>Testshire: DRAFT: Title</title>" in page
    assert DRAFT not in as_page(PAPERS["sentences"]).decode()


HOSTILE = '<script>alert("x")</script>&\x1b[31m\u202etxt\x00'


def test_nothing_from_a_file_becomes_markup_or_steers_a_terminal() -> None:
    table = ReportTable((HOSTILE, HOSTILE), ((HOSTILE, HOSTILE),))
    paper = Paper(HOSTILE, HOSTILE, (Section("", (HOSTILE,)), Section(HOSTILE, (HOSTILE,), table)))
    page = as_page(paper).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 9
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", page)
    assert Page(as_page(paper)).texts.count('<script>alert("x")</script>&[31mtxt') == 9
    # A table is measured as it is shown: what would be invisible has no width.
    narrow = ReportTable(("a\x1b\x00b", "c"), (("ab", "d"),))
    assert list(as_lines(Paper("T", "T", (Section("", (), narrow),)))) == ["ab  c", "ab  d"]


def test_letters_of_every_language_are_kept() -> None:
    paper = Paper("Ynys Môn", "Siân Ŵyn 🗳", (Section("Pwyllgor", ("Ŷ Gŵyl 🗳",)),))
    assert list(as_lines(paper)) == ["Pwyllgor:", "  Ŷ Gŵyl 🗳"]
    assert Page(as_page(paper)).texts == ["Ynys Môn", "Siân Ŵyn 🗳", "Pwyllgor", "Ŷ Gŵyl 🗳"]


def test_the_page_needs_nothing_but_itself() -> None:
    page = as_page(PAPERS["fairness"]).decode()
    assert page.startswith("<!DOCTYPE html>\n<html")
    assert 'lang="en-GB"' in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="', page)
    assert not re.search("https?:", page)
    assert '<th scope="row">Ann Alder</th>' in page


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert as_page(PAPERS["fairness"]) == as_page(PAPERS["fairness"])
