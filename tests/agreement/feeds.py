"""The feeds that are read, and what each must say: taken from the rotas by Python's own zones, not from the feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from rota.auditing import AuditReport
from rota.domain import Problem, Rota
from rota.exports import EXPORTS
from rota.exports.feed_ledger import published
from rota.exports.ics_feeds import feeds
from rota.exports.ics_files import file_names
from rota.exports.view import Document
from rota.exports.view_rows import VisitRow
from rota.record import Detail, Presentation, Publication
from tests.agreement.rotas import a_random_problem, a_random_rota, changed
from tests.exports.documents import a_document
from tests.support.builders import moment

SEED = 20260525
PUBLISHED, REPLANNED = moment("2024-05-01 09:30"), moment("2024-05-02 09:30")
"""Before any of the years begins, so that every visit that is cancelled is still shown as such."""

LEVELS: tuple[Detail, ...] = ("minimal", "full")
ALL = "calendars/all.ics"


def a_legal_document(problem: Problem, rota: Rota) -> Document:
    """The rota as one that keeps every must: its times are of no session, and what breaks a must is marked a draft."""
    return replace(a_document(problem, rota, stamp=REPLANNED), report=AuditReport(()))


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar under a name of its own. ``lines`` is what every reader must say of it."""

    name: str
    content: bytes
    lines: tuple[str, ...]


def random_feeds(count: int) -> Iterator[Feed]:
    """Every feed of this many random rotas that were published and replanned: by turns at each level of detail."""
    for number in range(count):
        chance = Random(SEED + number)
        problem = a_random_problem(chance)
        rota = a_random_rota(chance, problem)
        first, second = (a_legal_document(problem, one) for one in (rota, changed(chance, problem, rota)))
        before, after = LEVELS[number % 2], LEVELS[1 - number % 2]
        earlier = published(first, None, Presentation(before), PUBLISHED)
        publication = published(second, earlier, Presentation(after), REPLANNED)
        yield from feeds_of(second, publication, first, f"{number:03}-{after}")


def feeds_of(document: Document, publication: Publication, earlier: Document, prefix: str) -> Iterator[Feed]:
    """Every feed of a rota that was published over an earlier one."""
    record = replace(document.record, publication=publication)
    visits, dropped = document.visits(), not_placed(earlier, document.record.rota)
    names = file_names([*(feed.key for feed in feeds(document)), *(entry.feed for entry in publication.entries)])
    uids = {(names[entry.feed], entry.visit): entry.uid for entry in publication.entries}
    for file, content in EXPORTS["ics"].render(replace(document, record=record)).items():
        name = f"{prefix}-{Path(file).name}"
        said = [(row, "CONFIRMED") for row in visits if file in files_of(row, names)]
        said += [(row, "CANCELLED") for row in dropped if file in files_of(row, names)]
        lines = (f"{name}|{uids[file, row.visit]}|{utc(row.start)}|{utc(row.end)}|{status}" for row, status in said)
        yield Feed(name, content, tuple(sorted(lines)))


def not_placed(earlier: Document, rota: Rota) -> list[VisitRow]:
    """The visits of the earlier rota that this one has nowhere."""
    placed = {placement.visit for placement in rota.placements}
    return [row for row in earlier.visits() if row.visit not in placed]


def files_of(row: VisitRow, names: Mapping[str, str]) -> set[str]:
    """The feeds that hold a visit: of all visits, of its members, of its host and deputy, and of its team."""
    members = (f"member:{visitor.id}" for visitor in row.visitors)
    keys = (*members, *(f"host:{host}" for host in row.hosts), f"team:{row.team_id}")
    return {ALL, *(names[key] for key in keys if key in names)}


def utc(moment: datetime) -> str:
    """The moment as the readers write it."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def write(feeds: Iterable[Feed], folder: Path) -> Path:
    """The folder, holding each feed as a file."""
    folder.mkdir(exist_ok=True)
    for feed in feeds:
        (folder / feed.name).write_bytes(feed.content)
    return folder


def truth(feeds: Iterable[Feed]) -> tuple[str, ...]:
    """What a reader that is right says of all these feeds."""
    return tuple(sorted(line for feed in feeds for line in feed.lines))
