"""The forms themselves: what a member sees in a spreadsheet, on a screen and on paper."""

from __future__ import annotations

import io
from datetime import date, time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.domain import Span
from rota.forms import forms, render
from rota.forms.form import Form
from rota.forms.html_form import page
from rota.forms.xlsx_form import workbook
from rota.text.file_names import file_stems
from tests.forms.worlds import a_council
from tests.reading.folders import problem_of

VOID = {"input", "meta"}


class Page(HTMLParser):
    """The elements of a page, and a count of those that were left open or closed twice."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {**dict(attrs), "within": " ".join(self.open)}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of each element of this name; "within" are the elements around it."""
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture
def ann(tmp_path: Path) -> Form:
    """Ann's form: away in July, free from nine to five, and never on Tuesdays at ten."""
    return next(form for form in forms(problem_of(a_council(tmp_path / "c"))) if form.name == "Ann Apple")


def test_the_page_is_whole_says_its_language_and_runs_nothing(ann: Form) -> None:
    said = Page(page(ann))
    assert said.open == []
    assert said.all("html")[0]["lang"] == "en-GB"
    assert {"script", "link", "img", "form"}.isdisjoint(tag for tag, _ in said.found)
    assert not [name for _, attributes in said.found for name in attributes if name.startswith("on")]
    assert "http" not in page(ann).decode().replace("http-equiv", "")


def test_each_table_has_a_caption_and_headings_for_rows_and_columns(ann: Form) -> None:
    """Three tables: the week (a heading and 5 weekdays), dates away (a heading and 4), other times (and 7)."""
    said = Page(page(ann))
    assert len(said.all("table")) == len(said.all("caption")) == 3
    scopes = [heading["scope"] for heading in said.all("th")]
    assert scopes.count("col") == (1 + 5) + (1 + 4) + (1 + 7)
    assert scopes.count("row") == len(scopes) - scopes.count("col")


def test_every_box_has_a_label_and_every_group_of_boxes_a_legend(ann: Form) -> None:
    said = Page(page(ann))
    inputs = said.all("input")
    assert {one["type"] for one in inputs} == {"checkbox", "text"}
    assert [one for one in inputs if one["type"] == "checkbox" and "label" not in str(one["within"])] == []
    named = [one["aria-label"] for one in inputs if one["type"] == "text"]
    assert len(set(named)) == len(named)
    assert len(said.all("fieldset")) == len(said.all("legend"))


def test_there_is_room_for_twenty_dates_beside_those_that_are_known(ann: Form) -> None:
    """Ann has one absence, so there are 21 lines."""
    labels = [str(one.get("aria-label")) for one in Page(page(ann)).all("input")]
    away = [label for label in labels if label.startswith("Dates away") and label.endswith("first day")]
    assert away == [f"Dates away, line {line}, first day" for line in range(1, 22)]


def test_what_is_known_is_ticked_and_written(ann: Form) -> None:
    """The morning of Tuesday says cannot; nine to five on Monday to Friday says can only."""
    inputs = Page(page(ann)).all("input")
    assert len([one for one in inputs if "checked" in one]) == 2
    written = [one["value"] for one in inputs if one.get("value")]
    assert written == ["06/07/2026", "10/07/2026", "Monday-Friday", "09:00", "17:00", "always"]


def test_the_forms_say_whose_they_are_and_that_reasons_are_not_asked_for(ann: Form) -> None:
    text = " ".join(Page(page(ann)).text)
    book = load_workbook(io.BytesIO(workbook(ann)))
    sheet = " ".join(str(cell.value) for row in book["Start here"] for cell in row if cell.value)
    for said in ("Ann Apple", "ann-apple", "Testshire", "1 June 2026 to 31 May 2027", "never write why"):
        assert said in text
        assert said in sheet


def test_a_name_cannot_become_markup_or_a_formula() -> None:
    form = Form("x", "<script>&=1", "=1+1", Span(date(2026, 6, 1), date(2027, 5, 31)), (), (0,))
    assert "&lt;script&gt;&amp;=1" in page(form).decode()
    assert "<script" not in page(form).decode()
    book = load_workbook(io.BytesIO(workbook(form)))
    assert [(book["Start here"][place].value, book["Start here"][place].data_type) for place in ("B2", "B4")] == [
        ("<script>&=1", "s"),
        ("=1+1", "s"),
    ]


def test_a_long_name_with_signs_is_short_enough_for_a_header() -> None:
    """Excel takes 255 characters, its own three for the place included, and "&" is written twice."""
    form = Form("x", "&" * 200, "C", Span(date(2026, 6, 1), date(2027, 5, 31)), (), (0,))
    header = load_workbook(io.BytesIO(workbook(form)))["Dates away"].oddHeader.right.text
    assert header == "&&" * 100


def test_the_workbook_is_filled_in_with_real_dates_and_times(ann: Form) -> None:
    book = load_workbook(io.BytesIO(workbook(ann)))
    assert book.sheetnames == ["Start here", "Your week", "Dates away", "Other times", "rota form"]
    assert [cell.value for cell in book["Your week"][2]] == [
        "Morning, 10:00 to 11:00",
        None,
        "cannot",
        None,
        None,
        None,
    ]
    first, begins, last, ends = (cell for cell in book["Dates away"][2])
    assert (first.value.date(), last.value.date()) == (date(2026, 7, 6), date(2026, 7, 10))
    assert (begins.value, ends.value, first.is_date) == (None, None, True)
    said = [cell.value for cell in book["Other times"][2]]
    assert said == ["Monday-Friday", time(9), time(17), "can only", "always", None, None]


def test_only_the_boxes_can_be_changed_and_they_offer_or_insist(ann: Form) -> None:
    """Row 2 of "Dates away" holds Ann's absence and rows 3 to 42 are empty; its headings are locked."""
    book = load_workbook(io.BytesIO(workbook(ann)))
    away = book["Dates away"]
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert away["A1"].protection.locked
    assert not any(away[f"{column}{row}"].protection.locked for column in "ABCD" for row in range(2, 43))
    assert away["A43"].protection.locked
    rules = {str(rule.sqref): (rule.type, rule.showErrorMessage) for rule in away.data_validations.dataValidation}
    assert rules["A2:A42"] == ("date", True)
    assert rules["B2:B42"] == ("time", True)
    week = book["Your week"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in week] == [("B2:F2", '"can,cannot,prefer"')]


def test_the_workbook_prints_with_its_headings_and_hides_what_is_for_the_program(ann: Form) -> None:
    book = load_workbook(io.BytesIO(workbook(ann)))
    for name in ("Your week", "Dates away", "Other times"):
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].freeze_panes in ("A2", "B2")
        assert book[name].page_setup.paperSize == 9  # A4
        assert book[name].oddHeader.right.text == "Ann Apple (ann-apple)"
    assert book["rota form"].sheet_state == "hidden"


def test_the_same_form_gives_the_same_bytes(ann: Form) -> None:
    assert workbook(ann) == workbook(ann)
    assert page(ann) == page(ann)


def test_who_is_asked(tmp_path: Path) -> None:
    """Every member who serves on a day of the year, be it the first, and every host, once each."""
    members = "name,group,ward,left\nAnn Apple,Red,N,\nGone Early,Red,N,2026-05-31\nLast Day,Red,N,2026-06-01\n"
    teams = "name,host\nMASH,Meg Manager\nDuty,Meg Manager\n"
    council = a_council(tmp_path / "c", members=members, teams=teams, absences="", weekly="")
    assert [form.name for form in forms(problem_of(council))] == ["Ann Apple", "Last Day", "Meg Manager"]


@pytest.mark.parametrize(
    "person", ["../x", "a/b", "a\\b", "", "CON", "con", "siân", "🌻", "x" * 300, "A", "a-0123abcd"]
)
def test_a_file_name_is_safe_on_every_disk_and_nobody_elses(person: str) -> None:
    name = file_stems([person, "a"])[person]
    assert name.replace("-", "a").isalnum()
    assert name.isascii()
    assert name == name.lower()
    assert len(name) <= 70
    assert name not in ("con", "a")


def test_two_people_never_share_a_file() -> None:
    people = [Form(person, "N", "C", Span(date(2026, 6, 1), date(2027, 5, 31)), (), ()) for person in ("a", "A", "á")]
    assert len(render(people)) == 2 * 3
