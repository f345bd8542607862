"""One letter a person a day: what has to be done first, by when and why then. Never a word of what was written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count

from rota.domain import LONDON
from rota.tables.cells import slug
from rota.text.english import counted, day_in_words
from rota.text.sanitise import plain, without_address
from rota.tracking.clocks import Clock
from rota.tracking.kept import Posts
from rota.tracking.worklist import SOON, Task, Worklist, in_title

UNFOLDED = SMTP.clone(max_line_length=900)
"""Python breaks a subject of more than a line before its first word, so that some programs show none."""
_ADDRESS = re.compile(r"([^<>@\s]+)@([^<>@\s]+)")
_WITHOUT_A_NAME = ("members", "host")
"""Roles that somebody else has at every visit: when nobody is named for them, the officer is asked."""


def letters(
    council: str, found: Worklist, posts: Posts, addresses: Mapping[str, str], clock: Clock, after: date | None = None
) -> dict[str, bytes]:
    """A letter for each person with something overdue, soon due, or new this week, by file name: always the same bytes.

    With ``after``, the day of the last letters, only for those who were to be told of something since.
    ``addresses`` are the e-mail addresses known, by name; a letter without one is addressed by name alone.
    """
    files: dict[str, bytes] = {}
    for name, tasks in _by_addressee(found, posts, clock).items():
        if after is not None and not any(task.told and task.told > after for task in tasks):
            continue
        message = _message(council, name, tasks, found, posts, addresses)
        stem = f"{found.day.isoformat()}-{slug(name)[:60] or 'nobody'}"
        files[_free(stem, files)] = message.as_bytes(policy=UNFOLDED)
    return files


def _free(stem: str, taken: Collection[str]) -> str:
    """A file's name that no other letter has: "Ann-Lee" and "Ann Lee" are two people of one stem."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.eml" for number in count(1))
    return next(name for name in names if name not in taken)


def unaddressed(files: Mapping[str, bytes]) -> int:
    """How many of these letters have no e-mail address to go to."""
    heads = (content.partition(b"\r\n\r\n")[0] for content in files.values())
    return sum(not re.search(rb"^To: [^\r\n]*@", head, re.MULTILINE) for head in heads)


def _by_addressee(found: Worklist, posts: Posts, clock: Clock) -> dict[str, list[Task]]:
    new_since = clock.working.before(found.day, SOON)
    people: dict[str, list[Task]] = {}
    for task in found.tasks:
        if task.state == "waiting" and not new_since <= task.since <= found.day:
            continue
        for name in _addressees(task, posts):
            people.setdefault(name, []).append(task)
    return people


def _addressees(task: Task, posts: Posts) -> tuple[str, ...]:
    if not task.people and task.role in _WITHOUT_A_NAME:
        return (without_address(posts.officer) or in_title("officer"),)
    return task.who


def _message(
    council: str, name: str, tasks: Sequence[Task], found: Worklist, posts: Posts, addresses: Mapping[str, str]
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = _recipient(name, addresses.get(name, ""))
    if any(task.copy for task in tasks):
        chief = posts.chief_executive
        message["Cc"] = _recipient(without_address(chief) or "The Chief Executive", chief)
    if _ADDRESS.search(posts.officer):
        message["From"] = _recipient(without_address(posts.officer), posts.officer)
    first = tasks[0]
    message["Subject"] = plain(f"{_state(first)}: {first.reference}, {first.title}")
    message["Date"] = datetime.combine(found.day, time(9), LONDON)
    message["Message-ID"] = f"<{found.day.isoformat()}.{_name_in_id(name)}@rota.invalid>"
    message["X-Unsent"] = "1"
    message.set_content("\n".join(_lines(council, name, tasks)) + "\n")
    return message


def _name_in_id(name: str) -> str:
    """The name in letters and figures that a message's id may have."""
    return name.encode("utf-8", "replace").hex()[:64]


def _recipient(name: str, address: str) -> Address | Group:
    found = _ADDRESS.search(address)
    shown = plain(name)
    try:
        return Address(shown, found[1], found[2]) if found else Group(shown, ())
    except (ValueError, IndexError):
        return Group(shown, ())


def _state(task: Task) -> str:
    """ "Overdue since 17 November 2026", "Due 17 November 2026", "New, due 17 November 2026"."""
    word = {"overdue": "Overdue since", "due": "Due", "waiting": "New, due"}[task.state]
    return f"{word} {day_in_words(task.due)}"


def _lines(council: str, name: str, tasks: Sequence[Task]) -> Iterator[str]:
    first, *others = tasks
    yield f"To {plain(name)}"
    yield ""
    yield f"{_state(first)}. The next step is yours: {first.ask}."
    yield f"This is about {plain(first.title)}, {first.reference}."
    yield f"The date: {first.sum}."
    if first.copy:
        yield "The Chief Executive has a copy of this, because nothing was heard for so long."
    if others:
        yield ""
        yield f"After that, {counted(len(others), 'other thing')}:"
        yield from (
            f"- {_state(task)}: {task.reference}, {plain(task.title)}: {task.ask}. {task.sum}." for task in others
        )
    yield ""
    yield f"{plain(council)}, members' visits. What was said in reports and answers is not sent by e-mail."
