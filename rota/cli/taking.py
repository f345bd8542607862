"""Makes a swap, or puts a reserve in somebody's place, and writes the rota with what was done in its log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from rota.cli.changed import changed, written
from rota.cli.console import CouldNotRunError, answer
from rota.cli.files import refuse_early
from rota.cli.first_day import now, of_our_time
from rota.cli.inputs import Inputs
from rota.domain import Rota
from rota.explaining.context import Ground, with_placement
from rota.explaining.reserves import StandBy
from rota.explaining.swaps import Offers, taken
from rota.exports.view import Document
from rota.record import LogEntry
from rota.reports.people_reports import no_place_to_swap, nobody_can_step_in, swap_in_words
from rota.text.english import counted, is_over


@dataclass(frozen=True, slots=True)
class Taking:
    """What is done to a rota, and where and when: ``since`` and ``dated`` are the options --from and --dated."""

    inputs: Inputs
    document: Document
    ground: Ground
    folder: Path
    force: bool
    since: datetime | None
    dated: datetime | None

    def swap(self, found: Offers, number: int) -> None:
        """Makes the swap of this number and writes the rota."""
        if found.over:
            raise CouldNotRunError(f"{no_place_to_swap(found.title, found.over)} Nothing was written.")
        rota = taken(self.ground, found.member, found.visit, number)
        if rota is None:
            are = "is" if found.in_all == 1 else "are"
            raise CouldNotRunError(f"There is no swap {number}: there {are} {counted(found.in_all, 'swap')}.")
        self._write(rota, swap_in_words(found.offers[number - 1]))

    def step_in(self, found: StandBy, leaver: str, number: int) -> None:
        """Puts the reserve of this number in the leaver's place and writes the rota."""
        if found.over:
            raise CouldNotRunError(f"{nobody_can_step_in(found.title, found.over)} Nothing was written.")
        if not 1 <= number <= len(found.reserves):
            count = counted(len(found.reserves), "member")
            raise CouldNotRunError(f"There is nobody with the number {number}: {count} could step in.")
        chosen, rota = found.reserves[number - 1], self.ground.rota
        (placement,) = rota.of([found.visit])
        going = [chosen.member, *(one for one in placement.members if one != leaver)]
        name = self.inputs.problem.member(leaver).name
        after = with_placement(rota, replace(placement, members=tuple(going)))
        self._write(after, f"{chosen.name} goes to {found.title} in the place of {name}.")

    def _write(self, rota: Rota, sentence: str) -> None:
        refuse_early(self.folder, self.force, self.inputs.path)  # before anything is said to be done
        day = of_our_time((self.dated or now()).date(), "--dated")
        self._must_be_to_come(rota, day)
        done = changed(self.document, replace(self.ground, rota=rota), LogEntry(day, sentence))
        answer(sentence)
        written(done, self.folder, self.force, self.inputs)

    def _must_be_to_come(self, rota: Rota, day: date) -> None:
        """CouldNotRunError when a visit changes that was over on the day of the log, unless --from allows it."""
        known = set(rota.placements)
        for place in self.ground.rota.before(day) if self.since is None else ():
            if place not in known:
                over = is_over(self.inputs.problem.title(place.visit), place.slot.start, day)
                remedy = "To put right what was before the day of --dated, give --from too. Nothing was written."
                raise CouldNotRunError(f"{over} {remedy}")
