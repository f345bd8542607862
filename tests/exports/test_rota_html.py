"""rota.html for everybody and officer.html for officers: well formed, legible to all, and unable to do anything."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from rota.domain import Rota
from rota.exports import EXPORTS
from rota.exports.view import Document
from rota.exports.year_strip import Scale
from rota.record import Reserves
from tests.exports.documents import a_document, a_hostile_document, as_published, the_document, the_year
from tests.support.builders import a_member, a_problem, a_rota, a_team, day, span

STYLE = (resources.files("rota.exports") / "templates" / "style.css").read_text(encoding="utf-8")
VOID = {"meta", "col"}
DOCUMENTS = {
    "plain": the_document([FairShare(), EnoughMembers()]),
    "hostile": a_hostile_document(),
    "empty": a_document(),
    "draft": a_document(the_year(), Rota()),
}


class Page(HTMLParser):
    """Reads a page and keeps its tags, texts and what is left open."""

    def __init__(self, document: Document, name: str = "html") -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        (content,) = EXPORTS[name].render(document).values()
        self.source = content.decode()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def said(self, *names: str) -> list[str]:
        return [text for tag, text in self.texts if not names or tag in names]


@pytest.fixture(params=[(document, name) for document in DOCUMENTS for name in ("html", "officer")], ids="-".join)
def page(request: pytest.FixtureRequest) -> Page:
    document, name = request.param
    return Page(DOCUMENTS[document], name)


def officer(name: str) -> Page:
    """The officer's page of this document."""
    return Page(DOCUMENTS[name], "officer")


def test_every_tag_is_closed_in_turn(page: Page) -> None:
    assert page.open == []
    assert page.source.startswith("<!DOCTYPE html>\n")


def test_nothing_runs_and_nothing_is_fetched(page: Page) -> None:
    names = {tag for tag, _ in page.tags}
    attributes = {name for _, attributes in page.tags for name in attributes}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "xlink:href"}]
    assert all(link["href"].startswith("#") for link in page.named("a") if link["href"])
    assert not re.search(r"url\(|@import|https?:", STYLE)
    assert any("default-src 'none'" in (meta.get("content") or "") for meta in page.named("meta"))


def test_the_page_is_in_british_english_with_one_main_heading(page: Page) -> None:
    assert page.named("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_a_scope(page: Page) -> None:
    names = [tag for tag, _ in page.tags]
    assert names.count("table") == names.count("caption")
    assert all(heading.get("scope") in {"col", "row", "rowgroup"} for heading in page.named("th"))
    assert all(names[i + 1] == "caption" for i, tag in enumerate(names) if tag == "table")


def test_ids_are_unique_and_every_link_and_label_finds_one(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [str(link["href"])[1:] for link in page.named("a")]
    wanted += [str(attributes["aria-labelledby"]) for _, attributes in page.tags if "aria-labelledby" in attributes]
    assert wanted
    assert set(wanted) <= set(ids)


def test_the_first_link_skips_to_what_the_page_is_for() -> None:
    assert Page(DOCUMENTS["plain"]).named("a")[0] == {"href": "#rota", "class": "skip"}
    assert officer("plain").named("a")[0] == {"href": "#summary", "class": "skip"}


def test_every_drawing_has_words_or_repeats_some(page: Page) -> None:
    for drawing in page.named("svg"):
        assert drawing.get("aria-hidden") == "true" or (drawing.get("role") == "img" and drawing.get("aria-label"))


def test_visits_are_listed_with_time_place_host_and_members() -> None:
    said = Page(DOCUMENTS["plain"]).said("th", "td", "div", "span")
    start = said.index("Wed 3 June")
    assert said[start : start + 8] == [
        "Wed 3 June",
        "10:00 to 11:00",
        "MASH",
        "Town Hall, room 2; upstairs",
        "Hari Shah",
        "Ann ",
        "(Labour)",
        "Cai ",
    ]


def part_of(source: str, section: str) -> str:
    """The section of the page with this heading's id."""
    return source[source.index(f'<section class="on-screen" aria-labelledby="{section}">') :].partition("</section>")[0]


def test_the_visits_of_a_quarter_stand_in_one_table_counted_from_the_years_first_month() -> None:
    """The year begins in April: 3 June is in its first quarter, 9 September its second, 6 January its fourth."""
    source = Page(DOCUMENTS["plain"]).source
    dated = source[: source.index('aria-labelledby="members"')]
    assert re.findall("<caption>([^<]*)", dated) == [
        "April to June 2026",
        "July to September 2026",
        "January to March 2027",
    ]
    assert re.findall('scope="rowgroup"[^>]*>([^<]*)', dated) == ["June 2026", "September 2026", "January 2027"]


@pytest.mark.parametrize(
    ("year", "visits", "quarters"),
    [
        # May to July, August to October, November to January, February to April, May.
        (("2026-05-20", "2027-05-19"), "2026-12-01", ["November 2026 to January 2027"]),
        (("2026-05-20", "2027-05-19"), "2027-05-04", ["May 2027"]),
        (("2026-06-01", "2026-07-31"), "2026-07-01", ["June to July 2026"]),
    ],
)
def test_a_quarter_is_named_by_its_months_as_far_as_the_year_goes(
    year: tuple[str, str], visits: str, quarters: list[str]
) -> None:
    problem = a_problem([a_member("ann")], [a_team("mash")], year=span(*year))
    source = Page(a_document(problem, a_rota({"mash-1": (f"{visits} 10:00", "ann")}))).source
    assert re.findall("<caption>([^<]*)", source[: source.index('aria-labelledby="members"')]) == quarters


def test_each_member_has_their_visits_and_those_without_are_named() -> None:
    mine = part_of(Page(DOCUMENTS["plain"]).source, "members")
    assert re.findall('scope="rowgroup"[^>]*>([^<]*)', mine) == ["Ann ", "Bob ", "Cai "]
    ann = mine.partition("Bob <span>")[0]
    assert re.findall('scope="row" class="date">([^<]*)', ann) == ["Wed 3 June 2026", "Wed 9 September 2026"]
    assert "<h3>No visit this year</h3>\n<p>Dot</p>" in mine


def test_each_team_has_its_visits_and_who_receives_them() -> None:
    teams = part_of(Page(DOCUMENTS["plain"]).source, "teams")
    assert re.findall('scope="rowgroup"[^>]*>([^<]*)<span>([^<]*)', teams) == [
        ("MASH ", "Town Hall, room 2; upstairs. Received by Hari Shah or, as a deputy, Dee Puty."),
        ("North ", "North Hub. "),
    ]
    assert re.findall('scope="row" class="date">([^<]*)', teams) == [
        "Wed 3 June 2026",
        "Wed 9 September 2026",
        "Wed 6 January 2027",
    ]


def test_a_visit_without_a_date_is_told_by_date_and_by_team() -> None:
    source = Page(DOCUMENTS["draft"]).source
    assert "<p>No visit has been given a date.</p>" in source
    assert part_of(source, "teams").count("Not given a date") == 3
    assert source.count("North, visit 2 of 2") == 2


def test_reserves_have_a_column_when_there_are_any() -> None:
    drawn = the_document()
    assert "Reserves" not in Page(drawn).source
    with_one = replace(drawn, record=replace(drawn.record, reserves=(Reserves("mash-1", ("dot",)),)))
    page = Page(with_one)
    assert page.said("th").count("Reserves") == 3  # quarters with visits
    assert 'data-label="Reserves">\n<div>Dot</div>' in page.source


def test_everybody_is_told_how_to_change_a_visit_and_of_which_revision_this_is() -> None:
    said = " ".join(Page(as_published(DOCUMENTS["plain"])).said())
    assert "tell the officer who sent you this rota" in said
    assert "You need not say why." in said
    assert "This one: revision 1, 25 May 2026." in said
    assert "Rota for 1 April 2026 to 31 March 2027. Not yet published." in Page(DOCUMENTS["plain"]).said()


def test_the_page_for_everybody_has_no_points_rules_hashes_or_scores() -> None:
    said = " ".join(text for tag, text in Page(DOCUMENTS["plain"]).texts if tag != "style").casefold()
    for word in (
        "point",
        "proven",
        "certificate",
        "preference",
        "load",
        "hash",
        "seed",
        "must",
        "0" * 64,
        "fair share",
    ):
        assert word not in said


def test_the_strip_is_to_scale() -> None:
    # 1 April 2026 to 31 March 2027 has 365 days; 1 August is day 122 and 3 June day 63, counted from 0.
    scale = Scale(span("2026-04-01", "2027-03-31"))
    assert scale.at(day("2026-08-01")) == 100 * 122 / 365
    source = Page(DOCUMENTS["plain"]).source
    assert 'x="33.42%" y="22" width="8.49%"' in source  # 31 days of 365 are 8.49 of 100
    assert 'cx="17.40%"' in source  # the middle of 3 June: 100 * 63.5 / 365
    assert "<title>August recess: 1 August 2026 to 31 August 2026</title>" in source
    assert "<title>MASH: 3 June 2026 at 10:00. Ann, Cai, received by Hari Shah</title>" in source


def test_the_strip_has_all_teams_and_every_visit() -> None:
    page = Page(DOCUMENTS["plain"])
    (strip,) = [drawing for drawing in page.named("svg") if drawing.get("role") == "img"]
    assert strip["aria-label"] == "The year to scale, with 3 visits of 2 teams; the rota by team has every date."
    assert [text for text in page.said("text") if text in {"MASH", "North"}] == ["MASH", "North"]
    marks = [mark for mark in page.named("circle") if mark.get("r") == "10"]
    assert [mark["cx"] for mark in marks] == ["17.40%", "44.25%", "76.85%"]  # days 63, 161 and 280 of 365


def test_members_are_in_order_of_name_and_their_bars_to_scale() -> None:
    source = officer("plain").source
    members = source[source.index("What each member carries</caption>") :]
    members = members[: members.index("</table>")]
    assert re.findall('<th scope="row">([^<]*)', members) == ["Ann", "Bob", "Cai", "Dot"]
    # Loads 2, 3, 1 and 0 against the largest, 3.
    assert re.findall('<rect width="([^"]*)"', members) == ["66.7", "100.0", "33.3", "0.0"]


def test_preferences_not_met_are_listed_and_fairness_is_not() -> None:
    page = officer("plain")
    assert "Enough members: 10 points" in page.said("h3")  # North's first visit has two where one would do
    assert not [text for text in page.said() if "Fair share:" in text or "a load of" in text]


def test_closures_have_their_reasons() -> None:
    said = officer("plain").said("th", "td")
    assert said[said.index("1 August 2026 to 31 August 2026") + 1] == "August recess"
    assert said[said.index("26 October 2026 to 30 October 2026") + 1] == "autumn half term"


def test_rules_and_provenance_are_told_to_officers() -> None:
    page = officer("plain")
    assert {"points per squared load: 100", "preference"} <= set(page.said("div", "td"))
    facts = page.said("dd")
    assert facts == ["Not yet published", "25 May 2026 at 09:30", "0.1.0", "1", "0" * 64]


def test_a_rota_that_breaks_a_must_is_marked_a_draft_and_officers_are_told_which() -> None:
    # Three visits are owed and none is placed.
    for page in (Page(DOCUMENTS["draft"]), officer("draft")):
        assert "DRAFT: this rota breaks 3 musts" in page.said("h2")
        assert [one for one in page.named("p") if one.get("class") == "draft-mark"]
        assert page.said("title")[0].startswith("Testshire: DRAFT: ")
    assert "MASH is not in the rota." in officer("draft").said("li")
    assert "MASH is not in the rota." not in Page(DOCUMENTS["draft"]).said()
    assert "DRAFT" not in Page(DOCUMENTS["plain"]).source
    assert "DRAFT" not in officer("plain").source


@pytest.mark.parametrize("name", ["html", "officer"])
def test_nothing_hostile_is_markup(name: str) -> None:
    page = Page(DOCUMENTS["hostile"], name)
    assert "<script" not in page.source
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page.source
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", page.source)
    said = {text.strip() for text in page.said()}
    assert {"Siân Ŵyn", "👩‍👩‍👧 Family"} <= said


def test_a_year_of_a_part_of_a_month_draws() -> None:
    page = Page(a_document(a_problem([a_member()], [a_team()], year=span("2026-06-15", "2026-06-15"))))
    assert "Jun" in page.said("text")


def luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(full[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("over", "under", "least"),
    [
        ("ink", "#fff", 4.5),
        ("ink", "tint", 4.5),
        ("quiet", "#fff", 4.5),
        ("teal", "#fff", 4.5),
        ("draft", "#fbeae9", 4.5),
        ("closed", "#fff", 3),
        ("teal", "tint", 3),
        ("closed", "tint", 3),
    ],
)
def test_contrast_is_enough(over: str, under: str, least: float) -> None:
    colours = dict(re.findall(r"--(\w+): *(#\w+)", STYLE))
    light, dark = luminance(colours.get(under, under)), luminance(colours[over])
    assert (light + 0.05) / (dark + 0.05) >= least


def test_print_never_splits_a_row_and_gives_each_quarter_a_page() -> None:
    printed = STYLE[STYLE.index("@media print") :]
    assert re.search(r"tr, figure,[^{]*\{ break-inside: avoid; \}", printed)
    assert ".rota .quarter + .quarter { break-before: page; }" in printed


def test_paper_says_above_each_table_whose_rota_it_is_and_of_which_revision() -> None:
    page = Page(as_published(DOCUMENTS["plain"]))
    assert "size: A4 landscape" in page.source
    assert "counter(page)" in page.source
    heads = [attributes for tag, attributes in page.tags if tag == "tr" and attributes.get("class") == "on-paper"]
    assert len(heads) == 3  # quarters with visits
    assert page.source.count(", 1 April 2026 to 31 March 2027. Revision 1, 25 May 2026.</td>") == 3
