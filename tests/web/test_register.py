"""The register in pages: uploaded, looked at, applied at once or not at all; edited row by row; exported."""

from __future__ import annotations

import re
from io import BytesIO
from unittest.mock import ANY

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rota.web.actions.log import Actor
from rota.web.actions.register import NotKept, keep_upload
from rota.web.bridge import read_upload
from rota.web.models import KEPT, KeptFile, LogEvent, Upload
from rota.web.pages import register_files
from rota.web.queries.register import EDITED, register
from rota.web.roles import Role
from tests.web.people import a_browser
from tests.web.registers import SMALL, files_of, filled_with, zipped

pytestmark = pytest.mark.django_db
ANN = Actor("ann@example.test")


@pytest.fixture(autouse=True)
def _read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process apart takes a second, and says the same: tests/web/test_bridge.py."""
    monkeypatch.setattr(register_files, "read_apart", read_upload)


def uploaded(browser: Client, files: dict[str, bytes], name: str = "ours.zip") -> object:
    file = BytesIO(zipped(files))
    file.name = name
    return browser.post("/register/import/", {"file": file})


def sent(table: str, **cells: str) -> dict[str, str]:
    blank = {f"c_{column.name}": "" for column in EDITED[table].columns}
    return {**blank, **{f"c_{name}": text for name, text in cells.items()}}


def key_of(table: str, **cells: str) -> int:
    return KEPT[table].objects.get(**{f"c_{name}": text for name, text in cells.items()}).pk


def test_an_upload_is_looked_at_and_then_applied() -> None:
    browser = a_browser(Role.OFFICER)
    answer = uploaded(browser, SMALL)
    look = answer.headers["Location"]  # type: ignore[attr-defined]
    page = browser.get(look).content.decode()
    assert "Testshire" in page
    assert "3 new, 0 changed, 0 gone" in page
    assert register().rows["members"] == [], "nothing is kept before the officer says so"
    assert browser.post(look).headers["Location"] == "/register/"
    assert register() == read_upload("x.zip", zipped(SMALL)).register
    assert not Upload.objects.exists()
    event = LogEvent.objects.first()
    assert event
    assert (event.who, event.verb, event.kind, event.subject) == (
        *("officer@example.test", "uploaded", "register", "ours.zip"),
    )
    assert event.after["members"] == {"added": 3, "changed": 0, "gone": 0}


def test_what_would_change_is_shown_row_by_row() -> None:
    filled_with(SMALL)
    members = SMALL["members.csv"].replace(b"Ann,A,North", b"Ann,A,South").replace(b"cai,Cai", b"dot,Dot")
    browser = a_browser(Role.OFFICER)
    look = uploaded(browser, {**SMALL, "members.csv": members}).headers["Location"]  # type: ignore[attr-defined]
    page = re.sub(r"<[^>]+>|\s+", " ", browser.get(look).content.decode())
    assert "1 new, 1 changed, 1 gone" in page
    assert re.search(r"Ann *: *ward “North” → “South”", page)
    assert re.search(r"Gone: *Cai", page)
    assert re.search(r"New: *Dot", page)


def test_every_fault_is_shown_and_nothing_is_kept() -> None:
    browser = a_browser(Role.OFFICER)
    wrong = {**SMALL, "absences.csv": b"person,start,end\nann,31/06/2027,\nzoe,2027-07-01,\n"}
    page = uploaded(browser, wrong).content.decode()  # type: ignore[attr-defined]
    assert "<title>Error:" in page
    assert "There are 2 faults in this file. Nothing was kept." in page
    assert "absences.csv, row 2, column &#x27;start&#x27;" in page
    assert "absences.csv, row 3, column &#x27;person&#x27;" in page
    assert not Upload.objects.exists()


def test_only_the_first_fifty_faults_are_shown_and_the_others_counted() -> None:
    rows = b"".join(b"zoe%d,2027-07-01,\n" % number for number in range(60))
    page = uploaded(a_browser(Role.OFFICER), {**SMALL, "absences.csv": b"person,start,end\n" + rows})
    text = page.content.decode()  # type: ignore[attr-defined]
    assert text.count("<li>absences.csv") == 50
    assert "And 10 more." in text


@pytest.mark.parametrize(("name", "words"), [("ours.pdf", "neither an .xlsx nor a .zip"), ("", "Choose a file.")])
def test_what_is_no_workbook_is_refused_by_its_name(name: str, words: str) -> None:
    browser = a_browser(Role.OFFICER)
    answer = uploaded(browser, SMALL, name) if name else browser.post("/register/import/", {})
    assert words in answer.content.decode()  # type: ignore[attr-defined]


def test_an_upload_that_was_compared_with_another_register_is_refused() -> None:
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    look = uploaded(browser, {**SMALL, "absences.csv": b"person,start\n"}).headers["Location"]  # type: ignore[attr-defined]
    filled_with({**SMALL, "interests.csv": b"member,team\nann,mash\n"})
    answer = browser.post(look, follow=True)
    assert "Somebody has changed the register since you saw it." in answer.content.decode()
    assert register().rows["absences"] != []


def test_nobody_applies_what_another_has_uploaded() -> None:
    kept = keep_upload(ANN, "x.zip", read_upload("x.zip", zipped(SMALL)))
    browser = a_browser(Role.OFFICER)
    assert browser.get(f"/register/import/{kept.pk}/").status_code == 404
    assert browser.post(f"/register/import/{kept.pk}/").status_code == 404


def test_a_second_press_of_the_button_does_nothing_more() -> None:
    browser = a_browser(Role.OFFICER)
    look = uploaded(browser, SMALL).headers["Location"]  # type: ignore[attr-defined]
    browser.post(look)
    assert browser.post(look).status_code == 404
    assert LogEvent.objects.filter(verb="uploaded").count() == 1


def test_the_register_is_exported_as_it_was_uploaded() -> None:
    filled_with(files_of("small_town"))
    browser = a_browser(Role.OFFICER)
    before = read_upload("x.zip", zipped(files_of("small_town"))).register
    folder = browser.get("/register/export/rota.zip")
    assert folder.headers["Content-Disposition"] == 'attachment; filename="register.zip"'
    assert read_upload("x.zip", folder.content).register == before
    book = read_upload("x.xlsx", browser.get("/register/export/rota.xlsx").content).register
    assert book.rows["members"] == before.rows["members"]
    assert read_upload("x.xlsx", browser.get("/register/start/rota.xlsx").content).faults, "it is there to be filled in"


def test_a_row_is_changed_and_the_log_says_how_it_was() -> None:
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    address = f"/register/tables/members/{key_of('members', id='ann')}/"
    page = browser.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    assert 'value="North"' in page
    answer = browser.post(address, {**sent("members", id="ann", name="Ann", group="A", ward="South"), "seen": seen[1]})
    assert answer.headers["Location"] == "/register/tables/members/"
    assert register().rows["members"][0] == {"id": "ann", "name": "Ann", "group": "A", "ward": "South"}
    event = LogEvent.objects.first()
    assert event
    assert (event.verb, event.kind, event.subject) == ("changed", "members", "Ann")
    assert (event.before["ward"], event.after["ward"]) == ("North", "South")


def test_a_row_is_added_and_taken_out_again() -> None:
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    said = {**sent("absences", person="Bob", start="1/9/2027", end="3/9/2027"), "seen": "1"}
    assert browser.post("/register/tables/absences/add/", said).status_code == 302
    assert register().rows["absences"][1] == {"person": "Bob", "start": "1/9/2027", "end": "3/9/2027"}
    address = f"/register/tables/absences/{key_of('absences', person='Bob')}/remove/"
    assert "1/9/2027" in browser.get(address).content.decode()
    assert browser.post(address, {"seen": "2"}).status_code == 302
    assert len(register().rows["absences"]) == 1
    assert [event.verb for event in LogEvent.objects.all()[:2]] == ["took out", "added"]


def test_a_fault_of_the_row_stands_at_its_field_and_nothing_is_kept() -> None:
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    said = {**sent("absences", person="zoe", start="31/06/2027"), "seen": "1"}
    page = browser.post("/register/tables/absences/add/", said).content.decode()
    assert "<title>Error:" in page
    assert 'href="#id_c_person"' in page
    assert 'href="#id_c_start"' in page
    assert "&#x27;31/06/2027&#x27; is not a date." in page
    assert 'value="31/06/2027"' in page, "what was written is not lost"
    assert len(register().rows["absences"]) == 1


def test_a_fault_that_the_change_makes_elsewhere_stands_above_the_form() -> None:
    """Ann is away: without her the absence is of nobody."""
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    address = f"/register/tables/members/{key_of('members', id='ann')}/remove/"
    page = browser.post(address, {"seen": "1"}).content.decode()
    assert "absences.csv, row 2, column &#x27;person&#x27;" in page
    assert len(register().rows["members"]) == 3


def test_of_two_officers_at_the_same_row_the_second_is_told() -> None:
    filled_with(SMALL)
    one, other = a_browser(Role.OFFICER, "one"), a_browser(Role.OFFICER, "other")
    address = f"/register/tables/members/{key_of('members', id='ann')}/"
    cells = sent("members", id="ann", name="Ann", group="A")
    assert one.post(address, {**cells, "c_ward": "East", "seen": "1"}).status_code == 302
    answer = other.post(address, {**cells, "c_ward": "West", "seen": "1"})
    assert "Somebody has changed the register since you saw it." in answer.content.decode()
    assert register().rows["members"][0]["ward"] == "East"


def test_what_is_doubtful_since_the_change_is_said() -> None:
    """Two of three members on each visit, and one of them away all year: the engine has a word on it."""
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    said = {**sent("absences", person="Bob", start="1/6/2027", end="31/5/2028"), "seen": "1"}
    page = browser.post("/register/tables/absences/add/", said, follow=True).content.decode()
    assert "Bob can make no visit at all" in page


def test_a_blank_that_must_be_filled_says_what_belongs_there() -> None:
    filled_with(SMALL)
    said = {**sent("teams"), "seen": "1"}
    page = a_browser(Role.OFFICER).post("/register/tables/teams/add/", said).content.decode()
    assert "Name is blank. The team&#x27;s name." in page


def test_every_table_that_is_edited_has_its_pages() -> None:
    filled_with(files_of("small_town"))
    browser = a_browser(Role.OFFICER)
    for name, schema in EDITED.items():
        page = browser.get(f"/register/tables/{name}/").content.decode()
        assert schema.about.split(".")[0].replace("'", "&#x27;") in page
        form = browser.get(f"/register/tables/{name}/add/").content.decode()
        assert all(f'name="c_{column.name}"' in form for column in schema.columns)
    for name in ("outcomes", "published", "nothing"):
        assert browser.get(f"/register/tables/{name}/").status_code == 404


def test_rows_are_looked_for_by_a_word_and_shown_by_pages() -> None:
    rows = b"".join(b"m%d,Member %d,A,North\n" % (number, number) for number in range(60))
    filled_with({**SMALL, "members.csv": SMALL["members.csv"] + rows})
    browser = a_browser(Role.OFFICER)
    page = browser.get("/register/tables/members/").content.decode()
    assert page.count('<tr class="govuk-table__row">') == 51, "fifty, and the headings"
    assert "page=2" in page
    assert browser.get("/register/tables/members/?with=member+59").content.decode().count("<tr class") == 2


def test_what_the_engine_thinks_of_the_register_stands_above_its_tables() -> None:
    browser = a_browser(Role.OFFICER)
    assert "There is nothing in it yet." in browser.get("/register/").content.decode()
    filled_with(files_of("impossible"))
    page = browser.get("/register/").content.decode()
    assert "Family centre: only 2 of 8 members may make this visit" in page


def test_a_page_asks_the_tables_as_often_however_many_rows_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, roles and the rows."""
    filled_with(SMALL)
    browser = a_browser(Role.OFFICER)
    with django_assert_num_queries(4):
        browser.get("/register/tables/members/")
    rows = b"".join(b"m%d,Member %d,A,North\n" % (number, number) for number in range(60))
    filled_with({**SMALL, "members.csv": SMALL["members.csv"] + rows})
    with django_assert_num_queries(4):
        browser.get("/register/tables/members/")


def test_files_beside_the_tables_go_with_an_upload_that_has_none() -> None:
    KeptFile.objects.create(name="calendars/ann.ics", content=b"x")
    browser = a_browser(Role.OFFICER)
    look = uploaded(browser, SMALL).headers["Location"]  # type: ignore[attr-defined]
    assert "calendars/ann.ics" in browser.get(look).content.decode()
    browser.post(look)
    assert not KeptFile.objects.exists()


def test_faults_keep_everything_as_it_was() -> None:
    filled_with(SMALL)
    before = register()
    with pytest.raises(NotKept):
        keep_upload(ANN, "x.zip", read_upload("x.zip", b"nothing"))
    assert register() == before
    assert LogEvent.objects.first() == ANY
