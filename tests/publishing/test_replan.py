"""The re-plan script: after each step every calendar program shows the rota, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.domain import Placement, Problem, Rota
from rota.publishing.feed_names import path_of
from rota.publishing.issue import PreparedPublication
from rota.publishing.serving import SERVED
from rota.record import Presentation
from tests.exports.documents import the_year
from tests.publishing.lint import lint
from tests.publishing.subscribers import KINDS, Google, Icsx5, Seen, Subscriber, Version, read
from tests.publishing.worlds import FULL, MINIMAL, Council, feeds_of
from tests.support.builders import a_rota, a_slot
from tests.support.tiers import examples

MASH = ("2026-06-03 10:00", "ann", "cai")
NORTH_1 = ("2026-09-09 10:00", "ann", "bob")
NORTH_2 = ("2027-01-06 10:00", "bob")


def rota(receiver: str = "hari", **placements: tuple[str, ...] | None) -> Rota:
    """The year's rota with these visits placed otherwise, None for not at all, and MASH received by this person."""
    facts = {"mash-1": MASH, "north-1": NORTH_1, "north-2": NORTH_2}
    facts |= {name.replace("_", "-"): placed for name, placed in placements.items()}
    return a_rota({visit: placed for visit, placed in facts.items() if placed}, mash=receiver)


def renamed_site() -> Problem:
    teams = [replace(team, site="Harbour House") if team.id == "north" else team for team in the_year().teams]
    return the_year_with(teams=teams)


def the_year_with(**fields: object) -> Problem:
    return replace(the_year(), **{name: tuple(value) for name, value in fields.items()})  # type: ignore[arg-type,call-overload]


def without_cai() -> Problem:
    return the_year_with(members=[m for m in the_year().members if m.id != "cai"], teams=renamed_site().teams)


class Step(NamedTuple):
    """A publication: when, what, and the visits that should show as cancelled: when they were, and in whose feeds."""

    what: str
    at: str
    problem: Problem
    rota: Rota
    presentation: Presentation
    cancelled: dict[str, tuple[str, ...]]


MOVED = ("2026-09-16 10:00", "ann", "bob")
RETIMED = ("2026-09-16 14:00", "ann", "bob")
DOT = ("2027-01-06 10:00", "dot")
NO_MASH = {"mash-1": ("2026-06-03 10:00", "member:ann", "member:cai", "host:hari")}

SCRIPT = (
    Step("first", "2026-05-25 09:30:00", the_year(), rota(), FULL, {}),
    Step("move", "2026-05-25 09:31:07", the_year(), rota(north_1=MOVED), FULL, {}),
    Step("retime, in the same second", "2026-05-25 09:31:07", the_year(), rota(north_1=RETIMED), FULL, {}),
    Step("rename a site", "2026-05-26 09:00:00", renamed_site(), rota(north_1=RETIMED), FULL, {}),
    Step("the deputy receives", "2026-05-26 09:10:00", renamed_site(), rota("dee", north_1=RETIMED), FULL, {}),
    Step("the host does after all", "2026-05-26 09:20:00", renamed_site(), rota(north_1=RETIMED), FULL, {}),
    Step("cancel", "2026-05-27 09:00:00", renamed_site(), rota(north_1=RETIMED, mash_1=None), FULL, NO_MASH),
    Step("reassign", "2026-05-28", renamed_site(), rota(north_1=RETIMED, mash_1=None, north_2=DOT), FULL, NO_MASH),
    Step(
        "reduce detail", "2026-05-28", renamed_site(), rota(north_1=RETIMED, mash_1=None, north_2=DOT), MINIMAL, NO_MASH
    ),
    Step(
        "remove",
        "2026-06-10",  # a week after the cancelled visit, which is still shown
        renamed_site(),
        rota(north_1=None, mash_1=None, north_2=DOT),
        MINIMAL,
        NO_MASH | {"north-1": ("2026-09-16 14:00", "member:ann", "member:bob")},
    ),
    Step("restore", "2026-06-11", renamed_site(), rota(north_1=RETIMED, mash_1=None), MINIMAL, {}),
    Step(
        "restore what was omitted",
        "2026-06-12",
        renamed_site(),
        rota("dee", north_1=RETIMED, mash_1=("2026-07-01 10:00", "ann", "cai")),
        MINIMAL,
        {},
    ),
    Step(
        "somebody leaves",
        "2026-06-13",
        without_cai(),
        rota(north_1=RETIMED, mash_1=None),
        FULL,
        {"mash-1": ("2026-07-01 10:00", "member:ann", "member:cai", "host:dee")},
    ),
)


PEOPLE = (
    "member:ann",
    "member:bob",
    "member:cai",
    "member:dot",
    "host:hari",
    "host:dee",
    "team:north",
    "all",
)
SITES = {"mash-1": "Town Hall, room 2; upstairs", "north-1": "North Hub", "north-2": "North Hub"}
TITLES = {"mash-1": "MASH", "north-1": "North, visit 1 of 2", "north-2": "North, visit 2 of 2"}


def truth(step: Step, feed: str) -> set[tuple[object, ...]]:
    """What the feed should show, read off the rota: (start, end, summary, place, cancelled)."""
    placed = [(place.visit, place.slot.id, False) for place in step.rota.placements if theirs(feed, place)]
    gone = [
        (visit, at, True)
        for visit, (at, *people) in step.cancelled.items()
        if feed in people or of_every_visit(feed, visit)
    ]
    return {_seen(step, visit, at, cancelled) for visit, at, cancelled in placed + gone}


def theirs(feed: str, place: Placement) -> bool:
    people = [f"member:{who}" for who in place.members] + [f"host:{who}" for who in place.receivers]
    return feed in people or of_every_visit(feed, place.visit)


def of_every_visit(feed: str, visit: str) -> bool:
    """Whether it is the feed of all visits, or of the visit's team."""
    return feed in ("all", f"team:{visit.rpartition('-')[0]}")


def _seen(step: Step, visit: str, at: str, cancelled: bool) -> tuple[object, ...]:
    end = (a_slot(at).start + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    site = "Harbour House" if step.problem != the_year() and visit.startswith("north") else SITES[visit]
    full = f": {TITLES[visit]}" if step.presentation.detail == "full" else ""
    return (at, end, f"{'Cancelled: ' if cancelled else ''}Member visit{full}", site, cancelled)


def shows(subscriber: Subscriber) -> set[tuple[object, ...]]:
    return {(seen.start, seen.end, seen.summary, seen.place, seen.cancelled) for seen in subscriber.sees()}


@cache
def published() -> tuple[tuple[Step, PreparedPublication], ...]:
    return tuple(_published())


def _published() -> Iterator[tuple[Step, PreparedPublication]]:
    council = Council()
    for step in SCRIPT:
        at = step.at if " " in step.at else f"{step.at} 09:00:00"
        yield step, council.publish(at, step.problem, step.rota, step.presentation)


def address(made: PreparedPublication, key: str, first: PreparedPublication) -> str:
    return f"{SERVED}/{path_of(first.names.current[key])}"


@pytest.mark.parametrize("every", [1, 2, 3], ids=["polls each time", "polls every second time", "polls every third"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("feed", PEOPLE)
def test_after_each_step_the_calendar_shows_the_rota(feed: str, kind: type[Subscriber], every: int) -> None:
    """A subscriber keeps the address of the first day; the feed of somebody who left is empty."""
    subscriber, first = kind(), None
    for number, (step, made) in enumerate(published()):
        first = first or made
        if number % every:
            continue
        subscriber.poll(made.files[address(made, feed, first)])
        left = feed == "member:cai" and step.what == "somebody leaves"
        expected = set() if left else truth(step, feed)
        if kind is Google:
            expected = {seen for seen in expected if not seen[-1]}
        assert shows(subscriber) == expected, step.what


def test_every_feed_of_every_step_is_clean() -> None:
    for _, made in published():
        served = {name: content for name, content in made.files.items() if name.endswith(".ics")}
        assert [fault for content in served.values() for fault in lint(content)] == []
        assert len(served) >= 9  # all, four members, two hosts, two teams


def test_each_step_is_a_revision() -> None:
    assert [made.document.record.provenance.revision for _, made in published()] == [*range(1, len(SCRIPT) + 1)]


def test_ids_stay_and_numbers_and_times_rise_whenever_anything_shown_changes() -> None:
    newest: dict[tuple[str, str], Version] = {}
    changes = 0
    for _, made in published():
        for key, content in feeds_of(made).items():
            for uid, version in read(content).items():
                before = newest.get((key, uid), version)
                if before.seen != version.seen:
                    assert version.modified > before.modified
                    assert version.sequence > before.sequence
                    changes += 1
                newest[key, uid] = version
    ids_of_ann = {uid for key, uid in newest if key == "member:ann"}
    assert len(ids_of_ann) == 2  # MASH and North's first visit, through every move and back
    assert changes > 20


def test_a_change_is_seen_only_by_those_whom_it_concerns() -> None:
    """When North moves, MASH's events keep their number; Cai's feed is the same to the octet."""
    steps = [made for _, made in published()]
    assert feeds_of(steps[0])["member:cai"] == feeds_of(steps[1])["member:cai"]
    assert feeds_of(steps[0])["member:ann"] != feeds_of(steps[1])["member:ann"]
    numbers = sorted(version.sequence for version in read(feeds_of(steps[1])["member:ann"]).values())
    assert numbers == [0, 1]
    before, after, back = (
        feeds_of(made)
        for step, made in published()
        if step.what in ("rename a site", "the deputy receives", "the host does after all")
    )
    assert {key for key in before if before[key] != after[key]} == {
        *("member:ann", "member:cai", "host:hari", "host:dee", "team:mash", "all"),
    }
    assert before["host:dee"] == back["host:dee"]
    assert {version.sequence for version in read(before["host:hari"]).values()} == {0}
    assert {version.sequence for version in read(back["host:hari"]).values()} == {1}


def test_less_detail_takes_every_name_out_of_every_feed() -> None:
    made = next(made for step, made in published() if step.what == "reduce detail")
    for content in feeds_of(made).values():
        said = content.decode().casefold()
        assert not [name for name in ("ann", "bob", "cai", "dot", "hari", "mash", "staffing") if name in said]


A_FEED = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260525T083000Z\r\n"
    b"LAST-MODIFIED:20260525T083000Z\r\nSEQUENCE:0\r\nDTSTART:20260603T090000Z\r\nDTEND:20260603T100000Z\r\n"
    b"STATUS:CONFIRMED\r\nSUMMARY:old\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("kind", "change", "summary"),
    [
        (Subscriber, {}, "new"),
        (Icsx5, {}, "old"),
        (Icsx5, {b"LAST-MODIFIED:20260525T083000Z": b"LAST-MODIFIED:20260525T083001Z"}, "new"),
        (Google, {b"LAST-MODIFIED:20260525T083000Z": b"LAST-MODIFIED:20260525T083001Z"}, "old"),
        (Google, {b"SEQUENCE:0": b"SEQUENCE:1"}, "new"),
    ],
)
def test_the_emulated_programs_are_as_hard_to_convince_as_the_real_ones(
    kind: type[Subscriber], change: dict[bytes, bytes], summary: str
) -> None:
    subscriber, later = kind(), A_FEED.replace(b"SUMMARY:old", b"SUMMARY:new")
    for before, after in change.items():
        later = later.replace(before, after)
    subscriber.poll(A_FEED)
    subscriber.poll(later)
    assert [seen.summary for seen in subscriber.sees()] == [summary]


DAYS = ("2026-06-03", "2026-06-24", "2026-09-09", "2026-10-26", "2027-01-06")
PLACED = st.none() | st.tuples(
    st.sampled_from(DAYS),
    st.sampled_from(("10:00", "14:00")),
    st.sets(st.sampled_from(("ann", "bob", "cai", "dot")), max_size=3),
)
RECEIVED = st.sampled_from(("", "hari", "dee", "dee hari"))
PLANS = st.tuples(PLACED, PLACED, PLACED, RECEIVED, RECEIVED, st.sampled_from((FULL, MINIMAL)), st.integers(0, 20))


@examples(40)
@given(st.lists(PLANS, min_size=2, max_size=6))
def test_whatever_is_planned_next_every_program_shows_it(plans: list[tuple[object, ...]]) -> None:
    """Live events are those of the rota, whatever came before; all others are cancelled, not a week past."""
    council, at = Council(), a_slot("2026-05-25 09:00").start
    stores: dict[tuple[str, type[Subscriber]], Subscriber] = {}
    for *placed, mash, north, presentation, days in plans:
        at += timedelta(days=days)  # type: ignore[arg-type]
        facts = {visit: one for visit, one in zip(("mash-1", "north-1", "north-2"), placed, strict=True) if one}
        groups = {v: (f"{day} {hour}", *sorted(who)) for v, (day, hour, who) in facts.items()}  # type: ignore[misc]
        plan = a_rota(groups, mash=str(mash), north=str(north))
        made = council.publish(f"{at:%Y-%m-%d %H:%M:%S}", rota=plan, presentation=presentation)  # type: ignore[arg-type]
        for key, content in feeds_of(made).items():
            assert lint(content) == []
            for kind in KINDS:
                store = stores.setdefault((key, kind), kind())
                store.poll(content)
                if key.startswith(("member:", "host:")):
                    mine = {place.slot.id for place in plan.placements if theirs(key, place)}
                    assert {seen.start for seen in store.sees() if not seen.cancelled} == mine
                    assert all(recent(seen, f"{at - timedelta(days=7):%Y-%m-%d}") for seen in store.sees())


def recent(seen: Seen, since: str) -> bool:
    """Whether an event that shows as cancelled is no more than a week past."""
    return not seen.cancelled or seen.start[:10] >= since


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_visit_taken_away_and_given_back_unchanged_comes_back(kind: type[Subscriber]) -> None:
    """Nothing that is shown differs from the first time, yet the number must be higher and the id the same."""
    council, subscriber, ids = Council(), kind(), []
    for north_2, starts in ((NORTH_2, {"2027-01-06 10:00"}), (DOT, set()), (NORTH_2, {"2027-01-06 10:00"})):
        content = feeds_of(council.publish("2026-05-25 09:30:00", rota=rota(north_1=None, north_2=north_2)))
        subscriber.poll(content["member:bob"])
        assert {seen.start for seen in subscriber.sees()} == starts
        ids.append({(uid, version.sequence) for uid, version in read(content["member:bob"]).items()})
    (first, zero), (last, one) = *ids[0], *ids[2]
    assert (first, zero, one) == (last, 0, 1)
