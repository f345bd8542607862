"""The log: every action has an event, nobody can change or delete one, and it is read and exported."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from rota.web.actions.log import Actor, record
from rota.web.actions.people import NotAppointed, appoint, end_appointment
from rota.web.models import LogEvent
from rota.web.queries.log import HEADINGS, as_csv
from rota.web.roles import Role
from tests.web.people import a_browser

pytestmark = pytest.mark.django_db
ANN = Actor("ann@example.test", acted_for="Example Member One", request="r1")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "only ever added to" in str(error)
    return False


def test_the_database_refuses_to_change_or_delete_an_event() -> None:
    record(ANN, "appointed", "person", "bob@example.test")
    assert refused("UPDATE web_logevent SET who = 'somebody else'")
    assert refused("DELETE FROM web_logevent")
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEvent.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEvent.objects.update(who="somebody else")
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE web_logevent CASCADE")
    assert [event.who for event in LogEvent.objects.all()] == ["ann@example.test"]


def test_an_action_is_logged_with_who_for_whom_what_before_and_after() -> None:
    appoint(ANN, "Bob@Example.test ", "Bob", Role.MEMBER, date(2027, 6, 1), "ainsdale-1")
    event = LogEvent.objects.get()
    assert (event.who, event.acted_for, event.verb, event.kind) == (
        *("ann@example.test", "Example Member One", "appointed", "person"),
    )
    assert (event.subject, event.before, event.request) == ("bob@example.test", None, "r1")
    assert event.after == {"role": "member", "scope": "ainsdale-1", "since": "2027-06-01", "name": "Bob", "new": True}


def test_what_is_refused_leaves_no_event_and_nothing_else() -> None:
    made = appoint(ANN, "bob@example.test", "Bob", Role.VIEWER, date(2027, 6, 1))
    with pytest.raises(NotAppointed, match=r"^bob@example.test is viewer already\.$"):
        appoint(ANN, "bob@example.test", "Bob", Role.VIEWER, date(2027, 7, 1))
    with pytest.raises(NotAppointed, match="comes before the first, 2027-06-01"):
        end_appointment(ANN, made, date(2027, 5, 31))
    end_appointment(ANN, made, date(2027, 12, 31))
    with pytest.raises(NotAppointed, match="has ended already"):
        end_appointment(ANN, made, date(2028, 1, 1))
    assert [event.verb for event in LogEvent.objects.all()] == ["ended", "appointed"]
    made.refresh_from_db()
    assert made.until == date(2027, 12, 31)


def test_it_is_exported_whole_and_a_spreadsheet_runs_nothing_of_it() -> None:
    record(ANN, "said", "thing", '=HYPERLINK("x")', after={"b": 2, "a": "Cafe\u0301"})
    for number in range(3):
        record(ANN, "did", "thing", str(number))
    rows = list(csv.reader(io.StringIO(as_csv().decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADINGS
    assert [row[5] for row in rows[1:]] == ['\'=HYPERLINK("x")', "0", "1", "2"]
    assert rows[1][7] == '{"a": "Cafe\u0301", "b": 2}'


def test_officers_read_it_by_pages_of_fifty_and_by_person() -> None:
    browser = a_browser(Role.OFFICER)
    for number in range(51):
        record(ANN, "did", "thing", f"thing {number}")
    record(Actor("cai@example.test"), "did", "thing", "another")
    page = browser.get("/log/").content.decode()
    assert page.count("<time") == 50
    assert "cai@example.test" in page
    assert "page=2" in page
    page = browser.get("/log/?about=cai@example.test").content.decode()
    assert page.count("<time") == 1


def test_what_stands_in_an_event_is_text_on_the_page() -> None:
    record(ANN, "did", "thing", "<script>alert(1)</script>", after={"x": "<b>"})
    page = a_browser(Role.OFFICER).get("/log/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_export_is_a_file_to_keep() -> None:
    answer = a_browser(Role.OFFICER).get("/log/export/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="log-')
    assert answer.content.startswith("\ufeffwhen,who".encode())
