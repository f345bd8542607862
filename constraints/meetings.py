"""Members do not miss the meetings of their own committees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rota.domain import FULL_COUNCIL, CommitteePlace, Meeting, Placement, Problem, Rota
from rota.domain.edits import Postpone
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import joined, moment_in_words


@dataclass(frozen=True)
class Meetings(Rule):
    """No member who goes has a meeting of their own committee during the visit or the travel to and from it.

    A member's committees are those they sit on upon the day of the meeting; every councillor, though
    no co-opted member, sits on the full council.

    Why: Meetings come first: a clash lowers attendance at one or the other, and a meeting may lose its quorum.
    Source: Hampshire 2004, about 550 meetings and members double-booked; Leeds (domain A28).
    Kept: A visit ends at 11:00 and the meeting starts at 11:30, 30 minutes of travel later.
    Broken: A visit ends at 11:00 and the meeting starts at 11:15.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        for committee, missed in sorted(_slots_by_committee(problem).items()):
            alike: dict[frozenset[str], list[str]] = defaultdict(list)
            for member, slots in missed.items():
                alike[frozenset(slots)].append(member)
            for same, members in alike.items():
                yield Bar(
                    tuple(sorted(members)), None, all_or(same, problem.slots), f"meetings: a meeting of {committee}"
                )

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        held = _meetings_by_day(problem)
        travel = timedelta(minutes=problem.travel_minutes)
        for placement in rota.placements:
            gone = _days(placement.slot.start - travel, placement.slot.end + travel)
            for number in sorted({number for day in gone for number in held.get(day, ())}):
                minutes = _minutes_lost(problem, placement, problem.meetings[number])
                if minutes:
                    yield from self._clashes(problem, placement, problem.meetings[number], minutes)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        slots = {slot.id: slot for slot in problem.slots}
        clashing = {
            meeting
            for opening in trouble.openings
            for meeting in problem.meetings
            if _minutes_lost(problem, Placement(opening.visit, slots[opening.slot], opening.members), meeting)
            and any(_sits(problem, member, meeting) for member in opening.members)
        }
        meetings = sorted(clashing)
        named = [f"of {meeting.committee} on {moment_in_words(meeting.start)}" for meeting in meetings]
        if named:
            noun = "the meeting" if len(named) == 1 else "the meetings"
            yield WayOut(f"Move {noun} {joined(named)}.", tuple(map(Postpone, meetings)), 2 * len(meetings))

    def _clashes(self, problem: Problem, placement: Placement, meeting: Meeting, minutes: int) -> Iterator[Finding]:
        for member in placement.members:
            if _sits(problem, member, meeting):
                yield self.breach(
                    f"{problem.member(member).name} has a meeting of {meeting.committee} on "
                    f"{moment_in_words(meeting.start)}, which {problem.title(placement.visit)} on "
                    f"{moment_in_words(placement.slot.start)}, with {problem.travel_minutes} minutes of travel, "
                    f"overlaps by {minutes} minutes.",
                    placement.visit,
                    (member,),
                )


# For statements only: meeting by meeting, over the slots in order of time.


def _slots_by_committee(problem: Problem) -> dict[str, dict[str, set[str]]]:
    travel = timedelta(minutes=problem.travel_minutes)
    set_off = [slot.start - travel for slot in problem.slots]
    back = [slot.end + travel for slot in problem.slots]
    missed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    seats = _seats(problem)
    for meeting in problem.meetings:
        first, after = bisect_right(back, meeting.start), bisect_left(set_off, meeting.end)
        slots = {slot.id for slot in problem.slots[first:after]} if meeting.start < meeting.end else set()
        for member in _sitting(problem, meeting, seats[meeting.committee]) if slots else ():
            missed[meeting.committee][member].update(slots)
    return missed


def _seats(problem: Problem) -> dict[str, list[CommitteePlace]]:
    seats: dict[str, list[CommitteePlace]] = defaultdict(list)
    for place in problem.committees:
        seats[place.committee].append(place)
    return seats


def _sitting(problem: Problem, meeting: Meeting, seats: list[CommitteePlace]) -> list[str]:
    """Who sits on the committee on the day of the meeting, in order of their ids."""
    day = meeting.start.date()
    sitting = {place.member for place in seats if day in place.span}
    if meeting.committee == FULL_COUNCIL:
        sitting |= {member.id for member in problem.members if member.kind == "councillor"}
    return [member.id for member in problem.members if member.id in sitting]


# For checks only: one placement against each meeting of the days on which its members are gone.


def _meetings_by_day(problem: Problem) -> dict[date, list[int]]:
    held: dict[date, list[int]] = defaultdict(list)
    for number, meeting in enumerate(problem.meetings):
        for day in _days(meeting.start, meeting.end):
            held[day].append(number)
    return held


def _days(start: datetime, end: datetime) -> list[date]:
    return [start.date() + timedelta(offset) for offset in range((end.date() - start.date()).days + 1)]


def _minutes_lost(problem: Problem, placement: Placement, meeting: Meeting) -> int:
    """Minutes, rounded up, by which the meeting and the visit with its travel overlap; 0 when they do not."""
    travel = timedelta(minutes=problem.travel_minutes)
    begins = max(meeting.start, placement.slot.start - travel)
    ends = min(meeting.end, placement.slot.end + travel)
    return max(0, -((begins - ends) // timedelta(minutes=1)))


def _sits(problem: Problem, member: str, meeting: Meeting) -> bool:
    if meeting.committee == FULL_COUNCIL and problem.member(member).kind == "councillor":
        return True
    seats = (place.span for place in problem.committees_of(member) if place.committee == meeting.committee)
    return any(meeting.start.date() in span for span in seats)
