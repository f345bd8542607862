"""Six readers that share no code say of every feed what the rota says. Run by ``make test-calendars``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreement.faults import DISAGREED, with_bare_line_feeds
from tests.agreement.feeds import Feed, random_feeds, truth, write
from tests.agreement.reading import READERS, bare_line_feeds, differing, read_by_all
from tests.agreement.rotas import last_sunday
from tests.support.builders import day

pytestmark = pytest.mark.calendars

ROTAS = 500
FEW = 6


@pytest.fixture(scope="module")
def feeds() -> list[Feed]:
    """Every feed of the random rotas."""
    return list(random_feeds(ROTAS))


@pytest.fixture(scope="module")
def few() -> list[Feed]:
    """The feeds of a few rotas that hold any event."""
    return [feed for feed in random_feeds(FEW) if feed.lines]


def test_six_readers_agree_with_every_feed_of_the_random_rotas(feeds: list[Feed], tmp_path: Path) -> None:
    answers = read_by_all(write(feeds, tmp_path))
    assert len(answers) == 6
    assert differing(answers, truth(feeds)) == {}


def test_no_line_of_any_feed_ends_as_on_unix(feeds: list[Feed]) -> None:
    """All six readers forgive it; others do not."""
    assert [feed.name for feed in feeds if bare_line_feeds(feed.content)] == []


def test_the_random_rotas_have_what_a_reader_could_get_wrong(feeds: list[Feed]) -> None:
    """Visits that begin before a change of the clock and end after it, cancelled visits and both levels of detail."""
    lines = truth(feeds)
    assert len({feed.name.split("-")[0] for feed in feeds}) == ROTAS
    assert sum(line.endswith("|CANCELLED") for line in lines) > ROTAS
    assert sum("-full-" in feed.name for feed in feeds) > ROTAS
    assert any(not feed.lines for feed in feeds), "a feed of nobody's visits is read too"
    # A visit at 00:30 UTC on the last Sunday of March ends at 03:00 in summer time: 02:00 UTC, 90 minutes later.
    assert any("0330T003000Z|20250330T020000Z" in line for line in lines)
    # A visit at 00:30 in summer time on the last Sunday of October begins on Saturday at 23:30 UTC and ends at 03:00.
    assert any("1025T233000Z|20251026T030000Z" in line for line in lines)


def test_the_clocks_change_on_these_days() -> None:
    assert (last_sunday(2026, 3), last_sunday(2026, 10)) == (day("2026-03-29"), day("2026-10-25"))
    assert last_sunday(2030, 3) == day("2030-03-31"), "a Sunday itself"


@pytest.mark.parametrize(("fault", "readers"), DISAGREED.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_fault_makes_them_disagree(
    fault: Callable[[bytes], bytes], readers: set[str], few: list[Feed], tmp_path: Path
) -> None:
    planted = [replace(feed, content=fault(feed.content)) for feed in few]
    assert differing(read_by_all(write(planted, tmp_path)), truth(few)).keys() == readers


def test_one_event_of_one_feed_an_hour_out_is_seen_by_all(few: list[Feed], tmp_path: Path) -> None:
    feed = few[0]
    line = next(line for line in feed.content.split(b"\r\n") if line.startswith(b"DTEND"))
    later = line[:-6] + b"%02d" % (int(line[-6:-4]) + 1) + line[-4:]
    assert feed.content.count(line) == 1
    planted = [replace(feed, content=feed.content.replace(line, later)), *few[1:]]
    apart = differing(read_by_all(write(planted, tmp_path)), truth(few))
    assert {reader: len(lines) for reader, lines in apart.items()} == dict.fromkeys(READERS, 2), "as it is, as it was"


def test_bare_line_feeds_are_seen_though_all_six_forgive_them(few: list[Feed], tmp_path: Path) -> None:
    planted = [replace(feed, content=with_bare_line_feeds(feed.content)) for feed in few]
    assert differing(read_by_all(write(planted, tmp_path)), truth(few)) == {}
    assert all(bare_line_feeds(feed.content) for feed in planted)


def test_an_event_left_out_or_said_twice_is_a_difference() -> None:
    assert differing({"one": ("a",), "two": ("a", "b")}, ("a", "b")) == {"one": ("b",)}
    assert list(differing({"one": ("a", "a", "b")}, ("a", "b"))) == ["one"]
