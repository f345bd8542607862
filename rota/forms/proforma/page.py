"""The proforma as a page to print, with room to write. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rota.exports import page as pages
from rota.forms.proforma.asked import Proforma
from rota.forms.proforma.books import EMPTY_ISSUES
from rota.forms.proforma.questions import EARLIER, HOW, ISSUES, QUESTIONS, WHO
from rota.text.english import day_in_words

TICK = "\u2610"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: lines of text, points, a table, and ``room`` to write in."""

    heading: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    room: bool = False


def page(asked: Proforma) -> bytes:
    """The page in UTF-8: the same questions as the workbook."""
    title = f"Report of a visit: {asked.title}"
    return pages.page("proforma", council=asked.council, title=title, sections=tuple(_parts(asked)))


def _parts(asked: Proforma) -> Iterator[Part]:
    day = f"planned for {day_in_words(asked.day)}" if asked.day else "not planned"
    host = f", received by {asked.host}" if asked.host else ""
    yield Part("This visit", (f"{asked.reference}, {day}{host}. {asked.form.title}.",), tuple(HOW))
    if asked.agenda:
        yield Part("What you will hear about", points=tuple(asked.agenda))
    yield Part("What came of it", columns=("Question", "Answer"), rows=tuple((one.name, "") for one in QUESTIONS))
    people = [(name, _ticks("yes", "no", "not known yet")) for _, name in asked.members]
    yield Part(WHO.name, columns=("Member", "Came"), rows=(*people, ("", ""), ("", "")))
    for heading in asked.form.headings:
        yield Part(heading.name, (heading.asks, f"{TICK} not looked at"), room=True)
    yield from _of_issues(asked)
    yield Part("Before you send it", (f"{TICK} No child, family or member of staff can be recognised.",))


def _of_issues(asked: Proforma) -> Iterator[Part]:
    if asked.open:
        found = _ticks("done", "partly", "not", "could not tell")
        rows = tuple((one.reference, one.text, found) for one in asked.open)
        yield Part(EARLIER.name, columns=("Reference", "Issue", "Found"), rows=rows)
    columns = ("Number", "Issue", "Theme", "For response, to note or praise")
    known = [(str(one.number), one.text, one.theme, one.asks) for one in asked.issues]
    after = max((one.number for one in asked.issues), default=0)
    empty = [(str(after + more), "", "", "") for more in range(1, EMPTY_ISSUES + 1)]
    yield Part(ISSUES.name, columns=columns, rows=(*known, *empty))


def _ticks(*words: str) -> str:
    return "  ".join(f"{TICK} {word}" for word in words)
