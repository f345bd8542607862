"""Committees that meet though nobody sits on them, or on which members sit that do not meet: names spelt otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rota.domain import FULL_COUNCIL, Span
from rota.tables.cell_uses import Use, by_value, place, quoted
from rota.tables.committee_names import Committees
from rota.tables.faults import Faults
from rota.text.english import day_in_words, several

_ALIKE = "alike in every table; were they two, their names would have to differ in more."


@dataclass(frozen=True, slots=True)
class Named:
    """A committee where it is named, and for which days: those of a seat, or the day of a meeting."""

    use: Use
    span: Span


@dataclass(frozen=True, slots=True)
class Sittings:
    """Everywhere that a committee is named: who sits, when they meet, whose pool it is."""

    seats: tuple[Named, ...]
    meetings: tuple[Named, ...]
    pools: tuple[Use, ...]


def sitting_doubts(found: Sittings, committees: Committees, year: Span) -> Iterator[str]:
    """What is doubtful of the names of committees, of their meetings in the year and of the seats on them."""
    meetings = [one for one in found.meetings if one.span.within(year)]
    seats = [one for one in found.seats if one.span.within(year)]
    near = dict(_near(meetings, committees))
    yield from _nobody_sits(meetings, committees, near)
    yield from _nobody_then(meetings, found.seats, committees)
    used = {committees.of(one.use.value) for one in meetings} | {committees.of(one.value) for one in found.pools}
    yield from _no_meetings(seats, committees, used, set(near.values()))


def warn_of_guesses(found: Sittings, committees: Committees, faults: Faults) -> None:
    """A warning of each name that is taken for another's."""
    for use in (*(one.use for one in (*found.seats, *found.meetings)), *found.pools):
        if committees.is_guess(use.value):
            what = f"is taken for {quoted(committees.of(use.value))}"
            faults.remarks.add(use, what, f". Spell it {_ALIKE}", f". Spell them {_ALIKE}")


def _near(meetings: Iterable[Named], committees: Committees) -> Iterator[tuple[str, str]]:
    """Each committee that meets and on which nobody sits, with the nearest on which somebody does, if there is one."""
    seated = [name for name in committees.names() if committees.seated(name)]
    for name in sorted({committees.of(one.use.value) for one in meetings if not committees.seated(one.use.value)}):
        if nearest := committees.nearest(name, seated):
            yield name, nearest


def _nobody_sits(meetings: Iterable[Named], committees: Committees, near: Mapping[str, str]) -> Iterator[str]:
    nobodys = [one.use for one in meetings if not committees.seated(one.use.value)]
    far = []
    for name, at in by_value(nobodys, committees.of).items():
        nearest = near.get(committees.of(name))
        if nearest is None:
            far.append(f"{quoted(name)} ({place(at)})")
            continue
        meant = "'Council', the full council" if nearest == FULL_COUNCIL else quoted(nearest)
        keeps = "meeting keeps" if len(at) == 1 else f"{len(at):,} meetings keep"
        yield (
            f"{place(at)}: nobody sits on {quoted(name)} in committees, so that its {keeps} nobody from a visit. "
            f"Did you mean {meant}? Spell it alike in every table."
        )
    if far:
        whose, whom = ("its meetings", "it") if len(far) == 1 else ("their meetings", "them")
        yield (
            f"Nobody sits in committees on {several(far)}, so that {whose} keep nobody from a visit. "
            f"Add who sits on {whom} to committees."
        )


def _nobody_then(meetings: Sequence[Named], seats: Iterable[Named], committees: Committees) -> Iterator[str]:
    """Meetings on days on which every seat has ended, or none has begun."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for seat in seats:
        spans[committees.of(seat.use.value)].append(seat.span)
    alone: dict[str, list[Named]] = defaultdict(list)
    for one in meetings:
        name = committees.of(one.use.value)
        if spans[name] and name != FULL_COUNCIL and not any(one.span.within(span) for span in spans[name]):
            alone[name].append(one)
    for name, those in alone.items():
        first = min(one.span.ends()[0] for one in those)
        when = f"on {day_in_words(first)}, when it meets" if len(those) == 1 else "when it meets"
        first_of = "" if len(those) == 1 else f", first on {day_in_words(first)}"
        yield (
            f"{place(one.use for one in those)}: nobody sits on {quoted(name)} {when}{first_of}: by 'from' and 'until' "
            "in committees every seat has ended or none has begun. Check those dates, or add who sits on it then."
        )


def _no_meetings(seats: Sequence[Named], committees: Committees, used: set[str], said: set[str]) -> Iterator[str]:
    """Committees with seats that neither meet in the year nor are a pool, unless they are said to be meant."""
    spoken_for = used | said | {FULL_COUNCIL}
    idle = by_value([one.use for one in seats if committees.of(one.use.value) not in spoken_for], committees.of)
    told = []
    for name, at in idle.items():
        nearest = committees.nearest(name, sorted(used - {FULL_COUNCIL}))
        told.append(f"{quoted(name)} ({place(at, 1)}{f': is it {quoted(nearest)}?' if nearest else ''})")
    if told:
        what = "it keeps" if len(told) == 1 else "they keep"
        yield (
            f"No meeting in the year is known of {several(told)}, so that {what} nobody from a visit. "
            f"Add when {'it meets' if len(told) == 1 else 'they meet'} to meetings."
        )
