"""Polls in one ward alone: a by-election keeps its candidates from visits, and nobody else (domain, A32)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from rota.domain import Member, Weekly
from rota.domain.bank_holidays import NONE, known_years
from rota.domain.closures import pre_election_period
from rota.domain.spans import values_on
from rota.reading.council import CouncilSettings, beyond
from rota.reading.settings_keys import RawSettings
from rota.tables.cells import fold
from rota.tables.dates import polls_of
from rota.tables.faults import Faults

_WHOLE_DAY = time(0), time(23, 59)
_WARD = re.compile(r"\bward\b", re.IGNORECASE)


def barred(raw: RawSettings, council: CouncilSettings, members: Sequence[Member], faults: Faults) -> Iterator[Weekly]:
    """When members cannot visit: from the notice of a poll in their ward, or at which they are named, to the poll.

    Whatever is neither a ward nor a member is a fault. It is no leave, and changes nobody's fair share.
    """
    row = raw.single
    if not row.yes("closures.pre_election", True):
        return
    own = raw.bank_holidays.get(council.division, NONE)
    for whose, poll in row.read("election.polls", polls_of, ()):
        if not whose:
            continue
        if poll not in known_years(council.division, own):
            row.fault("election.polls", beyond(known_years(council.division, own), "closures.pre_election"))
            continue
        standing = [member for member in members if _is(whose, member, poll)]
        if not standing:
            wards = {dated.value for member in members for dated in member.wards}
            near = faults.nearest(whose, [*wards, *(member.name for member in members)])
            row.fault("election.polls", f"names '{whose}', which is no ward or member in members.{near}")
        span = pre_election_period(poll, council.division, own).span.within(council.year)
        if span:
            for member in standing:
                yield from (Weekly(member.id, day, *_WHOLE_DAY, "unavailable", "always", span) for day in range(7))


def _is(whose: str, member: Member, poll: date) -> bool:
    if fold(whose) in (fold(member.name), fold(member.id)):
        return True
    wards = {fold(_WARD.sub("", ward)) for ward in values_on(member.wards, poll)}
    return fold(_WARD.sub("", whose)) in wards
