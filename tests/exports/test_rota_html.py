"""rota.html: well formed, legible to all, and unable to do anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from rota.domain import Rota
from rota.exports.html_style import STYLE
from rota.exports.rota_html import render
from rota.exports.view import Document
from rota.exports.year_strip import Scale
from tests.exports.documents import a_document, a_hostile_document, the_document, the_year
from tests.support.builders import a_member, a_problem, a_team, day, span

VOID = {"meta"}
DOCUMENTS = {
    "plain": the_document([FairShare(), EnoughMembers()]),
    "hostile": a_hostile_document(),
    "empty": a_document(),
    "draft": a_document(the_year(), Rota()),
}


class Page(HTMLParser):
    """Reads a page and keeps its tags, texts and what is left open."""

    def __init__(self, document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.source = render(document)["rota.html"].decode()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def said(self, *names: str) -> list[str]:
        return [text for tag, text in self.texts if not names or tag in names]


@pytest.fixture(params=DOCUMENTS)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(DOCUMENTS[request.param])


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


def test_the_first_link_skips_to_the_rota(page: Page) -> None:
    assert page.named("a")[0] == {"href": "#rota", "class": "skip"}


def test_every_drawing_has_words_or_repeats_some(page: Page) -> None:
    for drawing in page.named("svg"):
        assert drawing.get("aria-hidden") == "true" or (drawing.get("role") == "img" and drawing.get("aria-label"))


def test_visits_are_listed_with_time_place_host_and_members() -> None:
    said = Page(DOCUMENTS["plain"]).said("th", "td", "div", "span")
    start = said.index("Wed 3 June")
    assert said[start : start + 6] == [
        "Wed 3 June",
        "10:00 to 11:00",
        "MASH",
        "Town Hall, room 2; upstairs",
        "Hari Shah",
        "Ann ",
    ]


def test_the_strip_is_to_scale() -> None:
    # 1 April 2026 to 31 March 2027 has 365 days; 1 August is day 122 and 3 June day 63, counted from 0.
    scale = Scale(span("2026-04-01", "2027-03-31"))
    assert scale.at(day("2026-08-01")) == 1000 * 122 / 365
    source = Page(DOCUMENTS["plain"]).source
    assert 'x="334.2" y="34" width="84.9"' in source  # 31 days of 365 are 84.9 of 1000
    assert 'cx="174.0"' in source  # the middle of 3 June: 1000 * 63.5 / 365
    assert "<title>August recess: 1 August 2026 to 31 August 2026</title>" in source
    assert "<title>MASH: 3 June 2026 at 10:00. Ann, Cai, received by Hari Shah</title>" in source


def test_members_are_in_order_of_name_and_their_bars_to_scale() -> None:
    source = Page(DOCUMENTS["plain"]).source
    members = source[source.index("What each member carries</caption>") :]
    members = members[: members.index("</table>")]
    assert re.findall('<th scope="row">([^<]*)', members) == ["Ann", "Bob", "Cai", "Dot"]
    # Loads 2, 3, 1 and 0 against the largest, 3.
    assert re.findall('<rect width="([^"]*)"', members) == ["66.7", "100.0", "33.3", "0.0"]


def test_preferences_not_met_are_listed_and_fairness_is_not() -> None:
    page = Page(DOCUMENTS["plain"])
    assert "Enough members: 10 points" in page.said("h3")  # North's first visit has two where one would do
    assert not [text for text in page.said() if "Fair share:" in text or "a load of" in text]


def test_closures_have_their_reasons() -> None:
    said = Page(DOCUMENTS["plain"]).said("th", "td")
    assert said[said.index("1 August 2026 to 31 August 2026") + 1] == "August recess"
    assert said[said.index("26 October 2026 to 30 October 2026") + 1] == "autumn half term"


def test_rules_and_provenance_are_told() -> None:
    page = Page(DOCUMENTS["plain"])
    assert {"points per squared load: 100", "preference"} <= set(page.said("div", "td"))
    facts = page.said("dd")
    assert facts == ["1", "25 May 2026 at 09:30", "0.1.0", "1", "0" * 64]


def test_a_rota_that_breaks_a_must_is_marked_a_draft() -> None:
    # Three visits are owed and none is placed.
    assert "DRAFT: this rota breaks 3 musts" in Page(DOCUMENTS["draft"]).said("h2")
    assert "DRAFT" not in Page(DOCUMENTS["plain"]).source


def test_nothing_hostile_is_markup() -> None:
    source = Page(DOCUMENTS["hostile"]).source
    assert "<script" not in source
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in source
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", source)
    assert {"Siân Ŵyn", "👩‍👩‍👧 Family"} <= set(Page(DOCUMENTS["hostile"]).said())


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
    colours = dict(re.findall(r"--(\w+):(#\w+)", STYLE))
    light, dark = luminance(colours.get(under, under)), luminance(colours[over])
    assert (light + 0.05) / (dark + 0.05) >= least


def test_print_never_splits_a_row_or_a_strip() -> None:
    printed = STYLE[STYLE.index("@media print") :]
    assert re.search(r"tr,figure,\.strip[^{]*\{break-inside:avoid\}", printed)
