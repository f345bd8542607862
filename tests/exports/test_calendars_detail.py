"""Levels of detail: what an event says at each, and that what was not asked for is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rota.domain import KIND_WORDS
from rota.exports.agenda import agenda
from rota.exports.ics_events import event, permanent_id
from rota.exports.ics_feeds import first_entries
from rota.exports.ics_text import lines as content_lines
from rota.exports.view import Document
from rota.record import LedgerEntry, Presentation
from tests.exports.documents import a_document, the_document, the_year
from tests.support.builders import a_rota, day, moment

STAMP = moment("2026-05-25 09:30")


def entry_of(feed: str, visit: str = "mash-1", document: Document | None = None) -> LedgerEntry:
    entries = first_entries(document or the_document(), Presentation(), STAMP)
    return next(entry for entry in entries if (entry.feed, entry.visit) == (feed, visit))


def lines(presentation: Presentation, feed: str = "member:ann", document: Document | None = None) -> list[str]:
    """The event's lines from its times on."""
    every = content_lines(event(entry_of(feed, document=document), presentation))
    return every[every.index("SEQUENCE:0") + 1 :]


MINIMAL = [
    "DTSTART;TZID=Europe/London:20260603T100000",
    "DTEND;TZID=Europe/London:20260603T110000",
    "STATUS:CONFIRMED",
    "SUMMARY:Member visit",
    "LOCATION:Town Hall\\, room 2\\; upstairs",
    "TRANSP:OPAQUE",
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    "END:VEVENT",
]


@pytest.mark.parametrize("feed", ["member:ann", "host:hari", "team:mash", "all"])
def test_minimal_says_where_and_when_in_every_feed(feed: str) -> None:
    assert lines(Presentation(), feed) == MINIMAL


def test_full_names_team_host_and_the_others_who_go_and_what_to_talk_about() -> None:
    description = (
        "DESCRIPTION:Team: MASH\\nReceived by: Hari Shah\\nWith: Cai\\nTo talk about:"
        "\\n- Staffing: vacancies\\, experience\\, skills and attendance"
        "\\n- Workloads and performance: outcomes for children"
        "\\n- Referrals: how they are monitored and managed"
        "\\n- Support for staff: IT\\, accommodation and communication"
        "\\n- Progress on what the last visit raised"
    )
    full = lines(Presentation("full"))
    assert full == [*MINIMAL[:3], "SUMMARY:Member visit: MASH", MINIMAL[4], description, *MINIMAL[5:]]


def test_full_names_the_deputy_who_receives_and_nobody_where_nobody_does() -> None:
    for receivers, said in (
        ("dee", "\\nReceived by: Dee Puty\\nWith: Cai\\n"),
        ("", "DESCRIPTION:Team: MASH\\nWith: Cai\\n"),
    ):
        document = a_document(the_year(), a_rota({"mash-1": ("2026-06-03 10:00", "ann", "cai")}, mash=receivers))
        (description,) = (line for line in lines(Presentation("full"), document=document) if "DESCRIPTION:" in line)
        assert said in description
        assert "Hari" not in description


def test_a_host_is_told_of_everybody_who_comes() -> None:
    (description,) = (line for line in lines(Presentation("full"), "host:hari") if line.startswith("DESCRIPTION:"))
    assert "\\nVisitors: Ann\\, Cai\\n" in description


def test_a_link_is_to_the_page_that_is_named_and_names_neither_visit_nor_person() -> None:
    page = permanent_id(the_document().problem, "mash-1")
    link = f"URL:https://visits.example/rota.html#{page}"
    assert [line for line in lines(Presentation(link="https://visits.example/rota.html")) if "URL" in line] == [link]


def test_an_alarm_stands_last_and_says_the_least() -> None:
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Member visit", "TRIGGER:-PT90M", "END:VALARM", "END:VEVENT"]
    assert lines(Presentation("full", alarm_minutes=90))[-6:] == alarm


def test_private_is_said_only_when_asked() -> None:
    assert [line for line in lines(Presentation(private=True)) if line not in MINIMAL] == ["CLASS:PRIVATE"]


def test_a_cancelled_event_frees_the_time_and_rings_no_alarm() -> None:
    cancelled = replace(entry_of("member:ann"), standing="cancelled", cancelled_until=day("2026-06-10"))
    shown = content_lines(event(cancelled, Presentation("full", alarm_minutes=90)))
    assert shown[-6:] == [
        "STATUS:CANCELLED",
        "SUMMARY:Cancelled: Member visit: MASH",
        MINIMAL[4],
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
    ]


@pytest.mark.parametrize(
    ("kind", "about", "not_about"),
    [
        ("mash", "Referrals", "Foster carers"),
        ("locality", "Referrals", "Foster carers"),
        ("corporate parenting", "Foster carers", "Referrals"),
        ("home", "Staffing", "Referrals"),
    ],
)
def test_the_agenda_is_that_of_the_kind_of_team(kind: str, about: str, not_about: str) -> None:
    said = "\n".join(agenda(kind))
    assert about in said
    assert not_about not in said


def test_every_kind_of_team_has_an_agenda_and_one_that_is_not_known_has_none() -> None:
    assert all(len(agenda(kind)) >= 4 for kind in KIND_WORDS)
    assert agenda("") == ()
