"""The settings under [tracking]: the days of each step, the posts that reports go through, and the themes of issues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rota.tables.cells import Cell, Unreadable, as_text, plain
from rota.tables.columns import Column
from rota.tables.row import Row
from rota.tracking.days import Days, days_from
from rota.tracking.issues import THEMES
from rota.tracking.kept import Posts

_DAYS: Mapping[str, str] = {
    "outcome": "until members say what came of a visit; usually 2",
    "report": "from the visit until its report is handed in; usually 10",
    "report_reminders": "after the visit at which members are reminded; usually 5; 10; 15",
    "agreement": "until the others who went have agreed it; usually 5",
    "revision": "until a new version after an objection; usually 5",
    "check": "until the host has checked it; usually 5",
    "corrections": "until members take or leave corrections; usually 5",
    "owner": "until somebody is named to answer an issue; usually 2",
    "owner_chased": "until the Head of Service is chased for a name; usually 3",
    "response": "until an issue is answered; usually 20",
    "chased": "at which the owner, the Head, the Director and the Chief Executive are told; usually 15; 20; 25; 30",
    "dispute": "in which members may say that an answer is none; usually 5",
    "second_response": "until it is answered again; usually 10",
    "action": "until an accepted issue has an action; usually 5",
    "paused": "after which a paused action is looked at again; usually 60",
    "confirmation": "in which members confirm that an action is done; usually 20",
    "by_officer": "until the officer has done what falls to them; usually 5",
    "chased_again": "after which whoever is late is told again; usually 5",
    "paper_cleared": "before its committee by which the annual report is cleared; usually 15",
    "paper_final": "before its committee by which it is final; usually 7",
    "paper_published": "that lie between its publication and its committee; usually 5, and 3 in Wales",
}
_POSTS: Mapping[str, str] = {
    "head": "The Head of Service, as Example Head <head@example.gov.uk>; or the name alone.",
    "director": "The Director, in the same way.",
    "chief_executive": "The Chief Executive, in the same way.",
    "officer": "The officer who follows the visits up, in the same way.",
}
TRACKING_KEYS: tuple[Column, ...] = (
    *(Column(f"tracking.{name}", f"Working days {note}.") for name, note in _DAYS.items()),
    *(Column(f"tracking.{name}", note) for name, note in _POSTS.items()),
    Column(
        "tracking.themes", "What issues are counted by, when it is not the usual list; several with ; between them."
    ),
)


def read_days(row: Row) -> Days:
    """The days of each step; each mistake a fault where it stands."""
    table = {name: value for name in _DAYS if (value := row.read(f"tracking.{name}", _as_days, None)) is not None}
    lists = {"report_reminders", "chased"}
    given = {name: list(value) if name in lists else _single(value) for name, value in table.items()}
    days, mistakes = days_from(given)
    for name, mistake in mistakes:
        row.fault(f"tracking.{name}", mistake)
    return days


def _single(value: tuple[int, ...]) -> Any:
    return value[0] if len(value) == 1 else value


def _as_days(cell: Cell) -> tuple[int, ...]:
    parts = [part.strip() for part in plain(cell).split(";")]
    if isinstance(cell, bool) or not all(re.fullmatch(r"\d{1,4}(\.0)?", part, re.ASCII) for part in parts):
        raise Unreadable("is not a number of working days. Write it like 10, or several like 15; 20; 25; 30.")
    return tuple(int(float(part)) for part in parts)


def read_posts(row: Row) -> Posts:
    """Who holds the posts."""
    return Posts(**{name: row.read(f"tracking.{name}", _as_post, "") for name in _POSTS})


def _as_post(cell: Cell) -> str:
    text = as_text(cell)
    if re.search(r"[<>@]", text) and not re.fullmatch(r"[^<>@]*<?[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>?", text):
        raise Unreadable("is not a name with an e-mail address. Write it like Example Head <head@example.gov.uk>.")
    return text


def read_themes(row: Row) -> tuple[str, ...]:
    """The council's themes, with "other" at their end; the usual ones when it has none."""
    own = tuple(dict.fromkeys(row.several("tracking.themes")))
    return (*(theme for theme in own if theme != "other"), "other") if own else THEMES
