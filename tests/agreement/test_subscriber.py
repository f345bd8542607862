"""vdirsyncer, a real subscriber, keeps what the rota says through changes. Run by ``make test-calendars``."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from rota.domain import Problem, Rota
from rota.exports.feed_ledger import published
from rota.exports.view import Document
from rota.record import Presentation, Publication
from tests.agreement.feeds import PUBLISHED, REPLANNED, a_legal_document, feeds_of
from tests.agreement.reading import INSTALLED, environment, read_by
from tests.support.builders import a_member, a_problem, a_rota, a_team, span

pytestmark = pytest.mark.calendars

SETTINGS = """\
[general]
status_path = "{folder}/status"

[pair rota]
a = "feed"
b = "phone"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "http://127.0.0.1:{port}/feed.ics"

[storage phone]
type = "filesystem"
path = "{folder}/phone"
fileext = ".ics"
"""


class FeedServer(ThreadingHTTPServer):
    """Serves one feed on this machine, at a port that the system chooses."""

    content = b""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)


class _Answer(BaseHTTPRequestHandler):
    server: FeedServer

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: an address may be secret."""


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A server that is stopped when the test ends."""
    with FeedServer() as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Subscriber:
    """Somebody's phone, as vdirsyncer keeps it: a folder with a file for each event."""

    def __init__(self, folder: Path, server: FeedServer) -> None:
        self.settings, self.phone = folder / "settings", folder / "phone"
        self.phone.mkdir()
        self.settings.write_text(SETTINGS.format(folder=folder, port=server.server_port), encoding="utf-8")
        assert self.run("discover") == 0

    def run(self, *command: str) -> int:
        """The exit code of the command."""
        program = [str(INSTALLED / "bin" / "vdirsyncer"), "--config", str(self.settings), *command]
        done = subprocess.run(program, env=environment(NO_PROXY="127.0.0.1"), capture_output=True, timeout=60)
        return done.returncode

    def sync(self, *options: str) -> set[str]:
        """When each event on the phone is afterwards, and its status."""
        assert self.run("sync", *options) == 0
        return without_ids(read_by("icalendar", self.phone))


def without_ids(lines: tuple[str, ...]) -> set[str]:
    """Each event's start, end and status. Ids are left out, for vdirsyncer gives an event another: its hash."""
    said = {line.split("|", 2)[2] for line in lines}
    assert len(said) == len(lines), "no two are alike"
    return said


def the_problem() -> Problem:
    """A municipal year with five visits to North; Ann's feed is the one that is subscribed to."""
    north = a_team("north", visits_a_year=5, site="North Hub")
    return a_problem([a_member("ann"), a_member("bob")], [north], year=span("2026-05-15", "2027-05-14"))


FIRST = {
    "north-1": ("2026-06-03 10:00", "ann"),
    "north-2": ("2026-10-24 10:00", "ann", "bob"),
    "north-3": ("2026-10-26 10:00", "ann"),
    "north-4": ("2027-03-27 10:00", "ann"),
}
REPLAN = {
    "north-1": ("2026-06-03 10:00", "ann"),  # as it was
    "north-2": ("2026-10-25 10:00", "ann", "bob"),  # moved over the change of the clock
    "north-3": ("2026-10-26 10:00", "bob"),  # given to Bob
    # north-4 is cancelled
    "north-5": ("2027-03-28 10:00", "ann"),  # new
}


def publish(rota: Rota, over: tuple[Document, Publication] | None = None) -> tuple[Document, Publication]:
    """The rota published for the first time, or over an earlier one."""
    document = a_legal_document(the_problem(), rota)
    moment = REPLANNED if over else PUBLISHED
    return document, published(document, over[1] if over else None, Presentation(), moment)


def ann_s(now: tuple[Document, Publication], before: tuple[Document, Publication]) -> tuple[bytes, set[str]]:
    """Ann's feed, and what it must say."""
    feed = next(feed for feed in feeds_of(*now, before[0], "now") if feed.name == "now-member-ann.ics")
    return feed.content, without_ids(feed.lines)


def test_a_subscriber_has_what_the_rota_says_before_and_after_it_is_replanned(
    server: FeedServer, tmp_path: Path
) -> None:
    phone = Subscriber(tmp_path, server)
    first = publish(a_rota(FIRST))
    server.content, said = ann_s(first, first)
    assert phone.sync() == said
    # 10:00 in London is 09:00 UTC until 25 October 2026 and from 28 March 2027; between them it is 10:00 UTC.
    assert said == {
        "20260603T090000Z|20260603T100000Z|CONFIRMED",
        "20261024T090000Z|20261024T100000Z|CONFIRMED",
        "20261026T100000Z|20261026T110000Z|CONFIRMED",
        "20270327T100000Z|20270327T110000Z|CONFIRMED",
    }
    server.content, said = ann_s(publish(a_rota(REPLAN), over=first), first)
    assert phone.sync() == said
    assert said == {
        "20260603T090000Z|20260603T100000Z|CONFIRMED",
        "20261025T100000Z|20261025T110000Z|CONFIRMED",
        "20270327T100000Z|20270327T110000Z|CANCELLED",
        "20270328T090000Z|20270328T100000Z|CONFIRMED",
    }


def test_a_subscriber_who_has_nothing_left_to_visit_is_emptied_when_told_that_it_is_meant(
    server: FeedServer, tmp_path: Path
) -> None:
    """vdirsyncer asks before it takes the last event away; the feed itself is read without complaint."""
    phone = Subscriber(tmp_path, server)
    first = publish(a_rota(FIRST))
    server.content, said = ann_s(first, first)
    assert len(phone.sync()) == len(said) == 4
    to_bob = Rota(tuple(replace(placement, members=("bob",)) for placement in first[0].record.rota.placements))
    server.content, said = ann_s(publish(to_bob, over=first), first)
    assert said == set()
    assert phone.run("sync") == 1
    assert phone.sync("--force-delete") == set()


def test_a_calendar_with_an_id_of_its_own_is_seen_to_lose_events(server: FeedServer, tmp_path: Path) -> None:
    """Planted: what a feed must not hold, since vdirsyncer takes the whole of it for one event."""
    phone = Subscriber(tmp_path, server)
    first = publish(a_rota(FIRST))
    content, said = ann_s(first, first)
    server.content = content.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nUID:one\r\n")
    phone.run("sync")
    assert len(list(phone.phone.iterdir())) == 1 < len(said)
