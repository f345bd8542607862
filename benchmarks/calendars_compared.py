"""Compares the busy times that Rota reads of a folder of calendars with those of four programs that share no code.

python -m benchmarks.calendars_compared FOLDER [FIRST LAST]      or make compare-calendars FOLDER=...

Every calendar in the folder and in its folders is read by Rota and by each program, over the days from FIRST to LAST
(the year from 1 June 2026 when none are given). What differs is printed file by file, and the counts at the end.
``docs/calendars-compared.md`` has what was found and how to judge it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rota.domain import LONDON, Span
from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.refused import UnreadableError
from rota.reading.calendars.series import Busy, DaysAsked
from tests.agreement.expander import EXPANDERS, Expander

AGREED = "all agree"
SOME = "some agree with Rota"
NONE = "none agrees with Rota, nor all with each other"
ALONE = "all agree against Rota"
UNREAD = "not read by Rota"
NOBODY = "read by Rota alone"
VERDICTS = (AGREED, SOME, NONE, ALONE, UNREAD, NOBODY)

SHOWN = 3
"""Stretches that are printed of a difference."""

Times = frozenset[Busy]


@dataclass(frozen=True, slots=True)
class Compared:
    """One calendar: Rota's busy times, or why there are none; and each program's, or None where it gave up."""

    path: Path
    ours: Times | str
    theirs: dict[str, Times | None]

    @property
    def verdict(self) -> str:
        """Who agrees with whom."""
        given = [times for times in self.theirs.values() if times is not None]
        if isinstance(self.ours, str):
            return UNREAD
        if not given:
            return NOBODY
        if all(times == self.ours for times in given):
            return AGREED
        if self.ours in given:
            return SOME
        return ALONE if len(given) > 1 and len(set(given)) == 1 else NONE


def compare(paths: Sequence[Path], span: Span) -> Iterator[Compared]:
    """Each calendar as Rota and the programs read it."""
    year = DaysAsked(span)
    expanders = {name: Expander(name, span) for name in EXPANDERS}
    try:
        for path in paths:
            theirs = {name: expander.times(path) for name, expander in expanders.items()}
            met = {name: None if times is None else outermost(times, year) for name, times in theirs.items()}
            yield Compared(path, ours(path, span), met)
    finally:
        for expander in expanders.values():
            expander.close()


def ours(path: Path, span: Span) -> Times | str:
    """What Rota reads of it, or why it does not."""
    try:
        return frozenset(busy_times(path.read_bytes(), span).times)
    except UnreadableError as error:
        return str(error)


def outermost(times: Sequence[tuple[str, str]], year: DaysAsked) -> Times:
    """Those that last and meet the year, less what lies within another: what keeps somebody busy, once."""
    read = {(instant(start), instant(end)) for start, end in times}
    met = sorted((one for one in read if one[0] < one[1] and one[0] < year.end and year.start < one[1]), key=_longest)
    kept: list[Busy] = []
    for start, end in met:
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return frozenset(kept)


def _longest(busy: Busy) -> tuple[datetime, float]:
    return busy[0], -busy[1].timestamp()


def instant(word: str) -> datetime:
    """The instant of an answer: a day begins at London's midnight, and a time without a zone is London's."""
    if word.endswith("Z"):
        return datetime.strptime(word, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    form = "%Y%m%dT%H%M%S" if "T" in word else "%Y%m%d"
    return datetime.strptime(word, form).replace(tzinfo=LONDON).astimezone(UTC)


def difference(compared: Compared) -> Iterator[str]:
    """The programs that differ from Rota, and the first stretches that only one of the two has."""
    if isinstance(compared.ours, str):
        yield f"    {compared.ours}"
        return
    for name, times in compared.theirs.items():
        if times is not None and times != compared.ours:
            only = [
                *(("Rota only", one) for one in compared.ours - times),
                *((name, one) for one in times - compared.ours),
            ]
            shown = sorted(only, key=lambda item: (item[1], item[0]))[:SHOWN]
            words = "; ".join(f"{who} {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}" for who, (start, end) in shown)
            yield f"    {name}: {len(only)} differ: {words} (UTC)"


def main(folder: Path, span: Span) -> None:
    """Prints the comparison."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.casefold() == ".ics" and path.is_file())
    all_compared: list[Compared] = []
    for compared in compare(paths, span):
        all_compared.append(compared)
        if compared.verdict not in (AGREED, NOBODY):
            print(f"{compared.path.relative_to(folder)}: {compared.verdict}")
            print("\n".join(difference(compared)))
    print("\n".join(summary(all_compared)))


def summary(compared: Sequence[Compared]) -> Iterator[str]:
    """How often which verdict was given, and how often each program differs from Rota or gives up."""
    read = [(one.ours, one) for one in compared if not isinstance(one.ours, str)]
    yield f"\n{len(compared):,} calendars, {sum(len(ours) for ours, _ in read):,} busy times by Rota"
    for verdict in VERDICTS:
        given = [one for one in compared if one.verdict == verdict]
        busy = sum(bool(one.ours) and one.verdict != UNREAD for one in given)
        yield f"{len(given):6,}  {verdict}" + (f", {busy:,} of them with a busy time" if busy else "")
    for name in EXPANDERS:
        differ = sum(one.theirs[name] not in (None, ours) for ours, one in read)
        gave_up = sum(one.theirs[name] is None for _, one in read)
        yield f"{differ:6,}  {name} differs from Rota, and gave up on {gave_up:,} more that Rota reads"


if __name__ == "__main__":
    words = sys.argv[2:4] or ["2026-06-01", "2027-05-31"]
    main(Path(sys.argv[1]), Span(*(date.fromisoformat(word) for word in words)))
